"""Opens files with untrusted names, and nothing but what was meant.

A name can be a link out of the folder, a pipe on which reading waits for ever, or a device without an end. What counts is what has
been opened: it is looked at after the opening, and never before only. Below a folder, each name on the way is opened in the folder
before it, and none may be a link: links are resolved before, and one that is put there meanwhile leads nowhere.
"""

from __future__ import annotations

import errno
import os
import stat
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from voicecoach.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

# `check <(make-routine)` names such a pipe; nobody's folder holds one
_OWN_STREAMS: Final = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")
_FLAGS: Final = (
    os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0)
)
_FOLDER: Final = (
    getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
)
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0)


_HAS_DESCRIPTORS: Final = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_TURNED: Final = frozenset({errno.ELOOP, errno.ENOTDIR, getattr(errno, "EMLINK", errno.ELOOP)})


class OutsideError(Exception):
    """The opened file is not below the folder."""


class Folder:
    """A folder that is opened once. Reads stay inside it, even if its name leads elsewhere later."""

    def __init__(self, path: Path, *, descriptor: int | None = None) -> None:
        """Open the folder. If that fails, nothing in it can be opened. One with a `descriptor`, which is ours from now on, is open already."""
        self.written = path
        self.path = path.resolve() if descriptor is None else path
        self._descriptor = descriptor
        if descriptor is None and _HAS_DESCRIPTORS:
            with suppress(OSError):
                self._descriptor = os.open(path, _FOLDER)
        if self._descriptor is not None:
            weakref.finalize(self, os.close, self._descriptor)

    def inner(self, path: Path) -> Folder:
        """Return a folder in this one or this one, its links resolved, opened as files are. Raises OutsideError, OSError."""
        if path == self.path:
            return self
        if not path.is_relative_to(self.path):
            raise OutsideError
        return Folder(path, descriptor=None if self._descriptor is None else self._open_below(path, _FOLDER))

    def open(self, path: Path) -> int:
        """Return the descriptor of a file in the folder, its links resolved. Raises OutsideError, OSError."""
        if not path.is_relative_to(self.path):
            raise OutsideError
        if self._descriptor is None:
            return self._open_by_name(path)
        return self._open_below(path, _FLAGS | _AT_ONCE)

    def _open_below(self, path: Path, flags: int) -> int:
        assert self._descriptor is not None, "the folder was opened"
        *folders, name = path.relative_to(self.path).parts or (".",)
        at = os.dup(self._descriptor)
        try:
            for folder in folders:
                inner = os.open(folder, _FOLDER | os.O_NOFOLLOW, dir_fd=at)
                os.close(at)
                at = inner
            return os.open(name, flags | os.O_NOFOLLOW, dir_fd=at)
        except OSError as refused:
            if refused.errno in _TURNED:
                raise OutsideError from refused
            raise
        finally:
            os.close(at)

    def _open_by_name(self, path: Path) -> int:
        descriptor = os.open(path, _FLAGS | _AT_ONCE)
        again = path.resolve()
        if again.is_relative_to(self.path) and os.path.samestat(os.fstat(descriptor), again.stat()):
            return descriptor
        os.close(descriptor)
        raise OutsideError


def open_file(path: Path, *, below: Path | Folder | None = None) -> BinaryIO:
    """Open a regular file for reading. It never waits.

    With `below`, the file is in that folder or further down, links resolved: else OutsideError. Raises InputError where it
    is a pipe, a device or a folder; OSError where the system refuses.
    """
    if str(path).startswith(_OWN_STREAMS) and below is None:
        return path.open("rb")
    if "\0" in str(path):
        raise InputError("the name of a file has a zero byte in it", hint="name another file")
    if below is None:
        descriptor = os.open(path, _FLAGS | _AT_ONCE)
    else:
        folder = below if isinstance(below, Folder) else Folder(below)
        where = path.resolve()
        try:
            descriptor = folder.open(where)
        except OutsideError:
            with suppress(OSError):
                _check_regular(path, where.stat().st_mode)  # whose message says more
            raise
    try:
        _check_regular(path, os.fstat(descriptor).st_mode)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _check_regular(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise InputError(f"`{path}` is {_kind(mode)}, and no file", hint="name a file")


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
