"""A circuit in one line: names, and how long each is done, in how many rounds: `Circuit: squats, lunges, plank, 40 s on, 20 s off, 3 rounds`.

The names stand together; what is said of all of them stands before or behind, in any order.
"""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.importing.pasted.items import (
    BlockOpening,
    Doubt,
    Exercise,
    Guess,
    Left,
    RestBetween,
    RestItem,
    RoundsOf,
    TabataOf,
)
from voicecoach.importing.pasted.line.drafts import draft_of
from voicecoach.importing.pasted.line.line_parts import (
    Part,
    Role,
    length_ms_in,
    names_in,
    number_in,
    parts_of,
)
from voicecoach.importing.pasted.line.merging import item_of
from voicecoach.importing.pasted.words.facts import (
    Break,
    Fact,
    Keyword,
    NumberPair,
    OnOff,
    PlainNumber,
    PlainWord,
    Time,
)
from voicecoach.importing.pasted.words.vocabulary import EACH_OF_ALL, Meaning, plain
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.items import PastedItem

_LEAST_NAMES: Final = 2
_LEAST_NAMES_ALONE: Final = 3  # where no rounds are said
_MOST_ROUNDS: Final = 99
_LEAST_OF_PAIR: Final = 5_000  # thousandths; smaller ones are each side, or hangs
_SIGNS_BETWEEN_NAMES: Final = frozenset(",;/+&")
_MOST_RESTS: Final = 2
_DOSES: Final = (Role.PAIR, Role.TIME, Role.REPS)
_COUNTS: Final = (Role.SETS, Role.CROSSED)


class _Circuit(Struct, frozen=True, kw_only=True):
    """`said` are the parts that hold for all names, `after_names` those of them that stand behind the names."""

    label: tuple[Fact, ...]
    names: tuple[tuple[Fact, ...], ...]
    said: tuple[Part, ...]
    after_names: tuple[Part, ...]
    is_each: bool


def read_circuit(
    line: str, facts: Sequence[Fact], parts: Sequence[Part], number: int
) -> tuple[PastedItem, ...]:
    """Return the rounds of a circuit; nothing where a line says something else."""
    circuit = _circuit(line, parts or parts_of(_without_word(facts), line))
    dose = _each(circuit) if circuit is not None else None
    if circuit is None or dose is None:
        return ()
    count = 1 if dose.sets else _count(circuit)
    least = _LEAST_NAMES if count > 1 or dose.sets else _LEAST_NAMES_ALONE
    if len(circuit.names) < least or max(count, dose.sets) > _MOST_ROUNDS:
        return ()
    named = (item_of(draft_of(line, list(name)), number) for name in circuit.names)
    names = [one for one in named if isinstance(one, Exercise)]
    body, rests = _turns(circuit, names, dose, number)
    label = _label(line, circuit, number)
    if count <= 1:
        return (*label, *body, *rests)
    return (*label, BlockOpening(line=number, kind=RoundsOf(count=count), body=(*body, *rests)))


# --- what stands where --------------------------------------------------------------------------


def _without_word(facts: Sequence[Fact]) -> list[Fact]:
    """Leave out `Circuit:`, which no other line of this kind has."""
    left = [fact for fact in facts if not (isinstance(fact, Keyword) and fact.meaning is Meaning.CIRCUIT)]
    return [] if len(left) == len(facts) else list(dropwhile(lambda fact: isinstance(fact, Break), left))


def _circuit(line: str, parts: Sequence[Part]) -> _Circuit | None:
    """Return the names and what is said of them; None where there is anything else, or something twice."""
    runs, said, ahead, is_each = _runs(line, parts)
    label: tuple[Fact, ...] = ()
    if len(runs) > 1 and len(runs[0]) == 1 and line[runs[0][0][-1].end :].lstrip().startswith(":"):
        label = runs.pop(0)[0]
        ahead.pop(0)
    roles = [part.role for part in said]
    doses = [role for role in roles if role in _DOSES]
    counts = [role for role in roles if role in _COUNTS]
    is_known = {*roles} <= {*_DOSES, *_COUNTS, Role.REST} and roles.count(Role.REST) <= _MOST_RESTS
    if len(runs) != 1 or not is_known or (len(doses), len(counts)) not in {(1, 0), (1, 1), (0, 2)}:
        return None
    return _Circuit(
        label=label,
        names=tuple(runs[0]),
        said=tuple(said),
        after_names=tuple(said[ahead[0] :]),
        is_each=is_each or any(_is_each(line, fact) for part in said for fact in part.facts),
    )


def _runs(
    line: str, parts: Sequence[Part]
) -> tuple[list[list[tuple[Fact, ...]]], list[Part], list[int], bool]:
    """Return the names in runs, the other parts, how many of these stand before each run, and whether an `each` stands alone."""
    runs: list[list[tuple[Fact, ...]]] = []
    said: list[Part] = []
    ahead: list[int] = []
    is_each = is_open = False
    for part in parts:
        if part.role is Role.SIGNS:
            is_open = is_open and line[part.facts[0].start : part.facts[-1].end] in _SIGNS_BETWEEN_NAMES
            continue
        if part.role is not Role.WORDS:
            said.append(part)
            is_open = False
            continue
        of_all = said and _is_each(line, part.facts[0])
        is_each = is_each or bool(of_all)
        named = _behind_each(part) if of_all else part  # `30 s each of squats`
        if named.facts and not is_open:
            runs.append([])
            ahead.append(len(said))
        if named.facts:
            runs[-1] += names_in(named)
            is_open = True
    return runs, said, ahead, is_each


def _is_each(line: str, fact: Fact) -> bool:
    return plain(line[fact.start : fact.end]) in EACH_OF_ALL


def _behind_each(part: Part) -> Part:
    at = 1
    while at < len(part.facts) and not isinstance(part.facts[at], PlainWord):
        at += 1
    return replace(part, facts=part.facts[at:])


# --- how each is done ---------------------------------------------------------------------------


class _Dose(Struct, frozen=True, kw_only=True):
    sets: int = 0
    reps: int = 0
    time_ms: int = 0
    off_ms: int = 0


def _each(circuit: _Circuit) -> _Dose | None:  # noqa: PLR0911 - one for each way to say it
    """Return how each is done. A time alone must be said to be that of each: it could be that of the whole."""
    if not all(any(isinstance(one, PlainWord) for one in name) for name in circuit.names):
        return None
    part = next((part for part in circuit.said if part.role in _DOSES), None)
    counts = [number_in(one) for one in circuit.said if one.role in _COUNTS]
    if part is None:
        return _Dose(sets=counts[0], reps=counts[1])  # `squat, bench, deadlift 5x5`
    fact = next((one for one in part.facts if isinstance(one, OnOff | NumberPair | Time | PlainNumber)), None)
    match fact:
        case OnOff():
            return _Dose(time_ms=fact.on_ms, off_ms=fact.off_ms)
        case NumberPair() if min(fact.first, fact.second) >= _LEAST_OF_PAIR and counts:
            return _Dose(time_ms=fact.first * MS_PER_S // 1000, off_ms=fact.second * MS_PER_S // 1000)
        case Time() if circuit.is_each:
            return _Dose(time_ms=fact.high_ms)
        case PlainNumber() if circuit.is_each:
            return _Dose(reps=number_in(part))
        case PlainNumber() if counts and part in circuit.after_names and not _in_rounds(circuit):
            return _Dose(sets=counts[0], reps=number_in(part))  # `squat, bench: 3 sets of 8`
        case _:
            return None


def _in_rounds(circuit: _Circuit) -> bool:
    """Tell whether it is said before the names how often: `3 rounds: squats, lunges, 10 reps`."""
    return any(part.role in _COUNTS and part not in circuit.after_names for part in circuit.said)


def _count(circuit: _Circuit) -> int:
    return next((number_in(part) for part in circuit.said if part.role in _COUNTS), 1)


def _turns(
    circuit: _Circuit, names: Sequence[Exercise], dose: _Dose, number: int
) -> tuple[tuple[PastedItem, ...], tuple[PastedItem, ...]]:
    """Return what is done in a round, and the rests behind it.

    A rest that is not said to be between rounds is one after each exercise where it is shorter than that takes.
    """
    off_ms, sets_ms = dose.off_ms, None
    rests: list[PastedItem] = []
    doubts: tuple[Doubt, ...] = (Guess("an exercise of its own"),) if dose.sets else ()
    for part in circuit.said:
        length_ms = length_ms_in(part)
        if part.role is not Role.REST or not length_ms:
            continue
        if dose.sets:
            sets_ms = length_ms
        elif part.is_between:
            rests.append(RestBetween(line=number, length_ms=length_ms, of_rounds=True))
        elif dose.time_ms and not off_ms and (length_ms < dose.time_ms or part not in circuit.after_names):
            off_ms, doubts = length_ms, (Guess("the rest after each exercise"),)
        else:
            rests.append(RestItem(line=number, length_ms=length_ms))
    if off_ms:
        kind = TabataOf(count=1, on_ms=dose.time_ms, off_ms=off_ms)
        return (BlockOpening(line=number, kind=kind, body=tuple(names), doubts=doubts),), tuple(rests)
    done = (
        replace(
            one,
            sets=max(1, dose.sets),
            reps=dose.reps,
            least_reps=dose.reps,
            time_ms=dose.time_ms,
            rest_ms=sets_ms,
            doubts=(*one.doubts, *doubts),
        )
        for one in names
    )
    return tuple(done), tuple(rests)


def _label(line: str, circuit: _Circuit, number: int) -> tuple[PastedItem, ...]:
    if not circuit.label:
        return ()
    text = line[circuit.label[0].start : circuit.label[-1].end]
    return (Left(line=number, text=text, is_label=True),)
