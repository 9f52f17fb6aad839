"""Programmes on the command line: which session is meant, `today`, and the table of all sessions.

Most runs have a routine and no programme, so what only a programme needs, such as the log, is imported late.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from msgspec import Struct

from voicecoach.cli.dates import date_text, day_of, today
from voicecoach.cli.parameters import asked_settings, settings_of
from voicecoach.cli.terminal import show, show_json, show_table
from voicecoach.cli.work import exit_code, or_exit, report
from voicecoach.errors import UsageError
from voicecoach.language.programmes import is_programme
from voicecoach.pipeline import lay_out_routine
from voicecoach.sources import read_routine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from voicecoach.cli.options import Settings, Which
    from voicecoach.language.model import Routine
    from voicecoach.log.model import PlaceInProgramme
    from voicecoach.source import SourceText
    from voicecoach.studio.programmes import OpenedProgramme
    from voicecoach.studio_setup import StudioSetup


class Chosen(Struct, frozen=True, kw_only=True):
    """The routine that is meant, with its settings; of a programme, the session that it is, and why this dose."""

    source: SourceText
    settings: Mapping[str, str]
    place: PlaceInProgramme | None = None
    reason: str = ""
    due: date | None = None  # when it comes by the programme
    counts_by: str = ""  # the command that puts it into the log when it was done elsewhere


def chosen(source: SourceText, asked: Settings, which: Which, *, day: date | None = None) -> Chosen:
    """Return what is named: a routine, or a session of a programme, as on a day or today.

    Of a programme, what the command line sets beats the dose, and that beats what is set in general.
    """
    if not is_programme(source):
        if which.session or which.week:
            option = "--session" if which.session else "--week"
            raise UsageError(f"`{option}` is for programmes", hint="leave it out, or name a programme")
        return Chosen(source=source, settings=settings_of(asked, source))

    from voicecoach.studio.due import due_session

    due = due_session(opened_or_exit(source), day or today(), session=which.session, week=which.week)
    if due is None:
        raise UsageError(
            "the programme is over: all of its sessions are done",
            hint="`--session N` does one of them again; `voicecoach plan` shows them",
        )
    return Chosen(
        source=due.source,
        settings=_with_dose(due.source, asked, due.decision.settings),
        place=due.place,
        reason=due.reason,
        due=due.day,
        counts_by=_counts_by(source, which.session),
    )


def _counts_by(source: SourceText, session: int) -> str:
    number = ("--session", str(session)) if session else ()
    return shlex.join(("voicecoach", "log", "add", source.name, *number, "--done"))


def _with_dose(source: SourceText, asked: Settings, dose: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    return {**settings_of(asked, source), **dict(dose), **asked_settings(asked)}


class NamedSession(Struct, frozen=True, kw_only=True):
    """A session of a programme, and what its file is called."""

    name: str
    chosen: Chosen


def all_sessions(source: SourceText, asked: Settings) -> tuple[NamedSession, ...]:
    """Return a programme's sessions: those that were done, and those to come if each of them goes well."""
    from voicecoach.programme.outlook import outlook
    from voicecoach.studio.due import sessions_of

    opened = opened_or_exit(source)
    by_number = {
        one.session: one for one in outlook(opened.programme, sessions_of(opened.programme), today())
    }
    digits = len(str(opened.programme.sessions))
    return tuple(
        NamedSession(
            name=f"{number:0{digits}}-{Path(one.routine).stem}",
            chosen=Chosen(
                source=opened.routines[one.routine],
                settings=_with_dose(opened.routines[one.routine], asked, one.settings),
                counts_by=_counts_by(source, number),
            ),
        )
        for number, one in sorted(by_number.items())
    )


def opened_or_exit(source: SourceText) -> OpenedProgramme:
    """Return a programme with its routines. Findings go to standard error; errors end the run."""
    from voicecoach.studio.programmes import OpenedProgramme, open_programme

    opened = open_programme(source)
    if not isinstance(opened, OpenedProgramme):
        report(opened.diagnostics, err=True)
        raise typer.Exit(exit_code(opened.diagnostics))
    return opened


def show_today(name: str, on: str, *, as_json: bool) -> None:
    """Say what is due, and why. Without a name, of the programme that was done last."""
    from voicecoach.report.programmes import programme_json
    from voicecoach.studio.due import due_session

    day = day_of("--on", on)
    source = read_routine(name or _last_programme())
    if not is_programme(source):
        raise UsageError(
            f"`{source.name}` is a routine, and no programme", hint="`voicecoach play` coaches it"
        )
    opened = opened_or_exit(source)
    due = due_session(opened, day)
    if as_json:
        show_json(programme_json(opened.programme, due))
        return
    if due is None:
        show(f"{opened.programme.title}: all {opened.programme.sessions} sessions are done")
        return
    when = "today" if due.day == day else date_text(due.day)
    decision = due.decision
    show(
        f"{opened.programme.title}: session {decision.session} of {opened.programme.sessions}, "
        f"week {decision.week}, {decision.stage.name}"
    )
    show(
        " ".join((decision.routine, *(f"{key}={value}" for key, value in decision.settings)))
        + f", due {when}"
    )
    show(due.reason)


def show_programme(source: SourceText, open_for: Callable[[Routine], StudioSetup], *, as_json: bool) -> None:
    """Show every session: those that are done, and those to come if each of them goes well."""
    from voicecoach.programme.outlook import outlook
    from voicecoach.report.programmes import HEADING, plan_rows
    from voicecoach.studio.due import sessions_of

    opened = opened_or_exit(source)
    planned = outlook(opened.programme, sessions_of(opened.programme), today())
    lengths_ms: dict[tuple[str, Any], int] = {}
    for one in planned:
        dose = (one.routine, one.settings)
        if dose not in lengths_ms:
            laid_out = or_exit(lay_out_routine(opened.routines[one.routine], dict(one.settings), open_for))
            lengths_ms[dose] = laid_out.session.total_ms
    rows = plan_rows(planned, [lengths_ms[one.routine, one.settings] for one in planned])
    if as_json:
        show_json([row.as_json() for row in rows])
    else:
        show_table([HEADING, *(row.cells() for row in rows)])


def _last_programme() -> str:
    from voicecoach.log.database import Log
    from voicecoach.log.folder import log_folder

    log = Log.read(log_folder())
    name = ""
    if log is not None:
        with log:
            name = log.last_programme()
    if not name:
        raise UsageError(
            "no programme has been begun yet",
            hint="name one: `voicecoach today dead-hang-8-weeks`; `voicecoach list --programmes` shows them",
        )
    return name
