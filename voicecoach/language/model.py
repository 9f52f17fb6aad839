"""The syntax tree of a routine: typed, frozen, every parameter resolved, every node with its span."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from voicecoach.source import SourceText, Span


class Variable(StrEnum):
    """What a text can name that only the moment knows, such as `$round` or `$side`."""

    ROUND = "round"
    ROUNDS = "rounds"
    SET = "set"
    SETS = "sets"
    SIDE = "side"
    NAME = "name"
    NEXT = "next"
    DURATION = "duration"
    REMAINING = "remaining"
    TOTAL_REMAINING = "total_remaining"
    ELAPSED = "elapsed"
    TOTAL_ELAPSED = "total_elapsed"
    COUNT = "count"
    REP = "rep"


TIMES_OF_THE_MOMENT = (
    Variable.REMAINING,
    Variable.TOTAL_REMAINING,
    Variable.ELAPSED,
    Variable.TOTAL_ELAPSED,
)
"""A text with one of these would be wrong at another moment, so it does not move."""


class SpokenDuration(Struct, frozen=True, kw_only=True):
    """A duration in a text (from a parameter); spoken as a person would say it."""

    duration_ms: int


TextPart: TypeAlias = str | Variable | SpokenDuration


class TextTemplate(Struct, frozen=True, kw_only=True):
    """A text to be spoken, cut at its variables; parameters are already put in."""

    parts: tuple[TextPart, ...]
    span: Span

    def uses(self, *variables: Variable) -> bool:
        return any(part in variables for part in self.parts if isinstance(part, Variable))

    def written(self) -> str:
        """Return the text as it is written, its variables by their names."""
        words = ""
        for part in self.parts:
            match part:
                case Variable():
                    words += f"${part}"
                case SpokenDuration():
                    words += format_duration_ms(part.duration_ms)
                case str():
                    words += part
                case _:
                    assert_never(part)
        return words


class ParameterKind(StrEnum):
    DURATION = "duration"
    COUNT = "count"
    TEXT = "text"


class Parameter(Struct, frozen=True, kw_only=True):
    """A named value. `value` is what applies in this run; durations are in ms, counts are whole numbers."""

    name: str
    kind: ParameterKind
    default: int | str
    value: int | str
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[str, ...] = ()
    about: str = ""
    span: Span


class Bound(Struct, frozen=True):
    """The value of a name: as the language writes it, and as a part of a spoken text."""

    written: str
    spoken: str | SpokenDuration


def bound(kind: ParameterKind, value: int | str) -> Bound:
    if kind is ParameterKind.DURATION and isinstance(value, int):
        return Bound(format_duration_ms(value), SpokenDuration(duration_ms=value))
    return Bound(str(value), str(value))


Side: TypeAlias = str
"""What the author calls it. `left` and `right` are said in the routine's language, other names as they are written."""
LEFT: Final[Side] = "left"
RIGHT: Final[Side] = "right"


def is_side(side: Side, of: Iterable[Side]) -> bool:
    """Tell whether a side is one of these, in capitals or not."""
    return side.casefold() in {one.casefold() for one in of}


class SideLength(Struct, frozen=True, kw_only=True):
    side: Side
    duration_ms: int
    span: Span  # of the side's name


class SideLengths(Struct, frozen=True, kw_only=True):
    """`{left: 10s, right: 20s}`: another length on each side."""

    each: tuple[SideLength, ...]

    def of(self, side: Side) -> int | None:
        return next((one.duration_ms for one in self.each if is_side(side, (one.side,))), None)


Length: TypeAlias = int | SideLengths


class Priority(IntEnum):
    """Which of two cues yields when both want the same time: the one with the larger number."""

    SAFETY = 0
    GO = 1
    COUNT = 2
    ANNOUNCEMENT = 3
    FORM = 4
    TIME = 5
    PRAISE = 6


# --- when a cue is heard ------------------------------------------------------------------------


class FromStart(Struct, frozen=True, kw_only=True):
    """`5s`: an onset after the step's start."""

    offset_ms: int


class BeforeEnd(Struct, frozen=True, kw_only=True):
    """`-10s`: an onset before the step's end; the offset is positive."""

    offset_ms: int


class Share(Struct, frozen=True, kw_only=True):
    """`50%` of the step's duration, floored to ms. `parts_per_million` keeps `12.5%` exact."""

    parts_per_million: int


class AtStart(Struct, frozen=True):
    """`start`: right after the start tone."""


class AtEnd(Struct, frozen=True):
    """`end`: finished exactly at the step's end."""


class Every(Struct, frozen=True, kw_only=True):
    """`every 15s`: at 15 s, 30 s, … before the end."""

    period_ms: int


class AtRandom(Struct, frozen=True, kw_only=True):
    """`random 40s-80s`: again and again, each this long after the one before; the same moments on every run."""

    least_ms: int
    most_ms: int


class AtRep(Struct, frozen=True, kw_only=True):
    """`rep 3`: 250 ms after the count of this rep."""

    rep: int


class LastReps(Struct, frozen=True, kw_only=True):
    """`last 3 reps`: once, when this many reps are left."""

    reps: int


class InRound(Struct, frozen=True, kw_only=True):
    """`round 2`: at the start, in this round only."""

    round: int


class OnSide(Struct, frozen=True, kw_only=True):
    """`side left`: at the start, on this side only."""

    side: Side


When: TypeAlias = (
    FromStart | BeforeEnd | Share | AtStart | AtEnd | Every | AtRandom | AtRep | LastReps | InRound | OnSide
)


class Spoken(Struct, frozen=True, kw_only=True):
    """One or more wordings of a cue, longest first."""

    wordings: tuple[TextTemplate, ...]
    priority: Priority = Priority.FORM
    voice: str = ""


class Sound(Struct, frozen=True, kw_only=True):
    """A sound of the tone pack by its name, or a file beside the routine."""

    name: str
    is_file: bool
    span: Span


class Cue(Struct, frozen=True, kw_only=True):
    when: When
    content: Spoken | Sound
    span: Span  # of the key


# --- options and steps --------------------------------------------------------------------------


class Tones(Struct, frozen=True, kw_only=True):
    """Names in the tone pack; `None` is silence."""

    start: str | None = "start"
    end: str | None = "end"
    start_span: Span | None = None  # where the author names it
    end_span: Span | None = None


DEFAULT_COUNTDOWN = 3
DEFAULT_TIME_LEFT_MS = (10_000,)  # where none is asked for and the step is long enough


class Options(Struct, frozen=True, kw_only=True):
    """What any step can set; the routine's `defaults:` are already merged in."""

    cues: tuple[Cue, ...] = ()
    announce: TextTemplate | bool = True  # a text replaces the automatic announcement, False leaves it out
    countdown: int = DEFAULT_COUNTDOWN  # 0 is off
    halfway: bool | None = None  # None: by itself, in steps that are long enough
    time_left_ms: tuple[int, ...] | None = None  # None: as `halfway`
    tones: Tones = Tones()
    bed: bool = True
    ready: bool = False  # a live session waits before the step for the listener's go


class Step(Struct, frozen=True, kw_only=True):
    """What every step has; the kinds of steps are in `kinds/`."""

    span: Span  # of the key that says the kind


class Turn(Struct, frozen=True, kw_only=True):
    """One of several lists of steps that are done in turn."""

    steps: tuple[Step, ...]
    span: Span  # of where the list begins


class Defaults(Struct, frozen=True, kw_only=True):
    """What the routine's `defaults:` set for every step: its options, and the values of other keys by their names."""

    options: Options = Options()
    values: Mapping[str, object] = {}

    @property
    def rest_options(self) -> Options:
        """Return the options of a rest that comes by itself: between sets, or at the end of a minute."""
        return replace(self.options, cues=(), ready=False)


# --- the routine --------------------------------------------------------------------------------


class Tag(Struct, frozen=True, kw_only=True):
    """`focus: [back, hips]` is the tag `focus` with two values."""

    name: str
    values: tuple[str, ...]


class BedFile(Struct, frozen=True, kw_only=True):
    """A file of the background music, by its path as the routine writes it."""

    path: str
    span: Span


class Routine(Struct, frozen=True, kw_only=True):
    """A routine with this run's settings in place."""

    source: SourceText
    title: str
    about: str
    language: str
    tags: tuple[Tag, ...]
    caution: TextTemplate | None
    bed: tuple[BedFile, ...] = ()  # one after the other, again and again
    parameters: tuple[Parameter, ...]
    steps: tuple[Step, ...]
    pronounce: tuple[tuple[str, str], ...] = ()  # a name, and how it is said

    def tag_values(self, name: str) -> tuple[str, ...]:
        return next((tag.values for tag in self.tags if tag.name == name), ())

    def parameter(self, name: str) -> Parameter | None:
        return next((parameter for parameter in self.parameters if parameter.name == name), None)
