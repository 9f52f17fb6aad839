"""What the bare numbers of a segment count: reps, sets, breaths, each side, on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.items import FirstTaken, Guess, RangeTaken
from voicecoach.importing.pasted.line.segment_facts import MOST
from voicecoach.importing.pasted.words.facts import Cross, NumberPair, PlainNumber, PlainWord
from voicecoach.importing.pasted.words.vocabulary import BREATH_MS, BREATHS, Meaning
from voicecoach.language.durations import MAX_DURATION_MS
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from voicecoach.importing.pasted.line.segment_facts import SegmentFacts

_LEAST_DEGREES: Final = 45
_LARGEST_LAST: Final = 500
_MOST_A_SIDE: Final = 12  # `3 x 10/10` is each side, `8 x 30/30` on and off


def take_number(segment: SegmentFacts, index: int, number: PlainNumber) -> None:  # noqa: C901, PLR0912 - one for each place of a number
    if number.high % 1000 or not 0 < number.high <= MOST * 1000:
        return
    value = number.high // 1000
    if _breaths(segment, index + 1) and not segment.draft.time_ms:
        segment.draft.time_ms = number.high * BREATH_MS // 1000
        segment.doubts.append(Guess(f"{BREATH_MS // MS_PER_S} seconds a breath"))
        segment.drop(index, index + 1)
    elif segment.means(index + 1, Meaning.REPS):
        _reps(segment, number)
        segment.drop(index, index + 1)
    elif segment.means(index + 1, Meaning.SETS, Meaning.ROUNDS):
        segment.draft.sets = value
        _range(segment, number)
        segment.drop(index, index + 1)
        if segment.means(index + 2, Meaning.FILLER) or isinstance(segment.at(index + 2), Cross):
            segment.drop(index + 2)
    elif segment.means(index + 1, Meaning.EACH_SIDE) and segment.draft.bare not in {0, value, 2 * value}:
        segment.drop(index, index + 1)  # `50 swings (switch 5L, 5R)`
    elif segment.means(index + 1, Meaning.EACH_SIDE) and _stands_alone(segment, index):
        _reps(segment, number)
        segment.drop(index)
    elif segment.means(index - 1, Meaning.SETS) and index == 1:
        segment.draft.sets = value
        segment.drop(index, index - 1)
    elif segment.means(index - 1, Meaning.REPS):
        _reps(segment, number)
        segment.drop(index, index - 1)
    elif isinstance(segment.at(index - 1), Cross) and segment.draft.off_ms is not None:
        segment.times.append(value)
        segment.drop(index)
    elif isinstance(segment.at(index + 1), Cross):
        segment.crosses.append(value)
        _range(segment, number)
        segment.drop(index, index + 1)
    elif isinstance(segment.at(index - 1), Cross) and not _is_crossed(segment, index - 2):
        segment.times.append(value)
        _range(segment, number)
        segment.drop(index)
    elif isinstance(segment.at(index - 1), Cross) and not segment.draft.reps:
        _reps(segment, number)
        segment.drop(index)
    else:
        _bare(segment, index, number)


def _stands_alone(segment: SegmentFacts, index: int) -> bool:
    """Tell whether a number is beside no sign of times, and nothing is counted or timed yet: `bird dog 10/side`."""
    crossed = any(isinstance(segment.at(at), Cross) for at in (index - 1, index + 1))
    return not (crossed or segment.draft.has_amount or segment.crosses or segment.times)


def _breaths(segment: SegmentFacts, index: int) -> bool:
    return isinstance(segment.at(index), PlainWord) and segment.said(index) in BREATHS


def _is_crossed(segment: SegmentFacts, index: int) -> bool:
    return isinstance(segment.at(index), PlainNumber)


def _bare(segment: SegmentFacts, index: int, number: PlainNumber) -> None:
    """Take a number that stands alone: before the words it is the reps, behind them only at the end."""
    is_first = not any(isinstance(fact, PlainWord) for fact in segment.facts[:index])
    is_last = index == len(segment.facts) - 1
    has_sets = bool(segment.draft.sets)
    if is_last and not is_first and number.high > _LARGEST_LAST * 1000:
        return  # `Beastmaker 1000`
    if not segment.draft.bare and not segment.breathes and (is_first or is_last or has_sets):
        segment.draft.bare = number.high // 1000
        segment.draft.least_reps = number.low // 1000
        _range(segment, number)
        if is_first or not segment.draft.time_ms:
            segment.drop(index)


def _reps(segment: SegmentFacts, number: PlainNumber) -> None:
    segment.draft.reps = number.high // 1000
    segment.draft.least_reps = number.low // 1000
    _range(segment, number)


def _range(segment: SegmentFacts, number: PlainNumber) -> None:
    if number.low != number.high:
        taken = f"{number.high / 1000:g}"
        segment.doubts.append(RangeTaken(segment.line[number.start : number.end], taken))


def take_score(segment: SegmentFacts, index: int, score: NumberPair) -> None:
    """Take `7/3` or `7:3` as on and off where hangs or a sign of times say so; `10/10` as each side; else the first number."""
    beside = (segment.at(index - 1), segment.at(index + 1))
    written = segment.line[score.start : score.end]
    if max(score.first, score.second) > MAX_DURATION_MS:
        return
    if score.first == score.second >= _LEAST_DEGREES * 1000 and index == 0:
        return  # `90/90 stretch`
    each = score.first == score.second <= _MOST_A_SIDE * 1000 and not score.first % 1000
    if each and "/" in written and not segment.hangs and _is_reps_a_side(segment, index):
        segment.draft.reps = segment.draft.least_reps = score.first // 1000
        segment.draft.both_sides = True
        segment.drop(index)
        return
    if (segment.hangs or ":" in written or any(isinstance(one, Cross) for one in beside)) and score.first:
        segment.draft.time_ms = score.first * MS_PER_S // 1000
        segment.draft.off_ms = score.second * MS_PER_S // 1000
        segment.drop(index)
    elif index == 0 and not score.first % 1000 and 0 < score.first <= MOST * 1000:
        segment.draft.reps = segment.draft.least_reps = score.first // 1000
        segment.drop(index)
        if score.first == score.second:
            segment.draft.both_sides = True
        else:
            segment.doubts.append(FirstTaken(written))


def _is_reps_a_side(segment: SegmentFacts, index: int) -> bool:
    """Tell whether `10/10` stands behind a sign of times, or is the end of a name: `get-up 5/5`."""
    return isinstance(segment.at(index - 1), Cross) or (index > 0 and index == len(segment.facts) - 1)
