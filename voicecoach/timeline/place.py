"""Schedule and clip lengths to timeline: every cue gets its onset, or a finding says what happened to it.

Nothing is cut off, nothing overlaps, no interval moves. A cue that does not fit its slot gets, in this order: a shorter
wording, up to 15 % more speed, another moment within 2 s (later first); then the cue of lower priority is left out.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.language.model import Priority
from voicecoach.timeline.audible import Audible, Recording, Utterance
from voicecoach.timeline.events import Event, EventKind, Schedule, ScheduledCue, Timeline
from voicecoach.timeline.fitting import fit
from voicecoach.timeline.lineup import Lengths
from voicecoach.timeline.spacing import GAP_MS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.findings.session import GaveWay
    from voicecoach.source import Span


class Placement(Struct, frozen=True, kw_only=True):
    """The timeline so far, and what must be measured before it is complete: nothing, when it is."""

    timeline: Timeline
    wanted: frozenset[Audible]


def place(
    schedule: Schedule,
    lengths_ms: Mapping[Audible, int],
    tone_ms: Mapping[str, int],
    *,
    until_ms: int | None = None,
) -> tuple[Placement, tuple[GaveWay, ...]]:
    """Return the placed events, sorted by onset, and a finding for each cue that did not fit as it was.

    `lengths_ms` has the length of every clip that was measured. Where one is missing it is named in `wanted`: measure it and place
    again. Three or four passes are enough: first wordings, shorter ones, faster ones.

    With `until_ms`, the start of an interval, only what begins before it is placed, and exactly as in the whole: an interval's
    cues depend on those of the intervals before, and never on how long anything after them takes to say.
    """
    lengths = Lengths(lengths_ms)
    found: dict[GaveWay, None] = {}
    events = [
        _tone_event(tone.tone, tone.onset_ms, tone_ms, schedule.total_ms, tone.interval, tone.span)
        for tone in schedule.tones
        if tone_ms[tone.tone] <= schedule.total_ms
    ]
    if until_ms is not None:
        events = [event for event in events if event.onset_ms < until_ms]
    previous_end_ms = -GAP_MS
    named: set[int] = set()  # exercises that were announced by their name
    begun: set[int] = set()  # those of which anything was said
    groups = [list(group) for _, group in groupby(schedule.cues, key=lambda cue: cue.interval)]
    for position, group in enumerate(groups):
        if until_ms is not None and group[0].earliest_ms >= until_ms:
            break
        count_ms = _first_count_ms(groups[position + 1]) if position + 1 < len(groups) else None
        due = [
            cue
            for cue in group
            if not (cue.if_untold and cue.announces in (begun if cue.naming == 0 else named))
        ]
        placed, gave_way = fit(due, previous_end_ms, count_ms, lengths)
        found.update(dict.fromkeys(gave_way))
        for one in placed:
            cue, audible = one.cue, one.audible
            if isinstance(audible, str):
                events.append(
                    _tone_event(audible, one.onset_ms, tone_ms, schedule.total_ms, cue.interval, cue.span)
                )
                continue
            duration_ms = lengths_ms[audible]
            previous_end_ms = one.onset_ms + duration_ms
            names = cue.announces if _names(cue, audible) else None
            if cue.announces is not None:
                begun.add(cue.announces)
            if names is not None:
                named.add(names)
            kind = EventKind.SOUND if isinstance(audible, Recording) else EventKind.SPEECH
            events.append(
                Event(
                    kind=kind,
                    onset_ms=one.onset_ms,
                    duration_ms=duration_ms,
                    audible=audible,
                    interval=cue.interval,
                    announces=names,
                    is_authors=not cue.automatic,
                    span=cue.span,
                )
            )
    events.sort(key=lambda event: event.onset_ms)
    timeline = Timeline(total_ms=schedule.total_ms, events=tuple(events))
    return Placement(timeline=timeline, wanted=frozenset(lengths.wanted)), tuple(found)


def _names(cue: ScheduledCue, audible: Audible) -> bool:
    """Tell whether what is said of an announcement, at whatever speed, names the exercise, or all of its list."""
    if cue.naming is None or not isinstance(audible, Utterance):
        return True
    return audible.text in {one.text for one in cue.wordings[: cue.naming] if isinstance(one, Utterance)}


def _first_count_ms(group: Sequence[ScheduledCue]) -> int | None:
    """Return when an interval's first rep count is due: it does not move, so what is said before has to be over."""
    return min(
        (cue.at_ms for cue in group if cue.priority is Priority.COUNT and not cue.is_countdown), default=None
    )


def _tone_event(
    tone: str, onset_ms: int, tone_ms: Mapping[str, int], total_ms: int, interval: int, span: Span
) -> Event:
    """Return a tone where it is due, or a little earlier where it would ring on after the session's end."""
    return Event(
        kind=EventKind.TONE,
        onset_ms=min(onset_ms, total_ms - tone_ms[tone]),
        duration_ms=tone_ms[tone],
        audible=tone,
        interval=interval,
        span=span,
    )
