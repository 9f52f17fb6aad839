import errno
import os
import re
import resource
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from voicecoach.errors import OutputError, UsageError
from voicecoach.output import files
from voicecoach.output.files import atomic_file, check_target

BEFORE = b"what was there before"


def write(path, content=b"new", *, then=lambda: None, **options):
    with atomic_file(path, **options) as file:
        file.write(content)
        then()


def raising(error):
    def fail():
        raise error

    return fail


def test_a_new_file_is_there_when_the_block_ends(tmp_path):
    path = tmp_path / "a.mp3"
    with atomic_file(path) as file:
        file.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_old_file_is_replaced(old_file):
    write(old_file)
    assert old_file.read_bytes() == b"new"


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), SystemExit(143), ValueError(), OSError(errno.ENOENT, "gone")]
)
def test_a_block_that_raises_leaves_all_as_it_was(old_file, error):
    with pytest.raises(type(error)) as raised:
        write(old_file, then=raising(error))
    assert raised.value is error
    assert old_file.read_bytes() == BEFORE
    assert list(old_file.parent.iterdir()) == [old_file]


def test_a_link_stays_a_link(old_file, tmp_path):
    link = tmp_path / "link.mp3"
    link.symlink_to(old_file)
    write(link)
    assert link.is_symlink()
    assert old_file.read_bytes() == b"new"


def test_a_link_to_nothing_makes_what_it_points_to(tmp_path):
    link = tmp_path / "link.mp3"
    link.symlink_to(tmp_path / "target.mp3")
    write(link)
    assert (tmp_path / "target.mp3").read_bytes() == b"new"
    assert link.is_symlink()


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path):
    write(tmp_path / "a.mp3")
    (tmp_path / "plain").touch()
    assert (tmp_path / "a.mp3").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_replaced_file_keeps_its_mode(old_file):
    old_file.chmod(0o640)
    write(old_file)
    assert stat.S_IMODE(old_file.stat().st_mode) == 0o640


def test_no_clobber_refuses_before_the_block_begins(old_file):
    with pytest.raises(UsageError, match="exists already") as raised:
        write(old_file, clobber=False)
    assert "--no-clobber" in raised.value.hint
    assert old_file.read_bytes() == BEFORE


def test_no_clobber_refuses_a_file_that_came_in_between(tmp_path):
    path = tmp_path / "a.mp3"
    with pytest.raises(UsageError, match="exists already"):
        write(path, clobber=False, then=lambda: path.write_bytes(BEFORE))
    assert path.read_bytes() == BEFORE
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("links", [True, False], ids=["with hard links", "without"])
def test_no_clobber_writes_a_new_file(tmp_path, monkeypatch, links):
    def refuse(*_):
        raise OSError(errno.EPERM, "no links here")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "a.mp3", clobber=False)
    assert (tmp_path / "a.mp3").read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [tmp_path / "a.mp3"]


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(OutputError, match="is a folder") as raised:
        check_target(tmp_path)
    assert str(tmp_path / "session.mp3") in raised.value.hint


def test_a_link_that_leads_back_to_itself_stays(tmp_path):
    for name, to in (("a.mp3", "b.mp3"), ("b.mp3", "a.mp3")):
        (tmp_path / name).symlink_to(to)
    with pytest.raises(OutputError, match="a link that leads back to itself"):
        write(tmp_path / "a.mp3")
    assert (tmp_path / "a.mp3").is_symlink()


def test_a_socket_is_no_pipe(tmp_path):
    with socket.socket(socket.AF_UNIX) as theirs:
        theirs.bind(str(tmp_path / "s"))
        with pytest.raises(OutputError, match="is a socket, and no file"):
            write(tmp_path / "s")


def test_a_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(OutputError, match=re.escape(f"`{tmp_path / 'no'}` does not exist")):
        check_target(tmp_path / "no" / "a.mp3")


def test_a_write_protected_file_is_not_replaced(old_file, monkeypatch):
    monkeypatch.setattr(os, "access", lambda _, mode: not (mode & os.W_OK))  # the tests may run as root
    with pytest.raises(OutputError, match="write-protected"):
        write(old_file)
    assert old_file.read_bytes() == BEFORE


def test_a_folder_that_takes_no_files(tmp_path, monkeypatch):
    def refuse(*_args, **_options):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(OutputError, match="Permission denied") as raised:
        write(tmp_path / "a.mp3")
    assert raised.value.hint


def test_a_full_disk_says_what_is_needed_and_what_is_free(old_file):
    full = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(OutputError) as raised:
        write(old_file, needed_bytes=14_400_000, then=raising(full))
    assert re.search(r"it needs 14\.4 MB, [\d.]+ ([kMG]B|bytes) are free in", raised.value.message)
    assert "free some room" in raised.value.hint
    assert old_file.read_bytes() == BEFORE
    assert list(old_file.parent.iterdir()) == [old_file]


def test_a_file_that_grows_beyond_what_is_allowed(old_file):
    """The limit is a real one, so it is set in another process."""
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from voicecoach.errors import OutputError; from voicecoach.output.files import atomic_file\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, {resource.RLIM_INFINITY}))\n"
        "try:\n"
        "    with atomic_file(Path(sys.argv[1]), needed_bytes=200_000) as file: file.write(bytes(200_000))\n"
        "except OutputError as error: print(error.message)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, old_file], capture_output=True, text=True, check=True
    )
    assert "becomes larger than a file may be here: it needs 200.0 kB" in done.stdout
    assert old_file.read_bytes() == BEFORE
    assert list(old_file.parent.iterdir()) == [old_file]


def test_a_device_is_written_to_and_stays_a_device(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    with atomic_file(pipe) as file:
        file.write(b"....")
        file.seek(0)
        file.write(b"back")
    reader.join(timeout=10)
    assert received == [b"back"]
    assert pipe.is_fifo()


def test_a_full_device():
    with pytest.raises(OutputError, match="No space left"):
        write(Path("/dev/full"))


def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_READER_WITHIN_S", 0.2)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="nobody reads the pipe") as raised:
        write(pipe)
    assert raised.value.hint
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["a\ud800.mp3", "a\0.mp3"])
def test_a_name_that_no_file_can_have(tmp_path, name):
    with pytest.raises(UsageError, match="no file's name"):
        write(tmp_path / name)


def test_what_is_replaced_keeps_its_attributes(old_file):
    try:
        os.setxattr(old_file, "user.mine", b"value")
    except (OSError, AttributeError):
        pytest.skip("this file system has no attributes")
    write(old_file)
    assert old_file.read_bytes() == b"new"
    assert os.getxattr(old_file, "user.mine") == b"value"
    assert old_file.stat().st_mtime > 1e9


def test_a_file_gets_its_name_when_it_is_on_the_disk(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="no room for"):
        write(tmp_path / "a.mp3")
    assert list(tmp_path.iterdir()) == []
