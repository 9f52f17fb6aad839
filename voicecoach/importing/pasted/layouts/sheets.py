"""Tables: Markdown, CSV, or copied from a spreadsheet. Each row is what is done in it."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.items import Doubt, Exercise, Left, PastedItem, RangeTaken, RestItem
from voicecoach.importing.pasted.layouts.clocks import read_clocks
from voicecoach.importing.pasted.layouts.sheet_heads import RULE, Column, SheetHead, cells_of, head_of
from voicecoach.importing.pasted.line.drafts import draft_of
from voicecoach.importing.pasted.line.holding import with_hold
from voicecoach.importing.pasted.text.lines import PastedLine
from voicecoach.importing.pasted.words.fact_reader import read_facts
from voicecoach.importing.pasted.words.facts import Keyword, PlainNumber, Time
from voicecoach.importing.pasted.words.segments import segments_of
from voicecoach.importing.pasted.words.tokens import same_signs
from voicecoach.importing.pasted.words.vocabulary import Meaning
from voicecoach.importing.words import clean
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from voicecoach.importing.pasted.line.draft import Draft

_UNIT_BEHIND: Final = re.compile(r"(?<=[0-9])-(?=(?:mins?|minutes?|secs?|seconds?)(?!\w))", re.IGNORECASE)
_LISTED: Final = re.compile(r"[0-9]{1,3}(?: ?, ?[0-9]{1,3}){1,9}")  # `12, 10, 8`


def read_sheet(raw: Sequence[str]) -> dict[int, tuple[PastedItem, ...]]:
    """Return the items of all rows of tables in these lines, by their line numbers; those of heads and rules are empty."""
    found: dict[int, tuple[PastedItem, ...]] = {}
    at = 0
    while at < len(raw):
        head = head_of(raw, at)
        if head is None:
            at += 1
            continue
        found[at + 1] = tuple(Left(line=at + 1, text=cell) for cell in head.unknown)
        at += 1
        head = _with_numbers(raw, at, head)
        begin = at
        while at < len(raw) and raw[at].strip():
            if not RULE.fullmatch(raw[at].strip()):
                cells = cells_of(raw[at], head.delimiter)
                if len(cells) <= 1 and head.delimiter == "|":
                    break
                found[at + 1] = tuple(_row(cells, head, at + 1))
            else:
                found[at + 1] = ()
            at += 1
        found |= _by_the_clock(raw, begin, at, head)
    return found


def _with_numbers(raw: Sequence[str], begin: int, head: SheetHead) -> SheetHead:
    """Return a head whose sets only number the rows, from 1 on, as one of numbers: `Set`, `Round`."""
    place = next((at for at, column in head.columns.items() if column is Column.SETS), None)
    if place is None or Column.NUMBER in head.columns.values():
        return head
    numbers: list[int] = []
    for line in raw[begin:]:
        cells = cells_of(line, head.delimiter)
        if not line.strip() or len(cells) <= place:
            break
        if cells[place].isdecimal() and cells[place].isascii():
            numbers.append(int(cells[place][:4]))
    if len(numbers) <= 1 or numbers != list(range(1, len(numbers) + 1)):
        return head
    return replace(head, columns={**head.columns, place: Column.NUMBER})


def _by_the_clock(
    raw: Sequence[str], begin: int, end: int, head: SheetHead
) -> dict[int, tuple[PastedItem, ...]]:
    """Return the items of rows whose times say when each begins: `0:00`, `5:00`; or from when to when: `0-5`."""
    places = {column: at for at, column in head.columns.items()}
    if {Column.TIME, Column.EXERCISE} != set(places):
        return {}
    lines: list[PastedLine] = []
    for at in range(begin, end):
        cells = cells_of(raw[at], head.delimiter)
        if RULE.fullmatch(raw[at].strip()) or len(cells) <= max(places.values()):
            continue
        time, what = cells[places[Column.TIME]], cells[places[Column.EXERCISE]]
        unit = " min" if re.fullmatch(r"[0-9]+ ?[-–] ?[0-9]+", time) else ""  # noqa: RUF001 - the authors' sign
        lines.append(PastedLine(number=at + 1, text=same_signs(f"{time}{unit} {what}"), written=raw[at]))
    starts = [re.match(r"(?:0?0:)?0?0(?::00| ?[-–])", line.text) for line in lines[:1]]  # noqa: RUF001
    clocks = read_clocks(lines) if all(starts) else {}
    return clocks if len(clocks) == len(lines) else {}


def items_of_record(record: Mapping[Column, str], line: int) -> tuple[PastedItem, ...]:
    """Return one exercise from its values, as from the row of a table. How often a rep or a hold is repeated are its sets or reps."""
    values = dict(record)
    times = values.pop(Column.TIMES, "")
    if times:
        values.setdefault(Column.REPS if Column.SETS in values else Column.SETS, times)
    columns = dict(enumerate(values))
    units_ms = dict.fromkeys(columns, MS_PER_S)
    head = SheetHead(columns=columns, unit_ms=units_ms, delimiter="", is_held=True)
    return tuple(_row(list(values.values()), head, line))


def _row(cells: Sequence[str], head: SheetHead, line: int) -> Iterator[PastedItem]:
    values = {
        column: _UNIT_BEHIND.sub(" ", same_signs(clean(cells[index]).text))
        for index, column in head.columns.items()
        if index < len(cells)
    }
    units = {column: head.unit_ms[index] for index, column in head.columns.items() if index in head.unit_ms}
    name = _unmarked(values.get(Column.EXERCISE, ""))
    doubts: list[Doubt] = []
    reps = _draft(values.get(Column.REPS, ""))
    named = _draft(name)
    doubts += reps.doubts
    time_ms = _ms(values.get(Column.TIME, ""), units.get(Column.TIME, MS_PER_S), doubts)
    rest_ms = _ms(values.get(Column.REST, ""), units.get(Column.REST, MS_PER_S), doubts)
    is_rest = _is_rest(name or values.get(Column.NUMBER, ""))
    if not name and not reps.has_amount and not time_ms and not rest_ms:
        yield Left(line=line, text="an empty row")
        return
    if is_rest or (not name and rest_ms and not (time_ms or reps.has_amount)):
        length_ms = time_ms or rest_ms or named.rest_ms or reps.time_ms
        yield (
            RestItem(line=line, length_ms=length_ms or 0, doubts=tuple(doubts))
            if length_ms
            else Left(line=line, text=name)
        )
        return
    apart = [_draft(same_signs(clean(cells[at]).text)) for at in head.set_places if at < len(cells)]
    apart = apart or _listed(values.get(Column.REPS, ""), _count(values.get(Column.SETS, ""), []))
    if any(one.has_amount for one in apart):
        yield from _sets_apart([one for one in apart if one.has_amount], name, rest_ms, line)
        return
    distance = _draft(values.get(Column.DISTANCE, ""))
    if head.load_unit and re.fullmatch(r"[0-9.]+", values.get(Column.LOAD, "")):
        values[Column.LOAD] += f" {head.load_unit}"
    details = [values[column] for column in (Column.LOAD, Column.EFFORT) if _says(values.get(column, ""))]
    if _says(values.get(Column.DISTANCE, "")):
        details.insert(0, values[Column.DISTANCE])
    if Column.EFFORT in values and values[Column.EFFORT] in details:
        details[details.index(values[Column.EFFORT])] = f"RPE {values[Column.EFFORT]}"
    sides = values.get(Column.SIDES, "").casefold()
    sets = _count(values.get(Column.SETS, ""), doubts)
    if time_ms and reps.reps and not sets and rest_ms is not None and reps.least_reps == reps.reps:
        sets, reps.reps, reps.least_reps = reps.reps, 0, 0  # six times 7 s on and 3 s off
    set_rest_ms = _ms(values.get(Column.SET_REST, ""), units.get(Column.SET_REST, MS_PER_S), doubts)
    if set_rest_ms is not None and rest_ms is not None and time_ms:
        yield Exercise(
            line=line,
            name=", ".join(part for part in (named.name or name, *details) if part),
            sets=max(1, sets),
            reps=max(1, reps.reps),
            least_reps=max(1, reps.reps),
            time_ms=time_ms,
            off_ms=rest_ms,
            rest_ms=set_rest_ms,
            is_hang=named.is_hang or not name,
            doubts=tuple(doubts),
        )
        return
    held = bool(sets and reps.sets > 1 and reps.time_ms and not reps.reps)  # 3 sets of `10 x 5 s`
    if held:
        yield with_hold(
            Exercise(
                line=line,
                name=", ".join([named.name or name, *details]),
                sets=sets,
                reps=reps.sets,
                least_reps=reps.sets,
                time_ms=reps.time_ms,
                rest_ms=rest_ms,
                both_sides=reps.both_sides or named.both_sides,
                is_hang=named.is_hang,
                doubts=tuple(doubts),
            )
        )
        return
    one = Exercise(
        line=line,
        name=", ".join([named.name or name, *details]),
        sets=sets or max(1, reps.sets or named.sets),
        reps=0 if time_ms and not reps.reps else reps.reps or named.reps,
        least_reps=reps.least_reps or named.least_reps,
        time_ms=time_ms or reps.time_ms or named.time_ms,
        off_ms=reps.off_ms if reps.off_ms is not None else named.off_ms,
        metres=distance.metres or reps.metres,
        rest_ms=rest_ms,
        both_sides=reps.both_sides
        or named.both_sides
        or _draft(values.get(Column.TIME, "")).both_sides
        or sides
        in {
            "both",
            "each",
            "each side",
            "both sides",
            "beide seiten",
            "both legs",
            "les deux",
            "ambos lados",
            "ambos",
            "l/r",
            "yes",
            "ja",
            "beide",
            "2",
            "oui",
            "sí",
            "x",
        },
        tempo=values.get(Column.TEMPO, ""),
        is_max=reps.is_max,
        doubts=tuple(doubts),
    )
    is_held = head.is_held and time_ms and one.reps > 1 and one.off_ms is None
    yield with_hold(one) if is_held else one


def _sets_apart(drafts: Sequence[Draft], name: str, rest_ms: int | None, line: int) -> Iterator[PastedItem]:
    """Yield the sets of a row that has a column for each; those that are the same come together."""
    made = [
        Exercise(
            line=line,
            name=name,
            details=one.details,
            reps=one.reps,
            least_reps=one.least_reps or one.reps,
            time_ms=one.time_ms,
            metres=one.metres,
            rest_ms=rest_ms,
            both_sides=one.both_sides,
            doubts=one.doubts,
        )
        for one in drafts
    ]
    groups = [list(same) for _, same in groupby(made)]
    for same in groups:
        one = replace(same[0], sets=len(same))
        is_last = same is groups[-1]
        yield replace(one, rest_ms=rest_ms if len(same) > 1 else None)
        if rest_ms:
            yield RestItem(line=line, length_ms=rest_ms, is_implied=is_last)


def _listed(cell: str, sets: int) -> list[Draft]:
    """Return the reps of each set: `12, 10, 8` of three."""
    numbers = cell.split(",") if _LISTED.fullmatch(cell) else []
    return [_draft(f"{number.strip()} reps") for number in numbers] if len(numbers) == sets else []


def _says(cell: str) -> bool:
    return any(map(str.isalnum, cell)) and cell.casefold() not in {"n/a", "na", "none", "bw", "bodyweight"}


def _unmarked(text: str) -> str:
    return re.sub(r"\[([^\]]*)\]\([^)]*\)|[*_`]", r"\1", text).strip()


def _draft(cell: str) -> Draft:
    segments = segments_of(read_facts(cell))
    return draft_of(cell, [fact for segment in segments for fact in segment])


def _is_rest(name: str) -> bool:
    facts = read_facts(name)
    return bool(facts) and all(isinstance(fact, Time) or _means_rest(fact) for fact in facts)


def _means_rest(fact: object) -> bool:
    return isinstance(fact, Keyword) and fact.meaning is Meaning.REST


def _count(cell: str, doubts: list[Doubt]) -> int:
    number = next((fact for fact in read_facts(cell) if isinstance(fact, PlainNumber)), None)
    if number is None or number.high % 1000:
        return 0
    if number.low != number.high:
        doubts.append(RangeTaken(cell, str(number.high // 1000)))
    return number.high // 1000


def _ms(cell: str, unit_ms: int, doubts: list[Doubt]) -> int | None:
    """Return a cell's time; a bare number counts the unit of its column. None where there is none."""
    for fact in read_facts(cell):
        if isinstance(fact, Time):
            if fact.low_ms != fact.high_ms:
                doubts.append(RangeTaken(cell, f"{fact.high_ms // MS_PER_S}s"))
            return fact.high_ms
        if isinstance(fact, PlainNumber):
            if fact.low != fact.high:
                doubts.append(RangeTaken(cell, f"{fact.high / 1000:g}"))
            return fact.high * unit_ms // 1000
    return None
