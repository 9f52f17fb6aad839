"""What the times of a segment are: how long it is done, its rest, or the length of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.items import Guess, RangeTaken
from voicecoach.importing.pasted.line.segment_facts import is_sign
from voicecoach.importing.pasted.words.facts import Break, Cross, PlainWord, Time
from voicecoach.importing.pasted.words.vocabulary import Meaning
from voicecoach.units import MS_PER_MIN, MS_PER_S, format_duration_ms

if TYPE_CHECKING:
    from voicecoach.importing.pasted.line.segment_facts import SegmentFacts

_OF: Final = frozenset({"of", "von", "de", "à", "a", "x"})
_FOR: Final = frozenset({"for", "für", "pendant", "durante", "por"})


def take_time(  # noqa: C901, PLR0912 - one for each place of a time
    segment: SegmentFacts, index: int, time: Time
) -> None:
    if _is_on_and_off(segment, time):
        segment.drop(index)
        return
    before, after = index - 1, index + 1
    while segment.means(before, Meaning.FILLER) or is_sign(segment.at(before)):
        before -= 1
    while segment.means(after, Meaning.FILLER) or is_sign(segment.at(after)):
        after += 1
    beside = _rest_word(segment, index, before, after)
    if beside is None and segment.means(index + 1, Meaning.BETWEEN) and segment.draft.rest_ms is None:
        segment.draft.rest_ms, segment.draft.is_rest_first = time.high_ms, not segment.draft.has_amount
        segment.drop(index)
        _between(segment, index + 1)
        return
    if beside is None and segment.means(index - 1, Meaning.FILLER) and _is_whole(segment, time):
        segment.drop(index)
        return
    slashed = isinstance(segment.at(index - 1), Break) and segment.line[segment.facts[index - 1].start] == "/"
    if slashed and segment.draft.off_ms is not None and segment.draft.rest_ms is None:
        segment.draft.rest_ms = time.high_ms  # `6x7:3x3/2:30`
        segment.drop(index, index - 1)
    elif beside is not None and segment.draft.rest_ms is None:
        segment.draft.rest_ms = time.high_ms
        segment.draft.is_rest_first = not (
            segment.draft.time_ms or segment.draft.reps or segment.draft.is_max
        )
        segment.drop(*range(min(beside, index), max(beside, index) + 1))
        segment.rest_at = beside
        _between(segment, max(beside, index) + 1)
    elif not segment.draft.time_ms:
        segment.draft.time_ms = time.high_ms
        of = segment.means(index - 1, Meaning.FILLER) and segment.said(index - 1) in _OF
        crossed = isinstance(segment.at(index - 1), Cross) and isinstance(segment.at(index - 2), PlainWord)
        segment.is_each = of or crossed  # `6 hangs x 10 s`
        segment.draft.is_for = index == 1 and segment.means(0, Meaning.FILLER) and segment.said(0) in _FOR
        segment.drop(index)
        if segment.means(index + 1, Meaning.ON) and index + 1 == len(segment.facts) - 1 and not segment.hangs:
            segment.drop(index + 1)
    elif segment.means(index + 1, Meaning.EACH_SIDE) and 2 * time.high_ms == segment.draft.time_ms:
        segment.draft.time_ms = time.high_ms  # `2 min warrior (1 min each side)`
        segment.drop(index)
    elif _is_rest_behind(segment, index, time):
        segment.draft.rest_ms, segment.draft.is_rest_first = time.high_ms, False
        segment.drop(index)
        segment.doubts.append(Guess("a rest between the sets"))
    else:
        return
    if time.low_ms != time.high_ms:
        written = segment.line[time.start : time.end]
        segment.doubts.append(RangeTaken(written, format_duration_ms(time.high_ms)))


def _is_on_and_off(segment: SegmentFacts, time: Time) -> bool:
    """Tell whether a clock time only says the rest again, with the hang before it, of a minute in all: `53 s rest (7:53)`."""
    minutes, rest_ms = divmod(time.high_ms, MS_PER_MIN)
    return time.is_clock and segment.draft.rest_ms == rest_ms == MS_PER_MIN - minutes * MS_PER_S


def _is_rest_behind(segment: SegmentFacts, index: int, time: Time) -> bool:
    """Tell whether a time at the end, right behind a shorter one that is done several times, is a rest: `4 x 7 s 3 min`."""
    draft = segment.draft
    ends = index == len(segment.facts) - 1 and isinstance(segment.at(index - 1), Time)
    return ends and bool(segment.crosses) and draft.rest_ms is None and time.high_ms > draft.time_ms


def _rest_word(segment: SegmentFacts, index: int, before: int, after: int) -> int | None:
    """Return where the word stands that makes a rest of a time, if any. In `3 x 30 s rest 1 min` it is that of the other."""
    beside = next((at for at in (after, before) if segment.means(at, Meaning.REST, Meaning.OFF)), None)
    crossed = isinstance(segment.at(index - 1), Cross)
    return None if beside == after == index + 1 and crossed and _has_time(segment, after + 1) else beside


def _is_whole(segment: SegmentFacts, time: Time) -> bool:
    """Take the length of the whole behind a time on and off: `30 s on, 30 s off for 10 min`."""
    draft = segment.draft
    once_ms = draft.time_ms + (draft.off_ms or 0)
    if draft.off_ms is None or draft.reps or time.high_ms < once_ms or time.high_ms % once_ms:
        return False
    draft.reps = draft.least_reps = time.high_ms // once_ms
    return True


def _has_time(segment: SegmentFacts, index: int) -> bool:
    while segment.means(index, Meaning.FILLER) or is_sign(segment.at(index)):
        index += 1
    return isinstance(segment.at(index), Time)


def _between(segment: SegmentFacts, index: int) -> None:
    """Take `between rounds` behind a rest."""
    if not segment.means(index, Meaning.BETWEEN):
        return
    segment.draft.is_between = True
    segment.draft.of_rounds = any(segment.means(at, Meaning.ROUNDS) for at in (index + 1, index + 2))
    segment.drop(*range(index, len(segment.facts)))
