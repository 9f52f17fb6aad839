"""Playing a source on an open output, from its first frame to its last."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from voicecoach.errors import DeviceError
from voicecoach.player.playhead import Playhead
from voicecoach.units import FRAMES_PER_MS, MS_PER_S, SAMPLE_RATE, format_clock_ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.player.model import Clock, FrameSource, Output
    from voicecoach.sound.clip import Samples

POLL_S: Final = 0.01
WRITE_FRAMES: Final = SAMPLE_RATE // 10
"""The most that is written at once. One write of PortAudio's whole buffer makes PulseAudio take a second buffer on top,
and the position is 0.6 s off (measured)."""

SILENCE_BEFORE_FRAMES: Final = SAMPLE_RATE // 4
"""Covers the start of the stream, and headphones that wake up."""

STALL_LIMIT_S: Final = 10.0


class PlayEnd(StrEnum):
    FINISHED = "finished"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayResult:
    """How playing ended, and how much of the source was audible until then.

    An underflow does not lose sound; it makes all that follows late.
    """

    end: PlayEnd
    frames_heard: int
    underflows: int


def silence_after_frames(latency_frames: int) -> int:
    """Return what must follow the last frame so that it is heard: on ALSA, PortAudio drops its last buffer."""
    return latency_frames * 13 // 10 + SAMPLE_RATE // 5


def play(
    source: FrameSource, output: Output, clock: Clock, *, on_position: Callable[[int], None]
) -> PlayResult:
    """Play until the last frame has been heard, or until the clock says stop.

    `on_position` gets the audible frame of the source every 10 ms, never a smaller one than before; it runs between
    two writes and must return well within the output's latency. The output stays open: who opened it closes it. What
    is queued when playing is interrupted is dropped. Raises DeviceError, with the place, when the device goes.
    """
    pump = _Pump(source, output)
    try:
        stopped = False
        while not stopped and not pump.is_finished:
            queue_is_full = pump.step(clock.monotonic_s())
            on_position(pump.heard_frames)
            pump.check_stall()
            stopped = clock.wait(POLL_S if queue_is_full else 0.0)
    except KeyboardInterrupt:
        stopped = True
    except DeviceError as error:
        raise _stopped_at(pump.heard_frames, source.total_frames, error) from error
    if stopped and not pump.is_finished:
        with suppress(DeviceError):  # a device that is gone has nothing queued
            output.drop()
        return PlayResult(
            end=PlayEnd.INTERRUPTED, frames_heard=pump.heard_frames, underflows=output.underflows
        )
    return PlayResult(end=PlayEnd.FINISHED, frames_heard=source.total_frames, underflows=output.underflows)


class _Pump:
    """Moves frames from the source into the output: silence, the source, silence."""

    def __init__(self, source: FrameSource, output: Output) -> None:
        self._source = source
        self._output = output
        self._playhead = Playhead(latency_frames=output.latency_frames)
        self._written_frames = 0
        self._all_frames = (
            SILENCE_BEFORE_FRAMES + source.total_frames + silence_after_frames(output.latency_frames)
        )
        self._steps_without_progress = 0
        self.heard_frames = 0

    @property
    def is_finished(self) -> bool:
        left_queue = self._playhead.gone_frames - SILENCE_BEFORE_FRAMES
        return self._written_frames == self._all_frames and left_queue >= self._source.total_frames

    def step(self, now_s: float) -> bool:
        """Write what there is room for, at most `WRITE_FRAMES`; return whether the queue is now full."""
        room_frames = self._output.room()
        gone_before = self._playhead.gone_frames
        heard = self._playhead.move(now_s=now_s, written_frames=self._written_frames, room_frames=room_frames)
        self.heard_frames = min(max(heard - SILENCE_BEFORE_FRAMES, 0), self._source.total_frames)
        count = min(room_frames, WRITE_FRAMES, self._all_frames - self._written_frames)
        if count > 0:
            self._output.write(self._read(self._written_frames - SILENCE_BEFORE_FRAMES, count))
            self._written_frames += count
        progressed = count > 0 or self._playhead.gone_frames > gone_before
        self._steps_without_progress = 0 if progressed else self._steps_without_progress + 1
        return count < WRITE_FRAMES

    def check_stall(self) -> None:
        """Raise DeviceError when the device has taken nothing for long; counted in steps, so sleep is no stall."""
        if self._steps_without_progress * POLL_S >= STALL_LIMIT_S:
            raise DeviceError(
                f"the device has taken no sound for {STALL_LIMIT_S:.0f} s",
                hint="Check that the sound server is running and that no other program holds the device.",
            )

    def _read(self, start_frame: int, frames: int) -> Samples:
        start = min(max(start_frame, 0), self._source.total_frames)
        end = min(max(start_frame + frames, 0), self._source.total_frames)
        if end - start == frames:
            return self._source.read(start_frame, frames)
        block: Samples = np.zeros((frames, self._source.channels), np.float32)
        if end > start:
            block[start - start_frame : end - start_frame] = self._source.read(start, end - start)
        return block


def _stopped_at(heard_frames: int, total_frames: int, error: DeviceError) -> DeviceError:
    heard, total = (
        format_clock_ms(frames // FRAMES_PER_MS // MS_PER_S * MS_PER_S)
        for frames in (heard_frames, total_frames)
    )
    return DeviceError(f"The sound stopped at {heard} of {total}: {error.message}", hint=error.hint)
