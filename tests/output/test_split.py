import errno
import itertools
import os
import pathlib
import wave

import mutagen.id3
import numpy as np
import pytest

from voicecoach.errors import OutputError, UsageError
from voicecoach.output.formats import sound_writer
from voicecoach.output.marks import Chapter, SpokenLine
from voicecoach.output.sound_file import Tags, write_sound
from voicecoach.output.split import file_names, write_split
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
        SpokenLine(onset_ms=2_050, duration_ms=500, text="Go."),
        SpokenLine(onset_ms=3_500, duration_ms=400, text="Rest."),
    ),
)
NAMES = ("01 Get ready", "02 Bar hang, round 1 of 2", "03 AC DC push")


def nothing(_done_frames):
    pass


def frames_of(path):
    with wave.open(str(path)) as file:
        return file.readframes(file.getnframes())


def contents(folder):
    """Return all that is in a folder: names, kinds, contents."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else path.lstat().st_mode
        for path in folder.rglob("*")
        if ".voicecoach-" not in str(path)  # where the removing of these fails, the next run does it
    }


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
    listed = files[-1].read_text("utf-8").splitlines()
    assert [row for row in listed if not row.startswith("#VOICECOACH-")] == [
        "#EXTM3U",
        "#EXTENC:UTF-8",
        "#EXTINF:2,Get ready",
        "./hang/01 Get ready.wav",
        "#EXTINF:2,Bar hang, round 1 of 2",
        "./hang/02 Bar hang, round 1 of 2.wav",
        '#EXTINF:17,AC/DC: "push"?',
        "./hang/03 AC DC push.wav",
    ]
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


def test_a_failure_leaves_what_was_there(tmp_path, mix, failing):
    write_split(tmp_path / "a.wav", sound_writer("wav"), mix, TAGS, nothing)
    before = contents(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        write_split(
            tmp_path / "a.wav", sound_writer("wav"), failing(48 * 20_007, KeyboardInterrupt()), TAGS, nothing
        )
    assert contents(tmp_path) == before


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


# --- what is not ours -----------------------------------------------------------------------------------------------

TWO = Tags(
    chapters=(
        Chapter(start_ms=0, duration_ms=2_000, title="Get ready"),
        Chapter(start_ms=2_000, duration_ms=18_007, title="Push"),
    )
)
SHORTER = Tags(chapters=(Chapter(start_ms=0, duration_ms=20_007, title="Push"),))


def refused(folder, mix, match):
    """Splitting into `a.wav` is refused, with a remedy, and all is as it was."""
    before = contents(folder)
    with pytest.raises(OutputError, match=match) as raised:
        write_split(folder / "a.wav", sound_writer("wav"), mix, TAGS, nothing)
    assert "move it away" in raised.value.hint
    assert contents(folder) == before


@pytest.mark.parametrize(
    "listed",
    [
        "a/song.wav\n",
        "a/../precious.wav\nprecious.wav\n",
        "#EXTM3U\n#VOICECOACH-PART:0\na/song.wav\n",
        "",
        "\xff",
    ],
)
def test_a_playlist_of_somebody_else_is_refused(tmp_path, mix, listed):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "song.wav").write_bytes(b"precious")
    (tmp_path / "precious.wav").write_bytes(b"precious")
    (tmp_path / "a.m3u").write_text(listed, "latin-1")
    refused(tmp_path, mix, "is not one that voicecoach wrote")


def test_a_folder_with_files_and_no_playlist_is_refused(tmp_path, mix):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "song.wav").write_bytes(b"precious")
    refused(tmp_path, mix, "holds files")


def test_an_empty_folder_is_taken(tmp_path, mix):
    (tmp_path / "a").mkdir()
    write_split(tmp_path / "a.wav", sound_writer("wav"), mix, TAGS, nothing)
    assert names_in(tmp_path / "a") == [f"{name}.wav" for name in NAMES]


def test_a_playlist_that_was_changed_is_refused(tmp_path, mix):
    write_split(tmp_path / "a.wav", sound_writer("wav"), mix, TAGS, nothing)
    with (tmp_path / "a.m3u").open("a") as file:
        file.write("my other song.mp3\n")
    refused(tmp_path, mix, "changed since")


def test_a_part_that_was_changed_is_not_replaced(tmp_path, mix):
    write_split(tmp_path / "a.wav", sound_writer("wav"), mix, TAGS, nothing)
    (tmp_path / "a" / f"{NAMES[1]}.wav").write_bytes(b"cut by hand")
    refused(tmp_path, mix, "changed since")


def test_a_part_that_was_changed_is_not_removed(tmp_path, mix):
    write_split(tmp_path / "a.wav", sound_writer("wav"), mix, TAGS, nothing)
    mine = tmp_path / "a" / f"{NAMES[1]}.wav"
    mine.write_bytes(b"cut by hand")
    write_split(tmp_path / "a.wav", sound_writer("wav"), mix, SHORTER, nothing)
    assert names_in(tmp_path / "a") == ["01 Push.wav", mine.name]
    assert mine.read_bytes() == b"cut by hand"


def test_a_file_of_the_user_with_the_name_of_a_part_is_not_replaced(tmp_path, mix):
    write_split(tmp_path / "a.wav", sound_writer("wav"), mix, SHORTER, nothing)
    (tmp_path / "a" / f"{NAMES[2]}.wav").write_bytes(b"mine")
    refused(tmp_path, mix, "is not what voicecoach wrote there")


def test_a_playlist_of_ours_for_another_folder_proves_nothing(tmp_path, mix):
    write_split(tmp_path / "b.wav", sound_writer("wav"), mix, TAGS, nothing)
    (tmp_path / "b.m3u").rename(tmp_path / "a.m3u")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / f"{NAMES[0]}.wav").write_bytes(b"mine")
    refused(tmp_path, mix, "is not one that voicecoach wrote")


@pytest.mark.parametrize("is_split", [True, False], ids=["with our files", "with others"])
def test_a_link_as_the_folder_is_refused(tmp_path, mix, is_split):
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    folder.mkdir()
    if is_split:
        write_split(tmp_path / "a.wav", sound_writer("wav"), mix, TAGS, nothing)
        (tmp_path / "a").rename(outside)
        (tmp_path / "a.m3u").rename(folder / "a.m3u")
    else:
        outside.mkdir()
    (folder / "a").symlink_to(outside)
    refused(folder, mix, "is a link")


@pytest.mark.parametrize("kind", ["pipe", "link", "link to nothing", "folder"])
def test_a_playlist_that_is_no_file_is_refused_without_waiting(tmp_path, mix, kind):
    path, folder = tmp_path / "folder" / "a.m3u", tmp_path / "folder"
    folder.mkdir()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        (tmp_path / "target").write_text("mine")
        path.symlink_to(tmp_path / ("target" if kind == "link" else "nothing"))
    with pytest.raises(OutputError):
        write_split(folder / "a.wav", sound_writer("wav"), mix, TAGS, nothing)
    assert names_in(folder) == ["a.m3u"]
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize(
    "call", ["os.link", "pathlib.Path.replace", "pathlib.Path.unlink", "pathlib.Path.mkdir"]
)
@pytest.mark.parametrize("is_there", [True, False], ids=["over another", "for the first time"])
@pytest.mark.parametrize(
    "error", [lambda: OSError(errno.EIO, "Input/output error"), KeyboardInterrupt], ids=["EIO", "Ctrl-C"]
)
def test_a_failure_while_parts_get_their_places_undoes_all(tmp_path, mix, monkeypatch, call, is_there, error):
    """Each call of this kind fails in turn, and from then on nothing fails: what is there is the old split or the new one, whole."""
    home, name = call.rsplit(".", 1)
    owner = os if home == "os" else pathlib.Path
    real = getattr(owner, name)
    failures = 0
    for failing_call in itertools.count():
        folder = tmp_path / str(failing_call)
        folder.mkdir()
        if is_there:
            write_split(folder / "a.wav", sound_writer("wav"), mix, TAGS, nothing)
            (folder / "a" / "mine.txt").write_text("keep")
        before = contents(folder)
        calls = itertools.count()

        def fail(*args, calls=calls, failing_call=failing_call, **options):
            if next(calls) == failing_call:
                raise error()
            return real(*args, **options)

        with monkeypatch.context() as patched:
            patched.setattr(owner, name, fail)
            try:
                write_split(folder / "a.wav", sound_writer("wav"), mix, TWO, nothing)
            except (OutputError, KeyboardInterrupt):
                failures += 1
                assert contents(folder) == before
            else:
                made = ["01 Get ready.wav", "02 Push.wav", *(["mine.txt"] if is_there else [])]
                assert names_in(folder / "a") == made
        if next(calls) <= failing_call:
            break  # there are no more such calls
    assert failures or call in {"os.link", "pathlib.Path.unlink"}  # where links fail, files are moved


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
