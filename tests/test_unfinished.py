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
    monkeypatch.setattr(unfinished, "is_left_behind", unfinished._is_old)
    old, new = tmp_path / ".voicecoach-1.part", tmp_path / ".voicecoach-2.part"
    old.mkdir()
    new.touch()
    then = new.stat().st_mtime + days * 86_400
    os.utime(old, (then, then))
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [new]


def test_a_link_is_not_followed(tmp_path):
    target = tmp_path / "target"
    target.mkdir()
    (target / "mine.txt").touch()
    link = tmp_path / ".voicecoach-1.part"
    link.symlink_to(target)
    os.utime(link, (0, 0), follow_symlinks=False)
    sweep(tmp_path)
    assert not link.is_symlink()
    assert (target / "mine.txt").exists()


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
