"""`amrap: 10m`: as many rounds as possible of a list."""

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


class Amrap(Step, frozen=True, kw_only=True):
    duration_ms: int
    steps: tuple[Step, ...]
    options: Options


_AMRAP: Final[Key[int]] = Key(
    name="amrap", takes=Takes.DURATION, about="As many rounds as possible in this time."
)


def _make(values: Values) -> Amrap:
    return Amrap(
        duration_ms=values[_AMRAP], steps=values.steps(STEPS), options=values.options, span=values.span
    )


def _leaves(step: Amrap, place: PlaceInBlocks, world: World) -> Leaves:
    yield Circuit(
        items=world.items(step.steps),
        duration_ms=step.duration_ms,
        is_gate=step.options.ready,
        place=place,
        options=step.options,
        span=step.span,
    )


KIND: Final = StepKind(
    key=_AMRAP,
    beside=(STEPS, *OPTION_KEYS),
    step=Amrap,
    in_minutes=(_AMRAP, 60),
    make=_make,
    leaves=_leaves,
    outline=lambda step: f"as many rounds as possible in {format_duration_ms(step.duration_ms)}",
    shape=lambda values: Shape(duration_ms=values.get(_AMRAP)),
    is_list=True,
    blocks=lambda step: (Block(steps=step.steps),),
)
