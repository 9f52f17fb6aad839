"""`log`: the sessions that were played."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.cli.dates import day_of
from voicecoach.cli.terminal import show, show_content, show_json, show_table, width
from voicecoach.cli.work import note
from voicecoach.errors import UsageError
from voicecoach.log.database import Log
from voicecoach.log.folder import log_folder
from voicecoach.report.exercises import exercise_rows
from voicecoach.report.sessions import calendar, log_csv, log_json, session_rows, week_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.log.model import LoggedSession

_ROWS: Final = 20  # of the table, unless `--limit` says otherwise
_UNLIMITED: Final = 0
_CALENDAR: Final = 80  # its columns where there is no terminal


class LogView(Struct, frozen=True, kw_only=True):
    """What of the log is shown, and how. `limit`: 0 for all, None for what suits the form. `number` is that of one session, 0 for all."""

    limit: int | None = None
    since: str = ""
    number: int = 0
    as_json: bool = False
    as_csv: bool = False
    as_tcx: bool = False

    @property
    def is_data(self) -> bool:
        return self.as_json or self.as_csv or self.as_tcx


def show_log(view: LogView) -> None:
    """Show the log, newest first. Raises UsageError, LogError."""
    if view.as_json + view.as_csv + view.as_tcx > 1:
        forms = {"--json": view.as_json, "--csv": view.as_csv, "--tcx": view.as_tcx}
        names = " and ".join(f"`{name}`" for name, is_on in forms.items() if is_on)
        raise UsageError(f"{names} at once", hint="leave one of them out")
    sessions = _wanted(view)
    if view.as_json:
        show_json(log_json(sessions))
    elif view.as_csv:
        show_content(log_csv(sessions))
    elif view.as_tcx:
        from voicecoach.report.tcx import log_tcx

        show_content(log_tcx(sessions))
        if not sessions:
            note("no session has been heard; the file has no activity")
    elif not sessions:
        since = f" since {view.since}" if view.since else " yet"
        show(
            f"no session has been played{since}\n`voicecoach play bar-hang` plays one, `voicecoach list` shows more"
        )
    elif view.number:
        show_table(session_rows(sessions))
    else:
        _show_page(sessions, limit=_ROWS if view.limit is None else view.limit)


def _wanted(view: LogView) -> Sequence[LoggedSession]:
    if view.number:
        return [logged_session(view.number)]
    is_cut = view.is_data and not view.since
    sessions = logged_sessions(limit=(view.limit or _UNLIMITED) if is_cut else _UNLIMITED)
    if view.since:
        first = day_of("--since", view.since)
        sessions = tuple(one for one in sessions if one.day >= first)
        sessions = sessions[: view.limit] if view.is_data and view.limit else sessions
    return sessions


def _show_page(sessions: Sequence[LoggedSession], *, limit: int) -> None:
    """Show the newest sessions, a calendar of the last weeks, how each exercise has come on, and the totals of each week."""
    show_table(session_rows(sessions[:limit] if limit else sessions))
    left_out = len(sessions) - limit
    if limit and left_out > 0:
        show(f"… and {left_out} older; `--limit 0` shows all")
    is_plain = not _has_shades()
    show("")
    for line in calendar(sessions, today=_today(), columns=width() or _CALENDAR, is_plain=is_plain):
        show(line)
    exercises = exercise_rows(sessions, is_plain=is_plain)
    if exercises:
        show("")
        show_table(exercises)
    show("")
    show_table(week_rows(sessions))


def logged_session(number: int) -> LoggedSession:
    """Return one session of the log. Raises UsageError where there is none of this number, LogError."""
    log = Log.read(log_folder())
    found = None
    if log is not None:
        with log:
            found = log.session(number)
    if found is None:
        raise UsageError(f"the log has no session {number}", hint="`voicecoach log` shows the numbers")
    return found


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
        "·░▒▓█▁▂▃▄▅▆▇".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
