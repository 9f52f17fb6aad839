"""The rules of docs/programmes.md, one by one: what was done, and the dose that follows."""

from datetime import timedelta

import pytest
from programmes import HANG, MONDAY, done, number, phase, programme, seconds, test_after

from voicecoach.programme.dose import Why, doses, next_session, session_at


def decide(made, sessions, day):
    return next_session(made, sessions, MONDAY + timedelta(days=day))


def hold(decision):
    return dict(decision.settings)["hold"]


GOOD = [done(0), done(2), done(4)]  # 20 s, 25 s, 30 s

RULES = {
    "nothing yet": ([], 0, "20s", Why.FIRST),
    "finished: a step up": ([done(0)], 2, "25s", Why.STEP_UP),
    "finished with the highest effort that counts": ([done(0, effort=8)], 2, "25s", Why.STEP_UP),
    "finished with an effort that is too high": ([done(0, effort=9)], 2, "20s", Why.TOO_HARD),
    "finished with the most pain that counts": ([done(0, pain=3)], 2, "25s", Why.STEP_UP),
    "pain: a step back": ([done(0), done(2, pain=4)], 4, "20s", Why.PAIN),
    "pain counts before effort": ([done(0), done(2, pain=4, effort=10)], 4, "20s", Why.PAIN),
    "pain at the first dose: never below": ([done(0, pain=9)], 2, "20s", Why.PAIN),
    "not finished: the same": ([done(0), done(2, finished=False)], 4, "25s", Why.SHORT),
    "twice in a row: a step back": (
        [done(0), done(2, finished=False), done(4, finished=False)],
        7,
        "20s",
        Why.SHORT_AGAIN,
    ),
    "three times in a row: not another one": (
        [*GOOD, done(7, finished=False), done(9, finished=False), done(11, finished=False)],
        14,
        "30s",
        Why.SHORT,
    ),
    "four times in a row: another one": (
        [*GOOD, *(done(day, finished=False) for day in (7, 9, 11, 14))],
        16,
        "25s",
        Why.SHORT_AGAIN,
    ),
    "not finished, and pain": ([*GOOD, done(7, finished=False, pain=5)], 9, "30s", Why.PAIN),
    "finished after one that fell short: a step up": (
        [done(0), done(2, finished=False), done(4)],
        7,
        "30s",
        Why.STEP_UP,
    ),
    "six days away are no gap": ([*GOOD], 10, "35s", Why.STEP_UP),
    "seven days away: the same": ([*GOOD], 11, "30s", Why.GAP),
    "thirteen days away: the same": ([*GOOD], 17, "30s", Why.GAP),
    "fourteen days away: one back": ([*GOOD], 18, "25s", Why.GAP),
    "twenty days away: one back": ([*GOOD], 24, "25s", Why.GAP),
    "twenty-one days away: two back": ([*GOOD], 25, "20s", Why.GAP),
    "a year away: never below the first": ([*GOOD], 369, "20s", Why.GAP),
    "short, then a gap that changes nothing": ([*GOOD, done(7, finished=False)], 15, "35s", Why.SHORT),
    "short, then a long gap": ([*GOOD, done(7, finished=False)], 21, "30s", Why.SHORT),
    "pain, then a long gap: both count": ([*GOOD, done(7, pain=4)], 21, "25s", Why.PAIN),
    "twice on a day counts once": ([done(0), done(0)], 2, "25s", Why.STEP_UP),
    "begun by mistake, then done": ([done(0, finished=False), done(0)], 2, "25s", Why.STEP_UP),
    "the worst pain of a day counts": ([done(0), done(2, pain=5), done(2, pain=0)], 4, "20s", Why.PAIN),
    "later days are not known yet": ([done(0), done(9, finished=False)], 2, "25s", Why.STEP_UP),
    "the log's order does not matter": ([done(2), done(0)], 4, "30s", Why.STEP_UP),
    "a session of another phase counts for that one": ([done(0), done(2, stage=2)], 4, "25s", Why.STEP_UP),
    "one of another phase that fell short holds back": (
        [done(0), done(2, stage=2, finished=False)],
        4,
        "20s",
        Why.SHORT,
    ),
    "one of another phase that hurt is a step back": (
        [*GOOD, done(7, stage=2, pain=5)],
        9,
        "25s",
        Why.PAIN,
    ),
}


@pytest.mark.parametrize(("sessions", "day", "dose", "why"), RULES.values(), ids=RULES)
def test_a_rule(sessions, day, dose, why):
    decision = decide(HANG, sessions, day)
    assert (hold(decision), decision.why) == (dose, why)


def test_a_long_gap_is_told_beside_what_held_back():
    assert decide(HANG, [*GOOD, done(7, pain=4)], 21).gap_days == 14
    assert decide(HANG, [*GOOD, done(7, pain=4)], 15).gap_days == 0
    assert decide(HANG, GOOD, 11).gap_days == 7


def test_who_is_asked_for_help():
    assert not decide(HANG, [done(0, pain=5)], 2).asks_for_help
    assert decide(HANG, [done(0, pain=6)], 2).asks_for_help


def test_the_hardest_dose_of_a_phase_is_its_last():
    short_way = programme(phase("Base", 3, seconds("hold", 20, 10, 45)))
    found = [decide(short_way, [done(day) for day in range(count)], count) for count in range(5)]
    assert [hold(one) for one in found] == ["20s", "30s", "40s", "45s", "45s"]
    assert found[-1].why is Why.HARDEST


def test_a_rest_gets_harder_as_it_shrinks():
    shrinking = programme(phase("Base", 2, seconds("rest", 60, 20, 30), number("rounds", 3, 1, 4)))
    found = [decide(shrinking, [done(day) for day in range(count)], count).settings for count in range(4)]
    assert found == [
        (("rest", "1m"), ("rounds", "3")),
        (("rest", "40s"), ("rounds", "4")),
        (("rest", "30s"), ("rounds", "4")),
        (("rest", "30s"), ("rounds", "4")),
    ]


def test_more_than_the_days_session_does_not_count_up_in_another_phase_either():
    base = [done(day) for day in range(9)]
    easy = decide(HANG, base, 9)
    again = decide(HANG, [*base, done(8, stage=1)], 9)
    assert (again.session, again.stage.name, again.level) == (easy.session, "Easy week", 0)


@pytest.mark.parametrize("how", [{"finished": False}, {"pain": 5}, {"effort": 10}])
def test_more_than_the_days_session_holds_back_where_it_was_too_much(how):
    beyond = [*GOOD, done(4, stage=2, **how)]
    assert hold(decide(HANG, beyond, 7)) == ("25s" if "pain" in how else "30s")
    assert decide(HANG, beyond, 7).session == 4


TWICE_A_DAY = programme(
    phase("A", 1, seconds("hold", 20, 5, 90), routines=("bar-hang",) * 14), days=(), sessions_a_week=14
)


@pytest.mark.parametrize(
    ("sessions", "dose", "session"),
    [
        ([done(0), done(0)], "30s", 3),
        ([done(0), done(0), done(0)], "30s", 3),  # the third is one too many
        ([done(0, finished=False), done(0)], "25s", 2),  # begun by mistake, then done
        ([done(0), done(0, pain=5)], "20s", 3),
        ([done(0), done(0), done(0, pain=5)], "20s", 3),
    ],
)
def test_a_programme_with_two_sessions_a_day(sessions, dose, session):
    decision = decide(TWICE_A_DAY, sessions, 1)
    assert (hold(decision), decision.session) == (dose, session)


WEEKLY = programme(phase("Base", 3, seconds("hold", 20, 5, 45), each="week"))


@pytest.mark.parametrize(
    ("sessions", "day", "dose", "why"),
    [
        ([done(0), done(2)], 4, "20s", Why.WEEK_GOES_ON),
        ([done(0), done(2), done(4)], 7, "25s", Why.STEP_UP),
        ([done(0), done(2, finished=False), done(4)], 7, "20s", Why.WEEK_FELL_SHORT),
        ([done(0), done(2, effort=9), done(4)], 7, "20s", Why.WEEK_FELL_SHORT),
        ([done(0), done(2), done(4, pain=4)], 7, "20s", Why.PAIN),
        ([*(done(day) for day in (0, 2, 4, 7, 9)), done(11, pain=4)], 14, "20s", Why.PAIN),
    ],
)
def test_each_week(sessions, day, dose, why):
    decision = decide(WEEKLY, sessions, day)
    assert (hold(decision), decision.why) == (dose, why)


def test_a_phase_ends_after_its_sessions_and_the_next_begins_with_its_first_dose():
    base = [done(day) for day in range(9)]
    easy = decide(HANG, base, 9)
    assert (easy.session, easy.week, easy.stage.name, easy.settings, easy.why) == (
        10,
        4,
        "Easy week",
        (("hold", "20s"), ("rounds", "2")),
        Why.NEXT_STAGE,
    )
    assert easy.before is None
    second = decide(HANG, [*base, done(9, stage=1)], 10)
    assert (second.session, second.why) == (11, Why.PLANNED)


@pytest.mark.parametrize("last", [{"finished": False}, {"pain": 4}], ids=["short", "hurt"])
def test_a_phase_does_not_end_with_a_session_that_fell_short_or_hurt(last):
    base = [*(done(day) for day in range(8)), done(8, **last)]
    again = decide(HANG, base, 9)
    assert (again.stage.name, again.session, again.week) == ("Base", 9, 3)
    assert decide(HANG, [*base, done(9)], 10).stage.name == "Easy week"


def test_a_test_comes_once_after_its_phase_and_then_the_programme_is_over():
    sessions = [done(day) for day in range(9)]
    sessions += [done(9 + day, stage=1) for day in range(3)]
    sessions += [done(12 + day, stage=2) for day in range(12)]
    test = decide(HANG, sessions, 24)
    assert (test.session, test.week, test.stage.name) == (25, 8, "test after Peak")
    assert test.settings == (("rounds", "1"), ("hold", "60s"))
    assert decide(HANG, [*sessions, done(24, stage=3, finished=False)], 25) is None


def test_a_session_by_its_number_has_the_dose_of_its_phase_now():
    later = session_at(HANG, GOOD, MONDAY + timedelta(days=7), 8)
    assert (later.session, later.week, hold(later)) == (8, 3, "35s")
    peak = session_at(HANG, GOOD, MONDAY + timedelta(days=7), 13)
    assert (peak.stage.name, peak.week, hold(peak), peak.why) == ("Peak", 5, "45s", Why.NEXT_STAGE)
    assert session_at(HANG, GOOD, MONDAY, 26) is None
    assert session_at(HANG, GOOD, MONDAY, 0) is None


BY_DAY = programme(
    phase(
        "Peak",
        2,
        seconds("hold", 45, 5, 60),
        routines=("max-hangs", "back-relief", "bar-hang"),
        left_alone=[("max-hangs", "hold")],
    )
)


def test_each_day_has_its_routine_and_takes_what_it_has():
    days = (0, 2, 4)
    found = [decide(BY_DAY, [done(day) for day in days[:count]], days[count]) for count in range(3)]
    assert [(one.routine, one.settings) for one in found] == [
        ("max-hangs", ()),
        ("back-relief", (("hold", "50s"),)),
        ("bar-hang", (("hold", "55s"),)),
    ]


@pytest.mark.parametrize(
    ("sessions", "day", "routine"),
    [
        ([], 2, "back-relief"),  # begun on a Wednesday
        ([], 1, "back-relief"),  # on Tuesday, Wednesday's is due
        ([done(0)], 0, "back-relief"),  # Monday's was done today
        ([done(0)], 4, "bar-hang"),  # Wednesday was missed
        ([done(0), done(4)], 5, "max-hangs"),  # on Saturday, Monday's is due
    ],
)
def test_a_routine_stays_on_its_day_whatever_was_missed(sessions, day, routine):
    assert decide(BY_DAY, sessions, day).routine == routine


def test_without_days_routines_come_in_turn():
    in_turn = programme(phase("A", 2, routines=("max-hangs", "back-relief")), days=(), sessions_a_week=2)
    found = [decide(in_turn, [done(3 * day) for day in range(count)], 3 * count) for count in range(4)]
    assert [one.routine for one in found] == ["max-hangs", "back-relief"] * 2


def test_once_a_week_is_on_time_after_seven_days():
    weekly = programme(
        phase("A", 4, seconds("hold", 20, 5, 60), routines=("bar-hang",)), days=(), sessions_a_week=1
    )
    assert [hold(decide(weekly, [done(0), done(7)], day)) for day in (14, 15, 21)] == ["30s", "25s", "20s"]


def test_every_dose_that_can_be_reached_is_listed_once():
    short = programme(
        phase("A", 1, seconds("hold", 20, 5, 60)),
        phase("B", 1, seconds("hold", 25, 5, 60), each="week"),
        test_after("B", hold="60s"),
    )
    assert [dict(settings)["hold"] for _, settings in doses(short)] == ["20s", "25s", "30s", "60s"]
