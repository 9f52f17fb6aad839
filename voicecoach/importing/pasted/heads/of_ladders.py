"""Heads of blocks whose reps go up or down: `21-15-9`, `Back squat 8-6-4-2`, `Ladder 1-10`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.heads.head import (
    LOOK,
    MAX_COUNT,
    Head,
    closing_of,
    fact_at,
    find_word,
    means,
    skip,
)
from voicecoach.importing.pasted.items import LadderOf
from voicecoach.importing.pasted.words.facts import (
    Break,
    Fact,
    Measure,
    PlainNumber,
    PlainWord,
    Rungs,
    words_between,
)
from voicecoach.importing.pasted.words.vocabulary import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_LADDER: Final = 30
_MOST_NAME_WORDS: Final = 3
_LEAST_OF_SHORT: Final = 5


def ladder(line: str, facts: Sequence[Fact]) -> Head | None:
    """Read `21-15-9`, `10-9-8 … 1`, `Ladder 1-10`."""
    at = skip(facts, 0)
    key = find_word(facts, Meaning.LADDER)
    if key is not None:
        where = next(
            (index for index, fact in enumerate(facts[:LOOK]) if isinstance(fact, Rungs | PlainNumber)), None
        )
        span = fact_at(facts, where) if where is not None else None
        if isinstance(span, PlainNumber) and span.low < span.high <= _LONGEST_LADDER * 1000 and span.low:
            rungs = tuple(range(span.low // 1000, span.high // 1000 + 1))
            head = _ladder_head(facts, (where or 0) + 1, rungs)
            return _with_name_before(line, facts[: where or 0], head, is_said=True)
        at = where if where is not None else at
    elif isinstance(fact_at(facts, at), PlainWord) and any(
        isinstance(fact, Break) and fact.sign == ":" for fact in facts[:LOOK]
    ):
        return _ladder_of_name(facts) or _ladder_behind_label(line, facts)
    at, found = _rungs_behind(facts, at) if key is None else (at, fact_at(facts, at))
    if not isinstance(found, Rungs):
        return _ladder_of_name(facts) if key is None else None
    rungs = found.numbers
    monotone = list(rungs) in (sorted(rungs), sorted(rungs, reverse=True))
    if not monotone and key is None and len(rungs) < 4:  # noqa: PLR2004 - `5-3-1`, `4-7-8` and wave loads
        return None
    after = at + 1
    dots, last = fact_at(facts, after), fact_at(facts, after + 1)
    if isinstance(dots, Break) and dots.sign in "~." and isinstance(last, PlainNumber):
        pass
    return _with_name_before(line, facts[:at], _ladder_head(facts, after, rungs), is_said=key is not None)


def _ladder_of_name(facts: Sequence[Fact]) -> Head | None:
    """Read `Back squat: 5-5-3-3-1-1, 2 min rest`, and `Bench 8-6-4-2`."""
    where = next((at for at, fact in enumerate(facts) if isinstance(fact, Rungs)), 0)
    words = list(facts[:where])
    has_colon = bool(words) and isinstance(words[-1], Break)
    if has_colon:
        words.pop()
    label = next((at for at, fact in enumerate(words) if isinstance(fact, Break) and fact.sign == ":"), None)
    if label is not None and words[label + 1 :]:
        words, has_colon = words[label + 1 :], True  # `Strength: back squat 5-5-3-3-1`
    if not words or len(words) > _MOST_NAME_WORDS or not all(map(_is_of_name, words)):
        return None
    rungs = facts[where]
    if not isinstance(rungs, Rungs):
        return None
    is_short = len(rungs.numbers) < 4 and min(rungs.numbers) < _LEAST_OF_SHORT  # noqa: PLR2004 - `5-3-1`, `4-7-8`
    if is_short and not has_colon:
        return None
    head = _ladder_head(_without_loads(facts[where + 1 :]), 0, rungs.numbers)
    if head is None or any(isinstance(fact, PlainWord) for fact in head.rest):
        return None
    return replace(head, rest=(*words, *_after_name(head.rest)))


def _is_of_name(fact: Fact) -> bool:
    """Tell whether it is a word of a name, also one that means something elsewhere: `hang clean`, `clean and jerk`."""
    return isinstance(fact, PlainWord) or means(fact, Meaning.ON, Meaning.AND)


def _without_loads(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Leave out brackets with loads in them: `(65%-70%-75% of 1RM)`."""
    opening = next(
        (at for at, fact in enumerate(facts) if isinstance(fact, Break) and fact.sign in "(["), None
    )
    if opening is None:
        return tuple(facts)
    closing = closing_of(facts, opening)
    has_load = any(isinstance(fact, Measure) for fact in facts[opening:closing])
    return (*facts[:opening], *facts[closing + 1 :]) if has_load else tuple(facts)


def _ladder_behind_label(line: str, facts: Sequence[Fact]) -> Head | None:
    """Read `Annie: 50-40-30-20-10 double-unders, sit-ups`."""
    where = next((at for at, fact in enumerate(facts) if isinstance(fact, Rungs)), 0)
    words = facts[: max(0, where - 1)]
    rungs, colon = facts[where], facts[where - 1]
    is_label = all(isinstance(fact, PlainWord) for fact in words) and len(words) <= _MOST_NAME_WORDS
    if not (
        words and is_label and isinstance(rungs, Rungs) and isinstance(colon, Break) and colon.sign == ":"
    ):
        return None
    head = _ladder_head(facts, where + 1, rungs.numbers)
    return replace(head, name=words_between(line, words, [True] * len(words))) if head and head.rest else None


def _rungs_behind(facts: Sequence[Fact], at: int) -> tuple[int, Fact | None]:
    """Return the rungs behind a name of a few words, and where they stand: `Fran 21-15-9 thrusters`."""
    begin = at
    while isinstance(fact_at(facts, at), PlainWord) and at - begin < _MOST_NAME_WORDS:
        at += 1
    return (at, fact_at(facts, at)) if at == begin or at + 1 < len(facts) else (at, None)


def _with_name_before(line: str, before: Sequence[Fact], head: Head | None, *, is_said: bool) -> Head | None:
    """Put the words before the rungs to a ladder: as its name, or where it has no exercise, as that: `Pull-up ladder 1-2-3, 1 min rest`."""
    words = [fact for fact in before if isinstance(fact, PlainWord)]
    if head is None or not words:
        return head
    alone = not any(isinstance(fact, PlainWord) for fact in head.rest)
    if alone and (is_said or head.rest):
        return replace(head, rest=(*words, *_after_name(head.rest)))
    return replace(head, name=words_between(line, words, [True] * len(words)))


def _after_name(rest: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return facts with a sign before them that parts them from a name."""
    if not rest or isinstance(rest[0], Break):
        return tuple(rest)
    return (Break(start=rest[0].start, end=rest[0].start, sign=",", spaced=False), *rest)


def _ladder_head(facts: Sequence[Fact], after: int, rungs: tuple[int, ...]) -> Head | None:
    after = skip(facts, after)
    while means(fact_at(facts, after), Meaning.REPS, Meaning.FOR_TIME, Meaning.ROUNDS, Meaning.LADDER):
        after = skip(facts, after + 1)
    if not all(0 < rung <= MAX_COUNT for rung in rungs):
        return None
    return Head(kind=LadderOf(rungs=rungs), rest=tuple(facts[after:]))
