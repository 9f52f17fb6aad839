"""Routines by their names: a built-in, a file or standard input, as text."""

from __future__ import annotations

import re
import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from voicecoach.errors import InputError, UsageError
from voicecoach.library import every_name, read_builtin
from voicecoach.opening import Folder, open_file
from voicecoach.source import Encoding, SourceText
from voicecoach.suffixes import ROUTINE_SUFFIXES

MAX_SOURCE_BYTES: Final = 2**20
STDIN: Final = "<stdin>"
_DOCUMENTS: Final = {
    b"PK\x03\x04": Encoding.WORD,
    b"\xd0\xcf\x11\xe0": Encoding.OLD_WORD,
    b"%PDF-": Encoding.PDF,
    b"{\\rtf": Encoding.RTF,
}
_LEAST_CHARACTERS: Final = 8
_MOSTLY: Final = 0.7
_MOST_BESIDE: Final = 3
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_routine(name: str) -> SourceText:
    """Return the source of a built-in routine, a file, or `-` for standard input.

    A name with a path separator or ending in `.yaml` or `.yml` is a path; otherwise a built-in comes first, then a file.
    Raises UsageError for a name that is neither, InputError for a file that cannot be read.
    """
    if name == "-":
        return decode(STDIN, read_stdin())
    if is_builtin(name):
        return read_builtin(name)
    path = Path(name)
    if not is_path(name) and not path.is_file():
        raise UsageError(f"no routine is called `{name}`", hint=_suggestion(name))
    return read_source(path)


def routines_of(name: str) -> tuple[str, ...]:
    """Return the names of the routines in a folder, sorted; for anything else, the name itself. Raises UsageError."""
    folder = Path(name)
    if name in {"", "-"} or is_builtin(name) or not folder.is_dir():
        return (name,)
    try:
        found = sorted(
            str(path) for path in folder.iterdir() if path.suffix in ROUTINE_SUFFIXES and path.is_file()
        )
    except OSError as refused:
        raise InputError(
            f"cannot read the folder `{name}`: {refused.strerror}", hint="make it readable"
        ) from refused
    if not found:
        raise UsageError(
            f"there is no routine in the folder `{name}`", hint="the name of a routine's file ends in `.yaml`"
        )
    return tuple(found)


def is_routine(name: str) -> bool:
    """Tell whether a word names a built-in routine or is the path of a file."""
    return is_builtin(name) or (is_path(name) and Path(name).is_file())


def is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith(ROUTINE_SUFFIXES)


def is_builtin(name: str) -> bool:
    return not is_path(name) and name in every_name()


def read_source(path: Path, *, below: Path | Folder | None = None) -> SourceText:
    """Return a file's text. Raises UsageError if it does not exist, InputError if it cannot be read."""
    return decode(str(path), read_content(path, below=below))


def read_stdin() -> bytes:
    """Read standard input, at most one byte more than a routine may have."""
    if sys.stdin is None:
        raise UsageError("standard input is closed", hint="name a routine, or pipe one in")
    return sys.stdin.buffer.read(MAX_SOURCE_BYTES + 1)


def read_content(path: Path, *, below: Path | Folder | None = None) -> bytes:
    """Return a file's bytes, at most one more than a routine may have.

    With `below`, only of a file in that folder or further down, links resolved: else OutsideError. Raises UsageError where
    there is none, InputError where it cannot be read.
    """
    try:
        with open_file(path, below=below) as file:
            return file.read(MAX_SOURCE_BYTES + 1)
    except FileNotFoundError as missing:
        raise UsageError(f"there is no file `{path}`", hint=_instead_of(path)) from missing
    except OSError as refused:
        reason = refused.strerror or type(refused).__name__
        raise InputError(
            f"cannot read `{path}`: {reason}", hint="`voicecoach list` shows the built-in routines"
        ) from refused


def decode(name: str, content: bytes) -> SourceText:
    """Return a source as text: UTF-8, or UTF-16 with its mark.

    The parser reports what is in another encoding: it is guessed where that is sure enough; else what is no text shows as U+FFFD.
    """
    for beginning, document in _DOCUMENTS.items():
        if content.startswith(beginning):
            return SourceText(name=name, text="", encoding=document)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return SourceText(name=name, text=content.decode("utf-16", errors="replace"))
    if codec := _unmarked_utf_16(content):
        text = content.decode(codec, errors="replace")
        return SourceText(name=name, text=text, encoding=Encoding.UNMARKED_UTF_16)
    text = content.decode("utf-8-sig", errors="replace")
    if "\N{REPLACEMENT CHARACTER}" in text and text.replace("\N{REPLACEMENT CHARACTER}", "").isascii():
        with suppress(UnicodeDecodeError):  # it has no UTF-8 letters: an old editor wrote it
            as_windows = content.decode("cp1252")
            if not _CONTROL.search(as_windows):
                return SourceText(name=name, text=as_windows, encoding=Encoding.WINDOWS)
    return SourceText(name=name, text=text)


def _unmarked_utf_16(content: bytes) -> str:
    """Return the codec of UTF-16 without a byte order mark: nearly every other byte is zero."""
    half = len(content) // 2
    if half < _LEAST_CHARACTERS or len(content) % 2:
        return ""
    even, odd = content[::2].count(0), content[1::2].count(0)
    if min(even, odd) or max(even, odd) < half * _MOSTLY:
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def _instead_of(path: Path) -> str:
    """Return the next step where there is no such file."""
    if near := _neighbour(path):
        return f"did you mean `{near}`?"
    if path.suffix not in ROUTINE_SUFFIXES:
        return "`voicecoach list` shows the built-in routines"
    if not path.parent.is_dir():
        return f"there is no folder `{path.parent}`"
    names = [name for name in _files_beside(path) if name.endswith(ROUTINE_SUFFIXES) and name[0] != "."]
    beside = [f"`{path.parent / name}`" for name in names]
    if len(beside) > _MOST_BESIDE:
        beside[_MOST_BESIDE:] = [f"{len(beside) - _MOST_BESIDE} more"]
    others = f"; beside it: {', '.join(beside)}" if beside else ""
    return f"`voicecoach new {shlex.quote(str(path))}` writes one to start from{others}"


def _files_beside(path: Path) -> list[str]:
    try:
        return sorted(one.name for one in path.parent.iterdir() if one.is_file())
    except OSError:
        return []


def _neighbour(path: Path) -> str:
    """Return the file that was probably meant instead of a missing one: `mine.yaml.txt` or `mine.yml` beside it."""
    names = _files_beside(path)
    wanted = path.name.casefold()
    same = [name for name in names if _stem(name) == _stem(path.name)]
    first = [name for name in same if name.casefold() == wanted] or same
    if not first:
        from difflib import get_close_matches

        known = [name for name in names if Path(name).suffix in ROUTINE_SUFFIXES]
        first = get_close_matches(path.name, known, n=1, cutoff=0.75)
    return str(path.parent / first[0]) if first else ""


def _stem(name: str) -> str:
    """Return a name without the suffixes that a routine's file has, or that an editor adds to it."""
    stem = name.casefold()
    for suffix in (".txt", *ROUTINE_SUFFIXES, ".docx", ".doc", ".rtf"):
        stem = stem.removesuffix(suffix)
    return stem


def _suggestion(name: str) -> str:
    from difflib import get_close_matches

    if near := _neighbour(Path(name)):
        return f"did you mean the file `{near}`?"
    names = every_name()
    word = name.casefold().replace("_", "-").replace(" ", "-")
    whole = [one for one in names if f"-{word}-" in f"-{one}-"]
    close = whole[:3] or get_close_matches(word, names, n=1)
    question = f"did you mean {' or '.join(f'`{one}`' for one in close)}? " if close else ""
    return f"{question}`voicecoach list` shows the built-in routines; a file's name ends in .yaml"
