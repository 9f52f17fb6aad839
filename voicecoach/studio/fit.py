"""Scaling a routine's rounds to a session length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.errors import UsageError
from voicecoach.pipeline import Rejected, lay_out_routine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from voicecoach.language.model import Routine
    from voicecoach.source import SourceText
    from voicecoach.studio_setup import StudioSetup

ROUNDS: Final = "rounds"
MOST_ROUNDS: Final = 1000


class Fit(Struct, frozen=True, kw_only=True):
    """The best number of rounds, and the resulting length."""

    rounds: int
    total_ms: int


class Fitted(Struct, frozen=True, kw_only=True):
    """Settings with the best number of rounds."""

    settings: Mapping[str, str]
    fit: Fit


def with_fitted_rounds(
    source: SourceText,
    settings: Mapping[str, str],
    target_ms: int,
    studio_for: Callable[[Routine], StudioSetup],
) -> Fitted | Rejected:
    """Return the settings with the number of rounds that comes nearest to a session length. Raises UsageError as `fit_routine` does, and if the rounds are set already."""
    if ROUNDS in settings:
        raise UsageError("--fit chooses the rounds, and they are set as well", hint="leave one of them out")
    fit = fit_routine(source, settings, target_ms, studio_for)
    return (
        fit if isinstance(fit, Rejected) else Fitted(settings={**settings, ROUNDS: str(fit.rounds)}, fit=fit)
    )


def fit_routine(
    source: SourceText,
    settings: Mapping[str, str],
    target_ms: int,
    studio_for: Callable[[Routine], StudioSetup],
) -> Fit | Rejected:
    """Return the number of rounds that comes nearest to a session length. Raises UsageError where the routine has no such parameter."""
    laid_out = lay_out_routine(source, settings, studio_for)
    if isinstance(laid_out, Rejected):
        return laid_out
    parameter = laid_out.routine.parameter(ROUNDS)
    if parameter is None:
        raise no_rounds(source.name)

    def total_ms(rounds: int) -> int:
        scaled = lay_out_routine(source, {**settings, ROUNDS: str(rounds)}, studio_for)
        if isinstance(scaled, Rejected):
            raise _RejectedError(scaled)
        return scaled.session.total_ms

    try:
        return fit_rounds(
            total_ms, target_ms, least=max(parameter.minimum or 1, 1), most=parameter.maximum or MOST_ROUNDS
        )
    except _RejectedError as wrong:
        return wrong.rejected


class _RejectedError(Exception):
    """The routine has errors with this number of rounds."""

    def __init__(self, rejected: Rejected) -> None:
        super().__init__()
        self.rejected = rejected


def fit_rounds(
    total_ms: Callable[[int], int], target_ms: int, *, least: int = 1, most: int = MOST_ROUNDS
) -> Fit:
    """Return the number of rounds whose session length is nearest to the target; of two equally near, the shorter session.

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
