"""Turns the options that choose a routine into filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.cli.durations import option_duration_ms
from voicecoach.library.choosing import Filters

if TYPE_CHECKING:
    from voicecoach.cli.options import Wishes


def filters_of(wishes: Wishes) -> Filters:
    return Filters(
        focus=wishes.focus,
        equipment=wishes.equipment,
        level=wishes.level,
        tags=tuple(wishes.tags),
        max_time_ms=option_duration_ms("--max-time", wishes.max_time) if wishes.max_time else 0,
    )
