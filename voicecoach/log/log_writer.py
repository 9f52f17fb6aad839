"""Writes a session into the log while it is played: an observer of the player, and a thread that waits for the disk."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, Self

from voicecoach.errors import LogError
from voicecoach.log.hearing import Hearing
from voicecoach.log.model import Ending

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from voicecoach.log.database import Log
    from voicecoach.log.model import HeardStep, Progress, SessionPlan
    from voicecoach.log.session_lock import SessionLock
    from voicecoach.player.playback import Snapshot

WRITE_EVERY_S: Final = 0.4  # `kill -9` loses no more than this, plus the age of a snapshot
TRY_AGAIN_AFTER_S: Final = 5.0
LEAVE_LIMIT_S: Final = 6.0  # for the final write; longer than another process may lock the log


class LogWriter:
    """Logs one session. A context manager; it never raises, never waits and never stops a session.

    `update` gets the player's snapshots, from one thread. Leaving writes how it ended: finished if `finish` was called,
    failed after an error, else stopped. Afterwards `problem` says why the log lacks something, empty where it lacks nothing.
    """

    def __init__(
        self,
        folder: Path | None,
        plan: SessionPlan,
        *,
        start_ms: int = 0,
        resumes: int = 0,
        before: Iterable[HeardStep] = (),
    ) -> None:
        """Without a folder, nothing is written. `resumes` is the number of the session that goes on, with what was heard of it `before`; 0 for a new one."""
        self._folder = folder
        self._plan = plan
        self._hearing = Hearing(plan.steps, start_ms=start_ms, before=before)
        self._lock = threading.Lock()  # protects what was heard, which both threads use
        self._ending = Ending.PLAYING
        self._left = threading.Event()
        self._entry: _Entry | None = None
        self._thread: threading.Thread | None = None
        if folder is not None:
            self._entry = _Entry(folder, plan, resumes=resumes)
            self._thread = threading.Thread(
                target=self._write_on, args=(self._entry,), name="log of sessions", daemon=True
            )
        self.problem: LogError | None = None

    def __enter__(self) -> Self:
        if self._thread is not None:
            try:
                self._thread.start()
            except RuntimeError:  # the system cannot start one
                self._thread = None
                self.problem = LogError(
                    "the log of sessions is not written: there is no room for another thread"
                )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._ending is Ending.PLAYING:
            self._ending = Ending.FAILED if isinstance(error, Exception) else Ending.STOPPED
        self._left.set()
        if self._thread is None:
            return
        self._thread.join(LEAVE_LIMIT_S)
        if self._thread.is_alive():
            self.problem = LogError(
                f"the log of sessions in `{self._folder}` could not be written: the disk does not answer"
            )

    def update(self, snapshot: Snapshot) -> None:
        with self._lock:
            self._hearing.update(snapshot)

    def finish(self) -> None:
        """Note that the session has been heard to its end."""
        self._ending = Ending.FINISHED

    @property
    def ending(self) -> Ending:
        return self._ending

    @property
    def remark(self) -> str:
        """What the user should know about the log, such as that a damaged one was set aside."""
        return self._entry.remark if self._entry is not None else ""

    @property
    def number(self) -> int:
        """The session's number in the log, 0 while it is not in it."""
        return self._entry.number if self._entry is not None else 0

    def progress(self) -> Progress:
        """Return all that was heard."""
        with self._lock:
            return self._hearing.progress(is_whole=True)

    def _write_on(self, entry: _Entry) -> None:
        """Write changes repeatedly until the session is over. Runs in the thread."""
        is_over = False
        with entry:
            while not is_over:
                is_over = self._left.is_set()
                try:
                    with self._lock:
                        progress = self._hearing.progress(is_whole=not entry.is_open)
                    entry.write(progress, self._ending)
                    self.problem = None
                except LogError as problem:
                    self.problem = problem
                if not is_over:
                    self._left.wait(TRY_AGAIN_AFTER_S if self.problem else WRITE_EVERY_S)


class _Entry:
    """A session's entry in the log. After a failure, the log is reopened with the next write. It belongs to one thread."""

    def __init__(self, folder: Path, plan: SessionPlan, *, resumes: int) -> None:
        self._folder = folder
        self._plan = plan
        self._number = resumes
        self._log: Log | None = None
        self._session_lock: SessionLock | None = None
        self._last: tuple[int, int, Ending] | None = None
        self.remark = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()
        self._leave()

    @property
    def number(self) -> int:
        return self._number if self._last is not None else 0

    @property
    def is_open(self) -> bool:
        """Whether the log has all that was written so far; else the next progress must be whole."""
        return self._log is not None

    def write(self, progress: Progress, ending: Ending) -> None:
        """Write the progress, if there is any; nothing is entered before something was heard. Raises LogError."""
        if not progress.played_ms:
            return
        state = (progress.position_ms, progress.played_ms, ending)
        if state == self._last and self._log is not None:
            return
        try:
            if self._log is None:
                self._log = self._opened(progress)
            self._log.note(self._number, self._plan, progress, ending)
        except LogError:
            self._close()
            raise
        self._last = state

    def _opened(self, progress: Progress) -> Log:
        from voicecoach.log.database import Log  # late: SQLite is not needed before something is heard

        log = Log.open(self._folder)
        try:
            if log.set_aside is not None:
                self.remark = (
                    f"the log of sessions was damaged: it is now `{log.set_aside}`, and a new one has begun"
                )
                self._number = 0
                self._leave()
            if self._session_lock is None:
                self._session_lock = log.go_on(self._number, self._plan, progress) if self._number else None
            if self._session_lock is None:
                self._number, self._session_lock = log.begin(self._plan, progress)
        except LogError:
            log.close()
            raise
        return log

    def _leave(self) -> None:
        if self._session_lock is not None:
            self._session_lock.close()
            self._session_lock = None

    def _close(self) -> None:
        if self._log is not None:
            self._log.close()
            self._log = None
