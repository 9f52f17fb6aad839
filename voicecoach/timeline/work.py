"""What a session costs, counted before it is made: a small file can multiply itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.findings.session import TooManyEvents
from voicecoach.language.leaves import CountedExercise
from voicecoach.language.model import Every
from voicecoach.timeline.events import MAX_EVENTS

if TYPE_CHECKING:
    from voicecoach.findings import Finding
    from voicecoach.language.intervals import Interval

_SOME_CUES = 1_000  # in one step, however short
_CUE_EVERY_MS = 100  # more than that for long is no coaching, and placing it would take minutes
_MOST_KEYS = 10 * MAX_EVENTS  # looked at in all, over every round: most may be for another round


class Work:
    """Counts the events that are certain to come, and the keys that are looked at."""

    def __init__(self) -> None:
        self._events = 0
        self._keys = 0

    def too_many(self, interval: Interval) -> Finding | None:
        """Return what to report where an interval makes it too much: in all, or more cues than anybody could hear in its time."""
        leaf, options = interval.leaf, interval.leaf.options
        self._keys += 1 + len(options.cues) + len(options.time_left_ms or ())
        if isinstance(leaf, CountedExercise):
            beats = len(leaf.beats_ms) if options.tones.start or options.tones.end else 1
            self._events += leaf.reps * beats
        cues = len(options.cues)
        for cue in options.cues:
            if isinstance(cue.when, Every):
                cues += (interval.duration_ms - 1) // cue.when.period_ms
        self._events += cues - len(options.cues)  # the others may be for another round
        if self._events > MAX_EVENTS or self._keys > _MOST_KEYS:
            return TooManyEvents(span=leaf.span, limit=MAX_EVENTS)
        most_cues = _SOME_CUES + interval.duration_ms // _CUE_EVERY_MS
        return TooManyEvents(span=leaf.span, limit=most_cues, in_step=True) if cues > most_cues else None
