"""One question at the end of a session: how hard was it, and did it hurt? An answer is optional."""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from voicecoach.cli.terminal import tell
from voicecoach.cli.work import note
from voicecoach.errors import LogError
from voicecoach.log.database import Log
from voicecoach.log.folder import log_folder
from voicecoach.log.model import LEAST_HEARD_MS, Report
from voicecoach.player.controls.terminal import KeyMode, open_keys

if TYPE_CHECKING:
    from typing import Protocol

    from voicecoach.log.log_writer import LogWriter

    class Typed(Protocol):
        """What is typed, a sign at a time."""

        def next(self, within_s: float) -> str:
            """Return the next sign; an empty text where none comes in time."""
            ...

        def close(self) -> None: ...


PATIENCE_S: Final = 20.0
_EFFORT: Final = "effort 1 to 9, 0 for 10; then pain 0 to 9 (any other key: no answer): "
_WINDOWS_POLL_S: Final = 0.02
_CTRL_C: Final = "\x03"


def ask_how_it_was(log_writer: LogWriter, *, is_wanted: bool) -> None:
    """Ask for effort and pain by a key each, and put them into the log. It waits 20 s, on a terminal only."""
    number = log_writer.number
    if not is_wanted or not number or log_writer.progress().played_ms < LEAST_HEARD_MS:
        return
    typed = _open_typed() if sys.stderr is not None and sys.stderr.isatty() else None
    if typed is None:
        return
    with closing(typed):
        tell(_EFFORT)
        effort, pain = _two_digits(typed)
    if effort is None and pain is None:
        return
    try:
        with Log.open(log_folder()) as log:
            log.tell(number, Report(effort=effort, pain=pain))
    except LogError as problem:
        note(f"warning: {problem.message}; the answer is not in it")
        return
    said = f"effort {effort}" + ("" if pain is None else f", pain {pain}")
    note(f"{said}; `voicecoach log edit {number}` changes it")


def _two_digits(typed: Typed) -> tuple[int | None, int | None]:
    """Return effort and pain; None for what nobody said."""
    until_s = time.monotonic() + PATIENCE_S
    effort = _digit(typed, until_s)
    if effort is None:
        return None, None
    return effort or 10, _digit(typed, until_s)


def _digit(typed: Typed, until_s: float) -> int | None:
    """Return the next digit that is typed; None for another key, or when the time is over."""
    sign = typed.next(max(until_s - time.monotonic(), 0))
    return int(sign) if sign.isascii() and sign.isdecimal() else None


def _open_typed() -> Typed | None:
    fd = open_keys(stdin_is_taken=False)
    if fd is None:
        return None
    if sys.platform == "win32":
        os.close(fd)
        return _WindowsTyped()
    return _PosixTyped(fd)


class _PosixTyped:
    """A terminal in key mode. It owns `fd`."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._mode = KeyMode(fd)
        self._mode.enter()

    def next(self, within_s: float) -> str:
        import select

        if not select.select([self._fd], [], [], within_s)[0]:
            return ""
        try:
            return os.read(self._fd, 1).decode("ascii", "replace")
        except OSError:  # the terminal has gone
            return ""

    def close(self) -> None:
        self._mode.leave()
        os.close(self._fd)


class _WindowsTyped:
    """A console, as msvcrt's documentation describes it. It has to be asked again and again."""

    def next(self, within_s: float) -> str:
        import msvcrt  # there is one on Windows only

        console: Any = msvcrt
        until_s = time.monotonic() + within_s
        never = threading.Event()
        while not console.kbhit():
            if time.monotonic() >= until_s:
                return ""
            never.wait(_WINDOWS_POLL_S)
        sign = str(console.getwch())
        if sign == _CTRL_C:  # `getwch` may swallow it
            raise KeyboardInterrupt
        return sign

    def close(self) -> None:
        pass  # a console has no key mode
