"""What was really done of a programme, day by day."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

MAX_EFFORT_TO_STEP_UP: Final = 8
MAX_PAIN_TO_STEP_UP: Final = 3
PAIN_TO_ASK_ABOUT: Final = 6


class DoneSession(Struct, frozen=True, kw_only=True):
    """A session of the log that belongs to the programme.

    `stage` is the stage that it was a session of, by its index. Effort is 1 to 10 and pain 0 to 10, None where nobody said.
    """

    day: date
    stage: int
    is_finished: bool
    effort: int | None = None
    pain: int | None = None


class Outcome(Struct, frozen=True, kw_only=True):
    """The outcome of a day's sessions of one stage. `is_extra`: the day's work was already done when they were begun."""

    day: date
    stage: int
    is_finished: bool
    effort: int | None
    pain: int | None
    is_extra: bool = False

    @property
    def is_too_hard(self) -> bool:
        return self.effort is not None and self.effort > MAX_EFFORT_TO_STEP_UP

    @property
    def hurt(self) -> bool:
        return self.pain is not None and self.pain > MAX_PAIN_TO_STEP_UP

    @property
    def earns_a_step(self) -> bool:
        return self.is_finished and not self.is_too_hard and not self.hurt


def outcomes(sessions: Iterable[DoneSession], *, a_day: int = 1) -> tuple[Outcome, ...]:
    """Return what each day came to, in the order of the days: so many sessions a day count, those beyond are extra.

    `sessions` is in the order in which they were begun. One more session of a stage counts with the one before, unless the programme
    has several a day: the last of them says whether the work was finished, so that a start by mistake does no harm; the highest effort
    and the worst pain count.
    """
    days = groupby(sorted(sessions, key=lambda session: session.day), key=lambda session: session.day)
    return tuple(outcome for _, of_day in days for outcome in _of_a_day(of_day, a_day))


def _of_a_day(sessions: Iterable[DoneSession], a_day: int) -> list[Outcome]:
    found: list[Outcome] = []
    for one in sessions:
        at = next((at for at in reversed(range(len(found))) if found[at].stage == one.stage), None)
        before = found[at] if at is not None else None
        is_full = sum(known.is_finished and not known.is_extra for known in found) >= a_day
        is_another = before is None or (before.is_finished and not is_full)
        now = Outcome(
            day=one.day,
            stage=one.stage,
            is_finished=one.is_finished,
            effort=one.effort,
            pain=one.pain,
            is_extra=is_full,
        )
        if at is not None and before is not None and not is_another:
            found[at] = replace(
                now,
                effort=_higher(before.effort, now.effort),
                pain=_higher(before.pain, now.pain),
                is_extra=before.is_extra,
            )
        else:
            found.append(now)
    return found


def _higher(before: int | None, now: int | None) -> int | None:
    known = [value for value in (before, now) if value is not None]
    return max(known, default=None)
