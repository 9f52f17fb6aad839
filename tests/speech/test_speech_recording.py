import subprocess
import wave

import numpy as np
import pytest
import soundfile
from references import loudness_lufs

from voicecoach.errors import InputError
from voicecoach.speech import recording
from voicecoach.speech.recording import load_recording

RATE = 44_100


def voice(seconds=1.0, sample_rate=RATE):
    time = np.arange(int(seconds * sample_rate)) / sample_rate
    return 0.2 * np.sin(2 * np.pi * 220 * time) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * time))


@pytest.fixture
def no_ffmpeg(monkeypatch):
    monkeypatch.setenv("PATH", "")


@pytest.mark.usefixtures("no_ffmpeg")
@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3", "aiff"])
def test_common_formats_need_no_ffmpeg(tmp_path, suffix):
    silence = np.zeros(RATE // 2)
    path = tmp_path / f"cue.{suffix}"
    soundfile.write(path, np.concatenate([silence, voice(), silence]), RATE)
    clip = load_recording(path)
    assert clip.channels == 1
    assert clip.frames % 48 == 0
    assert clip.frames / 48 == pytest.approx(1000, abs=60)


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW"])
def test_every_kind_of_wav_is_understood(tmp_path, subtype):
    soundfile.write(tmp_path / "cue.wav", np.stack([voice(), voice()], axis=1), RATE, subtype=subtype)
    assert load_recording(tmp_path / "cue.wav").frames / 48 == pytest.approx(1000, abs=30)


def test_a_recording_is_as_loud_as_the_speech(tmp_path):
    soundfile.write(tmp_path / "cue.wav", voice(4) * 0.1, RATE)
    samples = load_recording(tmp_path / "cue.wav").samples[:, 0].astype(np.float64)
    assert loudness_lufs(samples) == pytest.approx(-16, abs=0.5)


def test_a_high_peak_keeps_a_recording_softer(tmp_path):
    sound = voice(2) * 0.05
    sound[RATE : RATE + 20] = 0.9
    soundfile.write(tmp_path / "cue.wav", sound, RATE, subtype="FLOAT")
    samples = load_recording(tmp_path / "cue.wav").samples
    assert 20 * np.log10(np.abs(samples).max()) <= -0.99


def refused(path):
    with pytest.raises(InputError) as caught:
        load_recording(path)
    assert str(path) in caught.value.message
    assert caught.value.hint
    return caught.value.message


def test_what_is_no_sound_is_refused(tmp_path):
    (tmp_path / "text.wav").write_text("hello")
    (tmp_path / "empty.mp3").touch()
    (tmp_path / "data.m4a").write_bytes(bytes(5000))
    (tmp_path / "folder.wav").mkdir()
    soundfile.write(tmp_path / "silent.wav", np.zeros(RATE), RATE)
    soundfile.write(tmp_path / "nothing.wav", np.zeros(0), RATE)
    soundfile.write(tmp_path / "nan.wav", np.full(RATE, np.nan), RATE, subtype="FLOAT")
    (tmp_path / "data.raw").write_bytes(bytes(5000))
    for name in ("text.wav", "empty.mp3", "data.m4a", "data.raw"):
        assert "read" in refused(tmp_path / name)
    assert "no sound file" in refused(tmp_path / "missing.wav")
    assert "is a folder" in refused(tmp_path / "folder.wav")
    assert "silent" in refused(tmp_path / "silent.wav")
    assert "silent" in refused(tmp_path / "nothing.wav")
    assert "not sound" in refused(tmp_path / "nan.wav")


@pytest.mark.parametrize("suffix", ["m4a", "webm", "wma"])
def test_what_libsndfile_does_not_know_is_read_by_ffmpeg_and_pydub(tmp_path, suffix):
    path = tmp_path / "cue.wav"
    soundfile.write(path, np.stack([voice(), voice()], axis=1), RATE, subtype="PCM_16")
    wanted = load_recording(path)
    other = tmp_path / f"-i cue.{suffix}"  # a name that is nothing for a command line
    subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-b:a", "256k", f"file:{other}"], check=True)
    clip = load_recording(other)
    assert clip.frames / 48 == pytest.approx(wanted.frames / 48, abs=40)
    assert np.abs(clip.samples).max() == pytest.approx(np.abs(wanted.samples).max(), rel=0.1)


@pytest.mark.usefixtures("no_ffmpeg")
def test_a_format_for_ffmpeg_names_it_where_it_is_missing(tmp_path):
    (tmp_path / "cue.m4a").write_bytes(b"\0\0\0\x20ftypM4A " + bytes(500))
    with pytest.raises(InputError) as caught:
        load_recording(tmp_path / "cue.m4a")
    assert "ffmpeg" in caught.value.hint


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(recording, "LARGEST_BYTES", 1 << 20)
    with (tmp_path / "large.wav").open("wb") as file:
        file.truncate((1 << 20) + 1)
    assert "too large" in refused(tmp_path / "large.wav")


def test_a_recording_that_is_too_long_is_not_read(tmp_path):
    with wave.open(str(tmp_path / "long.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes(8000 * 301))
    assert "too long" in refused(tmp_path / "long.wav")
