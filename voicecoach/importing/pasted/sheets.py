"""Tables: Markdown, CSV, or copied from a spreadsheet, with a head that names the columns in one of four languages."""

from __future__ import annotations

import csv
import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.importing.pasted.drafts import draft_of
from voicecoach.importing.pasted.fact_reader import read_facts
from voicecoach.importing.pasted.facts import Keyword, PlainNumber, Time
from voicecoach.importing.pasted.holding import with_hold
from voicecoach.importing.pasted.items import Doubt, Exercise, Left, PastedItem, RangeTaken, RestItem
from voicecoach.importing.pasted.segments import segments_of
from voicecoach.importing.pasted.tokens import same_signs
from voicecoach.importing.pasted.vocabulary import Meaning
from voicecoach.importing.words import clean
from voicecoach.units import MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from voicecoach.importing.pasted.drafts import Draft


class Column(Enum):
    EXERCISE = auto()
    SETS = auto()
    TIMES = auto()  # only in records
    REPS = auto()
    TIME = auto()
    REST = auto()
    DISTANCE = auto()
    LOAD = auto()
    TEMPO = auto()
    EFFORT = auto()
    SIDES = auto()
    NOTES = auto()
    NUMBER = auto()


_NAMES: Final = {
    Column.EXERCISE: "exercise exercises movement activity name what type title pose poses asana drill task action segment interval übung uebung übungen bewegung exercice exercices mouvement "
    "ejercicio ejercicios movimiento move station",
    Column.SETS: "set sets satz sätze saetze serie serien série séries series rounds round runden rounds/sets tours rondas circuits",
    Column.REPS: "rep reps repetitions repetition wdh wh wiederholungen wiederholung anzahl répétitions réps rép repeticiones reps/set "
    "count reps/time",
    Column.TIME: "time duration work seconds dauer zeit arbeit belastung durée temps travail duración tiempo trabajo hold length sec secs "
    "minutes on",
    Column.REST: "rest pause pausen erholung repos récup récupération descanso pausa off recovery break satzpause",
    Column.DISTANCE: "distance distanz strecke distancia",
    Column.LOAD: "load weight gewicht last charge poids peso carga kg intensity intensität edge grip leiste griff kante",
    Column.TEMPO: "tempo",
    Column.EFFORT: "rpe effort rir anstrengung",
    Column.SIDES: "side sides seite seiten côté côtés lado lados",
    Column.NOTES: "note notes comment comments cue cues hinweis hinweise bemerkung bemerkungen notiz notizen anmerkung remarque remarques "
    "notas nota comentario comentarios description beschreibung equipment muscles instructions tip tips video link",
    Column.NUMBER: "# no nr nº n° order step",
}
_BY_NAME: Final = {name: column for column, names in _NAMES.items() for name in names.split()}
_GRIPS: Final = frozenset(["grip", "grips", "griff", "griffart", "prise", "agarre", "hold type"])
_AMOUNTS: Final = frozenset({Column.SETS, Column.REPS, Column.TIME, Column.REST, Column.DISTANCE})
_RULE: Final = re.compile(r"[|\s:+-]*-[|\s:+-]*")
_UNIT: Final = re.compile(
    r"[\[(/ ](s|sec|secs|seconds|sek|sekunden|seg|min|mins|minutes|minuten|minutos|m)[\])]?\s*$",
    re.IGNORECASE,
)
_DASH: Final = " - "
_DELIMITERS: Final = ("\t", ";", ",", "|", _DASH)
_LONGEST_ROW: Final = 4_000


class _Head(Struct, frozen=True, kw_only=True):
    """The columns by their places; `unit_ms` is what a bare number in each counts."""

    columns: dict[int, Column]
    unit_ms: dict[int, int]
    delimiter: str
    unknown: tuple[str, ...] = ()  # the names of columns that say nothing here


def read_sheet(raw: Sequence[str]) -> dict[int, tuple[PastedItem, ...]]:
    """Return the items of all rows of tables in these lines, by their line numbers; those of heads and rules are empty."""
    found: dict[int, tuple[PastedItem, ...]] = {}
    at = 0
    while at < len(raw):
        head = _head(raw, at)
        if head is None:
            at += 1
            continue
        found[at + 1] = tuple(Left(line=at + 1, text=cell) for cell in head.unknown)
        at += 1
        while at < len(raw) and raw[at].strip():
            if not _RULE.fullmatch(raw[at].strip()):
                cells = _cells(raw[at], head.delimiter)
                if len(cells) <= 1 and head.delimiter == "|":
                    break
                found[at + 1] = tuple(_row(cells, head, at + 1))
            else:
                found[at + 1] = ()
            at += 1
    return found


def _head(raw: Sequence[str], at: int) -> _Head | None:
    line = raw[at]
    if len(line) > _LONGEST_ROW:
        return None
    for delimiter in _DELIMITERS:
        if delimiter not in (same_signs(line) if delimiter == _DASH else line):
            continue
        cells = _cells(line, delimiter)
        columns: dict[int, Column] = {}
        unit_ms: dict[int, int] = {}
        for index, cell in enumerate(cells):
            column = column_of(cell)
            if column is not None and column not in columns.values():
                columns[index] = column
                unit = _UNIT.search(cell)
                unit_ms[index] = MS_PER_MIN if unit and unit[1].casefold().startswith("m") else MS_PER_S
        kinds = set(columns.values())
        ruled = at + 1 < len(raw) and "-" in raw[at + 1] and _RULE.fullmatch(raw[at + 1].strip()) is not None
        if delimiter == "|" and not ruled:
            continue
        if (
            Column.EXERCISE not in kinds
            and 0 not in columns
            and kinds & _AMOUNTS
            and (ruled or len(kinds) > 1)
        ):
            columns[0] = Column.EXERCISE  # a head without a name, or with one of its own
            kinds.add(Column.EXERCISE)
        _complete(columns, cells, ruled=ruled)
        kinds = set(columns.values())
        if Column.EXERCISE in kinds and kinds & _AMOUNTS:
            unknown = tuple(
                cell
                for index, cell in enumerate(cells)
                if cell and index not in columns and column_of(cell) is None
            )
            return _Head(columns=columns, unit_ms=unit_ms, delimiter=delimiter, unknown=unknown)
    return None


def _complete(columns: dict[int, Column], cells: Sequence[str], *, ruled: bool) -> None:
    """Add the columns that are known by the others: the grip is what is done, and `Week 1` has the sets and reps."""
    kinds = set(columns.values())
    grip = next((at for at, cell in enumerate(cells) if cell.casefold() in _GRIPS), None)
    if Column.EXERCISE not in kinds and grip is not None:
        columns[grip] = Column.EXERCISE
    plan = next((at for at, cell in enumerate(cells) if at not in columns and cell), None)
    if ruled and Column.EXERCISE in kinds and not kinds & _AMOUNTS and plan is not None:
        columns[plan] = Column.REPS


def column_of(cell: str) -> Column | None:
    words = re.findall(r"[^\W\d_]+(?:/[^\W\d_]+)?|#|n[º°]", cell.casefold())
    found = [_BY_NAME[word] for word in words if word in _BY_NAME]
    if not found or len(words) > 4 or re.search(r"[0-9]", cell):  # noqa: PLR2004 - a head, not a sentence
        return None
    # `Work time`, `Rest time`, `Rest between sets`: what says most.
    for column in (Column.REST, Column.REPS, Column.NOTES, Column.SETS):
        if column in found:
            return column
    return found[0]


_TIMES: Final = frozenset(["repeat", "repeats", "repetir", "répéter", "wiederholen", "wiederholung", "times"])


def column_of_key(key: str) -> Column | None:
    """Return what a key of a record says, such as `Repeat:`, which no table has."""
    return Column.TIMES if key.strip().casefold() in _TIMES else column_of(key)


def items_of_record(record: Mapping[Column, str], line: int) -> tuple[PastedItem, ...]:
    """Return one exercise from its values, as from the row of a table. How often a rep or a hold is repeated are its sets or reps."""
    values = dict(record)
    times = values.pop(Column.TIMES, "")
    if times:
        values.setdefault(Column.REPS if Column.SETS in values else Column.SETS, times)
    if Column.REPS in values and Column.TIME in values:
        values[Column.REPS] = f"{values[Column.REPS]} x {values.pop(Column.TIME)}"  # each is held
        values.setdefault(Column.SETS, "1")
    columns = dict(enumerate(values))
    head = _Head(columns=columns, unit_ms=dict.fromkeys(columns, MS_PER_S), delimiter="")
    return tuple(_row(list(values.values()), head, line))


def _cells(line: str, delimiter: str) -> list[str]:
    if delimiter == _DASH:
        return [cell.strip() for cell in same_signs(line).split(_DASH)]
    if delimiter == "|":
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    try:
        rows = list(csv.reader([line[:_LONGEST_ROW]], delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        return line.split(delimiter)
    return [cell.strip() for cell in rows[0]] if rows else []


def _row(cells: Sequence[str], head: _Head, line: int) -> Iterator[PastedItem]:
    values = {
        column: same_signs(clean(cells[index]).text)
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
    is_rest = _is_rest(name)
    if not name and not reps.has_amount and not time_ms and not rest_ms:
        yield Left(line=line, text="an empty row")
        return
    if is_rest or (not name and rest_ms):
        length_ms = time_ms or rest_ms or named.rest_ms or reps.time_ms
        yield (
            RestItem(line=line, length_ms=length_ms or 0, doubts=tuple(doubts))
            if length_ms
            else Left(line=line, text=name)
        )
        return
    distance = _draft(values.get(Column.DISTANCE, ""))
    details = [values[column] for column in (Column.LOAD, Column.EFFORT) if _says(values.get(column, ""))]
    if _says(values.get(Column.DISTANCE, "")):
        details.insert(0, values[Column.DISTANCE])
    if Column.EFFORT in values and values[Column.EFFORT] in details:
        details[details.index(values[Column.EFFORT])] = f"RPE {values[Column.EFFORT]}"
    sides = values.get(Column.SIDES, "").casefold()
    sets = _count(values.get(Column.SETS, ""), doubts)
    if time_ms and reps.reps and not sets and rest_ms is not None and reps.least_reps == reps.reps:
        sets, reps.reps, reps.least_reps = reps.reps, 0, 0  # six times 7 s on and 3 s off
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
    yield Exercise(
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
