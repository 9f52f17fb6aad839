"""The context in which steps are expanded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec.structs import replace

from voicecoach.language.leaves import Call, CallKind, Leaf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from voicecoach.language.leaves import Calls, PlaceInBlocks
    from voicecoach.language.lists import CircuitItem
    from voicecoach.language.model import Routine, Step
    from voicecoach.source import Span

MAX_LEAVES: Final = 30_000

Leaves: TypeAlias = Iterator[Leaf]
LeavesOf: TypeAlias = "Callable[[Step, PlaceInBlocks, World], Leaves]"
CallsOf: TypeAlias = "Callable[[Step], Calls | None]"
StepsIn: TypeAlias = "Callable[[Step], tuple[Step, ...]]"
ItemsOf: TypeAlias = "Callable[[Step, World], tuple[CircuitItem, ...]]"


class TooManyError(Exception):
    def __init__(self, span: Span) -> None:
        super().__init__(span)
        self.span = span


class World:
    """The included routines, what the other kinds of steps become, and a count of passes through blocks of nothing.

    Those make no leaves, but they take time: rounds of rounds of a rest of 0 would run for ever.
    """

    def __init__(
        self,
        included: Mapping[Any, Routine],
        leaves_of: LeavesOf,
        items_of: ItemsOf,
        calls_of: CallsOf,
        steps_in: StepsIn,
    ) -> None:
        self._included = included
        self._leaves_of = leaves_of
        self._items_of = items_of
        self._calls_of = calls_of
        self._steps_in = steps_in
        self._kinds_within: dict[int, frozenset[CallKind]] = {}  # by the step's id
        self._empty_passes_left = MAX_LEAVES

    def leaves(self, steps: tuple[Step, ...], place: PlaceInBlocks) -> Leaves:
        for step in steps:
            yield from self._leaves_of(step, place, self)

    def included_steps(self, step: Step) -> tuple[Step, ...]:
        """Return the steps of the routine that an include names; none where it could not be read."""
        return self._included[step].steps if step in self._included else ()

    def items(self, steps: tuple[Step, ...]) -> tuple[CircuitItem, ...]:
        """Return what a list of steps reads aloud."""
        return tuple(item for step in steps for item in self._items_of(step, self))

    def call(self, step: Step, place: PlaceInBlocks, number: int, total: int) -> Call | None:
        """Return what is said before a pass through a step in this place; None where there is one pass, or nothing is called."""
        calls = self._calls_of(step)
        if calls is None or total == 1:
            return None
        kind = calls.kind or self._free_kind(step)
        if calls.name is None and kind is None:
            return None  # for blocks nested this deeply, no words are left
        is_last = place.is_last and number == total
        return Call(kind=kind or CallKind.ROUND, number=number, total=total, name=calls.name, is_last=is_last)

    def _free_kind(self, step: Step) -> CallKind | None:
        """Return the first word that no block within a step takes: "round" inside and "set" outside."""
        within = self._within(step)
        return next((kind for kind in CallKind if kind not in within), None)

    def _within(self, step: Step) -> frozenset[CallKind]:
        """Return the words with which the blocks within a step are called."""
        if id(step) not in self._kinds_within:
            found: set[CallKind] = set()
            for inner in (*self._steps_in(step), *self.included_steps(step)):
                found |= self._within(inner)
                calls = self._calls_of(inner)
                if calls is not None and calls.name is not None:
                    found |= {kind for kind in CallKind if kind == calls.name.written().casefold()}
                elif calls is not None and (kind := calls.kind or self._free_kind(inner)):
                    found.add(kind)
            self._kinds_within[id(step)] = frozenset(found)
        return self._kinds_within[id(step)]

    def called(self, leaves: Leaves, call: Call | None, span: Span) -> Leaves:
        """Put the call on the first leaf; an outer block's call replaces an inner one's."""
        first = next(leaves, None)
        if first is None:
            self._empty_passes_left -= 1
            if self._empty_passes_left < 0:
                raise TooManyError(span)
            return
        yield first if call is None else replace(first, call=call)
        yield from leaves
