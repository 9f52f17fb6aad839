"""Keep the noise of C libraries off the user's terminal."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from types import TracebackType

_STDERR_FD = 2


@cache
def _null_fd() -> int:
    """Return the process's descriptor of the null device; opening one each time would take 30 µs."""
    return os.open(os.devnull, os.O_WRONLY)


class _Redirection:
    """Keeps descriptor 2 on the null device for as long as any thread wants that."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wanted = 0
        self._saved_fd = -1

    def __enter__(self) -> None:
        with self._lock:
            self._wanted += 1
            if self._wanted > 1:
                return
            try:
                self._saved_fd = os.dup(_STDERR_FD)
                os.dup2(_null_fd(), _STDERR_FD)
            except OSError:  # started without a standard error: nobody can see the noise
                self._saved_fd = -1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._wanted -= 1
            if self._wanted == 0 and self._saved_fd >= 0:
                os.dup2(self._saved_fd, _STDERR_FD)
                os.close(self._saved_fd)
                self._saved_fd = -1


_REDIRECTION = _Redirection()


def quiet_stderr() -> AbstractContextManager[None]:
    """Send file descriptor 2 to the null device for the time of a `with` block.

    ALSA and PortAudio write dozens of lines there for what is no failure of ours (and 320 MB for a device that was
    pulled out). The descriptor belongs to the whole process: whatever another thread writes to it meanwhile is lost,
    but for what goes through `sys.stderr` within `quiet_session`.
    """
    return _REDIRECTION


@contextmanager
def quiet_session() -> Iterator[None]:
    """Keep the noise away for the time of the block, while `sys.stderr` goes on reaching the terminal.

    `sys.stderr` writes to a descriptor of its own meanwhile, which is the terminal if descriptor 2 was: a screen draws
    there. Only the main thread may call this.
    """
    before = sys.stderr
    try:
        own_fd = os.dup(before.fileno())
    except (OSError, ValueError, AttributeError):  # closed, or no file: a test that captures what is printed
        with quiet_stderr():
            yield
        return
    before.flush()
    # line-buffered, like the interpreter's own
    own = os.fdopen(own_fd, "w", buffering=1, encoding=before.encoding, errors="backslashreplace")
    try:
        with quiet_stderr():
            sys.stderr = own
            try:
                yield
            finally:
                sys.stderr = before
    finally:
        own.close()
