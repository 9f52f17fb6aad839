"""The player's clock, and asking it to stop: from a signal or from another thread."""

from __future__ import annotations

import signal
import time
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_SIGNAL_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP
_EXIT_CODE_BASE: Final = 128


class Clock(Protocol):
    def monotonic_s(self) -> float: ...

    def wait(self, seconds: float) -> bool:
        """Wait; return True when playing should stop (Ctrl-C, a signal)."""
        ...


class Stop:
    """A request to stop. Once made, it stays.

    `request` may be called from a signal handler: `SimpleQueue.put` is re-entrant, whereas `threading.Event.set`
    deadlocks when the handler interrupts its own `wait`.
    """

    def __init__(self) -> None:
        self.signal_number = 0
        self.is_requested = False
        self._wake: SimpleQueue[None] = SimpleQueue()

    @property
    def exit_code(self) -> int:
        """The shell's code for the signal that came: 130, 143 or 129."""
        return _EXIT_CODE_BASE + (self.signal_number or signal.SIGINT)

    def request(self) -> None:
        self.is_requested = True
        self._wake.put(None)

    def wait(self, seconds: float) -> bool:
        """Wait at most this long for the request; return whether it has been made."""
        if not self.is_requested and seconds > 0:
            with suppress(Empty):
                self._wake.get(timeout=seconds)
        return self.is_requested

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        """Treat Ctrl-C, SIGTERM and SIGHUP as requests to stop; a second signal has its usual effect.

        Only the main thread may call this. A signal that is ignored (`nohup`, a background job) stays ignored.
        """
        numbers = [getattr(signal, name) for name in _SIGNAL_NAMES if hasattr(signal, name)]
        before = {number: signal.getsignal(number) for number in numbers}
        taken = {number: old for number, old in before.items() if old not in (signal.SIG_IGN, None)}

        def take(number: int, _frame: FrameType | None) -> None:
            if self.is_requested:
                signal.signal(number, taken[number])
                signal.raise_signal(number)
            self.signal_number = number
            self.request()

        try:
            for number in taken:
                signal.signal(number, take)
            yield
        finally:
            for number, old in taken.items():
                signal.signal(number, old)


class SystemClock:
    """The real clock; a request to stop ends its waiting early."""

    def __init__(self, stop: Stop) -> None:
        self._stop = stop

    def monotonic_s(self) -> float:
        return time.monotonic()

    def wait(self, seconds: float) -> bool:
        return self._stop.wait(seconds)
