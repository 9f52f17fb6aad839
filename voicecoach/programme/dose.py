"""The next dose: a pure function of a programme and its sessions so far.

A dose is a level of a phase: how many steps of its `progress` it is above the phase's first dose. Each day's outcome is
replayed in order, so the same log always gives the same dose, and a removed session has no effect.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.language.programme import DAYS_A_WEEK, Pace, Phase, PhaseTest, Programme, Stage
from voicecoach.programme.calendar import due_day
from voicecoach.programme.history import PAIN_TO_ASK_ABOUT, DoneSession, Outcome, outcomes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_SHORT_IN_A_ROW_TO_STEP_BACK: Final = 2


class Why(StrEnum):
    """What determined a dose; `reasons` has the words."""

    FIRST = "first"  # the programme's first session
    NEXT_STAGE = "next-stage"  # a phase or a test begins
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


_HELD_BACK: Final = frozenset({Why.TOO_HARD, Why.SHORT, Why.SHORT_AGAIN, Why.PAIN})
"""What holds a dose back without a gap, and is told beside one."""


class Decision(Struct, frozen=True, kw_only=True):
    """The next session and its dose. `session` counts from 1 through the programme, `level` from 0 through the phase.

    `before` is the level of the stage's last session, None for its first. `after` is the session that decided, None
    before the first one; with `gap_days`, the time since then decided, too.
    """

    session: int
    week: int
    stage: Stage
    stage_index: int
    routine: str
    settings: tuple[tuple[str, str], ...]
    level: int
    before: int | None
    why: Why
    after: Outcome | None
    gap_days: int = 0

    @property
    def asks_for_help(self) -> bool:
        """Whether the reported pain is a matter for a professional."""
        return self.after is not None and self.after.pain is not None and self.after.pain >= PAIN_TO_ASK_ABOUT


class Past(Struct, frozen=True, kw_only=True):
    """A day's work on one stage, with the dose that was due for it. `within` counts the stage's sessions from 0."""

    outcome: Outcome
    within: int
    level: int


class _Standing(Struct, kw_only=True):
    """The progress of one stage."""

    sessions: int = 0
    level: int = 0  # of the last session
    short_in_a_row: int = 0
    week_is_clean: bool = True  # so far, every session of this week earned a step
    last: Outcome | None = None


class _Verdict(Struct, frozen=True, kw_only=True):
    level: int
    why: Why
    after: Outcome | None
    gap_days: int = 0  # 0 where no gap decided


def next_session(programme: Programme, sessions: Sequence[DoneSession], day: date) -> Decision | None:
    """Return what is due on a day or after it; None when the programme is over.

    Sessions after that day are left out, so the past can be asked about. The rules stand in docs/programmes.md.
    """
    standings, last = _replayed(programme, sessions, day)
    for index, (stage, standing) in enumerate(zip(programme.stages, standings, strict=True)):
        if not _is_over(stage, standing):
            # a phase that goes on beyond its weeks stays in its last one
            within = min(standing.sessions, stage.sessions - 1)
            has_one = len({routine.name for routine in stage.routines}) == 1
            due = day if has_one else due_day(programme, sessions, day)
            return _decision(programme, index, within, standing, last, day, due)
    return None


def session_at(
    programme: Programme, sessions: Sequence[DoneSession], day: date, session: int, *, due: date | None = None
) -> Decision | None:
    """Return a certain session of the programme with the dose that is due for its stage; None where there is none.

    `due` is the day on which it comes by the programme, where that is known.
    """
    index = programme.stage_of(session)
    if index is None:
        return None
    standings, last = _replayed(programme, sessions, day)
    within = session - programme.first_session(index)
    return _decision(programme, index, within, standings[index], last, day, due or day)


def past(programme: Programme, sessions: Sequence[DoneSession], day: date) -> tuple[Past, ...]:
    """Return what was done up to a day, in the order of the days."""
    _, _, done = _replay(programme, sessions, day)
    return tuple(done)


def settings_at(stage: Stage, level: int, routine: str) -> tuple[tuple[str, str], ...]:
    """Return the settings of a stage's dose for one of its routines, as from `--set`."""
    values = {setting.name: setting.value for setting in stage.settings}
    if isinstance(stage, PhaseTest):
        return tuple(values.items())
    values |= {progress.parameter: progress.text(progress.value(level)) for progress in stage.progress}
    return tuple((name, value) for name, value in values.items() if (routine, name) not in stage.left_alone)


def doses(programme: Programme) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return every routine with every dose that the programme can reach, each distinct one once."""
    found = (
        (routine.name, settings_at(stage, level, routine.name))
        for stage in programme.stages
        for routine in stage.routines
        for level in range((stage.top_level if isinstance(stage, Phase) else 0) + 1)
    )
    return tuple(dict.fromkeys(found))


def _decision(
    programme: Programme,
    index: int,
    within: int,
    standing: _Standing,
    last: Outcome | None,
    day: date,
    due: date,
) -> Decision:
    stage = programme.stages[index]
    verdict = _decide(programme, stage, standing, last, day)
    routine = programme.routine_of(index, within, due)
    return Decision(
        session=programme.first_session(index) + within,
        week=programme.week_of(index, within),
        stage=stage,
        stage_index=index,
        routine=routine,
        settings=settings_at(stage, verdict.level, routine),
        level=verdict.level,
        before=standing.level if standing.last else None,
        why=verdict.why,
        after=verdict.after,
        gap_days=verdict.gap_days,
    )


def _is_over(stage: Stage, standing: _Standing) -> bool:
    """Tell whether a stage is done. A phase does not end with a session that fell short or hurt: what follows may be harder."""
    if standing.last is None or standing.sessions < stage.sessions:
        return False
    return isinstance(stage, PhaseTest) or (standing.last.is_finished and not standing.last.hurt)


def _replayed(
    programme: Programme, sessions: Sequence[DoneSession], day: date
) -> tuple[list[_Standing], Outcome | None]:
    """Return how far each stage has come, and the last session of all."""
    standings, last, _ = _replay(programme, sessions, day)
    return standings, last


def _replay(
    programme: Programme, sessions: Sequence[DoneSession], day: date
) -> tuple[list[_Standing], Outcome | None, list[Past]]:
    standings = [_Standing() for _ in programme.stages]
    last: Outcome | None = None
    done: list[Past] = []
    known = (one for one in sessions if one.day <= day)
    for outcome in outcomes(known, a_day=programme.sessions_a_day):
        stage, standing = programme.stages[outcome.stage], standings[outcome.stage]
        level = _decide(programme, stage, standing, last, outcome.day).level
        done.append(Past(outcome=outcome, within=standing.sessions, level=level))
        if outcome.is_extra and outcome.earns_a_step:
            continue  # it counts up nothing; one that fell short or hurt holds back as any other
        standing.level = level
        if not outcome.is_extra:
            if standing.sessions % programme.sessions_a_week == 0:
                standing.week_is_clean = True
            standing.sessions += 1
        standing.short_in_a_row = 0 if outcome.is_finished else standing.short_in_a_row + 1
        standing.week_is_clean = standing.week_is_clean and outcome.earns_a_step
        standing.last = last = outcome
    return standings, last, done


def _decide(
    programme: Programme, stage: Stage, standing: _Standing, last: Outcome | None, day: date
) -> _Verdict:
    """Return the level of a stage's next session, and why. `last` is the programme's last session, of whichever stage."""
    if last is None:
        return _Verdict(level=0, why=Why.FIRST, after=None)
    if standing.last is None or isinstance(stage, PhaseTest):
        return _Verdict(level=0, why=Why.NEXT_STAGE, after=last)
    level, why = _after(programme, stage, standing, standing.last)
    after = standing.last
    if last is not standing.last and not last.earns_a_step:  # a session of another phase, done in between
        other_level, other_why = _held_back(standing.level, last)
        if other_level < level or why not in _HELD_BACK:
            level, why, after = min(level, other_level), other_why, last
    gap_days = (day - last.day).days
    weeks_away = gap_days // DAYS_A_WEEK
    is_on_time = programme.sessions_a_week == 1 and gap_days == DAYS_A_WEEK
    if not weeks_away or is_on_time:
        return _Verdict(level=max(level, 0), why=why, after=after)
    rested = min(level, standing.level) - (weeks_away - 1)
    if why in _HELD_BACK or not stage.top_level:
        is_lower = max(rested, 0) < max(level, 0)
        return _Verdict(level=max(rested, 0), why=why, after=after, gap_days=gap_days if is_lower else 0)
    return _Verdict(level=max(rested, 0), why=Why.GAP, after=after, gap_days=gap_days)


def _after(  # noqa: PLR0911 - a rule each
    programme: Programme, stage: Phase, standing: _Standing, last: Outcome
) -> tuple[int, Why]:
    """Return the level that a stage's last session leads to, and why, as if the next one came in time."""
    now = standing.level
    if not last.earns_a_step:
        is_again = (
            not last.is_finished and standing.short_in_a_row % _SHORT_IN_A_ROW_TO_STEP_BACK == 0
        )  # the second of each two
        if is_again and not last.hurt:
            return now - 1, Why.SHORT_AGAIN
        return _held_back(now, last)
    if not stage.top_level:
        return now, Why.PLANNED
    if stage.pace is Pace.WEEK:
        if standing.sessions % programme.sessions_a_week:
            return now, Why.WEEK_GOES_ON
        if not standing.week_is_clean:
            return now, Why.WEEK_FELL_SHORT
    if now >= stage.top_level:
        return now, Why.HARDEST
    return now + 1, Why.STEP_UP


def _held_back(now: int, last: Outcome) -> tuple[int, Why]:
    """Return the level after a session that earned no step."""
    if last.hurt:
        return now - 1, Why.PAIN
    return (now, Why.TOO_HARD) if last.is_finished else (now, Why.SHORT)
