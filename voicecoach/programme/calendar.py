"""When sessions are due: after missed days the rest moves, and sessions never pile up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from voicecoach.language.programme import DAYS_A_WEEK, Programme
from voicecoach.programme.history import outcomes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.programme.history import DoneSession


def due_day(programme: Programme, sessions: Sequence[DoneSession], day: date) -> date:
    """Return the first day, from `day` on, on which the next session is due.

    On days of the week, after today's session the next one is due tomorrow at the earliest. A number of sessions is spread evenly over
    the week; with more than seven, several are due on one day.
    """
    known = outcomes((one for one in sessions if one.day <= day), a_day=programme.sessions_a_day)
    if not known:
        return next(one for one in _days_from(day) if not programme.days or one.weekday() in programme.days)
    last = known[-1].day
    if programme.days:
        first = day if last < day else day + timedelta(days=1)
        return next(one for one in _days_from(first) if one.weekday() in programme.days)
    done = sum(not outcome.is_extra for outcome in known)
    a_week = programme.sessions_a_week
    between = done * DAYS_A_WEEK // a_week - (done - 1) * DAYS_A_WEEK // a_week
    return max(day, last + timedelta(days=between))


def _days_from(first: date) -> Iterator[date]:
    while True:
        yield first
        first += timedelta(days=1)
