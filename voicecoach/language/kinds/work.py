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
    set_rest_ms,
    switch_ms,
)
from voicecoach.language.leaves import IntervalKind, TimedExercise
from voicecoach.language.lists import CircuitItem
from voicecoach.language.model import SideLengths, Step
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.kinds.rest import Rest
    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import PlaceInBlocks
    from voicecoach.language.model import Length, Options, Side, TextTemplate


class WorkKind(StrEnum):
    HOLD = "hold"
    WORK = "work"


class Work(Step, frozen=True, kw_only=True):
    """A `hold` or a `work`: one exercise measured in time."""

    kind: WorkKind
    name: TextTemplate
    duration_ms: int  # of the longest side
    until_done: bool = False
    sides: tuple[Side, ...] = ()
    side_ms: tuple[int, ...] = ()  # of each side, where they are not all the same
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
    return in_sets(step, place, world, lambda inner: on_sides(step, inner, leaf, step.side_ms))


def _lengths_ms(length: Length) -> tuple[int, ...]:
    return tuple(one.duration_ms for one in length.each) if isinstance(length, SideLengths) else (length,)


def _shortest_ms(length: Length | None) -> int | None:
    """Return the time in which every cue has to be: it is heard on each side."""
    return None if length is None else min(_lengths_ms(length))


def _side_ms(length: Length, sides: tuple[Side, ...]) -> tuple[int, ...]:
    return tuple(length.of(side) or 0 for side in sides) if isinstance(length, SideLengths) else ()


def _length(step: Work) -> str:
    each = zip(step.side_ms, step.sides, strict=False)
    return " and ".join(f"{format_duration_ms(ms)} {side}" for ms, side in each) or format_duration_ms(
        step.duration_ms
    )


def _outline(step: Work) -> str:
    length = f"{'until done, at most ' if step.until_done else ''}{_length(step)}"
    return f"{step.kind} {step.name.written()}, {length}{outline_of_details(step.details)}{outline_of_sides(step)}"


def _kind(kind: WorkKind, about: str) -> StepKind[Work]:
    name: Key[TextTemplate] = Key(name=kind.value, takes=Takes.NAME, about=about)

    def make(values: Values) -> Work:
        return Work(
            kind=kind,
            name=values[name],
            duration_ms=max(_lengths_ms(values[FOR])),
            until_done=values[UNTIL],
            sides=values[SIDES],
            side_ms=_side_ms(values[FOR], values[SIDES]),
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
        shape=lambda values: Shape(duration_ms=_shortest_ms(values.get(FOR))),
        item=lambda step: CircuitItem(
            name=step.name,
            announce=step.options.announce,
            duration_ms=0 if step.until_done else step.duration_ms,
            sets=step.sets,
            set_rest_ms=set_rest_ms(step),
            sides=step.sides,
            details=step.details,
        ),
    )


HOLD: Final = _kind(WorkKind.HOLD, "An exercise that is held for a time; its name.")
WORK: Final = _kind(WorkKind.WORK, "An exercise that is done for a time; its name.")
