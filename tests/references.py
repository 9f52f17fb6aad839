"""What other people's code says: pyloudnorm about our loudness, scipy about our peaks, jsonschema about our files.

They are imported where they are used: each process of the tests collects all files, and few need what takes seconds to load.
"""

from functools import cache

import numpy as np

from voicecoach.language.schema import json_schema

SHORTEST_TO_MEASURE_FRAMES = 144_000


def loudness_lufs(samples):
    """Return the integrated loudness at 48 kHz; less than 3 s is repeated, as what is measured is what is heard at length."""
    import pyloudnorm

    repeats = max(1, -(-SHORTEST_TO_MEASURE_FRAMES // samples.size))
    repeated = np.tile(samples, repeats) if samples.size < SHORTEST_TO_MEASURE_FRAMES else samples
    return float(pyloudnorm.Meter(48_000).integrated_loudness(repeated))


def true_peak_dbtp(samples, oversampling=4):
    from scipy.signal import resample_poly

    return 20 * np.log10(np.abs(resample_poly(samples, oversampling, 1)).max())


@cache
def validator():
    """Return what checks a routine or a programme against the schema that editors read."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json_schema())
