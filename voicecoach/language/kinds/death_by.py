"""`death-by: Burpees`: one rep more each minute, for as long as it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.findings.terms import Takes
from voicecoach.language.details import NO_DETAILS, Details
from voicecoach.language.keys import DETAIL_KEYS, OPTION_KEYS, Key
from voicecoach.language.kinds.details import details_of, outline_of_details
from voicecoach.language.kinds.kind import Shape, StepKind, Values
from voicecoach.language.leaves import SelfPacedExercise
from voicecoach.language.model import Step, Variable
from voicecoach.units import MS_PER_MIN, format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import PlaceInBlocks
    from voicecoach.language.model import Options, TextTemplate


class DeathBy(Step, frozen=True, kw_only=True):
    """Minute n has `start + (n - 1) * add` reps, at the listener's own pace."""

    name: TextTemplate
    duration_ms: int
    every_ms: int
    start: int
    add: int
    details: Details = NO_DETAILS
    options: Options


_DEATH_BY: Final[Key[TextTemplate]] = Key(
    name="death-by", takes=Takes.NAME, about="An exercise with more reps each minute; its name."
)
_FOR: Final[Key[int]] = Key(
    name="for",
    takes=Takes.DURATION,
    about="How long it goes on at most; 10 minutes unless given.",
    default=10 * MS_PER_MIN,
)
_START: Final[Key[int]] = Key(
    name="start", takes=Takes.COUNT, about="How many reps the first minute has.", default=1
)
_ADD: Final[Key[int]] = Key(name="add", takes=Takes.COUNT, about="How many more each minute has.", default=1)
_EVERY: Final[Key[int]] = Key(
    name="every",
    takes=Takes.DURATION,
    about="The length of one minute, where it is another.",
    default=MS_PER_MIN,
)


def _shape(values: Values) -> Shape:
    """Return the shape of one minute: cues are held against that, and nobody counts reps in it."""
    return Shape(duration_ms=values.get(_EVERY))


def _make(values: Values) -> DeathBy:
    return DeathBy(
        name=values[_DEATH_BY],
        duration_ms=values[_FOR],
        every_ms=values[_EVERY],
        start=values[_START],
        add=values[_ADD],
        details=details_of(values),
        options=values.options,
        span=values.span,
    )


def _leaves(step: DeathBy, place: PlaceInBlocks, _: World) -> Leaves:
    for minute, start_ms in enumerate(range(0, step.duration_ms, step.every_ms)):
        yield SelfPacedExercise(
            name=step.name,
            reps=step.start + minute * step.add,
            duration_ms=min(step.every_ms, step.duration_ms - start_ms),  # the last one may be shorter
            details=step.details,
            is_gate=step.options.ready and not minute,
            place=place,
            options=step.options,
            span=step.span,
        )


def _outline(step: DeathBy) -> str:
    length, every = format_duration_ms(step.duration_ms), format_duration_ms(step.every_ms)
    return f"death by {step.name.written()}, {length}, {step.start} and {step.add} more every {every}{outline_of_details(step.details)}"


KIND: Final = StepKind(
    key=_DEATH_BY,
    beside=(_FOR, _START, _ADD, _EVERY, *DETAIL_KEYS, *OPTION_KEYS),
    step=DeathBy,
    in_minutes=(_FOR, 60),
    make=_make,
    leaves=_leaves,
    outline=_outline,
    shape=_shape,
    gives=(Variable.COUNT,),
)
