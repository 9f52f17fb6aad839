"""Locks for sessions that are being played. The system releases a lock when its process ends, however it ends.

It is an empty SQLite file in an exclusive transaction: the same on every system, and gone after `kill -9`.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from pathlib import Path

_NO_JOURNAL: Final = "PRAGMA journal_mode = MEMORY"  # a file of its own would outlive a killed process


def _path(folder: Path, session: int) -> Path:
    return folder / f"playing-{session}.lock"


class SessionLock:
    """Holds a session. Raises sqlite3.OperationalError where another process holds it, or the folder cannot be written."""

    def __init__(self, folder: Path, session: int) -> None:
        self._path = _path(folder, session)
        if os.path.lexists(self._path) and not _is_ours(self._path):
            raise sqlite3.OperationalError(f"`{self._path}` is no lock of voicecoach")
        # Closed by whichever thread leaves; SQLite itself does not mind.
        self._connection = sqlite3.connect(
            self._path, timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            self._connection.execute(_NO_JOURNAL)
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        _remove(self._path)  # first, so that nobody takes a lock that is about to be deleted
        self._connection.close()


def is_held(folder: Path, session: int) -> bool:
    """Return whether a process is playing this session now."""
    path = _path(folder, session)
    if not _is_ours(path):
        return False
    try:
        with closing(
            sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None)
        ) as connection:
            connection.execute(_NO_JOURNAL)
            connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as refused:
        return refused.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    return False


def forget(folder: Path, session: int) -> None:
    """Remove the lock file that a killed process left behind."""
    _remove(_path(folder, session))


def _remove(path: Path) -> None:
    with suppress(OSError):
        if _is_ours(path):
            path.unlink()


def _is_ours(path: Path) -> bool:
    """Return whether this can be such a lock: an empty file, so that nothing is lost, and not a link or pipe."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and not status.st_size
