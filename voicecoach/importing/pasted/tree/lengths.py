"""How long steps take and how many intervals they are, without unrolling them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from voicecoach.importing.steps import (
    ImportedAmrap,
    ImportedCounted,
    ImportedDeathBy,
    ImportedEmom,
    ImportedForTime,
    ImportedHangs,
    ImportedLadder,
    ImportedLeadIn,
    ImportedRest,
    ImportedRounds,
    ImportedSay,
    ImportedTimed,
)
from voicecoach.language.durations import duration_ms
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.steps import ImportedStep


class Length(Struct, frozen=True, kw_only=True):
    """`last_rest_ms` is the rest at the end, which some count and some do not; `left_out_ms` one that is not in `length_ms`."""

    length_ms: int = 0
    intervals: int = 0
    last_rest_ms: int = 0
    left_out_ms: int = 0

    def may_be(self, stated_ms: int) -> bool:
        """Tell whether somebody would say that this takes so long."""
        ends_ms = {0, self.last_rest_ms, -self.last_rest_ms, self.left_out_ms}
        return any(self.length_ms + end_ms == stated_ms for end_ms in ends_ms)


def length_of(steps: Sequence[ImportedStep], pace_ms: int, rung: int = 1) -> Length:
    """Return what steps take one after the other. `pace_ms` is what a rep without a pace takes."""
    length_ms = intervals = last_ms = left_out_ms = 0
    for step in steps:
        one = _of(step, pace_ms, rung)
        length_ms += one.length_ms
        intervals += one.intervals
        last_ms = one.length_ms if isinstance(step, ImportedRest) else 0
        left_out_ms = one.left_out_ms
    return Length(length_ms=length_ms, intervals=intervals, last_rest_ms=last_ms, left_out_ms=left_out_ms)


def _of(step: ImportedStep, pace_ms: int, rung: int) -> Length:  # noqa: C901, PLR0911 - one for each kind of step
    match step:
        case ImportedSay():
            return Length(intervals=1)
        case ImportedRest() | ImportedLeadIn():
            return Length(length_ms=step.length_ms, intervals=1)
        case ImportedTimed():
            return _repeated(step, step.length_ms, 1)
        case ImportedCounted():
            count = rung if step.count.startswith("$") else int(step.count.rpartition("-")[2])
            return _repeated(step, count * _beat_ms(step, pace_ms), count)
        case ImportedHangs():
            one_ms = step.count * (step.on_ms + step.off_ms) - step.off_ms
            length_ms = step.sets * one_ms + (step.sets - 1) * (step.set_rest_ms or 0)
            left_out_ms = step.off_ms if step.sets == 1 else step.set_rest_ms or 0
            return Length(length_ms=length_ms, intervals=2 * step.count * step.sets, left_out_ms=left_out_ms)
        case ImportedRounds():
            inner = length_of(step.steps, pace_ms, rung)
            dropped_ms = 0 if step.keeps_last_rest else inner.last_rest_ms
            return Length(
                length_ms=step.count * inner.length_ms - dropped_ms,
                intervals=step.count * inner.intervals,
                last_rest_ms=inner.last_rest_ms,
                left_out_ms=dropped_ms,
            )
        case ImportedLadder():
            return _of_ladder(step, pace_ms)
        case ImportedEmom():
            most = max(length_of(steps, pace_ms, rung).intervals for steps in step.minutes)
            return Length(length_ms=step.count * step.every_ms, intervals=step.count * (most + 1))
        case ImportedAmrap() | ImportedForTime():
            return Length(length_ms=step.length_ms, intervals=1 + len(step.steps))
        case ImportedDeathBy():
            return Length(length_ms=step.length_ms, intervals=-(-step.length_ms // step.every_ms))
        case _:
            assert_never(step)


@lru_cache(maxsize=256)  # a ladder is as long on each rung of one around it
def _of_ladder(step: ImportedLadder, pace_ms: int) -> Length:
    rungs = [length_of(step.steps, pace_ms, number) for number in step.rungs]
    return Length(
        length_ms=sum(one.length_ms for one in rungs), intervals=sum(one.intervals for one in rungs)
    )


def _repeated(step: ImportedTimed | ImportedCounted, once_ms: int, intervals: int) -> Length:
    sides = 2 if step.both_sides else 1
    one_ms = sides * once_ms + (sides - 1) * step.switch_ms
    length_ms = step.sets * one_ms + (step.sets - 1) * (step.set_rest_ms or 0)
    left_out_ms = (step.set_rest_ms or 0) if step.sets > 1 else 0
    return Length(length_ms=length_ms, intervals=step.sets * sides * (intervals + 1), left_out_ms=left_out_ms)


def at_own_pace(steps: Sequence[ImportedStep]) -> int:
    """Return how often reps are done that have what is left of their minute."""
    times = 0
    for step in steps:
        if isinstance(step, ImportedRounds):
            times += step.count * at_own_pace(step.steps)
        elif isinstance(step, ImportedCounted) and not (step.every or step.tempo):
            times += step.sets * (2 if step.both_sides else 1)
    return times


def _beat_ms(step: ImportedCounted, pace_ms: int) -> int:
    if step.tempo:
        return sum(1 if count == "X" else int(count) for count in step.tempo.split("-")) * MS_PER_S
    if not step.every:
        return 0
    if step.every.startswith("$"):
        return pace_ms
    found = duration_ms(step.every)
    return found if isinstance(found, int) else pace_ms
