"""`Routine` to leaves: each step becomes what its kind says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from voicecoach.findings.session import TooManyEvents
from voicecoach.language.kinds import kind_of
from voicecoach.language.kinds.include import Include
from voicecoach.language.kinds.world import MAX_LEAVES, TooManyError, World
from voicecoach.language.leaves import NOWHERE, Leaf, SpokenPassage
from voicecoach.language.model import Routine

if TYPE_CHECKING:
    from voicecoach.findings import Finding
    from voicecoach.language.kinds.world import Leaves
    from voicecoach.language.leaves import Calls, PlaceInBlocks
    from voicecoach.language.lists import CircuitItem
    from voicecoach.language.model import Step

Included: TypeAlias = Mapping[Include, Routine]


def expand(
    routine: Routine, included: Included | None = None, *, with_caution: bool = True
) -> tuple[tuple[Leaf, ...], tuple[Finding, ...]]:
    """Return the leaves in the order in which they happen.

    `included` holds the parsed routine of each `include` step that can be reached. Intervals of no length
    (a rest or switch of 0) are left out. More than 30,000 leaves are a diagnostic, found before they are made.
    """
    leaves: list[Leaf] = []
    if routine.caution is not None and with_caution:
        leaves.append(
            SpokenPassage(
                duration_ms=None, words=(routine.caution,), is_caution=True, span=routine.caution.span
            )
        )
    try:
        for leaf in World(included or {}, _leaves_of, _items_of, _calls_of, _steps_in).leaves(
            routine.steps, NOWHERE
        ):
            leaves.append(leaf)
            if len(leaves) > MAX_LEAVES:
                return (), (TooManyEvents(span=leaf.span, limit=MAX_LEAVES),)
    except TooManyError as too_many:
        return (), (TooManyEvents(span=too_many.span, limit=MAX_LEAVES),)
    return tuple(leaves), ()


def _leaves_of(step: Step, place: PlaceInBlocks, world: World) -> Leaves:
    return kind_of(step).leaves(step, place, world)


def _calls_of(step: Step) -> Calls | None:
    return kind_of(step).calls(step)


def _steps_in(step: Step) -> tuple[Step, ...]:
    return tuple(inner for block in kind_of(step).blocks(step) for inner in block.steps)


def _items_of(step: Step, world: World) -> tuple[CircuitItem, ...]:
    kind = kind_of(step)
    if kind.block_items is not None:
        return kind.block_items(step, world)
    item = None if kind.item is None else kind.item(step)
    return () if item is None else (item,)
