"""The next dose: a pure function of a programme and of what was done of it.

A dose is a level of a phase: how many steps of its `progress` it is above the phase's first dose. Each day's outcome is
replayed in order, so the same log always gives the same dose, and a session that is taken out of the log has never been.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct

from voicecoach.programme.history import PAIN_TO_ASK_ABOUT, Done, Outcome, outcomes
from voicecoach.programme.programme import DAYS_A_WEEK, Pace, Phase, Programme, Stage, Trial
from voicecoach.units import format_duration_ms

_SHORT_IN_A_ROW_TO_STEP_BACK: Final = 2


class Why(StrEnum):
    """The reason for a dose; `programme.reasons` has the words."""

    FIRST = "first"  # the programme's first session
    NEXT_STAGE = "next-stage"  # a phase or a trial begins
    STEP_UP = "step-up"
    HARDEST = "hardest"  # finished, and there is no harder dose in this phase
    PLANNED = "planned"  # finished, and the phase has one dose
    WEEK_GOES_ON = "week-goes-on"  # a step is due after each week only
    WEEK_FELL_SHORT = "week-fell-short"  # the week is over, and not every session of it earned the step
    TOO_HARD = "too-hard"  # finished, with an effort that is too high
    SHORT = "short"  # not finished
    SHORT_AGAIN = "short-again"  # twice in a row
    PAIN = "pain"
    GAP = "gap"  # a week or more without a session
    LONG_GAP = "long-gap"  # two weeks or more


class Decision(Struct, frozen=True, kw_only=True):
    """The next session and its dose. `session` counts from 1 through the programme.

    `steps` is how the level differs from the last session's of this stage: 1, 0, or less.
    """

    session: int
    week: int
    stage: Stage
    stage_index: int
    routine: str
    settings: tuple[tuple[str, str], ...]
    level: int
    steps: int
    why: Why
    last: Outcome | None = None  # the session that decided it
    gap_days: int = 0

    @property
    def asks_for_help(self) -> bool:
        """Whether the pain that was reported is a matter for a professional."""
        return self.last is not None and self.last.pain is not None and self.last.pain >= PAIN_TO_ASK_ABOUT


class _Standing(Struct, kw_only=True):
    """How far one stage has come."""

    sessions: int = 0
    level: int = 0  # of the last session
    short_in_a_row: int = 0
    week_is_clean: bool = True  # so far, every session of this week earned a step
    last: Outcome | None = None


def next_session(programme: Programme, sessions: Sequence[Done], day: date) -> Decision | None:
    """Return what is due on a day or after it; None when the programme is over.

    Sessions after that day are left out, so the past can be asked about. The rules stand in docs/programmes.md.
    """
    standings, last = _replayed(programme, sessions, day)
    for index, stage in enumerate(programme.stages):
        standing = standings[index]
        if _is_over(stage, standing):
            continue
        gap_days = (day - last.day).days if last else 0
        done = min(standing.sessions, stage.sessions - 1)
        level, why = _decide(stage, standing, gap_days, is_first=last is None)
        return Decision(
            session=programme.first_session(index) + done,
            week=programme.first_week(index) + (done // programme.sessions_a_week),
            stage=stage,
            stage_index=index,
            routine=_routine(stage, done),
            settings=settings_at(stage, level),
            level=level,
            steps=level - standing.level if standing.last else 0,
            why=why,
            last=standing.last or last,
            gap_days=gap_days,
        )
    return None


def session_at(programme: Programme, sessions: Sequence[Done], day: date, session: int) -> Decision | None:
    """Return a certain session of the programme with the dose that is due for its stage; None where there is none."""
    index = programme.stage_of(session)
    if index is None:
        return None
    standings, last = _replayed(programme, sessions, day)
    stage, standing = programme.stages[index], standings[index]
    gap_days = (day - last.day).days if last else 0
    level, why = _decide(stage, standing, gap_days, is_first=last is None)
    within = session - programme.first_session(index)
    return Decision(
        session=session,
        week=programme.first_week(index) + within // programme.sessions_a_week,
        stage=stage,
        stage_index=index,
        routine=_routine(stage, within),
        settings=settings_at(stage, level),
        level=level,
        steps=level - standing.level if standing.last else 0,
        why=why,
        last=standing.last or last,
        gap_days=gap_days,
    )


def settings_at(stage: Stage, level: int) -> tuple[tuple[str, str], ...]:
    """Return the settings of a stage's dose, as from `--set`."""
    values = dict(stage.settings)
    if isinstance(stage, Phase):
        for progress in stage.progress:
            value = progress.value(level)
            values[progress.parameter] = format_duration_ms(value) if progress.is_duration else str(value)
    return tuple(values.items())


def doses(programme: Programme) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return every routine with every dose that the programme can reach, each different one once."""
    found = (
        (routine, settings_at(stage, level))
        for stage in programme.stages
        for routine in (stage.routines if isinstance(stage, Phase) else (stage.routine,))
        for level in range(_top_level(stage) + 1)
    )
    return tuple(dict.fromkeys(found))


def _top_level(stage: Stage) -> int:
    """Return the hardest level that a stage can reach in its sessions."""
    if isinstance(stage, Trial):
        return 0
    chances = stage.weeks if stage.pace is Pace.WEEK else stage.sessions
    return min(stage.top_level, chances - 1)


def _routine(stage: Stage, within: int) -> str:
    return stage.routines[within % len(stage.routines)] if isinstance(stage, Phase) else stage.routine


def _is_over(stage: Stage, standing: _Standing) -> bool:
    """Tell whether a stage is done. A phase does not end with a session that fell short or hurt: what follows may be harder."""
    if standing.last is None or standing.sessions < stage.sessions:
        return False
    return isinstance(stage, Trial) or (standing.last.is_finished and not standing.last.hurt)


def _replayed(
    programme: Programme, sessions: Sequence[Done], day: date
) -> tuple[list[_Standing], Outcome | None]:
    standings = [_Standing() for _ in programme.stages]
    last: Outcome | None = None
    for outcome in outcomes(one for one in sessions if one.day <= day):
        stage, standing = programme.stages[outcome.stage], standings[outcome.stage]
        gap_days = (outcome.day - last.day).days if last else 0
        level, _ = _decide(stage, standing, gap_days, is_first=last is None)
        if standing.sessions % programme.sessions_a_week == 0:
            standing.week_is_clean = True
        standing.level = level
        standing.sessions += 1
        standing.short_in_a_row = 0 if outcome.is_finished else standing.short_in_a_row + 1
        standing.week_is_clean = standing.week_is_clean and outcome.earns_a_step
        standing.last = last = outcome
    return standings, last


def _decide(stage: Stage, standing: _Standing, gap_days: int, *, is_first: bool) -> tuple[int, Why]:
    """Return the level of a stage's next session, and why."""
    if standing.last is None or isinstance(stage, Trial):
        return 0, Why.FIRST if is_first else Why.NEXT_STAGE
    level, why = _after(stage, standing, standing.last)
    if gap_days >= DAYS_A_WEEK:
        weeks_beyond_the_first = gap_days // DAYS_A_WEEK - 1
        rested = min(level, standing.level) - weeks_beyond_the_first
        if rested < level or (why is not Why.PAIN and why is not Why.SHORT_AGAIN):
            level, why = rested, Why.LONG_GAP if weeks_beyond_the_first else Why.GAP
    return max(level, 0), why


def _after(stage: Phase, standing: _Standing, last: Outcome) -> tuple[int, Why]:  # noqa: PLR0911 - a rule each
    """Return the level that a session leads to, and why, as if the next one came in time."""
    now = standing.level
    if last.hurt:
        return now - 1, Why.PAIN
    if not last.is_finished:
        is_back = standing.short_in_a_row % _SHORT_IN_A_ROW_TO_STEP_BACK == 0
        return (now - 1, Why.SHORT_AGAIN) if is_back else (now, Why.SHORT)
    if last.is_too_hard:
        return now, Why.TOO_HARD
    if not stage.top_level:
        return now, Why.PLANNED
    if stage.pace is Pace.WEEK:
        if standing.sessions % len(stage.routines):
            return now, Why.WEEK_GOES_ON
        if not standing.week_is_clean:
            return now, Why.WEEK_FELL_SHORT
    if now >= stage.top_level:
        return now, Why.HARDEST
    return now + 1, Why.STEP_UP
