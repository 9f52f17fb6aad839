"""Suggests a remedy: the length of the step with which a cue would be heard as written, on time."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING, Final, assert_never

from msgspec.structs import replace

from voicecoach.findings.base import instead
from voicecoach.findings.session import CueMoved
from voicecoach.findings.terms import LongerStep
from voicecoach.language.cue_times import parse_when
from voicecoach.language.intervals import SessionIntervals
from voicecoach.language.leaves import (
    Circuit,
    CountedExercise,
    Exercise,
    LeadInTime,
    OffTime,
    RemainingRest,
    RepeatedHold,
    RestTime,
    SelfPacedExercise,
    SpokenPassage,
    SwitchTime,
    TimedExercise,
)
from voicecoach.language.model import BeforeEnd, FromStart
from voicecoach.language.places import key_of, value_beside
from voicecoach.timeline.giving_way import words
from voicecoach.timeline.place import place
from voicecoach.timeline.schedule import schedule
from voicecoach.units import MS_PER_S, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from voicecoach.findings.base import Edit
    from voicecoach.findings.session import GaveWay
    from voicecoach.language.leaves import Leaf
    from voicecoach.source import Span
    from voicecoach.timeline.audible import Audible
    from voicecoach.timeline.events import Schedule, ScheduledCue
    from voicecoach.timeline.phrases import Phrases

_MOST_SECONDS_MORE: Final = 15  # beyond this, more time is not a remedy
_MOST_FINDINGS: Final = 40  # that get a remedy: each costs a few placements of one step
_MOST_CUES = 200  # of one step; it is placed again for each length that is tried
_MOST_CUES_TRIED = 15_000  # in all


def with_remedies(
    found: tuple[GaveWay, ...],
    session: SessionIntervals,
    scheduled: Schedule,
    lengths_ms: Mapping[Audible, int],
    phrases: Phrases,
    tone_ms: Mapping[str, int],
) -> tuple[GaveWay, ...]:
    """Return the findings of `place`, with `longer` where a longer step is a remedy.

    Its length is a whole number of seconds, the first that is known to do: with it the cue is said in full and on time,
    and no cue of the step gives way that did not before. A length at which more speech would have to be measured is passed over.
    """
    spans = {one.span for one in found}
    crowded = Counter(cue.interval for cue in scheduled.cues)
    due: dict[Span, list[ScheduledCue]] = {}
    for cue in scheduled.cues:
        if cue.span in spans:
            due.setdefault(cue.span, []).append(cue)
    troubled = {(one.span, one.text) for one in found}
    tried = 0

    def remedied(one: GaveWay) -> GaveWay:
        longer = longer_step(one)
        return longer if longer.edits else replace(longer, edits=_at_its_place(longer))

    def longer_step(one: GaveWay) -> GaveWay:
        nonlocal tried
        cue = _cue(one, due.get(one.span, []))
        key = "" if cue is None else _length_key(session.intervals[cue.interval].leaf)
        if cue is None or not key or crowded[cue.interval] > _MOST_CUES:
            return one
        suffering = troubled - {(cue.span, words(wording)) for wording in cue.wordings}
        for longer_ms in _longer(session.intervals[cue.interval].duration_ms):
            tried += crowded[cue.interval]
            if tried > _MOST_CUES_TRIED:
                return one
            if _fits(session, cue.interval, longer_ms, suffering, lengths_ms, phrases, tone_ms):
                leaf = session.intervals[cue.interval].leaf
                at = value_beside(leaf.span, key, side=leaf.place.side)
                edits = instead(at, format_duration_ms(longer_ms)) if at is not None else ()
                return replace(one, longer=LongerStep(key=key, length_ms=longer_ms), edits=edits)
        return one

    return (*map(remedied, found[:_MOST_FINDINGS]), *found[_MOST_FINDINGS:])


def _at_its_place(found: GaveWay) -> tuple[Edit, ...]:
    """Return the edit that writes the time at which a cue is heard that was moved."""
    if not isinstance(found, CueMoved) or found.is_automatic:
        return ()
    key = key_of(found.span)
    when = None if key is None else parse_when(key.text.strip("\"' "))
    tenth_ms = 100
    match when:
        case FromStart(offset_ms=offset_ms) if key is not None:
            earlier_ms = (offset_ms + found.moved_ms) // tenth_ms * tenth_ms
            later_ms = -(-(offset_ms + found.moved_ms) // tenth_ms) * tenth_ms
            time_ms = later_ms if found.moved_ms > 0 else earlier_ms
            return instead(key, format_duration_ms(time_ms)) if time_ms > 0 else ()
        case BeforeEnd(offset_ms=offset_ms) if key is not None and found.moved_ms < 0:
            time_ms = -(-(offset_ms - found.moved_ms) // tenth_ms) * tenth_ms
            return instead(key, f"-{format_duration_ms(time_ms)}")
        case _:
            return ()


def _cue(found: GaveWay, due: list[ScheduledCue]) -> ScheduledCue | None:
    return next((cue for cue in due if any(words(wording) == found.text for wording in cue.wordings)), None)


def _length_key(leaf: Leaf) -> str:
    """Return the key with which the author sets this length, or an empty text where no single one does."""
    match leaf:
        case TimedExercise():
            return "for"
        case SpokenPassage():
            return "for" if leaf.duration_ms is not None else ""
        case RestTime():
            return "rest"
        case LeadInTime():
            return "lead-in"
        case SwitchTime():
            return "switch"
        case (
            CountedExercise() | SelfPacedExercise() | RepeatedHold() | Circuit() | OffTime() | RemainingRest()
        ):
            return ""
        case _:
            assert_never(leaf)


def _longer(duration_ms: int) -> Iterator[int]:
    first = duration_ms // MS_PER_S + 1
    return (seconds * MS_PER_S for seconds in range(first, first + _MOST_SECONDS_MORE))


def _fits(
    session: SessionIntervals,
    index: int,
    longer_ms: int,
    suffering: set[tuple[Span, str]],
    lengths_ms: Mapping[Audible, int],
    phrases: Phrases,
    tone_ms: Mapping[str, int],
) -> bool:
    """Tell whether nothing in the interval has to give way that did not before, were the interval of this length."""
    more_ms = longer_ms - session.intervals[index].duration_ms
    before = session.intervals[max(0, index - 1) : index]
    following = session.intervals[index + 1 :]
    names = len(list(takewhile(lambda later: not isinstance(later.leaf, Exercise), following[:8]))) + 1
    near = SessionIntervals(
        intervals=(
            *before,
            replace(session.intervals[index], duration_ms=longer_ms),
            *(replace(later, start_ms=later.start_ms + more_ms) for later in following[:names]),
        ),
        total_ms=session.total_ms + more_ms,
    )
    at = len(before)
    scheduled, _ = schedule(near, phrases, tone_ms)
    # An announcement names the new length, which nobody has measured: it is taken to be heard before the exercise.
    cues = tuple(cue for cue in scheduled.cues if cue.interval <= at and not cue.if_untold)
    placement, found = place(replace(scheduled, tones=(), cues=cues), lengths_ms, tone_ms)
    own = {(cue.span, words(audible)) for cue in cues if cue.interval == at for audible in cue.wordings}
    texts = {text for _, text in own}
    if any(words(audible) in texts for audible in placement.wanted):  # at another speed, too
        return False
    given_way = {(one.span, one.text) for one in found}
    return not given_way & own - suffering
