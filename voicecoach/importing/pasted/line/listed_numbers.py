"""Numbers of a list in a line: `5, 3, 2 reps` are a ladder, `5, 5, 5` three sets, and `90, 60, 30 seconds` three times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.words.facts import (
    Break,
    Cross,
    Fact,
    Keyword,
    NumberPair,
    PlainNumber,
    PlainWord,
    Rungs,
    Time,
)
from voicecoach.importing.pasted.words.vocabulary import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST: Final = 3
_LARGEST: Final = 99_000  # thousandths
_LARGEST_TIME: Final = 999_000


def with_listed(facts: Sequence[Fact], line: str) -> tuple[Fact, ...]:
    """Return the facts of a line with each list of numbers as what it says."""
    found: list[Fact] = []
    at = 0
    while at < len(facts):
        made, after = _list_at(facts, at, line)
        found += made or (facts[at],)
        at = after if made else at + 1
    return tuple(_sets(_with_both_sides(found)))


def _with_both_sides(facts: Sequence[Fact]) -> list[Fact]:
    """Read `8 L/8 R` as eight on each side."""
    found: list[Fact] = []
    at = 0
    while at < len(facts):
        left, *others = facts[at : at + 5]
        if isinstance(left, PlainNumber) and _is_left_and_right(left, others):
            each = Keyword(start=facts[at + 1].start, end=facts[at + 4].end, meaning=Meaning.EACH_SIDE)
            found += (left, each)
            at += 5
        else:
            found.append(left)
            at += 1
    return found


def _is_left_and_right(left: PlainNumber, others: Sequence[Fact]) -> bool:
    match others:
        case [
            PlainWord(text=first),
            Break(sign="/" | "," | "+"),
            PlainNumber(high=high),
            PlainWord(text=second),
        ]:
            sides = (first.casefold(), second.casefold())
            return high == left.high and sides in {
                ("l", "r"),
                ("r", "l"),
                ("left", "right"),
                ("right", "left"),
            }
        case _:
            return False


def _list_at(facts: Sequence[Fact], at: int, line: str) -> tuple[tuple[Fact, ...], int]:
    """Return what the numbers that begin here say, and what follows them; nothing where they are no list."""
    numbers: list[PlainNumber] = []
    index = at
    while index < len(facts) and isinstance(number := facts[index], PlainNumber):
        if number.high % 1000 or number.low != number.high or not 0 < number.high <= _LARGEST_TIME:
            break
        numbers.append(number)
        sign = facts[index + 1] if index + 1 < len(facts) else None
        if not (isinstance(sign, Break) and sign.sign == "," and not sign.spaced):
            index += 1
            break
        index += 2
    follows = facts[index] if index < len(facts) else None
    if not numbers or (at and isinstance(facts[at - 1], Cross)):
        return (), at
    behind = facts[index + 1] if index + 1 < len(facts) else None
    is_rest = _means(behind, Meaning.REST)
    if isinstance(follows, Time) and is_rest and len(numbers) >= _LEAST:
        index, follows = index - 1, facts[index - 1]  # `10, 8, 6, 4, 90 s rest`: the time is not one of them
    if isinstance(follows, Time) and len(numbers) >= _LEAST - 1 and not follows.is_clock:
        return _times(facts, at, index, follows, line), index + 1
    is_last = follows is None or isinstance(follows, Break)
    counts = is_last or _means(follows, Meaning.REPS, Meaning.REST)
    if _means(follows, Meaning.FILLER) and isinstance(behind, Time):
        counts = _means(facts[index + 2] if index + 2 < len(facts) else None, Meaning.REST)
    small = all(number.high <= _LARGEST for number in numbers)
    if len(numbers) < _LEAST or not counts or not small or isinstance(facts[index - 1], Break):
        return (), at
    rungs = tuple(number.high // 1000 for number in numbers)
    return (Rungs(start=numbers[0].start, end=numbers[-1].end, numbers=rungs),), index


def _means(fact: Fact | None, *meanings: Meaning) -> bool:
    return isinstance(fact, Keyword) and fact.meaning in meanings


def _times(facts: Sequence[Fact], at: int, end: int, last: Time, line: str) -> tuple[Fact, ...]:
    """Give the numbers before a time its unit."""
    digits = "".join(sign for sign in line[last.start : last.end] if sign.isdigit())
    if not digits or not last.high_ms or last.high_ms % int(digits):
        return ()
    unit_ms = last.high_ms // int(digits)
    given = (
        Time(start=one.start, end=one.end, low_ms=ms, high_ms=ms)
        if isinstance(one, PlainNumber) and (ms := one.high // 1000 * unit_ms)
        else one
        for one in facts[at:end]
    )
    return (*given, last)


def _sets(facts: Sequence[Fact]) -> list[Fact]:
    """Read equal numbers behind a name, with no other name behind them, as sets: `Bench press 5-5-5`."""
    found: list[Fact] = []
    for at, fact in enumerate(facts):
        is_named = isinstance(fact, Rungs) and any(isinstance(one, PlainWord) for one in facts[:at])
        if not (isinstance(fact, Rungs) and is_named and len(set(fact.numbers)) == 1):
            found.append(fact)
            continue
        if any(isinstance(one, PlainWord | NumberPair | Rungs | Time) for one in facts[at + 1 :]):
            found.append(fact)
            continue
        place = PlainNumber(start=fact.start, end=fact.start, low=0, high=0)
        sets, reps = (
            replace(place, low=n * 1000, high=n * 1000) for n in (len(fact.numbers), fact.numbers[0])
        )
        found += (sets, Cross(start=fact.start, end=fact.start), replace(reps, end=fact.end))
    return found
