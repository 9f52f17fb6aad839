"""What stands around a list of steps: how many rounds, the rest between them, or a clock, as in `"type": "emom"`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.importing.steps import (
    ImportedAmrap,
    ImportedCounted,
    ImportedEmom,
    ImportedForTime,
    ImportedRest,
    ImportedRounds,
)
from voicecoach.importing.structured.keys import Role, words_of
from voicecoach.units import MS_PER_MIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.steps import ImportedStep
    from voicecoach.importing.structured.values import Values


def block_of(values: Values, steps: list[ImportedStep], name: str) -> list[ImportedStep]:
    """Return the steps as often and as long as the values around them say."""
    if not steps:
        return steps
    kind = words_of(values.text(Role.KIND), values.text(Role.NAME))
    if "amrap" in kind and (length_ms := values.ms(Role.LENGTH, Role.CAP)):
        values.use(Role.KIND)
        return [ImportedAmrap(length_ms=length_ms, steps=_uncounted(steps))]
    if "emom" in kind and (minutes := _minutes(values)):
        count, every_ms = minutes
        values.use(Role.KIND)
        return [ImportedEmom(count=count, every_ms=every_ms, minutes=(_uncounted(steps),))]
    if cap_ms := values.ms(Role.CAP):
        values.use(Role.KIND)
        return [ImportedForTime(length_ms=cap_ms, steps=_uncounted(_rounds(values, steps, name)))]
    return _rounds(values, steps, name)


def _minutes(values: Values) -> tuple[int, int] | None:
    """Return how many minutes an interval workout has, and how long each is."""
    every_ms = values.ms(Role.EVERY) or MS_PER_MIN
    rounds = values.times(Role.SETS, Role.TIMES)
    if rounds > 1:
        return rounds, every_ms
    length_ms = values.ms(Role.LENGTH)
    return (length_ms // every_ms, every_ms) if length_ms >= every_ms else None


def _rounds(values: Values, steps: list[ImportedStep], name: str) -> list[ImportedStep]:
    times = values.times(Role.SETS, Role.TIMES, Role.REPS)
    rest_ms = values.ms(Role.SET_REST)
    if times == 1:
        return steps
    rest: list[ImportedStep] = [ImportedRest(length_ms=rest_ms)] if rest_ms else []
    if rest and isinstance(steps[-1], ImportedRest):
        # The last round ends with its own rest, without that between the rounds.
        again = ImportedRounds(count=times - 1, name=name, steps=(*steps, *rest), keeps_last_rest=True)
        return [again, *steps]
    return [ImportedRounds(count=times, name=name, steps=(*steps, *rest), keeps_last_rest=not rest)]


def _uncounted(steps: Sequence[ImportedStep]) -> tuple[ImportedStep, ...]:
    """Return steps of which nobody counts the reps: they are done against a clock."""
    return tuple(
        replace(step, every="", tempo="", ready=False)
        if isinstance(step, ImportedCounted)
        else replace(step, steps=_uncounted(step.steps))
        if isinstance(step, ImportedRounds)
        else step
        for step in steps
    )
