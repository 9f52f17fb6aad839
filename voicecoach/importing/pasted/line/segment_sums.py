"""The numbers with a sign of times: which are the reps, which the sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.items import Guess
from voicecoach.importing.pasted.line.segment_facts import MOST
from voicecoach.importing.pasted.words.facts import PlainWord, Time

if TYPE_CHECKING:
    from voicecoach.importing.pasted.line.segment_facts import SegmentFacts

_LEAST_BEFORE: Final = 3  # `3x12` in front of what a time ends


def multiply(segment: SegmentFacts) -> None:  # noqa: C901 - one for each way to count
    """Give the numbers with a sign of times their meaning."""
    draft = segment.draft
    if draft.bare and not draft.has_amount:
        draft.reps, draft.bare = draft.bare, 0
    crosses, times = segment.crosses, segment.times
    _take_time_as_rest(segment)
    if draft.bare and draft.time_ms and segment.is_each:
        draft.sets, draft.bare = draft.bare, 0  # `6 hangs of 10 s`
    if draft.off_ms is not None:
        amounts = [*crosses[::-1], *times]  # the nearest first
        if draft.bare and not draft.reps:
            draft.reps, draft.bare = draft.bare, 0  # `8 hangs 10 s on, 5 s off`
        if amounts and not draft.reps:
            draft.reps, amounts = amounts[0], amounts[1:]
        if amounts and not draft.sets:
            draft.sets, amounts = amounts[0], amounts[1:]
        if not draft.reps and draft.sets:
            draft.reps, draft.sets = draft.sets, 0
        draft.least_reps = draft.reps
        return
    if not draft.has_amount and draft.is_max and (crosses or times):
        draft.sets = max(draft.sets, 1)  # `3 x max pull-ups`
    elif not draft.has_amount and (crosses or times):
        draft.reps = draft.least_reps = (crosses or times).pop()
    product = draft.sets or 1
    for factor in (*crosses, *times):
        product = min(product * factor, MOST)
    if draft.reps and not (draft.time_ms or draft.metres) and len(crosses) + len(times) > 1:
        segment.doubts.append(Guess(f"{product} sets of {draft.reps}"))  # `5x5x5`
    draft.sets = product if draft.sets or crosses or times else 0


def _take_time_as_rest(segment: SegmentFacts) -> None:
    """Take the time at the end of reps as the rest between their sets: `3x12 leg press 90s`."""
    draft = segment.draft
    counted = segment.crosses and (segment.times or draft.reps)
    if not counted or not draft.time_ms or draft.rest_ms is not None or draft.off_ms is not None:
        return
    if len(segment.facts) <= _LEAST_BEFORE:
        return
    if isinstance(segment.facts[-1], Time) and isinstance(segment.facts[-2], PlainWord):
        draft.rest_ms, draft.time_ms, draft.is_rest_first = draft.time_ms, 0, False
        segment.doubts.append(Guess("a rest between the sets"))
