"""The journal of an output folder: one line for each row that was made. Only the coordinator writes it; an incomplete last line is dropped.

Together with `Begun` it knows the names of all files that runs have made here: a file with another name is not ours.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Final, Self

import msgspec

from voicecoach.batch.begun import Begun, append_synced, not_written
from voicecoach.batch.manifest import WRITTEN_BESIDE
from voicecoach.batch.outcomes import Made
from voicecoach.errors import OutputError
from voicecoach.unfinished import hold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

JOURNAL: Final = "journal.jsonl"


class Journal:
    """A context manager that locks the folder against other runs. Raises OutputError."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / JOURNAL
        self._file: BinaryIO | None = None
        self._end: int | None = None  # where the last whole line ends, until the rest is cut off
        self._decoder = msgspec.json.Decoder(Made)
        self._begun = Begun(folder)
        self._names: set[str] = set()
        self._untold: tuple[str, ...] = ()  # names of ours that neither file has
        self._unmade: set[str] = set()  # of what was begun
        self._is_new = False

    def __enter__(self) -> Self:
        self._is_new = not self._path.exists()
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
        self._begun.close()
        with suppress(OSError):  # what could not be written was reported already
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
            self._names.update(file.name for file in row.files)
        self._end = end
        begun = self._begun.read()
        if begun is None and not self._is_new:
            self._untold = WRITTEN_BESIDE  # the last run came to its end
        self._unmade = set(begun or ()) - self._names
        self._names.update(begun or self._untold)
        return made

    @property
    def names(self) -> AbstractSet[str]:
        """The names of the files that runs have made here or were about to make."""
        return self._names

    def begin(self, names: Iterable[str]) -> None:
        """Write down the names of files before they are made. They are on the disk afterwards."""
        if new := [name for name in names if name not in self._names]:
            self._begun.add((*self._untold, *new))
            self._names.update(new)
            self._unmade.update(new)
            self._untold = ()

    def give_up(self, taken: Iterable[str]) -> None:
        """Write down that files of these names are not ours, though they were begun."""
        if names := tuple(taken):
            self._begun.add((), taken=names)
            self._names.difference_update(names)
            self._unmade.difference_update(names)

    def end(self) -> None:
        """Close a run that came to its end. The names that it began are forgotten, unless a failed row has left such a file."""
        left = self._unmade.difference(WRITTEN_BESIDE)
        if not any((self._path.parent / name).exists() for name in left):
            self._begun.remove()

    def add(self, rows: Iterable[Made]) -> None:
        """Append rows and flush them to disk."""
        assert self._file is not None, "a journal is used as a context manager"
        made = tuple(rows)
        lines = b"".join(msgspec.json.encode(row) + b"\n" for row in made)
        self._unmade.difference_update(file.name for row in made for file in row.files)
        if not lines:
            return
        try:
            if self._end is not None:
                self._file.truncate(self._end)
                self._end = None
            append_synced(self._file, lines)
        except OSError as refused:
            raise not_written(self._path, refused) from refused
