"""Reads keys in a thread of its own, and reports each of them."""

from __future__ import annotations

import os
import select
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from voicecoach.player.controls.keys import WINDOWS_PREFIXES, KeyDecoder, windows_key
from voicecoach.player.controls.terminal import KeyMode, is_foreground, open_keys

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Protocol, Self

    class Keyboard(Protocol):
        """Reports keys within its `with` block."""

        def __enter__(self) -> Self: ...

        def __exit__(
            self,
            kind: type[BaseException] | None,
            error: BaseException | None,
            traceback: TracebackType | None,
        ) -> None: ...

        def enter(self) -> None:
            """Take the terminal back after the shell has had it."""
            ...

        def leave(self) -> None:
            """Give the terminal back as it was."""
            ...

        @property
        def fd(self) -> int:
            """The terminal."""
            ...


_SEQUENCE_S: Final = 0.05  # the bytes of one key arrive together; a person is slower between two keys
_BACKGROUND_S: Final = 0.25  # between two checks whether the terminal is ours again
_WINDOWS_POLL_S: Final = 0.02
_STDIN_FD: Final = 0
_BYTES: Final = 1024
_JOIN_S: Final = 1.0
_CTRL_C: Final = "\x03"


def open_keyboard(on_key: Callable[[str], None], *, stdin_is_taken: bool) -> Keyboard | None:
    """Return the keyboard, or None if there is none for us: without a terminal, or as a background job.

    Where something else came in on standard input, the keys are those of the terminal behind it. `on_key` is called in the thread of the keyboard, with the names of `keys`, and must return soon.
    """
    fd = open_keys(stdin_is_taken=stdin_is_taken)
    if fd is None:
        return None
    if sys.platform == "win32":
        os.close(fd)
        return WindowsKeyboard(on_key)
    return PosixKeyboard(fd, on_key)


class PosixKeyboard:
    """A terminal in key mode. It owns `fd`."""

    def __init__(self, fd: int, on_key: Callable[[str], None]) -> None:
        self._fd = fd
        self._on_key = on_key
        self._mode = KeyMode(fd)
        self._wake_read, self._wake_write = os.pipe()
        self._thread = threading.Thread(target=self._read, name="keys", daemon=True)

    def __enter__(self) -> Self:
        self._mode.enter()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        os.close(self._wake_write)
        self._thread.join(_JOIN_S)
        self._mode.leave()
        os.close(self._wake_read)
        os.close(self._fd)

    @property
    def fd(self) -> int:
        return self._fd

    def enter(self) -> None:
        self._mode.enter()

    def leave(self) -> None:
        self._mode.leave()

    def _read(self) -> None:
        decoder = KeyDecoder()
        while (data := self._next(in_sequence=decoder.is_waiting)) is not None:
            if not data:
                decoder.give_up()
            for key in decoder.feed(data):
                self._on_key(key)

    def _next(self, *, in_sequence: bool) -> bytes | None:
        """Wait for input; return nothing after a short timeout, and None when it is over."""
        # A background job must not read from the terminal: the system would stop it.
        watched = [self._fd, self._wake_read] if is_foreground(self._fd) else [self._wake_read]
        ready, _, _ = select.select(watched, [], [], _SEQUENCE_S if in_sequence else _BACKGROUND_S)
        if self._wake_read in ready or not os.isatty(self._fd):
            return None
        if self._fd not in ready or not is_foreground(self._fd):
            return b""
        try:
            return os.read(self._fd, _BYTES) or None
        except OSError:  # the terminal has gone
            return None


class WindowsKeyboard:
    """A console, as msvcrt's documentation describes it: special keys are a prefix and a code."""

    def __init__(self, on_key: Callable[[str], None]) -> None:
        self._on_key = on_key
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._read, name="keys", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join(_JOIN_S)

    @property
    def fd(self) -> int:
        return _STDIN_FD

    def enter(self) -> None:
        pass  # a console has no key mode and no jobs

    leave = enter

    def _read(self) -> None:
        import msvcrt  # there is one on Windows only

        console: Any = msvcrt
        while not self._is_over.wait(_WINDOWS_POLL_S):
            with suppress(OSError):
                while console.kbhit() and not self._is_over.is_set():
                    character = console.getwch()
                    if character == _CTRL_C:  # `getwch` may swallow it
                        _interrupt()
                        return
                    code = console.getwch() if character in WINDOWS_PREFIXES else ""
                    if key := windows_key(character, code):
                        self._on_key(key)


def _interrupt() -> None:
    import _thread

    _thread.interrupt_main()
