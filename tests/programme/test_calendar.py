"""When sessions are due: missed days move the rest."""

from datetime import timedelta

import pytest
from programmes import HANG, MONDAY, done, phase, programme

from voicecoach.programme.calendar import due_day, due_days

SPREAD = programme(phase("A", 2, routines=("bar-hang",) * 3), days=(), sessions_a_week=3)


def day(number):
    return MONDAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("sessions", "today", "due"),
    [
        ([], 0, 0),  # Monday
        ([], 1, 2),  # Tuesday: on Wednesday
        ([], 5, 7),  # Saturday: on Monday
        ([done(0)], 0, 2),  # done today
        ([done(0)], 1, 2),
        ([done(0)], 3, 4),  # Wednesday was missed: it does not pile up
        ([done(1)], 2, 2),  # done on a Tuesday
        ([done(0), done(5)], 2, 2),  # what is done later is not known yet
    ],
)
def test_on_the_days_of_the_week(sessions, today, due):
    assert due_day(HANG, sessions, day(today)) == day(due)


@pytest.mark.parametrize(
    ("sessions", "today", "due"), [([], 3, 3), ([done(0)], 0, 2), ([done(0)], 1, 2), ([done(0)], 9, 9)]
)
def test_so_many_a_week(sessions, today, due):
    assert due_day(SPREAD, sessions, day(today)) == day(due)


def test_the_days_of_all_sessions():
    assert due_days(HANG, day(1), 4) == (day(2), day(4), day(7), day(9))
    assert due_days(SPREAD, day(1), 4) == (day(1), day(3), day(5), day(8))
