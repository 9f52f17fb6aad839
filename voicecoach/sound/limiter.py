"""A limiter with random access: a frame's gain depends on the frames around it and on nothing else.

The gain is computed in integers, because a running sum of floats depends on where it starts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from voicecoach.units import ms_to_frames

if TYPE_CHECKING:
    from typing import TypeVar

    import numpy.typing as npt

    Number = TypeVar("Number", np.int64, np.float64)

# Peaks between samples, and those of a lossy codec, are higher than the samples: decoded files have to stay below -1 dBTP.
# Clips peak below -2 dBTP and pass unchanged, and where they overlap there is little to limit. In a boosted mix
# there is much to limit: its decoded peaks rise by up to 3 dB.
CEILING_DB: Final = -1.9
BOOSTED_CEILING_DB: Final = -4.2
CEILING: Final = 10 ** (CEILING_DB / 20)
BOOSTED_CEILING: Final = 10 ** (BOOSTED_CEILING_DB / 20)
HOLD_FRAMES: Final = ms_to_frames(5)  # a peak's gain is held this far to each side …
SMOOTH_FRAMES: Final = ms_to_frames(5)  # … and then averaged over the same distance
REACH_FRAMES: Final = HOLD_FRAMES + SMOOTH_FRAMES
UNIT_GAIN: Final = 1 << 24


def limit(samples: npt.NDArray[np.float32], ceiling: float = CEILING) -> npt.NDArray[np.float32]:
    """Return the samples without `REACH_FRAMES` at either end, none of them beyond ±`ceiling`.

    `samples` is `(frames,)`, or `(frames, channels)`: then all channels get the gain of the loudest. Frames with no peak
    within reach are returned as they are, bit for bit.
    """
    highest = np.float32(ceiling)
    loudest = np.abs(samples) if samples.ndim == 1 else np.abs(samples).max(axis=1)
    peaks = np.maximum(loudest, highest).astype(np.float64)
    gains = np.floor(float(highest) / peaks * UNIT_GAIN).astype(np.int64)
    held = sliding_minimum(gains, 2 * HOLD_FRAMES + 1)
    width = 2 * SMOOTH_FRAMES + 1
    sums = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(held)))
    smooth = (sums[width:] - sums[:-width]) / (width * UNIT_GAIN)
    if samples.ndim > 1:
        smooth = smooth[:, np.newaxis]
    limited = samples[REACH_FRAMES : len(samples) - REACH_FRAMES] * smooth
    clipped: npt.NDArray[np.float32] = np.clip(limited.astype(np.float32), -highest, highest)
    return clipped


def sliding_minimum(values: npt.NDArray[Number], width: int) -> npt.NDArray[Number]:
    """Return the minimum of every `width` adjacent values (`len(values) - width + 1` of them), in linear time."""
    count = len(values) - width + 1
    chunks = np.pad(values, (0, -len(values) % width), mode="edge").reshape(-1, width)
    so_far = np.minimum.accumulate(chunks, axis=1).ravel()
    to_come = np.minimum.accumulate(chunks[:, ::-1], axis=1)[:, ::-1].ravel()
    return np.minimum(to_come[:count], so_far[width - 1 : width - 1 + count])
