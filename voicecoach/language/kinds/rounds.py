"""`rounds: 3`: a block that is done several times."""

from __future__ import annotations

from typing import Final

from voicecoach.language.keys import STEPS, Key, Takes
from voicecoach.language.kinds.kind import Block, Pass, StepKind, Values
from voicecoach.language.model import Step, Variable


class Rounds(Step, frozen=True, kw_only=True):
    count: int
    steps: tuple[Step, ...]
    rest_after_last: bool = False


_ROUNDS: Final[Key[int]] = Key(
    name="rounds", takes=Takes.COUNT, about="A block that is done this many times."
)
_REST_AFTER_LAST: Final[Key[bool]] = Key(
    name="rest-after-last",
    takes=Takes.SWITCH,
    about="Keeps the rest at the block's end after the last round.",
    default=False,
)


def _make(values: Values) -> Rounds:
    return Rounds(
        count=values[_ROUNDS],
        steps=values.steps(STEPS),
        rest_after_last=values[_REST_AFTER_LAST],
        span=values.span,
    )


KIND: Final = StepKind(
    key=_ROUNDS,
    beside=(STEPS, _REST_AFTER_LAST),
    step=Rounds,
    make=_make,
    outline=lambda step: f"{step.count} round{'' if step.count == 1 else 's'}",
    passes=lambda values: (Pass(rounds=values.get(_ROUNDS)),),
    gives_inside=(Variable.ROUND, Variable.ROUNDS),
    blocks=lambda step: (Block(steps=step.steps),),
)
