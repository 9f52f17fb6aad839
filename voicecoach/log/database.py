"""The log as a file: SQLite, small transactions, safe with several players at once and with `kill -9`.

A rollback journal, not WAL: it works on network folders, and a folder that cannot be written can still be read.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Self

import msgspec

from voicecoach.log.model import (
    Ending,
    LoggedSession,
    LoggedStep,
    Report,
    SessionOfProgramme,
    StepPlan,
    utc_now,
    utc_offset_min,
)
from voicecoach.log.rows import (
    STEP_COLUMNS,
    ProgrammeRow,
    SessionRow,
    logged_step,
    place_of,
    plan_values,
    progress_values,
    report_values,
    started_at,
    step_values,
    stored_as,
    utc_text,
)
from voicecoach.log.schema import (
    PATIENCE_S,
    VERSION,
    DamagedLogError,
    check_files,
    checked_version,
    explained,
    ready,
    set_aside,
)
from voicecoach.log.session_lock import SessionLock, forget, is_held

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from voicecoach.log.model import Progress, SessionPlan

FILE_NAME: Final = "log.sqlite3"
_MARKS: Final = ", ".join("?" for _ in ("session", *STEP_COLUMNS.split(",")))
_COUNTER: Final = slice(24, 28)  # sqlite.org/fileformat.html, "File change counter"


class Log:
    """An open log. A context manager; every method raises LogError. It belongs to the thread that opened it."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, *, set_aside: Path | None) -> None:
        self.folder = folder
        self.set_aside = set_aside  # the new place of a damaged log that was set aside
        self._connection = connection

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the log for writing; make it, bring it up to date, or set a damaged one aside."""
        path = folder / FILE_NAME
        with explained(path):
            folder.mkdir(parents=True, exist_ok=True)
        try:
            return cls(folder, ready(path), set_aside=None)
        except DamagedLogError:
            aside = set_aside(path)
            return cls(folder, ready(path), set_aside=aside)

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """Open an existing log, even if nothing can be written; raises LogError for a damaged one."""
        path = folder / FILE_NAME
        if not os.path.lexists(path):
            return None
        check_files(path)
        with explained(path):
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE_S, isolation_level=None
            )
            try:
                version = checked_version(connection, path)
            except BaseException as refused:
                connection.close()
                if not _waits_for_a_writer(refused):
                    raise
                version = None
        if version == VERSION:
            return cls(folder, connection, set_aside=None)
        connection.close()  # of an older version, empty, or interrupted mid-transaction: needs a read-write open to upgrade or roll back
        return cls.open(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    # --- a session that is being played ---------------------------------------------------------

    def begin(self, plan: SessionPlan, progress: Progress) -> tuple[int, SessionLock]:
        """Enter a session that begins now; return its number, and the lock that shows that it is being played."""
        now = utc_now()
        values = {
            "started_utc": utc_text(now),
            "utc_offset_min": utc_offset_min(now),
            **plan_values(plan),
            **progress_values(progress, Ending.PLAYING),
        }
        with self._writing() as connection:
            number = _insert(connection, values)
            _note_steps(connection, number, plan, progress)
            lock = SessionLock(self.folder, number)
        return number, lock

    def go_on(self, number: int, plan: SessionPlan, progress: Progress) -> SessionLock | None:
        """Resume a session that was broken off; None if another process plays it by now.

        `progress` has all that was heard of it before, by the steps of `plan`: the routine may have changed since.
        """
        try:
            lock = SessionLock(self.folder, number)
        except sqlite3.OperationalError:
            return None
        try:
            with self._writing() as connection:
                _update(connection, number, plan_values(plan) | progress_values(progress, Ending.PLAYING))
                connection.execute(
                    "UPDATE session SET turn = (SELECT max(turn) + 1 FROM session) WHERE number = ?",
                    (number,),
                )
                connection.execute("DELETE FROM step WHERE session = ?", (number,))
                _note_steps(connection, number, plan, progress)
        except BaseException:
            lock.close()
            raise
        return lock

    def note(self, number: int, plan: SessionPlan, progress: Progress, ended: Ending) -> None:
        """Write a session's progress, in one transaction."""
        with self._writing() as connection:
            _update(connection, number, progress_values(progress, ended))
            _note_steps(connection, number, plan, progress)

    # --- what was played --------------------------------------------------------------------------

    def sessions(self, *, limit: int = 0) -> tuple[LoggedSession, ...]:
        """Return the sessions, newest first; all of them, or at most this many."""
        with self._explained():
            rows = self._connection.execute(
                "SELECT * FROM session ORDER BY turn DESC LIMIT ?", (limit or -1,)
            ).fetchall()
            return tuple(self._session(row) for row in rows)

    def session(self, number: int) -> LoggedSession | None:
        with self._explained():
            row = self._connection.execute("SELECT * FROM session WHERE number = ?", (number,)).fetchone()
            return None if row is None else self._session(row)

    def count(self) -> int:
        with self._explained():
            return int(self._connection.execute("SELECT count(*) FROM session").fetchone()[0])

    def of_programme(self, programme: str) -> tuple[SessionOfProgramme, ...]:
        """Return a programme's sessions in the order in which they were begun: as little of each as decides what is due."""
        columns = ", ".join(ProgrammeRow.__struct_fields__)
        with self._explained():
            rows = self._connection.execute(
                f"SELECT {columns} FROM session WHERE programme = ? ORDER BY started_utc, number",  # noqa: S608 - our own
                (programme,),
            ).fetchall()
            return tuple(self._of_programme(msgspec.convert(tuple(row), ProgrammeRow)) for row in rows)

    def _of_programme(self, stored: ProgrammeRow) -> SessionOfProgramme:
        is_killed = stored.ended is Ending.PLAYING and not is_held(self.folder, stored.number)
        return SessionOfProgramme(
            day=(started_at(stored.started_utc) + timedelta(minutes=stored.utc_offset_min)).date(),
            stage=stored.stage,
            ended=Ending.KILLED if is_killed else stored.ended,
            played_ms=stored.played_ms,
            report=Report(effort=stored.effort, pain=stored.pain),
            is_by_hand=bool(stored.by_hand),
            work_steps=stored.work_steps,
            completed_work=stored.completed_work,
        )

    def changes(self) -> int:
        """Return how often the log was written to since it was begun: SQLite counts it in the file's header."""
        with self._explained(), (self.folder / FILE_NAME).open("rb") as file:
            return int.from_bytes(file.read(_COUNTER.stop)[_COUNTER], "big")

    def last_programme(self) -> str:
        """Return the programme of which a session was played last; empty where there is none."""
        with self._explained():
            row = self._connection.execute(
                "SELECT programme FROM session WHERE programme != '' ORDER BY turn DESC LIMIT 1"
            ).fetchone()
            return "" if row is None else str(row[0])

    # --- what the listener says -------------------------------------------------------------------

    def add(
        self, plan: SessionPlan, progress: Progress, ended: Ending, report: Report, started: datetime
    ) -> int:
        """Enter a session that was done elsewhere, begun at a moment that knows its time zone; return its number."""
        offset = started.utcoffset()
        values = {
            "started_utc": utc_text(started),
            "utc_offset_min": round(offset.total_seconds() / 60) if offset else 0,
            **plan_values(plan),
            **progress_values(progress, ended),
            **report_values(report),
            "by_hand": 1,
        }
        with self._writing() as connection:
            number = _insert(connection, values)
            _note_steps(connection, number, plan, progress)
        return number

    def tell(self, number: int, report: Report, steps: Mapping[int, StepPlan] | None = None) -> bool:
        """Record what the listener says about a session, and the loads of its steps; return whether the session exists."""
        return self._change(number, report_values(report), steps or {})

    def mark(
        self,
        number: int,
        ended: Ending,
        position_ms: int,
        report: Report,
        steps: Mapping[int, StepPlan] | None = None,
    ) -> bool:
        """Mark a session as done, or as broken off at a moment, because the listener says so; otherwise as `tell`."""
        values = {"ended": ended, "by_hand": 1, "position_ms": position_ms, **report_values(report)}
        return self._change(number, values, steps or {})

    def remove(self, number: int) -> bool:
        """Remove a session from the log; return whether it existed."""
        with self._writing() as connection:
            connection.execute("DELETE FROM step WHERE session = ?", (number,))
            return connection.execute("DELETE FROM session WHERE number = ?", (number,)).rowcount > 0

    def _change(self, number: int, values: Mapping[str, Any], steps: Mapping[int, StepPlan]) -> bool:
        with self._writing() as connection:
            connection.executemany(
                "UPDATE step SET load = ?, edge = ? WHERE session = ? AND number = ?",
                [(step.load, step.edge, number, step_number) for step_number, step in steps.items()],
            )
            return _update(connection, number, values)

    def _session(self, row: sqlite3.Row) -> LoggedSession:
        stored = stored_as(SessionRow, row)
        number, ended = stored.number, stored.ended
        if ended is Ending.PLAYING and not is_held(self.folder, number):
            ended = Ending.KILLED
            forget(self.folder, number)
        elif ended is Ending.FINISHED:
            forget(self.folder, number)  # its process may have been killed first; it is never resumed
        return LoggedSession(
            number=number,
            started_utc=started_at(stored.started_utc),
            utc_offset_min=stored.utc_offset_min,
            routine=stored.routine,
            origin=stored.origin,
            title=stored.title,
            fingerprint=stored.fingerprint,
            settings=msgspec.json.decode(stored.settings, type=dict[str, str]),
            options=msgspec.json.decode(stored.options, type=dict[str, Any]),
            total_ms=stored.total_ms,
            position_ms=stored.position_ms,
            played_ms=stored.played_ms,
            tension_ms=stored.tension_ms,
            steps=stored.steps,
            completed_steps=stored.completed_steps,
            ended=ended,
            begun=self._begun(number),
            place=place_of(stored),
            report=Report(effort=stored.effort, pain=stored.pain, note=stored.note),
            is_by_hand=bool(stored.by_hand),
            work_steps=stored.work_steps,
            completed_work=stored.completed_work,
        )

    def _begun(self, number: int) -> tuple[LoggedStep, ...]:
        rows = self._connection.execute(
            f"SELECT {STEP_COLUMNS} FROM step WHERE session = ? ORDER BY number",  # noqa: S608 - as above
            (number,),
        ).fetchall()
        return tuple(logged_step(row) for row in rows)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._explained():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has rolled it back already
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        with explained(self.folder / FILE_NAME):
            yield


def _waits_for_a_writer(refused: BaseException) -> bool:
    """Return whether the log must be rolled back before it is read, because a process was killed during a transaction."""
    return (
        isinstance(refused, sqlite3.OperationalError)
        and refused.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY
    )


def _insert(connection: sqlite3.Connection, values: Mapping[str, Any]) -> int:
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    cursor = connection.execute(
        f"INSERT INTO session (turn, {names}) "  # noqa: S608 - our own column names
        f"VALUES ((SELECT coalesce(max(turn), 0) + 1 FROM session), {marks})",
        values,
    )
    return cursor.lastrowid or 0


def _update(connection: sqlite3.Connection, number: int, values: Mapping[str, Any]) -> bool:
    """Change a session; return whether it exists."""
    names = ", ".join(f"{name} = :{name}" for name in values)
    statement = f"UPDATE session SET {names} WHERE number = :number"  # noqa: S608 - our own column names
    return connection.execute(statement, {**values, "number": number}).rowcount > 0


def _note_steps(connection: sqlite3.Connection, number: int, plan: SessionPlan, progress: Progress) -> None:
    connection.executemany(
        f"INSERT INTO step (session, {STEP_COLUMNS}) VALUES ({_MARKS}) "  # noqa: S608 - as above
        "ON CONFLICT (session, number) DO UPDATE SET heard_ms = excluded.heard_ms, reached_ms = excluded.reached_ms, "
        "done_ms = excluded.done_ms",
        [(number, *step_values(plan.steps[heard.number], heard)) for heard in progress.changed],
    )
