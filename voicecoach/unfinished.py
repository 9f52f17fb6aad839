"""Files and folders that are not whole yet: named so that they can be told from others, and swept when their process was killed.

A process holds a lock on what it is making for as long as it is at it. A lock goes with its process, whatever ended
that; so what nobody holds is nobody's. Where there are no such locks (Windows, some network folders) it is left behind once
it has not been touched for a day.
"""

from __future__ import annotations

import contextlib
import os
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
_TRIES: Final = 5  # a sweeper can come between the making and the locking


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
    begun: list[Path] = []  # whatever interrupts us, they go
    opened: list[BinaryIO] = []
    held = None
    try:
        for _ in range(_TRIES):
            begun.append(path := _new_path(folder))
            stream = open(path, "xb+", BUFFER_BYTES, opener=lambda name, flags: os.open(name, flags, mode))  # noqa: SIM115
            opened.append(stream)
            held = _hold(stream.fileno())
            if _is_still_there(stream.fileno(), path):
                break
            stream.close()  # a matter of microseconds
            _let_go(held)
            held = None
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
            opened = _open_folder(path)
            held = _hold(opened) if opened is not None else None
            if opened is None or _is_still_there(opened, path):
                break
            _let_go(opened)
            _let_go(held)
            opened = held = None
        yield path
    finally:
        for path in begun:
            shutil.rmtree(path, ignore_errors=True)
        _let_go(opened)
        _let_go(held)


def hold(descriptor: int) -> bool:
    """Lock an open file until it is closed; False where that cannot be."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def sweep(folder: Path) -> None:
    """Delete the unfinished files and folders whose processes are gone. Never raises for what cannot be deleted."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX) and is_left_behind(entry.path):
                if entry.is_dir(follow_symlinks=False):
                    import shutil

                    shutil.rmtree(entry.path, ignore_errors=True)
                else:
                    with contextlib.suppress(OSError):
                        Path(entry.path).unlink()


def is_left_behind(path: str) -> bool:
    """Return whether nobody is at an unfinished file or folder any more."""
    if sys.platform == "win32":
        return _is_old(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return _is_old(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return _is_old(path)
    else:
        return True
    finally:
        os.close(descriptor)


def _new_path(folder: Path) -> Path:
    return folder / f"{PREFIX}{os.urandom(6).hex()}{SUFFIX}"


def _is_old(path: str) -> bool:
    """Return whether it was not touched for a day; a time in the future is one of a clock that was wrong."""
    try:
        return abs(time.time() - os.lstat(path).st_mtime) > LEFT_BEHIND_AFTER_S
    except OSError:
        return False


def _hold(descriptor: int) -> int | None:
    """Lock an open file, and return a descriptor that keeps the lock when the first is closed; None without locks."""
    return os.dup(descriptor) if hold(descriptor) else None


def _open_folder(path: Path) -> int | None:
    if sys.platform == "win32":
        return None  # it opens no folders
    try:
        return os.open(path, os.O_RDONLY)
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
