"""Notices that the system's sound goes nowhere: on Linux, a sound server without a device plays into a dummy."""

from __future__ import annotations

import subprocess
import threading
import time
from typing import TYPE_CHECKING, Final, Self

from voicecoach.programs import find_program

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

DUMMY: Final = "auto_null"
ASK_EVERY_S: Final = 3.0
_ANSWER_LIMIT_S: Final = 1.5


class DefaultSink:
    """Asks for the name of PulseAudio's or PipeWire's default sink; it is empty where nobody answers."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._is_closed = False

    def __call__(self) -> str:
        program = find_program("pactl")
        if program is None or not self._start(program) or self._process is None:
            return ""
        try:
            answer, _ = self._process.communicate(timeout=_ANSWER_LIMIT_S)
        except (OSError, ValueError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.communicate()
            return ""
        return answer.strip() if self._process.returncode == 0 else ""

    def close(self) -> None:
        """End the helper process: left behind, it would wait forever for a frozen server."""
        with self._lock:
            self._is_closed = True
            if self._process is not None:
                self._process.kill()

    def _start(self, program: str) -> bool:
        with self._lock:
            if self._is_closed:
                return False
            try:
                self._process = subprocess.Popen(  # noqa: S603  (a fixed command)
                    [program, "get-default-sink"],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    text=True,
                )
            except OSError:
                return False
            return True


class DummyWatch:
    """Asks in a thread of its own every three seconds, as long as there is somebody to answer at the beginning.

    A session that began on the dummy was meant to; only a device that goes meanwhile is reported.
    """

    def __init__(self, ask: Callable[[], str] | None = None, *, every_s: float = ASK_EVERY_S) -> None:
        self._default_sink = DefaultSink()
        self._ask = ask or self._default_sink
        self._every_s = every_s
        self._over = threading.Event()
        self._silent_since_s: float | None = None

    def __enter__(self) -> Self:
        threading.Thread(target=self._watch, name="dummy watch", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._default_sink.close()

    def silent_since_s(self) -> float | None:
        """Return since when, at the earliest, nothing has been heard; None while it is heard."""
        return self._silent_since_s

    def _watch(self) -> None:
        heard_s: float | None = None
        while not self._over.is_set():
            asked_s = time.monotonic()
            sink = self._ask()
            if not sink and heard_s is None:
                return  # no such server
            if sink == DUMMY and heard_s is not None:
                self._silent_since_s = self._silent_since_s or heard_s
            elif sink:
                if sink != DUMMY:
                    heard_s = asked_s
                self._silent_since_s = None
            self._over.wait(self._every_s)
