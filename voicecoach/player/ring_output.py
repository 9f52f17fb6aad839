"""A queue between us and a sound library that calls back for samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.errors import DeviceError
from voicecoach.player.channels import fit_channels

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.sound.clip import Samples


class Ring:
    """Frames from one writing thread to one reading thread. Each owns one cursor, so there is no lock."""

    def __init__(self, *, frames: int, channels: int) -> None:
        self.frames = frames
        self.channels = channels
        self.underflows = 0
        self._samples = np.zeros((frames, channels), np.float32)
        self._written = 0
        self._read = 0
        self._is_fed = False  # set by the writer; an empty ring that nobody feeds is no underflow

    def room(self) -> int:
        return self.frames - (self._written - self._read)

    def push(self, samples: Samples) -> None:
        """Take frames for which there is room."""
        at = self._written % self.frames
        first = min(len(samples), self.frames - at)
        self._samples[at : at + first] = samples[:first]
        self._samples[: len(samples) - first] = samples[first:]
        self._written += len(samples)
        self._is_fed = True

    def pull(self, out: Samples) -> None:
        """Fill an array of `(frames, channels)`, with silence where there is not enough."""
        count = min(len(out), self._written - self._read)
        at = self._read % self.frames
        first = min(count, self.frames - at)
        out[:first] = self._samples[at : at + first]
        out[first:count] = self._samples[: count - first]
        self._read += count
        if count < len(out):
            out[count:] = 0
            self.underflows += self._is_fed
            self._is_fed = False

    def clear(self) -> None:
        """Forget what is queued; nobody pulls meanwhile."""
        self._read = self._written
        self._is_fed = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A running stream of a library that pulls from a ring. Each raises DeviceError."""

    latency_frames: int  # of the library's and the device's own queue
    is_alive: Callable[[], bool]
    restart: Callable[
        [Callable[[], None]], None
    ]  # throws away what is queued, and calls this while nobody pulls
    close: Callable[[], None]
    restarts_at_once: bool = True


class RingOutput:
    """An Output through a ring."""

    def __init__(self, ring: Ring, stream: Stream) -> None:
        self._ring = ring
        self._stream = stream
        self._is_closed = False
        self.latency_frames = ring.frames + stream.latency_frames
        self.drops_at_once = stream.restarts_at_once

    @property
    def underflows(self) -> int:
        return self._ring.underflows

    def room(self) -> int:
        if not self._stream.is_alive():
            raise DeviceError(
                "The sound device failed.", hint="`voicecoach devices` lists what is there now."
            )
        return self._ring.room()

    def write(self, samples: Samples) -> None:
        self._ring.push(fit_channels(samples, self._ring.channels))

    def drop(self) -> None:
        self._stream.restart(self._ring.clear)

    def close(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            self._stream.close()
