"""What was really done of a programme: one outcome for each day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

MAX_EFFORT_TO_STEP_UP: Final = 8
MAX_PAIN_TO_STEP_UP: Final = 3
PAIN_TO_ASK_ABOUT: Final = 6


class Done(Struct, frozen=True, kw_only=True):
    """A session of the log that belongs to the programme.

    `stage` is the stage that it was a session of, by its index. Effort is 1 to 10 and pain 0 to 10, None where nobody said.
    """

    day: date
    stage: int
    is_finished: bool
    effort: int | None = None
    pain: int | None = None


class Outcome(Struct, frozen=True, kw_only=True):
    """What a day's sessions of one stage come to. More than one on a day count once."""

    day: date
    stage: int
    is_finished: bool
    effort: int | None
    pain: int | None

    @property
    def is_too_hard(self) -> bool:
        return self.effort is not None and self.effort > MAX_EFFORT_TO_STEP_UP

    @property
    def hurt(self) -> bool:
        return self.pain is not None and self.pain > MAX_PAIN_TO_STEP_UP

    @property
    def earns_a_step(self) -> bool:
        return self.is_finished and not self.is_too_hard and not self.hurt


def outcomes(sessions: Iterable[Done]) -> tuple[Outcome, ...]:
    """Return a day's sessions of one stage as one, in the order of the days.

    `sessions` is in the order in which they were begun. Whether the day's work was finished is what the last of them says, so that a start
    by mistake does no harm; the highest effort and the worst pain of the day count.
    """
    days: dict[tuple[date, int], Outcome] = {}
    for one in sorted(sessions, key=lambda session: session.day):
        before = days.pop((one.day, one.stage), None)
        days[one.day, one.stage] = Outcome(
            day=one.day,
            stage=one.stage,
            is_finished=one.is_finished,
            effort=_higher(before.effort if before else None, one.effort),
            pain=_higher(before.pain if before else None, one.pain),
        )
    return tuple(days.values())


def _higher(before: int | None, now: int | None) -> int | None:
    known = [value for value in (before, now) if value is not None]
    return max(known, default=None)
