"""`log`: the sessions that were played."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Final

from voicecoach.cli.terminal import show, show_content, show_json, show_table, width
from voicecoach.errors import UsageError
from voicecoach.log.database import Log
from voicecoach.log.folder import log_folder
from voicecoach.report.sessions import calendar, log_csv, log_json, session_rows, week_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.log.model import LoggedSession

_ROWS: Final = 20  # of the table, unless `--limit` says otherwise
_UNLIMITED: Final = 0
_CALENDAR: Final = 80  # its columns where there is no terminal


def show_log(*, limit: int | None, as_json: bool, as_csv: bool) -> None:
    """Show the log, newest first. `limit` is how many sessions: 0 for all, None for what suits the form."""
    if as_json and as_csv:
        raise UsageError("`--json` and `--csv` at once", hint="leave one of them out")
    sessions = logged_sessions(limit=(limit or _UNLIMITED) if as_json or as_csv else _UNLIMITED)
    if as_json:
        show_json(log_json(sessions))
    elif as_csv:
        show_content(log_csv(sessions))
    elif not sessions:
        show(
            "no session has been played yet\n`voicecoach play bar-hang` plays one, `voicecoach list` shows more"
        )
    else:
        _show_page(sessions, limit=_ROWS if limit is None else limit)


def _show_page(sessions: Sequence[LoggedSession], *, limit: int) -> None:
    """Show the newest sessions, a calendar of the last weeks and the totals of each week."""
    show_table(session_rows(sessions[:limit] if limit else sessions))
    left_out = len(sessions) - limit
    if limit and left_out > 0:
        show(f"… and {left_out} older; `--limit 0` shows all")
    show("")
    for line in calendar(sessions, today=_today(), columns=width() or _CALENDAR, is_plain=not _has_shades()):
        show(line)
    show("")
    show_table(week_rows(sessions))


def logged_sessions(*, limit: int = _UNLIMITED) -> tuple[LoggedSession, ...]:
    """Return the sessions of the log, newest first; none where there is no log. Raises LogError."""
    log = Log.read(log_folder())
    if log is None:
        return ()
    with log:
        return log.sessions(limit=limit)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the wall calendar here


def _has_shades() -> bool:
    try:
        "·░▒▓█".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
