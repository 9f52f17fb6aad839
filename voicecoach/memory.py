"""What a process may have no more of: memory, threads, processes.

Whether there is enough memory (`ulimit -v`) is asked before libraries are loaded that crash or go round for ever without.
"""

from __future__ import annotations

import errno
import sys
from typing import Final

from voicecoach.errors import VoicecoachError

if sys.platform != "win32":
    import resource

LOOK_AT_LIMITS: Final = "end other programs, or look at the limits that are set here (`ulimit -a`)"
_MIB: Final = 1 << 20
# Address space, most of which is only set aside. Measured: with less, numpy's import crashes or ends the process, and the sound of a
# session does not fit.
TO_COMPUTE: Final = 160 * _MIB
# An engine's process, and threads here that wait for it: with less, they hang, and so do the engines that are tried next.
TO_SPEAK: Final = 640 * _MIB


def check_memory(least_bytes: int) -> None:
    """Raise VoicecoachError where the limit for this process, which those that it starts inherit, is below this."""
    limit = limit_bytes()
    if limit is not None and limit < least_bytes:
        raise VoicecoachError(
            f"a process may use {limit // _MIB} MiB of address space here, and this needs {least_bytes // _MIB} MiB",
            hint="raise the limit: `ulimit -v unlimited`, or where that is refused `ulimit -Hv` shows the most that is allowed",
        )


def lacking(failure: BaseException) -> str:
    """Return what there is no room for, where that is why something could not be started or made; otherwise nothing."""
    if isinstance(failure, MemoryError):
        return "this in memory"
    if isinstance(failure, RuntimeError) and "start new thread" in str(failure):
        return "another thread"
    if isinstance(failure, OSError) and failure.errno == errno.EAGAIN:
        return "another process"
    return ""


def limit_bytes() -> int | None:
    """Return how much address space this process may use; None where there is no limit."""
    if sys.platform == "win32":
        return None
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if limit == resource.RLIM_INFINITY else limit
