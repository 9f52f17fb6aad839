"""A line that says one exercise, its parts in any order: `20mm half crimp, sets: 3, reps: 6, 7s on/3s off, 2 min between sets`."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.importing.pasted.items import Doubt, Guess, RangeTaken
from voicecoach.importing.pasted.line.details import details_of
from voicecoach.importing.pasted.line.drafts import draft_of
from voicecoach.importing.pasted.line.line_parts import Part, Role, length_ms_in, names_in, number_in
from voicecoach.importing.pasted.line.merging import item_of
from voicecoach.importing.pasted.line.segment_facts import SegmentFacts
from voicecoach.importing.pasted.words.facts import (
    Distance,
    Keyword,
    NumberPair,
    OnOff,
    PlainNumber,
    PlainWord,
    Time,
)
from voicecoach.importing.pasted.words.vocabulary import BARE_EACH, COUNTED, HOLDS, Meaning, plain
from voicecoach.language.durations import MAX_DURATION_MS
from voicecoach.units import MS_PER_S, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.words.facts import Fact

_MOST: Final = 999
_MOST_A_SIDE: Final = 12_000  # thousandths; `3 x 10/10` is each side
_TWO: Final = 2  # numbers that multiply, rests, or names of one thing
_AMOUNTS: Final = (Role.PAIR, Role.TIME, Role.DISTANCE)
_COUNTS: Final = (Role.SETS, Role.REPS, Role.CROSSED)


class _Dose(Struct, frozen=True, kw_only=True):
    """How one exercise is done. `crossed` are the numbers with a sign of times, the nearest to what is done first."""

    sets: int = 0
    reps: int = 0
    crossed: tuple[int, ...] = ()
    time_ms: int = 0
    off_ms: int | None = None
    metres: int = 0
    rests_ms: tuple[int, ...] = ()  # the shorter first
    whole_ms: int = 0
    doubts: tuple[Doubt, ...] = ()


def read_one(line: str, facts: Sequence[Fact], parts: Sequence[Part], number: int) -> tuple[PastedItem, ...]:
    """Return the exercise that a line says; nothing where it says more, or less, or what it says is not sure."""
    words = _words(parts, line) if parts else None
    if words is None or _is_of_reps(parts, line):
        return ()
    draft = draft_of(line, [fact for run in words for fact in run])
    draft.is_hang = SegmentFacts(line, facts).hangs
    draft.name = ", ".join(name for run in words if (name := draft_of(line, run).name))
    dose = _dose(parts, line, hangs=draft.is_hang)
    dose = None if dose is None else _multiplied(dose)
    if dose is None:
        return ()
    draft.sets, draft.reps, draft.least_reps = dose.sets, dose.reps, dose.reps
    draft.time_ms, draft.off_ms, draft.metres = dose.time_ms, dose.off_ms, dose.metres
    draft.rest_ms = dose.rests_ms[-1] if dose.rests_ms else None
    draft.is_between = any(part.is_between for part in parts)
    draft.is_only_rest = False
    draft.doubts = (*draft.doubts, *_ranges(parts, line), *dose.doubts)
    return (item_of(draft, number),)


# --- words --------------------------------------------------------------------------------------


def _words(parts: Sequence[Part], line: str) -> list[list[Fact]] | None:
    """Return the facts of the name and its details, in runs that signs part; None where there are two names, or `each` may be each side or each set."""
    runs: list[list[Fact]] = [[]]
    names = 0
    for at, part in enumerate(parts):
        if part.role is Role.SIGNS and runs[-1]:
            runs.append([])
        if part.role is Role.DISTANCE:
            runs[-1] += [fact for fact in part.facts if isinstance(fact, Distance)]
        if part.role is not Role.WORDS:
            continue
        if len([*names_in(part)]) > _TWO:
            return None  # `squats / lunges / push-ups`
        first = plain(line[part.facts[0].start : part.facts[0].end])
        if first in BARE_EACH and at and parts[at - 1].role is Role.TIME:
            return None  # `3 sets, 30 s each`
        said = plain(details_of(line[part.facts[0].start : part.facts[-1].end]).name)
        names += said not in COUNTED and any(isinstance(fact, PlainWord) for fact in part.facts)
        runs[-1] += part.facts
    found = [fact for run in runs for fact in run]
    if not found:  # `8 hangs, 10 s on, 5 s off`
        runs = [
            [fact for fact in part.facts if isinstance(fact, PlainWord)]
            for part in parts
            if part.role is Role.REPS
        ]
    return runs if names <= 1 or SegmentFacts(line, found).hangs else None


def _is_of_reps(parts: Sequence[Part], line: str) -> bool:
    """Tell whether a time may be how long each rep is held: `3 x 10, hold 5 s`."""
    if not any(part.role is Role.TIME for part in parts):
        return False
    if not any(part.role in {Role.REPS, Role.CROSSED} for part in parts):
        return False  # `sets: 3, hold 30 s`
    holds = any(plain(line[fact.start : fact.end]) in HOLDS for part in parts for fact in part.facts)
    said = [fact for part in parts if part.role is Role.REPS for fact in part.facts]
    reps = any(isinstance(fact, Keyword) and fact.meaning is Meaning.REPS for fact in said)
    return holds or reps or any(part.role is Role.CROSSED and len(part.facts) == 1 for part in parts)


# --- amounts ------------------------------------------------------------------------------------


def _dose(parts: Sequence[Part], line: str, *, hangs: bool) -> _Dose | None:
    """Return how one exercise is done; None where there is no such thing in a line, or more than one of a kind."""
    of = {role: [part for part in parts if part.role is role] for role in Role}
    amounts = [part for part in parts if part.role in _AMOUNTS]
    once = (amounts, of[Role.SETS], of[Role.REPS], of[Role.WHOLE])
    if any(len(parts_of_kind) > 1 for parts_of_kind in once) or len(of[Role.REST]) > _TWO:
        return None
    middle = amounts[0].at if amounts else 0
    crossed = sorted(of[Role.CROSSED], key=lambda part: (part.at > middle, abs(part.at - middle)))
    dose = _Dose(
        sets=number_in(*of[Role.SETS]),
        reps=number_in(*of[Role.REPS]),
        crossed=tuple(number_in(part) for part in crossed),
        time_ms=length_ms_in(*of[Role.TIME]),
        metres=sum(
            fact.metres or 1
            for part in of[Role.DISTANCE]
            for fact in part.facts
            if isinstance(fact, Distance)
        ),
        rests_ms=tuple(sorted(length_ms_in(part) for part in of[Role.REST])),
        whole_ms=length_ms_in(*of[Role.WHOLE]),
    )
    return _with_pair(dose, of[Role.PAIR][0], parts, line, hangs=hangs) if of[Role.PAIR] else dose


def _ranges(parts: Sequence[Part], line: str) -> tuple[Doubt, ...]:
    doubts: list[Doubt] = []
    for fact in (fact for part in parts for fact in part.facts):
        written = line[fact.start : fact.end]
        if isinstance(fact, PlainNumber) and fact.low != fact.high:
            doubts.append(RangeTaken(written, f"{fact.high // 1000}"))
        elif isinstance(fact, Time) and fact.low_ms != fact.high_ms:
            doubts.append(RangeTaken(written, format_duration_ms(fact.high_ms)))
    return tuple(doubts)


def _with_pair(dose: _Dose, pair: Part, parts: Sequence[Part], line: str, *, hangs: bool) -> _Dose | None:
    """Take a time on and off; `7/3` where hangs, a colon or what is counted beside it say that it is one."""
    fact = pair.facts[-1]
    if isinstance(fact, OnOff):
        return replace(dose, time_ms=fact.on_ms, off_ms=fact.off_ms)
    if not isinstance(fact, NumberPair) or max(fact.first, fact.second) > MAX_DURATION_MS or not fact.first:
        return None
    is_colon = ":" in line[fact.start : fact.end]
    if fact.first == fact.second <= _MOST_A_SIDE and not (hangs or is_colon):
        return None
    said = [part for part in parts if part.role is not Role.SIGNS]
    place = said.index(pair)
    beside = (*said[max(0, place - 1) : place], *said[place + 1 : place + 2])
    if not (hangs or is_colon or any(part.role in _COUNTS for part in beside)):
        return None
    return replace(dose, time_ms=fact.first * MS_PER_S // 1000, off_ms=fact.second * MS_PER_S // 1000)


# --- how often ----------------------------------------------------------------------------------


def _multiplied(dose: _Dose) -> _Dose | None:
    """Return it with its numbers as sets and reps; None where something is not said that is needed."""
    if dose.off_ms is not None:
        return _pairs(dose)
    counts = [number for number in (dose.sets, *dose.crossed[::-1], dose.reps) if number]
    if dose.whole_ms or not counts or prod(counts) > _MOST:
        return None
    if not (dose.time_ms or dose.metres):
        is_sure = len(counts) == _TWO and bool(dose.sets or dose.reps) and len(dose.rests_ms) <= 1
        return replace(dose, sets=counts[0], reps=counts[1]) if is_sure else None
    short_ms, *longer_ms = dose.rests_ms or (0,)
    if longer_ms:
        if len(counts) != _TWO or dose.metres or not short_ms < longer_ms[0]:
            return None
        return replace(dose, sets=counts[0], reps=counts[1], off_ms=short_ms)
    doubts = dose.doubts
    if len(counts) > 1 and dose.rests_ms:
        doubts = (*doubts, Guess(f"{prod(counts)} times, with the rest between all of them"))
    return replace(dose, sets=prod(counts), reps=0, doubts=doubts)


def _pairs(dose: _Dose) -> _Dose | None:
    """Return how often what is on and off is done, and in how many sets."""
    counts = [*dose.crossed]
    once_ms = dose.time_ms + (dose.off_ms or 0)
    reps, sets, doubts = dose.reps, dose.sets, dose.doubts
    if dose.whole_ms:
        if counts or reps or sets or dose.whole_ms < once_ms:
            return None
        reps, left_ms = divmod(dose.whole_ms, once_ms)
        doubts = (*doubts, Guess(f"{reps} times")) if left_ms else doubts
    if not reps and counts:
        reps = counts.pop(0)
    if not sets and counts:
        sets = counts.pop(0)
    if not reps:
        reps, sets = sets, 0
    if counts or not reps or len(dose.rests_ms) > 1 or reps * max(1, sets) > _MOST:
        return None
    return replace(dose, sets=sets, reps=reps, doubts=doubts)
