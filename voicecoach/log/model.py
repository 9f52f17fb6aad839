"""A session as the log knows it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.language.leaves import EXERCISE_KINDS, IntervalKind

if TYPE_CHECKING:
    from collections.abc import Mapping


class Ending(StrEnum):
    """How a session ended; all but the first two are broken off and can be resumed."""

    PLAYING = "playing"  # it has not
    FINISHED = "finished"
    STOPPED = "stopped"  # by the listener, or by a signal
    FAILED = "failed"  # by an error of the surroundings or of ours
    KILLED = "killed"  # its process has gone without a word


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
        """What it has in common with the same step of another version of the routine."""
        return self.kind, self.name.casefold(), self.round, self.set, self.side


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


class HeardStep(Struct, frozen=True, kw_only=True):
    """What was heard of a step. `reached_ms` is how far, in session time, without leaving out more than a second."""

    number: int  # its index in the plan
    heard_ms: int
    reached_ms: int


class Progress(Struct, frozen=True, kw_only=True):
    """How far a session has come. `changed` has the steps of which more was heard since the progress before."""

    position_ms: int
    played_ms: int
    tension_ms: int
    completed_steps: int
    changed: tuple[HeardStep, ...]


class LoggedStep(Struct, frozen=True, kw_only=True):
    """A step that was begun."""

    plan: StepPlan
    heard: HeardStep
    is_completed: bool


class LoggedSession(Struct, frozen=True, kw_only=True):
    """A session of the log."""

    number: int
    started_utc: datetime
    utc_offset_min: int  # of the clock on the wall then
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

    @property
    def started(self) -> datetime:
        """When it began, by the clock on the wall of that day."""
        return self.started_utc.astimezone(timezone(timedelta(minutes=self.utc_offset_min)))

    @property
    def day(self) -> date:
        return self.started.date()

    @property
    def is_finished(self) -> bool:
        return self.ended is Ending.FINISHED

    @property
    def is_broken_off(self) -> bool:
        return self.ended not in {Ending.PLAYING, Ending.FINISHED}


def utc_offset_min(when_utc: datetime) -> int:
    """Return how far the clock on the wall here is ahead of UTC at an instant, summer time included."""
    try:
        offset = when_utc.astimezone().utcoffset()
    except (ValueError, OverflowError, OSError):
        return 0  # a zone that cannot be, such as one of 24 hours
    return round(offset.total_seconds() / 60) if offset is not None else 0


def utc_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
