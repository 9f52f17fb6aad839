import subprocess
import sys

import numpy as np
import pytest
from odd_engine import RATE, tone
from references import loudness_lufs, true_peak_dbtp

from voicecoach.speech.envelope import envelope
from voicecoach.speech.model import RawSpeech
from voicecoach.speech.process import LOOK_AHEAD_FRAMES, UnusableSpeechError, limiter_gain, process
from voicecoach.units import FRAMES_PER_MS


def clip_of(samples, sample_rate=RATE, text="a text of usual length", rate_wpm=180):
    raw = RawSpeech(samples=samples, sample_rate=sample_rate)
    return np.frombuffer(process([(raw, text)], rate_wpm=rate_wpm).samples, dtype="<i2")


def floats(pcm):
    return pcm / 32768


def noise(seconds, level=0.1, seed=1):
    return (level * np.random.default_rng(seed).standard_normal(int(seconds * RATE))).astype(np.float32)


def test_edges_are_cut_to_the_sound():
    silence = noise(0.4, level=1e-5)
    samples = np.concatenate([silence, tone("a text of usual length"), silence])
    clip = floats(clip_of(samples))
    assert abs(clip.size / 48 - 65 * 22) <= 15
    assert np.flatnonzero(np.abs(clip) > 0.01)[0] < 10 * FRAMES_PER_MS


def test_a_clip_is_whole_milliseconds_of_int16():
    for extra in range(5):
        clip = clip_of(tone("a text of usual length")[: -1 - extra * 7])
        assert clip.dtype == np.int16
        assert clip.ndim == 1
        assert clip.size % FRAMES_PER_MS == 0


@pytest.mark.parametrize("level", [0.002, 0.05, 0.9])
@pytest.mark.parametrize("sample_rate", [16_000, 22_050, 44_100, 48_000])
def test_every_clip_has_the_same_loudness(level, sample_rate):
    clip = floats(clip_of(tone("a text of usual length") * level * 4, sample_rate))
    assert loudness_lufs(clip) == pytest.approx(-16, abs=0.5)


def test_a_single_high_peak_is_limited_and_the_loudness_kept():
    samples = tone("a text of usual length")
    samples[9000] = 1.0
    samples[12000:12040] = 0.9
    clip = floats(clip_of(samples))
    assert true_peak_dbtp(clip, 8) <= -1
    assert loudness_lufs(clip) == pytest.approx(-16, abs=0.5)
    assert (
        not (np.diff(np.flatnonzero(np.abs(clip) > 0.99 * np.abs(clip).max())) == 1).sum() > 20
    )  # not clipped


def test_peaks_between_samples_are_limited():
    time = np.arange(RATE * 2) / RATE
    bursts = np.sin(2 * np.pi * 6000 * time + np.pi / 4) * (np.sin(2 * np.pi * 3 * time) > 0.95)
    clip = floats(clip_of((0.5 * bursts).astype(np.float32)))
    assert true_peak_dbtp(clip, 8) <= -1


def test_a_weak_first_consonant_is_heard_where_it_begins():
    """As the `th` of three: 80 ms of faint noise before the vowel."""
    consonant = noise(0.08, level=0.004)
    vowel = tone("a text of usual length")
    clip = floats(clip_of(np.concatenate([np.zeros(4000, np.float32), consonant, vowel])))
    levels = envelope(clip)
    for threshold_db in (-40, -30):
        onset_ms = np.flatnonzero(levels > np.abs(clip).max() * 10 ** (threshold_db / 20))[0]
        assert onset_ms <= 20, threshold_db
    assert clip.size / 48 > 65 * 22 + 70  # it was not cut off


def test_edges_do_not_click():
    clip = floats(clip_of(0.2 * np.ones(RATE, np.float32) * np.sign(np.sin(np.arange(RATE) / 20))))
    assert abs(clip[0]) < 0.01
    assert np.abs(np.diff(clip[:30])).max() < 0.05


def test_the_same_speech_gives_the_same_bytes():
    samples = tone("a text of usual length")
    assert clip_of(samples).tobytes() == clip_of(samples.copy()).tobytes()


@pytest.mark.parametrize(
    ("samples", "message"),
    [
        (np.zeros(0, np.float32), "no sound"),
        (np.zeros(RATE, np.float32), "silence"),
        (noise(1, level=1e-4), "silence"),
        (np.full(RATE, np.nan, np.float32), "not sound"),
        (noise(0.05), "cannot be this text"),
        (noise(60), "cannot be this text"),
        (np.tile(noise(1), (2, 1)), "2 dimensions"),
        ((noise(1) * 10_000).astype(np.int16), "int16"),
        (noise(1) * 10_000, "far beyond 1"),
    ],
)
def test_what_cannot_be_the_text_is_refused(samples, message):
    with pytest.raises(UnusableSpeechError, match=message):
        clip_of(samples)


def test_speech_that_overshoots_is_brought_down():
    """As Kokoro's voices do, to 2.2 in a long sentence."""
    speech = tone("a text of usual length")
    clip = floats(clip_of(speech * (3 / np.abs(speech).max())))
    assert np.abs(clip).max() < 1


def test_a_number_may_take_long_for_its_digits():
    assert clip_of(noise(8), text="1234567890").size


def test_the_limiter_s_gain_is_that_of_scipy_s_filters():
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    peaks = np.abs(np.random.default_rng(3).standard_normal(9_000))
    wanted = 1.5 / np.maximum(peaks, 1.5)
    held = minimum_filter1d(wanted, 2 * LOOK_AHEAD_FRAMES + 1, mode="nearest")
    smooth = uniform_filter1d(held, LOOK_AHEAD_FRAMES + 1, mode="nearest")
    smooth = uniform_filter1d(smooth, LOOK_AHEAD_FRAMES + 1, mode="nearest")
    assert np.abs(limiter_gain(peaks, 1.5) - smooth).max() < 1e-9
    assert limiter_gain(peaks[:1], 1.5).shape == (1,)


def test_the_chain_does_without_scipy():
    code = """
import sys
from voicecoach.speech import noisy_rooms, process
process.warm_up()
noisy_rooms.equalised(process.np.ones(4_800))
assert not {"scipy", "pyloudnorm"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
