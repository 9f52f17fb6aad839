"""Findings about what will be heard: cues, the whole session, the files beside the routine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from voicecoach.findings.base import FindingBase, Severity
from voicecoach.findings.codes import Code

if TYPE_CHECKING:
    from voicecoach.findings.terms import CountUnit, LongerStep, Obstacle, OtherCue, TimeToTell

# --- when cues are heard ------------------------------------------------------------------------


class BadCueKey(FindingBase, frozen=True, kw_only=True):
    code = Code.BAD_CUE_KEY
    key: str
    suggestion: str = ""


class CueOutsideTime(FindingBase, frozen=True, kw_only=True):
    """A time that the step does not have. `length_ms` is the step's, None where it is not known.

    `at_end`: the cue is at the very end, where nothing begins any more.
    """

    code = Code.CUE_OUTSIDE
    key: str
    length_ms: int | None
    at_end: bool


class CueOutsideCount(FindingBase, frozen=True, kw_only=True):
    """A rep or a round that does not exist. `most` is how many there are, None where that is not known."""

    code = Code.CUE_OUTSIDE
    key: str
    unit: CountUnit
    most: int | None


class CueNotCounted(FindingBase, frozen=True, kw_only=True):
    """A rep or a round, where none is counted."""

    code = Code.CUE_NOT_HERE
    key: str
    unit: CountUnit


class CueOfNoSide(FindingBase, frozen=True, kw_only=True):
    """A side that the step does not have."""

    code = Code.CUE_NOT_HERE
    key: str
    side: str
    suggestion: str = ""


# --- the whole session --------------------------------------------------------------------------


_ANNOUNCED_MS: Final = 10_000
_HALF_A_MINUTE_MS: Final = 30_000


class PeriodOverrun(FindingBase, frozen=True, kw_only=True):
    code = Code.PERIOD_OVERRUN
    keeps_meaning = False
    need_ms: int
    room_ms: int

    @property
    def every_ms(self) -> int:
        """Return the length of a minute that has room for the work and the announcement of the next, in half minutes."""
        return -(-(self.need_ms + _ANNOUNCED_MS) // _HALF_A_MINUTE_MS) * _HALF_A_MINUTE_MS


class NoTimeForReps(FindingBase, frozen=True, kw_only=True):
    """Reps at one's own pace in a period that other work fills."""

    code = Code.PERIOD_OVERRUN
    used_ms: int
    room_ms: int


class TooLong(FindingBase, frozen=True, kw_only=True):
    code = Code.TOO_LONG
    total_ms: int
    limit_ms: int


class TooManyEvents(FindingBase, frozen=True, kw_only=True):
    """More than anybody could hear in the time of the session or of one step, or more to say than can be read in a moment."""

    code = Code.TOO_MANY_EVENTS
    limit: int
    of: Literal["session", "step", "texts", "characters", "spoken"] = "session"


class UnknownTone(FindingBase, frozen=True, kw_only=True):
    code = Code.UNKNOWN_TONE
    tone: str
    known: tuple[str, ...]
    suggestion: str = ""


class ReadyInFile(FindingBase, frozen=True, kw_only=True):
    """A file does not wait; `others` is how many steps wait besides this one."""

    code = Code.READY_IN_FILE
    usual_severity = Severity.NOTE
    others: int


class UntilDoneInFile(FindingBase, frozen=True, kw_only=True):
    """A file goes on to the limit of a step that ends when the listener is done; `others` is how many more such steps there are."""

    code = Code.UNTIL_DONE_IN_FILE
    usual_severity = Severity.NOTE
    limit_ms: int
    others: int


class NotRecorded(FindingBase, frozen=True, kw_only=True):
    """What an engine says, as the folder of recordings lacks it. It is at the first of these texts."""

    code = Code.NOT_RECORDED
    usual_severity = Severity.NOTE
    folder: str
    texts: tuple[str, ...]


# --- files beside the routine -------------------------------------------------------------------


class SoundMissing(FindingBase, frozen=True, kw_only=True):
    code = Code.SOUND_MISSING
    path: str
    suggestion: str = ""


class SoundOutside(FindingBase, frozen=True, kw_only=True):
    code = Code.SOUND_OUTSIDE
    path: str


class SoundUnreadable(FindingBase, frozen=True, kw_only=True):
    """`reason` and `remedy` are what the reader of sound files says."""

    code = Code.SOUND_UNREADABLE
    path: str
    reason: str
    remedy: str = ""


class IncludeMissing(FindingBase, frozen=True, kw_only=True):
    """`reason` is what the system says, empty where there is no such file."""

    code = Code.INCLUDE_MISSING
    path: str
    reason: str = ""
    suggestion: str = ""


class IncludeOutside(FindingBase, frozen=True, kw_only=True):
    code = Code.INCLUDE_OUTSIDE
    path: str


class IncludeCycle(FindingBase, frozen=True, kw_only=True):
    code = Code.INCLUDE_CYCLE
    path: str


class IncludeTooMany(FindingBase, frozen=True, kw_only=True):
    code = Code.INCLUDE_TOO_MANY
    limit: int


# --- cues that give way -------------------------------------------------------------------------


class GivingWay(FindingBase, frozen=True, kw_only=True):
    """A cue that is not heard as it is written, since its speech is longer than there is room.

    `by` is what it runs into. `is_automatic`: the program's own words, so that nothing is wrong with the routine.
    """

    keeps_meaning = False

    text: str
    need_ms: int
    room_ms: int
    by: Obstacle | OtherCue
    is_automatic: bool = False
    longer: LongerStep | None = None

    @property
    def severity(self) -> Severity:
        return Severity.NOTE if self.is_automatic else Severity.WARNING


class CueShortened(GivingWay, frozen=True, kw_only=True):
    code = Code.CUE_SHORTENED
    wording: str


class CueFaster(GivingWay, frozen=True, kw_only=True):
    """`percent` is the speed, 100 as usual; `wording` is what is said, shorter than `text` or the same."""

    code = Code.CUE_FASTER
    wording: str
    percent: int


class CueMoved(GivingWay, frozen=True, kw_only=True):
    """`moved_ms` is negative where the cue is said earlier."""

    code = Code.CUE_MOVED
    moved_ms: int


class CueLeftOut(GivingWay, frozen=True, kw_only=True):
    code = Code.CUE_LEFT_OUT


# --- exercises that the listener is not told in time --------------------------------------------


class NotAnnounced(FindingBase, frozen=True, kw_only=True):
    """The name of an exercise is never said: it takes `need_ms`. `time` is None where no key sets the time before it."""

    code = Code.NOT_ANNOUNCED
    usual_severity = Severity.WARNING
    keeps_meaning = False  # more time makes the session longer
    name: str
    need_ms: int
    time: TimeToTell | None = None

    @property
    def subject(self) -> str:
        return self.name


class AnnouncedLate(FindingBase, frozen=True, kw_only=True):
    """The name of an exercise is over `late_ms` after the start."""

    code = Code.ANNOUNCED_LATE
    usual_severity = Severity.WARNING
    keeps_meaning = False
    name: str
    late_ms: int
    has_list: bool = False  # what is late is the list of what is done in it
    time: TimeToTell | None = None

    @property
    def subject(self) -> str:
        return self.name


GaveWay: TypeAlias = CueShortened | CueFaster | CueMoved | CueLeftOut

SessionFinding: TypeAlias = (
    BadCueKey
    | CueOutsideTime
    | CueOutsideCount
    | CueNotCounted
    | CueOfNoSide
    | PeriodOverrun
    | NoTimeForReps
    | TooLong
    | TooManyEvents
    | UnknownTone
    | ReadyInFile
    | UntilDoneInFile
    | NotRecorded
    | SoundMissing
    | SoundOutside
    | SoundUnreadable
    | IncludeMissing
    | IncludeOutside
    | IncludeCycle
    | IncludeTooMany
    | NotAnnounced
    | AnnouncedLate
    | GaveWay
)
