"""Filters of second order as numpy can do them: by what they do to each frequency.

The recursion over samples that scipy has would cost 143 MB of installation and more than a second of every start of
an engine. So would pyloudnorm, which needs it. From silence on, the results are the same to nine digits.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from voicecoach.units import ms_to_frames

Mono: TypeAlias = npt.NDArray[np.float64]
# (b0, b1, b2), (a0, a1, a2): what comes in now and before, and what went out
Biquad: TypeAlias = tuple[tuple[float, float, float], tuple[float, float, float]]

# After so long, a filter of 38 Hz has forgotten all but a thousand-millionth. None here is lower.
MEMORY_FRAMES: Final = ms_to_frames(100)


def filtered(samples: Mono, *biquads: Biquad) -> Mono:
    """Return as many samples, filtered by one after another from silence on."""
    frames = samples.size + MEMORY_FRAMES  # else the end would ring on into the beginning
    frames += -frames % MEMORY_FRAMES  # a length of small factors is transformed sooner
    spectrum = np.fft.rfft(samples, frames) * response(frames, *biquads)
    return np.fft.irfft(spectrum, frames)[: samples.size]


def response(frames: int, *biquads: Biquad) -> npt.NDArray[np.complex128]:
    """Return what filters do to each frequency of a stretch of so many frames, as `rfft` has them."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(frames))
    total: npt.NDArray[np.complex128] = np.ones_like(z)
    for b, a in biquads:
        total *= (b[0] + b[1] * z + b[2] * z**2) / (a[0] + a[1] * z + a[2] * z**2)
    return total
