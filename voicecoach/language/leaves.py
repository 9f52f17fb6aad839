"""What a routine expands to: leaves, in the order in which they happen. Each class is one way to spend time.

A leaf does not know which key of the language it was written with: a `hold` and a minute of an interval workout are the same
timed exercise.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from msgspec import Struct

from voicecoach.language.details import NO_DETAILS, Details
from voicecoach.language.lists import CircuitItem
from voicecoach.language.model import Options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.language.model import Cue, Side, TextTemplate
    from voicecoach.source import Span


class IntervalKind(StrEnum):
    """What the plan, the log and the screen call an interval. Several classes of leaves can share one."""

    LEAD_IN = "lead-in"
    HOLD = "hold"
    WORK = "work"
    REPS = "reps"
    REST = "rest"
    SWITCH = "switch"
    SAY = "say"


EXERCISE_KINDS = frozenset({IntervalKind.HOLD, IntervalKind.WORK, IntervalKind.REPS})


class CallKind(StrEnum):
    """What one pass through a block is called. Of nested blocks without names, the inner one takes the first word that is free."""

    ROUND = "round"
    SET = "set"
    BLOCK = "block"


class Call(Struct, frozen=True, kw_only=True):
    """What is said before the first leaf of a round or set, such as `Round two of three`.

    `name` is the author's word in place of that of the kind. `is_last`: no later pass comes, of a block around it either.
    """

    kind: CallKind
    number: int
    total: int
    name: TextTemplate | None = None
    is_last: bool = False


class Calls(Struct, frozen=True, kw_only=True):
    """How the passes of a step are called: by the author's name, by this word, or by the first that no block within takes."""

    name: TextTemplate | None = None
    kind: CallKind | None = None


class PlaceInBlocks(Struct, frozen=True, kw_only=True):
    """Where in its blocks a leaf stands. Round and rounds are the innermost block's."""

    round: int | None = None
    rounds: int | None = None
    set: int | None = None
    sets: int | None = None
    side: Side | None = None
    is_later_side: bool = False  # the exercise was done on another side just before
    is_last: bool = True  # no later pass follows in any enclosing block
    block: TextTemplate | None = None  # what a pass is called, if the innermost block has a name

    def in_round(self, number: int, count: int, *, name: TextTemplate | None = None) -> PlaceInBlocks:
        """Return the place in a round of an inner block; `replace` takes five times as long, and rounds are many."""
        is_last = self.is_last and number == count
        return PlaceInBlocks(
            round=number,
            rounds=count,
            set=self.set,
            sets=self.sets,
            side=self.side,
            is_last=is_last,
            block=name,
        )


NOWHERE = PlaceInBlocks()
NO_OPTIONS = Options()


class _Leaf(Struct, frozen=True, kw_only=True):
    """What every leaf has."""

    place: PlaceInBlocks = NOWHERE
    call: Call | None = None
    is_gate: bool = False  # a live session waits before it for the listener's go
    options: Options = NO_OPTIONS
    span: Span


# --- between exercises --------------------------------------------------------------------------


class LeadInTime(_Leaf, frozen=True, kw_only=True):
    kind: ClassVar[IntervalKind] = IntervalKind.LEAD_IN
    duration_ms: int
    words: tuple[TextTemplate, ...] = ()  # wordings in place of "Get ready."


class RestTime(_Leaf, frozen=True, kw_only=True):
    kind: ClassVar[IntervalKind] = IntervalKind.REST
    duration_ms: int
    words: tuple[TextTemplate, ...] = ()  # wordings in place of "Rest."


class OffTime(_Leaf, frozen=True, kw_only=True):
    """The pause between two holds of a set of repeaters. It does not say "Rest."."""

    kind: ClassVar[IntervalKind] = IntervalKind.REST
    duration_ms: int


class RemainingRest(_Leaf, frozen=True, kw_only=True):
    """What the work leaves of a period, such as a minute: the period began `leaves_before` leaves before this one."""

    kind: ClassVar[IntervalKind] = IntervalKind.REST
    period_ms: int
    leaves_before: int


class SwitchTime(_Leaf, frozen=True, kw_only=True):
    """The time in which the listener changes to the side `to`."""

    kind: ClassVar[IntervalKind] = IntervalKind.SWITCH
    duration_ms: int
    to: Side


class SpokenPassage(_Leaf, frozen=True, kw_only=True):
    kind: ClassVar[IntervalKind] = IntervalKind.SAY
    duration_ms: int | None  # None: as long as it takes to say
    words: tuple[TextTemplate, ...]  # one or more wordings, longest first
    is_caution: bool = False


# --- exercises ----------------------------------------------------------------------------------


class _ExerciseLeaf(_Leaf, frozen=True, kw_only=True):
    """What every exercise has."""

    details: Details = NO_DETAILS
    until_done: bool = False  # counts up to its limit; a live session goes on when the listener says done


class TimedExercise(_ExerciseLeaf, frozen=True, kw_only=True):
    kind: IntervalKind  # `hold` or `work`
    name: TextTemplate
    duration_ms: int


class CountedExercise(_ExerciseLeaf, frozen=True, kw_only=True):
    """Each rep is counted on its first beat."""

    kind: ClassVar[IntervalKind] = IntervalKind.REPS
    name: TextTemplate
    reps: int  # the larger number of a range
    reps_from: int = 0  # the smaller one; 0 where there is no range
    beats_ms: tuple[int, ...]  # of one rep

    @property
    def rep_ms(self) -> int:
        return sum(self.beats_ms)

    @property
    def duration_ms(self) -> int:
        return self.reps * self.rep_ms

    def rep_at(self, elapsed_ms: int) -> int:
        """Return the number of the rep that is being done at this time from the exercise's start."""
        return min(elapsed_ms // self.rep_ms + 1, self.reps)


class SelfPacedExercise(_ExerciseLeaf, frozen=True, kw_only=True):
    """Reps at the listener's own pace, which are not counted aloud. The rest of the time is theirs.

    Those in `also` are done in the same time, one after the other.
    """

    kind: ClassVar[IntervalKind] = IntervalKind.REPS
    name: TextTemplate
    reps: int  # the larger number of a range
    reps_from: int = 0  # the smaller one; 0 where there is no range
    duration_ms: int | None  # None: what other work leaves of the period
    also: tuple[SelfPacedExercise, ...] = ()

    @property
    def all(self) -> tuple[SelfPacedExercise, ...]:
        return (self, *self.also)


class RepeatedHold(_ExerciseLeaf, frozen=True, kw_only=True):
    """One of a set of repeaters: hold number `number` of `total`."""

    kind: ClassVar[IntervalKind] = IntervalKind.HOLD
    name: TextTemplate | None
    duration_ms: int
    number: int
    total: int


class Circuit(_ExerciseLeaf, frozen=True, kw_only=True):
    """A list of exercises that the listener goes through at their own pace, for a time."""

    kind: ClassVar[IntervalKind] = IntervalKind.WORK
    items: tuple[CircuitItem, ...]
    duration_ms: int


Exercise: TypeAlias = TimedExercise | CountedExercise | SelfPacedExercise | RepeatedHold | Circuit
Leaf: TypeAlias = LeadInTime | RestTime | OffTime | RemainingRest | SwitchTime | SpokenPassage | Exercise


def items_of(leaf: Leaf) -> tuple[CircuitItem, ...]:
    """Return the exercises that are done in turn at one's own pace, if there are several."""
    match leaf:
        case Circuit():
            return leaf.items
        case SelfPacedExercise(also=(_, *_)):
            return tuple(
                CircuitItem(name=one.name, count=one.reps, count_from=one.reps_from, details=one.details)
                for one in leaf.all
            )
        case _:
            return ()


def is_until_done(leaf: Leaf) -> bool:
    return isinstance(leaf, Exercise) and leaf.until_done


def details_of(leaf: Leaf) -> Details:
    """Return what the exercise is done with; nothing where there are several, each with its own, or none."""
    return leaf.details if isinstance(leaf, Exercise) and not items_of(leaf) else NO_DETAILS


def cues_of(leaf: Leaf) -> Iterator[tuple[Cue, Leaf]]:
    """Yield the author's cues, each with the one that it belongs to of several exercises in one time.

    What stands under `defaults` is heard once.
    """
    if not isinstance(leaf, SelfPacedExercise) or not leaf.also:
        yield from ((cue, leaf) for cue in leaf.options.cues)
        return
    seen: set[Cue] = set()
    for one in leaf.all:
        yield from ((cue, one) for cue in one.options.cues if cue not in seen)
        seen.update(one.options.cues)


def shown_count(count: int, count_from: int) -> str:
    """Return a number of reps as it is read, a range with a dash between."""
    return f"{count_from}\N{EN DASH}{count}" if count_from else str(count)


def reps_from(leaf: Leaf) -> int:
    """Return the smaller number of a range of reps, 0 where there is none."""
    return leaf.reps_from if isinstance(leaf, CountedExercise | SelfPacedExercise) else 0


def count_of(leaf: Leaf) -> int:
    """Return how many reps or holds are counted there; 1 where nothing is."""
    match leaf:
        case CountedExercise() | SelfPacedExercise():
            return leaf.reps
        case RepeatedHold():
            return leaf.total
        case _:
            return 1
