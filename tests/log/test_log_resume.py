"""Which session goes on, and where; also after its routine has changed."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from session_plans import HANGS, listen, plan, steps

from voicecoach.log.hearing import Hearing, is_completed
from voicecoach.log.model import Ending, LoggedSession, LoggedStep
from voicecoach.log.resume import continuation, last_broken_off


def logged(to_s=0.0, *, planned=HANGS, ended=Ending.KILLED, number=1, routine="bar-hang"):
    hearing = Hearing(planned)
    listen(hearing, 0, to_s)
    progress = hearing.progress(is_whole=True)
    made = plan(planned, routine=routine)
    return LoggedSession(
        number=number,
        started_utc=datetime(2026, 3, 4, 12, tzinfo=UTC),
        utc_offset_min=60,
        routine=made.routine,
        origin=made.origin,
        title=made.title,
        fingerprint=made.fingerprint,
        settings={},
        options={},
        total_ms=made.total_ms,
        position_ms=progress.position_ms,
        played_ms=progress.played_ms,
        tension_ms=progress.tension_ms,
        steps=len(planned),
        completed_steps=progress.completed_steps,
        ended=ended,
        begun=tuple(
            LoggedStep(
                plan=planned[heard.number],
                heard=heard,
                is_completed=is_completed(planned[heard.number], heard),
            )
            for heard in progress.changed
        ),
    )


@pytest.mark.parametrize("ended", [Ending.STOPPED, Ending.FAILED, Ending.KILLED])
def test_the_last_one_that_was_broken_off(ended):
    sessions = [
        logged(number=4, ended=Ending.PLAYING),
        logged(number=3, ended=Ending.FINISHED, routine="other"),
        logged(number=2, ended=ended),
        logged(number=1),
    ]
    assert last_broken_off(sessions).number == 2
    assert last_broken_off(sessions, routine="bar-hang").number == 2
    assert last_broken_off(sessions, routine="other") is None


def test_one_that_was_done_since_does_not_go_on():
    sessions = [
        logged(number=3, ended=Ending.FINISHED),
        logged(number=2),
        logged(number=1, routine="other"),
    ]
    assert last_broken_off(sessions, routine="bar-hang") is None
    assert last_broken_off(sessions).number == 1


@pytest.mark.parametrize("position_s", [0, 7.25, 10, 29.95, 30, 54.5])
def test_it_goes_on_where_it_was(position_s):
    found = continuation(logged(position_s), HANGS)
    assert found.start_ms == round(position_s * 1000)
    assert Hearing(HANGS, before=found.before).progress().played_ms == round(position_s * 1000)


def test_at_the_very_end_its_last_moment_is_left():
    assert continuation(logged(55), HANGS).start_ms == 54_999


def test_steps_that_have_moved_go_on_at_the_same_moment():
    now = steps(
        ("say", "", 3), ("lead-in", "", 10), ("hold", "Hang", 20, 1), ("rest", "", 5), ("hold", "Hang", 20, 2)
    )
    found = continuation(logged(15), now)
    assert found.start_ms == 18_000
    assert Hearing(now, start_ms=18_000, before=found.before).progress().completed_steps == 1


def test_a_step_of_another_length_begins_anew():
    now = steps(("lead-in", "", 10), ("hold", "Hang", 40, 1), ("rest", "", 5), ("hold", "Hang", 40, 2))
    assert continuation(logged(15), now).start_ms == 10_000
    assert continuation(logged(36), now).start_ms == 55_000


def test_a_step_that_is_gone_is_not_found():
    now = steps(("lead-in", "", 10), ("hold", "Plank", 20, 1))
    assert continuation(logged(15), now) is None


def test_the_round_tells_one_hang_from_the_other():
    now = steps(("lead-in", "", 10), ("hold", "Hang", 20, 2), ("rest", "", 5), ("hold", "Hang", 20, 1))
    assert continuation(logged(15), now).start_ms == 40_000


def test_a_name_in_other_letters_is_the_same_step():
    now = steps(("lead-in", "", 10), ("hold", "hang", 20, 1))
    assert continuation(logged(15), now).start_ms == 15_000


def test_a_session_is_broken_off_unless_it_is_finished_or_goes_on():
    assert {ended for ended in Ending if replace(logged(), ended=ended).is_broken_off} == {
        Ending.STOPPED,
        Ending.FAILED,
        Ending.KILLED,
    }
