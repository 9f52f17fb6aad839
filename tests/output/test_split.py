import errno
import os
import wave

import mutagen.id3
import numpy as np
import pytest

from voicecoach.errors import OutputError, UsageError
from voicecoach.output.formats import sound_writer
from voicecoach.output.marks import Chapter, Line
from voicecoach.output.split import file_names, write_split
from voicecoach.output.writer import Tags, write_sound
from voicecoach.sound.clip import FloatClip, PlacedClip
from voicecoach.sound.excerpt import excerpt
from voicecoach.sound.mix import Mix

CHAPTERS = (
    Chapter(start_ms=0, duration_ms=2_000, title="Get ready"),
    Chapter(start_ms=2_000, duration_ms=1_500, title="Bar hang, round 1 of 2"),
    Chapter(start_ms=3_500, duration_ms=16_507, title='AC/DC: "push"?'),
)
TAGS = Tags(
    title="Hang",
    artist="voicecoach",
    chapters=CHAPTERS,
    lines=(
        Line(onset_ms=2_050, duration_ms=500, text="Go."),
        Line(onset_ms=3_500, duration_ms=400, text="Rest."),
    ),
)
NAMES = ("01 Get ready", "02 Bar hang, round 1 of 2", "03 AC DC push")


def nothing(_done_frames):
    pass


def frames_of(path):
    with wave.open(str(path)) as file:
        return file.readframes(file.getnframes())


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CON", "01 CON.mp3"),
        ("..", "01 part.mp3"),
        ("\x00\u2028", "01 part.mp3"),
        ("Étire…", "01 Étire….mp3"),
        ("a" * 300, f"01 {'a' * 60}.mp3"),
        ("漢" * 100, f"01 {'漢' * 60}.mp3"),
        ("Hang. ", "01 Hang.mp3"),
        ("../../etc/passwd", "01 etc passwd.mp3"),
    ],
)
def test_names_are_safe_everywhere(title, name):
    assert file_names([Chapter(start_ms=0, duration_ms=1, title=title)], ".mp3") == (name,)


def test_names_sort_in_their_order():
    chapters = [Chapter(start_ms=0, duration_ms=1, title="Hang")] * 120
    names = file_names(chapters, ".mp3")
    assert list(names) == sorted(names)
    assert len(set(names)) == 120


def test_the_parts_are_the_whole(tmp_path, mix):
    files = write_split(tmp_path / "hang.wav", sound_writer("wav"), mix, TAGS, nothing)
    assert [path.name for path in files] == [*(f"{name}.wav" for name in NAMES), "hang.m3u"]
    write_sound(tmp_path / "whole.wav", sound_writer("wav"), mix, TAGS, nothing)
    assert b"".join(map(frames_of, files[:-1])) == frames_of(tmp_path / "whole.wav")
    assert files[-1].read_text("utf-8") == (
        "#EXTM3U\n#EXTENC:UTF-8\n"
        "#EXTINF:2,Get ready\nhang/01 Get ready.wav\n"
        "#EXTINF:2,Bar hang, round 1 of 2\nhang/02 Bar hang, round 1 of 2.wav\n"
        '#EXTINF:17,AC/DC: "push"?\nhang/03 AC DC push.wav\n'
    )
    assert names_in(tmp_path) == ["hang", "hang.m3u", "whole.wav"]


def test_each_part_has_its_own_tags(tmp_path, mix):
    files = write_split(tmp_path / "hang.mp3", sound_writer("mp3"), mix, TAGS, nothing)
    tag = mutagen.id3.ID3(files[1], translate=False)
    assert (tag["TIT2"].text, tag["TALB"].text, tag["TRCK"].text) == (
        ["Bar hang, round 1 of 2"],
        ["Hang"],
        ["2/3"],
    )
    assert tag.getall("USLT")[0].text.startswith("[00:00.05]Go.")
    assert not tag.getall("CHAP")


def test_progress_goes_on_from_part_to_part(tmp_path, mix):
    seen = []
    write_split(tmp_path / "hang.wav", sound_writer("wav"), mix, TAGS, seen.append)
    frames, sizes = [done.frames for done in seen], [done.size_bytes for done in seen]
    assert (frames, sizes) == (sorted(frames), sorted(sizes))
    assert frames[-1] == mix.total_frames
    assert sizes[-1] == sum(path.stat().st_size for path in (tmp_path / "hang").iterdir())


def test_a_failure_leaves_what_was_there(tmp_path, failing):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "01 Get ready.wav").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write_split(
            tmp_path / "a.wav", sound_writer("wav"), failing(48 * 20_007, KeyboardInterrupt()), TAGS, nothing
        )
    assert names_in(tmp_path) == ["a"]
    assert names_in(tmp_path / "a") == ["01 Get ready.wav"]
    assert (tmp_path / "a" / "01 Get ready.wav").read_bytes() == b"old"


def test_a_full_disk_names_the_folder(tmp_path, generated):
    def full(_done_frames):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OutputError, match=r"no room for .*a/01 Get ready\.wav"):
        write_split(tmp_path / "a.wav", sound_writer("wav"), generated(48 * 20_007), TAGS, full)
    assert list(tmp_path.iterdir()) == []


def test_a_shorter_session_takes_the_old_parts_away_and_nothing_else(tmp_path, mix):
    write_split(tmp_path / "a.wav", sound_writer("wav"), mix, TAGS, nothing)
    (tmp_path / "a" / "mine.txt").write_text("keep")
    shorter = Tags(chapters=(Chapter(start_ms=0, duration_ms=20_007, title="Get ready"),))
    write_split(tmp_path / "a.wav", sound_writer("wav"), mix, shorter, nothing)
    assert names_in(tmp_path / "a") == ["01 Get ready.wav", "mine.txt"]


def test_a_playlist_of_somebody_elses_deletes_nothing_outside(tmp_path, mix):
    (tmp_path / "precious.wav").write_bytes(b"precious")
    (tmp_path / "a.m3u").write_text("a/../precious.wav\nprecious.wav\n")
    write_split(tmp_path / "a.wav", sound_writer("wav"), mix, TAGS, nothing)
    assert (tmp_path / "precious.wav").read_bytes() == b"precious"


def test_no_clobber(tmp_path, mix):
    (tmp_path / "a").mkdir()
    with pytest.raises(UsageError, match="exists already"):
        write_split(tmp_path / "a.wav", sound_writer("wav"), mix, TAGS, nothing, clobber=False)


def test_an_excerpt_through_a_clip_is_exact():
    samples = np.linspace(-0.5, 0.5, 4800, dtype=np.float32).reshape(-1, 1)
    placed = [PlacedClip(onset_frame=4800, frames=4800, key="a")]
    mix = Mix(placed, total_frames=14_400, load=lambda _: FloatClip(samples=samples.copy()))
    whole = mix.read(0, 14_400)
    for start, frames in ((0, 7000), (7000, 7400), (4800, 4800), (0, 0), (9600, 4800)):
        part = excerpt(mix, start, frames)
        assert isinstance(part, Mix) == (start in (4800, 9600) or not frames)
        np.testing.assert_array_equal(part.read(0, frames), whole[start : start + frames])
        beyond = part.read(-10, frames + 20)
        assert not beyond[:10].any()
        assert not beyond[frames + 10 :].any()
