"""Sets of a step, and its sides: what all exercises share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from voicecoach.language.keys import SIDES, SWITCH, Key, Takes
from voicecoach.language.kinds.rest import Rest
from voicecoach.language.model import Variable
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.kinds.kind import Values
    from voicecoach.language.model import Side

SETS: Final[Key[int]] = Key(
    name="sets",
    takes=Takes.COUNT,
    about="How many times it is done.",
    default=1,
    gives=(Variable.SET, Variable.SETS),
)
SET_REST: Final[Key[int]] = Key(name="rest", takes=Takes.PAUSE, about="The rest between sets.", needs="sets")


class Repeated(Protocol):
    @property
    def sets(self) -> int: ...
    @property
    def set_rest(self) -> Rest | None: ...


class Sided(Repeated, Protocol):
    @property
    def sides(self) -> tuple[Side, ...]: ...
    @property
    def switch_ms(self) -> int: ...


def set_rest(values: Values) -> Rest | None:
    """Return the step between two sets."""
    if not values.is_written(SET_REST):
        return None
    return Rest(duration_ms=values[SET_REST], options=values.rest_options, span=values.span_of(SET_REST))


def switch_ms(values: Values) -> int:
    return values[SWITCH] if values[SIDES] else 0


def outline_of_sets(step: Repeated) -> str:
    if step.sets == 1:
        return ""
    rest = f", {format_duration_ms(step.set_rest.duration_ms)} rest" if step.set_rest else ""
    return f", {step.sets} sets{rest}"


def outline_of_sides(step: Sided) -> str:
    if not step.sides:
        return outline_of_sets(step)
    switch = f", {format_duration_ms(step.switch_ms)} to switch" if step.switch_ms else ""
    return f", {' and '.join(step.sides)}{switch}{outline_of_sets(step)}"
