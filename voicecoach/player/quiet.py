"""Keep the noise of C libraries off the user's terminal."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STDERR_FD = 2


@cache
def _null_fd() -> int:
    """Return one descriptor of the null device for the life of the process: opening it takes 30 µs."""
    return os.open(os.devnull, os.O_WRONLY)


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Send file descriptor 2 to the null device for the time of the block.

    ALSA and PortAudio write dozens of lines there for what is no failure of ours (and 320 MB for a device that was
    pulled out). The descriptor belongs to the whole process: whatever another thread writes to it meanwhile is lost,
    so a screen that draws from another thread needs a descriptor of its own.
    """
    try:
        saved = os.dup(_STDERR_FD)
    except OSError:  # started without a standard error: nobody can see the noise
        yield
        return
    try:
        os.dup2(_null_fd(), _STDERR_FD)
        yield
    finally:
        os.dup2(saved, _STDERR_FD)
        os.close(saved)
