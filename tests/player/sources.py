"""What the player tests play."""

import numpy as np

from voicecoach.player.playable import Landmarks, NoSound
from voicecoach.sound.spans import FrameRange

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


def scale(count):
    """Like ticks, each with a frequency of its own: a recording tells which one was heard."""
    source = ticks(count)
    for index in range(count):
        start = RATE * index + RATE // 2
        tone = 0.5 * np.cos(2 * np.pi * scale_hz(index) / RATE * np.arange(TICK_FRAMES))
        source.samples[start : start + TICK_FRAMES, 0] = tone
    return source


def scale_hz(index):
    return 500 + 50 * index


class Broken(ArraySource):
    """Cannot be read beyond its first second."""

    def read(self, start_frame, frames):
        if start_frame > RATE:
            raise ZeroDivisionError(f"frame {start_frame}")
        return super().read(start_frame, frames)


class TestPlayable:
    """A source with a step every five seconds and a cue at each tick, whose announcement and reminder are tones."""

    __test__ = False

    def __init__(
        self, source, *, cues=(), steps=None, gates=(), announcement=None, reminder=None, notice=None
    ):
        self.source = source
        self.ready_frames = source.total_frames
        every = range(0, source.total_frames, 5 * RATE)
        self.landmarks = Landmarks(
            step_frames=tuple(every if steps is None else steps), cues=tuple(cues), gate_frames=tuple(gates)
        )
        self.said = announcement or NoSound()
        self.reminded = reminder or NoSound()
        self.noticed = notice or NoSound()

    def announcement(self, _frame):
        return self.said

    def notice(self, _notice):
        return self.noticed

    def reminder(self, _gate_frame):
        return self.reminded


def tick_cues(count):
    return [
        FrameRange(start_frame=start, end_frame=start + TICK_FRAMES)
        for start in range(RATE // 2, RATE * count, RATE)
    ]


def by_name(text):
    """Return what a test program is told to play: `ticks:10`, `scale:20`, `hum:5`, `ramp:48000`, `stereo:48000`, `broken:3`."""
    name, number = text.split(":")
    count = int(number)
    match name:
        case "ticks":
            return TestPlayable(ticks(count), cues=tick_cues(count))
        case "scale":
            said = ArraySource(0.2 * np.cos(2 * np.pi * 300 / RATE * np.arange(RATE))[:, None])
            return TestPlayable(scale(count), cues=tick_cues(count), announcement=said)
        case "hum":
            return TestPlayable(hum(count))
        case "ramp":
            return TestPlayable(ramp(count))
        case "stereo":
            return TestPlayable(ramp(count, channels=2))
        case "broken":
            return TestPlayable(Broken(np.zeros((RATE * count, 1))))
