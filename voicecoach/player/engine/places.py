"""Where to go on in a session. All positions are frames."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from voicecoach.player.playable import Landmarks

JUST_HEARD_FRAMES: Final = 2 * SAMPLE_RATE
WITHOUT_CUE_FRAMES: Final = SAMPLE_RATE
SKIPPED_FRAMES: Final = SAMPLE_RATE
STEP_BEFORE_FRAMES: Final = 3 * SAMPLE_RATE
"""So long after its beginning a step is the one that "back" leads to; earlier it is the one before."""


def resume_frame(landmarks: Landmarks, frame: int) -> int:
    """Return where to go on after the sound was lost at a frame: at the cue that was cut off or just heard, otherwise 1 s earlier."""
    index = _last_cue(landmarks, frame)
    if index >= 0 and frame - landmarks.cues[index].end_frame < JUST_HEARD_FRAMES:
        return landmarks.cues[index].start_frame
    return max(frame - WITHOUT_CUE_FRAMES, 0)


def repeat_frame(landmarks: Landmarks, frame: int) -> int:
    """Return where the last cue begins; the frame itself if there was none."""
    index = _last_cue(landmarks, frame)
    return landmarks.cues[index].start_frame if index >= 0 else frame


def next_frame(landmarks: Landmarks, frame: int, *, total_frames: int) -> int:
    """Return where the next step begins, or the end."""
    at = bisect_right(landmarks.step_frames, frame)
    return landmarks.step_frames[at] if at < len(landmarks.step_frames) else total_frames


def open_step(landmarks: Landmarks, frame: int) -> int | None:
    """Return where the step at a frame begins if the listener can say done there: in its first second that is a skip."""
    at = bisect_right(landmarks.step_frames, frame) - 1
    start = landmarks.step_frames[at] if at >= 0 else 0
    return start if start in landmarks.open_frames and frame - start >= SKIPPED_FRAMES else None


def back_frame(landmarks: Landmarks, frame: int) -> int:
    """Return the beginning of this step or, within its first seconds, of the previous one."""
    at = bisect_right(landmarks.step_frames, frame) - 1
    if at > 0 and frame - landmarks.step_frames[at] < STEP_BEFORE_FRAMES:
        at -= 1
    return landmarks.step_frames[at] if at >= 0 else 0


def _last_cue(landmarks: Landmarks, frame: int) -> int:
    """Return the index of the last cue that was at least partly heard; -1 for none."""
    return bisect_left(landmarks.cues, frame, key=lambda cue: cue.start_frame) - 1
