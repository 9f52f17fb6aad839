"""Programmes as data and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from voicecoach.language.programme import Phase
from voicecoach.units import format_whole_seconds_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.language.programme import Programme
    from voicecoach.programme.outlook import Planned
    from voicecoach.studio.due import DueSession


def programme_json(programme: Programme, due: DueSession | None) -> dict[str, Any]:
    """Return what `today --json` prints; a session of null where the programme is over."""
    if due is None:
        nothing = dict.fromkeys(("session", "week", "phase", "routine", "set", "due"))
        return {"programme": programme.source.name, **nothing, "reason": "the programme is over"}
    decision = due.decision
    return {
        "programme": programme.source.name,
        "session": decision.session,
        "week": decision.week,
        "phase": decision.stage.name,
        "routine": decision.routine,
        "set": dict(decision.settings),
        "due": due.day.isoformat(),
        "reason": due.reason,
    }


HEADING: Final = ("", "session", "week", "day", "phase", "routine", "length", "dose")


class PlanRow(Struct, frozen=True, kw_only=True):
    planned: Planned
    total_ms: int

    def cells(self) -> tuple[str, ...]:
        one = self.planned
        tick = "" if one.outcome is None else "✓" if one.outcome.is_finished else "-"
        dose = " ".join(f"{name}={value}" for name, value in one.settings)
        return (
            tick, str(one.session), str(one.week), f"{one.day:%a %Y-%m-%d}", one.stage.name, one.routine,
            format_whole_seconds_ms(self.total_ms), dose,
        )  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        one = self.planned
        return {
            "session": one.session,
            "week": one.week,
            "phase": one.stage.name,
            "routine": one.routine,
            "set": dict(one.settings),
            "day": one.day.isoformat(),
            "total_ms": self.total_ms,
            "done": one.outcome is not None,
            "finished": None if one.outcome is None else one.outcome.is_finished,
        }


def plan_rows(planned: Sequence[Planned], lengths_ms: Sequence[int]) -> tuple[PlanRow, ...]:
    return tuple(
        PlanRow(planned=one, total_ms=length) for one, length in zip(planned, lengths_ms, strict=True)
    )


def phase_rows(programme: Programme) -> list[tuple[str, ...]]:
    """Return a heading and a row for each phase and test."""
    rows: list[tuple[str, ...]] = [("phase", "weeks", "sessions", "routine", "dose")]
    for stage in programme.stages:
        dose = [f"{one.name}={one.value}" for one in stage.settings]
        if isinstance(stage, Phase):
            dose += [
                f"{one.parameter}={one.text(one.first)} to {one.text(one.last)} by {one.text(one.step)}"
                for one in stage.progress
            ]
        routines = ", ".join(dict.fromkeys(routine.name for routine in stage.routines))
        rows.append((stage.name, str(stage.weeks or ""), str(stage.sessions), routines, " ".join(dose)))
    return rows


def programme_data(programme: Programme) -> dict[str, Any]:
    """Return what `show --json` prints."""
    return {
        "title": programme.title,
        "about": programme.about,
        "language": programme.language,
        "tags": {tag.name: list(tag.values) for tag in programme.tags},
        "weeks": programme.weeks,
        "sessions": programme.sessions,
        "phases": [
            {
                "phase": stage.name,
                "weeks": stage.weeks,
                "sessions": stage.sessions,
                "routines": [routine.name for routine in stage.routines],
            }
            for stage in programme.stages
        ],
        "source": programme.source.text,
    }
