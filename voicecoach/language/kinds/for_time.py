"""`for-time: 20m`: a list once, as fast as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.language.keys import OPTION_KEYS, STEPS, Key, Takes
from voicecoach.language.kinds.kind import Block, Shape, StepKind, Values
from voicecoach.language.leaves import Circuit
from voicecoach.language.model import Step
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import PlaceInBlocks
    from voicecoach.language.model import Options


class ForTime(Step, frozen=True, kw_only=True):
    limit_ms: int
    steps: tuple[Step, ...]
    options: Options


_FOR_TIME: Final[Key[int]] = Key(
    name="for-time",
    takes=Takes.DURATION,
    about="A list once, for time: it counts up to this limit, and a live session goes on when the listener is done.",
    rules_out=("countdown",),
)


def _make(values: Values) -> ForTime:
    return ForTime(
        limit_ms=values[_FOR_TIME], steps=values.steps(STEPS), options=values.options, span=values.span
    )


def _leaves(step: ForTime, place: PlaceInBlocks, world: World) -> Leaves:
    yield Circuit(
        items=world.items(step.steps),
        duration_ms=step.limit_ms,
        until_done=True,
        is_gate=step.options.ready,
        place=place,
        options=step.options,
        span=step.span,
    )


KIND: Final = StepKind(
    key=_FOR_TIME,
    beside=(STEPS, *OPTION_KEYS),
    step=ForTime,
    in_minutes=(_FOR_TIME, 60),
    make=_make,
    leaves=_leaves,
    outline=lambda step: f"for time, at most {format_duration_ms(step.limit_ms)}",
    shape=lambda values: Shape(duration_ms=values.get(_FOR_TIME)),
    is_list=True,
    takes_blocks=True,
    blocks=lambda step: (Block(steps=step.steps),),
)
