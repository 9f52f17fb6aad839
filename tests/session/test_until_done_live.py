"""A live session with a step that goes on until the listener is done: it goes on at once, and the log has the time."""

import pytest
from driving import Driven
from fake_player import FakeClock, FakeOutput

from tests.programs import compiled
from voicecoach.log.database import Log
from voicecoach.log.hearing import Hearing
from voicecoach.log.log_writer import LogWriter
from voicecoach.log.model import Origin
from voicecoach.log.plan import plan_of
from voicecoach.log.resume import continuation
from voicecoach.mixdown import mix_down
from voicecoach.player.playback import Command, PlayerState
from voicecoach.session.playable import playable_of
from voicecoach.units import ms_to_frames

STEPS = """\
- lead-in: 10s
- hold: Plank
  for: 2m
  until: done
  load: +10kg
- rest: 10s
- work: Row
  for: 20s
"""


def begun(steps=STEPS):
    result = compiled(steps)
    clock = FakeClock()
    playable = playable_of(result, mix_down(result))
    driven = Driven(playable, [FakeOutput(clock)], clock=clock)
    plan = plan_of(
        result.routine,
        result.session,
        result.studio.phrases,
        name=("mine", Origin.FILE),
        settings={},
        options={},
    )
    return driven, plan


def at_ms(snapshot):
    return snapshot.position_frame / 48


def at(position_ms):
    return lambda snapshot: snapshot.position_frame >= ms_to_frames(position_ms)


def logged(folder, driven, plan):
    """Write what was seen into a log, and return its session."""
    with LogWriter(folder, plan) as log:
        for _, snapshot in driven.seen:
            log.update(snapshot)
        if driven.engine.snapshot().state is PlayerState.FINISHED:
            log.finish()
    with Log.read(folder) as opened:
        (session,) = opened.sessions()
    return session


@pytest.mark.parametrize("done", [Command.NEXT, Command.PLAY, Command.TOGGLE_PAUSE])
def test_what_follows_moves_up(done):
    driven, _ = begun()
    driven.run(until=at(57_300))
    after = driven.send(done)
    assert after.state is PlayerState.PLAYING
    assert at_ms(after) == pytest.approx(130_000, abs=100)
    (noted,) = after.done
    assert noted.start_frame == ms_to_frames(10_000)
    assert (noted.reached_frame - noted.start_frame) / 48 == pytest.approx(47_300, abs=100)


def test_the_log_has_the_time_reached_and_the_step_counts_as_done(tmp_path):
    driven, plan = begun()
    driven.run(until=at(57_300))
    driven.send(Command.NEXT)
    assert driven.run().state is PlayerState.FINISHED
    session = logged(tmp_path, driven, plan)
    lead_in, plank, rest, row = session.begun
    assert plank.heard.done_ms == pytest.approx(47_300, abs=100)
    assert plank.heard.heard_ms == pytest.approx(47_300, abs=100)
    assert [step.heard.done_ms for step in (lead_in, rest, row)] == [None, None, None]
    assert all(step.is_completed for step in session.begun)
    assert session.is_done
    assert session.tension_ms == pytest.approx(67_300, abs=200)
    assert plank.plan.load == "+10kg"


def test_at_its_limit_it_ends_by_itself(tmp_path):
    driven, plan = begun()
    assert driven.run().state is PlayerState.FINISHED
    session = logged(tmp_path, driven, plan)
    assert session.begun[1].heard.done_ms is None
    assert session.is_done


def test_who_skips_it_at_once_has_not_done_it(tmp_path):
    driven, plan = begun()
    driven.run(until=at(10_400))
    assert driven.send(Command.NEXT).done == ()
    driven.run()
    session = logged(tmp_path, driven, plan)
    assert session.begun[1].heard.done_ms is None
    assert not session.is_done


def test_a_pause_is_still_a_pause_and_its_time_does_not_count():
    driven, _ = begun()
    driven.run(until=at(40_000))
    assert driven.send(Command.PAUSE, seconds=20).state is PlayerState.PAUSED
    assert driven.send(Command.PLAY, seconds=5).done == ()
    (noted,) = driven.send(Command.NEXT).done
    assert (noted.reached_frame - noted.start_frame) / 48 == pytest.approx(
        34_600, abs=500
    )  # "Going on." first


def test_other_steps_pause_as_ever():
    driven, _ = begun()
    driven.run(until=at(135_000))
    assert driven.send(Command.TOGGLE_PAUSE).state is PlayerState.PAUSED


def test_a_step_that_is_done_again_has_the_last_time(tmp_path):
    driven, plan = begun()
    driven.run(until=at(57_300))
    driven.send(Command.NEXT, seconds=1)
    driven.send(Command.BACK, seconds=20)
    driven.send(Command.NEXT)
    driven.run()
    session = logged(tmp_path, driven, plan)
    assert session.begun[1].heard.done_ms == pytest.approx(20_000, abs=200)
    assert session.begun[1].heard.heard_ms == pytest.approx(67_300, abs=300)


def test_the_last_step_ends_the_session():
    driven, _ = begun("- lead-in: 5s\n- for-time: 20m\n  steps:\n    - {reps: pull-ups, count: 5}\n")
    driven.run(until=at(65_000))
    driven.send(Command.NEXT)
    last = driven.run(5)
    assert last.state is PlayerState.FINISHED
    assert (last.done[0].reached_frame - last.done[0].start_frame) / 48 == pytest.approx(60_000, abs=100)


def test_each_set_and_side_is_done_by_itself(tmp_path):
    steps = "- lead-in: 5s\n- hold: Plank\n  for: 1m\n  until: done\n  sets: 2\n  rest: 5s\n  sides: [left, right]\n"
    driven, plan = begun(steps)
    for start_ms, held_ms in ((5_000, 10_000), (70_000, 20_000), (135_000, 30_000), (200_000, 40_000)):
        driven.run(until=at(start_ms + held_ms))
        driven.send(Command.NEXT)
    driven.run()
    session = logged(tmp_path, driven, plan)
    times = [step.heard.done_ms for step in session.begun if step.plan.kind == "hold"]
    assert times == pytest.approx([10_000, 20_000, 30_000, 40_000], abs=150)


def test_a_session_that_goes_on_keeps_the_time(tmp_path):
    driven, plan = begun()
    driven.run(until=at(57_300))
    driven.send(Command.NEXT, seconds=3)
    session = logged(tmp_path, driven, plan)
    going_on = continuation(session, plan.steps)
    hearing = Hearing(plan.steps, start_ms=going_on.start_ms, before=going_on.before)
    heard = {one.number: one for one in hearing.progress(is_whole=True).changed}
    assert heard[1].done_ms == pytest.approx(47_300, abs=100)


MINUTES = "- lead-in: 5s\n- emom: 2\n  steps:\n    - hold: Plank\n      for: {limit}s\n      until: done\n- work: Row\n  for: 5s\n"


@pytest.mark.parametrize("limit_s", [30, 60])
def test_a_minute_keeps_its_length_whenever_its_step_is_done(limit_s):
    driven, _ = begun(MINUTES.format(limit=limit_s))
    driven.run(until=at(5_000))
    driven.run(until=at(25_000))
    assert len(driven.send(Command.NEXT).done) == 1
    done_s = driven.now_s
    driven.run(until=at(66_000))
    assert driven.now_s - done_s == pytest.approx(41, abs=0.3)


def test_the_wait_goes_on_after_a_pause_and_ends_with_another_skip():
    driven, _ = begun(MINUTES.format(limit=30))
    driven.run(until=at(25_000))
    driven.send(Command.NEXT, seconds=12)
    assert driven.engine.snapshot().is_inserted
    driven.send(Command.PAUSE, seconds=20)
    driven.send(Command.PLAY)
    done_s = driven.now_s
    driven.run(until=at(66_000))
    assert driven.now_s - done_s == pytest.approx(29, abs=3)
    driven.run(until=at(75_000))
    driven.send(Command.NEXT, seconds=12)
    assert at_ms(driven.send(Command.NEXT)) == pytest.approx(125_000, abs=100)


def test_what_follows_in_the_minute_comes_at_once_and_a_step_done_again_owes_its_last_time():
    driven, _ = begun(
        MINUTES.format(limit=20).replace("- work: Row", "    - work: Jump\n      for: 10s\n- work: Row")
    )
    driven.run(until=at(10_000))
    assert at_ms(driven.send(Command.NEXT)) == pytest.approx(25_000, abs=100)
    driven.send(Command.BACK)
    driven.run(until=at(15_000))
    driven.send(Command.NEXT)
    done_s = driven.now_s
    driven.run(until=at(66_000))
    assert driven.now_s - done_s == pytest.approx(51, abs=0.3)
