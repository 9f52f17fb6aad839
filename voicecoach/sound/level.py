"""A source made softer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from voicecoach.sound.clip import Samples
    from voicecoach.sound.source import FrameSource


class Level:
    """A source multiplied by a factor from 0 to 1; at 1 its samples pass unchanged."""

    def __init__(self, source: FrameSource, factor: float) -> None:
        assert 0.0 <= factor <= 1.0, factor
        self.total_frames = source.total_frames
        self.channels = source.channels
        self._source = source
        self._factor = np.float32(factor)

    def read(self, start_frame: int, frames: int) -> Samples:
        samples = self._source.read(start_frame, frames)
        return samples if self._factor == 1.0 else samples * self._factor
