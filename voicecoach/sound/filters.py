"""Second-order filters with numpy alone, applied in the frequency domain.

The recursion over samples that scipy has would cost 143 MB of installation and more than a second of every start of
an engine. So would pyloudnorm, which needs it. From silence on, the results are the same to nine digits.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from voicecoach.units import ms_to_frames

Mono: TypeAlias = npt.NDArray[np.float64]
# (b0, b1, b2), (a0, a1, a2): the coefficients of the inputs and of the outputs
Biquad: TypeAlias = tuple[tuple[float, float, float], tuple[float, float, float]]

# After this long, the response of a 38 Hz filter has decayed to a billionth. None here is lower.
MEMORY_FRAMES: Final = ms_to_frames(100)


def filtered(samples: Mono, *biquads: Biquad) -> Mono:
    """Return the samples after all filters in turn, with silence before them."""
    frames = samples.size + MEMORY_FRAMES  # otherwise the end would wrap around into the beginning
    frames += -frames % MEMORY_FRAMES  # a length with small prime factors is transformed faster
    spectrum = np.fft.rfft(samples, frames) * response(frames, *biquads)
    return np.fft.irfft(spectrum, frames)[: samples.size]


def response(frames: int, *biquads: Biquad) -> npt.NDArray[np.complex128]:
    """Return the combined frequency response for this many frames, at the frequencies of `rfft`."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(frames))
    total: npt.NDArray[np.complex128] = np.ones_like(z)
    for b, a in biquads:
        total *= (b[0] + b[1] * z + b[2] * z**2) / (a[0] + a[1] * z + a[2] * z**2)
    return total
