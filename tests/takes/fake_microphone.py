"""A microphone that has, at each moment, heard as much of a sound as time has passed."""

import numpy as np

from voicecoach.errors import DeviceError


class FakeMicrophone:
    overflows = 0

    def __init__(self, clock, samples, sample_rate=48_000, *, gone_after_s=None):
        self._clock = clock
        self._since_s = clock.now_s
        self._samples = samples.astype(np.float32)
        self.sample_rate = sample_rate
        self._gone_after_s = gone_after_s
        self.is_closed = False

    def heard(self):
        passed_s = self._clock.now_s - self._since_s
        if self._gone_after_s is not None and passed_s > self._gone_after_s:
            raise DeviceError("The microphone gives no sound any more.", hint="Connect it again.")
        return self._samples[: round(passed_s * self.sample_rate)]

    def close(self):
        self.is_closed = True


class Clock:
    now_s = 100.0
