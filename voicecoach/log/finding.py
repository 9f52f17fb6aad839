"""Finds where a session starts with `--from STEP|TIME`."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from voicecoach.errors import UsageError
from voicecoach.language.durations import duration_ms
from voicecoach.units import format_clock_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.log.model import StepPlan

_MOST_NAMES = 12


def find_start_ms(wanted: str, steps: Sequence[StepPlan], *, total_ms: int) -> int:
    """Return the start of the first step of this name, or of a name with this part, or else the time that it says.

    A step without a name goes by its kind, such as `rest`. Raises UsageError.
    """
    key = _key(wanted)
    starts_ms: dict[str, int] = {}
    shown: dict[str, str] = {}
    for step in steps:
        name = step.name or str(step.kind)
        starts_ms.setdefault(_key(name), step.start_ms)
        shown.setdefault(_key(name), name)
    if key in starts_ms:
        return starts_ms[key]
    time_ms = duration_ms(wanted.strip())
    if isinstance(time_ms, int):
        return _checked(time_ms, wanted, total_ms)
    containing = [name for name in starts_ms if key and key in name]
    if len(containing) > 1:
        several = ", ".join(f"`{shown[name]}`" for name in containing)
        raise UsageError(f"`{wanted}` is part of several steps: {several}", hint="give more of the name")
    if not containing:
        raise UsageError(f"no step is called `{wanted}`, for --from", hint=_hint(key, shown))
    return starts_ms[containing[0]]


def _checked(time_ms: int, wanted: str, total_ms: int) -> int:
    if time_ms >= total_ms:
        raise UsageError(
            f"--from {wanted} is beyond the end: the session takes {format_clock_ms(total_ms)}",
            hint="give an earlier time, or the name of a step",
        )
    return time_ms


def _hint(key: str, shown: dict[str, str]) -> str:
    words = {word: name for folded, name in shown.items() for word in folded.split()}
    close = get_close_matches(key, [*shown, *words], n=1, cutoff=0.6)
    meant = f"did you mean `{(words | shown)[close[0]]}`? " if close else ""
    names = [f"`{name}`" for name in shown.values()]
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{meant}its steps are {', '.join(names[:_MOST_NAMES])}{more}; or give a time, such as 3:20"


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
