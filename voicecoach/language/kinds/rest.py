"""`rest: 45s`: recovery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.language.keys import INSTEAD, OPTION_KEYS, Key, Takes
from voicecoach.language.kinds.kind import Shape, StepKind, Values
from voicecoach.language.model import Step
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.model import Options, Text


class Rest(Step, frozen=True, kw_only=True):
    duration_ms: int
    say: tuple[Text, ...] = ()  # wordings in place of "Rest."
    options: Options


_REST: Final[Key[int]] = Key(name="rest", takes=Takes.PAUSE, about="Programmed recovery.")


def _make(values: Values) -> Rest:
    return Rest(duration_ms=values[_REST], say=values[INSTEAD], options=values.options, span=values.span)


KIND: Final = StepKind(
    key=_REST,
    beside=(INSTEAD, *OPTION_KEYS),
    step=Rest,
    make=_make,
    outline=lambda step: f"rest {format_duration_ms(step.duration_ms)}",
    shape=lambda values: Shape(duration_ms=values.get(_REST)),
    is_weak=True,
    may_be_listed=True,
    waits_by_itself=False,
)
