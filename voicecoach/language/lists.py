"""Lists of exercises that the listener goes through at their own pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.language.details import NO_DETAILS, Details

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.language.model import Side, TextTemplate


class CircuitItem(Struct, frozen=True, kw_only=True):
    """One line of a circuit: what, and how often or how long."""

    name: TextTemplate | None  # None: a rest without words of its own
    announce: TextTemplate | bool = True  # as of a step: said in place of name and length, or not at all
    count: int = 0
    count_from: int = 0  # the smaller number of a range; 0 where there is none
    duration_ms: int = 0
    is_rest: bool = False
    sets: int = 1
    set_rest_ms: int = 0  # between the sets
    sides: tuple[Side, ...] = ()  # on each of which it is done
    rounds: int = 0  # of the block that it is in, if that is done more than once
    opens: bool = False  # it is the first of its block
    details: Details = NO_DETAILS

    @property
    def is_told(self) -> bool:
        """Tell whether it is an exercise that the listener has to be told of."""
        return not self.is_rest and self.announce is not False


def blocks_of(items: tuple[CircuitItem, ...]) -> Iterator[tuple[CircuitItem, ...]]:
    """Yield those that are done as a block, in several rounds, together; the others alone."""
    block: list[CircuitItem] = []
    for item in items:
        if block and (item.opens or not item.rounds or not block[0].rounds):
            yield tuple(block)
            block = []
        block.append(item)
    if block:
        yield tuple(block)
