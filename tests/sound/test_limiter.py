import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.limiter import CEILING, REACH_FRAMES, limit


def padded(samples):
    return np.pad(np.asarray(samples, dtype=np.float32), REACH_FRAMES)


def test_the_ceiling_is_one_decibel_below_full_scale():
    assert np.isclose(20 * np.log10(CEILING), -1.9)


def test_quiet_sound_is_not_touched():
    quiet = np.random.default_rng(1).uniform(-CEILING, CEILING, 5_000).astype(np.float32)
    assert limit(padded(quiet)).tobytes() == quiet.tobytes()


@given(seed=st.integers(0, 1_000), peak=st.floats(0.1, 50))
def test_nothing_is_beyond_the_ceiling(seed, peak):
    loud = np.random.default_rng(seed).uniform(-peak, peak, 3_000)
    assert np.abs(limit(padded(loud))).max() <= CEILING


def test_a_peak_turns_down_its_surroundings_smoothly_and_no_more():
    samples = np.full(4_000, 0.5, dtype=np.float32)
    samples[2_000] = 2.0
    limited = limit(padded(samples))
    gains = limited / samples
    assert np.isclose(limited[2_000], CEILING, rtol=1e-5)
    assert np.abs(np.diff(gains)).max() < 0.002  # a step of the gain would click
    assert np.array_equal(limited[: 2_000 - REACH_FRAMES], samples[: 2_000 - REACH_FRAMES])
    assert np.array_equal(limited[2_001 + REACH_FRAMES :], samples[2_001 + REACH_FRAMES :])
