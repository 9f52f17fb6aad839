"""What is not whole yet is swept as soon as its process is gone, and never before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from voicecoach import unfinished
from voicecoach.unfinished import sweep, unfinished_file, unfinished_folder

MAKERS = {"file": unfinished_file, "folder": unfinished_folder}

KILLED = """
import os, signal, sys
from pathlib import Path
from voicecoach.unfinished import unfinished_file, unfinished_folder
with {maker}(Path(sys.argv[1])):
    os.kill(os.getpid(), signal.SIGKILL)
"""

locks = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")


@locks
@pytest.mark.parametrize("maker", ["unfinished_file", "unfinished_folder"])
def test_what_a_killed_process_left_is_swept(tmp_path, maker):
    done = subprocess.run([sys.executable, "-c", KILLED.format(maker=maker), tmp_path], check=False)
    assert done.returncode == -9
    assert len(list(tmp_path.iterdir())) == 1
    (tmp_path / "mine.txt").touch()
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [tmp_path / "mine.txt"]


@locks
@pytest.mark.parametrize("kind", MAKERS)
def test_what_somebody_is_at_stays(tmp_path, kind):
    with MAKERS[kind](tmp_path):
        made = list(tmp_path.iterdir())
        sweep(tmp_path)
        assert list(tmp_path.iterdir()) == made
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("moment", ["_hold", "_is_still_there"])
def test_nothing_stays_where_the_making_is_interrupted(tmp_path, monkeypatch, kind, moment):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(unfinished, moment, interrupt)
    with pytest.raises(KeyboardInterrupt), MAKERS[kind](tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def descriptors():
    """Return what this process has open, where the system tells."""
    folder = Path("/proc/self/fd")
    return {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()


@locks
@pytest.mark.parametrize("kind", MAKERS)
def test_where_a_sweeper_comes_between_another_one_is_made(tmp_path, monkeypatch, kind):
    """It comes after the making and before the locking; the descriptors of the first are closed once."""
    answers = iter([False, True])
    monkeypatch.setattr(unfinished, "_is_still_there", lambda *_: next(answers))
    before = descriptors()
    with MAKERS[kind](tmp_path):
        assert len(list(tmp_path.iterdir())) == 2
    assert list(tmp_path.iterdir()) == []
    assert descriptors() == before


@locks
def test_a_file_that_is_closed_and_not_renamed_yet_stays(tmp_path):
    with unfinished_file(tmp_path) as (path, stream):
        stream.write(b"whole")
        stream.close()
        sweep(tmp_path)
        path.rename(tmp_path / "finished")
    assert (tmp_path / "finished").read_bytes() == b"whole"


@pytest.mark.parametrize("days", [-2, 2], ids=["long ago", "in the future"])
def test_where_there_are_no_locks_age_decides(tmp_path, monkeypatch, days):
    monkeypatch.setattr(unfinished, "hold", lambda _: False)
    old, new = unfinished._new_path(tmp_path), unfinished._new_path(tmp_path)
    old.mkdir()
    new.touch()
    then = new.stat().st_mtime + days * 86_400
    os.utime(old, (then, then))
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [new]


@pytest.mark.parametrize(
    "name",
    [
        ".voicecoach-1.part",
        ".voicecoach-notes.part",
        ".voicecoach-0123456789ab.part",
        ".voicecoach-0123456789ab00000000.part",
        ".voicecoach-.part",
        ".voicecoach-part",
        ".voicecoach-\udcff.part",
    ],
)
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_only_looks_like_ours_stays(tmp_path, name, kind):
    path = tmp_path / name
    path.mkdir() if kind == "folder" else path.write_text("mine")
    os.utime(path, (0, 0))
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", ["link to a file", "link to a folder", "link to nothing", "pipe"])
def test_nothing_but_files_and_folders_is_swept(tmp_path, kind):
    """Such a thing has the name, and it is not what we make."""
    folder, target = tmp_path / "folder", tmp_path / "target"
    folder.mkdir()
    target.mkdir()
    (target / "mine.txt").touch()
    path = unfinished._new_path(folder)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to({"link to a file": target / "mine.txt", "link to a folder": target}.get(kind, "no"))
    os.utime(path, (0, 0), follow_symlinks=False)
    sweep(folder)
    assert list(folder.iterdir()) == [path]
    assert (target / "mine.txt").exists()


CROWD = """
import sys
from pathlib import Path
from voicecoach.unfinished import unfinished_file, unfinished_folder
folder = Path(sys.argv[1])
for number in range(200):
    with unfinished_file(folder) as (path, stream):
        stream.write(b"whole")
        stream.flush()
        path.rename(folder / f"{sys.argv[2]}-{number}")
    with unfinished_folder(folder) as made:
        (made / "a").write_text("x")
        (made / "a").rename(folder / f"{sys.argv[2]}-{number}")
"""


@locks
def test_nobody_loses_anything_in_a_crowd(tmp_path):
    """Twelve processes make and sweep in one folder, four hundred times each."""
    crowd = [
        subprocess.Popen(
            [sys.executable, "-c", CROWD, tmp_path, str(number)], stderr=subprocess.PIPE, text=True
        )
        for number in range(12)
    ]
    said = [process.communicate(timeout=120)[1] for process in crowd]
    assert said == [""] * 12
    assert len(list(tmp_path.iterdir())) == 12 * 200


@locks
@pytest.mark.parametrize("kind", MAKERS)
def test_who_sweeps_keeps_the_lock_while_it_deletes(tmp_path, monkeypatch, kind):
    """A sweeper that came first is about to delete the file: its maker makes another, and does not go on without a lock."""
    first = []
    real = unfinished.hold

    def busy_once(descriptor):
        if not first:
            first.append(descriptor)
            raise BlockingIOError
        return real(descriptor)

    monkeypatch.setattr(unfinished, "hold", busy_once)
    with MAKERS[kind](tmp_path):
        assert len(list(tmp_path.iterdir())) == 2
        monkeypatch.undo()
        sweep(tmp_path)
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_sweeping_what_is_not_there_is_no_failure(tmp_path):
    sweep(tmp_path / "nowhere")


LEFT_OPEN = """
import sys
from pathlib import Path
from voicecoach.unfinished import unfinished_folder
left = unfinished_folder(Path(sys.argv[1]))
print((left.__enter__() / "x").write_text("x"), flush=True)
loop = [left]
loop.append(loop)  # so it is looked at last
"""


def test_a_folder_that_is_open_when_the_interpreter_ends_goes_quietly(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LEFT_OPEN, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr, list(tmp_path.iterdir())) == ("1\n", "", [])
