"""Limits on the size of a session, checked before it is made, because a small file can describe a huge one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.findings.content import TextTooLong
from voicecoach.findings.session import TooManyEvents
from voicecoach.language.leaves import CountedExercise, cues_of
from voicecoach.language.model import AtRandom, Every, Spoken
from voicecoach.timeline.audible import LONGEST_READ
from voicecoach.timeline.events import MAX_EVENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from voicecoach.findings import Finding
    from voicecoach.language.intervals import Interval
    from voicecoach.language.model import Cue
    from voicecoach.source import Span
    from voicecoach.timeline.audible import Utterance

_SOME_CUES = 1_000  # in one step, even a short one
_CUE_EVERY_MS = 100  # more than that for long is not coaching, and placing it would take minutes
_MOST_KEYS = 10 * MAX_EVENTS  # and wordings, over every round: most keys may be for another round
_MOST_TEXTS = 4_000  # a voice is given each of them once
_MOST_CHARACTERS = 50_000  # of those: about an hour without a pause
_MOST_SPOKEN = 100_000  # characters, once numbers and units are words


class Reading:
    """Counts the different texts that are to be said, and their characters: how each is said is found out, letter by letter."""

    def __init__(self, spoken_length: Callable[[Utterance], int]) -> None:
        """`spoken_length` returns how many characters a text has once its numbers and units are words."""
        self._spoken_length = spoken_length
        self._texts: set[str] = set()
        self._characters = self._spoken = 0

    def too_much(self, said: Iterable[tuple[Utterance, Span]]) -> Finding | None:
        """Return what to report where a text is too much by itself, or makes it too much."""
        for utterance, span in said:
            if utterance.text in self._texts:
                continue
            self._texts.add(utterance.text)
            self._characters += len(utterance.text)
            if len(self._texts) > _MOST_TEXTS:
                return TooManyEvents(span=span, limit=_MOST_TEXTS, of="texts")
            if self._characters > _MOST_CHARACTERS:
                return TooManyEvents(span=span, limit=_MOST_CHARACTERS, of="characters")
            length = self._spoken_length(utterance)
            self._spoken += length
            if length > LONGEST_READ:
                return TextTooLong(span=span, length=length, limit=LONGEST_READ, is_spoken=True)
            if self._spoken > _MOST_SPOKEN:
                return TooManyEvents(span=span, limit=_MOST_SPOKEN, of="spoken")
        return None


class WorkCount:
    """Counts the events that are certain to come, and the keys that are looked at."""

    def __init__(self) -> None:
        self._events = 0
        self._keys = 0

    def too_many(self, interval: Interval) -> Finding | None:
        """Return what to report where an interval makes it too much: in all, or more cues than anybody could hear in its time."""
        leaf, options = interval.leaf, interval.leaf.options
        keys = tuple(cue for cue, _ in cues_of(leaf))
        self._keys += 1 + len(keys) + len(options.time_left_ms or ())
        if isinstance(leaf, CountedExercise):
            beats = len(leaf.beats_ms) if options.tones.start or options.tones.end else 1
            self._events += leaf.reps * beats
        cues = len(keys)
        for cue in keys:
            if isinstance(cue.when, Every | AtRandom):
                period_ms = cue.when.period_ms if isinstance(cue.when, Every) else cue.when.least_ms
                times = (interval.duration_ms - 1) // period_ms
                cues += times
                self._keys += times * _wordings(cue)
        self._events += cues - len(keys)  # the others may be for another round
        if self._events > MAX_EVENTS or self._keys > _MOST_KEYS:
            return TooManyEvents(span=leaf.span, limit=MAX_EVENTS)
        most_cues = _SOME_CUES + interval.duration_ms // _CUE_EVERY_MS
        return TooManyEvents(span=leaf.span, limit=most_cues, of="step") if cues > most_cues else None


def _wordings(cue: Cue) -> int:
    return len(cue.content.wordings) if isinstance(cue.content, Spoken) else 1
