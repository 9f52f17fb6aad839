"""Where the words of a take are, what is wrong with it, and what is made of it."""

import numpy as np
import pytest
import soxr
from msgspec.structs import replace
from references import loudness_lufs
from voices import COUNT_S, capture, words

from voicecoach.report.takes import verdict_lines
from voicecoach.sound.clip import FloatClip
from voicecoach.takes.finishing import finished, raw_take
from voicecoach.takes.judging import Broken, Clipped, CutOff, Dull, Noisy, Silent, TakeTooLong, TooSoft, judge
from voicecoach.units import SAMPLE_RATE


def faults(taken, *, longest_ms=None):
    return [type(fault) for fault in judge(taken, longest_ms=longest_ms).faults]


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_the_words_are_found_at_any_rate(rate, channels):
    verdict = judge(capture(rate=rate, channels=channels), longest_ms=2000)
    assert verdict.faults == ()
    assert verdict.words.start_frame / SAMPLE_RATE == pytest.approx(COUNT_S + 0.4, abs=0.015)
    assert verdict.words.end_frame / SAMPLE_RATE == pytest.approx(COUNT_S + 1.36, abs=0.02)
    assert verdict_lines(verdict) == ("Good: 1.0 s.",)


def test_a_pause_within_a_sentence_does_not_end_it():
    said = np.concatenate([words(48_000), np.zeros(96_000), words(48_000)])
    verdict = judge(capture(said=said), longest_ms=None)
    assert verdict.faults == ()
    assert verdict.length_ms == pytest.approx(3970, abs=25)


def test_a_key_at_the_end_is_no_word():
    click = np.random.default_rng(1).standard_normal(480) * 0.05
    said = np.concatenate([words(48_000), np.zeros(19_200), click])
    verdict = judge(capture(said=said, after_s=0.2), longest_ms=None)
    assert verdict.faults == ()
    assert verdict.length_ms == pytest.approx(970, abs=25)


def test_what_was_heard_during_the_count_is_no_word():
    taken = capture()
    samples = taken.samples.copy()
    samples[48_000:72_000, 0] += words(48_000, seconds=0.5)
    verdict = judge(replace(taken, samples=samples), longest_ms=None)
    assert verdict.words.start_frame / SAMPLE_RATE == pytest.approx(COUNT_S + 0.4, abs=0.015)


def test_who_begins_a_moment_early_is_heard_whole():
    verdict = judge(capture(before_s=-0.2), longest_ms=None)
    assert verdict.faults == ()
    assert verdict.words.start_frame / SAMPLE_RATE == pytest.approx(COUNT_S - 0.2, abs=0.015)


@pytest.mark.parametrize(
    ("taken", "fault", "said"),
    [
        (
            capture(amplitude=0),
            Silent(),
            "No words were heard: come nearer, and look whether the right microphone is chosen.",
        ),
        (
            capture(amplitude=0, noise_db=-30),  # loud, but nothing stands out
            Silent(),
            "No words were heard: come nearer, and look whether the right microphone is chosen.",
        ),
        (
            capture(amplitude=3.0),
            Clipped(),
            "Too loud, it is distorted: turn the microphone down, or go further away.",
        ),
        (
            replace(capture(), overflows=1),
            Broken(),
            "A piece is missing, as the computer was too busy: close other programs.",
        ),
        (capture(before_s=-0.6), CutOff(at_start=True), "The beginning is cut off: begin after the 1."),
        (
            capture(after_s=0, said=words(48_000, seconds=1.14)),
            CutOff(at_start=False),
            "The end is cut off: end the take a moment later, or let it end by itself.",
        ),
        (
            capture(rate=16_000),
            Dull(highest_hz=8_000),
            "Dull: nothing above 8 kHz is there, as with wireless headsets in calls. Choose another with --microphone.",
        ),
    ],
)
def test_a_take_with_one_fault(taken, fault, said):
    verdict = judge(taken, longest_ms=None)
    assert verdict.faults == (fault,)
    assert verdict_lines(verdict) == (said,)


def test_a_take_that_is_too_long_says_by_how_much():
    verdict = judge(capture(seconds=2.0), longest_ms=1200)
    assert [type(fault) for fault in verdict.faults] == [TakeTooLong]
    (line,) = verdict_lines(verdict)
    assert line == "Too long by 0.8 s: 2.0 s, and there is room for 1.2 s. Speak faster."
    assert judge(capture(seconds=2.0), longest_ms=verdict.length_ms).faults == ()


def test_a_take_that_is_too_quiet():
    verdict = judge(capture(amplitude=0.004, noise_db=-95), longest_ms=None)
    assert [type(fault) for fault in verdict.faults] == [TooSoft]
    assert verdict_lines(verdict) == ("Too quiet: come nearer, or turn the microphone up.",)


def test_noise_is_measured_against_the_words():
    assert faults(capture(noise_db=-60)) == []
    verdict = judge(capture(noise_db=-42), longest_ms=None)
    (fault,) = verdict.faults
    assert isinstance(fault, Noisy)
    assert 14 < fault.snr_db < 25
    assert verdict_lines(verdict)[0].startswith(f"Noise: your words are only {fault.snr_db:.0f} dB louder")
    # the words are found all the same, so their length can be relied upon
    assert verdict.words.start_frame / SAMPLE_RATE == pytest.approx(COUNT_S + 0.4, abs=0.03)


def test_a_hum_that_nobody_hears_is_no_noise():
    taken = capture()
    time = np.arange(len(taken.samples)) / SAMPLE_RATE
    rumble = 0.02 * np.sin(2 * np.pi * 20 * time)[:, None].astype(np.float32)
    assert faults(replace(taken, samples=taken.samples + rumble)) == []


def hissed(rate=48_000):
    """Return words with an s in them, which has all frequencies."""
    said = words(rate)
    said[rate // 4 : rate // 2] += 0.05 * np.random.default_rng(3).standard_normal(rate // 4)
    return said


@pytest.mark.parametrize("quality", ["VHQ", "LQ"])
def test_a_headset_in_a_call_is_dull_though_the_system_says_48_khz(quality):
    narrow = soxr.resample(soxr.resample(hissed(), 48_000, 16_000), 16_000, 48_000, quality=quality)
    assert faults(capture(said=hissed())) == []
    assert judge(capture(said=narrow, noise_db=-90), longest_ms=None).faults == (Dull(highest_hz=8_000),)


@pytest.mark.parametrize("other", ["empty", "turned around"])
def test_a_stereo_input_with_one_microphone_loses_nothing(other):
    taken = capture(channels=2)
    samples = taken.samples.copy()
    samples[:, 1] = 0 if other == "empty" else -samples[:, 0]
    one, two = judge(taken, longest_ms=None), judge(replace(taken, samples=samples), longest_ms=None)
    assert two == one
    assert np.array_equal(
        finished(taken, one).samples, finished(replace(taken, samples=samples), two).samples
    )


def test_nothing_at_all_is_silence():
    empty = capture(amplitude=0, noise_db=-300)
    assert faults(empty) == [Silent]
    assert faults(replace(empty, samples=empty.samples[:0], begin_frame=0)) == [Silent]


# --- what is made of it --------------------------------------------------------------------------


@pytest.mark.parametrize("amplitude", [0.02, 0.2, 0.9])
@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_every_take_becomes_equally_loud(amplitude, rate):
    taken = capture(amplitude=amplitude, rate=rate, noise_db=-90, seconds=1.4)
    clip = finished(taken, judge(taken, longest_ms=None))
    assert isinstance(clip, FloatClip)
    assert clip.frames % 48 == 0
    assert loudness_lufs(clip.samples[:, 0].astype(np.float64)) == pytest.approx(-16, abs=0.5)
    assert np.abs(clip.samples).max() < 10 ** (-1 / 20)
    assert clip.frames / 48 == pytest.approx(1365, abs=25)


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_a_raw_take_keeps_three_tenths_of_a_second_around_the_words(rate):
    taken = capture(rate=rate, channels=2)
    verdict = judge(taken, longest_ms=None)
    raw = raw_take(taken, verdict)
    assert raw.shape[1] == 2
    assert len(raw) / rate == pytest.approx(verdict.length_ms / 1000 + 0.6, abs=0.002)
    first = verdict.words.start_frame * rate // SAMPLE_RATE - round(0.3 * rate)
    assert np.array_equal(raw, taken.samples[first : first + len(raw)])
