"""Sessions that were done elsewhere, in the same form as those that were played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.log.hearing import is_completed
from voicecoach.log.model import HeardStep, Progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.log.model import StepPlan


def progress_until(steps: Sequence[StepPlan], stopped_ms: int) -> Progress:
    """Return the progress of a session that was heard up to a moment, and no further."""
    heard = tuple(
        HeardStep(
            number=number,
            heard_ms=min(step.end_ms, stopped_ms) - step.start_ms,
            reached_ms=min(step.end_ms, stopped_ms),
        )
        for number, step in enumerate(steps)
        if step.start_ms < stopped_ms
    )
    return _progress(steps, heard, stopped_ms)


def with_reached(steps: Sequence[StepPlan], progress: Progress, reached_ms: Mapping[int, int]) -> Progress:
    """Return the progress of somebody who said done in some steps after so many ms; by the steps' numbers."""
    heard = tuple(
        replace(
            one,
            heard_ms=min(one.heard_ms, reached_ms[one.number]),
            reached_ms=min(one.reached_ms, steps[one.number].start_ms + reached_ms[one.number]),
            done_ms=reached_ms[one.number],
        )
        if one.number in reached_ms
        else one
        for one in progress.changed
    )
    return _progress(steps, heard, progress.position_ms)


def _progress(steps: Sequence[StepPlan], heard: tuple[HeardStep, ...], position_ms: int) -> Progress:
    completed = [steps[one.number] for one in heard if is_completed(steps[one.number], one)]
    return Progress(
        position_ms=position_ms,
        played_ms=sum(one.heard_ms for one in heard),
        tension_ms=sum(one.heard_ms for one in heard if steps[one.number].is_tension),
        completed_steps=len(completed),
        completed_work=sum(step.is_tension for step in completed),
        changed=heard,
    )
