"""Who is playing which session: a lock that the system lets go of when its process ends, however it ends.

It is an empty SQLite file in an exclusive transaction: the same on every system, and gone after `kill -9`.
"""

from __future__ import annotations

import sqlite3
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
        with suppress(OSError):
            self._path.unlink()  # first: nobody may take a lock that is about to go
        self._connection.close()


def is_held(folder: Path, session: int) -> bool:
    """Return whether a process is playing this session now."""
    path = _path(folder, session)
    if not path.exists():
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
    """Remove the lock that a killed process has left behind."""
    with suppress(OSError):
        _path(folder, session).unlink()
