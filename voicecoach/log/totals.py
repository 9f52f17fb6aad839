"""Sessions added up: by day, and by week."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from voicecoach.log.model import LoggedSession


class Week(Struct, frozen=True, kw_only=True):
    """What was done in the week that begins with this Monday."""

    monday: date
    sessions: int
    finished: int
    played_ms: int
    tension_ms: int


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks(sessions: Iterable[LoggedSession]) -> tuple[Week, ...]:
    """Return the weeks in which something was played, newest first, by the day on the wall calendar of each session."""
    by_week = sorted(sessions, key=lambda session: session.day, reverse=True)
    return tuple(
        _week(monday, tuple(group))
        for monday, group in groupby(by_week, key=lambda session: monday_of(session.day))
    )


def _week(monday: date, sessions: tuple[LoggedSession, ...]) -> Week:
    return Week(
        monday=monday,
        sessions=len(sessions),
        finished=sum(session.is_finished for session in sessions),
        played_ms=sum(session.played_ms for session in sessions),
        tension_ms=sum(session.tension_ms for session in sessions),
    )


def played_ms_by_day(sessions: Iterable[LoggedSession]) -> Mapping[date, int]:
    days: dict[date, int] = {}
    for session in sessions:
        days[session.day] = days.get(session.day, 0) + session.played_ms
    return days
