"""A decoded export is never clipped and stays below -1 dBTP, however far it is turned up."""

import io
import subprocess

import numpy as np
import pytest
import soundfile
import soxr

from tests.programs import compiled
from voicecoach.mixdown import mix_down
from voicecoach.output.formats import sound_writer
from voicecoach.output.islands import IslandCache
from voicecoach.output.mp3 import Mp3Writer
from voicecoach.output.sound_file import Tags, write_sound
from voicecoach.sound.clip import FloatClip
from voicecoach.speech.fake import FakeSpeech

SECOND = 48_000


def true_peak_db(samples):
    """Return the highest peak between samples, of four times as many."""
    return 20 * np.log10(np.abs(soxr.resample(samples, SECOND, 4 * SECOND, "VHQ")).max())


def speech_like(utterance, frames):
    """Return bursts of noise and buzz with a crest like speech, peaking at -2 dBTP."""
    random = np.random.default_rng(len(utterance.text))
    times = np.arange(frames) / SECOND
    syllables = np.clip(np.sin(2 * np.pi * 4 * times), 0, 1) ** 2
    buzz = sum(
        np.sin(2 * np.pi * 120 * harmonic * times + harmonic**2) / harmonic for harmonic in range(1, 25)
    )
    sound = syllables * (buzz + 0.3 * random.standard_normal(frames))
    return (sound * (10 ** (-2 / 20) / 10 ** (true_peak_db(sound) / 20))).astype(np.float32)


@pytest.fixture
def session(monkeypatch):
    def clip(self, utterance):
        return FloatClip(samples=speech_like(utterance, 48 * self.length_ms(utterance)).reshape(-1, 1))

    monkeypatch.setattr(FakeSpeech, "clip", clip)
    return compiled("- {hold: Bar hang, for: 20s, cues: {start: Let your shoulders rise}}\n")


@pytest.mark.parametrize("gain_db", [0, 6, 12])
@pytest.mark.parametrize("name", ["mp3", "ogg", "opus", "wav"])
def test_true_peak_of_what_is_decoded(session, tmp_path, gain_db, name):
    path = tmp_path / f"a.{name}"
    mix = mix_down(session, voice_gain_db=gain_db, tone_gain_db=gain_db)
    write_sound(path, sound_writer(name), mix, Tags(), lambda _: None)
    samples = soundfile.read(path, dtype="float64")[0]
    assert true_peak_db(samples) <= -1.0
    if gain_db:
        assert true_peak_db(samples) > -5.0  # it is turned up


def test_no_sample_of_the_mp3_is_clipped_in_16_bits(session, tmp_path):
    path = tmp_path / "a.mp3"
    write_sound(path, sound_writer("mp3"), mix_down(session, voice_gain_db=12), Tags(), lambda _: None)
    command = ["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-"]
    samples = np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, dtype="<i2")
    assert np.abs(samples.astype(int)).max() < 32_000


def test_a_mix_that_is_turned_up_takes_nothing_that_was_encoded_of_one_that_is_not(session, tmp_path):
    """It is limited lower."""

    def written(gain_db, cache):
        file = io.BytesIO()
        mix = mix_down(session, voice_gain_db=gain_db, tone_gain_db=gain_db)
        Mp3Writer(cache=lambda: IslandCache(tmp_path / cache)).write(file, mix, Tags(), lambda _: None)
        return file.getvalue()

    plain = written(0, "shared")
    turned_up = written(3, "shared")
    assert turned_up == written(3, "another")
    assert turned_up != plain == written(0, "shared")
