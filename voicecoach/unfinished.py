"""Unfinished files and folders: recognisable by name, and removed after their process was killed.

A process locks what it is making for as long as it works on it. The lock ends with the process, whatever ended
that; so what nobody holds is nobody's. Who sweeps takes the lock, and keeps it while it deletes. Where there are no such locks
(Windows, some network folders) it is left behind once it has not been touched for a day.

What is swept is certainly ours: the name carries a checksum of itself, it is a file or a folder and no link, and it belongs to this user.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform != "win32":
    import fcntl

PREFIX: Final = ".voicecoach-"
SUFFIX: Final = ".part"
BUFFER_BYTES: Final = 1 << 18  # an MP3 is written in pieces of a few thousand bytes
LEFT_BEHIND_AFTER_S: Final = 86_400.0  # where locks cannot tell
_TRIES: Final = 1000  # a sweep can happen between creating and locking, and there can be many of them
_RANDOM_BYTES: Final = 6
_CHECKSUM_DIGITS: Final = 8


@contextmanager
def unfinished_file(
    folder: Path, *, mode: int = 0o666, sweeps: bool = True
) -> Iterator[tuple[Path, BinaryIO]]:
    """Make a file of this mode in this folder, open for writing and reading, and sweep what others left there if it `sweeps`.

    The stream may be closed, and the file renamed, within the block; what then still has the file's own name is deleted. Raises
    OSError.
    """
    if sweeps:
        sweep(folder)
    begun: list[Path] = []  # they are removed whatever interrupts us
    opened: list[BinaryIO] = []
    held = None
    try:
        for _ in range(_TRIES):
            begun.append(path := _new_path(folder))
            stream = open(path, "xb+", BUFFER_BYTES, opener=lambda name, flags: os.open(name, flags, mode))  # noqa: SIM115
            opened.append(stream)
            with contextlib.suppress(BlockingIOError):  # a sweeper holds it, and is about to delete it
                held = _hold(stream.fileno())
                if _is_still_there(stream.fileno(), path):
                    break
            stream.close()  # which takes microseconds
            _let_go(held)
            held = None
        else:
            raise _always_swept(folder)
        with stream:
            yield path, stream
    finally:
        for stream in opened:
            with contextlib.suppress(OSError):
                stream.close()
        for path in begun:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        _let_go(held)


@contextmanager
def unfinished_folder(parent: Path) -> Iterator[Path]:
    """Make a folder in this one that is gone after the block, and sweep what others left there. Raises OSError."""
    import shutil  # now: a block that is left as the interpreter ends can import nothing

    sweep(parent)
    begun: list[Path] = []
    opened = held = None
    try:
        for _ in range(_TRIES):
            begun.append(path := _new_path(parent))
            path.mkdir(mode=0o700)
            with contextlib.suppress(BlockingIOError, FileNotFoundError):  # as above
                opened = _open_folder(path)
                held = _hold(opened) if opened is not None else None
                if opened is None or _is_still_there(opened, path):
                    break
            _let_go(opened)
            _let_go(held)
            opened = held = None
        else:
            raise _always_swept(parent)
        yield path
    finally:
        for path in begun:
            shutil.rmtree(path, ignore_errors=True)
        _let_go(opened)
        _let_go(held)


def hold(descriptor: int) -> bool:
    """Lock an open file until it is closed; False where there are no locks. Raises BlockingIOError where another process holds it."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        return False
    return True


def sweep(folder: Path) -> None:
    """Delete the unfinished files and folders whose processes are gone. Never raises for what cannot be deleted."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if is_unfinished_name(entry.name):
                with contextlib.suppress(OSError):
                    _sweep_one(entry.path)


def is_unfinished_name(name: str) -> bool:
    """Return whether a name is one that only this module gives: it has a checksum of itself in it."""
    middle = name.removeprefix(PREFIX).removesuffix(SUFFIX)
    return name == f"{PREFIX}{middle}{SUFFIX}" and middle == _checked(middle[: 2 * _RANDOM_BYTES])


def _checked(digits: str) -> str:
    return (
        digits + hashlib.sha256(f"{PREFIX}{digits}".encode(errors="replace")).hexdigest()[:_CHECKSUM_DIGITS]
    )


def _sweep_one(path: str) -> None:
    """Delete an unfinished file or folder if nobody is working on it any more. Raises OSError."""
    status = os.lstat(path)
    if not _is_ours(status):
        return
    if sys.platform == "win32":
        _delete_if_old(path, status)
        return
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except PermissionError:
        _delete_if_old(path, status)  # its mode forbids reading
        return
    try:
        if not hold(descriptor):
            _delete_if_old(path, status)
        elif os.path.samestat(os.fstat(descriptor), status) and _is_still_there(descriptor, Path(path)):
            _delete(
                path, status
            )  # with the lock: whoever is making it sees that it is taken, and makes another
    finally:
        os.close(descriptor)


def _is_ours(status: os.stat_result) -> bool:
    """Return whether this can be ours: a file or folder of this user, not a link, pipe or device."""
    is_kind = stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)
    return is_kind and (sys.platform == "win32" or status.st_uid == os.geteuid())


def _delete(path: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        import shutil

        shutil.rmtree(path, ignore_errors=True)
    else:
        os.unlink(path)  # noqa: PTH108


def _delete_if_old(path: str, status: os.stat_result) -> None:
    """Delete it if it was not touched for a day; a time in the future is one of a clock that was wrong."""
    if abs(time.time() - status.st_mtime) > LEFT_BEHIND_AFTER_S:
        _delete(path, status)


def _always_swept(folder: Path) -> OSError:
    return OSError(errno.EBUSY, f"others delete what is made in `{folder}`")


def _new_path(folder: Path) -> Path:
    return folder / f"{PREFIX}{_checked(os.urandom(_RANDOM_BYTES).hex())}{SUFFIX}"


def _hold(descriptor: int) -> int | None:
    """Lock an open file, and return a descriptor that keeps the lock when the first is closed; None without locks.

    Raises BlockingIOError as `hold` does.
    """
    return os.dup(descriptor) if hold(descriptor) else None


def _open_folder(path: Path) -> int | None:
    if sys.platform == "win32":
        return None  # it opens no folders
    try:
        return os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        raise  # swept
    except OSError:
        return None


def _let_go(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)


def _is_still_there(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except FileNotFoundError:
        return False
