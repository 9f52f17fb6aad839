"""`hold: NAME` and `work: NAME`: one exercise measured in time."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from voicecoach.language.details import NO_DETAILS, Details
from voicecoach.language.keys import DETAIL_KEYS, FOR, OPTION_KEYS, SIDES, SWITCH, UNTIL, Key, Takes
from voicecoach.language.kinds.details import details_of, outline_of_details
from voicecoach.language.kinds.kind import Shape, StepKind, Values
from voicecoach.language.kinds.repeats import (
    SET_REST,
    SETS,
    in_sets,
    on_sides,
    outline_of_sides,
    set_calls,
    set_rest,
    switch_ms,
)
from voicecoach.language.leaves import IntervalKind, Item, TimedExercise
from voicecoach.language.model import Step
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.kinds.rest import Rest
    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import PlaceInBlocks
    from voicecoach.language.model import Options, Side, Text


class WorkKind(StrEnum):
    HOLD = "hold"
    WORK = "work"


class Work(Step, frozen=True, kw_only=True):
    """A `hold` or a `work`: one exercise measured in time."""

    kind: WorkKind
    name: Text
    duration_ms: int
    until_done: bool = False
    sides: tuple[Side, ...] = ()
    switch_ms: int = 0
    sets: int = 1
    set_rest: Rest | None = None  # between sets
    details: Details = NO_DETAILS
    options: Options


def _leaves(step: Work, place: PlaceInBlocks, world: World) -> Leaves:
    leaf = TimedExercise(
        kind=IntervalKind(step.kind),
        name=step.name,
        duration_ms=step.duration_ms,
        until_done=step.until_done,
        details=step.details,
        is_gate=step.options.ready,
        place=place,
        options=step.options,
        span=step.span,
    )
    return in_sets(step, place, world, lambda inner: on_sides(step, inner, leaf))


def _outline(step: Work) -> str:
    length = f"{'until done, at most ' if step.until_done else ''}{format_duration_ms(step.duration_ms)}"
    return f"{step.kind} {step.name.written()}, {length}{outline_of_details(step.details)}{outline_of_sides(step)}"


def _kind(kind: WorkKind, about: str) -> StepKind[Work]:
    name: Key[Text] = Key(name=kind.value, takes=Takes.NAME, about=about)

    def make(values: Values) -> Work:
        return Work(
            kind=kind,
            name=values[name],
            duration_ms=values[FOR],
            until_done=values[UNTIL],
            sides=values[SIDES],
            switch_ms=switch_ms(values),
            sets=values[SETS],
            set_rest=set_rest(values),
            details=details_of(values),
            options=values.options,
            span=values.span,
        )

    return StepKind(
        key=name,
        beside=(FOR, UNTIL, SIDES, SWITCH, SETS, SET_REST, *DETAIL_KEYS, *OPTION_KEYS),
        step=Work,
        calls=set_calls,
        make=make,
        leaves=_leaves,
        outline=_outline,
        shape=lambda values: Shape(duration_ms=values.get(FOR)),
        item=lambda step: Item(
            name=step.name, duration_ms=0 if step.until_done else step.duration_ms, details=step.details
        ),
    )


HOLD: Final = _kind(WorkKind.HOLD, "An exercise that is held for a time; its name.")
WORK: Final = _kind(WorkKind.WORK, "An exercise that is done for a time; its name.")
