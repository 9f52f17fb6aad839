"""Leaves to a session: every interval gets its start and its length."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from voicecoach.findings.session import NoTimeForReps, PeriodOverrun, TooLong
from voicecoach.language.intervals import Interval, Minute, SessionIntervals
from voicecoach.language.leaves import (
    Circuit,
    CountedExercise,
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
from voicecoach.language.places import instead_of_value
from voicecoach.units import MS_PER_H, MS_PER_S, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.findings import Finding
    from voicecoach.language.leaves import Leaf
    from voicecoach.source import Span

MAX_TOTAL_MS = 24 * MS_PER_H
SAY_TAIL_MS = 500  # a `say` without `for`: its speech and this much, rounded up to a whole second


def say_duration_ms(speech_ms: int) -> int:
    """Return the length of a `say` step whose speech takes this long."""
    return -(-(speech_ms + SAY_TAIL_MS) // MS_PER_S) * MS_PER_S


def lay_out(
    leaves: Sequence[Leaf], speech_ms: Mapping[int, int]
) -> tuple[SessionIntervals, tuple[Finding, ...]]:
    """Return the intervals end to end.

    `speech_ms` has the measured speech of each passage, by its index among the leaves, whose length its speech decides. Work
    that takes longer than its period, and a session of more than 24 hours, are diagnostics.
    """
    intervals: list[Interval] = []
    minutes: list[Minute] = []
    starts_ms: list[int] = []
    found: dict[Span, Finding] = {}
    now_ms = 0
    for leaf, duration_ms in zip(leaves, _durations_ms(leaves, speech_ms, found), strict=True):
        starts_ms.append(now_ms)
        if duration_ms > 0:
            intervals.append(Interval(leaf=leaf, start_ms=now_ms, duration_ms=duration_ms))
            now_ms += duration_ms
        if isinstance(leaf, RemainingRest):
            minutes.append(Minute(start_ms=starts_ms[-1 - leaf.leaves_before], end_ms=now_ms))
    if now_ms > MAX_TOTAL_MS:
        first_over = next(interval for interval in intervals if interval.end_ms > MAX_TOTAL_MS)
        span = first_over.leaf.span
        found.setdefault(span, TooLong(span=span, total_ms=now_ms, limit_ms=MAX_TOTAL_MS))
    session = SessionIntervals(intervals=tuple(intervals), total_ms=now_ms, minutes=tuple(minutes))
    return session, tuple(found.values())


def _durations_ms(
    leaves: Sequence[Leaf], speech_ms: Mapping[int, int], found: dict[Span, Finding]
) -> list[int]:
    """Return how long each leaf takes. A period is divided at its end, when all other work in it has its length."""
    durations_ms: list[int] = []
    open_at: list[int] = []  # self-paced exercises that get what is left of their period
    for index, leaf in enumerate(leaves):
        match leaf:
            case RemainingRest():
                begin = index - leaf.leaves_before
                sharing = [at for at in open_at if at >= begin]
                left_ms = leaf.period_ms - sum(durations_ms[begin:])
                if left_ms < len(sharing):
                    found.setdefault(leaf.span, _overrun(leaf, leaves, sharing, left_ms))
                for at, share_ms in zip(sharing, _shares_ms(max(0, left_ms), len(sharing)), strict=True):
                    durations_ms[at] = share_ms
                del open_at[len(open_at) - len(sharing) :]
                durations_ms.append(0 if sharing else max(0, left_ms))
            case SelfPacedExercise() | SpokenPassage() if leaf.duration_ms is not None:
                durations_ms.append(leaf.duration_ms)
            case SelfPacedExercise():
                open_at.append(index)
                durations_ms.append(0)
            case SpokenPassage():
                durations_ms.append(say_duration_ms(speech_ms[index]))
            case LeadInTime() | RestTime() | OffTime() | SwitchTime():
                durations_ms.append(leaf.duration_ms)
            case TimedExercise() | CountedExercise() | RepeatedHold() | Circuit():
                durations_ms.append(leaf.duration_ms)
            case _:
                assert_never(leaf)
    assert not open_at, "reps at one's own pace outside of any period"
    return durations_ms


def _overrun(rest: RemainingRest, leaves: Sequence[Leaf], sharing: Sequence[int], left_ms: int) -> Finding:
    used_ms = rest.period_ms - left_ms
    if not sharing or left_ms < 0:
        found = PeriodOverrun(span=rest.span, need_ms=used_ms, room_ms=rest.period_ms)
        edits = instead_of_value(rest.span, "every", format_duration_ms(found.every_ms))
        return replace(found, edits=edits)
    return NoTimeForReps(span=leaves[sharing[0]].span, used_ms=used_ms, room_ms=rest.period_ms)


def _shares_ms(left_ms: int, number: int) -> list[int]:
    """Divide a time among parts: in whole seconds if there are enough, and the last part gets the rest."""
    if not number:
        return []
    share_ms = left_ms // number
    share_ms -= share_ms % MS_PER_S if share_ms >= MS_PER_S else 0
    return [share_ms] * (number - 1) + [left_ms - share_ms * (number - 1)]


def passages_to_measure(leaves: Sequence[Leaf]) -> dict[int, SpokenPassage]:
    """Return the passages that last as long as their speech, by their index among the leaves."""
    return {
        index: leaf
        for index, leaf in enumerate(leaves)
        if isinstance(leaf, SpokenPassage) and leaf.duration_ms is None
    }
