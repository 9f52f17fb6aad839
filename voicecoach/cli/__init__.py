"""Typer commands: options, one call, one report, an exit code."""

from __future__ import annotations

import atexit
import gc
import os
import sys

# Looking for garbage among what is loaded at the start finds none and takes 5 % of it, and a fifth of compiling a session
# of many thousand cues: nothing that is made of a routine points back at what it is part of.
_GARBAGE_THRESHOLD = 500_000


def main() -> None:
    """Run the `voicecoach` command."""
    gc.set_threshold(_GARBAGE_THRESHOLD)
    # Numpy starts threads to multiply matrices, which nothing here does: as long as it takes to load.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    codes: list[int] = []
    atexit.register(_end, codes)
    from voicecoach.cli.app import app_for

    try:
        app_for(sys.argv[1:])()
    except SystemExit as leaving:
        if leaving.code is None or isinstance(leaving.code, int):
            codes.append(leaving.code or 0)
        raise
    finally:
        _leave_if_caught()


def _end(codes: list[int]) -> None:
    """End the process, where its code is known, before Python looks through all that was loaded and takes it apart: a quarter of an export.

    What others want done at the end is done by now, as it was registered later.
    """
    if codes and _flushed():
        os._exit(codes[0])
    gc.freeze()  # else Python looks for garbage once more


def _leave_if_caught() -> None:
    """End the process at once where a thread is inside a sound system that does not answer: its farewell would hang."""
    helpers = sys.modules.get("voicecoach.player.helper_thread")
    if helpers is None or not helpers.is_any_caught():
        return
    leaving = sys.exc_info()[1]
    code = leaving.code if isinstance(leaving, SystemExit) else 1
    _flushed()
    os._exit(code if isinstance(code, int) else 1 if code else 0)


def _flushed() -> bool:
    """Write what is still to be said; False where nobody takes it any more, which Python itself reports at its end."""
    all_taken = True
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            all_taken = False
    return all_taken
