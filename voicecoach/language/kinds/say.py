"""`say: Well done.`: a spoken passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.language.keys import MAYBE_FOR, OPTION_KEYS, Key, Takes
from voicecoach.language.kinds.kind import Shape, StepKind, Values
from voicecoach.language.leaves import SpokenPassage
from voicecoach.language.lists import CircuitItem
from voicecoach.language.model import Step

if TYPE_CHECKING:
    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import PlaceInBlocks
    from voicecoach.language.model import Options, TextTemplate


class Say(Step, frozen=True, kw_only=True):
    wordings: tuple[TextTemplate, ...]
    duration_ms: int | None  # None: as long as it takes to say, see the language's rulings
    options: Options


_SAY: Final[Key[tuple[TextTemplate, ...]]] = Key(name="say", takes=Takes.WORDINGS, about="A spoken passage.")


def _make(values: Values) -> Say:
    return Say(
        wordings=values[_SAY],
        duration_ms=values.get(MAYBE_FOR),
        options=values.options,
        span=values.span,
    )


def _leaves(step: Say, place: PlaceInBlocks, _: World) -> Leaves:
    yield SpokenPassage(
        duration_ms=step.duration_ms,
        words=step.wordings,
        is_gate=step.options.ready,
        place=place,
        options=step.options,
        span=step.span,
    )


KIND: Final = StepKind(
    key=_SAY,
    beside=(MAYBE_FOR, *OPTION_KEYS),
    step=Say,
    make=_make,
    leaves=_leaves,
    outline=lambda step: f"say “{step.wordings[0].written()}”",
    shape=lambda values: Shape(duration_ms=values.get(MAYBE_FOR), is_open=values.get(MAYBE_FOR) is None),
    is_weak=True,
    item=lambda step: CircuitItem(name=step.wordings[0]),
    waits_by_itself=False,
)
