"""The heads of tables: which column says what, in English, German, French or Spanish."""

from __future__ import annotations

import csv
import re
from enum import Enum, auto
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.importing.pasted.words.tokens import same_signs
from voicecoach.units import MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Column(Enum):
    EXERCISE = auto()
    SETS = auto()
    TIMES = auto()  # only in records
    REPS = auto()
    TIME = auto()
    REST = auto()
    SET_REST = auto()  # where the rests between the reps have a column of their own
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
    "count reps/time hangs",
    Column.TIME: "time duration work seconds dauer zeit arbeit belastung durée temps travail duración tiempo trabajo hold haltezeit halten tenue maintien length sec secs "
    "minutes mins min minuten minutos on hang",
    Column.REST: "rest pause pausen erholung repos récup récupération descanso pausa off recovery break satzpause",
    Column.DISTANCE: "distance distanz strecke distancia",
    Column.LOAD: "load weight gewicht last charge poids peso carga kg intensity intensität edge grip leiste griff kante",
    Column.TEMPO: "tempo",
    Column.EFFORT: "rpe effort rir anstrengung",
    Column.SIDES: "side sides seite seiten côté côtés lado lados",
    Column.NOTES: "note notes comment comments cue cues hinweis hinweise bemerkung bemerkungen notiz notizen anmerkung remarque remarques "
    "notas nota comentario comentarios description beschreibung equipment muscles instructions tip tips video link frequency häufigkeit fréquence frecuencia",
    Column.NUMBER: "# no nr nº n° order step",
}
_BY_NAME: Final = {name: column for column, names in _NAMES.items() for name in names.split()}
_HOLD: Final = re.compile(r"hold|halten|haltezeit|tenue|maintien|manten", re.IGNORECASE)
_GRIPS: Final = frozenset(["grip", "grips", "griff", "griffart", "prise", "agarre", "hold type"])
_AMOUNTS: Final = frozenset({Column.SETS, Column.REPS, Column.TIME, Column.REST, Column.DISTANCE})
_FIRST_WEEK: Final = re.compile(r"(?:weeks?|wk|w|woche|semaine|semana|sem) ?0?1(?!\w).{0,12}", re.IGNORECASE)
_COUNTED: Final = frozenset({Column.REPS, Column.TIME, Column.DISTANCE})
RULE: Final = re.compile(r"[|\s:+-]*-[|\s:+-]*")
_UNIT: Final = re.compile(
    r"[\[(/ ](s|sec|secs|seconds|sek|sekunden|seg|min|mins|minutes|minuten|minutos|m)[\])]?\s*$",
    re.IGNORECASE,
)
_LOAD_UNIT: Final = re.compile(r"(?<!\w)(kg|lbs?|%)(?!\w)", re.IGNORECASE)
_DASH: Final = " - "
_BLANKS: Final = "  "
_DELIMITERS: Final = ("\t", ";", ",", "|", _DASH, _BLANKS)
_EXERCISE: Final = re.compile(r"exercise|übung|exercice|ejercicio", re.IGNORECASE)
_ONE_SET: Final = re.compile(
    r"(?:reps?[ _])?(?:set|satz|série|serie|s|round|runde|tour|ronda|rep|hang|try|effort)[ .#_]?([1-9])(?:[ _]reps?)?"
)
_OF_SETS: Final = re.compile(
    r"(?<![^\W\d_])(?:sets?|sätze|satz|séries?|series?|rounds?|runden)(?![^\W\d_])|satzpause", re.IGNORECASE
)
_OF_LOG: Final = frozenset(
    ["date", "start", "end", "index", "order", "id", "superset"]
)  # in what apps export
_LEAST_UNRULED: Final = 3  # columns of a table with bars and without a rule
_NAME_AND_NUMBER: Final = re.compile(r"\|?[^|0-9][^|]*\|\s*[0-9][0-9:.]*\s*(?:[^\W\d_]{1,7}\.?\s*)?\|?")
_LONGEST_ROW: Final = 4_000


class SheetHead(Struct, frozen=True, kw_only=True):
    """The columns by their places; `unit_ms` is what a bare number in each counts."""

    columns: dict[int, Column]
    unit_ms: dict[int, int]
    delimiter: str
    load_unit: str = ""  # of a bare number: `Load (kg)`
    set_places: tuple[int, ...] = ()  # of `Set 1`, `Set 2`, …
    is_held: bool = False  # the time of a row is how long each rep is held
    unknown: tuple[str, ...] = ()  # the names of columns that say nothing here


def head_of(raw: Sequence[str], at: int) -> SheetHead | None:
    line = raw[at]
    if len(line) > _LONGEST_ROW:
        return None
    for delimiter in _DELIMITERS:
        if delimiter not in (same_signs(line) if delimiter == _DASH else line):
            continue
        cells = cells_of(line, delimiter)
        columns: dict[int, Column] = {}
        unit_ms: dict[int, int] = {}
        set_places = _set_places(cells)
        for index, cell in enumerate(cells):
            column = column_of(cell)
            if column is Column.REST and Column.REST in columns.values():
                column = _apart(columns, cells, cell)
            if column is not None and column not in columns.values():
                columns[index] = column
                unit = _UNIT.search(cell)
                unit_ms[index] = MS_PER_MIN if unit and unit[1].casefold().startswith("m") else MS_PER_S
        _name_apart(columns, unit_ms, cells)
        _name_of_exercise(columns, cells)
        kinds = set(columns.values())
        ruled = at + 1 < len(raw) and "-" in raw[at + 1] and RULE.fullmatch(raw[at + 1].strip()) is not None
        is_list = len(cells) == len(columns) and _is_list_of_two(raw, at)
        if delimiter in {"|", _BLANKS} and not ruled and len(kinds) < _LEAST_UNRULED and not is_list:
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
        nameless = Column.REST in kinds and len(kinds & {Column.TIME, Column.SETS, Column.REPS}) > 1
        if (Column.EXERCISE in kinds and (kinds & _AMOUNTS or set_places)) or nameless:
            unknown = tuple(
                cell
                for index, cell in enumerate(cells)
                if cell and index not in columns and index not in set_places and column_of(cell) is None
            )
            return SheetHead(
                columns=columns,
                unit_ms=unit_ms,
                delimiter=delimiter,
                load_unit=_load_unit(columns, cells),
                set_places=set_places,
                unknown=unknown,
                is_held=any(
                    columns.get(at) is Column.TIME and _HOLD.search(cell) for at, cell in enumerate(cells)
                ),
            )
    return None


def _load_unit(columns: Mapping[int, Column], cells: Sequence[str]) -> str:
    said = (_LOAD_UNIT.search(cells[at]) for at, column in columns.items() if column is Column.LOAD)
    return next((found[1] for found in said if found), "")


def _name_apart(columns: dict[int, Column], unit_ms: dict[int, int], cells: Sequence[str]) -> None:
    """Take the first column for the names where the second has the times by their unit: `Time | Min`."""
    times = [at for at, cell in enumerate(cells) if column_of(cell) is Column.TIME]
    unit = _UNIT.search(f" {cells[1]}") if times == [0, 1] else None
    if unit and unit.start() == 0:
        columns |= {0: Column.EXERCISE, 1: Column.TIME}
        unit_ms[1] = MS_PER_MIN if unit[1].casefold().startswith("m") else MS_PER_S


def _name_of_exercise(columns: dict[int, Column], cells: Sequence[str]) -> None:
    """Take `Exercise name` for the names where a column before it is a name, too: `Workout name`."""
    named = [
        at for at, cell in enumerate(cells) if _EXERCISE.search(cell) and column_of(cell) is Column.EXERCISE
    ]
    others = [at for at, column in columns.items() if column is Column.EXERCISE and at not in named]
    if named and others and not any(at in columns for at in named):
        for at in others:
            del columns[at]
        columns[named[0]] = Column.EXERCISE


def _is_list_of_two(raw: Sequence[str], at: int) -> bool:
    """Tell whether all lines below are a name, a bar and a number, two of them at least."""
    below = list(takewhile(str.strip, raw[at + 1 :]))
    return len(below) > 1 and all(_NAME_AND_NUMBER.fullmatch(line.strip()) for line in below)


def _set_places(cells: Sequence[str]) -> tuple[int, ...]:
    """Return the places of the columns that have one set each: `Set 1`, `Set 2`."""
    found = [
        (at, int(one[1])) for at, cell in enumerate(cells) if (one := _ONE_SET.fullmatch(cell.casefold()))
    ]
    numbers = [number for _, number in found]
    return (
        tuple(at for at, _ in found) if len(found) > 1 and numbers == list(range(1, len(found) + 1)) else ()
    )


def _apart(columns: dict[int, Column], cells: Sequence[str], cell: str) -> Column | None:
    """Return which of two rests is in this column; that between the reps is the other."""
    if _OF_SETS.search(cell):
        return Column.SET_REST
    other = next(at for at, column in columns.items() if column is Column.REST)
    if not _OF_SETS.search(cells[other]) or Column.SET_REST in columns.values():
        return None
    columns[other] = Column.SET_REST
    return Column.REST


def _complete(columns: dict[int, Column], cells: Sequence[str], *, ruled: bool) -> None:
    """Add the columns that are known by the others: the grip is what is done, and `Week 1` has the sets and reps."""
    kinds = set(columns.values())
    grip = next((at for at, cell in enumerate(cells) if cell.casefold() in _GRIPS), None)
    if Column.EXERCISE not in kinds and grip is not None:
        columns[grip] = Column.EXERCISE
    week = next((at for at, cell in enumerate(cells) if _FIRST_WEEK.fullmatch(cell)), None)
    plan = next((at for at, cell in enumerate(cells) if at not in columns and cell), None)
    if week is not None and week not in columns and Column.EXERCISE in kinds and not kinds & _COUNTED:
        columns[week] = Column.REPS
    elif ruled and Column.EXERCISE in kinds and not kinds & _AMOUNTS and plan is not None:
        columns[plan] = Column.REPS


def column_of(cell: str) -> Column | None:
    words = re.findall(r"[^\W\d_]+(?:/[^\W\d_]+)?|#|n[º°]", cell.casefold())
    if _OF_LOG.intersection(words):
        return Column.NUMBER
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


def cells_of(line: str, delimiter: str) -> list[str]:
    if delimiter == _DASH:
        return [cell.strip() for cell in same_signs(line).split(_DASH)]
    if delimiter == _BLANKS:
        return re.split(r" {2,}", line.strip())
    if delimiter == "|":
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    try:
        rows = list(csv.reader([line[:_LONGEST_ROW]], delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        return line.split(delimiter)
    return [cell.strip() for cell in rows[0]] if rows else []
