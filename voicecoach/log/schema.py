"""The log's file: its schema and versions, checks, and what happens to a damaged one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voicecoach.errors import LogError

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID: Final = 0x564F_434F  # "VOCO", in the file's header
PATIENCE_S: Final = 5.0  # for another process that is writing
_BESIDE: Final = ("-journal", "-wal", "-shm")
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

# One script for each version of the schema: a log of version n gets those from n on. Released scripts are never changed.
MIGRATIONS: Final = (
    """
    CREATE TABLE session (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        turn INTEGER NOT NULL,            -- counts starts and resumptions: the last one has the highest
        started_utc TEXT NOT NULL,        -- ISO 8601, to the second
        utc_offset_min INTEGER NOT NULL,
        routine TEXT NOT NULL,
        origin TEXT NOT NULL,
        title TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        settings TEXT NOT NULL,           -- JSON
        options TEXT NOT NULL,            -- JSON
        total_ms INTEGER NOT NULL,
        steps INTEGER NOT NULL,
        position_ms INTEGER NOT NULL,
        played_ms INTEGER NOT NULL,
        tension_ms INTEGER NOT NULL,
        completed_steps INTEGER NOT NULL,
        ended TEXT NOT NULL
    );
    CREATE TABLE step (
        session INTEGER NOT NULL REFERENCES session (number) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        round INTEGER,
        set_ INTEGER,
        side TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        duration_ms INTEGER NOT NULL,
        heard_ms INTEGER NOT NULL,
        reached_ms INTEGER NOT NULL,
        PRIMARY KEY (session, number)
    ) WITHOUT ROWID;
    CREATE INDEX session_by_turn ON session (turn);
    """,
    """
    ALTER TABLE session ADD COLUMN programme TEXT NOT NULL DEFAULT '';     -- named as routines are
    ALTER TABLE session ADD COLUMN stage TEXT NOT NULL DEFAULT '';         -- a phase, or the test after one
    ALTER TABLE session ADD COLUMN programme_session INTEGER;              -- from 1
    ALTER TABLE session ADD COLUMN effort INTEGER;                         -- 1 to 10
    ALTER TABLE session ADD COLUMN pain INTEGER;                           -- 0 to 10
    ALTER TABLE session ADD COLUMN note TEXT NOT NULL DEFAULT '';
    ALTER TABLE session ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0;     -- entered by the listener
    ALTER TABLE session ADD COLUMN work_steps INTEGER;                     -- holds, work and reps, not known of old sessions
    ALTER TABLE session ADD COLUMN completed_work INTEGER;
    ALTER TABLE step ADD COLUMN load TEXT NOT NULL DEFAULT '';
    ALTER TABLE step ADD COLUMN edge TEXT NOT NULL DEFAULT '';
    ALTER TABLE step ADD COLUMN done_ms INTEGER;                           -- when the listener said done
    CREATE INDEX session_by_programme ON session (programme);
    """,
    """
    ALTER TABLE step ADD COLUMN grip TEXT NOT NULL DEFAULT '';
    ALTER TABLE step ADD COLUMN effort INTEGER NOT NULL DEFAULT 0;         -- 1 to 10 as the routine has it, 0 where it says none
    """,
    """
    ALTER TABLE step ADD COLUMN reps INTEGER NOT NULL DEFAULT 0;           -- the larger number of a range, 0 where none are counted
    ALTER TABLE step ADD COLUMN reps_from INTEGER NOT NULL DEFAULT 0;      -- the smaller one, 0 where there is no range
    ALTER TABLE step ADD COLUMN tempo TEXT NOT NULL DEFAULT '';            -- `3-0-X-1`
    """,
)
VERSION: Final = len(MIGRATIONS)


class DamagedLogError(LogError):
    """The file is no log, or its content contradicts itself."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and the system into LogError."""
    try:
        yield
    except sqlite3.Error as refused:
        code = getattr(refused, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGE:
            raise DamagedLogError(
                f"the log of sessions `{path}` is damaged ({refused})",
                hint="the next `voicecoach play` sets it aside and begins a new one; nothing of it is deleted",
            ) from refused
        raise LogError(f"the log of sessions `{path}` cannot be used: {refused}", hint=_HINT) from refused
    except OSError as refused:
        raise LogError(
            f"the log of sessions `{path}` cannot be used: {refused.strerror or refused}", hint=_HINT
        ) from refused
    except (ValueError, LookupError, TypeError, OverflowError, RecursionError) as odd:
        # a value, or a missing one, that no version of ours writes
        raise DamagedLogError(
            f"the log of sessions `{path}` holds what it cannot: {odd}",
            hint="move the file away to begin a new log",
        ) from odd


_HINT: Final = (
    "look whether the disk is full and the folder can be written; VOICECOACH_DATA_DIR chooses another folder, "
    "`--no-log` does without"
)


def ready(path: Path) -> sqlite3.Connection:
    """Return a connection to an intact log of our version."""
    check_files(path)
    with explained(path):
        connection = sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = TRUNCATE")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            if checked_version(connection, path) < VERSION:
                _migrate(connection, path)
            _check(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


def check_files(path: Path) -> None:
    """Raise LogError if the log or one of SQLite's files beside it is not a regular file: opening a pipe could block forever."""
    for suffix in ("", *_BESIDE):
        beside = Path(f"{path}{suffix}")
        with explained(path):
            is_odd = os.path.lexists(beside) and not beside.is_file()
        if is_odd:
            raise LogError(
                f"`{beside}` is no file",
                hint="move it away; VOICECOACH_DATA_DIR chooses another folder, `--no-log` does without",
            )


def _check(connection: sqlite3.Connection, path: Path) -> None:
    for (found,) in connection.execute("PRAGMA quick_check(1)"):
        if found != "ok":
            raise DamagedLogError(f"the log of sessions `{path}` is damaged ({found})")


def checked_version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the version of the schema, 0 if there is none yet. Raises LogError for a file that is not ours."""
    connection.row_factory = sqlite3.Row
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    is_empty = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if is_empty and not version:
        return 0
    if application != APPLICATION_ID:
        raise LogError(
            f"`{path}` is no log of voicecoach, but another program's database",
            hint="move it away, or let VOICECOACH_DATA_DIR choose another folder",
        )
    if version > VERSION:
        raise LogError(
            f"the log of sessions `{path}` was written by a newer voicecoach (version {version} of the log, not {VERSION})",
            hint="update voicecoach; the log is left as it is",
        )
    return version


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Upgrade the log in one transaction, because two processes may try it at once, and one may be killed meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for script in MIGRATIONS[checked_version(connection, path) :]:
            for statement in filter(str.strip, script.split(";")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def set_aside(path: Path) -> Path:
    """Rename a damaged log, with the journal that may still repair it, and return its new name."""
    aside = path
    with explained(path), _alone(path.parent):
        with suppress(DamagedLogError):
            ready(path).close()
            return path  # another process has done it already
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        number = 0
        while aside.exists():
            number += 1
            aside = path.with_name(f"log.damaged-{stamp}{f'-{number}' if number > 1 else ''}.sqlite3")
        path.rename(aside)
        for suffix in _BESIDE:
            beside = Path(f"{path}{suffix}")
            if beside.exists() and beside.stat().st_size:
                beside.rename(f"{aside}{suffix}")
    return aside


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Prevent other processes from setting a log aside at the same time."""
    lock = folder / "repair.lock"
    if os.path.lexists(lock) and not lock.is_file():
        raise LogError(f"`{lock}` is no file", hint="move it away")
    with closing(sqlite3.connect(lock, timeout=PATIENCE_S, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
