"""Atomic files: written beside the target, then renamed."""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from voicecoach.errors import OutputError, TakenError, UsageError
from voicecoach.unfinished import unfinished_file

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_SYNC: Final = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})
_SIZE_STEP: Final = 1000
_READER_WITHIN_S: Final = 5.0  # of a pipe
_LOOK_EVERY_S: Final = 0.05


def check_target(path: Path, *, clobber: bool = True) -> Path:
    """Return the file that would be written, links followed.

    Raises OutputError if it cannot be written, and UsageError if it exists and `clobber` is false: call this
    before any work is done.
    """
    _check_name(path)
    try:
        return _checked(path, clobber=clobber)
    except OSError as error:  # a name that is too long, a disk that is gone
        raise _refused(path, error) from error


def _checked(path: Path, *, clobber: bool) -> Path:
    target = Path(os.path.realpath(path))  # Path.resolve raises on a loop of links
    if target.is_symlink():
        raise OutputError(f"`{path}` is a link that leads back to itself", hint="name another file")
    if target.is_socket():
        raise OutputError(f"`{path}` is a socket, and no file", hint="name a file")
    if target.is_dir():
        raise OutputError(f"`{path}` is a folder", hint=f"name a file in it: `{path / 'session.mp3'}`")
    if not target.parent.is_dir():
        raise OutputError(
            f"the folder `{target.parent}` does not exist", hint="create it, or choose another folder"
        )
    if target.exists():
        if not clobber:
            raise TakenError(
                f"`{path}` exists already",
                hint="name another file, or leave out --no-clobber to replace it",
                path=str(path),
            )
        if not os.access(target, os.W_OK):
            raise OutputError(f"`{path}` is write-protected", hint="name another file")
    if not (target.exists() and not target.is_file()) and not os.access(target.parent, os.W_OK):
        raise OutputError(
            f"cannot write `{path}`: the folder `{target.parent}` is write-protected",
            hint="choose another folder, or make this one writable",
        )
    return target


def _check_name(path: Path) -> None:
    try:
        possible = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        possible = False
    if not possible:
        raise UsageError(
            "the name of the file has a character that no file's name can have", hint="name another file"
        )


def check_same_file(path: Path) -> None:
    """Raise OutputError if replacing this file would change more than its content.

    A hard link would keep the old text, and another user's file would become ours.
    """
    status = path.stat()
    if status.st_nlink > 1:
        raise OutputError(
            f"`{path}` has {status.st_nlink} names (hard links), and only one of them would get the new text",
            hint="make a copy of its own: `cp FILE NEW && mv NEW FILE`",
        )
    if hasattr(os, "geteuid") and os.geteuid() not in {0, status.st_uid}:
        raise OutputError(
            f"`{path}` belongs to another user, and would belong to you", hint="copy it, and name the copy"
        )


@contextmanager
def atomic_file(
    path: Path, *, clobber: bool = True, needed_bytes: int = 0, sweeps: bool = True
) -> Iterator[BinaryIO]:
    """Open a new file for writing and reading that replaces `path` when the block ends without an error.

    When the block raises (Ctrl-C included), what was there before stays as it was and nothing else is left. A link
    stays a link: what it points to is replaced. What is replaced keeps its mode and attributes, and its owner where we may set that. A device
    or a pipe is written to at the end. `needed_bytes` is what a message about a full disk says; 0 says nothing. Who writes many files into a folder `sweeps` it once, before. Raises OutputError and UsageError as `check_target` does.
    """
    target = check_target(path, clobber=clobber)
    if target.exists() and not target.is_file():
        with _spool(target) as stream:
            yield stream
        return
    with ExitStack() as stack:
        try:
            part, stream = stack.enter_context(unfinished_file(target.parent, sweeps=sweeps))
        except OSError as error:
            raise _refused(path, error) from error
        try:
            with stream:
                yield stream
                _sync(stream)
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise  # not ours: the block reads files too
            part.unlink(missing_ok=True)
            raise _no_room(path, target.parent, error, needed_bytes) from error
        _publish(path, part, target, clobber=clobber)


def _sync(stream: BinaryIO) -> None:
    """Flush the content to disk before the file gets its name: otherwise a power cut could leave half a file under that name."""
    if stream.closed:
        return
    stream.flush()
    try:
        os.fsync(stream.fileno())
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


@contextmanager
def _spool(target: Path) -> Iterator[BinaryIO]:
    """Collect the content in a temporary file, then copy it to a device or a pipe."""
    import shutil
    import tempfile

    with tempfile.TemporaryFile() as spool:
        yield spool
        spool.seek(0)
        try:
            with os.fdopen(_opened_device(target), "wb") as device:
                shutil.copyfileobj(spool, device)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _refused(target, error) from error


def _opened_device(target: Path) -> int:
    """Open a device or a pipe for writing. Raises OSError, OutputError where nobody reads the pipe."""
    waited_s = 0.0
    while True:
        try:
            descriptor = os.open(
                target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
            )
            break
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if waited_s >= _READER_WITHIN_S:
                raise OutputError(
                    f"nobody reads the pipe `{target}`", hint="start its reader first, or name a file"
                ) from error
        time.sleep(_LOOK_EVERY_S)  # a pipe does not say when its other end is opened
        waited_s += _LOOK_EVERY_S
    if hasattr(os, "set_blocking"):
        os.set_blocking(descriptor, True)
    return descriptor


def _publish(path: Path, part: Path, target: Path, *, clobber: bool) -> None:
    try:
        if clobber and target.exists():
            _take_over(part, target)
        if clobber:
            part.replace(target)
        elif not _link(part, target):
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))  # from here on only ours
            part.replace(target)
    except FileExistsError:
        check_target(path, clobber=False)
        raise
    except OSError as error:
        raise _refused(path, error) from error


def _take_over(part: Path, target: Path) -> None:
    """Give the new file the mode and attributes of the one that it replaces, and its owner where we may."""
    import shutil

    before = target.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(part, before.st_uid, before.st_gid)
    try:
        shutil.copystat(target, part)
    except OSError:
        part.chmod(stat.S_IMODE(before.st_mode))  # attributes that this file system does not support
    os.utime(part)


def _link(part: Path, target: Path) -> bool:
    """Give the file its name only if the name is free; False if the file system has no hard links."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def _refused(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot write `{path}`: {error.strerror}", hint="choose another folder, or make this one writable"
    )


def _no_room(path: Path, folder: Path, error: OSError, needed_bytes: int) -> OutputError:
    import shutil

    needs = f"it needs {_size(needed_bytes)}, " if needed_bytes else ""
    if error.errno == errno.EFBIG:
        return OutputError(
            f"`{path}` becomes larger than a file may be here" + (f": {needs[:-2]}" if needs else ""),
            hint="choose another folder or a smaller format",
        )
    return OutputError(
        f"no room for `{path}`: {needs}{_size(shutil.disk_usage(folder).free)} are free in `{folder}`",
        hint="free some room, or choose another folder",
    )


def _size(size_bytes: int) -> str:
    size = float(size_bytes)
    for unit in ("bytes", "kB", "MB"):
        if size < _SIZE_STEP:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= _SIZE_STEP
    return f"{size:.1f} GB"
