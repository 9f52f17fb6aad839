"""`voicecoach log`: the sessions that were played, for people and for programs."""

import csv
import io
import json
import time
from datetime import UTC, date, datetime

import pytest

from voicecoach.cli import history
from voicecoach.language.leaves import IntervalKind
from voicecoach.log.database import Log
from voicecoach.log.hearing import Hearing
from voicecoach.log.model import Ending, Origin, SessionPlan, StepPlan, utc_offset_min
from voicecoach.player.playback import PlayerState, Snapshot
from voicecoach.units import ms_to_frames

STEPS = (
    StepPlan(kind=IntervalKind.LEAD_IN, start_ms=0, duration_ms=10_000),
    StepPlan(kind=IntervalKind.HOLD, name="Hang", round=1, start_ms=10_000, duration_ms=20 * 60_000),
)
MIDSUMMER = datetime(2026, 6, 24, 20, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_berlin(monkeypatch):
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def logged(tmp_path, monkeypatch):
    """Log a session that began at an instant, of which so many seconds were heard."""

    def log(
        when_utc=MIDSUMMER,
        heard_s=1210,
        *,
        ended=Ending.FINISHED,
        title="Bar hang",
        routine="bar-hang",
        **settings,
    ):
        monkeypatch.setattr("voicecoach.log.database.utc_now", lambda: when_utc)
        plan = SessionPlan(
            routine=routine,
            origin=Origin.BUILT_IN,
            title=title,
            fingerprint="f",
            settings=settings,
            options={},
            total_ms=1_210_000,
            steps=STEPS,
        )
        hearing = Hearing(STEPS)
        hearing.update(Snapshot(state=PlayerState.PLAYING, position_frame=ms_to_frames(heard_s * 1000)))
        with Log.open(tmp_path / "data") as opened:
            progress = hearing.progress(is_whole=True)
            number, lock = opened.begin(plan, progress)
            with lock:
                opened.note(number, plan, progress, ended)

    return log


def test_an_empty_log_says_how_to_begin(run):
    result = run("log")
    assert result.exit_code == 0
    assert "no session has been played yet" in result.stdout
    assert "voicecoach play" in result.stdout


def test_an_empty_log_as_data(run):
    assert json.loads(run("log", "--json").stdout) == []
    assert len(run("log", "--csv").stdout.splitlines()) == 1


def test_the_table_has_the_newest_session_first(run, logged):
    logged(heard_s=100, ended=Ending.STOPPED, hold="20m")
    logged(datetime(2026, 6, 25, 5, 0, tzinfo=UTC))
    lines = run("log").stdout.splitlines()
    assert lines[1].split()[:4] == ["Thu", "2026-06-25", "07:00", "bar-hang"]
    assert "finished" in lines[1]
    assert lines[2].split() == [
        *("Wed", "2026-06-24", "22:15", "bar-hang", "1:40", "20:10", "1:30", "1/2"),
        *("broken", "off", "at", "1:40", "#1", "hold=20m"),
    ]


def test_the_table_is_limited_the_data_is_not(run, logged):
    for minute in range(22):
        logged(MIDSUMMER.replace(minute=minute), 20)
    assert "… and 2 older" in run("log").stdout
    assert run("log", "--limit", "0").stdout.count("bar-hang") == 22
    assert run("log", "--limit", "3").stdout.count("bar-hang") == 3
    assert len(json.loads(run("log", "--json").stdout)) == 22
    assert len(json.loads(run("log", "--json", "--limit", "2").stdout)) == 2


def test_as_data(run, logged):
    logged(heard_s=610, ended=Ending.STOPPED, hold="20m")
    (session,) = json.loads(run("log", "--json").stdout)
    begun = session.pop("begun")
    assert session == {
        "number": 1,
        "date": "2026-06-24T22:15:00+02:00",
        "routine": "bar-hang",
        "origin": "built-in",
        "title": "Bar hang",
        "fingerprint": "f",
        "settings": {"hold": "20m"},
        "options": {},
        "ended": "stopped",
        "total_ms": 1_210_000,
        "position_ms": 610_000,
        "played_ms": 610_000,
        "time_under_tension_ms": 600_000,
        "steps": 2,
        "completed_steps": 1,
        "programme": None,
        "phase": None,
        "programme_session": None,
        "done": False,
        "try": False,
        "by_hand": False,
        "effort": None,
        "pain": None,
        "note": "",
    }
    assert begun[1] == {
        "kind": "hold",
        "name": "Hang",
        "round": 1,
        "set": None,
        "side": None,
        "load": None,
        "edge": None,
        "grip": None,
        "effort": None,
        "reps": None,
        "reps_from": None,
        "tempo": None,
        "start_ms": 10_000,
        "duration_ms": 1_200_000,
        "heard_ms": 600_000,
        "done_ms": None,
        "completed": False,
    }


def test_a_formula_in_a_title_is_text_in_a_spreadsheet(run, logged):
    logged(title='=HYPERLINK("http://x.example","here")', routine="+1.yaml", grip="@SUM(A1)\nsecond line")
    result = run("log", "--csv").stdout
    (row,) = csv.DictReader(io.StringIO(result))
    assert row["title"].startswith("'=HYPERLINK")
    assert row["routine"] == "'+1.yaml"
    assert not row["settings"].startswith("@")
    assert "\n" not in row["settings"]
    assert row["time_under_tension_ms"] == "1200000"
    assert row["date"] == "2026-06-24T22:15:00+02:00"


def test_a_title_cannot_talk_to_the_terminal(run, logged):
    logged(routine="\x1b[2Jevil.yaml")
    assert "\x1b" not in run("log").stdout


def test_json_and_csv_at_once_is_wrong_use(run):
    assert run("log", "--json", "--csv").exit_code == 2


def strip_of(result):
    """Return the seven rows of the calendar, without the names of the days."""
    lines = result.stdout.splitlines()
    first = max(number for number, line in enumerate(lines) if line.startswith("Mon  "))
    return [line[5:] for line in lines[first : first + 7]]


def test_the_calendar_is_dark_where_much_was_played(run, logged, monkeypatch):
    monkeypatch.setattr(history, "_today", lambda: date(2026, 6, 26))
    monkeypatch.setenv("COLUMNS", "25")
    logged(datetime(2026, 6, 22, 9, tzinfo=UTC), 300)
    logged(datetime(2026, 6, 24, 9, tzinfo=UTC), 700)
    logged(datetime(2026, 6, 24, 10, tzinfo=UTC), 700)
    logged(datetime(2026, 6, 19, 10, tzinfo=UTC), 1210)
    logged(datetime(2026, 6, 19, 11, tzinfo=UTC), 1210)
    rows = strip_of(run("log"))
    assert [row[16:] for row in rows] == ["· ░", "· ·", "· ▓", "· ·", "█ ·", "·", "·"]


def test_the_calendar_without_unicode(run, logged, monkeypatch):
    monkeypatch.setattr(history, "_today", lambda: date(2026, 6, 26))
    monkeypatch.setattr(history, "_has_shades", lambda: False)
    monkeypatch.setenv("COLUMNS", "9")
    logged(datetime(2026, 6, 22, 9, tzinfo=UTC), 300)
    assert strip_of(run("log")) == [". -", ". .", ". .", ". .", ". .", ".", "."]
    assert ". none - under 10 min" in " ".join(run("log").stdout.split())


def test_a_session_near_midnight_is_on_the_day_of_the_wall_calendar(run, logged, monkeypatch):
    monkeypatch.setattr(history, "_today", lambda: date(2026, 6, 25))
    monkeypatch.setenv("COLUMNS", "7")
    logged(datetime(2026, 6, 24, 22, 30, tzinfo=UTC), 300)  # 00:30 on Thursday in Berlin
    assert strip_of(run("log")) == ["·", "·", "·", "░", "", "", ""]
    monkeypatch.delenv("COLUMNS")
    assert "Thu 2026-06-25 00:30" in run("log").stdout


@pytest.mark.parametrize(
    ("instant", "offset_min", "shown"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), 60, "Sun 2026-03-29 01:30"),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), 120, "Sun 2026-03-29 03:30"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 120, "Sun 2026-10-25 02:30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 60, "Sun 2026-10-25 02:30"),
    ],
)
def test_summer_time_is_that_of_the_session(run, logged, instant, offset_min, shown):
    assert utc_offset_min(instant) == offset_min
    logged(instant, 20)
    assert shown in run("log").stdout


def test_whoever_travels_keeps_the_days_as_they_were(run, logged, monkeypatch):
    logged(datetime(2026, 6, 24, 22, 30, tzinfo=UTC), 20)
    monkeypatch.setenv("TZ", "EST5")
    time.tzset()
    assert "Thu 2026-06-25 00:30" in run("log").stdout


def test_weeks_are_added_up(run, logged):
    logged(datetime(2026, 6, 22, 9, tzinfo=UTC), 310, ended=Ending.STOPPED)
    logged(datetime(2026, 6, 28, 21, tzinfo=UTC), 1210)
    logged(datetime(2026, 6, 28, 22, 30, tzinfo=UTC), 20)  # Monday in Berlin
    totals = run("log").stdout.splitlines()[-2:]
    assert [line.split() for line in totals] == [
        ["2026-06-29", "1", "1", "0:20", "0:10"],
        ["2026-06-22", "2", "1", "25:20", "25:00"],
    ]


def test_a_damaged_log_is_an_error_of_the_surroundings(run, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "log.sqlite3").write_bytes(b"nonsense" * 1000)
    result = run("log")
    assert result.exit_code == 3
    assert "damaged" in result.stderr


def test_doctor_shows_where_the_log_is(run, tmp_path, logged):
    logged()
    assert f"{tmp_path / 'data' / 'log.sqlite3'}, 1 session" in run("doctor").stdout


def test_a_log_fits_80_columns_and_divides_no_word(run, logged, monkeypatch):
    logged(
        heard_s=600, ended=Ending.FAILED, routine="dead-hang-progression", hold="45s", rest="30s", rounds="5"
    )
    whole = run("log").stdout
    monkeypatch.setenv("COLUMNS", "80")
    fitted = run("log").stdout
    assert max(map(len, whole.splitlines())) > 80
    assert max(map(len, fitted.splitlines())) <= 80
    assert set(fitted.split()) == set(whole.split())


def test_grip_effort_and_tempo_of_a_routine_are_in_the_log(run, routine):
    hang = "{hold: Max hang, for: 10s, sets: 2, grip: half crimp, effort: 8}"
    squat = "{reps: Squat, count: 3-5, tempo: 30X1}"
    name = routine(f"title: T\nsteps: [{hang}, {{hold: Plank, for: 30s, effort: 6}}, {squat}]\n")
    assert run("log", "add", name, "--effort", "7").exit_code == 0
    (session,) = json.loads(run("log", "--json").stdout)
    holds = [(step["grip"], step["effort"]) for step in session["begun"] if step["kind"] == "hold"]
    assert holds == [("half crimp", 8), ("half crimp", 8), (None, 6)]
    squats = session["begun"][-1]
    assert (squats["reps"], squats["reps_from"], squats["tempo"]) == (5, 3, "3-0-X-1")
    (row,) = csv.DictReader(io.StringIO(run("log", "--csv").stdout))
    assert row["tempo"] == "3-0-X-1"
    assert (row["effort"], row["grip"], row["planned_effort"]) == ("7", "half crimp", "8, 6")
    assert "effort 7, half crimp, planned effort 8, 6, tempo 3-0-X-1" in run("log").stdout


def test_with_what_it_was_done_is_entered_and_changed(run, routine):
    name = routine(
        "title: T\nsteps: [{hold: Max hang, for: 10s, sets: 2}, {hold: Plank, for: 30s, load: +5kg}]\n"
    )
    words = ("--load", "Max hang=+10 kg", "--edge", "20 mm", "--edge", "plank=")
    assert run("log", "add", name, *words).exit_code == 2
    assert run("log", "add", name, *words[:4]).exit_code == 0

    def details():
        (session,) = json.loads(run("log", "--json").stdout)
        found = {
            (step["name"], step["load"], step["edge"]) for step in session["begun"] if step["kind"] == "hold"
        }
        (row,) = csv.DictReader(io.StringIO(run("log", "--csv").stdout))
        return found, row["load"], row["edge"]

    assert details() == ({("Max hang", "+10kg", "20mm"), ("Plank", "+5kg", "20mm")}, "'+10kg, '+5kg", "20mm")
    assert run("log", "edit", "1", "--load", "Max hang=+12,5kg", "--edge", "Max hang=jug").exit_code == 0
    assert details()[0] == {("Max hang", "+12.5kg", "jug"), ("Plank", "+5kg", "20mm")}
    assert "+12.5kg, +5kg, jug, 20mm" in run("log").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--load", "10"), "is not a load"),
        (("--edge", "20"), "is not an edge"),
        (("--load", ""), "is not a load"),
        (("--load", "Squat=+10kg"), "has no exercise `Squat`"),
    ],
)
def test_what_it_cannot_have_been_done_with_is_refused(run, words, said):
    result = run("log", "add", "bar-hang", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert json.loads(run("log", "--json").stdout) == []


def test_how_each_exercise_comes_on_is_shown_as_a_curve(run, monkeypatch):
    for day, hold in ((1, "20s"), (2, "30s"), (3, "25s")):
        assert run("log", "add", "bar-hang", "--hold", hold, "--at", f"2026-11-0{day}").exit_code == 0
    assert ["Bar", "hang", "3", "▁█▅", "0:20", "0:25", "0:30"] in [
        line.split() for line in run("log").stdout.splitlines()
    ]
    monkeypatch.setattr(history, "_has_shades", lambda: False)
    assert "185" in run("log").stdout


def test_how_long_a_step_until_done_went_is_entered(run, routine):
    name = routine(
        "title: T\nsteps: [{hold: Hang, for: 60s, until: done}, {rest: 10s}, {hold: Plank, for: 30s}]\n"
    )
    assert run("log", "add", name, "--reached", "48s").exit_code == 0
    (session,) = json.loads(run("log", "--json").stdout)
    hang = next(step for step in session["begun"] if step["name"] == "Hang")
    assert (hang["done_ms"], hang["heard_ms"], hang["completed"]) == (48_000, 48_000, True)
    assert (session["done"], session["time_under_tension_ms"]) == (True, 78_000)
    (row,) = csv.DictReader(io.StringIO(run("log", "--csv").stdout))
    assert row["done_ms"] == "48000"
    assert "0:48" in run("log").stdout
    for words, said in (
        (("add", name, "--reached", "61s"), "longer than the step"),
        (("add", name, "--reached", "soon"), "is no time"),
        (("add", name, "--reached", "Plank=20s"), "no such step"),
        (("add", "bar-hang", "--reached", "20s"), "no such step"),
        (("edit", "1", "--reached", "20s"), "add it anew"),
    ):
        result = run("log", *words)
        assert result.exit_code == 2
        assert said in result.stderr


@pytest.mark.parametrize("zone", ["<+24>-24", "<+99>-99", "Nowhere/Odd"])
@pytest.mark.parametrize("at", [(), ("--at", "2026-11-29"), ("--at", "2026-11-29T18:30")])
def test_an_impossible_time_zone_keeps_nothing_out_of_the_log(run, monkeypatch, zone, at):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert run("log", "add", "bar-hang", *at).exit_code == 0
        assert run("log", "--json").exit_code == 0
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
