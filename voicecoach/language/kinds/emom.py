"""`emom: 10`: every minute on the minute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.language.keys import Key, Takes
from voicecoach.language.kinds.kind import Block, Pass, StepKind, Values
from voicecoach.language.kinds.own_pace import in_one_time
from voicecoach.language.kinds.passes import BLOCK_ANNOUNCE, BLOCK_NAME, block_calls, named
from voicecoach.language.leaves import RemainingRest
from voicecoach.language.model import Step, Turn, Variable
from voicecoach.units import MS_PER_MIN, format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import PlaceInBlocks
    from voicecoach.language.model import Options, TextTemplate


class Emom(Step, frozen=True, kw_only=True):
    name: TextTemplate | None = None
    announce: bool = True
    count: int
    every_ms: int
    turns: tuple[Turn, ...]  # one a minute, again and again
    by_parity: bool = False  # the turns are those of odd and even minutes
    rest_options: Options  # of the rest that fills each minute


_EMOM: Final[Key[int]] = Key(
    name="emom", takes=Takes.COUNT, about="Every minute on the minute, this many times."
)
_STEPS: Final[Key[tuple[Step, ...]]] = Key(name="steps", takes=Takes.STEPS, about="The steps of the block.")
_ODD: Final[Key[tuple[Step, ...]]] = Key(
    name="odd", takes=Takes.STEPS, about="The steps of the first minute, the third, and so on."
)
_EVEN: Final[Key[tuple[Step, ...]]] = Key(
    name="even", takes=Takes.STEPS, about="The steps of the second minute, the fourth, and so on."
)
_MINUTES: Final[Key[tuple[Turn, ...]]] = Key(
    name="minutes",
    takes=Takes.MINUTES,
    about="A list of steps for each minute; after the last one, the first again.",
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
        turns=_turns(values),
        by_parity=values.is_written(_ODD),
        rest_options=values.rest_options,
        span=values.span,
    )


def _turns(values: Values) -> tuple[Turn, ...]:
    if values.is_written(_MINUTES):
        return values.steps(_MINUTES)
    if values.is_written(_ODD):
        return tuple(Turn(steps=values.steps(key), span=values.span_of(key)) for key in (_ODD, _EVEN))
    return (Turn(steps=values.steps(_STEPS), span=values.span),)


def _leaves(step: Emom, place: PlaceInBlocks, world: World) -> Leaves:
    for number in range(1, step.count + 1):
        inner = place.in_round(number, step.count, name=step.name)
        made = 0
        turn = step.turns[(number - 1) % len(step.turns)]
        leaves = world.leaves(turn.steps, inner)
        called = world.called(leaves, world.call(step, place, number, step.count), step.span)
        for leaf in in_one_time(called):
            made += 1
            yield leaf
        yield RemainingRest(
            period_ms=step.every_ms,
            leaves_before=made,
            place=inner,
            options=step.rest_options,
            span=turn.span,
        )


def _blocks(step: Emom) -> tuple[Block, ...]:
    if len(step.turns) == 1:
        return (Block(steps=step.turns[0].steps),)
    if step.by_parity:
        return tuple(
            Block(steps=turn.steps, title=f"{which} minutes")
            for turn, which in zip(step.turns, ("odd", "even"), strict=True)
        )
    return tuple(
        Block(steps=turn.steps, title=f"minute {number} of {len(step.turns)}")
        for number, turn in enumerate(step.turns, start=1)
    )


KIND: Final = StepKind(
    key=_EMOM,
    beside=(_STEPS, _ODD, _EVEN, _MINUTES, BLOCK_NAME, BLOCK_ANNOUNCE, _EVERY),
    one_of=((_STEPS,), (_ODD, _EVEN), (_MINUTES,)),
    step=Emom,
    calls=block_calls,
    in_minutes=(_EVERY, 10),
    make=_make,
    leaves=_leaves,
    outline=lambda step: f"{step.count} times, every {format_duration_ms(step.every_ms)}{named(step)}",
    period_ms=lambda values: values.get(_EVERY),
    passes=lambda values: (Pass(rounds=values.get(_EMOM)),),
    gives_inside=(Variable.ROUND, Variable.ROUNDS),
    blocks=_blocks,
    turns=lambda step: (step.count, step.turns),
)
