"""What a routine expands to: leaves in the order in which they happen, then intervals with their times."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.language.model import Options

if TYPE_CHECKING:
    from voicecoach.language.model import Side, Text
    from voicecoach.source import Span


class IntervalKind(StrEnum):
    LEAD_IN = "lead-in"
    HOLD = "hold"
    WORK = "work"
    REPS = "reps"
    REST = "rest"
    SWITCH = "switch"
    SAY = "say"


EXERCISE_KINDS = frozenset({IntervalKind.HOLD, IntervalKind.WORK, IntervalKind.REPS})


class CallKind(StrEnum):
    ROUND = "round"
    SET = "set"


class Call(Struct, frozen=True, kw_only=True):
    """What is said before the first leaf of a round or set, such as `Round two of three`."""

    kind: CallKind
    number: int
    total: int


class Place(Struct, frozen=True, kw_only=True):
    """Where in its blocks a leaf stands. Round and rounds are the innermost block's."""

    round: int | None = None
    rounds: int | None = None
    set: int | None = None
    sets: int | None = None
    side: Side | None = None

    def in_round(self, number: int, count: int) -> Place:
        """Return the place in a round of an inner block; `replace` takes five times as long, and rounds are many."""
        return Place(round=number, rounds=count, set=self.set, sets=self.sets, side=self.side)


class Repeater(Struct, frozen=True, kw_only=True):
    """Which hang of a set of repeaters this is, and how the set is built."""

    hang: int
    hangs: int


class Item(Struct, frozen=True, kw_only=True):
    """One line of an `amrap`'s list: what, and how often or how long."""

    name: Text
    count: int = 0
    duration_ms: int = 0


NO_OPTIONS = Options()


class Leaf(Struct, frozen=True, kw_only=True):
    """A step after expansion, before its time is known."""

    kind: IntervalKind
    name: Text | None = None
    duration_ms: int | None  # None: as long as its speech takes, or (see fills_ms) what is left
    fills_ms: int = 0  # this rest fills up the block of this length that began `fills_leaves` leaves before
    fills_leaves: int = 0
    words: tuple[
        Text, ...
    ] = ()  # a `say`'s text, or what a lead-in or rest says in place of its default words
    beats_ms: tuple[int, ...] = ()  # of one rep
    reps: int = 0
    items: tuple[Item, ...] = ()  # of an `amrap`
    repeater: Repeater | None = None
    is_caution: bool = False
    is_quiet: bool = False  # a repeater's off time, which does not say "Rest."
    is_second_side: bool = False
    is_gate: bool = False  # a live session waits before it for the listener's go
    call: Call | None = None
    place: Place = Place()
    options: Options = NO_OPTIONS
    span: Span


class Interval(Struct, frozen=True, kw_only=True):
    """A leaf with its time, in absolute ms."""

    leaf: Leaf
    start_ms: int
    duration_ms: int

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.duration_ms


class Session(Struct, frozen=True, kw_only=True):
    """All intervals, without gaps from 0 to `total_ms`."""

    intervals: tuple[Interval, ...]
    total_ms: int

    @property
    def gates(self) -> tuple[Interval, ...]:
        """The intervals before which a live session waits for the listener's go."""
        return tuple(interval for interval in self.intervals if interval.leaf.is_gate)
