"""A programme as a calendar file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.log.database import Log
from voicecoach.log.folder import log_folder
from voicecoach.output.calendar import calendar_bytes
from voicecoach.phrases import load_phrases
from voicecoach.programme.agenda import agenda
from voicecoach.studio.due import done_of, name_of_programme

if TYPE_CHECKING:
    from datetime import date

    from voicecoach.language.programme import Programme
    from voicecoach.programme.history import DoneSession


def programme_calendar(programme: Programme, day: date) -> bytes:
    """Return a programme's past and coming sessions as of a day. Raises LogError."""
    name = name_of_programme(programme)
    log = Log.read(log_folder())
    done: tuple[DoneSession, ...] = ()
    changes = 0
    if log is not None:
        with log:
            done, changes = done_of(programme, log.of_programme(name)), log.changes()
    appointments = agenda(programme, done, day, load_phrases(programme.language), name=name)
    return calendar_bytes(programme.title, appointments, day, changes=changes)
