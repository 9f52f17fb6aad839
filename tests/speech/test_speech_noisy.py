import io

import numpy as np
import pytest
import soundfile
from references import loudness_lufs, true_peak_dbtp
from speech_support import said

from voicecoach.output.lame import LameSettings
from voicecoach.sound.filters import filtered, response
from voicecoach.speech.engines import choose
from voicecoach.speech.noisy_rooms import compressed, equalised, high_pass, high_shelf
from voicecoach.speech.session import open_speech
from voicecoach.units import SAMPLE_RATE

TEXTS = [
    "Walk your feet forward, tuck the pelvis.",
    "Three.",
    "Ten seconds.",
    # of all sentences of the built-in routines, LAME takes this one's peaks up the most
    "Stop there. Well done. How many rounds was that? Walk until your breath is calm.",
    # with all of its highs, `noisy`, and where it fell on the grid of MP3 frames by chance, it came above -1 dBTP
    "Next: Push-ups. One rep.",
]
GRID_MS = 12  # what LAME does with a sentence begins again after half an MP3 frame


def tone(frequency_hz, seconds=1.0, amplitude=0.1):
    return amplitude * np.sin(2 * np.pi * frequency_hz * np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE)


def level_db(samples):
    middle = samples[samples.size // 4 : -samples.size // 4]
    return 20 * np.log10(np.sqrt(np.mean(middle**2)))


@pytest.mark.parametrize(
    ("frequency_hz", "gain_db"),
    [(30, -24), (60, -12), (120, -3), (500, 0), (2000, 3), (5000, 6), (9000, 3), (15000, -22)],
)
def test_rumble_and_what_tells_no_words_apart_go_and_consonants_come_up(frequency_hz, gain_db):
    plain = tone(frequency_hz)
    assert level_db(equalised(plain)) - level_db(plain) == pytest.approx(gain_db, abs=0.6)


def test_the_shelf_has_half_of_its_gain_in_the_middle():
    gains = response(SAMPLE_RATE, high_shelf(2000, 6))  # one for each Hz
    assert 20 * np.log10(np.abs(gains[[2000, 20_000]])) == pytest.approx([3, 6], abs=0.1)


def test_the_filters_are_those_of_a_recursion():
    from scipy.signal import butter, sosfilt

    b, a = (np.array(part) for part in high_shelf(2000, 6))
    butterworth = butter(2, 120, "highpass", fs=SAMPLE_RATE, output="sos")
    samples = np.random.default_rng(4).standard_normal(30_001)
    above = butter(4, 9000, "lowpass", fs=SAMPLE_RATE, output="sos")
    wanted = sosfilt([*butterworth, [*b / a[0], *a / a[0]], *above], samples)
    assert np.abs(equalised(samples) - wanted).max() < 1e-9
    wanted = sosfilt([*butterworth, [*b / a[0], *a / a[0]]], samples)
    assert np.abs(filtered(samples, high_pass(120), high_shelf(2000, 6)) - wanted).max() < 1e-9


def test_soft_sounds_come_four_times_as_near_to_loud_ones():
    samples = np.concatenate([tone(500, amplitude=0.5), tone(500, amplitude=0.5 * 10 ** (-12 / 20))])
    loud, soft = np.split(compressed(samples), 2)
    assert level_db(loud) - level_db(soft) == pytest.approx(3, abs=0.2)


def test_what_is_far_below_the_loudest_is_left_alone():
    samples = np.concatenate([tone(500, amplitude=0.5), tone(500, amplitude=0.5 * 10 ** (-40 / 20))])
    assert level_db(np.split(compressed(samples), 2)[1]) == pytest.approx(
        level_db(tone(500)) - 26.02, abs=0.2
    )


@pytest.fixture(scope="module", params=["espeak", "hibari"])
def both(request, tmp_path_factory):
    from voicecoach.speech.cache import ClipCache

    cache = ClipCache(tmp_path_factory.mktemp("clips"))
    clips = []
    for noisy in (False, True):
        with open_speech(choose(request.param, "en"), cache=cache, noisy=noisy, workers=1) as speech:
            speech.lengths(said(*TEXTS))
            clips.append([speech.clip(one).samples[:, 0].astype(np.float64) for one in said(*TEXTS)])
    return list(zip(*clips, strict=True))


def decoded_mp3(samples, later_ms=0):
    """Return a clip as it comes out of an MP3, with half a second of silence around it."""
    silence = np.zeros(SAMPLE_RATE // 2)
    later = np.zeros(later_ms * SAMPLE_RATE // 1000)
    pcm = (np.concatenate([silence, later, samples, silence]) * 32768).astype("<i2")
    encoder = LameSettings(channels=1).encoder()
    return soundfile.read(io.BytesIO(encoder.encode(pcm.tobytes()) + encoder.flush()))[0]


def test_the_decoded_mp3_keeps_loudness_and_peaks(both):
    for clip in [one for pair in both for one in pair]:
        heard = decoded_mp3(clip)
        sounding = heard[np.flatnonzero(np.abs(heard) > 0.003)[0] :][: clip.size]
        assert loudness_lufs(sounding) == pytest.approx(-16, abs=0.5)
        assert true_peak_dbtp(heard) <= -1


def test_a_noisy_clip_keeps_its_peaks_wherever_it_falls_on_the_grid(both):
    for _, noisy in both:
        for later_ms in range(GRID_MS):
            assert true_peak_dbtp(decoded_mp3(noisy, later_ms)) <= -1


def share_db(samples, low_hz, high_hz):
    spectrum = np.abs(np.fft.rfft(samples)) ** 2
    frequencies = np.fft.rfftfreq(samples.size, 1 / SAMPLE_RATE)
    return 10 * np.log10(spectrum[(frequencies >= low_hz) & (frequencies < high_hz)].sum() / spectrum.sum())


def test_a_noisy_clip_is_as_long_and_as_loud(both):
    for plain, noisy in both:
        assert noisy.size == plain.size
        assert loudness_lufs(noisy) == pytest.approx(-16, abs=0.5)
        assert true_peak_dbtp(noisy) <= -1


def test_a_noisy_clip_has_more_of_the_consonants(both):
    plain, noisy = both[0]
    assert share_db(noisy, 2000, 8000) > share_db(plain, 2000, 8000) + 2
    assert share_db(noisy, 20, 100) < share_db(plain, 20, 100) - 2


def test_a_noisy_clip_begins_at_once(both):
    for _, noisy in both:
        levels = np.sqrt(np.mean(noisy[: noisy.size // 48 * 48].reshape(-1, 48) ** 2, axis=1))
        assert np.flatnonzero(levels > levels.max() * 10 ** (-40 / 20))[0] < 10
