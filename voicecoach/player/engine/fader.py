"""The listener's volume: a factor that changes without a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from voicecoach.player.playback import FULL_PERCENT
from voicecoach.units import ms_to_frames

if TYPE_CHECKING:
    from voicecoach.sound.clip import Samples

FADE_FRAMES: Final = ms_to_frames(20)
STEP_PERCENT: Final = 5


class Fader:
    """Multiplies samples by the volume; at 100 they pass unchanged."""

    def __init__(self, percent: int) -> None:
        self.percent = percent
        self._factor = percent / FULL_PERCENT  # of the last frame that passed

    def set(self, percent: int) -> None:
        self.percent = min(max(percent, 0), FULL_PERCENT)

    def apply(self, samples: Samples) -> Samples:
        """Return the samples at the volume, a new array unless they pass unchanged; a change takes 20 ms for its whole range."""
        target = self.percent / FULL_PERCENT
        if self._factor == target:
            return samples if target == 1.0 else samples * np.float32(target)
        steps = np.arange(1, len(samples) + 1, dtype=np.float32) / np.float32(FADE_FRAMES)
        if target > self._factor:
            factors = np.minimum(np.float32(self._factor) + steps, np.float32(target))
        else:
            factors = np.maximum(np.float32(self._factor) - steps, np.float32(target))
        self._factor = target if factors[-1] == np.float32(target) else float(factors[-1])
        faded: Samples = samples * factors[:, np.newaxis]
        return faded
