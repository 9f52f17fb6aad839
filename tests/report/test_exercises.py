"""How each exercise has come on, as `log` shows it."""

from datetime import UTC, datetime, timedelta

import pytest

from voicecoach.language.leaves import IntervalKind
from voicecoach.log.model import Ending, HeardStep, LoggedSession, LoggedStep, Origin, StepPlan
from voicecoach.report.exercises import HEADING, exercise_rows, sparkline


def step(name, seconds, *, load="", kind="hold"):
    plan = StepPlan(kind=IntervalKind(kind), name=name, load=load, start_ms=0, duration_ms=90_000)
    heard = HeardStep(number=0, heard_ms=seconds * 1000, reached_ms=seconds * 1000)
    return LoggedStep(plan=plan, heard=heard, is_completed=True)


def session(day, *begun, ended=Ending.FINISHED, played_s=60):
    return LoggedSession(
        number=day,
        started_utc=datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=day),
        utc_offset_min=0,
        routine="r",
        origin=Origin.BUILT_IN,
        title="T",
        fingerprint="f",
        settings={},
        options={},
        total_ms=60_000,
        position_ms=60_000,
        played_ms=played_s * 1000,
        tension_ms=0,
        steps=1,
        completed_steps=1,
        ended=ended,
        begun=begun,
        work_steps=1,
        completed_work=int(ended is Ending.FINISHED),
    )


def rows(*sessions, is_plain=False):
    return exercise_rows(sessions, is_plain=is_plain)[1:]


@pytest.mark.parametrize(
    ("values", "curve", "plain"),
    [
        ([0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█", "12345678"),
        ([20, 25, 20, 60], "▁▂▁█", "1218"),
        ([30, 30, 30], "▄▄▄", "444"),
        ([5], "▄", "4"),
        ([-5, 0, 5], "▁▅█", "158"),
    ],
)
def test_a_curve(values, curve, plain):
    assert sparkline(values, is_plain=False) == curve
    assert sparkline(values, is_plain=True) == plain


def test_the_longest_hold_of_each_session_oldest_first():
    found = rows(
        session(3, step("Hang", 25), step("Hang", 40)),  # the newest comes first, as in the log
        session(2, step("hang", 30), step("Plank", 60)),
        session(1, step("Hang", 20)),
    )
    assert found == [
        ("Hang", "3", "▁▅█", "0:20", "0:40", "0:40"),
        ("Plank", "1", "▄", "1:00", "1:00", "1:00"),
    ]
    assert exercise_rows([session(1, step("Hang", 20))], is_plain=False)[0] == HEADING


def test_the_load_where_it_grows():
    found = rows(
        session(1, step("Hang", 10, load="-5kg"), step("Hang", 10, load="-5kg")),
        session(2, step("Hang", 10, load="+10kg")),
        session(3, step("Hang", 8, load="+7.5kg"), step("Hang", 8, load="+5kg")),
    )
    assert found == [("Hang", "3", "▁█▇", "-5kg", "+7.5kg", "+10kg")]


@pytest.mark.parametrize("load", ["", "red band", "80%", "20lb"])
def test_the_time_where_the_load_is_no_weight_each_time_or_the_same(load):
    found = rows(session(1, step("Hang", 10, load="+10kg")), session(2, step("Hang", 12, load=load)))
    assert found[0][3:] == ("0:10", "0:12", "0:12")
    assert (
        rows(session(1, step("Hang", 10, load="+5kg")), session(2, step("Hang", 12, load="+5kg")))[0][3]
        == "0:10"
    )


def test_rests_tries_and_what_is_being_played_do_not_count():
    assert rows(session(1, step("", 30, kind="rest"), step("Rest", 30, kind="rest"))) == []
    assert rows(session(1, step("Hang", 10), ended=Ending.STOPPED, played_s=10)) == []
    assert rows(session(1, step("Hang", 40), ended=Ending.PLAYING)) == []
    assert rows(session(1, step("Hang", 0), ended=Ending.STOPPED)) == []


def test_a_curve_has_the_last_twenty_and_a_table_the_last_twelve():
    many = rows(*(session(day, step("Hang", 20 + day)) for day in range(30)))
    assert (many[0][1], len(many[0][2]), many[0][3]) == ("30", 20, "0:30")
    assert len(rows(session(1, *(step(f"E{number}", 20) for number in range(30))))) == 12
