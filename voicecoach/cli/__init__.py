"""Typer commands: options, one call, one report, an exit code."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress

# Compiling makes many objects and no garbage in circles: looking for it takes a fifth of a session of many thousand cues.
_GARBAGE_THRESHOLD = 500_000


def main() -> None:
    """Run the `voicecoach` command."""
    gc.set_threshold(_GARBAGE_THRESHOLD)
    # numpy's BLAS starts a thread for each core when it is imported; nothing here multiplies matrices.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    atexit.register(gc.freeze)  # else Python looks once more through all that was loaded: a tenth of `list`
    from voicecoach.cli.app import app
    from voicecoach.cli.terminal import open_closed_streams
    from voicecoach.programs import keep_to_absolute_folders

    open_closed_streams()
    keep_to_absolute_folders()
    try:
        app()
    finally:
        _leave_if_caught()


def _leave_if_caught() -> None:
    """End the process at once where a thread is inside a sound system that does not answer: Python would wait for it."""
    helpers = sys.modules.get("voicecoach.player.helper_thread")
    if helpers is None or not helpers.is_any_caught():
        return
    leaving = sys.exc_info()[1]
    code = leaving.code if isinstance(leaving, SystemExit) else 1
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # nobody takes it any more
            stream.flush()
    os._exit(code if isinstance(code, int) else 1 if code else 0)
