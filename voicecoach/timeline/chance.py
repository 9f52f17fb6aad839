"""The moments of a cue at random: the same ones on every run, whatever else stands in the file.

They depend on what the cue says and when, and on the step's name, round, set and side: so each round has its own, and an edit
elsewhere changes none. Nothing is drawn from a generator whose numbers another version of Python could change.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from voicecoach.language.model import Sound
from voicecoach.timeline.events import MAX_EVENTS
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.language.intervals import Interval
    from voicecoach.language.model import AtRandom, Cue

_CLEAR_MS: Final = 10 * MS_PER_S  # before the end: what begins there runs into the countdown


def random_times_ms(when: AtRandom, cue: Cue, interval: Interval, name: str) -> Iterator[int]:
    """Yield the onsets, in absolute ms. No more than the scheduler needs to see that there are too many."""
    seed = _seed(when, cue, interval, name)
    now_ms, number = interval.start_ms, 0
    clear_ms = min(_CLEAR_MS, when.least_ms)
    while number <= MAX_EVENTS:
        latest_ms = interval.end_ms - (clear_ms if number else 1)
        if not number and now_ms + when.least_ms <= interval.end_ms - clear_ms:
            latest_ms = interval.end_ms - clear_ms
        room_ms = min(when.most_ms, latest_ms - now_ms) - when.least_ms
        if room_ms < 0:
            return
        drawn = int.from_bytes(sha256(f"{seed}|{number}".encode()).digest()[:8], "big")
        now_ms += when.least_ms + drawn % (room_ms + 1)
        yield now_ms
        number += 1


def _seed(when: AtRandom, cue: Cue, interval: Interval, name: str) -> str:
    place, content = interval.leaf.place, cue.content
    said = content.name if isinstance(content, Sound) else content.wordings[0].written()
    parts = (when.least_ms, when.most_ms, said, name, place.round, place.set, place.side)
    return "|".join("" if part is None else str(part) for part in parts)
