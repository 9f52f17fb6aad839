"""What a pasted line is: an exercise, a rest, the beginning of a block, a total, a heading; and what is doubted of it."""

from __future__ import annotations

from typing import Final, TypeAlias

from msgspec import Struct

from voicecoach.units import MS_PER_S


class RangeTaken(Struct, frozen=True):
    """Of a range, the larger end is taken."""

    written: str
    taken: str


class FirstTaken(Struct, frozen=True):
    """Of two numbers such as `21/15`, the first is taken."""

    written: str


class NoPace(Struct, frozen=True):
    """Reps without a pace: they get the parameter's."""


class NoSetRest(Struct, frozen=True):
    """Sets without a rest between them."""


class NoLength(Struct, frozen=True):
    """A time is made up: the line gives none."""

    taken_ms: int


class NoCount(Struct, frozen=True):
    """A number of rounds, minutes or reps is made up."""

    what: str
    taken: int


class KeptInName(Struct, frozen=True):
    """A second time in what makes one exercise: it is only said."""

    written: str


class TooShort(Struct, frozen=True):
    """An off time of less than a second leaves no room for a count."""


class TotalDiffers(Struct, frozen=True):
    stated_ms: int
    made_ms: int


class Overlaps(Struct, frozen=True):
    """A clock time that is not after the one before it, or leaves a gap."""

    gap_ms: int


class CapKept(Struct, frozen=True):
    """A time cap that nothing enforces."""

    cap_ms: int


class Flattened(Struct, frozen=True):
    """Nested deeper than the language is."""


class Unused(Struct, frozen=True):
    """A part of a line with a number that is in no step."""

    written: str


class Guess(Struct, frozen=True):
    """What the line is taken for, where it could be something else."""

    what: str


Doubt: TypeAlias = (
    RangeTaken
    | FirstTaken
    | NoPace
    | NoSetRest
    | NoLength
    | NoCount
    | KeptInName
    | TooShort
    | TotalDiffers
    | Overlaps
    | CapKept
    | Flattened
    | Unused
    | Guess
)


class Exercise(Struct, frozen=True, kw_only=True):
    """What is done: counted, timed, or on and off. With `off_ms`, `reps` are the times on of each set."""

    line: int = 0
    name: str = ""
    details: tuple[str, ...] = ()  # loads, targets, edges; not in the name
    sets: int = 1
    reps: int = 0  # 0 where none are given
    least_reps: int = 0
    time_ms: int = 0
    off_ms: int | None = None
    metres: int = 0
    rest_ms: int | None = None  # between its sets, or behind it
    rests_only_between: bool = False  # `3 min rest between sets`: not behind them
    both_sides: bool = False
    tempo: str = ""
    hold_ms: int = 0  # in each rep
    is_hang: bool = False
    is_max: bool = False
    doubts: tuple[Doubt, ...] = ()
    also: tuple[int, ...] = ()  # the lines around it that say how it is done

    @property
    def has_amount(self) -> bool:
        return bool(self.reps or self.time_ms or self.metres or self.is_max)


class Manner(Struct, frozen=True, kw_only=True):
    """How an exercise on another line is done: `Tempo 3010`, `@ 80 kg`. `is_in_words`: its tempo is, `2 sec up, 2 sec down`."""

    line: int = 0
    text: str
    name: str = ""
    tempo: str = ""
    is_in_words: bool = False
    doubts: tuple[Doubt, ...] = ()


class RestItem(Struct, frozen=True, kw_only=True):
    """`is_implied`: it is only what the line before it has between its sets."""

    line: int = 0
    length_ms: int
    is_implied: bool = False
    times: int = 1  # `rest 15 s x 4`: how often, with what is before it
    words: str = ""
    doubts: tuple[Doubt, ...] = ()


class RestBetween(Struct, frozen=True, kw_only=True):
    """`1 min rest between rounds`: of the block, or of every exercise in it."""

    line: int = 0
    length_ms: int
    of_rounds: bool
    doubts: tuple[Doubt, ...] = ()


# --- what opens a block -------------------------------------------------------------------------


class RoundsOf(Struct, frozen=True, kw_only=True):
    count: int
    is_sets: bool = False


class EmomOf(Struct, frozen=True, kw_only=True):
    count: int
    every_ms: int


class AmrapOf(Struct, frozen=True, kw_only=True):
    length_ms: int


class LadderOf(Struct, frozen=True, kw_only=True):
    rungs: tuple[int, ...]


class TabataOf(Struct, frozen=True, kw_only=True):
    """On and off, for each exercise in it. `is_crossed`: the count stands behind a sign of times, `Tabata x 3`."""

    count: int
    on_ms: int
    off_ms: int
    is_crossed: bool = False


TABATA: Final = TabataOf(count=8, on_ms=20 * MS_PER_S, off_ms=10 * MS_PER_S)


class ForTimeOf(Struct, frozen=True, kw_only=True):
    cap_ms: int = 0


class MinuteOf(Struct, frozen=True, kw_only=True):
    """A minute of an interval workout: `min 1:`, `odd:`. From 0, `of` how many that come in turn (0: as many as there are)."""

    index: int
    of: int = 0


Kind: TypeAlias = RoundsOf | EmomOf | AmrapOf | LadderOf | TabataOf | ForTimeOf | MinuteOf


class BlockOpening(Struct, frozen=True, kw_only=True):
    """The head of a block. `body` are the items of its own line; without one, the lines below are its items."""

    line: int = 0
    kind: Kind
    name: str = ""
    body: tuple[PastedItem, ...] = ()
    cap_ms: int = 0
    doubts: tuple[Doubt, ...] = ()


class DeathByItem(Struct, frozen=True, kw_only=True):
    line: int = 0
    name: str
    length_ms: int
    every_ms: int
    start: int = 1
    add: int = 1
    doubts: tuple[Doubt, ...] = ()


class Again(Struct, frozen=True, kw_only=True):
    """`Repeat 3 times`: what stands above it, since the last heading."""

    line: int = 0
    count: int
    of_paragraph: bool = False  # of the lines since the last blank one
    doubts: tuple[Doubt, ...] = ()


class Heading(Struct, frozen=True, kw_only=True):
    line: int = 0
    text: str
    length_ms: int = 0  # what it says of its part
    doubts: tuple[Doubt, ...] = ()


class Stated(Struct, frozen=True, kw_only=True):
    """`Total: 24 min`, or a cap."""

    line: int = 0
    length_ms: int
    is_cap: bool = False
    doubts: tuple[Doubt, ...] = ()


class Left(Struct, frozen=True, kw_only=True):
    """A line that is no part of the workout, as far as can be seen. `is_label`: it names one, or says how often a week."""

    line: int = 0
    text: str
    is_label: bool = False
    doubts: tuple[Doubt, ...] = ()


PastedItem: TypeAlias = (
    Exercise | Manner | RestItem | RestBetween | BlockOpening | DeathByItem | Again | Heading | Stated | Left
)
