"""`play` against fakes: order, silence, playhead, faults, interruption."""

import numpy as np
import pytest
from sources import RATE, ArraySource, ramp

from voicecoach.errors import DeviceError
from voicecoach.player.fakes import FakeClock, FakeOutput
from voicecoach.player.play import SILENCE_BEFORE_FRAMES, WRITE_FRAMES, PlayEnd, play, silence_after_frames


def ignore(_frame):
    pass


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("frames", [0, 1, WRITE_FRAMES, RATE * 3 + 7])
def test_everything_is_written_in_order_between_silence(frames, channels):
    source = ramp(frames, channels)
    clock = FakeClock()
    output = FakeOutput(clock)

    result = play(source, output, clock, on_position=ignore)

    written = output.written
    assert result.end is PlayEnd.FINISHED
    assert result.frames_heard == frames
    assert result.underflows == 0
    assert np.array_equal(written[SILENCE_BEFORE_FRAMES : SILENCE_BEFORE_FRAMES + frames], source.samples)
    assert not written[:SILENCE_BEFORE_FRAMES].any()
    assert not written[SILENCE_BEFORE_FRAMES + frames :].any()
    assert len(written) == SILENCE_BEFORE_FRAMES + frames + silence_after_frames(output.latency_frames)
    assert not output.is_closed


def test_the_silence_behind_is_longer_than_the_queue():
    assert silence_after_frames(24_000) == 31_200 + 9_600


def test_a_device_without_a_pace_gets_everything_without_waiting():
    clock = FakeClock()
    output = FakeOutput(clock, paced=False)
    result = play(ramp(RATE * 60), output, clock, on_position=ignore)
    assert result.frames_heard == RATE * 60
    assert clock.monotonic_s() < 0.1


def test_the_end_is_reached_only_when_the_last_frame_was_audible():
    clock = FakeClock()
    source = ramp(RATE * 2)
    play(source, FakeOutput(clock), clock, on_position=ignore)
    assert clock.monotonic_s() >= (SILENCE_BEFORE_FRAMES + source.total_frames) / RATE


def test_the_position_is_the_audible_frame():
    clock = FakeClock()
    seen = []

    play(
        ramp(RATE * 3),
        FakeOutput(clock),
        clock,
        on_position=lambda frame: seen.append((clock.monotonic_s(), frame)),
    )

    frames = [frame for _, frame in seen]
    assert frames == sorted(frames)
    assert frames[0] == 0
    assert frames[-1] == RATE * 3
    for now_s, frame in seen:
        audible = min(max(now_s * RATE - SILENCE_BEFORE_FRAMES, 0), RATE * 3)
        assert frame == pytest.approx(audible, abs=2)


def test_interruption_drops_the_queue_and_tells_how_far_it_came():
    clock = FakeClock(stop_at_s=2.0)
    output = FakeOutput(clock)

    result = play(ramp(RATE * 60), output, clock, on_position=ignore)

    assert result.end is PlayEnd.INTERRUPTED
    assert result.frames_heard == pytest.approx(1.75 * RATE, abs=RATE // 50)
    assert output.drops == 1
    assert output.written_frames <= 2.6 * RATE


def test_ctrl_c_without_a_handler_is_an_interruption_too():
    clock = FakeClock()
    output = FakeOutput(clock)

    def press(frame):
        if frame > RATE:
            raise KeyboardInterrupt

    result = play(ramp(RATE * 60), output, clock, on_position=press)
    assert result.end is PlayEnd.INTERRUPTED
    assert output.drops == 1


def test_interruption_of_a_device_that_is_gone_is_no_error():
    clock = FakeClock(stop_at_s=0.0)
    output = FakeOutput(clock, frames_until_gone=WRITE_FRAMES)
    assert play(ramp(RATE), output, clock, on_position=ignore).end is PlayEnd.INTERRUPTED
    assert output.drops == 1


def test_a_device_that_goes_is_an_error_with_the_place():
    clock = FakeClock()
    output = FakeOutput(clock, frames_until_gone=RATE * 75)

    with pytest.raises(DeviceError) as caught:
        play(ramp(RATE * 120), output, clock, on_position=ignore)

    assert caught.value.message == "The sound stopped at 1:14 of 2:00: The sound device failed."
    assert caught.value.hint == "Connect it again."


def test_a_device_that_takes_nothing_for_ten_seconds_is_an_error():
    clock = FakeClock()
    output = FakeOutput(clock, frames_until_stall=RATE * 5)

    with pytest.raises(
        DeviceError, match=r"The sound stopped at 0:0[45] of 2:00: the device has taken no sound for 10 s"
    ):
        play(ramp(RATE * 120), output, clock, on_position=ignore)

    assert clock.monotonic_s() == pytest.approx(15, abs=1)


def test_a_fault_of_the_source_is_not_hidden():
    class Broken(ArraySource):
        def read(self, start_frame, frames):
            raise ZeroDivisionError(start_frame, frames)

    clock = FakeClock()
    with pytest.raises(ZeroDivisionError):
        play(Broken(np.zeros((RATE, 1))), FakeOutput(clock), clock, on_position=ignore)
