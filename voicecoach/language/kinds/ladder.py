"""`ladder: [21, 15, 9]`: a block once per rung."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.language.keys import STEPS, Key, Takes
from voicecoach.language.kinds.kind import Block, Pass, StepKind, Values
from voicecoach.language.kinds.passes import BLOCK_ANNOUNCE, BLOCK_NAME, block_calls, named
from voicecoach.language.model import Step, Variable

if TYPE_CHECKING:
    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import Calls, PlaceInBlocks
    from voicecoach.language.model import Bound, TextTemplate


class Ladder(Step, frozen=True, kw_only=True):
    """The block once per rung; each rung's steps were read with `$rung` in place."""

    name: TextTemplate | None = None
    announce: bool = True
    rungs: tuple[tuple[Step, ...], ...]


_RUNG: Final = "rung"
_LADDER: Final[Key[tuple[Bound | None, ...]]] = Key(
    name="ladder",
    takes=Takes.RUNGS,
    about="The block once per rung, with `$rung` in its place.",
)


def _passes(values: Values) -> tuple[Pass, ...]:
    rungs = values.get(_LADDER) or (None,)
    return tuple(Pass(rounds=len(rungs), names=((_RUNG, rung),)) for rung in rungs)


def _make(values: Values) -> Ladder | None:
    return (
        None
        if None in values[_LADDER]
        else Ladder(
            name=values.get(BLOCK_NAME),
            announce=values[BLOCK_ANNOUNCE],
            rungs=values.passes(STEPS),
            span=values.span,
        )
    )


def _blocks(step: Ladder) -> tuple[Block, ...]:
    return tuple(
        Block(steps=steps, title=f"rung {number}") for number, steps in enumerate(step.rungs, start=1)
    )


def _leaves(step: Ladder, place: PlaceInBlocks, world: World) -> Leaves:
    for number, steps in enumerate(step.rungs, start=1):
        leaves = world.leaves(steps, place.in_round(number, len(step.rungs), name=step.name))
        yield from world.called(leaves, world.call(step, place, number, len(step.rungs)), step.span)


def _calls(step: Ladder) -> Calls | None:
    """Return how rungs are called: only with a name."""
    return block_calls(step) if step.name is not None else None


KIND: Final = StepKind(
    key=_LADDER,
    beside=(STEPS, BLOCK_NAME, BLOCK_ANNOUNCE),
    step=Ladder,
    calls=_calls,
    make=_make,
    leaves=_leaves,
    block_items=lambda step, world: tuple(item for rung in step.rungs for item in world.items(rung)),
    outline=lambda step: f"ladder of {len(step.rungs)} rungs{named(step)}",
    passes=_passes,
    gives_inside=(Variable.ROUND, Variable.ROUNDS),
    names_inside=(_RUNG,),
    blocks=_blocks,
)
