"""How often and how long, in the sentences of a handout: `Hold for 6 seconds, then rest for 10`, `Repeat 8 to 12 times`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.importing.pasted.items import Exercise, RangeTaken, Unused
from voicecoach.importing.pasted.layouts.dose_words import (
    AGAIN,
    BOTH_IN_TURN,
    CLAUSE,
    COUNT_OF,
    CROSSED,
    DO,
    EACH,
    HOLD,
    KEY,
    ONCE_MORE,
    OPTIONAL,
    OTHER,
    REPS,
    REST,
    SETS,
    SIDES,
    TIME,
    TIMES,
    UNITS,
    WORD,
    sentences_of,
)
from voicecoach.importing.pasted.words.rewording import KEPT_TEXTS
from voicecoach.importing.pasted.words.vocabulary import BREATH_MS
from voicecoach.units import MS_PER_MIN, MS_PER_S, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.items import Doubt

_DIGIT: Final = re.compile("[0-9]")
_FEW: Final = 3  # words behind a time
_LINK: Final = re.compile(r"(?<!\w)(?:x|of|à|a|de|je|zu|mit)\s*$", re.IGNORECASE)  # sets and their length
_SO_LONG: Final = re.compile(r" ?(?:lang|long)(?!\w)", re.IGNORECASE)  # `30 Sekunden lang`
_LONGEST_IN_REP_MS: Final = 14 * MS_PER_S  # what is held for longer is done so often


class Dose(Struct, frozen=True, kw_only=True):
    """What some sentences say: a hold, a length, how often, in how many sets, the rest, and whether on both sides. 0 is not said."""

    hold_ms: int = 0
    length_ms: int = 0
    times: int = 0
    reps: int = 0
    least_reps: int = 0
    sets: int = 0
    rest_ms: int = 0
    both_sides: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def says_amount(self) -> bool:
        return bool(self.hold_ms or self.length_ms) or self.says_how_often

    @property
    def says_how_often(self) -> bool:
        return bool(self.times or self.reps or self.sets)


@lru_cache(maxsize=KEPT_TEXTS)
def dose_of(text: str) -> Dose:
    """Return what a text says of how often and how long."""
    dose = Dose()
    for sentence in sentences_of(text):
        dose = _read(dose, sentence)
    return dose


def _read(dose: Dose, sentence: str) -> Dose:
    before = dose
    if _DIGIT.search(sentence):
        holds = bool(HOLD.search(sentence))
        for clause in CLAUSE.split(sentence):
            dose = _read_clause(dose, clause.strip(), holds=holds)
    if dose.says_how_often and not dose.sets and REST.search(sentence):
        clauses = (clause.strip() for clause in CLAUSE.split(sentence))
        if any(ONCE_MORE.fullmatch(clause) for clause in clauses):
            dose = replace(dose, sets=2)
    said = dose != before
    is_asked = not OPTIONAL.search(sentence)
    if (said and (SIDES.search(sentence) or BOTH_IN_TURN.search(sentence))) or (
        is_asked and (OTHER.search(sentence) or (DO.match(sentence) and SIDES.search(sentence)))
    ):
        dose = replace(dose, both_sides=True)
    return dose


def _read_clause(dose: Dose, clause: str, *, holds: bool) -> Dose:
    rest = REST.search(clause)
    crossed, sets, reps = CROSSED.search(clause), SETS.search(clause), REPS.search(clause)
    if crossed and not sets:
        dose = _set(dose, "sets", int(crossed["sets"]), crossed[0])
        dose = _with_reps(dose, crossed["reps"], crossed[0])
    if sets:
        number = _taken(sets)[0] + (1 if sets["more"] or sets["another"] else 0)
        dose = _ranged(_set(dose, "sets", number, sets[0]), sets, f"{number}")
        if sets["reps"]:
            dose = _with_reps(dose, sets["reps"], sets[0])
    if reps:
        dose = _with_reps(dose, f"{reps['low']}-{reps['high'] or reps['low']}", reps[0])
        if reps["sets"]:
            dose = _set(dose, "sets", int(reps["sets"]), reps[0])
    if not (crossed or sets or reps):
        times = TIMES.search(clause) or KEY.search(clause) or EACH.search(clause)
        if times:
            high, low = _taken(times)
            had = dose.times
            is_of_sets = had and had != high and not dose.sets and AGAIN.search(clause)
            dose = _set(dose, "sets" if is_of_sets else "times", high, times[0])
            if not had and low < high:
                dose = replace(
                    dose, least_reps=low, doubts=(*dose.doubts, RangeTaken(times[0].strip(), str(high)))
                )
    return _read_time(dose, clause, holds=holds, rests=rest is not None)


def _read_time(dose: Dose, clause: str, *, holds: bool, rests: bool) -> Dose:
    found = COUNT_OF.search(clause) or TIME.search(clause)
    if found is None:
        return dose
    unit = found.groupdict().get("unit") or "s"
    ms = MS_PER_MIN if UNITS.get(unit.casefold()) == "m" else MS_PER_S
    if unit.casefold() not in UNITS and not unit.casefold().startswith("count"):
        ms = BREATH_MS
    length_ms = _taken(found)[0] * ms
    if rests and not HOLD.search(clause):
        field = "rest_ms"
    elif holds:
        field = "hold_ms"
    elif _is_asked(clause, found):
        field = "length_ms"
    else:
        return dose
    had = getattr(dose, field)
    dose = _set(dose, field, length_ms, found[0])
    return dose if had else _ranged(dose, found, format_duration_ms(length_ms))


def _is_asked(clause: str, found: re.Match[str]) -> bool:
    """Tell whether a time is how long something is done: it stands alone, or at the end behind `for` or a word for doing."""
    before, after = (
        SIDES.sub("", TIMES.sub("", SETS.sub("", part)))  # `3 x 30 seconds each leg`
        for part in (clause[: found.start()], clause[found.end() :])
    )
    return (
        not WORD.search(_LINK.sub("", before) + after)
        or _SO_LONG.match(after) is not None
        or (bool(DO.search(before)) and len(after.split()) <= _FEW)
    )


def _taken(found: re.Match[str]) -> tuple[int, int]:
    low = int(found["low"])
    return max(low, int(found["high"] or low)), low


def _ranged(dose: Dose, found: re.Match[str], taken: str) -> Dose:
    high, low = _taken(found)
    return replace(dose, doubts=(*dose.doubts, RangeTaken(found[0].strip(), taken))) if low < high else dose


def _set(dose: Dose, field: str, value: int, written: str) -> Dose:
    """Keep what is said first; another one is named."""
    had = getattr(dose, field)
    if had and had != value:
        return replace(dose, doubts=(*dose.doubts, Unused(written.strip())))
    return replace(dose, **{field: value})


def _with_reps(dose: Dose, written: str, whole: str) -> Dose:
    numbers = [int(number) for number in re.findall(r"[0-9]+", written)][:2]
    had = dose.reps
    dose = _set(dose, "reps", max(numbers), whole)
    if not had and min(numbers) < max(numbers):
        dose = replace(
            dose, least_reps=min(numbers), doubts=(*dose.doubts, RangeTaken(whole.strip(), str(max(numbers))))
        )
    return dose


def exercise_of(dose: Dose, name: str, line: int, also: Sequence[int]) -> Exercise:
    """Return what is done so: holds, held reps, reps or a time, in sets."""
    sets, reps, times = dose.sets, dose.reps, dose.times
    if times and reps and times != reps and not sets:
        sets, times = times, 0  # `10 repetitions. Repeat 3 times.`
    count = reps or times
    one = Exercise(
        line=line,
        name=name,
        sets=max(1, sets),
        rest_ms=dose.rest_ms or None,
        both_sides=dose.both_sides,
        doubts=dose.doubts,
        also=tuple(also),
    )
    if reps and not dose.hold_ms and dose.length_ms:
        dose = replace(dose, hold_ms=dose.length_ms)  # `5 reps`, `5 seconds`
    counted = replace(one, reps=count, least_reps=min(dose.least_reps or count, count))
    if not dose.hold_ms:
        if dose.length_ms and not reps:
            return replace(one, sets=max(1, sets) * max(1, times), time_ms=dose.length_ms)
        return counted
    if not count:
        return replace(one, time_ms=dose.hold_ms)
    if dose.hold_ms <= _LONGEST_IN_REP_MS and (sets or reps):
        return replace(counted, hold_ms=dose.hold_ms)
    return replace(one, sets=max(1, sets) * count, time_ms=dose.hold_ms)
