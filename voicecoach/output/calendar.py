"""Appointments as a calendar file (RFC 5545), by icalendar: only with the extra `calendar`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from voicecoach.errors import OutputError
from voicecoach.escaping import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.programme.agenda import Appointment

CALENDAR: Final = "ics"
_FIRST_DAY: Final = date(2026, 1, 1)  # before any calendar was written


def find_icalendar() -> None:
    """Raise OutputError with the remedy where icalendar is not installed: worth asking before any work."""
    try:
        import icalendar  # noqa: F401
    except ImportError as missing:
        raise OutputError(
            "a calendar (`.ics`) needs a package that is not installed",
            hint="pip install 'voicecoach[calendar]'",
        ) from missing


def calendar_bytes(title: str, appointments: Iterable[Appointment], day: date, *, changes: int) -> bytes:
    """Return the calendar as it is on a day, after so many changes of the log: the same for the same values.

    Appointments take a whole day and block none of it. A calendar that has them already takes the newer ones: neither the day nor the
    number of changes ever goes back.
    """
    from icalendar import Calendar, Event

    written = datetime.combine(day, time(), UTC)
    made = Calendar()
    made.add("prodid", "-//voicecoach//voicecoach//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("name", plain(title))
    made.add("x-wr-calname", plain(title))  # what iPhones and Google read
    for one in appointments:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", written)
        event.add("last-modified", written)
        event.add("sequence", max((day - _FIRST_DAY).days, 0) + changes)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", plain(one.title))
        event.add("description", "\n".join(plain(line) for line in one.text.splitlines()))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())
