"""What the sinks read: a source of frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from voicecoach.sound.clip import Samples


class FrameSource(Protocol):
    """A seekable stretch of audio; the mix is one."""

    total_frames: int
    channels: int

    def read(self, start_frame: int, frames: int) -> Samples:
        """Return float32 `(frames, channels)`; silence beyond either end."""
        ...
