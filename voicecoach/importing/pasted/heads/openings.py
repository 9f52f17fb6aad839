"""The head of a block: `3 rounds:`, `EMOM 10`, `21-15-9`, `Every 2 min for 10 min`, `Tabata`, `For time`, and what it leaves of the line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.heads.head import Head, whole_number_of
from voicecoach.importing.pasted.heads.of_ladders import ladder
from voicecoach.importing.pasted.heads.of_rounds import bracketed, for_time, rounds, rounds_head
from voicecoach.importing.pasted.heads.of_time import (
    amrap,
    each_head,
    emom,
    minute_head,
    pairs_head,
    tabata,
)
from voicecoach.importing.pasted.words.facts import (
    Break,
    Cross,
    Fact,
    words_between,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def read_head(line: str, facts: Sequence[Fact], *, before_list: bool = False) -> Head | None:
    """Return the head that a line begins with, or None where it opens no block.

    `before_list`: the lines below are a list, so that `Main set 5x` is the head of it.
    """
    facts = _without_brackets(facts)
    last = facts[-2:]
    if before_list and len(last) == 2 and whole_number_of(last[0]) and isinstance(last[1], Cross):  # noqa: PLR2004 - `5x`
        name = words_between(line, facts[:-2], [True] * (len(facts) - 2))
        return rounds_head(line, facts, len(facts), whole_number_of(last[0]), name, last[0])
    for read in _READERS:
        head = read(line, facts)
        if head is not None:
            return head
    return None


def _without_brackets(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Leave out the brackets at the beginning of a line: `(5) 20 pull-ups`, `(21-15-9)`."""
    if facts and isinstance(facts[0], Break) and facts[0].sign in "([":
        closing = next(
            (at for at, fact in enumerate(facts) if isinstance(fact, Break) and fact.sign in ")]"), None
        )
        if closing is not None:
            return (*facts[1:closing], *facts[closing + 1 :])
    return tuple(facts)


_READERS: Final[tuple[Callable[[str, Sequence[Fact]], Head | None], ...]] = (
    minute_head,
    each_head,
    pairs_head,
    bracketed,
    emom,
    tabata,
    amrap,
    ladder,
    rounds,
    for_time,
)
