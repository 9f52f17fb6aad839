"""A silent output that keeps the pace of a device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.player.clock import Clock
    from voicecoach.player.sound_system import Device
    from voicecoach.sound.clip import Samples

LATENCY_FRAMES: Final = SAMPLE_RATE // 2


class NullOutput:
    """Takes frames and forgets them: for `--mute`.

    Paced, it takes 48,000 frames a second by the clock, as a device does; a queue that runs empty counts as an
    underflow. Unpaced, it takes all at once.
    """

    drops_at_once = True

    def __init__(self, clock: Clock, *, paced: bool = True, latency_frames: int = LATENCY_FRAMES) -> None:
        self.latency_frames = latency_frames
        self.underflows = 0
        self._clock = clock
        self._paced = paced
        self._queued_frames = 0
        self._started_s = clock.monotonic_s()
        self._gone_frames = 0  # since the start, by the clock
        self._running = False

    def room(self) -> int:
        self._advance()
        return self.latency_frames - self._queued_frames

    def write(self, samples: Samples) -> None:
        self._advance()
        frames = len(samples)
        assert frames <= self.latency_frames - self._queued_frames, "more was written than there is room for"
        if not self._running:
            self._running, self._gone_frames, self._started_s = True, 0, self._clock.monotonic_s()
        self._queued_frames += frames if self._paced else 0

    def drop(self) -> None:
        self._queued_frames, self._running = 0, False

    def close(self) -> None:
        self.drop()

    def _advance(self) -> None:
        if not self._running or not self._paced:
            return
        gone_frames = round((self._clock.monotonic_s() - self._started_s) * SAMPLE_RATE)
        self._queued_frames -= gone_frames - self._gone_frames
        self._gone_frames = gone_frames
        if self._queued_frames < 0:
            self.underflows += 1
            self._queued_frames, self._running = 0, False


class NullDevices:
    """The sound system of `--mute`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def list(self) -> Sequence[Device]:
        return ()

    def open(self, device: str, *, channels: int) -> NullOutput:  # noqa: ARG002  (all the same where nothing is heard)
        return NullOutput(self._clock)
