"""What becomes of a child process when its program is killed and can end nothing any more. Linux only: elsewhere a closed pipe has to tell it."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_PR_SET_PDEATHSIG: Final = 1


def signal_when_the_parent_dies(number: int) -> None:
    """Ask for a signal to this process when the thread that started it is gone."""
    if (ask := _asking(number)) is not None:
        ask()


def end_with_the_program() -> Callable[[], object] | None:
    """Return what makes a child end with this process, to be called in the child between fork and exec; None where there is no such thing."""
    return _asking(signal.SIGKILL) if sys.platform == "linux" else None


def _asking(number: int) -> Callable[[], object] | None:
    if sys.platform != "linux":
        return None
    import ctypes

    with suppress(OSError, AttributeError):
        prctl = ctypes.CDLL(None).prctl  # now: after a fork nothing may be loaded
        return lambda: prctl(_PR_SET_PDEATHSIG, number)
    return None
