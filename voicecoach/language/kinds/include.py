"""`include: warm-up.yaml`: the steps of another routine."""

from __future__ import annotations

from typing import Final

from voicecoach.language.keys import Key, Takes
from voicecoach.language.kinds.kind import StepKind, Values
from voicecoach.language.model import Step


class Include(Step, frozen=True, kw_only=True):
    """Another routine's steps; `settings` are texts as from `--set`."""

    path: str
    settings: tuple[tuple[str, str], ...]


_INCLUDE: Final[Key[str]] = Key(
    name="include",
    takes=Takes.TEXT,
    about="The steps of another routine, by its path beside this one.",
)
_SET: Final[Key[tuple[tuple[str, str], ...]]] = Key(
    name="set", takes=Takes.SETTINGS, about="Values for that routine's parameters.", default=()
)


def _make(values: Values) -> Include:
    return Include(path=values[_INCLUDE], settings=values[_SET], span=values.span)


KIND: Final = StepKind(
    key=_INCLUDE,
    beside=(_SET,),
    step=Include,
    make=_make,
    leaves=lambda step, place, world: world.leaves(world.included_steps(step), place),
    outline=lambda step: f"include {step.path}",
)
