"""`log --tcx`: what Strava and Garmin take, checked against the form that Garmin has published."""

import json
import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from voicecoach.cli import history

SPACE = "{http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2}"
# The elements that TrainingCenterDatabasev2.xsd allows here, in its order; those with a mark are required.
FORM = {
    "TrainingCenterDatabase": "Folders Activities Workouts Courses Author Extensions",
    "Activities": "Activity* MultiSportSession*",
    "Activity": "Id! Lap!* Notes Training Creator Extensions",
    "Lap": (
        "TotalTimeSeconds! DistanceMeters! MaximumSpeed Calories! AverageHeartRateBpm MaximumHeartRateBpm Intensity! "
        "Cadence TriggerMethod! Track* Notes Extensions"
    ),
    "Track": "Trackpoint!*",
    "Trackpoint": "Time! Position AltitudeMeters DistanceMeters HeartRateBpm Cadence SensorState Extensions",
}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def check_form(element):
    """Assert that an element has what the form wants of it, no more, and in its order."""
    name = element.tag.removeprefix(SPACE)
    if name not in FORM:
        assert not len(element)
        return
    allowed = [part.strip("!*") for part in FORM[name].split()]
    found = [child.tag.removeprefix(SPACE) for child in element]
    assert [allowed.index(one) for one in found] == sorted(allowed.index(one) for one in found)
    for part in FORM[name].split():
        count = found.count(part.strip("!*"))
        assert count <= 1 or "*" in part, (name, part)
        assert count or "!" not in part, (name, part)
    for child in element:
        check_form(child)


def instant(text):
    assert INSTANT.fullmatch(text), text
    return datetime.fromisoformat(text)


def tcx(run, *words):
    result = run("log", *words, "--tcx")
    assert result.exit_code == 0, result.stderr
    root = ET.fromstring(result.stdout)
    assert root.tag == f"{SPACE}TrainingCenterDatabase"
    check_form(root)
    activities = root.findall(f"{SPACE}Activities/{SPACE}Activity")
    ids = [one.findtext(f"{SPACE}Id") for one in activities]
    assert len(set(ids)) == len(ids)
    for activity in activities:
        check_times(activity)
    return activities


def check_times(activity):
    """Assert that the laps follow each other, and that their points stand at their ends."""
    now = instant(activity.findtext(f"{SPACE}Id"))
    for lap in laps(activity):
        start = instant(lap.get("StartTime"))
        assert start == now
        now = start + timedelta(seconds=float(lap.findtext(f"{SPACE}TotalTimeSeconds")))
        times = [instant(one.text) for one in lap.iter(f"{SPACE}Time")]
        assert times == [start, now]


def laps(activity):
    return activity.findall(f"{SPACE}Lap")


def notes(element):
    return element.findtext(f"{SPACE}Notes")


@pytest.fixture
def add(run):
    def enter(*words):
        result = run("log", "add", *words)
        assert result.exit_code == 0, result.stderr
        return result.stdout.split(":")[0]

    return enter


def test_a_set_is_a_lap_and_so_is_the_time_between(run, add):
    add("bar-hang", "--at", "2026-06-24T20:15+02:00", "--hold", "30s", "--rounds", "2")
    (activity,) = tcx(run)
    assert activity.get("Sport") == "Other"
    assert activity.findtext(f"{SPACE}Id") == "2026-06-24T18:15:00Z"
    kinds = [(lap.findtext(f"{SPACE}Intensity"), notes(lap)) for lap in laps(activity)]
    assert [kind for kind in kinds if kind[0] == "Active"] == [
        ("Active", "Bar hang, round 1"),
        ("Active", "Bar hang, round 2"),
    ]
    assert {kind for kind in kinds if kind[0] != "Active"} == {("Resting", None)}
    active_s = [
        float(lap.findtext(f"{SPACE}TotalTimeSeconds"))
        for lap in laps(activity)
        if lap.findtext(f"{SPACE}Intensity") == "Active"
    ]
    assert active_s == [30, 30]


def test_nothing_is_made_up(run, add):
    add("bar-hang")
    (activity,) = tcx(run)
    for name in ("Calories", "DistanceMeters"):
        assert {one.text for one in activity.iter(f"{SPACE}{name}")} == {"0"}
    assert not list(activity.iter(f"{SPACE}AverageHeartRateBpm"))


def test_what_the_listener_said_is_in_the_notes(run, add, routine):
    name = routine(
        'title: "A <b> & \\x07 c"\nsteps: [{hold: "Hang & <x>", for: 40s, sides: [left, right]}]\n'
    )
    add(
        name,
        "--effort",
        "6",
        "--pain",
        "1",
        "--note",
        "Grip ]]> slipped.",
        "--load",
        "+10 kg",
        "--edge",
        "20mm",
    )
    (activity,) = tcx(run)
    assert notes(activity).splitlines() == [
        "A <b> & c",
        "effort 6 of 10",
        "pain 1 of 10",
        "Grip ]]> slipped.",
    ]
    shown = [notes(lap) for lap in laps(activity) if notes(lap)]
    assert shown == ["Hang & <x>, left, +10kg, 20mm", "Hang & <x>, right, +10kg, 20mm"]


def test_a_session_that_was_broken_off_ends_there(run, add):
    add("bar-hang", "--hold", "40s", "--stopped-at", "0:50")
    (activity,) = tcx(run)
    total_s = sum(float(lap.findtext(f"{SPACE}TotalTimeSeconds")) for lap in laps(activity))
    assert total_s == 50
    assert notes(laps(activity)[-1]).endswith("not to its end")


def test_one_session_or_a_range(run, add):
    for day in (1, 2, 3):
        add("bar-hang", "--at", f"2026-11-0{day}T12:00:00Z")
    ids = [one.findtext(f"{SPACE}Id") for one in tcx(run)]
    assert ids == [f"2026-11-0{day}T12:00:00Z" for day in (1, 2, 3)]  # the oldest first
    assert [one.findtext(f"{SPACE}Id") for one in tcx(run, "2")] == ids[1:2]
    assert [one.findtext(f"{SPACE}Id") for one in tcx(run, "--since", "2026-11-02")] == ids[1:]
    assert [one.findtext(f"{SPACE}Id") for one in tcx(run, "--limit", "1")] == ids[2:]
    assert [one.findtext(f"{SPACE}Id") for one in tcx(run, "--since", "2026-11-01", "--limit", "2")] == ids[
        1:
    ]
    assert run("log", "9", "--tcx").exit_code == 2
    assert run("log", "--since", "soon").exit_code == 2


def test_two_that_began_in_the_same_second_are_two(run, add):
    add("bar-hang", "--at", "2026-11-01T12:00:00Z")
    add("bar-hang", "--at", "2026-11-01T12:00:00Z")
    ids = [one.findtext(f"{SPACE}Id") for one in tcx(run)]
    assert ids == ["2026-11-01T12:00:00Z", "2026-11-01T12:00:00.001Z"]


def test_an_empty_log_has_no_activity(run):
    result = run("log", "--tcx")
    assert "<Activities />" in result.stdout
    assert "no session" in result.stderr


@pytest.mark.parametrize("words", [("--json", "--tcx"), ("--csv", "--tcx"), ("--json", "--csv", "--tcx")])
def test_one_form_at_a_time(run, words):
    result = run("log", *words)
    assert result.exit_code == 2
    assert "at once" in result.stderr


def test_the_table_since_a_day_and_of_one_session(run, add, monkeypatch):
    monkeypatch.setattr(history, "_today", lambda: datetime(2026, 11, 3, tzinfo=UTC).date())
    for day in (1, 2, 3):
        add("bar-hang", "--at", f"2026-11-0{day}")
    shown = run("log", "--since", "2026-11-02").stdout
    assert "2026-11-03" in shown
    assert "2026-11-01" not in shown
    one = run("log", "2").stdout.splitlines()
    assert len(one) == 2
    assert "2026-11-02" in one[1]
    assert [session["number"] for session in json.loads(run("log", "2", "--json").stdout)] == [2]
