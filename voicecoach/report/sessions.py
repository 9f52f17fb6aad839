"""The log of sessions as a table, a calendar, data and cells; and one session as a line."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from voicecoach.escaping import csv_cell
from voicecoach.log.model import Ending
from voicecoach.log.totals import monday_of, played_ms_by_day, weeks
from voicecoach.report.tables import paragraph
from voicecoach.units import MS_PER_MIN, format_whole_seconds_ms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from voicecoach.log.model import LoggedSession, LoggedStep, Progress

_DAYS: Final = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_LEVELS_FROM_MIN: Final = (0, 10, 20, 40)  # played in a day: less than 10 minutes, from 10, from 20, from 40
_SHADES: Final = "·░▒▓█"
_PLAIN_SHADES: Final = ".-+*#"
_MOST_WEEKS: Final = 53
_LABEL_COLUMNS: Final = 5
_WEEKS_OF_TOTALS: Final = 6

_ENDED: Final = {
    Ending.PLAYING: "playing now",
    Ending.FINISHED: "finished",
    Ending.STOPPED: "broken off",
    Ending.FAILED: "broken off by an error",
    Ending.KILLED: "broken off, killed",
}

COLUMNS: Final = (
    "date", "routine", "title", "settings", "ended", "total_ms", "position_ms", "played_ms",
    "time_under_tension_ms", "steps", "completed_steps", "number", "programme", "phase", "programme_session", "done",
    "try", "by_hand", "effort", "pain", "note",
    "load", "edge", "done_ms", "grip", "planned_effort", "tempo",
)  # fmt: skip


def summary_line(progress: Progress, *, steps: int, ending: Ending) -> str:
    """Return what is said of a session at its end."""
    at = "" if ending is Ending.FINISHED else f" at {format_whole_seconds_ms(progress.position_ms)}"
    return (
        f"{_ENDED[ending]}{at}: {format_whole_seconds_ms(progress.played_ms)} heard, {progress.completed_steps} of {steps} steps, "
        f"{format_whole_seconds_ms(progress.tension_ms)} under tension"
    )


# --- for people -----------------------------------------------------------------------------------


def session_rows(sessions: Iterable[LoggedSession]) -> list[tuple[str, ...]]:
    """Return a heading and a row a session."""
    rows: list[tuple[str, ...]] = [
        ("date", "routine", "heard", "of", "tension", "steps", "ended", "settings")
    ]
    rows += [
        (
            f"{session.started:%a %Y-%m-%d %H:%M}",
            _shown_routine(session),
            format_whole_seconds_ms(session.played_ms),
            format_whole_seconds_ms(session.total_ms),
            format_whole_seconds_ms(session.tension_ms),
            f"{session.completed_steps}/{session.steps}",
            _how_it_ended(session),
            f"#{session.number} " + "; ".join(filter(None, (_settings(session), _reported(session)))),
        )
        for session in sessions
    ]
    return rows


def _how_it_ended(session: LoggedSession) -> str:
    ended = _ENDED[session.ended] + (
        f" at {format_whole_seconds_ms(session.position_ms)}" if session.is_broken_off else ""
    )
    return f"{ended}, a try" if session.is_try and session.is_broken_off else ended


def _reported(session: LoggedSession) -> str:
    report = session.report
    effort = "" if report.effort is None else f"effort {report.effort}"
    pain = "" if report.pain is None else f"pain {report.pain}"
    loads = _different(step.plan.load for step in session.begun)
    edges = _different(step.plan.edge for step in session.begun)
    grips = _different(step.plan.grip for step in session.begun)
    efforts = _different(str(step.plan.effort or "") for step in session.begun)
    planned = f"planned effort {efforts}" if efforts else ""
    tempos = _different(step.plan.tempo for step in session.begun)
    tempo = f"tempo {tempos}" if tempos else ""
    return ", ".join(filter(None, (effort, pain, loads, edges, grips, planned, tempo, report.note)))


def _different(values: Iterable[str]) -> str:
    """Return each of them once: "+10kg, +12.5kg"."""
    return ", ".join(dict.fromkeys(filter(None, values)))


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _shown_routine(session: LoggedSession) -> str:
    """Return a built-in's or a file's name, without the folders."""
    return session.routine.replace("\\", "/").rsplit("/", 1)[-1]


def _settings(session: LoggedSession) -> str:
    return " ".join(f"{name}={value}" for name, value in session.settings.items())


def week_rows(sessions: Iterable[LoggedSession]) -> list[tuple[str, ...]]:
    """Return a heading and a row a week."""
    rows: list[tuple[str, ...]] = [("week from", "sessions", "finished", "heard", "tension")]
    rows += [
        (
            f"{week.monday:%Y-%m-%d}",
            str(week.sessions),
            str(week.finished),
            format_whole_seconds_ms(week.played_ms),
            format_whole_seconds_ms(week.tension_ms),
        )
        for week in weeks(sessions)[:_WEEKS_OF_TOTALS]
    ]
    return rows


def calendar(sessions: Iterable[LoggedSession], *, today: date, columns: int, is_plain: bool) -> list[str]:
    """Return a strip of weeks, a column each, this week last, its days from Monday down; darker is longer."""
    shades = _PLAIN_SHADES if is_plain else _SHADES
    played_ms = played_ms_by_day(sessions)
    count = min(_MOST_WEEKS, max(1, (columns - _LABEL_COLUMNS) // 2))
    mondays = [monday_of(today) - timedelta(weeks=back) for back in reversed(range(count))]
    indent = " " * _LABEL_COLUMNS
    rows = [_months(mondays)]
    for weekday, label in enumerate(_DAYS):
        cells = []
        for monday in mondays:
            day = monday + timedelta(days=weekday)
            cells.append(shades[_level(played_ms.get(day, 0))] if day <= today else " ")
        rows.append(f"{label:{_LABEL_COLUMNS}}{' '.join(cells)}".rstrip())
    legend = f"{shades[0]} none  {shades[1]} under 10 min  {shades[2]} from 10  {shades[3]} from 20  {shades[4]} from 40"
    return [*rows, *paragraph(indent + legend, columns).split("\n")]


def _months(mondays: Sequence[date]) -> str:
    """Return the line above the strip: a month's name where its first Monday is."""
    line = ""
    for column, monday in enumerate(mondays):
        start = _LABEL_COLUMNS + 2 * column
        if (not column or monday.month != mondays[column - 1].month) and start >= len(line) + bool(line):
            line = f"{line:{start}}{monday:%b}"
    return line


def _level(played_ms: int) -> int:
    """Return how dark a day is: 0 for nothing heard."""
    if not played_ms:
        return 0
    return sum(played_ms >= minutes * MS_PER_MIN for minutes in _LEVELS_FROM_MIN)


# --- as data --------------------------------------------------------------------------------------


def log_json(sessions: Iterable[LoggedSession]) -> list[dict[str, Any]]:
    return [
        {
            "number": session.number,
            "date": session.started.isoformat(),
            "routine": session.routine,
            "origin": str(session.origin),
            "title": session.title,
            "fingerprint": session.fingerprint,
            "settings": dict(session.settings),
            "options": dict(session.options),
            "ended": str(session.ended),
            "total_ms": session.total_ms,
            "position_ms": session.position_ms,
            "played_ms": session.played_ms,
            "time_under_tension_ms": session.tension_ms,
            "steps": session.steps,
            "completed_steps": session.completed_steps,
            "programme": session.place.programme if session.place else None,
            "phase": session.place.stage if session.place else None,
            "programme_session": session.place.session if session.place else None,
            "done": session.is_done,
            "try": session.is_try,
            "by_hand": session.is_by_hand,
            "effort": session.report.effort,
            "pain": session.report.pain,
            "note": session.report.note,
            "begun": [_step_json(step) for step in session.begun],
        }
        for session in sessions
    ]


def _step_json(step: LoggedStep) -> dict[str, Any]:
    plan = step.plan
    return {
        "kind": str(plan.kind),
        "name": plan.name,
        "round": plan.round,
        "set": plan.set,
        "side": plan.side or None,
        "load": plan.load or None,
        "edge": plan.edge or None,
        "grip": plan.grip or None,
        "effort": plan.effort or None,
        "reps": plan.reps or None,
        "reps_from": plan.reps_from or None,
        "tempo": plan.tempo or None,
        "start_ms": plan.start_ms,
        "duration_ms": plan.duration_ms,
        "heard_ms": step.heard.heard_ms,
        "done_ms": step.heard.done_ms,
        "completed": step.is_completed,
    }


def log_csv(sessions: Iterable[LoggedSession]) -> str:
    """Return a line a session for spreadsheets; what would be a formula there is text."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(COLUMNS)
    lines.writerows(
        (
            session.started.isoformat(),
            csv_cell(session.routine),
            csv_cell(session.title),
            csv_cell(_settings(session)),
            session.ended,
            session.total_ms,
            session.position_ms,
            session.played_ms,
            session.tension_ms,
            session.steps,
            session.completed_steps,
            session.number,
            csv_cell(session.place.programme if session.place else ""),
            csv_cell(session.place.stage if session.place else ""),
            session.place.session if session.place else "",
            int(session.is_done),
            int(session.is_try),
            int(session.is_by_hand),
            _number(session.report.effort),
            _number(session.report.pain),
            csv_cell(session.report.note),
            csv_cell(_different(step.plan.load for step in session.begun)),
            csv_cell(_different(step.plan.edge for step in session.begun)),
            ", ".join(str(step.heard.done_ms) for step in session.begun if step.heard.done_ms is not None),
            csv_cell(_different(step.plan.grip for step in session.begun)),
            _different(str(step.plan.effort or "") for step in session.begun),
            csv_cell(_different(step.plan.tempo for step in session.begun)),
        )
        for session in sessions
    )
    return written.getvalue()
