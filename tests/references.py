"""What other people's code says about our sound: pyloudnorm about its loudness, scipy about its peaks."""

import numpy as np
import pyloudnorm
from scipy.signal import resample_poly

SHORTEST_TO_MEASURE_FRAMES = 144_000


def loudness_lufs(samples):
    """Return the integrated loudness at 48 kHz; less than 3 s is repeated, as what is measured is what is heard at length."""
    repeats = max(1, -(-SHORTEST_TO_MEASURE_FRAMES // samples.size))
    repeated = np.tile(samples, repeats) if samples.size < SHORTEST_TO_MEASURE_FRAMES else samples
    return float(pyloudnorm.Meter(48_000).integrated_loudness(repeated))


def true_peak_dbtp(samples, oversampling=4):
    return 20 * np.log10(np.abs(resample_poly(samples, oversampling, 1)).max())
