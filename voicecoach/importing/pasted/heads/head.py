"""The head of a block, and what every reader of one looks at in the facts of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.importing.pasted.items import (
    Doubt,
    Kind,
    RangeTaken,
)
from voicecoach.importing.pasted.words.facts import (
    Break,
    Cross,
    Fact,
    Keyword,
    PlainNumber,
    PlainWord,
    Rungs,
    Time,
)
from voicecoach.importing.pasted.words.vocabulary import Meaning
from voicecoach.units import MS_PER_MIN

if TYPE_CHECKING:
    from collections.abc import Sequence


MAX_COUNT: Final = 999
LOOK: Final = 12  # facts; the head of a block is at the beginning of its line


class Head(Struct, frozen=True, kw_only=True):
    """What opens a block, and the facts of the line that are left for its items."""

    kind: Kind
    rest: tuple[Fact, ...]
    name: str = ""
    doubts: tuple[Doubt, ...] = ()


def means(fact: Fact | None, *meanings: Meaning) -> bool:
    return isinstance(fact, Keyword) and fact.meaning in meanings


def skip(facts: Sequence[Fact], at: int, *, colon: bool = True) -> int:
    """Return the place behind small words and signs."""
    while at < len(facts):
        fact = facts[at]
        is_sign = isinstance(fact, Break) and (colon or fact.sign != ":")
        if not (is_sign or isinstance(fact, Cross) or means(fact, Meaning.FILLER)):
            break
        at += 1
    return at


def fact_at(facts: Sequence[Fact], at: int) -> Fact | None:
    return facts[at] if 0 <= at < len(facts) else None


def closing_of(facts: Sequence[Fact], opening: int) -> int:
    """Return where the bracket is that closes this one; the end where there is none."""
    depth = 0
    for at in range(opening, len(facts)):
        fact = facts[at]
        if isinstance(fact, Break):
            depth += (fact.sign in "([") - (fact.sign in ")]")
            if not depth:
                return at
    return len(facts)


def find_word(facts: Sequence[Fact], *meanings: Meaning) -> int | None:
    """Return where such a word stands, near the beginning and before the first colon that ends the head."""
    for at, fact in enumerate(facts[:LOOK]):
        if means(fact, *meanings):
            return at
        if isinstance(fact, Break) and fact.sign in ":,;" and at > 0 and not is_label(facts, at):
            is_next = (
                fact.sign == "," and at == 1 and means(fact_at(facts, at + 1), Meaning.EMOM, Meaning.AMRAP)
            )
            if not is_next:
                return None
    return None


def without_comma(facts: Sequence[Fact], key: int) -> tuple[Sequence[Fact], int]:
    """Return the facts without the comma of `30 minutes, EMOM`, and where the word then stands."""
    length, comma = fact_at(facts, key - 2), fact_at(facts, key - 1)
    if isinstance(length, Time) and isinstance(comma, Break) and comma.sign == ",":
        return (*facts[: key - 1], *facts[key:]), key - 1
    return facts, key


def is_label(facts: Sequence[Fact], at: int) -> bool:
    """Tell whether what stands before a sign is only a name, such as `WOD:` or `Finisher:`."""
    return all(isinstance(fact, PlainWord | Break) for fact in facts[:at]) and at <= 4  # noqa: PLR2004 - a few words


def whole_number_of(fact: Fact | None) -> int:
    if isinstance(fact, PlainNumber) and not fact.high % 1000 and 0 < fact.high <= MAX_COUNT * 1000:
        return fact.high // 1000
    return 0


def ends_head(facts: Sequence[Fact], at: int) -> bool:
    """Tell whether a number here belongs to the head: nothing that it could count follows."""
    after = fact_at(facts, at + 1)
    return (
        after is None
        or isinstance(after, Break | Rungs)
        or means(after, Meaning.FILLER, Meaning.ROUNDS, Meaning.MINUTE, Meaning.FOR_TIME)
    )


def ranged(line: str, fact: Fact | None) -> tuple[Doubt, ...]:
    if isinstance(fact, PlainNumber) and fact.low != fact.high:
        return (RangeTaken(line[fact.start : fact.end], f"{fact.high // 1000}"),)
    return ()


def minutes_around(facts: Sequence[Fact], key: int) -> tuple[int, int, int]:
    """Return the length that stands around a word such as EMOM in ms (0: none), where it begins and what follows."""
    at = skip(facts, key + 1, colon=False)
    fact = fact_at(facts, at)
    if isinstance(fact, Time):
        return fact.high_ms, key, at + 1
    if whole_number_of(fact) and ends_head(facts, at):
        after = at + 1 + means(fact_at(facts, at + 1), Meaning.MINUTE)
        return whole_number_of(fact) * MS_PER_MIN, key, after
    before = key - 1
    while before >= 0 and (means(facts[before], Meaning.FILLER) or isinstance(facts[before], Break)):
        before -= 1
    fact = fact_at(facts, before)
    if isinstance(fact, Time):
        return fact.high_ms, before, key + 1
    if _are_reps_of_sets(facts, before):
        return 0, key, key + 1
    return (
        (whole_number_of(fact) * MS_PER_MIN, before, key + 1) if whole_number_of(fact) else (0, key, key + 1)
    )


def _are_reps_of_sets(facts: Sequence[Fact], at: int) -> bool:
    """Tell whether a number is that of the reps, behind that of the sets: `10 sets of 10 every minute`."""
    while at > 0 and means(facts[at - 1], Meaning.FILLER):
        at -= 1
    crossed = at > 1 and (isinstance(facts[at - 1], Cross) or means(facts[at - 1], Meaning.SETS))
    return crossed and bool(whole_number_of(facts[at - 2]))
