"""Which session is resumed, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.log.model import Ending

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from voicecoach.log.model import HeardStep, LoggedSession, LoggedStep, StepPlan


def last_broken_off(sessions: Iterable[LoggedSession], *, routine: str = "") -> LoggedSession | None:
    """Return the session that was broken off last, of this routine if it is named, or None.

    `sessions` come newest first. A session is not resumed if the routine has been completed since.
    """
    done: set[str] = set()
    for session in sessions:
        if routine and session.routine != routine:
            continue
        if session.is_broken_off and session.routine not in done:
            return session
        if session.ended is Ending.FINISHED:
            done.add(session.routine)
    return None


class Continuation(Struct, frozen=True, kw_only=True):
    """Where a session is resumed in the current steps, and what was heard of them before."""

    start_ms: int
    before: tuple[HeardStep, ...]


def continuation(session: LoggedSession, steps: Sequence[StepPlan]) -> Continuation | None:
    """Return where a session is resumed, or None if its step no longer exists.

    A step that is as it was goes on at the same moment, one whose length has changed from its beginning.
    """
    position_ms = min(session.position_ms, session.total_ms - 1)
    now = {logged.heard.number: _number(logged, steps) for logged in session.begun}
    before = []
    start_ms: int | None = None
    for logged in session.begun:
        number = now[logged.heard.number]
        if number is None:
            continue
        plan, step, heard = logged.plan, steps[number], logged.heard
        into_ms = step.start_ms - plan.start_ms
        is_same = step.duration_ms == plan.duration_ms
        if is_same:
            before.append(replace(heard, number=number, reached_ms=heard.reached_ms + into_ms))
        if plan.start_ms <= position_ms < plan.end_ms:
            start_ms = position_ms + into_ms if is_same else step.start_ms
    return None if start_ms is None else Continuation(start_ms=start_ms, before=tuple(before))


def _number(logged: LoggedStep, steps: Sequence[StepPlan]) -> int | None:
    """Return the index of a step in the plan as it is now: where it was, else the nearest one that is the same step."""
    number = logged.heard.number
    if steps[number : number + 1] and steps[number].identity == logged.plan.identity:
        return number
    same = [index for index, step in enumerate(steps) if step.identity == logged.plan.identity]
    return min(same, key=lambda index: abs(index - number), default=None)
