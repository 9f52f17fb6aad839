"""Whether a terminal can be drawn on, and how large it is; the consoles of Windows need to be asked for it."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

_IS_WINDOWS: Final = sys.platform == "win32"
_STANDARD_FDS: Final = (2, 1)
_FALLBACK: Final = (80, 24)
_NO_TERMINALS: Final = frozenset({"", "dumb", "unknown"})

# https://learn.microsoft.com/windows/console/setconsolemode: an old console refuses the last one.
_PROCESSED_OUTPUT: Final = 0x1
_WRAP_AT_END: Final = 0x2
_ESCAPE_SEQUENCES: Final = 0x4


@contextmanager
def open_terminal() -> Iterator[TextIO | None]:
    """Yield the terminal behind standard error, by a descriptor of its own, or None where none can be drawn on.

    A descriptor of its own, because file descriptor 2 is the C libraries' as well.
    """
    stream = None if _names_no_terminal() else _standard_error()
    if stream is None:
        yield None
        return
    try:
        if not _IS_WINDOWS:
            yield stream
            return
        with escape_sequences(_kernel32(), _handle(stream)) as are_obeyed:
            yield stream if are_obeyed else None
    finally:
        _close(stream)


def terminal_size(fd: int) -> tuple[int, int]:
    """Return columns and rows, both 0 where the terminal has gone. Windows knows the size of standard descriptors only."""
    for known in (fd, *_STANDARD_FDS):
        try:
            size = os.get_terminal_size(known)
        except (OSError, ValueError):
            continue
        return size.columns, size.lines
    return _FALLBACK if _IS_WINDOWS else (0, 0)


@contextmanager
def escape_sequences(kernel32: Any, handle: int) -> Iterator[bool]:
    """Let a Windows console obey escape sequences for the time of the block; False where it cannot learn them."""
    import ctypes

    mode = ctypes.c_uint32()
    if not kernel32.GetConsoleMode(handle, ctypes.byref(mode)):
        yield False
        return
    wanted = mode.value | _PROCESSED_OUTPUT | _WRAP_AT_END | _ESCAPE_SEQUENCES
    if not kernel32.SetConsoleMode(handle, wanted):
        yield False
        return
    try:
        yield True
    finally:
        kernel32.SetConsoleMode(handle, mode.value)


def _names_no_terminal() -> bool:
    return not _IS_WINDOWS and os.environ.get("TERM", "") in _NO_TERMINALS


def _standard_error() -> TextIO | None:
    try:
        fd = sys.stderr.fileno()
    except (OSError, ValueError, AttributeError):  # a test's, or none at all
        return None
    if not os.isatty(fd):
        return None
    encoding = "utf-8" if _IS_WINDOWS else sys.stderr.encoding
    return os.fdopen(os.dup(fd), "w", encoding=encoding, errors="replace", newline="")


def _close(stream: TextIO) -> None:
    try:
        stream.close()
    except OSError:  # the terminal has gone, with what was under way to it
        return


def _kernel32() -> Any:
    import ctypes

    return vars(ctypes)["windll"].kernel32


def _handle(stream: TextIO) -> int:
    import msvcrt

    console: Any = msvcrt
    return int(console.get_osfhandle(stream.fileno()))
