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
_NO_COLOR = "--no-color"


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

    sys.argv[1:] = _with_no_color_first(sys.argv[1:])
    open_closed_streams()
    keep_to_absolute_folders()
    try:
        app()
    except (OSError, SystemExit) as leaving:
        leave_untold(leaving)
        raise
    finally:
        _leave_if_caught()


def _with_no_color_first(words: list[str]) -> list[str]:
    """Put `--no-color` before the command, wherever it stands: it is an option of the program."""
    end = words.index("--") if "--" in words else len(words)
    if _NO_COLOR not in words[:end]:
        return words
    return [_NO_COLOR, *(word for word in words[:end] if word != _NO_COLOR), *words[end:]]


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
