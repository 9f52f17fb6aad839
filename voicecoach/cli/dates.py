"""Days on the command line."""

from __future__ import annotations

from datetime import date

from voicecoach.errors import UsageError


def day_of(option: str, text: str) -> date:
    """Return the day that an option gives as ISO 8601; today where there is none. Raises UsageError."""
    if not text:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError as odd:
        raise UsageError(f"`{text}` is no day, for {option}", hint="write it as `2026-11-30`") from odd


def date_text(day: date) -> str:
    return f"{day:%A}, {day:%Y-%m-%d}"


def today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the wall calendar here
