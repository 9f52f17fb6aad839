"""Sources of frames, which writers and the player read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from voicecoach.sound.clip import PlacedClip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.sound.clip import Samples


class FrameSource(Protocol):
    """A seekable stretch of audio; the mix is one."""

    total_frames: int
    channels: int

    def read(self, start_frame: int, frames: int) -> Samples:
        """Return float32 `(frames, channels)`; silence beyond either end."""
        ...


class MixedSource(FrameSource, Protocol):
    """A source that knows which clips it is mixed from."""

    def sounds(self) -> Sequence[PlacedClip]:
        """Return the clips that are heard, sorted by onset; between them the source is silent.

        Clips with equal keys and gains at the same distances from each other sound the same, wherever they are.
        """
        ...


def sounds_throughout(source: FrameSource) -> tuple[PlacedClip, ...]:
    """Return the `sounds` of a source that may sound everywhere: one clip over the whole length."""
    return (PlacedClip(onset_frame=0, frames=source.total_frames, key="throughout"),)
