"""What is said of time and counts in one interval without the author's doing: time left, halfway, the countdown, each rep."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from voicecoach.language.leaves import Circuit, CountedExercise, is_until_done
from voicecoach.language.model import DEFAULT_TIME_LEFT_MS, Priority
from voicecoach.timeline.patterns import capitalise
from voicecoach.timeline.tones import ToneRank
from voicecoach.units import MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voicecoach.language.intervals import Interval
    from voicecoach.timeline.draft import IntervalDraft
    from voicecoach.timeline.phrases import Phrases

AUTOMATIC_TIMES_FROM_MS = 20 * MS_PER_S  # halfway and time left come by themselves from this length on
SPOKEN_COUNTDOWN_FROM_MS = 6 * MS_PER_S  # ticks in anything shorter
REPLACES_WITHIN_MS = 2 * MS_PER_S  # an author's cue this near an automatic one takes its place
CIRCUIT_CALL_MS = 5 * MS_PER_MIN
COUNT_UP_MS = 10 * MS_PER_S


def call_times(draft: IntervalDraft, phrases: Phrases, taken_ms: Iterable[int]) -> None:
    """Say how much time is left, or how long it has gone on, and halfway; at `taken_ms`, something else is said already."""
    interval, options = draft.interval, draft.interval.leaf.options
    calls: dict[int, tuple[tuple[str, ...], str]] = {}
    is_long = interval.duration_ms >= AUTOMATIC_TIMES_FROM_MS and not is_until_done(interval.leaf)
    for up_ms in _times_up_ms(interval):
        calls[interval.start_ms + up_ms] = (phrases.time_up(up_ms), "")
    for left_ms in _times_left_ms(interval):
        if 0 < left_ms < interval.duration_ms:
            calls[interval.end_ms - left_ms] = (phrases.time_left(left_ms), "")
    if options.halfway or (options.halfway is None and is_long):
        calls.setdefault(interval.start_ms + interval.duration_ms // 2, (phrases.halfway(), "halfway"))
    taken_ms = sorted(taken_ms)
    for onset_ms, (wordings, fallback_tone) in sorted(calls.items()):
        near = bisect_left(taken_ms, onset_ms - REPLACES_WITHIN_MS)
        if near < len(taken_ms) and taken_ms[near] <= onset_ms + REPLACES_WITHIN_MS:
            continue
        draft.speak(
            wordings,
            onset_ms,
            priority=Priority.TIME,
            automatic=True,
            may_move=bool(fallback_tone),
            fallback_tone=fallback_tone,
        )


def _times_left_ms(interval: Interval) -> Iterator[int]:
    """Yield with how much left it is said; some may be longer than the interval."""
    times_left_ms = interval.leaf.options.time_left_ms
    if times_left_ms is not None:
        yield from times_left_ms
    elif interval.duration_ms >= AUTOMATIC_TIMES_FROM_MS and not is_until_done(interval.leaf):
        yield from DEFAULT_TIME_LEFT_MS
    if isinstance(interval.leaf, Circuit):
        yield MS_PER_MIN
        if not interval.leaf.until_done:
            yield from range(CIRCUIT_CALL_MS, interval.duration_ms, CIRCUIT_CALL_MS)


def _times_up_ms(interval: Interval) -> range:
    """Return after which times it is said how long it has gone on, where nobody knows when it ends."""
    leaf = interval.leaf
    if not is_until_done(leaf) or leaf.options.time_left_ms is not None:
        return range(0)
    every_ms = CIRCUIT_CALL_MS if isinstance(leaf, Circuit) else COUNT_UP_MS
    return range(every_ms, interval.duration_ms, every_ms)


def count_down(draft: IntervalDraft, phrases: Phrases) -> None:
    """Say the last seconds of an interval, or tick them where it is too short for words."""
    interval, options = draft.interval, draft.interval.leaf.options
    for number in range(options.countdown, 0, -1):
        onset_ms = interval.end_ms - number * MS_PER_S
        if onset_ms < interval.start_ms:
            continue
        if interval.duration_ms >= SPOKEN_COUNTDOWN_FROM_MS:
            draft.speak(
                (_number(phrases, number),),
                onset_ms,
                priority=Priority.COUNT,
                automatic=True,
                is_countdown=True,
                fallback_tone="tick",
            )
        elif options.tones.start or options.tones.end:
            draft.tone(onset_ms, "tick", ToneRank.TICK)


def _number(phrases: Phrases, number: int) -> str:
    return f"{capitalise(phrases.number(number))}."


def count_reps(draft: IntervalDraft, phrases: Phrases, exercise: CountedExercise) -> None:
    """Count each rep on its first beat; its other beats tick."""
    tones = exercise.options.tones
    for rep in range(exercise.reps):
        beat_ms = draft.interval.start_ms + rep * exercise.rep_ms
        draft.speak(
            (_number(phrases, rep + 1),),
            beat_ms,
            priority=Priority.COUNT,
            automatic=True,
            fallback_tone="tick",
        )
        for length_ms in exercise.beats_ms[:-1] if tones.start or tones.end else ():
            beat_ms += length_ms
            draft.tone(beat_ms, "tick", ToneRank.TICK)
