import numpy as np
from fake_player import FakeClock

from voicecoach.player.outputs.null_output import NullOutput


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
