import io
import shutil
import subprocess

import mutagen.id3
import numpy as np
import pytest
import soundfile

from tests.output.decoders import ffmpeg
from voicecoach.output.id3 import id3_tag
from voicecoach.output.mp3 import Mp3Writer
from voicecoach.output.sound_file import Tags, write_sound
from voicecoach.sound.crc16 import crc16
from voicecoach.sound.mp3_frames import split_frames

PLAIN = Mp3Writer(cache=lambda: None)
TAGS = Tags(title="Bar hang", artist="voicecoach", album="Rücken", comment="three rounds", language="de-AT")


def mpg123(path):
    command = ["mpg123", "-q", "-s", "-e", "s16", path]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, dtype="<i2")


def libsndfile(path):
    return soundfile.read(path, dtype="int16")[0]


def mp3_of(source, tags=TAGS):
    file = io.BytesIO()
    PLAIN.write(file, source, tags, lambda _: None)
    return file.getvalue()


@pytest.fixture(scope="module")
def mp3(mix, tmp_path_factory):
    path = tmp_path_factory.mktemp("mp3") / "a.mp3"
    write_sound(path, PLAIN, mix, TAGS, lambda _: None)
    return path


@pytest.mark.parametrize("decode", [ffmpeg, mpg123, libsndfile])
def test_every_decoder_plays_the_exact_length_and_onsets(mp3, mix, onsets_frames, decode):
    samples = decode(mp3).astype(float)
    planned = mix.read(0, mix.total_frames)[:, 0]
    assert len(samples) == mix.total_frames
    for onset in onsets_frames:
        around = np.pad(samples, 480)[onset : onset + 480 + 7_200 + 480]
        tone = planned[onset : onset + 7_200]
        assert np.correlate(around, tone, "valid").argmax() - 480 == 0
        heard = np.abs(around) >= np.abs(around).max() / 10
        assert abs(heard.argmax() - 480) <= 48


@pytest.mark.parametrize("decode", [ffmpeg, mpg123, libsndfile])
@pytest.mark.parametrize("frames", [48, 1_151, 1_152, 1_153, 48 * 3_001])
@pytest.mark.parametrize("channels", [1, 2])
def test_any_length_is_exact(tmp_path, generated, decode, frames, channels):
    path = tmp_path / "a.mp3"
    path.write_bytes(mp3_of(generated(frames, channels)))
    assert decode(path).size == frames * channels


def test_the_sound_is_that_of_the_mix(mp3, mix):
    planned = mix.read(0, mix.total_frames)[:, 0] * 32_768
    error = libsndfile(mp3) - planned
    assert 10 * np.log10((planned**2).mean() / (error**2).mean()) > 20


def test_mp3val_finds_nothing(mp3):
    assert shutil.which("mp3val"), "install mp3val to run this test"
    report = subprocess.run(["mp3val", mp3], capture_output=True, text=True, check=True).stdout
    assert "WARNING" not in report
    assert "ERROR" not in report
    assert "INFO" in report


def test_the_header_counts_what_follows_it(mp3, mix):
    data = mp3.read_bytes()
    stream = data[len(id3_tag(TAGS)) :]
    frames = split_frames(stream)
    assert len(stream) == PLAIN.size_bytes(mix)
    header = frames[0]
    assert header[21:25] == b"Info"
    assert int.from_bytes(header[29:33], "big") == len(frames) - 1
    assert int.from_bytes(header[33:37], "big") == len(stream)
    assert int.from_bytes(header[173:175], "big") == crc16(stream[len(header) :])
    assert int.from_bytes(header[175:177], "big") == crc16(header[:175])


def test_the_checksum_of_a_stream_written_in_parts(generated):
    """Longer than the writer's buffer, so that the checksum goes on from part to part."""
    frames = split_frames(mp3_of(generated(48_000 * 40), Tags()))
    assert int.from_bytes(frames[0][173:175], "big") == crc16(b"".join(frames[1:]))


def test_tags_are_version_2_3_and_read_back(mp3):
    tag = mutagen.id3.ID3(mp3, translate=False)
    assert tag.version == (2, 3, 0)
    assert [str(tag[name]) for name in ("TIT2", "TPE1", "TALB", "TLAN")] == [
        "Bar hang",
        "voicecoach",
        "Rücken",
        "ger",
    ]
    (comment,) = tag.getall("COMM")
    assert (comment.lang, comment.text) == ("ger", ["three rounds"])
    assert not tag.getall("TENC")


def test_an_unknown_language_is_undetermined():
    tag = mutagen.id3.ID3(io.BytesIO(id3_tag(Tags(language="tlh"))), translate=False)
    assert str(tag["TLAN"]) == "und"


def test_without_tags_the_first_byte_is_that_of_an_mp3_frame(generated):
    assert mp3_of(generated(1_152), Tags()).startswith(b"\xff\xfb")


def test_the_same_input_gives_the_same_bytes(mp3, mix):
    assert mp3.read_bytes() == mp3_of(mix)


def test_nothing_is_a_valid_stream_too(generated, tmp_path):
    write_sound(tmp_path / "a.mp3", PLAIN, generated(0), TAGS, lambda _: None)
    assert (
        "ERROR"
        not in subprocess.run(
            ["mp3val", tmp_path / "a.mp3"], capture_output=True, text=True, check=True
        ).stdout
    )
