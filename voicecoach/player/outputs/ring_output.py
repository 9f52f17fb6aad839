"""A queue between us and a sound library that calls back for samples."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

import numpy as np
from msgspec import Struct

from voicecoach.errors import DeviceError
from voicecoach.player.outputs.channels import fit_channels
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.sound.clip import Samples


SETTLE_S: Final = 0.25
SETTLE_LIMIT_S: Final = 1.0


class Ring:
    """Frames from one writing thread to one reading thread. Each owns one cursor, so there is no lock."""

    def __init__(self, *, frames: int, channels: int) -> None:
        self.frames = frames
        self.channels = channels
        self.underflows = 0
        self._samples = np.zeros((frames, channels), np.float32)
        self._written = 0
        self._read = 0
        self._is_fed = False  # set by the writer; an empty ring that nobody feeds is not an underflow
        self._began_s = 0.0
        self._pulled_frames = 0
        self._ahead_frames = 0  # the most that was pulled ahead of time
        self._settled = threading.Event()

    def room(self) -> int:
        return self.frames - (self._written - self._read)

    def push(self, samples: Samples) -> None:
        """Store frames; there must be room for them."""
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
        if not self._settled.is_set():
            self._measure(len(out))
        if count < len(out):
            out[count:] = 0
            self.underflows += self._is_fed
            self._is_fed = False

    def ahead_frames(self, limit_s: float = SETTLE_LIMIT_S) -> int:
        """Wait until the stream has run for a moment; return how much it pulls before its time, which is what it keeps.

        The latency that a library reports was wrong by 0.1 s and more (measured).
        """
        self._settled.wait(limit_s)
        return self._ahead_frames

    def _measure(self, frames: int) -> None:
        now_s = time.monotonic()
        self._began_s = self._began_s or now_s
        self._pulled_frames += frames
        gone_frames = round((now_s - self._began_s) * SAMPLE_RATE)
        self._ahead_frames = max(self._ahead_frames, self._pulled_frames - gone_frames)
        if now_s - self._began_s > SETTLE_S:
            self._settled.set()

    def clear(self) -> None:
        """Discard what is queued; nobody may pull meanwhile."""
        self._read = self._written
        self._is_fed = False


class Stream(Struct, frozen=True, kw_only=True):
    """A stream of a library that pulls from a ring while it runs. Each function raises DeviceError."""

    latency_frames: int  # of the library's and the device's own queue
    is_alive: Callable[[], bool]
    start: Callable[[], None]
    stop: Callable[[], None]  # throws away what is queued
    close: Callable[[], None]
    stops_at_once: bool = True


class RingOutput:
    """An Output through a ring.

    A stream pulls as much as it can keep when it starts. So it starts when the ring is nearly full: the sound would come
    late, after the silence of an empty one.
    """

    def __init__(self, ring: Ring, stream: Stream) -> None:
        self._ring = ring
        self._stream = stream
        self._is_closed = False
        self._is_running = False
        self.latency_frames = ring.frames + stream.latency_frames
        self.drops_at_once = stream.stops_at_once

    @property
    def underflows(self) -> int:
        return self._ring.underflows

    def room(self) -> int:
        if self._is_running and not self._stream.is_alive():
            raise DeviceError(
                "The sound device failed.", hint="`voicecoach devices` lists what is there now."
            )
        return self._ring.room()

    def write(self, samples: Samples) -> None:
        self._ring.push(fit_channels(samples, self._ring.channels))
        if not self._is_running and self._ring.room() <= self._ring.frames // 4:
            self._is_running = True
            self._stream.start()

    def drop(self) -> None:
        if self._is_running:
            self._is_running = False
            self._stream.stop()
        self._ring.clear()

    def close(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            self._stream.close()
