"""A programme as it is once it is read: phases of weeks, each with a dose that grows, and tests between them."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from datetime import date

    from voicecoach.language.model import Tag
    from voicecoach.source import SourceText, Span

MAX_WEEKS: Final = 52
MAX_SESSIONS: Final = 400
MAX_SESSIONS_A_WEEK: Final = 14
DAYS_A_WEEK: Final = 7


class Weekday(IntEnum):
    """As `datetime.date.weekday` counts."""

    MON = 0
    TUE = 1
    WED = 2
    THU = 3
    FRI = 4
    SAT = 5
    SUN = 6


class Pace(StrEnum):
    """After what a dose may grow."""

    SESSION = "session"
    WEEK = "week"


class RoutineName(Struct, frozen=True, kw_only=True):
    """A routine as a programme names it: a built-in, or a path beside the programme's file."""

    name: str
    span: Span


class Setting(Struct, frozen=True, kw_only=True):
    """A value for a parameter of the routine, as from `--set`."""

    name: str
    value: str
    name_span: Span
    span: Span  # of the value


class Progression(Struct, frozen=True, kw_only=True):
    """How one parameter grows, step by step, from its first value to its last.

    Values are ms for a duration and whole numbers for a count. A parameter whose `last` is the smaller number gets harder as
    it shrinks: a rest, for example.
    """

    parameter: str
    is_duration: bool
    first: int
    step: int  # always positive
    last: int
    name_span: Span
    span: Span

    @property
    def steps(self) -> int:
        """How many steps lead from the first value to the last; the last step may be a smaller one."""
        return -(-abs(self.last - self.first) // self.step)

    def value(self, level: int) -> int:
        """Return the value after this many steps."""
        if self.last >= self.first:
            return min(self.first + level * self.step, self.last)
        return max(self.first - level * self.step, self.last)

    def text(self, value: int) -> str:
        """Return a value as the language writes it."""
        return format_duration_ms(value) if self.is_duration else str(value)


class Phase(Struct, frozen=True, kw_only=True):
    """Weeks with one aim.

    `routines` has one routine for each session of a week: the same one throughout, or one for each day. `left_alone` has the
    parameters, each with its routine, that the phase does not set: of several routines, one need not take every value.
    """

    name: str
    weeks: int
    routines: tuple[RoutineName, ...]
    settings: tuple[Setting, ...] = ()
    progress: tuple[Progression, ...] = ()
    pace: Pace = Pace.SESSION
    left_alone: frozenset[tuple[str, str]] = frozenset()
    span: Span

    @property
    def sessions(self) -> int:
        return self.weeks * len(self.routines)

    @property
    def top_level(self) -> int:
        """The level of the hardest dose that the phase can reach in its time; 0 is its first."""
        chances = self.weeks if self.pace is Pace.WEEK else self.sessions
        return min(max((progress.steps for progress in self.progress), default=0), chances - 1)


class PhaseTest(Struct, frozen=True, kw_only=True):
    """A session that tests where the listener is, once after a phase. It takes no week of its own."""

    phase: str
    routine: RoutineName
    settings: tuple[Setting, ...] = ()
    span: Span

    @property
    def name(self) -> str:
        return f"test after {self.phase}"

    @property
    def routines(self) -> tuple[RoutineName, ...]:
        return (self.routine,)

    @property
    def weeks(self) -> int:
        return 0

    @property
    def sessions(self) -> int:
        return 1


Stage: TypeAlias = Phase | PhaseTest


class Programme(Struct, frozen=True, kw_only=True):
    """Sessions over weeks. `days` is empty where the author gives a number of sessions a week and no days."""

    source: SourceText
    title: str
    about: str
    language: str
    tags: tuple[Tag, ...]
    days: tuple[Weekday, ...]
    sessions_a_week: int
    stages: tuple[Stage, ...]

    @property
    def sessions(self) -> int:
        return sum(stage.sessions for stage in self.stages)

    @property
    def weeks(self) -> int:
        return sum(stage.weeks for stage in self.stages)

    @property
    def sessions_a_day(self) -> int:
        """How many sessions a day the programme has at most."""
        return 1 if self.days else -(-self.sessions_a_week // DAYS_A_WEEK)

    def stage_of(self, session: int) -> int | None:
        """Return the index of the stage that a session belongs to, counted from 1; None where there is no such session."""
        first = 1
        for index, stage in enumerate(self.stages):
            if first <= session < first + stage.sessions:
                return index
            first += stage.sessions
        return None

    def routine_of(self, index: int, within: int, day: date) -> str:
        """Return the routine of a stage's session that is due on a day, or on the next day of training from then on.

        Each routine stays on its day of the week, whatever was missed; without days they come in turn.
        """
        routines = self.stages[index].routines
        if self.days and len(routines) == len(self.days):
            ahead = [(weekday - day.weekday()) % DAYS_A_WEEK for weekday in self.days]
            return routines[ahead.index(min(ahead))].name
        return routines[within % len(routines)].name

    def first_session(self, index: int) -> int:
        """Return the number of a stage's first session."""
        return 1 + sum(stage.sessions for stage in self.stages[:index])

    def first_week(self, index: int) -> int:
        """Return the number of a stage's first week; that of a test is the week that it closes."""
        before = sum(stage.weeks for stage in self.stages[:index])
        return max(before, 1) if isinstance(self.stages[index], PhaseTest) else before + 1

    def week_of(self, index: int, within: int) -> int:
        """Return the week of a stage's session, which is counted from 0 within the stage."""
        return self.first_week(index) + within // self.sessions_a_week
