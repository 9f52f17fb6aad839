"""`emom: 10`: every minute on the minute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.language.keys import STEPS, Key, Takes
from voicecoach.language.kinds.kind import Block, Pass, StepKind, Values
from voicecoach.language.kinds.own_pace import in_one_time
from voicecoach.language.kinds.passes import BLOCK_ANNOUNCE, BLOCK_NAME, block_calls, named
from voicecoach.language.leaves import RemainingRest
from voicecoach.language.model import Step, Variable
from voicecoach.units import MS_PER_MIN, format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import PlaceInBlocks
    from voicecoach.language.model import Options, Text


class Emom(Step, frozen=True, kw_only=True):
    name: Text | None = None
    announce: bool = True
    count: int
    every_ms: int
    steps: tuple[Step, ...]
    rest_options: Options  # of the rest that fills each minute


_EMOM: Final[Key[int]] = Key(
    name="emom", takes=Takes.COUNT, about="Every minute on the minute, this many times."
)
_EVERY: Final[Key[int]] = Key(
    name="every",
    takes=Takes.DURATION,
    about="The length of one minute, where it is another.",
    default=MS_PER_MIN,
)


def _make(values: Values) -> Emom:
    return Emom(
        name=values.get(BLOCK_NAME),
        announce=values[BLOCK_ANNOUNCE],
        count=values[_EMOM],
        every_ms=values[_EVERY],
        steps=values.steps(STEPS),
        rest_options=values.rest_options,
        span=values.span,
    )


def _leaves(step: Emom, place: PlaceInBlocks, world: World) -> Leaves:
    for number in range(1, step.count + 1):
        inner = place.in_round(number, step.count)
        made = 0
        leaves = world.leaves(step.steps, inner)
        called = world.called(leaves, world.call(step, place, number, step.count), step.span)
        for leaf in in_one_time(called):
            made += 1
            yield leaf
        yield RemainingRest(
            period_ms=step.every_ms,
            leaves_before=made,
            place=inner,
            options=step.rest_options,
            span=step.span,
        )


KIND: Final = StepKind(
    key=_EMOM,
    beside=(STEPS, BLOCK_NAME, BLOCK_ANNOUNCE, _EVERY),
    step=Emom,
    calls=block_calls,
    make=_make,
    leaves=_leaves,
    outline=lambda step: f"{step.count} times, every {format_duration_ms(step.every_ms)}{named(step)}",
    period_ms=lambda values: values.get(_EVERY),
    passes=lambda values: (Pass(rounds=values.get(_EMOM)),),
    gives_inside=(Variable.ROUND, Variable.ROUNDS),
    blocks=lambda step: (Block(steps=step.steps),),
)
