"""When sessions are due: missed days move the rest, and never pile up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from voicecoach.language.programme import DAYS_A_WEEK, Programme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.programme.history import Done


def due_day(programme: Programme, sessions: Sequence[Done], day: date) -> date:
    """Return the first day, from `day` on, on which the next session is due.

    One session a day counts, so after today's the next one is due tomorrow at the earliest. Without days of the week, the
    sessions of a week are spread evenly.
    """
    last = max((one.day for one in sessions if one.day <= day), default=None)
    if programme.days:
        first = day if last is None or last < day else day + timedelta(days=1)
        return next(one for one in _days_from(first) if one.weekday() in programme.days)
    if last is None:
        return day
    return max(day, last + timedelta(days=max(DAYS_A_WEEK // programme.sessions_a_week, 1)))


def due_days(programme: Programme, first: date, count: int) -> tuple[date, ...]:
    """Return the days of so many sessions in turn, the first of them on or after `first`, if none is missed."""
    if programme.days:
        wanted = (one for one in _days_from(first) if one.weekday() in programme.days)
        return tuple(next(wanted) for _ in range(count))
    each = programme.sessions_a_week
    return tuple(
        first + timedelta(days=number // each * DAYS_A_WEEK + number % each * DAYS_A_WEEK // each)
        for number in range(count)
    )


def _days_from(first: date) -> Iterator[date]:
    while True:
        yield first
        first += timedelta(days=1)
