"""Exercises that are announced too late or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.findings.session import AnnouncedLate, NotAnnounced
from voicecoach.findings.terms import TimeToTell
from voicecoach.language.leaves import (
    Circuit,
    CountedExercise,
    Exercise,
    LeadInTime,
    RepeatedHold,
    RestTime,
    SpokenPassage,
)
from voicecoach.timeline.announcements import MOST_PASSAGES, announcement, told_in, wants_telling
from voicecoach.timeline.audible import Utterance
from voicecoach.timeline.moment import Narrator
from voicecoach.timeline.rest_edits import edits_for
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.language.intervals import SessionIntervals
    from voicecoach.language.leaves import Leaf
    from voicecoach.source import Span
    from voicecoach.timeline.audible import Audible
    from voicecoach.timeline.events import Event, Timeline
    from voicecoach.timeline.phrases import Phrases

_USUAL_REST_S: Final = 5
_USUAL_LEAD_IN_S: Final = 10
_MOST_UNCOUNTED_S: Final = 5  # a longer rest is counted down aloud
_AROUND_MS: Final = 1_000  # the gaps and the tone around an announcement


def untold(
    session: SessionIntervals, phrases: Phrases, timeline: Timeline, lengths_ms: Mapping[Audible, int]
) -> tuple[NotAnnounced | AnnouncedLate, ...]:
    """Return a finding for each exercise whose name is not heard whole before it starts.

    None for a later side or hold of the same exercise, nor where the author wants no announcement. A name that is said late is none
    where nothing marks the start: no tone, and no count. The author's own words before an exercise can name it, too.
    """
    heard: dict[int, Event] = {}
    for one in timeline.events:
        if one.announces is not None:
            heard.setdefault(one.announces, one)
    narrator = Narrator(session=session, phrases=phrases)
    said = _SpeechByInterval(timeline=timeline)
    late_ms: dict[tuple[Span, str], int | None] = {}  # None: never said
    needs: dict[tuple[Span, str], _Need] = {}
    for index, interval in enumerate(session.intervals):
        leaf, told, event = interval.leaf, told_in(session, index), heard.get(index)
        if told is None or not isinstance(leaf, Exercise) or not _wants_telling(leaf):
            continue
        end_ms = None if event is None else event.onset_ms + event.duration_ms
        if end_ms is not None and (end_ms <= interval.start_ms or not _is_marked(leaf)):
            continue
        name = narrator.name(index)
        names = _list_of(leaf, index, narrator) or narrator.names(index)
        if names and all(said.names_before(session, index, one) for one in names):
            continue
        place = (leaf.span, name)
        if end_ms is None or late_ms.get(place, 0) is None:
            late_ms[place] = None
        else:
            late_ms[place] = max(late_ms.get(place) or 0, end_ms - interval.start_ms)
        need_ms = _need_ms(narrator, index, lengths_ms) or (0 if event is None else event.duration_ms)
        need = _Need(session=session, index=index, told=told, ms=need_ms)
        if place not in needs or needs[place].ms < need_ms:
            needs[place] = need
    return tuple(_finding(span, name, late, needs[span, name]) for (span, name), late in late_ms.items())


def _list_of(leaf: Exercise, index: int, narrator: Narrator) -> tuple[str, ...]:
    """Return what is done in a circuit: `For time.` tells no more than that there is one."""
    items = leaf.items if isinstance(leaf, Circuit) else ()
    return tuple(narrator.item_name(item, index) for item in items if item.is_told)


def _wants_telling(exercise: Exercise) -> bool:
    if isinstance(exercise, RepeatedHold) and exercise.number > 1:
        return False
    return wants_telling(exercise)


def _is_marked(exercise: Exercise) -> bool:
    """Tell whether the listener hears when it starts."""
    return exercise.options.tones.start is not None or isinstance(exercise, CountedExercise)


def _need_ms(narrator: Narrator, index: int, lengths_ms: Mapping[Audible, int]) -> int:
    """Return how long the shortest announcement takes."""
    told = announcement(narrator, index, index, narrator.session.intervals[index].start_ms)
    assert told is not None, "an exercise without an announcement is not looked at"
    return lengths_ms.get(Utterance(text=told.wordings[: told.naming][-1]), 0)


def _finding(span: Span, name: str, late_ms: int | None, need: _Need) -> NotAnnounced | AnnouncedLate:
    time = need.time_to_tell()
    edits = () if time is None else edits_for(time, span, need.host_span)
    if late_ms is None:
        return NotAnnounced(span=span, name=name, need_ms=need.ms, time=time, edits=edits)
    has_list = isinstance(need.session.intervals[need.index].leaf, Circuit)
    return AnnouncedLate(span=span, name=name, late_ms=late_ms, has_list=has_list, time=time, edits=edits)


class _SpeechByInterval(Struct, kw_only=True):
    """What is said in each interval, looked up only when needed."""

    timeline: Timeline
    texts: dict[int, list[str]] | None = None

    def names_before(self, session: SessionIntervals, index: int, name: str) -> bool:
        """Tell whether the words before an exercise name it, since the exercise before that one."""
        if self.texts is None:
            self.texts = {}
            for event in self.timeline.events:
                if isinstance(event.audible, Utterance):
                    self.texts.setdefault(event.interval, []).append(event.audible.text.casefold())
        wanted = name.casefold()
        for at in range(index - 1, -1, -1):
            if isinstance(session.intervals[at].leaf, Exercise):
                return False
            if wanted and any(wanted in text for text in self.texts.get(at, ())):
                return True
        return False


class _Need(Struct, frozen=True, kw_only=True):
    """What it would take to announce an exercise in time."""

    session: SessionIntervals
    index: int
    told: int  # index of the interval in which it is announced
    ms: int  # of speech

    @property
    def _host(self) -> Leaf | None:
        """The rest or lead-in that is too short."""
        leaf = self.session.intervals[self.told].leaf
        return None if self.told == self.index or isinstance(leaf, SpokenPassage) else leaf

    @property
    def host_span(self) -> Span | None:
        return None if self._host is None else self._host.span

    def time_to_tell(self) -> TimeToTell | None:
        """Return the sufficient time, as the author would write it; None if no key in the file sets it."""
        leaf = self.session.intervals[self.index].leaf
        seconds = -(-(self.ms + _AROUND_MS) // MS_PER_S)
        counted = seconds + leaf.options.countdown + 1
        match self._host:
            case None if self._repeats_a_set():
                return TimeToTell(
                    key="rest", length_ms=self._new_s(seconds, counted) * MS_PER_S, is_between_sets=True
                )
            case None:
                return TimeToTell(
                    key=self._new_key(), length_ms=self._new_s(seconds, counted) * MS_PER_S, is_new=True
                )
            case RestTime() | LeadInTime() as host:
                now_s = -(-host.duration_ms // MS_PER_S)
                longer_s = seconds if seconds <= _MOST_UNCOUNTED_S else counted
                longer_s = longer_s if longer_s > now_s else now_s + seconds
                key = "rest" if isinstance(host, RestTime) else "lead-in"
                return TimeToTell(key=key, length_ms=longer_s * MS_PER_S)
            case _:
                return None

    def _repeats_a_set(self) -> bool:
        leaf = self.session.intervals[self.index].leaf
        before = self.session.intervals[self.index - 1].leaf if self.index else None
        return before is not None and before.span == leaf.span and (leaf.place.set or 1) > 1

    def _new_key(self) -> str:
        """Return what comes before the first exercise, or before another one."""
        before = self.session.intervals[max(0, self.index - MOST_PASSAGES) : self.index]
        is_first = self.index <= MOST_PASSAGES and all(isinstance(one.leaf, SpokenPassage) for one in before)
        return "lead-in" if is_first else "rest"

    def _new_s(self, seconds: int, counted: int) -> int:
        usual_s = _USUAL_LEAD_IN_S if self._new_key() == "lead-in" else _USUAL_REST_S
        return max(usual_s, seconds if seconds <= _MOST_UNCOUNTED_S else counted)
