import io
import struct
import wave

import numpy as np
import pytest
import soundfile

from voicecoach.output.sound_file import Tags, write_sound
from voicecoach.output.wav import WavWriter, info_chunk, wav_header
from voicecoach.sound.mix import to_int16


@pytest.fixture
def wav(mix, tmp_path):
    path = tmp_path / "a.wav"
    write_sound(path, WavWriter(), mix, Tags(title="Bar hang", comment="öde"), lambda _: None)
    return path


def test_the_standard_library_reads_the_exact_frames(wav, mix):
    with wave.open(str(wav)) as file:
        assert file.getparams()[:4] == (1, 2, 48_000, mix.total_frames)
        samples = np.frombuffer(file.readframes(mix.total_frames), dtype="<i2")
    assert np.array_equal(samples, to_int16(mix.read(0, mix.total_frames))[:, 0])


def test_libsndfile_reads_the_same_and_the_tags(wav, mix):
    with soundfile.SoundFile(wav) as file:
        assert (file.format, file.subtype, file.frames) == ("WAV", "PCM_16", mix.total_frames)
        assert (file.title, file.comment) == ("Bar hang", "öde")
        samples = file.read(dtype="float32")
    assert np.array_equal(samples, mix.read(0, mix.total_frames)[:, 0])


def test_every_onset_is_at_its_frame(wav, onsets_frames):
    samples = soundfile.read(wav, dtype="int16")[0]
    for onset in onsets_frames:
        assert samples[onset] != 0
        assert not samples[max(0, onset - 1_000) : onset].any()


def test_progress_counts_to_the_end(generated):
    seen, file = [], io.BytesIO()
    WavWriter().write(file, generated(100_000), Tags(title="T"), seen.append)
    assert [done.frames for done in seen] == [48_000, 96_000, 100_000]
    assert seen[-1].size_bytes == len(file.getvalue())


def test_without_tags_the_samples_are_the_last(generated):
    file = io.BytesIO()
    source = generated(1_000, channels=2)
    WavWriter().write(file, source, Tags(), lambda _: None)
    assert len(file.getvalue()) == WavWriter().size_bytes(source) == 44 + 4_000


def test_nothing_is_a_valid_file_too(tmp_path, generated):
    write_sound(tmp_path / "a.wav", WavWriter(), generated(0), Tags(), lambda _: None)
    assert soundfile.info(tmp_path / "a.wav").frames == 0


@pytest.mark.parametrize("frames", [2**31 - 1_000, 2**31 + 1_000], ids=["below 4 GiB", "above 4 GiB"])
def test_four_gibibytes_and_more(tmp_path, frames):
    """The samples are a hole in the file, so this costs no room."""
    path = tmp_path / "long.wav"
    info = info_chunk(Tags(title="Long"))
    header = wav_header(frames, 1, bytes_after=len(info))
    with path.open("wb") as file:
        file.write(header)
        file.seek(frames * 2, io.SEEK_CUR)
        file.write(info)
    assert header.startswith(b"RIFF" if frames < 2**31 else b"RF64")
    with soundfile.SoundFile(path) as file:
        assert file.frames == frames
        assert file.title == "Long"
        file.seek(frames - 10)
        assert len(file.read()) == 10


def test_the_riff_size_is_that_of_the_file(wav):
    data = wav.read_bytes()
    assert struct.unpack_from("<I", data, 4)[0] == len(data) - 8
