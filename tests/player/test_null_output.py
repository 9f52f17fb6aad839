import numpy as np
from sources import RATE, ramp

from voicecoach.player.fakes import FakeClock
from voicecoach.player.null_output import NullOutput
from voicecoach.player.play import PlayEnd, play
from voicecoach.player.stop import Stop, SystemClock


def silence(frames):
    return np.zeros((frames, 1), np.float32)


def test_paced_it_takes_48000_frames_a_second():
    clock = FakeClock()
    output = NullOutput(clock, latency_frames=24_000)
    assert output.room() == 24_000
    output.write(silence(24_000))
    assert output.room() == 0
    clock.wait(0.25)
    assert output.room() == 12_000
    assert output.underflows == 0


def test_a_queue_that_runs_empty_is_an_underflow_and_starts_anew():
    clock = FakeClock()
    output = NullOutput(clock, latency_frames=24_000)
    output.write(silence(4_800))
    clock.wait(1)
    assert output.room() == 24_000
    assert output.underflows == 1
    output.write(silence(4_800))
    clock.wait(0.05)
    assert output.room() == 24_000 - 2_400


def test_dropped_frames_are_no_underflow():
    clock = FakeClock()
    output = NullOutput(clock)
    output.write(silence(4_800))
    output.drop()
    clock.wait(1)
    assert output.room() == output.latency_frames
    assert output.underflows == 0


def test_unpaced_it_takes_everything():
    output = NullOutput(FakeClock(), paced=False)
    for _ in range(9):
        output.write(silence(output.room()))
    assert output.underflows == 0


def test_on_the_real_clock_a_session_takes_its_time():
    clock = SystemClock(Stop())
    started_s = clock.monotonic_s()
    result = play(
        ramp(RATE // 4), NullOutput(clock, latency_frames=RATE // 4), clock, on_position=lambda _frame: None
    )
    assert result.end is PlayEnd.FINISHED
    assert 0.5 <= clock.monotonic_s() - started_s < 1.5
