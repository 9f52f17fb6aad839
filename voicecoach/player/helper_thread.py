"""One thread for calls into a library that may never return."""

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


class OverdueError(Exception):
    """The call did not return within its limit; its thread is still inside."""


class _Job(Generic[Result]):
    def __init__(self, function: Callable[[], Result]) -> None:
        self._function = function
        self._results: list[Result] = []
        self._errors: list[BaseException] = []
        self.done = threading.Event()

    def run(self) -> None:
        try:
            self._results.append(self._function())
        except BaseException as error:  # noqa: BLE001  (raised again by `result`, in the thread that asked)
            self._errors.append(error)
        finally:
            self.done.set()

    def result(self) -> Result:
        if self._errors:
            raise self._errors[0]
        return self._results[0]


class HelperThread:
    """Runs one call at a time, each with a limit.

    The thread is a daemon: one that is caught inside a frozen library does not keep the process alive. While it is
    caught every further call fails at once, because a second thread inside PortAudio aborts the process.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: SimpleQueue[_Job[object]] = SimpleQueue()
        self._started = False
        self._inside = threading.Event()  # of the last call: set once it has returned
        self._inside.set()

    @property
    def is_caught(self) -> bool:
        """Whether an earlier call has still not returned."""
        return not self._inside.is_set()

    def call(self, function: Callable[[], Result], *, limit_s: float) -> Result:
        """Return what the function returns, or raise what it raises. Raises OverdueError at the limit."""
        if self.is_caught:
            raise OverdueError
        if not self._started:
            threading.Thread(target=self._work, name=self._name, daemon=True).start()
            self._started = True
        job = _Job(function)
        self._inside = job.done
        self._jobs.put(job)  # type: ignore[arg-type]  # the queue only runs it; its result is read here
        if not job.done.wait(limit_s):
            raise OverdueError
        return job.result()

    def _work(self) -> None:
        while True:
            self._jobs.get().run()
