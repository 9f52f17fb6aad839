"""Which frame is audible now, calculated from what was written and the room in the device's queue."""

from __future__ import annotations

from typing import Final

from voicecoach.units import SAMPLE_RATE

_MOST_AHEAD_FRAMES: Final = SAMPLE_RATE // 4


class Playhead:
    """Follows the audible frame of one open output.

    A device reports its room in steps of up to 150 ms (a period of its buffer), so the count of frames that have left
    the queue is exact at a step and too low until the next one. In between the clock goes on from the last step, by a
    quarter of a second at most: then the device has stalled, and so does the playhead. It never goes back.
    """

    def __init__(self, *, latency_frames: int) -> None:
        self._latency_frames = latency_frames
        self._step_frame = 0
        self._step_s = 0.0
        self._heard_frames = 0

    def move(self, *, now_s: float, written_frames: int, room_frames: int) -> int:
        """Take in the output's state and return the audible frame."""
        # Negative where a device plays its own silence first.
        gone_frames = written_frames - max(self._latency_frames - room_frames, 0)
        if written_frames == 0 or gone_frames > self._step_frame:
            self._step_frame, self._step_s = gone_frames, now_s
        ahead_frames = min(round((now_s - self._step_s) * SAMPLE_RATE), _MOST_AHEAD_FRAMES)
        audible_frame = min(self._step_frame + ahead_frames, written_frames)
        self._heard_frames = max(self._heard_frames, audible_frame)
        return self._heard_frames

    @property
    def gone_frames(self) -> int:
        """Frames that have certainly left the queue, regardless of the clock."""
        return max(self._step_frame, 0)
