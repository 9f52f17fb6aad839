"""When sessions are due: missed days move the rest."""

from datetime import timedelta

import pytest
from programmes import HANG, MONDAY, done, phase, programme

from voicecoach.programme.calendar import due_day
from voicecoach.programme.outlook import outlook

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
    ("sessions", "today", "due"),
    [
        ([], 3, 3),
        ([done(0)], 0, 2),
        ([done(0)], 1, 2),
        ([done(0), done(2), done(4)], 4, 7),  # a week has three of them, and seven days
        ([done(0), done(0)], 0, 2),  # twice on a day counts once
        ([done(0)], 9, 9),
    ],
)
def test_so_many_a_week(sessions, today, due):
    assert due_day(SPREAD, sessions, day(today)) == day(due)


@pytest.mark.parametrize("a_week", range(1, 15))
def test_a_number_of_sessions_fills_the_week_evenly(a_week):
    made = programme(phase("A", 4, routines=("bar-hang",) * a_week), days=(), sessions_a_week=a_week)
    days = [(one.day - MONDAY).days for one in outlook(made, [], MONDAY)]
    assert days == [number * 7 // a_week for number in range(4 * a_week)]


def test_what_was_missed_of_so_many_a_week_does_not_pile_up():
    days = [(one.day - MONDAY).days for one in outlook(SPREAD, [done(0)], day(10))]
    assert days == [0, 10, 12, 15, 17, 19]
