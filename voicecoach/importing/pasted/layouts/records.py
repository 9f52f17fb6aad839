"""An exercise in lines of `key: value`, as handouts and apps write it: `Sets: 3`, `Reps: 12`, `Hold: 30 s`, `Repeat: 3 times`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.items import Exercise
from voicecoach.importing.pasted.layouts.sheet_heads import Column, column_of_key
from voicecoach.importing.pasted.layouts.sheets import items_of_record
from voicecoach.importing.pasted.line.statements import read_statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine

_ENTRY: Final = re.compile(r"(?P<key>[^\W\d_][^:=|0-9]{0,30}?)(?: ?[:=] ?| (?=[0-9]))(?P<value>.{1,120})")
_VALUES: Final = {
    Column.SETS: re.compile(r"[0-9]{1,2}(?:-[0-9]{1,2})?(?: ?(?:x|times|sets?|mal|sätze|fois|séries|veces|series))?"),
    Column.TIMES: re.compile(r"[0-9]{1,2}(?:-[0-9]{1,2})?(?: ?(?:x|times|mal|fois|veces|sets?))?"),
    Column.SIDES: re.compile(r"[^0-9]{1,30}"),
    Column.EXERCISE: re.compile(r"[^\W\d_].*"),
}  # fmt: skip
_AMOUNT: Final = re.compile(r"(?=.*[0-9]).{1,40}")
_LABEL: Final = re.compile(r"[0-9]{1,2} ?[:)-] .*[^\W\d]{2}")
_LEAST: Final = 2  # `Rest: 60s` alone is a line of its own
_MOST: Final = 12


def read_records(lines: Sequence[PastedLine]) -> dict[int, tuple[PastedItem, ...]]:
    """Return the items of exercises in lines of keys and values, by the number of their first line; those of the others are empty."""
    found: dict[int, tuple[PastedItem, ...]] = {}
    at = 0
    while at < len(lines):
        end = at
        record: dict[Column, str] = {}
        while end < len(lines) and end - at < _MOST and (end == at or not lines[end].after_blank):
            entry = _entry(lines[end])
            if entry is None or entry[0] in record:
                break
            record[entry[0]] = entry[1]
            end += 1
        if len(record) >= _LEAST and _is_one(record):
            first = _name_before(lines, at, record)
            items = _circuit(record, lines[first]) or items_of_record(record, lines[first].number)
            items = _with_lines(items, lines[first + 1 : end])
            for line in lines[first:end]:
                found[line.number] = ()
            found[lines[first].number] = items
        at = max(end, at + 1)
    return found


def _circuit(record: dict[Column, str], line: PastedLine) -> tuple[PastedItem, ...]:
    """Return the rounds of several exercises, each for a time on and off: `Exercises: squats, push-ups, plank`."""
    names = record.get(Column.EXERCISE, "")
    said = [record.get(column, "") for column in (Column.SETS, Column.TIME, Column.REST)]
    if "," not in names or not all(said):
        return ()
    count, on, off = said
    return read_statement(replace(line, text=f"{count.split()[0]} rounds, {on} on, {off} off: {names}"))


def _with_lines(items: tuple[PastedItem, ...], lines: Sequence[PastedLine]) -> tuple[PastedItem, ...]:
    """Return the items with the other lines of the record, which are told with its exercise."""
    one = items[0] if items else None
    if not isinstance(one, Exercise):
        return items
    return (replace(one, also=tuple(line.number for line in lines)), *items[1:])


def _entry(line: PastedLine) -> tuple[Column, str] | None:
    found = _ENTRY.fullmatch(line.text)
    column = column_of_key(found["key"]) if found else None
    if found is None or column is None or len(found["key"].split()) > 3:  # noqa: PLR2004 - a key, no sentence
        return None
    value = found["value"].strip(" .,")
    if _LABEL.match(value):
        return None  # `Min 2: 30s plank`
    fits = _VALUES.get(column, _AMOUNT).fullmatch(value.casefold())
    return (column, value) if fits or column in {Column.NOTES, Column.LOAD, Column.TEMPO} else None


def _is_one(record: dict[Column, str]) -> bool:
    """Tell whether it is one exercise: it says how often, or it is named; `Work: 30 s`, `Rest: 10 s` are a list."""
    counted = {Column.SETS, Column.REPS, Column.TIMES} & set(record)
    timed = {Column.TIME, Column.REPS} & set(record)
    return bool(timed and (counted or Column.EXERCISE in record))


def _name_before(lines: Sequence[PastedLine], at: int, record: dict[Column, str]) -> int:
    """Take the name from the line before, where no key has it; return where the record begins."""
    before = lines[at - 1] if at else None
    if Column.EXERCISE in record or before is None or lines[at].after_blank:
        return at
    if re.search(r"[0-9:]", before.text) or len(before.text.split()) > 8:  # noqa: PLR2004 - a name
        return at
    record[Column.EXERCISE] = before.text
    return at - 1
