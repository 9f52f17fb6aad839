"""`new`: a routine to start from: the template, a copy, what another tool calls a workout, or a workout as people write it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.cli.terminal import show_content
from voicecoach.cli.work import exit_code, note, report, studio_opener
from voicecoach.errors import UsageError
from voicecoach.importing.model import Certainty
from voicecoach.importing.reading import Format, format_of, import_routine
from voicecoach.language.parse import parse
from voicecoach.source import SourceText
from voicecoach.sources import read_routine, read_source
from voicecoach.suffixes import ROUTINE_SUFFIXES, SOUND_SUFFIXES

if TYPE_CHECKING:
    from voicecoach.importing.model import Note

_STANDARD_STREAM = "-"
_OTHER_SUFFIXES = (".txt", ".zwo", ".erg", ".mrc", ".xml", ".csv", ".json", ".toml", ".md", *SOUND_SUFFIXES)
_IMPORTED_SUFFIXES = (".txt", ".zwo", ".erg", ".mrc", ".xml", ".tcx", ".json", ".csv", ".tsv", ".md", ".wod")
_PASTED = "pasted text"
_MOST_PLACES = 4


def create_routine(name: str, source: str, *, quiet: bool) -> int | None:
    """Write a new file, or standard output for `-`. A file that is there is never replaced."""
    path = None if name == _STANDARD_STREAM else _target(name, source)
    text = _text(source, quiet=quiet)
    if isinstance(text, int):
        return text
    if path is None:
        show_content(text)
    else:
        _write(path, text)
    if source and not quiet:
        _tell_findings(SourceText(name=str(path or "<stdout>"), text=text))
    if path is not None:
        note(f"wrote {path}; next: voicecoach check {path}", quiet=quiet)
    return None


def _target(name: str, source: str) -> Path:
    """Return the file to write: `.yaml` is put to a name without a suffix."""
    path = Path(name)
    if path.suffix.casefold() in _OTHER_SUFFIXES:
        better = path.with_suffix(ROUTINE_SUFFIXES[0])
        imports = f"; to import `{name}`: `voicecoach new {better} --from {name}`" if not source else ""
        raise UsageError(
            f"a routine is a YAML file, and `{name}` is called otherwise", hint=f"name it `{better}`{imports}"
        )
    if not path.name or name.endswith(("/", "\\")) or path.is_dir():
        raise UsageError(f"`{name}` names no file", hint="name one: `voicecoach new morning.yaml`")
    if path.suffix.casefold() not in ROUTINE_SUFFIXES:
        path = path.with_name(path.name + ROUTINE_SUFFIXES[0])
    if path.exists():
        raise _exists(path)
    return path


def _text(source: str, *, quiet: bool) -> str | int:
    """Return the routine's text, or the exit code where a routine that is to be copied has errors."""
    if not source:
        from voicecoach.library.templates import read_template

        return read_template().text
    found = _read(source)
    form = format_of(found)
    if form is Format.ROUTINE:
        routine, findings = parse(found)
        if routine is None:
            report(findings, err=True)
            return exit_code(findings)
        return found.text
    imported = import_routine(found, form)
    if not quiet:
        for said in imported.notes:
            note(_note_line(found.name, said))
    return imported.text


def _read(source: str) -> SourceText:
    """Return a built-in routine, a file, standard input, or the text itself. Raises UsageError and InputError."""
    if _is_text(source):
        return SourceText(name=_PASTED, text=source)
    if source.casefold().endswith(_IMPORTED_SUFFIXES):
        return read_source(Path(source))
    return read_routine(source)


def _is_text(source: str) -> bool:
    """Tell whether it is the workout itself: lines or words, and neither a file nor the name of one."""
    if "\n" in source:
        return True
    named = source.casefold().endswith((*ROUTINE_SUFFIXES, *_IMPORTED_SUFFIXES))
    return " " in source.strip() and not named and not Path(source).exists()


def _note_line(name: str, said: Note) -> str:
    first, *others = said.lines
    more = ", ".join(str(line) for line in others[:_MOST_PLACES])
    if len(others) > _MOST_PLACES:
        more += f" and {len(others) - _MOST_PLACES} more"
    also = f" (also line{'s' if len(others) > 1 else ''} {more})" if others else ""
    certainty = "" if said.certainty is Certainty.LEFT else f"{said.certainty}: "
    return f"{name}:{first}: {certainty}{said.message}{also}"


def _tell_findings(made: SourceText) -> None:
    """Say what `check` will find in the new file, with estimated speech."""
    from voicecoach.cli.options import SoundOptions
    from voicecoach.pipeline import compile_routine

    with studio_opener(SoundOptions(engine="none", quiet=True), names_voice=False) as open_for:
        found = compile_routine(made, {}, open_for).diagnostics
    if found:
        counts = Counter(f"{one.severity}[{one.code}]" for one in found)
        listed = ", ".join(f"{count} {what}" for what, count in sorted(counts.items()))
        note(f"check, with estimated speech, has {listed}")


def _write(path: Path, text: str) -> None:
    from voicecoach.output.files import atomic_file

    try:
        with atomic_file(path, clobber=False) as file:
            file.write(text.encode("utf-8"))
    except UsageError:
        raise _exists(path) from None  # another process was faster


def _exists(path: Path) -> UsageError:
    return UsageError(f"`{path}` exists already, and is never replaced", hint="name another file")
