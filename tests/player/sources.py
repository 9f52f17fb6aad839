"""What the player tests play."""

import numpy as np

RATE = 48_000
TICK_FRAMES = RATE // 25


class ArraySource:
    def __init__(self, samples):
        self.samples = np.ascontiguousarray(samples, np.float32)
        self.total_frames, self.channels = self.samples.shape

    def read(self, start_frame, frames):
        assert 0 <= start_frame <= start_frame + frames <= self.total_frames
        return self.samples[start_frame : start_frame + frames]


def ramp(frames, channels=1):
    """No two neighbouring frames are equal and none is silent; every value is exact as 16-bit audio."""
    values = (np.arange(frames * channels) % 32_000 + 1) / 32_768
    return ArraySource(values.reshape(frames, channels))


def ticks(count):
    """A tick of 40 ms at every half second past a second; the last one ends at the last frame."""
    tick = 0.5 * np.cos(2 * np.pi * 1000 / RATE * np.arange(TICK_FRAMES))
    samples = np.zeros((RATE * (count - 1) + RATE // 2 + TICK_FRAMES, 1))
    for index in range(count):
        start = RATE * index + RATE // 2
        samples[start : start + TICK_FRAMES, 0] = tick
    return ArraySource(samples)


def hum(seconds):
    """A tone without a gap."""
    return ArraySource(0.25 * np.cos(2 * np.pi * 250 / RATE * np.arange(RATE * seconds))[:, None] + 0.3)


def by_name(text):
    """Return the source that a test program is told to play: `ticks:10`, `hum:5`, `ramp:48000`, `stereo:48000`."""
    name, number = text.split(":")
    return {"ticks": ticks, "hum": hum, "ramp": ramp, "stereo": lambda frames: ramp(frames, channels=2)}[
        name
    ](int(number))
