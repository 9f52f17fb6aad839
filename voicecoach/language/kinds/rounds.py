"""`rounds: 3`: a block that is done several times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.language.keys import STEPS, Key, Takes
from voicecoach.language.kinds.kind import Block, Pass, StepKind, Values
from voicecoach.language.kinds.passes import BLOCK_ANNOUNCE, BLOCK_NAME, block_calls, named
from voicecoach.language.kinds.rest import Rest
from voicecoach.language.model import Step, Variable

if TYPE_CHECKING:
    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import PlaceInBlocks
    from voicecoach.language.lists import CircuitItem
    from voicecoach.language.model import TextTemplate


class Rounds(Step, frozen=True, kw_only=True):
    name: TextTemplate | None = None
    announce: bool = True
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
        name=values.get(BLOCK_NAME),
        announce=values[BLOCK_ANNOUNCE],
        count=values[_ROUNDS],
        steps=values.steps(STEPS),
        rest_after_last=values[_REST_AFTER_LAST],
        span=values.span,
    )


def _leaves(step: Rounds, place: PlaceInBlocks, world: World) -> Leaves:
    *head, last = step.steps
    shortened = tuple(head) if isinstance(last, Rest) and not step.rest_after_last else step.steps
    for number in range(1, step.count + 1):
        steps = shortened if number == step.count else step.steps
        leaves = world.leaves(steps, place.in_round(number, step.count, name=step.name))
        yield from world.called(leaves, world.call(step, place, number, step.count), step.span)


def _items(step: Rounds, world: World) -> tuple[CircuitItem, ...]:
    items = world.items(step.steps)
    if step.count == 1:
        return items
    return tuple(replace(item, rounds=step.count, opens=not at) for at, item in enumerate(items))


KIND: Final = StepKind(
    key=_ROUNDS,
    beside=(STEPS, BLOCK_NAME, BLOCK_ANNOUNCE, _REST_AFTER_LAST),
    step=Rounds,
    calls=block_calls,
    make=_make,
    leaves=_leaves,
    block_items=_items,
    outline=lambda step: f"{step.count} round{'' if step.count == 1 else 's'}{named(step)}",
    passes=lambda values: (Pass(rounds=values.get(_ROUNDS)),),
    gives_inside=(Variable.ROUND, Variable.ROUNDS),
    blocks=lambda step: (Block(steps=step.steps),),
)
