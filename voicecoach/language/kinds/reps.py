"""`reps: NAME`: one exercise counted in reps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.language.details import NO_DETAILS, Details
from voicecoach.language.keys import DETAIL_KEYS, OPTION_KEYS, SIDES, SWITCH, Key, Takes
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
from voicecoach.language.leaves import CountedExercise, SelfPacedExercise, shown_count
from voicecoach.language.lists import CircuitItem
from voicecoach.language.model import Step, Variable
from voicecoach.language.values import Tempo
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.kinds.rest import Rest
    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import PlaceInBlocks
    from voicecoach.language.model import Options, Side, TextTemplate
    from voicecoach.language.values import RepRange


class Reps(Step, frozen=True, kw_only=True):
    """`beats_ms` are the non-zero counts of the tempo, or one `every`."""

    name: TextTemplate
    count: int  # the larger number of a range
    count_from: int = 0  # the smaller one; 0 where there is no range
    beats_ms: tuple[int, ...]  # empty where nobody counts: in a list, or at one's own pace
    sides: tuple[Side, ...] = ()
    switch_ms: int = 0
    sets: int = 1
    set_rest: Rest | None = None
    details: Details = NO_DETAILS
    options: Options


_REPS: Final[Key[TextTemplate]] = Key(
    name="reps", takes=Takes.NAME, about="An exercise that is counted in reps; its name."
)
_COUNT: Final[Key[RepRange]] = Key(
    name="count", takes=Takes.REPS, about="How many reps, or a range such as `8-12`.", required=True
)
_TEMPO: Final[Key[Tempo]] = Key(
    name="tempo",
    takes=Takes.TEMPO,
    about="Seconds for lowering, bottom pause, lifting, top pause; X is as fast as possible. In an interval block, reps without it go at one's own pace.",
)
_EVERY: Final[Key[int]] = Key(
    name="every", takes=Takes.DURATION, about="How long one rep takes, in place of a tempo."
)


def _tempo(values: Values) -> Tempo:
    every_ms = values.get(_EVERY)
    return values.get(_TEMPO) or Tempo(beats_ms=() if every_ms is None else (every_ms,))


def _shape(values: Values) -> Shape:
    is_counted = values.is_listed or values.is_written(_TEMPO) or values.is_written(_EVERY)
    if values.period_ms != 0 and not is_counted:
        return Shape(duration_ms=values.period_ms)  # at most
    found, rep_ms = values.get(_COUNT), sum(_tempo(values).beats_ms)
    count = None if found is None else found.most
    return Shape(duration_ms=count * rep_ms if count is not None and rep_ms else None, reps=count)


def _make(values: Values) -> Reps:
    tempo = _tempo(values)
    return Reps(
        name=values[_REPS],
        count=values[_COUNT].most,
        count_from=values[_COUNT].reps_from,
        beats_ms=tempo.beats_ms,
        sides=values[SIDES],
        switch_ms=switch_ms(values),
        sets=values[SETS],
        set_rest=set_rest(values),
        details=replace(details_of(values), tempo=tempo.written),
        options=values.options,
        span=values.span,
    )


def _leaves(step: Reps, place: PlaceInBlocks, world: World) -> Leaves:
    leaf = _counted(step, place) if step.beats_ms else _self_paced(step, place)
    return in_sets(step, place, world, lambda inner: on_sides(step, inner, leaf))


def _counted(step: Reps, place: PlaceInBlocks) -> CountedExercise:
    return CountedExercise(
        name=step.name,
        reps=step.count,
        reps_from=step.count_from,
        beats_ms=step.beats_ms,
        details=step.details,
        is_gate=step.options.ready,
        place=place,
        options=step.options,
        span=step.span,
    )


def _self_paced(step: Reps, place: PlaceInBlocks) -> SelfPacedExercise:
    return SelfPacedExercise(
        name=step.name,
        reps=step.count,
        reps_from=step.count_from,
        duration_ms=None,
        details=step.details,
        is_gate=step.options.ready,
        place=place,
        options=step.options,
        span=step.span,
    )


def _outline(step: Reps) -> str:
    is_even = step.beats_ms and not step.details.tempo
    every = f", every {format_duration_ms(step.beats_ms[0])}" if is_even else ""
    return f"{shown_count(step.count, step.count_from)} reps {step.name.written()}{every}{outline_of_details(step.details)}{outline_of_sides(step)}"


KIND: Final = StepKind(
    key=_REPS,
    beside=(_COUNT, _TEMPO, _EVERY, SIDES, SWITCH, SETS, SET_REST, *DETAIL_KEYS, *OPTION_KEYS),
    step=Reps,
    calls=set_calls,
    make=_make,
    leaves=_leaves,
    outline=_outline,
    shape=_shape,
    one_of=((_TEMPO,), (_EVERY,)),
    is_counted=True,
    gives=(Variable.COUNT, Variable.REP),
    item=lambda step: CircuitItem(
        name=step.name,
        announce=step.options.announce,
        count=step.count,
        count_from=step.count_from,
        sets=step.sets,
        set_rest_ms=set_rest_ms(step),
        sides=step.sides,
        details=step.details,
    ),
)
