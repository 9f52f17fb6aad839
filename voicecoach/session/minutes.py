"""Where a live session and a page wait for a minute's end: what a step `until: done` leaves of its minute is rest."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from voicecoach.language.leaves import RemainingRest, is_until_done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.language.intervals import Interval, Minute, SessionIntervals
    from voicecoach.timeline.events import Event


def waits_of(session: SessionIntervals, events: Sequence[Event]) -> tuple[tuple[int, int], ...]:
    """Return the start of each such step, and where to wait for as long as it was shorter than its limit. In milliseconds.

    That is where the minute's rest is quiet for longest, so that what is said when it begins and before it ends stays in its place.
    Where the limit leaves no rest it is the minute's end, and at the session's end nobody waits.
    """
    rests = {one.end_ms: one for one in session.intervals if isinstance(one.leaf, RemainingRest)}
    onsets_ms = [event.onset_ms for event in events]
    found: list[tuple[int, int]] = []
    for interval in session.intervals:
        minute = _minute_of(interval, session.minutes) if is_until_done(interval.leaf) else None
        if minute is None:
            continue
        rest = rests.get(minute.end_ms)
        at_ms = minute.end_ms
        if rest is not None:
            near = bisect_left(onsets_ms, minute.start_ms), bisect_left(onsets_ms, minute.end_ms)
            at_ms = _quiet_from_ms(rest, events[slice(*near)])
        if at_ms < session.total_ms:
            found.append((interval.start_ms, at_ms))
    return tuple(found)


def _minute_of(interval: Interval, minutes: Sequence[Minute]) -> Minute | None:
    """Return the minute that a step is in: of several, one within the other, the innermost, which ends first."""
    first = bisect_left(minutes, interval.end_ms, key=lambda one: one.end_ms)
    within = (one for one in islice(minutes, first, None) if one.start_ms <= interval.start_ms)
    return next(within, None)


def _quiet_from_ms(rest: Interval, events: Sequence[Event]) -> int:
    heard = [(one.onset_ms, one.onset_ms + one.duration_ms) for one in events]
    within = [one for one in heard if one[1] > rest.start_ms]
    edges = [(rest.start_ms, rest.start_ms), *within, (rest.end_ms, rest.end_ms)]
    gaps = [(later - end, end) for (_, end), (later, _) in pairwise(edges)]
    return max(gaps, key=lambda gap: gap[0])[1]
