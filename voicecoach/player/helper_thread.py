"""One thread for calls into a library that may never return."""

from __future__ import annotations

import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar
from weakref import WeakSet

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


class OverdueError(Exception):
    """The call did not return within its limit; its thread is still inside."""


class Job(Generic[Result]):
    """A call that runs elsewhere."""

    def __init__(self, function: Callable[[], Result]) -> None:
        self._function = function
        self._results: list[Result] = []
        self._errors: list[BaseException] = []
        self._lock = threading.Lock()
        self._discard: Callable[[Result], None] | None = None
        self.done = threading.Event()

    def run(self) -> None:
        try:
            self._results.append(self._function())
        except BaseException as error:  # noqa: BLE001  (raised again by `result`, in the thread that asked)
            self._errors.append(error)
        with self._lock:
            self.done.set()
            discard = self._discard
        if discard is not None and self._results:
            discard(self._results[0])

    def result(self) -> Result:
        """Return what the call returned, or raise what it raised; it is done."""
        if self._errors:
            raise self._errors[0]
        return self._results[0]

    def abandon(self, discard: Callable[[Result], None]) -> None:
        """Give up on the result: if it still comes, it is passed to `discard`."""
        with self._lock:
            self._discard = discard
            is_done = self.done.is_set()
        if is_done and self._results:
            discard(self._results[0])


def forget(_result: object) -> None:
    """Drop all references to the job."""


class HelperThread:
    """Runs one call at a time, each with a limit.

    The thread is a daemon, so one that is stuck in a frozen library does not keep the process alive. While it is
    stuck, every further call fails at once, because a second thread inside PortAudio aborts the process.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: SimpleQueue[Job[Any]] = SimpleQueue()
        self._started = False
        self._inside = threading.Event()  # of the last call: set once it has returned
        self._inside.set()
        _HELPERS.add(self)

    @property
    def is_caught(self) -> bool:
        """Whether an earlier call has still not returned."""
        return not self._inside.is_set()

    def wait_until_free(self, limit_s: float) -> bool:
        """Wait for an earlier call to return; False if it does not within the limit."""
        return self._inside.wait(limit_s)

    def begin(self, function: Callable[[], Result]) -> Job[Result]:
        """Start a call without waiting for it. Raises OverdueError while an earlier one has not returned."""
        if self.is_caught:
            raise OverdueError
        if not self._started:
            threading.Thread(target=self._work, name=self._name, daemon=True).start()
            self._started = True
        job = Job(function)
        self._inside = job.done
        self._jobs.put(job)
        return job

    def call(
        self, function: Callable[[], Result], *, limit_s: float, discard: Callable[[Result], None] = forget
    ) -> Result:
        """Return what the function returns, or raise what it raises.

        Raises OverdueError at the limit; a result that comes later is handed to `discard`, in the thread.
        """
        job = self.begin(function)
        if not job.done.wait(limit_s):
            job.abandon(discard)
            raise OverdueError
        return job.result()

    def _work(self) -> None:
        while True:
            self._jobs.get().run()


_HELPERS: Final[WeakSet[HelperThread]] = WeakSet()


def is_any_caught() -> bool:
    """Tell whether a thread is stuck in a library: then the process must exit at once, without cleaning up."""
    return any(helper.is_caught for helper in _HELPERS)
