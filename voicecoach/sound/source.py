"""What the sinks read: a source of frames."""

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
    """A source that says what it is mixed of."""

    def sounds(self) -> Sequence[PlacedClip]:
        """Return what is heard, sorted by onset; between these clips the source is silent.

        Clips of equal keys and gains that lie in the same way to one another sound the same wherever they are.
        """
        ...


def sounds_throughout(source: FrameSource) -> tuple[PlacedClip, ...]:
    """Return the `sounds` of a source that is nowhere known to be silent: one clip, as long as all of it."""
    return (PlacedClip(onset_frame=0, frames=source.total_frames, key="throughout"),)
