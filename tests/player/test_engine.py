"""The engine on fakes: order, silence, position, faults, orders."""

import numpy as np
import pytest
from driving import Driven
from fake_player import FakeClock, FakeOutput
from sources import RATE, ArraySource, Broken, TestPlayable, hum, ramp, tick_cues, ticks

from voicecoach.errors import DeviceBusyError, DeviceError, DeviceHungError
from voicecoach.player.engine.engine import WRITE_FRAMES
from voicecoach.player.engine.feed import SILENCE_BEFORE_FRAMES, silence_after_frames
from voicecoach.player.engine.states import Failed
from voicecoach.player.playback import Command, PlayerState, Remark, RemarkKind, SetVolume
from voicecoach.sound.spans import FrameRange

BEFORE_S = SILENCE_BEFORE_FRAMES / RATE


def played(source, output=None, *, notice=None, **settings):
    clock = output._queue._clock if output else FakeClock()
    return Driven(TestPlayable(source, notice=notice), [output or FakeOutput(clock)], clock=clock, **settings)


def at(frame):
    return lambda snapshot: snapshot.position_frame >= frame


# --- from the first frame to the last -------------------------------------------------------------


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("frames", [0, 1, WRITE_FRAMES, RATE * 3 + 7])
def test_everything_is_written_in_order_between_silence(frames, channels):
    source = ramp(frames, channels)
    driven = played(source)

    last = driven.run()

    written = driven.output.written
    assert last.state is PlayerState.FINISHED
    assert last.position_frame == driven.engine.heard_frames == frames
    assert last.underflows == 0
    assert np.array_equal(written[SILENCE_BEFORE_FRAMES : SILENCE_BEFORE_FRAMES + frames], source.samples)
    assert not written[:SILENCE_BEFORE_FRAMES].any()
    assert not written[SILENCE_BEFORE_FRAMES + frames :].any()
    after = silence_after_frames(driven.output.latency_frames)
    assert len(written) == SILENCE_BEFORE_FRAMES + frames + after
    assert driven.output.is_closed


def test_the_silence_behind_is_longer_than_the_queue():
    assert silence_after_frames(24_000) == 31_200 + 9_600


def test_a_device_without_a_pace_gets_everything_without_waiting():
    clock = FakeClock()
    driven = played(ramp(RATE * 60), FakeOutput(clock, paced=False))
    assert driven.run().position_frame == RATE * 60
    assert clock.monotonic_s() < 0.1


def test_the_end_is_reached_only_when_the_last_frame_was_audible():
    driven = played(ramp(RATE * 2))
    driven.run()
    assert driven.clock.monotonic_s() >= BEFORE_S + 2


def test_the_position_is_the_audible_frame():
    driven = played(ramp(RATE * 3))
    driven.run()
    frames = [snapshot.position_frame for _, snapshot in driven.seen]
    assert frames == sorted(frames)
    assert (frames[0], frames[-1]) == (0, RATE * 3)
    for now_s, snapshot in driven.seen:
        audible = min(max(now_s * RATE - SILENCE_BEFORE_FRAMES, 0), RATE * 3)
        assert snapshot.position_frame == pytest.approx(audible, abs=2)


def test_it_begins_where_it_is_told_to_after_what_is_said_first():
    source, said = ramp(RATE * 4), hum(1)
    driven = played(source, start_frame=RATE * 3, insert=said)
    assert driven.run(until=lambda now: now.is_inserted).position_frame == RATE * 3
    driven.run()
    sounding = driven.output.written[SILENCE_BEFORE_FRAMES:]
    assert np.array_equal(sounding[:RATE], said.samples)
    assert np.array_equal(sounding[RATE : 2 * RATE], source.samples[3 * RATE :])
    assert driven.engine.heard_frames == RATE


# --- orders -----------------------------------------------------------------------------------------


def test_a_pause_is_silent_at_once_and_goes_on_at_the_audible_frame():
    driven = played(ramp(RATE * 10))
    driven.run(BEFORE_S + 2)
    paused = driven.send(Command.TOGGLE_PAUSE, seconds=5)
    assert paused.state is PlayerState.PAUSED
    assert paused.position_frame == pytest.approx(2 * RATE, abs=RATE // 50)
    written = driven.output.written_frames
    assert not driven.output.written[written - 5 * RATE :].any()
    assert driven.output.underflows == 0

    going = driven.send(Command.TOGGLE_PAUSE, seconds=1)
    assert going.state is PlayerState.PLAYING
    assert going.position_frame == pytest.approx(paused.position_frame + RATE, abs=RATE // 50)
    assert driven.output.drops == 2
    expected = ramp(RATE * 10).samples[paused.position_frame :]
    assert np.array_equal(driven.output.written[written:][:RATE], expected[:RATE])


def test_a_pause_and_going_on_are_told_and_nothing_of_the_session_is_lost():
    source, told = ramp(RATE * 10), hum(1)
    driven = played(source, notice=told)
    driven.run(BEFORE_S + 2)
    before = driven.output.written_frames
    paused = driven.send(Command.TOGGLE_PAUSE, seconds=5)
    assert paused.position_frame == pytest.approx(2 * RATE, abs=RATE // 50)
    heard = driven.output.written[driven.output.written_frames - 5 * RATE :]
    assert before < driven.output.written_frames
    assert heard.any()
    assert not heard[2 * RATE :].any()

    written = driven.output.written_frames
    going = driven.send(Command.TOGGLE_PAUSE, seconds=3)
    assert going.position_frame == pytest.approx(paused.position_frame + 2 * RATE, abs=RATE // 50)
    heard = driven.output.written[written:]
    assert np.array_equal(heard[:RATE], told.samples)
    assert np.array_equal(heard[RATE : 2 * RATE], source.samples[paused.position_frame :][:RATE])


def test_a_new_volume_does_not_cut_off_what_is_told():
    driven = played(ramp(RATE * 10), notice=hum(2))
    driven.run(BEFORE_S + 2)
    driven.send(Command.PAUSE, seconds=0.5)
    drops = driven.output.drops
    driven.send(Command.SOFTER, seconds=1)
    assert driven.output.drops == drops


def test_whoever_goes_elsewhere_hears_no_more_of_what_is_told():
    driven = played(ramp(RATE * 20), notice=hum(4))
    driven.run(1)
    driven.send(Command.PAUSE, seconds=0.5)
    driven.send(Command.NEXT, seconds=1)
    assert not driven.output.written[driven.output.written_frames - RATE :].any()


def test_pause_and_play_are_what_they_say_however_often():
    driven = played(ramp(RATE * 10))
    driven.run(1)
    assert driven.send(Command.PLAY).state is PlayerState.PLAYING
    assert driven.send(Command.PAUSE).state is PlayerState.PAUSED
    assert driven.send(Command.PAUSE).state is PlayerState.PAUSED
    assert driven.send(Command.PLAY).state is PlayerState.PLAYING
    assert driven.output.drops == 2


def test_next_and_back_go_to_steps():
    driven = played(ramp(RATE * 20))
    driven.run(1)
    assert driven.send(Command.NEXT).position_frame == pytest.approx(5 * RATE, abs=RATE // 20)
    assert driven.send(Command.NEXT).position_frame == pytest.approx(10 * RATE, abs=RATE // 20)
    assert driven.send(Command.BACK).position_frame == pytest.approx(5 * RATE, abs=RATE // 20)
    driven.run(4)
    assert driven.send(Command.BACK).position_frame == pytest.approx(5 * RATE, abs=RATE // 20)
    assert driven.engine.snapshot().jumps == 4


def test_next_in_the_last_step_ends_the_session():
    driven = played(ramp(RATE * 6))
    driven.run(6)
    driven.engine.send(Command.NEXT)
    assert driven.run(2).state is PlayerState.FINISHED


def test_a_jump_while_paused_stays_paused():
    driven = played(ramp(RATE * 20))
    driven.run(1)
    driven.send(Command.PAUSE)
    now = driven.send(Command.NEXT, seconds=1)
    assert (now.state, now.position_frame) == (PlayerState.PAUSED, 5 * RATE)


def test_repeat_says_the_last_cue_again():
    driven = Driven(TestPlayable(ticks(9), cues=tick_cues(9)))
    driven.run(BEFORE_S + 4.2)
    assert driven.send(Command.REPEAT).position_frame == pytest.approx(3.5 * RATE, abs=RATE // 20)


def test_stop_drops_the_queue_and_tells_how_far_it_came():
    driven = played(ramp(RATE * 60))
    driven.run(2)
    last = driven.send(Command.STOP)
    assert last.state is PlayerState.STOPPED
    assert last.position_frame == pytest.approx(1.75 * RATE, abs=RATE // 50)
    assert driven.output.is_closed
    assert driven.output.written_frames <= 2.6 * RATE


def test_the_volume_changes_without_a_step_and_a_full_one_passes_unchanged():
    source = ArraySource(np.full((RATE * 4, 1), 0.5))
    driven = played(source)
    driven.run(1)
    driven.send(SetVolume(percent=50), seconds=1)
    assert driven.engine.snapshot().volume_percent == 50
    driven.send(Command.LOUDER)
    assert driven.engine.snapshot().volume_percent == 55
    driven.send(SetVolume(percent=100))
    driven.run()
    heard = driven.output.written[SILENCE_BEFORE_FRAMES : SILENCE_BEFORE_FRAMES + source.total_frames, 0]
    assert set(np.unique(heard)) >= {np.float32(0.25), np.float32(0.5)}
    assert np.abs(np.diff(heard)).max() <= 0.5 / 960 + 1e-6
    assert heard[-1] == np.float32(0.5)


def test_a_new_volume_is_heard_at_once_in_a_quiet_moment_and_nothing_is_lost():
    source = ticks(8)
    driven = played(source)
    driven.run(BEFORE_S + 3.0)  # between two ticks
    driven.send(SetVolume(percent=50))
    assert driven.output.drops == 1
    assert driven.engine.snapshot().position_frame == pytest.approx(3.0 * RATE, abs=RATE // 20)
    driven.run()
    loud = np.abs(driven.output.written[:, 0]) > 0.2
    begun = np.flatnonzero(np.diff(loud.astype(int)) == 1)
    assert np.abs(driven.output.written[-5 * RATE :]).max() == pytest.approx(0.25, abs=1e-3)
    assert len(begun) > 0


def test_in_the_middle_of_a_sound_a_new_volume_waits_for_its_end():
    driven = played(hum(8))
    driven.run(BEFORE_S + 3)
    driven.send(SetVolume(percent=50), seconds=1)
    assert driven.output.drops == 0
    assert np.array_equal(
        driven.output.written[SILENCE_BEFORE_FRAMES:][: 3 * RATE], hum(8).samples[: 3 * RATE]
    )


def test_a_key_that_is_held_does_not_stop_the_sound_again_and_again():
    driven = played(ArraySource(np.zeros((RATE * 8, 1))))
    driven.run(BEFORE_S + 3)
    for _ in range(15):
        driven.send(Command.SOFTER, seconds=0.03)
    assert driven.engine.snapshot().volume_percent == 25
    assert driven.output.drops <= 2


def test_the_volume_stays_within_its_range():
    driven = played(ramp(RATE * 4), volume_percent=98)
    driven.run(0.5)
    assert driven.send(Command.LOUDER).volume_percent == 100
    assert driven.send(SetVolume(percent=3)).volume_percent == 3
    assert driven.send(Command.SOFTER).volume_percent == 0


# --- gates --------------------------------------------------------------------------------------------


def gated(**settings):
    clock = FakeClock()
    playable = TestPlayable(ramp(RATE * 10), gates=[5 * RATE], reminder=hum(1))
    return Driven(playable, [FakeOutput(clock)], clock=clock, **settings)


@pytest.mark.parametrize("go", [Command.TOGGLE_PAUSE, Command.PLAY, Command.NEXT])
def test_a_gate_waits_until_somebody_says_go(go):
    driven = gated()
    waiting = driven.run(BEFORE_S + 8)
    assert (waiting.state, waiting.position_frame) == (PlayerState.WAITING, 5 * RATE)
    driven.send(go, seconds=1)
    going = driven.engine.snapshot()
    assert going.state is PlayerState.PLAYING
    assert going.position_frame == pytest.approx(6 * RATE, abs=RATE // 20)


def test_a_soft_reminder_is_heard_every_ten_seconds():
    driven = gated()
    driven.run(BEFORE_S + 5 + 25)
    begun = [
        now_s
        for (_, before), (now_s, now) in zip(driven.seen, driven.seen[1:], strict=False)
        if now.is_inserted and not before.is_inserted
    ]
    assert len(begun) == 2
    assert begun[0] == pytest.approx(BEFORE_S + 15, abs=0.7)
    assert begun[1] - begun[0] == pytest.approx(10, abs=0.05)
    assert all(now.position_frame == 5 * RATE for now_s, now in driven.seen if now_s > BEFORE_S + 5.1)


def test_open_gates_do_not_wait():
    assert gated(gates_are_open=True).run(BEFORE_S + 12).state is PlayerState.FINISHED


def test_a_jump_back_closes_the_gate_again():
    driven = gated()
    driven.run(BEFORE_S + 6)
    driven.send(Command.PLAY, seconds=1)
    driven.send(Command.BACK)
    assert driven.run(6).state is PlayerState.WAITING


# --- faults -------------------------------------------------------------------------------------------


def losing(seconds, *, then, cues=(), total=60, **settings):
    """Return an engine whose first output fails after so many seconds."""
    clock = FakeClock()
    playable = TestPlayable(ramp(RATE * total), cues=cues, announcement=hum(1))
    first = FakeOutput(clock, frames_until_gone=round((BEFORE_S + seconds) * RATE))
    outputs = [first, *(FakeOutput(clock) if wanted is True else wanted for wanted in then)]
    return Driven(playable, outputs, clock=clock, **settings)


def test_a_lost_device_is_opened_again_and_the_sound_goes_on_a_second_before():
    driven = losing(10, then=[DeviceError("none yet"), True])
    lost = driven.run(until=lambda now: now.state is PlayerState.LOST)
    assert lost.remark.kind is RemarkKind.LOST
    assert lost.position_frame == pytest.approx((10 - 0.5 - 1) * RATE, abs=RATE // 20)
    driven.run(until=lambda now: now.state is PlayerState.PLAYING)
    assert driven.engine.losses == 1
    driven.run()
    assert len(driven.opened) == 2
    sounding = driven.output.written[SILENCE_BEFORE_FRAMES:]
    assert np.array_equal(sounding[:RATE, 0], ramp(RATE * 60).samples[lost.position_frame :][:RATE, 0])


def test_it_goes_on_at_the_cue_that_was_cut_off():
    cues = [
        FrameRange(start_frame=RATE * n - RATE // 2, end_frame=RATE * n + RATE // 2) for n in (3, 6, 9, 12)
    ]
    driven = losing(9.5, then=[True], cues=cues)  # heard is what was written half a second ago
    lost = driven.run(until=lambda now: now.state is PlayerState.LOST)
    assert lost.position_frame == 8.5 * RATE


def test_after_more_than_five_seconds_the_step_is_announced_again():
    away = [DeviceError("none")] * 6
    driven = losing(10, then=[*away, True])
    lost = driven.run(until=lambda now: now.state is PlayerState.LOST)
    said = driven.run(until=lambda now: now.is_inserted)
    assert said.position_frame == lost.position_frame
    driven.run(until=lambda now: now.position_frame > lost.position_frame)
    sounding = driven.output.written[SILENCE_BEFORE_FRAMES:]
    assert np.array_equal(sounding[:RATE], hum(1).samples)


def test_a_short_loss_is_not_announced():
    driven = losing(10, then=[DeviceError("none"), True])
    driven.run(20)
    assert not any(now.is_inserted for _, now in driven.seen)


def test_losses_in_a_row_do_not_wind_back_and_are_tried_ever_later():
    clock = FakeClock()
    outputs = [FakeOutput(clock, frames_until_gone=10 * RATE)]
    outputs += [FakeOutput(clock, frames_until_gone=RATE // 2) for _ in range(4)] + [FakeOutput(clock)]
    driven = Driven(TestPlayable(ramp(RATE * 30)), outputs, clock=clock)
    driven.run(until=lambda now: now.state is PlayerState.LOST)
    where = driven.engine.snapshot().position_frame
    opened_s = []
    while len(driven.opened) < 6:
        driven.run(until=lambda now: now.state is PlayerState.PLAYING)
        opened_s.append(clock.monotonic_s())
        driven.run(until=lambda now: now.state is PlayerState.LOST, seconds=3)
        assert driven.engine.snapshot().position_frame - where in range(RATE // 2) or len(driven.opened) == 6
    waits_s = np.diff(opened_s)
    assert (np.diff(waits_s) >= -0.01).all()
    assert waits_s[-1] > 2 * waits_s[0]


def test_a_device_that_takes_nothing_stalls_and_goes_on_where_it_stood():
    clock = FakeClock()
    output = FakeOutput(clock)
    driven = Driven(TestPlayable(ramp(RATE * 20)), [output], clock=clock)
    driven.run(5)
    frozen = output._queue
    output._queue = stuck = type("Stuck", (), {"room": lambda _self: 0, "underflows": 0})()
    driven.run(2)
    assert driven.engine.snapshot().state is PlayerState.STALLED
    assert driven.engine.snapshot().remark == Remark(kind=RemarkKind.STALLED)
    output._queue = frozen
    assert driven.run(0.1).state is PlayerState.PLAYING
    assert stuck.underflows == 0
    driven.run()
    written = output.written[SILENCE_BEFORE_FRAMES:]
    assert np.array_equal(written[: 20 * RATE], ramp(RATE * 20).samples)


def test_a_stall_of_more_than_three_seconds_is_a_loss():
    clock = FakeClock()
    outputs = [FakeOutput(clock, frames_until_stall=RATE * 5), FakeOutput(clock)]
    driven = Driven(TestPlayable(ramp(RATE * 20)), outputs, clock=clock)
    driven.run(until=lambda now: now.state is PlayerState.LOST)
    assert clock.monotonic_s() == pytest.approx(4.5 + 1.2 + 3, abs=0.1)
    assert driven.run().state is PlayerState.FINISHED


def test_a_server_that_does_not_answer_is_waited_for():
    driven = losing(10, then=[DeviceHungError("no answer"), True])
    hung = driven.run(until=lambda now: now.state is PlayerState.HUNG)
    assert hung.remark == Remark(kind=RemarkKind.HUNG)
    assert driven.run().state is PlayerState.FINISHED


def test_a_device_in_use_is_waited_for_and_the_session_begins_at_its_beginning():
    clock = FakeClock()
    busy = DeviceBusyError("The sound device is in use.")
    driven = Driven(TestPlayable(ramp(RATE * 2)), [busy, busy, busy, FakeOutput(clock)], clock=clock)
    waiting = driven.run(until=lambda now: bool(now.remark))
    in_use = Remark(kind=RemarkKind.OPENING, why="The sound device is in use")
    assert (waiting.state, waiting.remark) == (PlayerState.OPENING, in_use)
    assert driven.run().state is PlayerState.FINISHED
    assert np.array_equal(driven.output.written[SILENCE_BEFORE_FRAMES:][: RATE * 2], ramp(RATE * 2).samples)


def test_without_a_device_it_fails_at_once():
    driven = Driven(TestPlayable(ramp(RATE)), [DeviceError("No sound device was found.")])
    driven.run(1)
    assert isinstance(driven.engine.state, Failed)
    assert str(driven.engine.state.error) == "No sound device was found."


@pytest.mark.parametrize("order", [Command.NEXT, Command.BACK, Command.PAUSE])
def test_orders_count_while_the_sound_is_lost(order):
    driven = losing(12, then=[DeviceError("none")] * 3 + [True])
    driven.run(until=lambda now: now.state is PlayerState.LOST)
    lost_frame = driven.engine.snapshot().position_frame
    driven.send(order)
    wanted = {Command.NEXT: 15 * RATE, Command.BACK: 5 * RATE, Command.PAUSE: lost_frame}[order]
    assert driven.engine.snapshot().position_frame == wanted
    back = driven.run(until=lambda now: now.state in {PlayerState.PLAYING, PlayerState.PAUSED})
    assert back.state is (PlayerState.PAUSED if order is Command.PAUSE else PlayerState.PLAYING)
    assert back.position_frame == pytest.approx(wanted, abs=RATE // 20)


def test_a_system_whose_default_goes_nowhere_is_lost_until_it_is_heard_again():
    silent = [None]
    clock = FakeClock()
    outputs = [FakeOutput(clock), FakeOutput(clock)]
    playable = TestPlayable(ramp(RATE * 30))
    driven = Driven(playable, outputs, clock=clock, silent_since_s=lambda: silent[0])
    driven.run(BEFORE_S + 10)
    silent[0] = clock.monotonic_s() - 2
    lost = driven.run(6)
    assert lost.state is PlayerState.LOST
    assert lost.position_frame == pytest.approx(7 * RATE, abs=RATE // 20)
    silent[0] = None
    assert (
        driven.run(until=lambda now: now.state is PlayerState.PLAYING, seconds=3).state is PlayerState.PLAYING
    )


def test_sleep_is_no_stall_and_is_remarked():
    driven = played(ramp(RATE * 30))
    driven.run(5)
    driven.clock.wait(60)
    now = driven.run(0.1)
    assert now.state is PlayerState.PLAYING
    assert now.remark == Remark(kind=RemarkKind.SLEPT)
    assert driven.run(6).remark is None


def test_a_fault_of_the_source_ends_the_session_as_a_failure():
    driven = played(Broken(np.zeros((RATE * 9, 1))))
    driven.run()
    assert isinstance(driven.engine.state, Failed)
    assert isinstance(driven.engine.state.error, ZeroDivisionError)
    assert driven.output.is_closed


# --- what is still being made -----------------------------------------------------------------------


class Growing(TestPlayable):
    """A session of which so many seconds are ready, by the seconds that have passed."""

    __test__ = False

    def __init__(self, source, clock, ready_after_s):
        super().__init__(source)
        self._clock, self._ready_after_s = clock, ready_after_s

    @property
    def ready_frames(self):
        now_s = self._clock.monotonic_s()
        ready_s = max(s for s, after_s in self._ready_after_s.items() if now_s >= after_s)
        return min(round(ready_s * RATE), self.source.total_frames)

    @ready_frames.setter
    def ready_frames(self, _frames):
        pass


def test_what_grows_in_time_is_played_as_if_it_had_been_whole():
    clock, source = FakeClock(), ramp(RATE * 10)
    driven = Driven(Growing(source, clock, {2: 0, 5: 1, 10: 3}), [FakeOutput(clock)], clock=clock)
    assert driven.run().state is PlayerState.FINISHED
    written = driven.output.written[SILENCE_BEFORE_FRAMES:]
    assert np.array_equal(written[: source.total_frames], source.samples)
    assert not any(snapshot.remark for _, snapshot in driven.seen)


def test_what_is_not_made_in_time_is_waited_for_with_a_word():
    clock, source = FakeClock(), ramp(RATE * 4)
    driven = Driven(Growing(source, clock, {1.5: 0, 4: 6}), [FakeOutput(clock)], clock=clock)
    assert driven.run().state is PlayerState.FINISHED
    written = driven.output.written[SILENCE_BEFORE_FRAMES:, 0]
    first, rest = source.samples[: RATE * 3 // 2, 0], source.samples[RATE * 3 // 2 :, 0]
    assert np.array_equal(written[: len(first)], first)
    waited = np.flatnonzero(written[len(first) :])[0]
    begins = len(first) + waited
    assert waited > 3 * RATE
    assert np.array_equal(written[begins : begins + len(rest)], rest)
    said = {snapshot.remark for _, snapshot in driven.seen if snapshot.remark}
    assert said == {Remark(kind=RemarkKind.UNSPOKEN)}
    assert {snapshot.position_frame for _, snapshot in driven.seen if snapshot.remark} == {len(first)}


def test_a_jump_beyond_what_is_made_waits_there():
    clock, source = FakeClock(), ramp(RATE * 12)
    driven = Driven(Growing(source, clock, {4: 0, 12: 5}), [FakeOutput(clock)], clock=clock)
    driven.run(until=at(RATE))
    driven.engine.send(Command.NEXT)
    waiting = driven.run(until=lambda snapshot: bool(snapshot.remark))
    assert waiting.position_frame == 5 * RATE
    assert driven.run().state is PlayerState.FINISHED


def test_a_jump_to_the_end_does_not_wait_for_what_is_skipped():
    clock, source = FakeClock(), ramp(RATE * 4)
    driven = Driven(Growing(source, clock, {2: 0, 4: 60}), [FakeOutput(clock)], clock=clock)
    driven.run(until=at(RATE))
    driven.send(Command.NEXT)
    assert driven.run().state is PlayerState.FINISHED
    assert clock.monotonic_s() < 10
