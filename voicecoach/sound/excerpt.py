"""An excerpt of a source, as a source of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from voicecoach.sound.mix import Mix
from voicecoach.sound.source import sounds_throughout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.sound.clip import PlacedClip, Samples
    from voicecoach.sound.source import MixedSource


def excerpt(source: MixedSource, start_frame: int, frames: int) -> MixedSource:
    """Return an excerpt of a source. An excerpt of a mix is a mix again, unless one of its edges cuts a clip."""
    assert 0 <= start_frame <= start_frame + frames <= source.total_frames, "the stretch is not in the source"
    if isinstance(source, Mix):
        end_frame = start_frame + frames
        inside = [
            clip
            for clip in source.clips
            if clip.onset_frame < end_frame and clip.onset_frame + clip.frames > start_frame
        ]
        if all(
            start_frame <= clip.onset_frame and clip.onset_frame + clip.frames <= end_frame for clip in inside
        ):
            moved = [replace(clip, onset_frame=clip.onset_frame - start_frame) for clip in inside]
            return Mix(moved, total_frames=frames, load=source.load, boosted=source.boosted)
    return _Excerpt(source, start_frame, frames)


class _Excerpt:
    def __init__(self, source: MixedSource, start_frame: int, frames: int) -> None:
        self.total_frames = frames
        self.channels = source.channels
        self._source = source
        self._start_frame = start_frame

    def read(self, start_frame: int, frames: int) -> Samples:
        samples = np.zeros((frames, self.channels), dtype=np.float32)
        low, high = max(0, start_frame), min(self.total_frames, start_frame + frames)
        if low < high:
            samples[low - start_frame : high - start_frame] = self._source.read(
                self._start_frame + low, high - low
            )
        return samples

    def sounds(self) -> Sequence[PlacedClip]:
        return sounds_throughout(self)
