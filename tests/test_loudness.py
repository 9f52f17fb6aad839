"""What is decoded of an export, whatever it is turned up to, is never clipped and stays below -1 dBTP."""

import subprocess

import numpy as np
import pytest
import soundfile
import soxr

from tests.programs import compiled
from voicecoach.output.formats import sound_writer
from voicecoach.output.writer import Tags, write_sound
from voicecoach.pipeline import mix_down
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


def test_a_mix_that_is_turned_up_is_something_else_to_the_cache(session):
    """Its clips are limited lower, so an island of the same clips must not be taken from a mix that is not."""
    plain, pressed = mix_down(session), mix_down(session, voice_gain_db=3)
    tones = {clip.fingerprint for clip in plain.clips if isinstance(clip.key, str)}
    assert tones
    assert "" not in tones
    assert not tones & {clip.fingerprint for clip in pressed.clips}
