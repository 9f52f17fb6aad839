"""Leaves to a session: every interval gets its start and its length."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from voicecoach.findings.session import PeriodOverrun, TooLong
from voicecoach.language.intervals import Interval, Session
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
from voicecoach.units import MS_PER_H, MS_PER_S

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


def lay_out(leaves: Sequence[Leaf], speech_ms: Mapping[int, int]) -> tuple[Session, tuple[Finding, ...]]:
    """Return the intervals end to end.

    `speech_ms` has the measured speech of each passage, by its index among the leaves, whose length its speech decides. Work
    that takes longer than its period, and a session of more than 24 hours, are diagnostics.
    """
    intervals: list[Interval] = []
    starts_ms: list[int] = []
    found: dict[Span, Finding] = {}
    now_ms = 0
    for index, leaf in enumerate(leaves):
        starts_ms.append(now_ms)
        match leaf:
            case RemainingRest():
                used_ms = now_ms - starts_ms[index - leaf.leaves_before]
                duration_ms = leaf.period_ms - used_ms
                if duration_ms < 0:
                    overrun = PeriodOverrun(span=leaf.span, need_ms=used_ms, room_ms=leaf.period_ms)
                    found.setdefault(leaf.span, overrun)
            case SpokenPassage():
                duration_ms = (
                    say_duration_ms(speech_ms[index]) if leaf.duration_ms is None else leaf.duration_ms
                )
            case LeadInTime() | RestTime() | OffTime() | SwitchTime():
                duration_ms = leaf.duration_ms
            case TimedExercise() | CountedExercise() | SelfPacedExercise() | RepeatedHold() | Circuit():
                duration_ms = leaf.duration_ms
            case _:
                assert_never(leaf)
        if duration_ms > 0:
            intervals.append(Interval(leaf=leaf, start_ms=now_ms, duration_ms=duration_ms))
            now_ms += duration_ms
    if now_ms > MAX_TOTAL_MS:
        first_over = next(interval for interval in intervals if interval.end_ms > MAX_TOTAL_MS)
        span = first_over.leaf.span
        found.setdefault(span, TooLong(span=span, total_ms=now_ms, limit_ms=MAX_TOTAL_MS))
    return Session(intervals=tuple(intervals), total_ms=now_ms), tuple(found.values())


def passages_to_measure(leaves: Sequence[Leaf]) -> dict[int, SpokenPassage]:
    """Return the passages whose length their speech decides, by their index among the leaves."""
    return {
        index: leaf
        for index, leaf in enumerate(leaves)
        if isinstance(leaf, SpokenPassage) and leaf.duration_ms is None
    }
