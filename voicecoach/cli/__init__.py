"""Typer commands: options, one call, one report, an exit code."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from contextlib import suppress

# Compiling makes many objects but no reference cycles; the garbage collector would take a fifth of the time of a long session.
_GARBAGE_THRESHOLD = 500_000
# Options of the program, not of a command: they may stand anywhere.
_OF_PROGRAM = frozenset(("--no-color", "--traceback", "--version", "-V"))
_QUIET = frozenset(("--quiet", "-q"))  # of every command: they may stand before it


def main() -> None:
    """Run the `voicecoach` command."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # until a command runs there is nothing to put in order
    gc.set_threshold(_GARBAGE_THRESHOLD)
    # numpy's BLAS starts a thread for each core when it is imported; nothing here multiplies matrices.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    atexit.register(gc.freeze)  # otherwise Python collects garbage once more at exit: a tenth of `list`
    from voicecoach.cli.app import app
    from voicecoach.cli.exits import leave_untold
    from voicecoach.cli.terminal import open_closed_streams
    from voicecoach.programs import keep_to_absolute_folders

    sys.argv[1:] = _in_order(sys.argv[1:])
    open_closed_streams()
    keep_to_absolute_folders()
    try:
        app()
    except (OSError, SystemExit) as leaving:
        leave_untold(leaving)
        raise
    finally:
        _leave_if_caught()


def _in_order(words: list[str]) -> list[str]:
    """Put the options of the program before the command, and those of the command behind it, wherever they stand."""
    end = words.index("--") if "--" in words else len(words)
    of_program = [word for word in words[:end] if word in _OF_PROGRAM]
    others = [word for word in words[:end] if word not in _OF_PROGRAM]
    quiet = others[:1] if others[:1] and others[0] in _QUIET and len(others) > 1 else []
    return [*of_program, *others[len(quiet) :], *quiet, *words[end:]]


def _leave_if_caught() -> None:
    """Exit at once if a thread is stuck inside a sound system, because Python would wait for it."""
    helpers = sys.modules.get("voicecoach.player.helper_thread")
    if helpers is None or not helpers.is_any_caught():
        return
    leaving = sys.exc_info()[1]
    code = leaving.code if isinstance(leaving, SystemExit) else 1
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # nobody reads it any more
            stream.flush()
    os._exit(code if isinstance(code, int) else 1 if code else 0)
