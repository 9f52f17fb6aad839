"""A whole session: the thread, the observers, how it ends."""

import threading
import time

import numpy as np
import pytest
from fake_player import FakeOutput
from sources import RATE, Broken, TestPlayable, hum, ramp

from voicecoach.errors import DeviceError
from voicecoach.player.clock import Stop, SystemClock
from voicecoach.player.engine.conduct import Late, LivePlayer, PlayEnd, conduct
from voicecoach.player.playback import Command, PlayerState, Snapshot


class Seen:
    def __init__(self, act=lambda _snapshot: None):
        self.snapshots = []
        self.threads = set()
        self._act = act

    def update(self, snapshot):
        self.snapshots.append(snapshot)
        self.threads.add(threading.current_thread())
        self._act(snapshot)


def session(source, *, paced=True, stop=None, output=None, **settings):
    clock = SystemClock(stop or Stop())
    made = output or FakeOutput(clock, paced=paced)
    return LivePlayer(TestPlayable(source), lambda: made, clock, **settings), clock, made


def test_it_takes_its_time_and_shows_where_it_is():
    player, clock, output = session(ramp(RATE // 2))
    seen = Seen()
    began_s = clock.monotonic_s()
    result = conduct(player, clock, [seen])
    assert 0.75 <= clock.monotonic_s() - began_s < 3
    assert result.end is PlayEnd.FINISHED
    assert (result.position_frame, result.heard_frames) == (RATE // 2, RATE // 2)
    assert (result.underflows, result.losses) == (0, 0)
    assert output.is_closed
    assert seen.threads == {threading.main_thread()}
    assert seen.snapshots[-1].state is PlayerState.FINISHED
    positions = [snapshot.position_frame for snapshot in seen.snapshots]
    assert positions == sorted(positions)
    assert len(set(positions)) > 4


def test_the_listener_can_end_it():
    player, clock, _ = session(hum(60))
    result = conduct(
        player, clock, [Seen(lambda now: player.send(Command.STOP) if now.position_frame else None)]
    )
    assert result.end is PlayEnd.STOPPED
    assert 0 < result.position_frame < RATE


def test_a_signal_ends_it():
    stop = Stop()
    player, clock, output = session(hum(60), stop=stop)
    result = conduct(player, clock, [Seen(lambda now: stop.request() if now.position_frame else None)])
    assert result.end is PlayEnd.INTERRUPTED
    assert output.is_closed


def test_ctrl_c_without_a_handler_is_an_interruption_too():
    def press(_snapshot):
        if not pressed:
            pressed.append(True)
            raise KeyboardInterrupt

    pressed = []
    player, clock, _ = session(hum(60))
    assert conduct(player, clock, [Seen(press)]).end is PlayEnd.INTERRUPTED


def test_what_an_observer_raises_ends_the_session():
    def fail(_snapshot):
        raise ZeroDivisionError

    player, clock, output = session(hum(60))
    with pytest.raises(ZeroDivisionError):
        conduct(player, clock, [Seen(fail)])
    assert player.snapshot().state is PlayerState.STOPPED
    assert not output.written_frames or output.is_closed


def test_what_breaks_the_engine_is_raised_where_it_was_started():
    player, clock, _ = session(Broken(np.zeros((RATE * 3, 1))), paced=False)
    with pytest.raises(ZeroDivisionError):
        conduct(player, clock)


def test_without_a_device_the_error_is_the_devices():
    def refuse():
        raise DeviceError("No sound device was found.")

    clock = SystemClock(Stop())
    with pytest.raises(DeviceError, match="No sound device"):
        conduct(LivePlayer(TestPlayable(ramp(RATE)), refuse, clock), clock)


def test_a_device_that_never_opens_can_be_left():
    released = threading.Event()
    stop = Stop()
    clock = SystemClock(stop)
    late = FakeOutput(clock)

    def open_late():
        released.wait(10)
        return late

    player = LivePlayer(TestPlayable(ramp(RATE)), open_late, clock)
    began_s = time.monotonic()
    result = conduct(player, clock, [Seen(lambda _now: stop.request())])
    assert time.monotonic() - began_s < 1
    assert (result.end, result.position_frame) == (PlayEnd.INTERRUPTED, 0)
    released.set()
    for _ in range(200):  # what is opened too late is closed again
        if late.is_closed:
            break
        time.sleep(0.01)
    assert late.is_closed


def test_late_headphones_shift_what_is_shown():
    seen = Seen()
    late = Late(seen, frames=RATE)
    for state, frame in [
        (PlayerState.PLAYING, RATE // 2),
        (PlayerState.PLAYING, 3 * RATE),
        (PlayerState.PAUSED, 3 * RATE),
        (PlayerState.FINISHED, 3 * RATE),
    ]:
        late.update(Snapshot(state=state, position_frame=frame))
    assert [now.position_frame for now in seen.snapshots] == [0, 2 * RATE, 2 * RATE, 3 * RATE]
