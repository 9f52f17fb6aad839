"""`Routine` to leaves: blocks unrolled, sides and sets written out, includes put in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias, assert_never

from msgspec.structs import replace

from voicecoach.findings.session import TooManyEvents
from voicecoach.language.kinds.amrap import Amrap
from voicecoach.language.kinds.emom import Emom
from voicecoach.language.kinds.hangs import Hangs
from voicecoach.language.kinds.include import Include
from voicecoach.language.kinds.ladder import Ladder
from voicecoach.language.kinds.lead_in import LeadIn
from voicecoach.language.kinds.reps import Reps
from voicecoach.language.kinds.rest import Rest
from voicecoach.language.kinds.rounds import Rounds
from voicecoach.language.kinds.say import Say
from voicecoach.language.kinds.work import Work, WorkKind
from voicecoach.language.leaves import (
    NOWHERE,
    Call,
    CallKind,
    Circuit,
    CountedExercise,
    IntervalKind,
    Item,
    LeadInTime,
    Leaf,
    OffTime,
    PlaceInBlocks,
    RemainingRest,
    RepeatedHold,
    RestTime,
    SpokenPassage,
    SwitchTime,
    TimedExercise,
)
from voicecoach.language.model import Options, Routine, Step

if TYPE_CHECKING:
    from voicecoach.findings import Finding
    from voicecoach.source import Span

MAX_LEAVES = 100_000

Included: TypeAlias = Mapping[Include, Routine]
Leaves: TypeAlias = Iterator[Leaf]

_WORK_KINDS = {WorkKind.HOLD: IntervalKind.HOLD, WorkKind.WORK: IntervalKind.WORK}


class _World:
    """What every step is expanded in: the included routines, and a count of passes through blocks of nothing.

    Those make no leaves, but they take time: rounds of rounds of a rest of 0 would run for ever.
    """

    def __init__(self, included: Included) -> None:
        self.included = included
        self._empty_passes_left = MAX_LEAVES

    def count_empty_pass(self, span: Span) -> None:
        self._empty_passes_left -= 1
        if self._empty_passes_left < 0:
            raise _TooManyError(span)


class _TooManyError(Exception):
    def __init__(self, span: Span) -> None:
        super().__init__(span)
        self.span = span


def expand(
    routine: Routine, included: Included | None = None, *, with_caution: bool = True
) -> tuple[tuple[Leaf, ...], tuple[Finding, ...]]:
    """Return the leaves in the order in which they happen.

    `included` holds the parsed routine of each `include` step that can be reached. Intervals of no length
    (a rest or switch of 0) are left out. More than 100,000 leaves are a diagnostic, found before they are made.
    """
    leaves: list[Leaf] = []
    if routine.caution is not None and with_caution:
        leaves.append(
            SpokenPassage(
                duration_ms=None, words=(routine.caution,), is_caution=True, span=routine.caution.span
            )
        )
    try:
        for leaf in _steps(routine.steps, NOWHERE, _World(included or {})):
            leaves.append(leaf)
            if len(leaves) > MAX_LEAVES:
                return (), (TooManyEvents(span=leaf.span, limit=MAX_LEAVES),)
    except _TooManyError as too_many:
        return (), (TooManyEvents(span=too_many.span, limit=MAX_LEAVES),)
    return tuple(leaves), ()


def _steps(steps: tuple[Step, ...], place: PlaceInBlocks, world: _World) -> Leaves:
    for step in steps:
        yield from _step(step, place, world)


def _step(step: Step, place: PlaceInBlocks, world: _World) -> Leaves:  # noqa: C901 - one case a kind of step
    match step:
        case LeadIn():
            yield from _lead_in(step, place)
        case Rest():
            yield from _rest(step, place)
        case Say():
            yield SpokenPassage(
                duration_ms=step.duration_ms,
                words=step.wordings,
                is_gate=step.options.ready,
                place=place,
                options=step.options,
                span=step.span,
            )
        case Work() | Reps() | Hangs():
            yield from _sets(step, place, world)
        case Rounds():
            yield from _rounds(step, place, world)
        case Emom():
            yield from _emom(step, place, world)
        case Amrap():
            yield _amrap(step, place)
        case Ladder():
            for number, steps in enumerate(step.rungs, start=1):
                inner = place.in_round(number, len(step.rungs))
                yield from _steps(steps, inner, world)
        case Include():
            if step in world.included:
                yield from _steps(world.included[step].steps, place, world)
        case _:
            raise AssertionError(step)


def _lead_in(step: LeadIn, place: PlaceInBlocks) -> Leaves:
    if step.duration_ms:
        yield LeadInTime(
            duration_ms=step.duration_ms,
            words=step.say,
            is_gate=step.options.ready,
            place=place,
            options=step.options,
            span=step.span,
        )


def _rest(step: Rest, place: PlaceInBlocks) -> Leaves:
    if step.duration_ms:
        yield RestTime(
            duration_ms=step.duration_ms,
            words=step.say,
            is_gate=step.options.ready,
            place=place,
            options=step.options,
            span=step.span,
        )


def _rounds(step: Rounds, place: PlaceInBlocks, world: _World) -> Leaves:
    *head, last = step.steps
    shortened = tuple(head) if isinstance(last, Rest) and not step.rest_after_last else step.steps
    for number in range(1, step.count + 1):
        inner = place.in_round(number, step.count)
        steps = shortened if number == step.count else step.steps
        call = Call(kind=CallKind.ROUND, number=number, total=step.count) if step.count > 1 else None
        yield from _called(_steps(steps, inner, world), call, step.span, world)


def _called(leaves: Leaves, call: Call | None, span: Span, world: _World) -> Leaves:
    """Put the call on the first leaf; an outer block's call takes the place of an inner one's."""
    first = next(leaves, None)
    if first is None:
        world.count_empty_pass(span)
        return
    yield first if call is None else replace(first, call=call)
    yield from leaves


def _sets(step: Work | Reps | Hangs, place: PlaceInBlocks, world: _World) -> Leaves:
    for number in range(1, step.sets + 1):
        inner = place
        call = None
        if step.sets > 1:
            inner = replace(place, set=number, sets=step.sets)
            call = Call(kind=CallKind.SET, number=number, total=step.sets)
        match step:
            case Hangs():
                leaves = _hangs(step, inner)
            case Work() | Reps():
                leaves = _sides(step, inner)
            case _:
                assert_never(step)
        yield from _called(leaves, call, step.span, world)
        if number < step.sets and step.set_rest is not None:
            yield from _rest(step.set_rest, inner)


def _sides(step: Work | Reps, place: PlaceInBlocks) -> Leaves:
    leaf = _exercise(step, place)
    if not step.sides:
        yield leaf
        return
    for index, side in enumerate(step.sides):
        inner = replace(place, side=side, is_later_side=index > 0)
        if index and step.switch_ms:
            yield SwitchTime(
                duration_ms=step.switch_ms,
                to=side,
                place=inner,
                options=_plain(step.options),
                span=step.span,
            )
        yield replace(leaf, place=inner, is_gate=leaf.is_gate and not index)


def _plain(options: Options) -> Options:
    """Return the options for a switch: the step's cues belong to its sides alone."""
    return replace(options, cues=(), announce=True)


def _exercise(step: Work | Reps, place: PlaceInBlocks) -> TimedExercise | CountedExercise:
    match step:
        case Work():
            return TimedExercise(
                kind=_WORK_KINDS[step.kind],
                name=step.name,
                duration_ms=step.duration_ms,
                is_gate=step.options.ready,
                place=place,
                options=step.options,
                span=step.span,
            )
        case Reps():
            return CountedExercise(
                name=step.name,
                reps=step.count,
                beats_ms=step.beats_ms,
                is_gate=step.options.ready,
                place=place,
                options=step.options,
                span=step.span,
            )
        case _:
            assert_never(step)


def _hangs(step: Hangs, place: PlaceInBlocks) -> Leaves:
    for number in range(1, step.count + 1):
        if number > 1 and step.off_ms:
            yield OffTime(
                duration_ms=step.off_ms,
                place=place,
                options=_plain(step.options),
                span=step.span,
            )
        yield RepeatedHold(
            name=step.name,
            duration_ms=step.on_ms,
            number=number,
            total=step.count,
            is_gate=step.options.ready and number == 1,  # a wait within a set would spoil its rhythm
            place=place,
            options=step.options,
            span=step.span,
        )


def _emom(step: Emom, place: PlaceInBlocks, world: _World) -> Leaves:
    for number in range(1, step.count + 1):
        inner = place.in_round(number, step.count)
        call = Call(kind=CallKind.ROUND, number=number, total=step.count) if step.count > 1 else None
        made = 0
        for leaf in _called(_steps(step.steps, inner, world), call, step.span, world):
            made += 1
            yield leaf
        yield RemainingRest(
            period_ms=step.every_ms,
            leaves_before=made,
            place=inner,
            options=step.rest_options,
            span=step.span,
        )


def _amrap(step: Amrap, place: PlaceInBlocks) -> Circuit:
    return Circuit(
        items=tuple(_items(step.steps)),
        duration_ms=step.duration_ms,
        is_gate=step.options.ready,
        place=place,
        options=step.options,
        span=step.span,
    )


def _items(steps: tuple[Step, ...]) -> Iterator[Item]:
    for step in steps:
        match step:
            case Reps():
                yield Item(name=step.name, count=step.count)
            case Work():
                yield Item(name=step.name, duration_ms=step.duration_ms)
            case Say():
                yield Item(name=step.wordings[0])
            case Rest():
                pass
            case _:
                raise AssertionError(step)  # the parser lets only reps, work and texts into an `amrap`
