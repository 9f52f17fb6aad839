"""The sentences that a routine says, each once, and how long each may take."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.findings.base import Severity
from voicecoach.language.leaves import SpokenPassage
from voicecoach.speech.recorded import recording_name
from voicecoach.timeline.audible import Utterance
from voicecoach.timeline.place import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from voicecoach.pipeline import Drafted
    from voicecoach.source import Span
    from voicecoach.timeline.audible import Audible
    from voicecoach.timeline.events import Timeline

LONGEST_MS: Final = 60_000  # of one take
_STEP_MS: Final = 10  # how exactly the longest length is known
_SPEEDS_PERCENT: Final = range(100, 116)


class Sentence(Struct, frozen=True, kw_only=True):
    """Something that the session's own voice says."""

    name: str  # of its file, without the suffix
    text: str  # as the routine writes it where it is heard first
    times: int  # that it is heard
    longest_ms: int | None  # None: nothing is in its way


def sentences_of(
    drafted: Drafted, timeline: Timeline, lengths_ms: Mapping[Audible, int], *, language: str
) -> tuple[Sentence, ...]:
    """Return what is said, in the order in which it is heard first; what sounds the same, such as `3` and `Three.`, once.

    `lengths_ms` has what was measured for this timeline, `language` is the voice's. What a cue says in a voice of its own is not among them.
    """
    said = [
        event.audible.text
        for event in timeline.events
        if isinstance(event.audible, Utterance) and not event.audible.voice
    ]
    texts: dict[str, str] = {}
    names = [recording_name(text, language) for text in said]
    for name, text in zip(names, said, strict=True):
        texts.setdefault(name, text)
    times = Counter(names)
    slots = _Slots(drafted, lengths_ms, language)
    return tuple(
        Sentence(name=name, text=text, times=times[name], longest_ms=slots.longest_ms(name))
        for name, text in texts.items()
    )


class _Slots:
    """Finds out how long a sentence may be: longer, and another cue would be moved, shortened or left out.

    A passage that takes as long as it takes to say has no slot: its cues are not looked at.
    """

    def __init__(self, drafted: Drafted, lengths_ms: Mapping[Audible, int], language: str) -> None:
        free = {
            index
            for index, interval in enumerate(drafted.session.intervals)
            if isinstance(interval.leaf, SpokenPassage) and interval.leaf.duration_ms is None
        }
        cues = tuple(cue for cue in drafted.schedule.cues if cue.interval not in free)
        self._schedule = replace(drafted.schedule, tones=(), cues=cues)
        self._tone_ms = drafted.studio.tone_ms
        self._lengths_ms = lengths_ms
        self._language = language
        self._texts: dict[str, set[str]] = {}
        for cue in cues:
            self._note(cue.wordings)
        self._heard, self._gave_way = self._placed(lengths_ms)

    def longest_ms(self, name: str) -> int | None:
        """Return the greatest length with which the session stays as it is, None where any is."""
        if self._fits(name, LONGEST_MS):
            return None
        fits, too_long = 0, LONGEST_MS // _STEP_MS
        while too_long - fits > 1:
            middle = (fits + too_long) // 2
            if self._fits(name, middle * _STEP_MS):
                fits = middle
            else:
                too_long = middle
        return fits * _STEP_MS

    def _note(self, audibles: Iterable[Audible]) -> None:
        for audible in audibles:
            if isinstance(audible, Utterance) and not audible.voice:
                self._texts.setdefault(recording_name(audible.text, self._language), set()).add(audible.text)

    def _fits(self, name: str, length_ms: int) -> bool:
        changed: dict[Audible, int] = {
            Utterance(text=text, speed_percent=percent): length_ms
            for text in self._texts.get(name, ())
            for percent in _SPEEDS_PERCENT
        }
        heard, gave_way = self._placed({**self._lengths_ms, **changed})
        return heard == self._heard and gave_way <= self._gave_way

    def _placed(self, lengths_ms: Mapping[Audible, int]) -> tuple[Counter[str], set[tuple[str, Span, str]]]:
        """Return how often each sentence is heard and what had to give way. A wording that is not measured is not tried."""
        placement, found = place(self._schedule, lengths_ms, self._tone_ms)
        heard = Counter(
            recording_name(event.audible.text, self._language)
            for event in placement.timeline.events
            if isinstance(event.audible, Utterance)
        )
        gave_way = {
            (type(one).__name__, one.span, one.text) for one in found if one.severity is not Severity.NOTE
        }
        return heard, gave_way
