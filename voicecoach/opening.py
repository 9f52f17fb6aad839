"""Opening a file that somebody else names, so that nothing else is opened.

A name can be a link out of the folder, a pipe on which reading waits for ever, or a device without an end. What counts is what has
been opened: it is looked at after the opening, and never before only.
"""

from __future__ import annotations

import os
import stat
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
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0)


class OutsideError(Exception):
    """What was opened is not below the folder."""


def open_file(path: Path, *, below: Path | None = None) -> BinaryIO:
    """Open a regular file for reading. It never waits.

    With `below`, the file is in that folder or further down, links resolved: else OutsideError. Raises InputError where it
    is a pipe, a device or a folder; OSError where the system refuses.
    """
    if str(path).startswith(_OWN_STREAMS) and below is None:
        return path.open("rb")
    if "\0" in str(path):
        raise InputError("the name of a file has a zero byte in it", hint="name another file")
    where = path.resolve() if below is not None else path
    descriptor = os.open(
        where, _FLAGS | _AT_ONCE | (getattr(os, "O_NOFOLLOW", 0) if below is not None else 0)
    )
    try:
        opened = os.fstat(descriptor)
        _check_regular(path, opened.st_mode)
        if below is not None:
            _check_below(where, opened, below)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _check_regular(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise InputError(f"`{path}` is {_kind(mode)}, and no file", hint="name a file")


def _check_below(where: Path, opened: os.stat_result, folder: Path) -> None:
    """Raise OutsideError unless the name, resolved once more, is still below the folder and still this file."""
    again = where.resolve()
    if not again.is_relative_to(folder.resolve()) or not os.path.samestat(opened, again.stat()):
        raise OutsideError


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
