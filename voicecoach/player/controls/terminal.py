"""The terminal during a session: its modes, who may use it, and how it is restored."""

from __future__ import annotations

import atexit
import errno
import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_IS_WINDOWS: Final = sys.platform == "win32"


def is_foreground(fd: int) -> bool:
    """Tell whether this process may read from a terminal: a background job that does is stopped by the system.

    Job control exists only on the controlling terminal; any other terminal may be read by anybody, and one that has gone by nobody.
    """
    if _IS_WINDOWS:
        return True
    try:
        return os.tcgetpgrp(fd) == os.getpgrp()
    except OSError as refused:
        return refused.errno == errno.ENOTTY and os.isatty(fd)


def open_keys(*, stdin_is_taken: bool) -> int | None:
    """Return a descriptor of its own to read keys from, or None where there is no terminal for us.

    That is standard input, or where something came in there, the terminal behind it. A background job gets none.
    """
    fd = None
    with suppress(OSError, ValueError, AttributeError):
        if stdin_is_taken and not _IS_WINDOWS:
            fd = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
        elif os.isatty(sys.stdin.fileno()):
            fd = os.dup(sys.stdin.fileno())
    if fd is None or is_foreground(fd):
        return fd
    os.close(fd)
    return None


class KeyMode:
    """A terminal that delivers each key at once without echo; signals such as Ctrl-C still work.

    What is restored at the end is what was there at the beginning; it is also restored when the program ends in any
    way that runs `atexit`.
    """

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._before: list[Any] | None = None

    def enter(self) -> None:
        """Enter key mode, also again after the shell has had the terminal."""
        if _IS_WINDOWS or not is_foreground(self._fd):
            return
        import termios
        import tty

        with suppress(termios.error):
            if self._before is None:
                self._before = termios.tcgetattr(self._fd)
                atexit.register(self.leave)
            tty.setcbreak(self._fd, termios.TCSADRAIN)

    def leave(self) -> None:
        """Restore the terminal. What was typed and not read is thrown away: it was not meant for the shell."""
        if self._before is None or not is_foreground(self._fd):
            return
        import termios

        with suppress(termios.error):
            termios.tcsetattr(self._fd, termios.TCSAFLUSH, self._before)


class Suspension:
    """Ctrl-Z, `bg` and `fg`: the terminal is left as it was while the shell has it, and taken again afterwards.

    `fd` is the terminal. `check` must be called often, from the main thread: it does what a signal has asked for.
    """

    def __init__(self, fd: int, *, leave: Callable[[], None], enter: Callable[[], None]) -> None:
        self._fd = fd
        self._leave = leave
        self._enter = enter
        self._stop_is_asked = False
        # Then the terminal cannot be left: what is written for that would wait for the drawing.
        self.is_drawing = False
        self._quit_number = 0  # of a signal that waits for the end of a drawing
        self._was_continued = False
        self.is_ours = is_foreground(fd)

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        """Take Ctrl-Z, `fg` and SIGQUIT, where the system has such signals and nobody has switched them off."""
        taken = {}
        handlers = {"SIGTSTP": self._ask_to_stop, "SIGCONT": self._note_continued, "SIGQUIT": self._quit}
        for name, handler in handlers.items():
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                taken[number] = signal.signal(number, handler)
        try:
            yield
        finally:
            for number, before in taken.items():
                signal.signal(number, before)

    def check(self) -> None:
        if self._quit_number:
            signal.raise_signal(self._quit_number)
        if self._stop_is_asked:
            self._stop_is_asked = False
            if self.is_ours:
                self._leave()
            handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGTSTP)  # here the process stops until `fg` or `bg`
            signal.signal(signal.SIGTSTP, handler)
            self._was_continued = True
        was_ours, self.is_ours = self.is_ours, is_foreground(self._fd)
        if self.is_ours and (self._was_continued or not was_ours):
            self._was_continued = False
            self._enter()

    def _quit(self, number: int, _frame: FrameType | None) -> None:
        """End at once, as whoever sends SIGQUIT wants it, and leave the terminal all the same.

        In the middle of drawing it cannot be left: then after it, or at the second signal without.
        """
        if self.is_drawing and not self._quit_number:
            self._quit_number = number
            return
        if not self.is_drawing:
            with suppress(RuntimeError):  # while it is being taken or left
                self._leave()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stop_is_asked = True

    def _note_continued(self, _number: int, _frame: FrameType | None) -> None:
        self._was_continued = True
