"""Turns failures into sentences and exit codes; the only module that exits."""

from __future__ import annotations

import functools
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

import typer

from voicecoach.cli.naming import parameter_of
from voicecoach.cli.state import Rank, state
from voicecoach.cli.terminal import flush, forget_reader, tell, tell_text
from voicecoach.errors import ExitCode, VoicecoachError
from voicecoach.escaping import one_line
from voicecoach.memory import LOOK_AT_LIMITS, check_memory, lacking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WRONG_WORDS: Final = typer.BadParameter.__bases__  # what Typer raises for them, and prints by itself


def reporting(command: Callable[..., int | None], *, needed_bytes: int = 0) -> Callable[..., None]:
    """Turn what a command returns or raises into an exit code, with one sentence and the next step on standard error.

    It begins only if it may use as much memory as it needs.
    """

    @functools.wraps(command)
    def run(*args: Any, **values: Any) -> None:
        with exit_on_failure(), _interruptible():
            check_memory(needed_bytes)
            code = command(*args, **values)
            flush()
        if code:
            raise typer.Exit(code)

    return run


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C be a KeyboardInterrupt while a command runs. Before and after, it ends the process, as `main` has set it."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def leave_untold(leaving: OSError | SystemExit) -> None:
    """Exit with the right code where no command runs, and a standard stream takes no help or no complaint.

    Typer lets the refusal through then, and rich exits with 1. Any other exit passes.
    """
    told: BaseException | None = leaving
    while told is not None:
        if isinstance(told, _WRONG_WORDS):
            sys.exit(ExitCode.WRONG_USE)
        told = told.__context__
    if isinstance(leaving, OSError):
        with suppress(typer.Exit):  # nobody takes it here
            _refused(leaving)
        sys.exit(ExitCode.ENVIRONMENT)


@contextmanager
def exit_on_failure() -> Iterator[None]:
    """Exit with the code of what the block raises. `typer.Exit` and wrong options pass through."""
    try:
        yield
    except VoicecoachError as failure:
        tell_text(one_line(f"error: {_blamed(failure)}"))
        if failure.hint:
            tell_text(f"  help: {failure.hint}", indent=4)
        _leave(failure.exit_code)
    except KeyboardInterrupt:
        tell("interrupted")
        _leave(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader of the output has gone (`export -o - | head -c 9`). What else is printed is discarded.
        forget_reader(sys.stdout)
        _leave(ExitCode.NO_READER)
    except OSError as refused:
        _refused(refused)
        _leave(ExitCode.ENVIRONMENT)
    except Exception as other:
        if isinstance(other, typer.Exit | typer.Abort | typer.BadParameter):
            raise
        _unforeseen(other)


def _unforeseen(other: Exception) -> None:
    if thing := lacking(other):
        tell(f"error: there is no room for {thing}")
        tell(f"  help: {LOOK_AT_LIMITS}")
        _leave(ExitCode.ENVIRONMENT)
    if isinstance(other, ImportError):
        _not_loaded(other)
    _bug(other)


def _not_loaded(refused: ImportError | OSError) -> None:
    tell(one_line(f"error: a library cannot be loaded: {refused}"))
    tell("  help: look whether there is memory for it (`ulimit -v`), or install voicecoach again")
    _leave(ExitCode.ENVIRONMENT)


def _blamed(failure: VoicecoachError) -> str:
    """Return the message, with the variable or the line of the config file that caused it."""
    origins = state().origins
    origin = origins.get(parameter_of(failure.option)) if failure.option else None
    if failure.option == "voice" and origin is None:
        origin = origins.get("language")  # it chooses the voice where none is named
    if origin is None or origin.rank is Rank.COMMAND_LINE:
        return failure.message
    return f"{origin.label}: {failure.message}"


def _refused(refused: OSError) -> None:
    """Say what the system refuses, if that is known, and what can be done."""
    import errno
    import tempfile

    if refused.errno is None and not refused.strerror:
        _not_loaded(refused)  # the message of `ctypes`
    where = f" `{refused.filename}`" if refused.filename else ""
    if refused.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
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
    if "embedded null" in str(bug):  # Python's message for an impossible file name
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
