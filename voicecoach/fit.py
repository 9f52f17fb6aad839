"""Scaling a routine's rounds to a session length (`--fit 10m`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS: Final = "rounds"
MOST_ROUNDS: Final = 1000


class Fit(Struct, frozen=True, kw_only=True):
    """The number of rounds that comes nearest, and the length that they give."""

    rounds: int
    total_ms: int


def fit_rounds(
    total_ms: Callable[[int], int], target_ms: int, *, least: int = 1, most: int = MOST_ROUNDS
) -> Fit:
    """Return the number of rounds whose session length is nearest to the target; of two as near, the shorter session.

    `total_ms` gives the length for a number of rounds; it grows with them. It is asked for at most
    twice as many rounds as are needed.
    """
    low = high = least
    while high < most and total_ms(high) < target_ms:
        low, high = high, min(2 * high, most)
    while low < high:
        middle = (low + high) // 2
        if total_ms(middle) < target_ms:
            low = middle + 1
        else:
            high = middle
    candidates = [
        Fit(rounds=rounds, total_ms=total_ms(rounds)) for rounds in (low - 1, low) if rounds >= least
    ]
    return min(candidates, key=lambda fit: (abs(fit.total_ms - target_ms), fit.rounds))


def no_rounds(routine_name: str) -> UsageError:
    return UsageError(
        f"`{routine_name}` has no parameter `{ROUNDS}`, so --fit has nothing to scale",
        hint="`voicecoach show` lists its parameters; set them with --set",
    )
