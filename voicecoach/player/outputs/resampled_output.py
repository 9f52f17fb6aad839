"""An output at a device's own rate, presented as one at 48 kHz."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from voicecoach.player.sound_system import Output
    from voicecoach.sound.clip import Samples


class ResampledOutput:
    """Converts what is written. Frames on both sides are counted from the beginning, so nothing drifts.

    What has been written and is not yet heard is in the device's queue, or in the resampler, which holds back a few
    milliseconds until it knows what follows.
    """

    def __init__(self, output: Output, *, rate: int, channels: int) -> None:
        self._output = output
        self._rate = rate
        self._channels = channels
        self.drops_at_once = output.drops_at_once
        self.latency_frames = self._ours(output.latency_frames)
        self._stream: Any = None
        self._waiting: Samples = np.zeros((0, channels), np.float32)
        self._written = 0  # at 48 kHz
        self._passed_on = 0  # at the device's rate
        self._begin()

    @property
    def underflows(self) -> int:
        return self._output.underflows

    def room(self) -> int:
        queued = self._output.latency_frames - self._output.room()
        heard = self._ours(self._passed_on - queued)
        return max(self.latency_frames - (self._written - heard), 0)

    def write(self, samples: Samples) -> None:
        self._written += len(samples)
        converted: Samples = self._stream.resample_chunk(np.ascontiguousarray(samples))
        waiting = np.concatenate((self._waiting, converted))
        count = min(len(waiting), self._output.room())
        if count:
            self._output.write(waiting[:count])
        self._passed_on += count
        self._waiting = waiting[count:]

    def drop(self) -> None:
        self._output.drop()
        self._begin()

    def close(self) -> None:
        self._output.close()

    def _ours(self, frames: int) -> int:
        return frames * SAMPLE_RATE // self._rate

    def _begin(self) -> None:
        import soxr

        self._stream = soxr.ResampleStream(SAMPLE_RATE, self._rate, self._channels, dtype="float32")
        self._waiting = self._waiting[:0]
        self._written = self._passed_on = 0
