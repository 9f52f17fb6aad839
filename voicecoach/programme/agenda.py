"""A programme as appointments: what was done, on its day, and what is to come, on the day on which it is due."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from msgspec import Struct

from voicecoach.programme.dose import next_session
from voicecoach.programme.outlook import outlook
from voicecoach.programme.reasons import dose_done, dose_to_come, reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from voicecoach.language.programme import Programme
    from voicecoach.programme.history import DoneSession
    from voicecoach.programme.outlook import Planned
    from voicecoach.timeline.phrases import Phrases

_PROGRAMMES: Final = UUID(
    "5f0c1a52-6f0e-4c3c-9d0b-0d5f6b1f7a19"
)  # never changed: calendars know appointments by it


class Appointment(Struct, frozen=True, kw_only=True):
    """A session on its day. `uid` stays the same while days and doses change, so that a calendar replaces what it has."""

    uid: str
    day: date
    title: str
    text: str


def agenda(
    programme: Programme, sessions: Sequence[DoneSession], day: date, phrases: Phrases, *, name: str
) -> tuple[Appointment, ...]:
    """Return the appointments as they are on a day. `name` is what the log calls the programme."""
    due = next_session(programme, sessions, day)
    why = reason(due, phrases, day) if due is not None else ""
    times: Counter[int] = Counter()
    made: list[Appointment] = []
    for one in outlook(programme, sessions, day):
        if one.outcome is not None:
            text = dose_done(one, phrases)
        else:
            text, why = why or dose_to_come(one, phrases), ""
        made.append(
            Appointment(
                uid=str(uuid5(_PROGRAMMES, f"{name}\n{one.session}\n{times[one.session]}")),
                day=one.day,
                title=_title(programme, one),
                text=f"{text}\n{_routine(one)}",
            )
        )
        times[one.session] += 1
    return tuple(made)


def _title(programme: Programme, one: Planned) -> str:
    tick = "✓ " if one.outcome is not None and one.outcome.is_finished else ""
    return f"{tick}{programme.title} {one.session}/{programme.sessions}: {one.stage.name}"


def _routine(one: Planned) -> str:
    return " ".join((one.routine, *(f"{name}={value}" for name, value in one.settings)))
