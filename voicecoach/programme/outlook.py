"""All sessions of a programme: those that were done, and those to come if each of them goes well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.programme.calendar import due_day
from voicecoach.programme.dose import next_session, past, settings_at
from voicecoach.programme.history import DoneSession

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from voicecoach.language.programme import Programme, Stage
    from voicecoach.programme.history import Outcome


class Planned(Struct, frozen=True, kw_only=True):
    """A session that was done, or is due. One that was done again has the same number twice."""

    session: int
    week: int
    stage: Stage
    day: date
    routine: str
    settings: tuple[tuple[str, str], ...]
    level: int
    outcome: Outcome | None = None  # None: to come


def outlook(programme: Programme, sessions: Sequence[DoneSession], day: date) -> tuple[Planned, ...]:
    """Return what was done up to a day, and what is due from then on."""
    known = [one for one in sessions if one.day <= day]
    planned = [
        _done(programme, one.outcome.stage, one.within, one.level, one.outcome)
        for one in past(programme, known, day)
    ]
    now = due_day(programme, known, day)
    while (due := next_session(programme, known, now)) is not None:
        planned.append(
            Planned(
                session=due.session,
                week=due.week,
                stage=due.stage,
                day=now,
                routine=due.routine,
                settings=due.settings,
                level=due.level,
            )
        )
        known.append(DoneSession(day=now, stage=due.stage_index, is_finished=True))
        now = due_day(programme, known, now)
    return tuple(planned)


def _done(programme: Programme, index: int, within: int, level: int, outcome: Outcome) -> Planned:
    stage = programme.stages[index]
    routine = programme.routine_of(index, within, outcome.day)
    within = min(within, stage.sessions - 1)
    return Planned(
        session=programme.first_session(index) + within,
        week=programme.week_of(index, within),
        stage=stage,
        day=outcome.day,
        routine=routine,
        settings=settings_at(stage, level, routine),
        level=level,
        outcome=outcome,
    )
