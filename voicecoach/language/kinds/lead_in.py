"""`lead-in: 10s`: the time before a start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.language.keys import INSTEAD, OPTION_KEYS, Key, Takes
from voicecoach.language.kinds.kind import Shape, StepKind, Values
from voicecoach.language.leaves import LeadInTime
from voicecoach.language.model import Step
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import PlaceInBlocks
    from voicecoach.language.model import Options, TextTemplate


class LeadIn(Step, frozen=True, kw_only=True):
    duration_ms: int
    say: tuple[TextTemplate, ...] = ()  # wordings in place of "Get ready."
    options: Options


_LEAD_IN: Final[Key[int]] = Key(
    name="lead-in", takes=Takes.PAUSE, about="The time before a start, ended by a countdown."
)


def _make(values: Values) -> LeadIn:
    return LeadIn(duration_ms=values[_LEAD_IN], say=values[INSTEAD], options=values.options, span=values.span)


def _leaves(step: LeadIn, place: PlaceInBlocks, _: World) -> Leaves:
    if step.duration_ms:
        yield LeadInTime(
            duration_ms=step.duration_ms,
            words=step.say,
            is_gate=step.options.ready,
            place=place,
            options=step.options,
            span=step.span,
        )


KIND: Final = StepKind(
    key=_LEAD_IN,
    beside=(INSTEAD, *OPTION_KEYS),
    step=LeadIn,
    make=_make,
    leaves=_leaves,
    outline=lambda step: f"lead-in {format_duration_ms(step.duration_ms)}",
    shape=lambda values: Shape(duration_ms=values.get(_LEAD_IN)),
    waits_by_itself=False,
)
