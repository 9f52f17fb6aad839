"""Samples with the channels that a device has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from voicecoach.sound.clip import Samples


def fit_channels(samples: Samples, channels: int) -> Samples:
    """Return C-contiguous float32 with this many channels: mono is copied to each, stereo is averaged for one."""
    if samples.shape[1] == channels:
        return np.ascontiguousarray(samples)
    if samples.shape[1] != 1:
        samples = samples.mean(axis=1, keepdims=True, dtype=np.float32)
    return np.ascontiguousarray(np.broadcast_to(samples, (len(samples), channels)))
