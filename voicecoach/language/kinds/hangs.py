"""`hangs: 6 x 7s:3s`: repeaters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.language.details import NO_DETAILS, Details
from voicecoach.language.keys import DETAIL_KEYS, OPTION_KEYS, Key, Takes
from voicecoach.language.kinds.details import details_of, outline_of_details
from voicecoach.language.kinds.kind import Shape, StepKind, Values
from voicecoach.language.kinds.repeats import (
    SET_REST,
    SETS,
    in_sets,
    outline_of_sets,
    set_calls,
    set_rest,
    without_cues,
)
from voicecoach.language.leaves import OffTime, RepeatedHold
from voicecoach.language.model import Step, Variable
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.kinds.rest import Rest
    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import PlaceInBlocks
    from voicecoach.language.model import Options, TextTemplate
    from voicecoach.language.values import Repeaters


class Hangs(Step, frozen=True, kw_only=True):
    name: TextTemplate | None
    count: int
    on_ms: int
    off_ms: int
    sets: int = 1
    set_rest: Rest | None = None
    details: Details = NO_DETAILS
    options: Options


_HANGS: Final[Key[Repeaters]] = Key(name="hangs", takes=Takes.REPEATERS, about="Repeaters: hangs x on : off.")
_NAME: Final[Key[TextTemplate]] = Key(name="name", takes=Takes.NAME, about="What the hang is called.")


def _shape(values: Values) -> Shape:
    """Return the shape of one hang: cues are held against that, and `rep 3` is the third one."""
    found = values.get(_HANGS)
    return Shape(reps=None) if found is None else Shape(duration_ms=found.on_ms, reps=found.count)


def _make(values: Values) -> Hangs:
    found = values[_HANGS]
    return Hangs(
        name=values.get(_NAME),
        count=found.count,
        on_ms=found.on_ms,
        off_ms=found.off_ms,
        sets=values[SETS],
        set_rest=set_rest(values),
        details=details_of(values),
        options=values.options,
        span=values.span,
    )


def _leaves(step: Hangs, place: PlaceInBlocks, world: World) -> Leaves:
    return in_sets(step, place, world, lambda inner: _one_set(step, inner))


def _one_set(step: Hangs, place: PlaceInBlocks) -> Leaves:
    for number in range(1, step.count + 1):
        if number > 1 and step.off_ms:
            yield OffTime(
                duration_ms=step.off_ms,
                place=place,
                options=without_cues(step.options),
                span=step.span,
            )
        yield RepeatedHold(
            name=step.name,
            duration_ms=step.on_ms,
            number=number,
            total=step.count,
            details=step.details,
            is_gate=step.options.ready and number == 1,  # a wait within a set would spoil its rhythm
            place=place,
            options=step.options,
            span=step.span,
        )


def _outline(step: Hangs) -> str:
    name = f"{step.name.written()}, " if step.name else ""
    on, off = format_duration_ms(step.on_ms), format_duration_ms(step.off_ms)
    return f"hangs {name}{step.count} x {on}:{off}{outline_of_details(step.details)}{outline_of_sets(step)}"


KIND: Final = StepKind(
    key=_HANGS,
    beside=(_NAME, SETS, SET_REST, *DETAIL_KEYS, *OPTION_KEYS),
    step=Hangs,
    calls=set_calls,
    begins_in_position=lambda step: not step.options.ready,
    make=_make,
    leaves=_leaves,
    outline=_outline,
    shape=_shape,
    gives=(Variable.COUNT, Variable.REP),
)
