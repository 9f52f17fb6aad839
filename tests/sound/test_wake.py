import numpy as np
import pytest

from voicecoach.sound.spans import FrameRange
from voicecoach.sound.wake import Wake, wake_clip, wake_spans

SECOND = 48_000


def stretch(start_s, end_s):
    return FrameRange(start_frame=start_s * SECOND, end_frame=end_s * SECOND)


def spans(*sounds, wake_s=2, total_s=200):
    found = wake_spans(sounds, wake_frames=wake_s * SECOND, total_frames=total_s * SECOND)
    return [(span.start_frame / SECOND, span.end_frame / SECOND) for span in found]


def test_it_is_at_the_start_even_where_the_first_cue_comes_at_once():
    assert spans(stretch(0, 3)) == [(0, 2)]
    assert spans(stretch(10, 13)) == [(0, 2)]
    assert spans() == [(0, 2)]


def test_it_ends_each_silence_of_more_than_twenty_seconds():
    assert spans(stretch(0, 3), stretch(23, 24), stretch(45, 46)) == [(0, 2), (43, 45)]
    assert spans(stretch(30, 31)) == [(0, 2), (28, 30)]


def test_a_long_sound_under_short_ones_is_no_silence():
    assert spans(stretch(0, 60), stretch(5, 6), stretch(70, 71)) == [(0, 2)]


def test_it_is_never_longer_than_the_session():
    assert spans(total_s=1) == [(0, 1)]
    assert spans(total_s=0) == []


def test_it_is_faint_but_no_digital_silence_and_the_same_on_every_run():
    samples = wake_clip(Wake(frames=2 * SECOND)).samples[:, 0]
    level_db = 10 * np.log10(np.mean(np.square(samples[960:-960], dtype=np.float64)))
    assert level_db == pytest.approx(-60, abs=0.2)
    assert np.abs(samples).max() < 0.002
    assert abs(float(samples.mean())) < 1e-5
    assert abs(float(samples[0])) < 1e-5
    np.testing.assert_array_equal(samples, wake_clip(Wake(frames=2 * SECOND)).samples[:, 0])
    correlation = np.corrcoef(samples[:-1], samples[1:])[0, 1]
    assert abs(correlation) < 0.02
