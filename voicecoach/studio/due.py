"""What a programme has due, from the log: the next session, its dose, its day and its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.errors import UsageError
from voicecoach.library import every_name
from voicecoach.log.database import Log
from voicecoach.log.folder import log_folder
from voicecoach.log.model import Ending, PlaceInProgramme
from voicecoach.log.plan import name_of
from voicecoach.phrases import load_phrases
from voicecoach.programme.calendar import due_day
from voicecoach.programme.dose import next_session, session_at
from voicecoach.programme.history import DoneSession
from voicecoach.programme.outlook import outlook
from voicecoach.programme.reasons import reason
from voicecoach.sources import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from voicecoach.language.programme import Programme
    from voicecoach.log.model import SessionOfProgramme
    from voicecoach.programme.dose import Decision
    from voicecoach.source import SourceText
    from voicecoach.studio.programmes import OpenedProgramme


class DueSession(Struct, frozen=True, kw_only=True):
    """A session to be done: its routine with its settings, and the sentence that says why."""

    source: SourceText
    decision: Decision
    place: PlaceInProgramme
    day: date
    reason: str


def name_of_programme(programme: Programme) -> str:
    """Return what the log calls a programme."""
    return name_of(programme.source.name, every_name(), stdin=STDIN)[0]


def sessions_of(programme: Programme) -> tuple[DoneSession, ...]:
    """Return the log's sessions of a programme. Raises LogError."""
    log = Log.read(log_folder())
    if log is None:
        return ()
    with log:
        return done_of(programme, log.of_programme(name_of_programme(programme)))


def done_of(programme: Programme, logged: Iterable[SessionOfProgramme]) -> tuple[DoneSession, ...]:
    """Return the sessions that count: no trial runs, none still going on, none of a phase that the programme no longer has."""
    stages = {stage.name: index for index, stage in enumerate(programme.stages)}
    return tuple(
        DoneSession(
            day=session.day,
            stage=stages[session.stage],
            is_finished=session.is_done,
            effort=session.report.effort,
            pain=session.report.pain,
        )
        for session in logged
        if session.stage in stages and session.ended is not Ending.PLAYING and not session.is_try
    )


def due_session(opened: OpenedProgramme, day: date, *, session: int = 0, week: int = 0) -> DueSession | None:
    """Return the next session, or one by its number or the first of a week; None when the programme is over.

    Raises UsageError where there is no such session, LogError where the log cannot be read.
    """
    programme = opened.programme
    done = sessions_of(programme)
    if week and not session:
        session = _first_of_week(programme, week)
    if session:
        planned = [one.day for one in outlook(programme, done, day) if one.session == session]
        decision = session_at(programme, done, day, session, due=planned[-1] if planned else None)
    else:
        decision = next_session(programme, done, day)
    if decision is None:
        if session:
            raise UsageError(
                f"there is no session {session}: the programme has {programme.sessions}",
                hint="`voicecoach plan` shows them",
            )
        return None
    return DueSession(
        source=opened.routines[decision.routine],
        decision=decision,
        place=PlaceInProgramme(
            programme=name_of_programme(programme), stage=decision.stage.name, session=decision.session
        ),
        day=due_day(programme, done, day),
        reason=reason(decision, load_phrases(programme.language), day),
    )


def _first_of_week(programme: Programme, week: int) -> int:
    for index, stage in enumerate(programme.stages):
        first = programme.first_week(index)
        if first <= week < first + stage.weeks:
            return programme.first_session(index) + (week - first) * programme.sessions_a_week
    raise UsageError(
        f"there is no week {week}: the programme has {programme.weeks}", hint="`voicecoach plan` shows them"
    )
