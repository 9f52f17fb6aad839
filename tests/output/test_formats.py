"""FLAC, Ogg Vorbis, Opus and M4A, read back by programs that are not ours."""

import errno
import io
import os
from pathlib import Path

import mutagen
import numpy as np
import pytest
import soundfile

from tests.output.decoders import ffmpeg, probe
from tests.output.test_chapters import CHAPTERS, EXPECTED, LINES, shown_chapters
from voicecoach.errors import ExitCode, OutputError
from voicecoach.output import m4a
from voicecoach.output.captions import lrc
from voicecoach.output.formats import SOUND_FORMATS, sound_writer
from voicecoach.output.ogg import SERIAL, page_checksum
from voicecoach.output.sound_file import Tags, write_sound
from voicecoach.sound.mix import to_int16

TAGS = Tags(
    title="Bar hang",
    artist="voicecoach",
    album="Rücken",
    year="2026",
    track=2,
    tracks=3,
    comment="a = b; #1\\",
    language="de-AT",
    chapters=CHAPTERS,
    lines=LINES,
)
NAMES = ("flac", "ogg", "opus", "m4a")


@pytest.fixture(scope="module", params=NAMES)
def file(request, mix, tmp_path_factory):
    path = tmp_path_factory.mktemp(request.param) / f"a.{request.param}"
    write_sound(path, sound_writer(request.param), mix, TAGS, lambda _: None)
    return path


def test_length_and_onsets_are_exact(file, mix, onsets_frames):
    samples = ffmpeg(file).astype(float)
    planned = mix.read(0, mix.total_frames)[:, 0]
    padding = 1023 if file.suffix == ".m4a" else 0  # ffmpeg decodes an M4A's last AAC frame to its end
    assert 0 <= len(samples) - mix.total_frames <= padding
    assert not samples[mix.total_frames :].any()
    assert float(probe(file)["format"]["duration"]) == pytest.approx(mix.total_frames / 48_000, abs=0.01)
    for onset in onsets_frames:
        around = np.pad(samples, 480)[onset : onset + 480 + 7_200 + 480]
        assert abs(np.correlate(around, planned[onset : onset + 7_200], "valid").argmax() - 480) <= 1


def test_libsndfile_agrees_on_the_length(file, mix):
    if file.suffix != ".m4a":
        assert soundfile.info(file).frames == mix.total_frames
        assert len(soundfile.read(file)[0]) == mix.total_frames


def test_flac_has_the_samples_of_the_wav(mix, tmp_path):
    write_sound(tmp_path / "a.flac", sound_writer("flac"), mix, TAGS, lambda _: None)
    samples = soundfile.read(tmp_path / "a.flac", dtype="int16", always_2d=True)[0]
    np.testing.assert_array_equal(samples, to_int16(mix.read(0, mix.total_frames)))


def test_tags_and_chapters(file):
    probed = probe(file)
    shown = {
        name.lower(): text
        for found in (probed["format"], probed["streams"][0])
        for name, text in found.get("tags", {}).items()
    }
    assert (shown["title"], shown["artist"], shown["album"], shown["date"]) == (
        "Bar hang",
        "voicecoach",
        "Rücken",
        "2026",
    )
    assert shown.get("comment", shown.get("description")).rstrip() == "a = b; #1\\"
    assert shown["language"] in ("de-AT", "ger")
    assert shown["track"].split("/")[0] == "2"
    assert lrc(LINES, title="").strip() in shown["lyrics"]
    for (start_ms, end_ms, title), expected in zip(shown_chapters(probed), EXPECTED, strict=True):
        assert (start_ms, title) == (expected[0], expected[2])
        assert abs(end_ms - expected[1]) <= 10  # of Opus, ffprobe counts the pre-skip


@pytest.mark.parametrize("each", SOUND_FORMATS.values(), ids=SOUND_FORMATS)
def test_a_file_carries_what_its_format_declares(each, mix, tmp_path):
    path = tmp_path / f"a.{each.name}"
    write_sound(path, each.writer(), mix, TAGS, lambda _: None)
    probed = probe(path)
    tags = {**probed["format"].get("tags", {}), **probed["streams"][0].get("tags", {})}
    assert bool(probed["chapters"]) == each.has_chapters
    assert any(name.lower().startswith("lyrics") for name in tags) == each.has_lyrics


def test_mutagen_reads_the_chapters(file):
    tags = mutagen.File(file).tags
    if file.suffix != ".m4a":
        assert tags["chapter001"] == ["00:00:08.000"]
        assert tags["chapter002name"] == ["Well done"]
        assert tags["lyrics"] == [lrc(LINES, title="")]


def test_the_same_session_is_the_same_bytes(file, mix, tmp_path):
    again = tmp_path / file.name
    write_sound(again, sound_writer(file.suffix[1:]), mix, TAGS, lambda _: None)
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_stereo(generated, tmp_path, name):
    path = tmp_path / f"a.{name}"
    source = generated(48_000, channels=2)
    write_sound(path, sound_writer(name), source, Tags(), lambda _: None)
    (stream,) = probe(path)["streams"]
    assert stream["channels"] == 2
    if name == "m4a":
        assert 0 <= len(ffmpeg(path)) // 2 - source.total_frames < 1024
    else:
        assert soundfile.read(path)[0].shape == (source.total_frames, 2)
    assert path.stat().st_size < sound_writer(name).size_bytes(source) * 2


@pytest.mark.parametrize("name", NAMES)
def test_very_short_sounds(generated, tmp_path, name):
    path = tmp_path / f"a.{name}"
    write_sound(path, sound_writer(name), generated(48), TAGS, lambda _: None)
    assert float(probe(path)["streams"][0]["duration"]) <= 0.03


@pytest.mark.parametrize("name", ["flac", "ogg", "opus"])
def test_no_sound_at_all_is_refused(generated, tmp_path, name):
    with pytest.raises(OutputError, match="no length"):
        write_sound(tmp_path / f"a.{name}", sound_writer(name), generated(0), TAGS, lambda _: None)


@pytest.mark.parametrize("name", ["ogg", "opus"])
def test_pages_have_our_serial_and_right_checksums(mix, tmp_path, name):
    path = tmp_path / f"a.{name}"
    write_sound(path, sound_writer(name), mix, TAGS, lambda _: None)
    data, offset, pages = path.read_bytes(), 0, 0
    while offset < len(data):
        lengths = data[offset + 27 : offset + 27 + data[offset + 26]]
        page = bytearray(data[offset : offset + 27 + len(lengths) + sum(lengths)])
        assert page[:4] == b"OggS"
        assert int.from_bytes(page[14:18], "little") == SERIAL
        assert int.from_bytes(page[18:22], "little") == pages
        checksum = int.from_bytes(page[22:26], "little")
        page[22:26] = bytes(4)
        assert checksum == page_checksum(page)
        offset, pages = offset + len(page), pages + 1
    assert pages > 3


@pytest.mark.parametrize("name", ["flac", "ogg", "opus"])
def test_a_disk_that_fills_up_while_libsndfile_writes(generated, name):
    class Full(io.BytesIO):
        def write(self, data):
            if self.tell() > 20_000:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().write(data)

    with pytest.raises(OSError, match="No space left"):
        sound_writer(name).write(Full(), generated(48_000 * 60), Tags(), lambda _: None)


def test_m4a_without_ffmpeg_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OutputError, match="ffmpeg") as raised:
        SOUND_FORMATS["m4a"].check()
    assert raised.value.exit_code is ExitCode.ENVIRONMENT
    assert "apt install ffmpeg" in raised.value.hint
    SOUND_FORMATS["opus"].check()


def test_what_ffmpeg_complains_of_is_said(monkeypatch, tmp_path, generated):
    ffmpeg = tmp_path / "ffmpeg"
    ffmpeg.write_text("#!/bin/sh\necho 'Unknown encoder aac' >&2\nexit 1\n")
    ffmpeg.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(OutputError, match="Unknown encoder aac"):
        write_sound(tmp_path / "a.m4a", sound_writer("m4a"), generated(480_000), TAGS, lambda _: None)
    assert not (tmp_path / "a.m4a").exists()


def test_an_interrupted_m4a_leaves_nothing_behind(tmp_path, failing, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    with pytest.raises(KeyboardInterrupt):
        write_sound(
            tmp_path / "a.m4a",
            sound_writer("m4a"),
            failing(480_000, KeyboardInterrupt()),
            TAGS,
            lambda _: None,
        )
    assert list(Path(tmp_path).iterdir()) == []


def test_an_encoder_that_hangs_is_stopped(generated, monkeypatch):
    monkeypatch.setattr(m4a, "STUCK_AFTER_S", 0.3)
    with pytest.raises(OutputError, match="it did nothing for") as raised:
        m4a._encode(["sleep", "60"], generated(48_000 * 60), lambda _done: None)
    assert raised.value.hint
