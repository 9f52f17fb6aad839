"""The names of the files of each chunk, written down before it is made: so the next run knows which files a killed run has left.

The file is gone when a run comes to its end, as the journal has the names then. An incomplete last line is of a chunk that was never begun.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Final

import msgspec

from voicecoach.errors import InputError, OutputError
from voicecoach.opening import open_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

BEGUN: Final = "begun.jsonl"
AWAY: Final = "move it away, or choose another folder"
_BEGINNING: Final = b'{"begun":['


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    begun: tuple[str, ...]
    taken: tuple[str, ...] = ()  # of these, those that were somebody else's


class Begun:
    """Only for the run that has locked the folder. Raises OutputError."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / BEGUN
        self._file: BinaryIO | None = None
        self._end = 0  # of the last whole line that was read

    def read(self) -> set[str] | None:
        """Return the names that a run has left here, or None where the last one came to its end."""
        lines = self._lines()
        if lines is None:
            return None
        names: set[str] = set()
        decode = msgspec.json.Decoder(_Line).decode
        for line in lines:
            if not line.endswith(b"\n") and line[: len(_BEGINNING)] == _BEGINNING[: len(line)]:
                break
            try:
                read = decode(line)
            except msgspec.MsgspecError as wrong:
                raise _not_ours(self._path) from wrong
            names.update(read.begun)
            names.difference_update(read.taken)
            self._end += len(line)
        return names

    def _lines(self) -> list[bytes] | None:
        if self._path.is_symlink():
            raise _not_ours(self._path)
        try:
            with open_file(self._path) as file:
                return file.readlines()
        except FileNotFoundError:
            return None
        except InputError as wrong:  # a folder, a pipe
            raise _not_ours(self._path) from wrong
        except OSError as refused:
            raise OutputError(f"cannot read `{self._path}`: {refused.strerror}", hint=AWAY) from refused

    def add(self, names: Iterable[str], *, taken: Iterable[str] = ()) -> None:
        """Write names down, behind what was read, and which of all are taken by others. They are on the disk afterwards."""
        try:
            if self._file is None:
                self._file = self._path.open("ab")
                if self._file.tell() > self._end:
                    self._file.truncate(self._end)
            append_synced(self._file, msgspec.json.encode(_Line(tuple(names), tuple(taken))) + b"\n")
        except OSError as refused:
            raise not_written(self._path, refused) from refused

    def close(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # what could not be written was reported already
                self._file.close()
            self._file = None

    def remove(self) -> None:
        """Forget all names: the journal has them."""
        self.close()
        try:
            self._path.unlink(missing_ok=True)
        except OSError as refused:
            raise OutputError(f"cannot remove `{self._path}`: {refused.strerror}", hint=AWAY) from refused


def append_synced(file: BinaryIO, lines: bytes) -> None:
    """Append lines, and flush them to disk. Raises OSError."""
    file.write(lines)
    file.flush()
    os.fsync(file.fileno())


def not_written(path: Path, refused: OSError) -> OutputError:
    return OutputError(f"cannot write `{path}`: {refused.strerror}", hint="free some room, and run it again")


def _not_ours(path: Path) -> OutputError:
    return OutputError(f"`{path}` is not what voicecoach writes there", hint=AWAY)
