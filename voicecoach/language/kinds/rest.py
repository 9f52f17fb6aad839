"""`rest: 45s`: recovery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.language.keys import INSTEAD, OPTION_KEYS, Key, Takes
from voicecoach.language.kinds.kind import Shape, StepKind, Values
from voicecoach.language.leaves import RestTime
from voicecoach.language.lists import CircuitItem
from voicecoach.language.model import Step
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.kinds.world import Leaves
    from voicecoach.language.leaves import PlaceInBlocks
    from voicecoach.language.model import Options, TextTemplate


class Rest(Step, frozen=True, kw_only=True):
    duration_ms: int
    say: tuple[TextTemplate, ...] = ()  # wordings in place of "Rest."
    options: Options


_REST: Final[Key[int]] = Key(name="rest", takes=Takes.PAUSE, about="Programmed recovery.")


def _make(values: Values) -> Rest:
    return Rest(duration_ms=values[_REST], say=values[INSTEAD], options=values.options, span=values.span)


def rest_leaves(step: Rest, place: PlaceInBlocks) -> Leaves:
    if step.duration_ms:
        yield RestTime(
            duration_ms=step.duration_ms,
            words=step.say,
            is_gate=step.options.ready,
            place=place,
            options=step.options,
            span=step.span,
        )


def _item(step: Rest) -> CircuitItem | None:
    name = step.say[0] if step.say else None
    return CircuitItem(name=name, duration_ms=step.duration_ms, is_rest=True) if step.duration_ms else None


KIND: Final = StepKind(
    key=_REST,
    beside=(INSTEAD, *OPTION_KEYS),
    step=Rest,
    make=_make,
    leaves=lambda step, place, _: rest_leaves(step, place),
    outline=lambda step: f"rest {format_duration_ms(step.duration_ms)}",
    shape=lambda values: Shape(duration_ms=values.get(_REST)),
    is_weak=True,
    item=_item,
    waits_by_itself=False,
)
