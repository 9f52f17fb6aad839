"""A programme that is nothing but its sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from msgspec import Struct

from voicecoach.player.model import Landmarks

if TYPE_CHECKING:
    from voicecoach.sound.clip import Samples
    from voicecoach.sound.source import FrameSource


class Nothing:
    """No sound at all."""

    total_frames = 0
    channels = 1

    def read(self, start_frame: int, frames: int) -> Samples:  # noqa: ARG002  (silence everywhere)
        return np.zeros((frames, self.channels), np.float32)


_NO_LANDMARKS: Final = Landmarks(step_frames=(), cues=())


class PlainProgramme(Struct, frozen=True, kw_only=True, eq=False):
    """A source without steps: a cue that is to be heard once."""

    source: FrameSource
    landmarks: Landmarks = _NO_LANDMARKS

    @property
    def ready_frames(self) -> int:
        return self.source.total_frames

    def announcement(self, frame: int) -> FrameSource:  # noqa: ARG002  (there is nothing to say)
        return Nothing()

    def reminder(self, gate_frame: int) -> FrameSource:  # noqa: ARG002  (there is no gate)
        return Nothing()
