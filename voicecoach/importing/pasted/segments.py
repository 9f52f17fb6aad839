"""The facts of a line in segments: `10 burpees, 20 squats` are two. What stands in brackets stays together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.facts import Break, Cross, Distance, Fact, Keyword, Number, Pair, Time
from voicecoach.importing.pasted.vocabulary import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALWAYS: Final = frozenset(",;|>{}")
_WHERE_SPACED: Final = frozenset("/+-*~=")
# A colon behind one of these belongs to it: `rest: 60s`.
_LABELS: Final = frozenset(
    {Meaning.REST, Meaning.SETS, Meaning.REPS, Meaning.ROUNDS, Meaning.TOTAL, Meaning.CAP, Meaning.TEMPO}
)
_OPEN, _CLOSED = frozenset("(["), frozenset(")]")


def segments_of(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Return the segments of a line; none is empty. Signs that part nothing are left out."""
    segments: list[list[Fact]] = [[]]
    depth = 0
    for index, fact in enumerate(facts):
        before = facts[index - 1] if index else None
        after = facts[index + 1] if index + 1 < len(facts) else None
        if isinstance(fact, Break):
            depth += (fact.sign in _OPEN) - (fact.sign in _CLOSED and depth > 0)
            if depth == 0 and _parts(fact, before, after):
                segments.append([])
            elif fact.sign in "-/" and not fact.spaced:
                segments[-1].append(fact)
        elif depth == 0 and _joins(fact, after):
            segments.append([])
        else:
            segments[-1].append(fact)
    return [segment for segment in segments if segment]


def _parts(sign: Break, before: Fact | None, after: Fact | None) -> bool:
    if sign.sign in _ALWAYS:
        return True
    if sign.sign == ":":
        return not (isinstance(before, Keyword) and before.meaning in _LABELS)
    if sign.sign == "+":
        return before is not None and isinstance(after, Number | Time | Distance | Pair)
    if sign.sign == ".":
        return before is not None and after is not None and after.start > sign.end
    if sign.sign == "-":
        is_left = before is not None and before.end < sign.start
        return sign.spaced or (is_left and after is not None)
    return sign.sign in _WHERE_SPACED and sign.spaced


def _joins(fact: Fact, after: Fact | None) -> bool:
    """Tell whether a word such as `then` parts what stands around it."""
    if not isinstance(fact, Keyword):
        return False
    if fact.meaning is Meaning.THEN:
        return True
    return fact.meaning is Meaning.AND and isinstance(after, Number | Time | Distance | Cross)
