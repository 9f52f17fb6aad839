"""Durations that options give."""

from __future__ import annotations

from voicecoach.cli.state import state
from voicecoach.errors import UsageError


def option_duration_ms(option: str, text: str) -> int:
    """Return the duration that an option gives. Raises UsageError."""
    from voicecoach.language.durations import duration_ms

    duration = duration_ms(text)
    if isinstance(duration, int):
        return duration
    meant = (
        f"did you mean `{duration.suggestion}`?"
        if duration.suggestion
        else "write it as `45s`, `1m30s` or `1:30`"
    )
    raise UsageError(f"`{text}` is not a duration, for {state().label(option)}", hint=meant)
