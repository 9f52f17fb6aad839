"""The journal of an output folder: one line for each row that was made. Only the coordinator writes it; an incomplete last line is dropped."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO, Final, Self

import msgspec

from voicecoach.batch.outcomes import Made
from voicecoach.errors import OutputError
from voicecoach.unfinished import hold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

JOURNAL: Final = "journal.jsonl"


class Journal:
    """A context manager that locks the folder against other runs. Raises OutputError."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / JOURNAL
        self._file: BinaryIO | None = None
        self._end: int | None = None  # of the last whole line, until that is the end of the file
        self._decoder = msgspec.json.Decoder(Made)

    def __enter__(self) -> Self:
        try:
            file = self._path.open("ab+")
        except OSError as refused:
            raise OutputError(
                f"cannot write `{self._path}`: {refused.strerror}", hint="choose another folder"
            ) from refused
        try:
            hold(file.fileno())
        except BlockingIOError as held:
            file.close()
            raise OutputError(
                f"another batch is at work in `{self._path.parent}`",
                hint="wait for it, or choose another folder",
            ) from held
        self._file = file
        return self

    def __exit__(self, *_: object) -> None:
        assert self._file is not None, "a journal is used as a context manager"
        self._file.close()

    def read(self) -> Mapping[str, Made]:
        """Return the last entry of each row. Invalid lines are ignored; their rows are made again."""
        assert self._file is not None, "a journal is used as a context manager"
        made: dict[str, Made] = {}
        self._file.seek(0)
        end = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                break
            end += len(line)
            try:
                row = self._decoder.decode(line)
            except msgspec.MsgspecError:
                continue
            made[row.id] = row
        self._end = end
        return made

    def add(self, rows: Iterable[Made]) -> None:
        """Append rows and flush them to disk."""
        assert self._file is not None, "a journal is used as a context manager"
        lines = b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
        if not lines:
            return
        try:
            if self._end is not None:
                self._file.truncate(self._end)
                self._end = None
            self._file.write(lines)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as refused:
            raise OutputError(
                f"cannot write `{self._path}`: {refused.strerror}", hint="free some room, and run it again"
            ) from refused
