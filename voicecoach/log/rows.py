"""The log's rows: from values to columns, and back.

What is read is untrusted, as another program, a broken disk or a person may have written it; so it is checked.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias, TypeVar

import msgspec
from msgspec import Struct

from voicecoach.language.details import MAX_EFFORT
from voicecoach.language.leaves import IntervalKind  # noqa: TC001 - msgspec reads the annotations
from voicecoach.log.hearing import is_completed
from voicecoach.log.model import (
    Ending,
    HeardStep,
    LoggedStep,
    Origin,
    PlaceInProgramme,
    Report,
    StepPlan,
)

if TYPE_CHECKING:
    import sqlite3

    from voicecoach.log.model import Progress, SessionPlan

STEP_COLUMNS: Final = "number, kind, name, round, set_, side, start_ms, duration_ms, heard_ms, reached_ms, load, edge, done_ms, grip, effort, reps, reps_from, tempo"


def progress_values(progress: Progress, ended: Ending) -> dict[str, Any]:
    return {
        "position_ms": progress.position_ms,
        "played_ms": progress.played_ms,
        "tension_ms": progress.tension_ms,
        "completed_steps": progress.completed_steps,
        "completed_work": progress.completed_work,
        "ended": ended,
    }


def plan_values(plan: SessionPlan) -> dict[str, Any]:
    return {
        "routine": plan.routine,
        "origin": plan.origin,
        "title": plan.title,
        "fingerprint": plan.fingerprint,
        "settings": json.dumps(dict(plan.settings), sort_keys=True),
        "options": json.dumps(dict(plan.options), sort_keys=True),
        "total_ms": plan.total_ms,
        "steps": len(plan.steps),
        "work_steps": sum(step.is_tension for step in plan.steps),
        **_place_values(plan.place),
    }


def _place_values(place: PlaceInProgramme | None) -> dict[str, Any]:
    if place is None:
        return {"programme": "", "stage": "", "programme_session": None}
    return {"programme": place.programme, "stage": place.stage, "programme_session": place.session}


def report_values(report: Report) -> dict[str, Any]:
    return {"effort": report.effort, "pain": report.pain, "note": report.note}


def step_values(step: StepPlan, heard: HeardStep) -> tuple[int | str | None, ...]:
    return (
        heard.number, step.kind, step.name, step.round, step.set, step.side,
        step.start_ms, step.duration_ms, heard.heard_ms, heard.reached_ms, step.load, step.edge, heard.done_ms,
        step.grip, step.effort, step.reps, step.reps_from, step.tempo,
    )  # fmt: skip


def logged_step(row: sqlite3.Row) -> LoggedStep:
    stored = stored_as(_StepRow, row)
    plan = StepPlan(
        kind=stored.kind,
        name=stored.name,
        round=stored.round,
        set=stored.set_,
        side=stored.side,
        load=stored.load,
        edge=stored.edge,
        grip=stored.grip,
        effort=stored.effort,
        reps=stored.reps,
        reps_from=stored.reps_from,
        tempo=stored.tempo,
        start_ms=stored.start_ms,
        duration_ms=stored.duration_ms,
    )
    heard = HeardStep(
        number=stored.number,
        heard_ms=stored.heard_ms,
        reached_ms=stored.reached_ms,
        done_ms=stored.done_ms,
    )
    return LoggedStep(plan=plan, heard=heard, is_completed=is_completed(plan, heard))


_MOST: Final = 10**15  # of milliseconds, or of anything that is counted
_Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=_MOST)]
_Offset: TypeAlias = Annotated[int, msgspec.Meta(gt=-24 * 60, lt=24 * 60)]
MAX_PAIN: Final = 10
_FIRST_YEAR = 1970
_LAST_YEAR = 9000


class SessionRow(Struct, frozen=True, kw_only=True):
    number: _Count
    started_utc: str
    utc_offset_min: _Offset
    routine: str
    origin: Origin
    title: str
    fingerprint: str
    settings: str
    options: str
    total_ms: _Count
    position_ms: _Count
    played_ms: _Count
    tension_ms: _Count
    steps: _Count
    completed_steps: _Count
    ended: Ending
    programme: str
    stage: str
    programme_session: _Count | None
    effort: Annotated[int, msgspec.Meta(ge=1, le=MAX_EFFORT)] | None
    pain: Annotated[int, msgspec.Meta(ge=0, le=MAX_PAIN)] | None
    note: str
    by_hand: _Count
    work_steps: _Count | None
    completed_work: _Count | None


class ProgrammeRow(Struct, frozen=True, array_like=True):
    number: _Count
    started_utc: str
    utc_offset_min: _Offset
    stage: str
    ended: Ending
    played_ms: _Count
    effort: Annotated[int, msgspec.Meta(ge=1, le=MAX_EFFORT)] | None
    pain: Annotated[int, msgspec.Meta(ge=0, le=MAX_PAIN)] | None
    by_hand: _Count
    work_steps: _Count | None
    completed_work: _Count | None


class _StepRow(Struct, frozen=True, kw_only=True):
    number: _Count
    kind: IntervalKind
    name: str
    round: int | None
    set_: int | None
    side: str
    start_ms: _Count
    duration_ms: _Count
    heard_ms: _Count
    reached_ms: _Count
    load: str
    edge: str
    done_ms: _Count | None
    grip: str
    effort: _Count
    reps: _Count
    reps_from: _Count
    tempo: str


_Row = TypeVar("_Row", bound=Struct)


def stored_as(kind: type[_Row], row: sqlite3.Row) -> _Row:
    """Return a row's values, checked. Raises ValueError."""
    return msgspec.convert(dict(zip(row.keys(), row, strict=True)), kind)


def place_of(stored: SessionRow) -> PlaceInProgramme | None:
    if not stored.programme:
        return None
    return PlaceInProgramme(
        programme=stored.programme, stage=stored.stage, session=stored.programme_session or 0
    )


def started_at(text: str) -> datetime:
    started = datetime.fromisoformat(text).replace(tzinfo=UTC)
    if not _FIRST_YEAR <= started.year <= _LAST_YEAR:
        raise ValueError(f"a session of the year {started.year}")
    return started


def utc_text(when_utc: datetime) -> str:
    return when_utc.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
