"""Failures to sentences and exit codes; the only place that exits."""

from __future__ import annotations

import functools
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from voicecoach.cli.state import state
from voicecoach.cli.terminal import tell
from voicecoach.errors import ExitCode, VoicecoachError
from voicecoach.escaping import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def reporting(command: Callable[..., int | None]) -> Callable[..., None]:
    """Turn what a command returns or raises into an exit code, with one sentence and the next step on standard error."""

    @functools.wraps(command)
    def run(*args: Any, **values: Any) -> None:
        with exit_on_failure():
            code = command(*args, **values)
            if sys.stdout is not None:
                sys.stdout.flush()
        if code:
            raise typer.Exit(code)

    return run


@contextmanager
def exit_on_failure() -> Iterator[None]:
    """Exit with the code of what the block raises. `typer.Exit` and wrong options pass through."""
    try:
        yield
    except VoicecoachError as failure:
        tell(one_line(f"error: {failure.message}"))
        if failure.hint:
            tell(f"  help: {failure.hint}")
        _leave(failure.exit_code)
    except KeyboardInterrupt:
        tell("interrupted")
        _leave(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader has gone (`voicecoach list | head`): nobody is left to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _leave(ExitCode.DONE)
    except OSError as refused:
        _refused(refused)
        _leave(ExitCode.ENVIRONMENT)
    except RuntimeError as passing:
        if isinstance(passing, typer.Exit | typer.Abort):
            raise
        _bug(passing)
    except Exception as bug:
        if isinstance(bug, typer.BadParameter):
            raise
        _bug(bug)


def _refused(refused: OSError) -> None:
    """Say what the system refuses, where that is known, and what can be done."""
    import errno
    import tempfile

    where = f" `{refused.filename}`" if refused.filename else ""
    if refused.errno in {errno.ENOSPC, errno.EDQUOT}:
        tell(one_line(f"error: a disk is full{where}: {refused.strerror}"))
        try:
            temporary = f"`{tempfile.gettempdir()}`"
        except OSError:
            temporary = "no folder that can be written"
        tell(f"  help: free some room; temporary files go to {temporary}, and TMPDIR chooses another folder")
        return
    tell(one_line(f"error: cannot write or read{where}: {refused.strerror or refused}"))
    tell(
        "  help: look whether the folders can be written, and whether temporary files can (TMPDIR chooses their folder)"
    )


def _bug(bug: Exception) -> None:
    if "embedded null" in str(bug):  # Python's words for a file's name that no system takes
        tell("error: the name of a file has a zero byte in it")
        tell("  help: name another file")
        _leave(ExitCode.WRONG_USE)
    tell(one_line(f"error: voicecoach has a bug: {type(bug).__name__}: {bug}"))
    tell("  help: run `voicecoach --traceback` with the same words and report what it prints")
    _leave(ExitCode.BUG)


def _leave(code: ExitCode) -> None:
    if state().traceback:
        import traceback

        tell(traceback.format_exc())
    raise typer.Exit(code)
