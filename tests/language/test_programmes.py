"""Programmes are read like routines: every finding at once, each at its place."""

import pytest
from references import validator
from ruamel.yaml import YAML

from voicecoach.language.format import format_source
from voicecoach.language.parse import parse
from voicecoach.language.programme import Pace, Phase, PhaseTest, Weekday
from voicecoach.language.programmes import is_programme, parse_programme
from voicecoach.report.wording.findings import words
from voicecoach.source import SourceText

WHOLE = """\
title: Eight weeks to a one-minute hang
about: For healthy adults.
language: en
tags: {focus: [grip]}
programme:
  week: [fri, mon, wed]
  phases:
    - phase: Base
      weeks: 3
      routine: bar-hang
      set: {rounds: 3}
      progress: {hold: {from: 20s, by: 5s, to: 45s}}
    - phase: Peak
      weeks: 4
      routine: {mon: max-hangs, wed: back-relief, fri: dead-hang-progression}
      progress: {rounds: {from: 5, by: 1, to: 3, each: week}}
  test: {routine: bar-hang, set: {rounds: 1, hold: 60s}, after: [Base, Peak]}
"""


def source(text):
    return SourceText(name="p.yaml", text=text)


def programme_of(text):
    made, found = parse_programme(source(text))
    assert found == ()
    return made


def found_in(text):
    made, found = parse_programme(source(text))
    assert made is None
    return [f"{one.code.value} {one.span.line}:{one.span.column}" for one in found]


def test_all_of_it_is_read():
    made = programme_of(WHOLE)
    assert (made.title, made.days, made.sessions_a_week) == (
        "Eight weeks to a one-minute hang",
        (Weekday.MON, Weekday.WED, Weekday.FRI),
        3,
    )
    assert (made.weeks, made.sessions) == (7, 9 + 1 + 12 + 1)
    base, after_base, peak, after_peak = made.stages
    assert isinstance(base, Phase)
    assert [one.name for one in base.routines] == ["bar-hang"] * 3
    assert [(one.name, one.value, one.span.text) for one in base.settings] == [("rounds", "3", "3")]
    (hold,) = base.progress
    assert (hold.parameter, hold.is_duration, hold.first, hold.step, hold.last) == (
        "hold",
        True,
        20_000,
        5_000,
        45_000,
    )
    assert [one.name for one in peak.routines] == ["max-hangs", "back-relief", "dead-hang-progression"]
    assert (peak.pace, base.pace) == (Pace.WEEK, Pace.SESSION)
    assert isinstance(after_base, PhaseTest)
    assert (after_base.phase, after_peak.phase, after_base.routine.name) == ("Base", "Peak", "bar-hang")
    assert [(one.name, one.value) for one in after_base.settings] == [("rounds", "1"), ("hold", "60s")]


def short(*, week="week: [mon]", phase="weeks: 1, routine: bar-hang", test=""):
    return f"title: T\nprogramme:\n  {week}\n  phases:\n    - {{phase: A, {phase}}}\n{test}"


def test_a_number_of_sessions_in_place_of_days():
    made = programme_of(short(week="sessions: 4"))
    assert (made.days, made.sessions_a_week, made.sessions) == ((), 4, 4)


def test_one_day_needs_no_list():
    assert programme_of(short(week="week: Mon")).days == (Weekday.MON,)


def test_each_can_stand_beside_the_phase_s_keys():
    growing = "progress: {hold: {from: 20, by: 5, to: 30}}, each: week"
    (phase,) = programme_of(short(phase=f"weeks: 1, routine: bar-hang, {growing}")).stages
    assert phase.pace is Pace.WEEK
    assert not phase.progress[0].is_duration


WRONG = {
    "no week": (short(week="phases: []"), ["missing-key 2:1", "empty-list 3:11", "duplicate-key 4:3"]),
    "week and sessions": (short(week="week: [mon]\n  sessions: 3"), ["conflicting-keys 4:3"]),
    "unknown days, all of them": (short(week="week: [monday, xyz]"), ["bad-choice 3:10", "bad-choice 3:18"]),
    "a day twice": (short(week="week: [mon, mon]"), ["duplicate-key 3:15"]),
    "too many a week": (short(week="sessions: 15"), ["out-of-range 3:13"]),
    "no name, no weeks, no routine": (
        "title: T\nprogramme:\n  sessions: 3\n  phases: [{set: {rounds: 3}}]\n",
        ["missing-key 4:13", "missing-key 4:13", "missing-key 4:13"],
    ),
    "an unknown key": (short(phase="weeks: 1, routine: bar-hang, rounds: 3"), ["unknown-key 5:47"]),
    "a key of a routine": ("parameters: {hold: 20s}\n" + short(), ["misplaced-key 1:1"]),
    "steps as well": (short() + "steps: [{rest: 5s}]\n", ["misplaced-key 6:1"]),
    "no phases": ("title: T\nprogramme: {sessions: 3}\n", ["missing-key 2:13"]),
    "a list": ("title: T\nprogramme: [mon]\n", ["wrong-type 2:12"]),
    "a phase that is a text": ("title: T\nprogramme: {sessions: 3, phases: [Base]}\n", ["wrong-type 2:35"]),
    "fifty-three weeks": (short(phase="weeks: 53, routine: a"), ["out-of-range 5:25"]),
    "fifty-three weeks in all": (
        short(phase="weeks: 50, routine: a")
        + "    - {phase: B, weeks: 2, routine: a}\n    - {phase: C, weeks: 1, routine: a}\n",
        ["programme-too-long 7:25"],
    ),
    "four hundred and two sessions": (
        short(week="sessions: 14", phase="weeks: 29, routine: a"),
        ["programme-too-long 5:25"],
    ),
    "two phases of one name": (short() + "    - {phase: A, weeks: 1, routine: a}\n", ["duplicate-key 6:15"]),
    "a name that nobody would hear to its end": (
        short() + f"    - {{phase: {'b' * 1001}, weeks: 1, routine: a}}\n",
        ["text-too-long 6:15"],
    ),
    "a routine for a day that is none of training": (
        short(phase="weeks: 1, routine: {mon: a, tue: b}"),
        ["bad-choice 5:51"],
    ),
    "a day without a routine": (
        short(week="week: [mon, tue]", phase="weeks: 1, routine: {mon: a}"),
        ["missing-key 5:28"],
    ),
    "routines by day without days": (
        short(week="sessions: 2", phase="weeks: 1, routine: {mon: a}"),
        ["needs-key 5:28"],
    ),
    "progress without `by`": (
        short(phase="weeks: 1, routine: a, progress: {hold: {from: 20s, to: 30s}}"),
        ["missing-key 5:58"],
    ),
    "progress by nothing": (
        short(phase="weeks: 1, routine: a, progress: {hold: {from: 20s, by: 0s, to: 30s}}"),
        ["out-of-range 5:73"],
    ),
    "progress of other types": (
        short(phase="weeks: 1, routine: a, progress: {rounds: {from: 2, by: 1, to: 30s}}"),
        ["bad-count 5:80"],
    ),
    "two paces": (
        short(
            phase="weeks: 1, routine: a, each: week, "
            "progress: {rounds: {from: 2, by: 1, to: 3, each: session}}"
        ),
        ["bad-choice 5:101"],
    ),
    "an unknown pace": (short(phase="weeks: 1, routine: a, each: day"), ["bad-choice 5:46"]),
    "a test after nothing": (short(test="  test: {routine: a}\n"), ["missing-key 6:10"]),
    "a test after an unknown phase": (short(test="  test: {routine: a, after: B}\n"), ["unknown-phase 6:29"]),
    "American spelling": (short().replace("programme", "program"), ["unknown-key 2:1"]),
}


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_found(text, expected):
    assert found_in(text) == expected


def test_a_long_name_of_a_phase_is_refused_as_a_name():
    name = "b" * 1000
    text = short() + f"    - {{phase: {name}, weeks: 1, routine: a}}\n"
    assert programme_of(text).stages[1].name == name
    _, (found,) = parse_programme(source(text.replace(name, name + "b")))
    worded = words(found)
    assert worded.message == "the name has 1,001 characters; 1,000 are the most"
    assert worded.hint == "write a shorter one"


def test_a_routine_is_no_programme_and_a_programme_no_routine():
    assert is_programme(source(WHOLE))
    assert not is_programme(source("title: My programme\nsteps: [{rest: 5s}]\n"))
    routine, found = parse(source(WHOLE))
    assert routine is None
    assert [one.code for one in found] == ["programme-here"]


def test_it_is_formatted_like_a_routine():
    formatted, found = format_source(
        source(WHOLE.replace("  week: [fri,", "  week:   [ fri,") + "# a comment\n")
    )
    assert found == ()
    assert formatted == WHOLE + "# a comment\n"


def as_an_editor_types_it(text):
    return YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize("text", [WHOLE, short(week="sessions: 4")])
def test_the_schema_accepts_it(text):
    assert list(validator().iter_errors(as_an_editor_types_it(text))) == []


@pytest.mark.parametrize(
    "name",
    [
        "week and sessions",
        "no phases",
        "a list",
        "a phase that is a text",
        "an unknown key",
        "progress without `by`",
        "a test after nothing",
        "an unknown pace",
        "a key of a routine",
        "a day twice",
    ],
)
def test_the_schema_refuses_what_has_the_wrong_shape(name):
    assert list(validator().iter_errors(as_an_editor_types_it(WRONG[name][0])))
