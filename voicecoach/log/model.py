"""Sessions as the log stores them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.language.leaves import EXERCISE_KINDS, IntervalKind

if TYPE_CHECKING:
    from collections.abc import Mapping


LEAST_HEARD_MS: Final = 30_000  # less is a trial run


class Ending(StrEnum):
    """How a session ended. All but the first two were broken off and can be resumed."""

    PLAYING = "playing"  # it has not ended
    FINISHED = "finished"
    STOPPED = "stopped"  # by the listener, or by a signal
    FAILED = "failed"  # by an error of the environment or of ours
    KILLED = "killed"  # its process disappeared


class Origin(StrEnum):
    BUILT_IN = "built-in"
    FILE = "file"
    STANDARD_INPUT = "standard-input"


class StepPlan(Struct, frozen=True, kw_only=True):
    """A step of the session as it was planned: one interval."""

    kind: IntervalKind
    name: str = ""
    round: int | None = None
    set: int | None = None
    side: str = ""
    load: str = ""  # as it is written: `+10kg`
    edge: str = ""
    grip: str = ""
    effort: int = 0  # 1 to 10 as the routine has it, 0 where it says none; the hardest of several
    reps: int = 0  # the larger number of a range; 0 where there are none, or several exercises
    reps_from: int = 0  # the smaller one; 0 where there is no range
    tempo: str = ""  # `3-0-X-1`
    start_ms: int
    duration_ms: int

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.duration_ms

    @property
    def is_tension(self) -> bool:
        """Whether its time is time under tension."""
        return self.kind in EXERCISE_KINDS

    @property
    def identity(self) -> tuple[object, ...]:
        """What identifies the same step in another version of the routine."""
        return self.kind, self.name.casefold(), self.round, self.set, self.side


class PlaceInProgramme(Struct, frozen=True, kw_only=True):
    """Which session of which programme it is. `programme` is named as routines are; `stage` is a phase or a test."""

    programme: str
    stage: str
    session: int


class Report(Struct, frozen=True, kw_only=True):
    """What the listener says of a session. Effort is 1 to 10, pain 0 to 10; None where nothing was said."""

    effort: int | None = None
    pain: int | None = None
    note: str = ""


class SessionPlan(Struct, frozen=True, kw_only=True):
    """What is about to be played."""

    routine: str  # as it is named on the command line: a built-in, an absolute path, `-`
    origin: Origin
    title: str
    fingerprint: str  # of the source, what it includes, and the settings
    settings: Mapping[str, str]  # parameters that were set
    options: Mapping[str, object]  # of the voice and the sound, where they are not the defaults
    total_ms: int
    steps: tuple[StepPlan, ...]
    place: PlaceInProgramme | None = None


class HeardStep(Struct, frozen=True, kw_only=True):
    """What was heard of a step. `reached_ms` is how far, in session time, without leaving out more than a second.

    `done_ms` is how long it had gone on when the listener said done; None where nobody did.
    """

    number: int  # its index in the plan
    heard_ms: int
    reached_ms: int
    done_ms: int | None = None


class Progress(Struct, frozen=True, kw_only=True):
    """A session's progress. `changed` has the steps of which more was heard since the last progress."""

    position_ms: int
    played_ms: int
    tension_ms: int
    completed_steps: int
    completed_work: int = 0  # of the steps that are time under tension
    changed: tuple[HeardStep, ...]


class LoggedStep(Struct, frozen=True, kw_only=True):
    """A step that was begun."""

    plan: StepPlan
    heard: HeardStep
    is_completed: bool


class SessionOfProgramme(Struct, frozen=True, kw_only=True):
    """What of a session decides what a programme has due next."""

    day: date
    stage: str
    ended: Ending
    played_ms: int
    report: Report
    is_by_hand: bool
    work_steps: int | None
    completed_work: int | None

    @property
    def is_done(self) -> bool:
        """Whether all of its work was heard, or the listener says so."""
        if self.is_by_hand or not self.work_steps:
            return self.ended is Ending.FINISHED
        return self.completed_work == self.work_steps

    @property
    def is_try(self) -> bool:
        """Whether it was broken off so early that it counts for nothing."""
        return not self.is_done and not self.is_by_hand and self.played_ms < LEAST_HEARD_MS


class LoggedSession(Struct, frozen=True, kw_only=True):
    """A session of the log."""

    number: int
    started_utc: datetime
    utc_offset_min: int  # of the local time zone then
    routine: str
    origin: Origin
    title: str
    fingerprint: str
    settings: Mapping[str, str]
    options: Mapping[str, object]
    total_ms: int
    position_ms: int
    played_ms: int
    tension_ms: int
    steps: int
    completed_steps: int
    ended: Ending
    begun: tuple[LoggedStep, ...] = ()
    place: PlaceInProgramme | None = None
    report: Report = Report()
    is_by_hand: bool = False
    work_steps: int | None = None
    completed_work: int | None = None

    @property
    def started(self) -> datetime:
        """When it began, in the local time of that day."""
        return self.started_utc.astimezone(timezone(timedelta(minutes=self.utc_offset_min)))

    @property
    def day(self) -> date:
        return self.started.date()

    @property
    def is_finished(self) -> bool:
        return self.ended is Ending.FINISHED

    @property
    def is_done(self) -> bool:
        return self._part.is_done

    @property
    def is_try(self) -> bool:
        return self._part.is_try

    @property
    def _part(self) -> SessionOfProgramme:
        return SessionOfProgramme(
            day=self.day,
            stage=self.place.stage if self.place else "",
            ended=self.ended,
            played_ms=self.played_ms,
            report=self.report,
            is_by_hand=self.is_by_hand,
            work_steps=self.work_steps,
            completed_work=self.completed_work,
        )

    @property
    def is_broken_off(self) -> bool:
        return self.ended not in {Ending.PLAYING, Ending.FINISHED}


def utc_offset_min(when_utc: datetime) -> int:
    """Return the offset of local time from UTC at an instant, including daylight saving time."""
    try:
        offset = when_utc.astimezone().utcoffset()
    except (ValueError, OverflowError, OSError):
        return 0  # an impossible zone, such as one of 24 hours
    return round(offset.total_seconds() / 60) if offset is not None else 0


def utc_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
