"""What steps are expanded in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec.structs import replace

from voicecoach.language.leaves import Call, CallKind, Leaf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from voicecoach.language.leaves import Item, PlaceInBlocks
    from voicecoach.language.model import Routine, Step
    from voicecoach.source import Span

MAX_LEAVES: Final = 30_000

Leaves: TypeAlias = Iterator[Leaf]
LeavesOf: TypeAlias = "Callable[[Step, PlaceInBlocks, World], Leaves]"
ItemOf: TypeAlias = "Callable[[Step], Item | None]"


class TooManyError(Exception):
    def __init__(self, span: Span) -> None:
        super().__init__(span)
        self.span = span


class World:
    """The included routines, what the other kinds of steps become, and a count of passes through blocks of nothing.

    Those make no leaves, but they take time: rounds of rounds of a rest of 0 would run for ever.
    """

    def __init__(self, included: Mapping[Any, Routine], leaves_of: LeavesOf, item_of: ItemOf) -> None:
        self._included = included
        self._leaves_of = leaves_of
        self._item_of = item_of
        self._empty_passes_left = MAX_LEAVES

    def leaves(self, steps: tuple[Step, ...], place: PlaceInBlocks) -> Leaves:
        for step in steps:
            yield from self._leaves_of(step, place, self)

    def included_steps(self, step: Step) -> tuple[Step, ...]:
        """Return the steps of the routine that an include names; none where it could not be read."""
        return self._included[step].steps if step in self._included else ()

    def items(self, steps: tuple[Step, ...]) -> tuple[Item, ...]:
        """Return what a list of steps reads aloud."""
        return tuple(item for step in steps if (item := self._item_of(step)) is not None)

    def called(self, leaves: Leaves, call: Call | None, span: Span) -> Leaves:
        """Put the call on the first leaf; an outer block's call takes the place of an inner one's."""
        first = next(leaves, None)
        if first is None:
            self._empty_passes_left -= 1
            if self._empty_passes_left < 0:
                raise TooManyError(span)
            return
        yield first if call is None else replace(first, call=call)
        yield from leaves


def round_call(number: int, total: int) -> Call | None:
    """Return the call before a round; there is none where there is one round."""
    return Call(kind=CallKind.ROUND, number=number, total=total) if total > 1 else None
