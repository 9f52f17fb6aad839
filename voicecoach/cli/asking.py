"""One question at the end of a session: how hard was it, and did it hurt? An answer is optional."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Final

from voicecoach.cli.terminal import tell
from voicecoach.cli.work import note
from voicecoach.errors import LogError
from voicecoach.log.database import Log
from voicecoach.log.folder import log_folder
from voicecoach.log.model import LEAST_HEARD_MS, Report
from voicecoach.player.controls.terminal import KeyMode, open_keys

if TYPE_CHECKING:
    from voicecoach.log.log_writer import LogWriter

PATIENCE_S: Final = 20.0
_EFFORT: Final = "effort 1 to 9, 0 for 10; then pain 0 to 9 (any other key: no answer): "


def ask_how_it_was(log_writer: LogWriter, *, is_wanted: bool) -> None:
    """Ask for effort and pain by a key each, and put them into the log. It waits 20 s, on a terminal only."""
    number = log_writer.number
    if not is_wanted or not number or log_writer.progress().played_ms < LEAST_HEARD_MS:
        return
    if sys.platform == "win32" or sys.stderr is None or not sys.stderr.isatty():
        return
    fd = open_keys(stdin_is_taken=False)
    if fd is None:
        return
    try:
        tell(_EFFORT)
        effort, pain = _two_digits(fd)
    finally:
        os.close(fd)
    if effort is None and pain is None:
        return
    try:
        with Log.open(log_folder()) as log:
            log.tell(number, Report(effort=effort, pain=pain))
    except LogError as problem:
        note(f"warning: {problem.message}; the answer is not in it")
        return
    said = f"effort {effort}" + ("" if pain is None else f", pain {pain}")
    note(f"{said}; `voicecoach log edit {number}` changes it")


def _two_digits(fd: int) -> tuple[int | None, int | None]:
    """Return effort and pain; None for what nobody said."""
    until_s = time.monotonic() + PATIENCE_S
    mode = KeyMode(fd)
    mode.enter()
    try:
        effort = _digit(fd, until_s)
        if effort is None:
            return None, None
        return effort or 10, _digit(fd, until_s)
    finally:
        mode.leave()


def _digit(fd: int, until_s: float) -> int | None:
    """Return the next digit that is typed; None for another key, or when the time is over."""
    import select

    left_s = until_s - time.monotonic()
    if left_s <= 0 or not select.select([fd], [], [], left_s)[0]:
        return None
    typed = os.read(fd, 1).decode("ascii", "replace")
    return int(typed) if typed.isdecimal() else None
