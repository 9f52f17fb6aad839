"""A source that is read while the rest of it is still being made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voicecoach.sound.clip import Samples
    from voicecoach.sound.source import FrameSource


class Growing:
    """A source of which only the first `ready_frames` are final; the rest must not be read yet.

    One thread grows it while another reads: the source and `ready_frames` are replaced together.
    """

    def __init__(self, source: FrameSource, ready_frames: int) -> None:
        self.total_frames = source.total_frames
        self.channels = source.channels
        self._now = (source, ready_frames)

    @property
    def ready_frames(self) -> int:
        return self._now[1]

    def grow(self, source: FrameSource, ready_frames: int) -> None:
        """Replace the source by one that has the same frames up to `ready_frames` and more after them."""
        assert source.total_frames == self.total_frames, "a source that grows has its length from the start"
        assert source.channels == self.channels, "a source that grows has its channels from the start"
        assert ready_frames >= self.ready_frames, "what is ready stays ready"
        self._now = (source, ready_frames)

    def read(self, start_frame: int, frames: int) -> Samples:
        """Return frames; all of them must be ready, or beyond the end."""
        source, ready_frames = self._now
        assert min(start_frame + frames, self.total_frames) <= ready_frames, "read before it is ready"
        return source.read(start_frame, frames)
