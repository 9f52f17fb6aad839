"""Merges tones that are due at the same moment."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.timeline.events import ScheduledTone


class ToneRank(IntEnum):
    """Which of two coinciding tones is heard: the smaller number."""

    START = 0
    END = 1
    ZERO = 2
    AUTHOR = 3
    TICK = 4


def merge_tones(tones: Iterable[tuple[ToneRank, ScheduledTone]]) -> tuple[ScheduledTone, ...]:
    """Return at most one tone an onset, sorted: start beats end beats zero beats tick.

    A tone that the author asked for in a cue is always heard.
    """
    best: dict[tuple[int, bool, str], tuple[ToneRank, ScheduledTone]] = {}
    for rank, tone in tones:
        is_author = rank is ToneRank.AUTHOR
        place = (tone.onset_ms, is_author, tone.tone if is_author else "")
        if place not in best or rank < best[place][0]:
            best[place] = (rank, tone)
    return tuple(sorted((tone for _, tone in best.values()), key=lambda tone: (tone.onset_ms, tone.tone)))
