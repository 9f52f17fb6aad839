"""A plan that people follow, as a programme: ten weeks on the hangboard, with every sentence that is said of it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from voicecoach.phrases import load_phrases
from voicecoach.programme.calendar import due_day
from voicecoach.programme.dose import next_session
from voicecoach.programme.history import DoneSession
from voicecoach.programme.outlook import outlook
from voicecoach.programme.reasons import reason
from voicecoach.source import SourceText
from voicecoach.studio.programmes import OpenedProgramme, open_programme

PLAN = Path(__file__).with_name("ten_weeks.yaml")
TUESDAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def programme():
    opened = open_programme(SourceText(name=str(PLAN), text=PLAN.read_text("utf-8")))
    assert isinstance(opened, OpenedProgramme), opened
    assert opened.diagnostics == ()
    return opened.programme


def told(programme, outcomes):
    """Return what is said before each session on the days on which it is due; `outcomes` are by number, done without a word unless given."""
    known, day, said = [], TUESDAY, []
    while (due := next_session(programme, known, day)) is not None:
        said.append(f"{due.routine}: {reason(due, load_phrases('en'), day)}")
        how = {"is_finished": True, **outcomes.get(len(known) + 1, {})}
        known.append(DoneSession(day=day, stage=due.stage_index, **how))
        day = due_day(programme, known, day)
    return said


def test_it_takes_ten_weeks_and_two_tests(programme):
    planned = outlook(programme, (), TUESDAY)
    assert (programme.weeks, programme.sessions, len(planned)) == (10, 22, 22)
    assert planned[-1].day - TUESDAY == timedelta(weeks=10, days=4)  # a test each is a session more
    by_day = {(one.stage.name, f"{one.day:%a}"): one.routine for one in planned}
    assert by_day["First easy week", "Tue"] == "max-hangs"
    assert by_day["First easy week", "Sat"] == "scapular-pulls"


def test_every_sentence_when_all_goes_well(programme):
    assert told(programme, {}) == [
        "max-hangs: Rounds 2: this is the first session of the programme.",
        "max-hangs: Rounds 2, as before: Tuesday's session was finished, and a step comes after each week.",
        "max-hangs: Rounds 3, 1 more: Saturday's session was finished.",
        "max-hangs: Rounds 3, as before: Tuesday's session was finished, and a step comes after each week.",
        "max-hangs: Rounds 4, 1 more: Saturday's session was finished.",
        "max-hangs: Rounds 4, as before: Tuesday's session was finished, and a step comes after each week.",
        "max-hangs: Rounds 5, 1 more: Saturday's session was finished.",
        "max-hangs: Rounds 5, as before: Tuesday's session was finished, and a step comes after each week.",
        "max-hangs: As planned: the test after the phase MaxHangs is due.",
        "scapular-pulls: As planned: the phase First easy week begins.",
        "max-hangs: As planned: Saturday's session was finished.",
        "repeaters-7-3: Rounds 3; rest 2 min: the phase IntHangs begins.",
        (
            "repeaters-7-3: Rounds 3, as before; rest 2 min, as before: "
            "Saturday's session was finished, and a step comes after each week."
        ),
        "repeaters-7-3: Rounds 4, 1 more; rest 1 min 45 s, 15 s less: Tuesday's session was finished.",
        (
            "repeaters-7-3: Rounds 4, as before; rest 1 min 45 s, as before: "
            "Saturday's session was finished, and a step comes after each week."
        ),
        "repeaters-7-3: Rounds 5, 1 more; rest 1 min 30 s, 15 s less: Tuesday's session was finished.",
        (
            "repeaters-7-3: Rounds 5, as before; rest 1 min 30 s, as before: "
            "Saturday's session was finished, and a step comes after each week."
        ),
        "repeaters-7-3: Rounds 5, as before; rest 1 min 15 s, 15 s less: Tuesday's session was finished.",
        (
            "repeaters-7-3: Rounds 5, as before; rest 1 min 15 s, as before: "
            "Saturday's session was finished, and a step comes after each week."
        ),
        "repeaters-7-3: As planned: the phase Last easy week begins.",
        "repeaters-7-3: As planned: Saturday's session was finished.",
        "max-hangs: As planned: the test after the phase Last easy week is due.",
    ]


def test_what_is_said_when_it_does_not_go_well(programme):
    said = told(
        programme,
        {
            3: {"effort": 9},
            5: {"is_finished": False},
            6: {"is_finished": False},
            7: {"pain": 5},
            8: {"pain": 6},
        },
    )
    assert said[3:9] == [
        "max-hangs: Rounds 3, as before: Tuesday's session was finished, but with an effort of 9.",
        (
            "max-hangs: Rounds 3, as before: not every session of the week was finished "
            "with an effort of 8 and a pain of 3 at most."
        ),
        "max-hangs: Rounds 3, as before: Tuesday's session was not finished.",
        "max-hangs: Rounds 2, 1 less: Saturday's session was not finished, and neither was the one before.",
        "max-hangs: Rounds 2, as before: Tuesday's session hurt, pain 5, and this phase has no easier dose.",
        (
            "max-hangs: Rounds 2, as before: Saturday's session hurt, pain 6, and this phase has no easier dose; "
            "ask a doctor or a physiotherapist before you go on."
        ),
    ]
