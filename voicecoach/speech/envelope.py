"""The loudness of speech, millisecond by millisecond."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from voicecoach.units import FRAMES_PER_MS

if TYPE_CHECKING:
    from voicecoach.sound.filters import Mono

WINDOW_FRAMES: Final = 5 * FRAMES_PER_MS
HOP_FRAMES: Final = FRAMES_PER_MS


def envelope(samples: Mono) -> Mono:
    """Return the RMS of the 5 ms from each ms on; the last windows are padded with silence."""
    count = -(-samples.size // HOP_FRAMES)
    energy = np.zeros(samples.size + 1)
    np.multiply(samples, samples, out=energy[1:])
    np.cumsum(energy, out=energy)  # in place: a recording may be minutes long
    starts = np.arange(count) * HOP_FRAMES
    ends = np.minimum(starts + WINDOW_FRAMES, samples.size)
    mean: Mono = np.sqrt(np.maximum(energy[ends] - energy[starts], 0.0) / WINDOW_FRAMES)
    return mean
