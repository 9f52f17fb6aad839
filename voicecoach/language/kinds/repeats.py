"""Sets of a step, and its sides: what all exercises share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from msgspec.structs import replace

from voicecoach.language.keys import SIDES, SWITCH, Key, Takes
from voicecoach.language.kinds.rest import Rest, rest_leaves
from voicecoach.language.leaves import Call, CallKind, Calls, SwitchTime
from voicecoach.language.model import Variable
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.language.kinds.kind import Values
    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import Leaf, PlaceInBlocks
    from voicecoach.language.model import Options, Side
    from voicecoach.source import Span

SETS: Final[Key[int]] = Key(
    name="sets",
    takes=Takes.COUNT,
    about="How many times it is done.",
    default=1,
    gives=(Variable.SET, Variable.SETS),
)
SET_REST: Final[Key[int]] = Key(name="rest", takes=Takes.PAUSE, about="The rest between sets.", needs="sets")


class Repeats(Protocol):
    @property
    def span(self) -> Span: ...
    @property
    def options(self) -> Options: ...
    @property
    def sets(self) -> int: ...
    @property
    def set_rest(self) -> Rest | None: ...


class Sided(Repeats, Protocol):
    @property
    def sides(self) -> tuple[Side, ...]: ...
    @property
    def switch_ms(self) -> int: ...


def set_rest(values: Values) -> Rest | None:
    """Return the step between two sets."""
    if not values.is_written(SET_REST):
        return None
    return Rest(duration_ms=values[SET_REST], options=values.rest_options, span=values.span_of(SET_REST))


def set_rest_ms(step: Repeats) -> int:
    return step.set_rest.duration_ms if step.set_rest is not None else 0


def switch_ms(values: Values) -> int:
    return values[SWITCH] if values[SIDES] else 0


def in_sets(
    step: Repeats, place: PlaceInBlocks, world: World, one_set: Callable[[PlaceInBlocks], Leaves]
) -> Leaves:
    """Yield the leaves of all sets, with the rest between them."""
    for number in range(1, step.sets + 1):
        inner, call = place, None
        if step.sets > 1:
            is_last = place.is_last and number == step.sets
            inner = replace(place, set=number, sets=step.sets, is_last=is_last)
            call = Call(kind=CallKind.SET, number=number, total=step.sets, is_last=is_last)
        yield from world.called(one_set(inner), call, step.span)
        if number < step.sets and step.set_rest is not None:
            yield from rest_leaves(step.set_rest, inner)


def on_sides(step: Sided, place: PlaceInBlocks, leaf: Leaf, side_ms: tuple[int, ...] = ()) -> Leaves:
    """Yield an exercise on each side, with the time to change sides. `side_ms` are its lengths, where they are not all the same."""
    if not step.sides:
        yield leaf if leaf.place is place else replace(leaf, place=place)
    for index, side in enumerate(step.sides):
        inner = replace(place, side=side, is_later_side=index > 0)
        if index and step.switch_ms:
            yield SwitchTime(
                duration_ms=step.switch_ms,
                to=side,
                place=inner,
                options=without_cues(step.options),
                span=step.span,
            )
        own = {"duration_ms": side_ms[index]} if side_ms else {}
        yield replace(leaf, place=inner, is_gate=leaf.is_gate and not index, **own)


def set_calls(step: Repeats) -> Calls | None:
    return Calls(kind=CallKind.SET) if step.sets > 1 else None


def without_cues(options: Options) -> Options:
    """Return the options of the time between: the step's cues belong to its exercise alone."""
    return replace(options, cues=(), announce=True)


def outline_of_sets(step: Repeats) -> str:
    if step.sets == 1:
        return ""
    rest = f", {format_duration_ms(step.set_rest.duration_ms)} rest" if step.set_rest else ""
    return f", {step.sets} sets{rest}"


def outline_of_sides(step: Sided) -> str:
    if not step.sides:
        return outline_of_sets(step)
    switch = f", {format_duration_ms(step.switch_ms)} to switch" if step.switch_ms else ""
    *first, last = step.sides
    sides = f"{', '.join(first)} and {last}" if first else last
    return f", {sides}{switch}{outline_of_sets(step)}"
