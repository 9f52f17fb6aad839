"""CSV of training logs, a row for each set: the first workout in it, as data of exercises and their sets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.importing.model import Certainty
from voicecoach.importing.structured.keys import words_of
from voicecoach.importing.structured.reading import import_tree
from voicecoach.importing.writer import MAX_INTERVALS, Writer
from voicecoach.importing.yaml_tree import Items, Leaf, YamlTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from voicecoach.importing.model import Imported
    from voicecoach.importing.yaml_tree import Tree
    from voicecoach.source import SourceText

_LONGEST_HEAD: Final = 1_000  # characters
_DELIMITERS: Final = ",;\t"
_OF_THE_DAY: Final = ({"date"}, {"start", "time"}, {"workout", "name"}, {"title"}, {"routine"})
_OF_THE_WORKOUT: Final = (
    *_OF_THE_DAY,
    {"end", "time"},
    {"workout", "notes"},
    {"workout", "duration"},
    {"description"},
)
_NAMES: Final = ({"exercise"}, {"exercise", "name"}, {"exercise", "title"})


class _Head(Struct, frozen=True, kw_only=True):
    delimiter: str
    keys: tuple[str, ...]
    name: int  # the column of the exercise

    def columns_of(self, kinds: Sequence[set[str]]) -> tuple[int, ...]:
        return tuple(column for column, key in enumerate(self.keys) if set(words_of(key)) in kinds)


class _Row(Struct, frozen=True, kw_only=True):
    cells: tuple[str, ...]
    line: int


def is_log(source: SourceText) -> bool:
    return _head(source.text) is not None


def import_log(source: SourceText) -> Imported:
    """Return the first workout of a log. Raises InputError where there is none."""
    writer = Writer(source, kind="a training log")
    head = _head(source.text)
    rows = list(_rows(source.text, head)) if head else []
    if head is None or not rows:
        raise writer.failure(1, "there are no sets in it", hint="export the log with its sets")
    days = head.columns_of(_OF_THE_DAY)
    before = own = _day(rows[0], days)
    first: list[_Row] = []
    for row in rows:
        day = _day(row, days)
        if day == own:
            first.append(row)
        elif day != before:
            writer.note(row.line, "another workout is left out: give it a file of its own")
        before = day
    if len(first) > MAX_INTERVALS:
        raise writer.failure(
            first[MAX_INTERVALS].line,
            f"with this the session has more than {MAX_INTERVALS:,} sets",
            hint="import a part of it",
        )
    writer.note(first[0].line, "a log has no rests: add them between the sets", Certainty.DOUBTED)
    return import_tree(_tree(head, first), source, writer)


def _head(text: str) -> _Head | None:
    """Return the head of a log: a day, an exercise and reps for each set, and no column for how many sets."""
    line = text.lstrip("\ufeff\r\n \t")[:_LONGEST_HEAD].splitlines()[:1]
    for delimiter in _DELIMITERS if line else "":
        keys = tuple(cell.strip().strip('"') for cell in line[0].split(delimiter))
        words = [set(words_of(key)) for key in keys]
        has_day = {"date"} in words or {"start", "time"} in words
        name = next((column for column, own in enumerate(words) if own in _NAMES), None)
        if has_day and name is not None and {"reps"} in words and {"sets"} not in words:
            return _Head(delimiter=delimiter, keys=keys, name=name)
    return None


def _rows(text: str, head: _Head) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(text), delimiter=head.delimiter)
    begin = 1
    try:
        for cells in reader:
            if len(cells) > head.name and cells[head.name].strip() and begin > 1:
                yield _Row(cells=tuple(cells[: len(head.keys)]), line=begin)
            begin = reader.line_num + 1
    except csv.Error:  # a cell without an end, or with a NUL
        return


def _day(row: _Row, columns: Sequence[int]) -> tuple[str, ...]:
    return tuple(row.cells[column] for column in columns if column < len(row.cells))


def _tree(head: _Head, rows: list[_Row]) -> Tree:
    exercises: list[tuple[str, int, list[YamlTable]]] = []
    columns = _columns_of_sets(head)
    for row in rows:
        name = row.cells[head.name].strip()
        if not exercises or exercises[-1][0] != name:
            exercises.append((name, row.line, []))
        exercises[-1][2].append(_set(row, columns))
    titles = [cell for cell in _day(rows[0], head.columns_of(_OF_THE_DAY[2:])) if cell.strip()]
    values: dict[str, Tree] = {
        "exercises": Items(
            items=tuple(
                _table(
                    {"name": Leaf(text=name, line=line), "sets": Items(items=tuple(sets), line=line)}, line
                )
                for name, line, sets in exercises
            ),
            line=rows[0].line,
        )
    }
    if titles:
        values["title"] = Leaf(text=titles[0], line=rows[0].line)
    return _table(values, rows[0].line)


def _columns_of_sets(head: _Head) -> dict[int, str]:
    """Return the columns that say something of a set, and their keys. `Duration` beside seconds is that of the workout."""
    words = [words_of(key) for key in head.keys]
    has_seconds = any("seconds" in own for own in words)
    others = {head.name, *head.columns_of(_OF_THE_WORKOUT)}
    return {
        column: key
        for column, key in enumerate(head.keys)
        if column not in others and not (has_seconds and words[column] == {"duration"})
    }


def _set(row: _Row, columns: Mapping[int, str]) -> YamlTable:
    values: dict[str, Tree] = {
        key: Leaf(text=row.cells[column], line=row.line)
        for column, key in columns.items()
        if column < len(row.cells) and row.cells[column].strip() not in {"", "0", "0.0"}
    }
    return _table(values, row.line)


def _table(values: dict[str, Tree], line: int) -> YamlTable:
    return YamlTable(values=values, own=frozenset(values), line=line)
