"""How each exercise has come on: a small curve over the sessions of the log, oldest first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.log.model import Ending
from voicecoach.units import format_whole_seconds_ms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from voicecoach.log.model import LoggedSession, LoggedStep

_CURVE: Final = "▁▂▃▄▅▆▇█"
_PLAIN_CURVE: Final = "12345678"
_MOST_SESSIONS: Final = 20  # of a curve
_MOST_EXERCISES: Final = 12
_KILOS: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?=kg$)")

HEADING: Final = ("exercise", "sessions", "progress", "first", "last", "best")


def exercise_rows(sessions: Iterable[LoggedSession], *, is_plain: bool) -> list[tuple[str, ...]]:
    """Return a heading and a row for each exercise, the one that was done last first; no rows where all sessions were tries.

    Each session shows its best: the heaviest load, where the exercise had loads in kilograms each time and they differ; else the longest
    time of one set or hold.
    """
    done: dict[str, list[Sequence[LoggedStep]]] = {}
    for session in sorted(sessions, key=lambda one: one.started_utc):
        if session.is_try or session.ended is Ending.PLAYING:
            continue
        for name, steps in _by_name(session).items():
            done[name] = [*done.pop(name, []), steps]  # the one that was done last comes last
    rows = [_row(each, is_plain=is_plain) for each in reversed(done.values())]
    return [HEADING, *rows[:_MOST_EXERCISES]] if rows else []


def _by_name(session: LoggedSession) -> dict[str, list[LoggedStep]]:
    found: dict[str, list[LoggedStep]] = {}
    for step in session.begun:
        if step.plan.is_tension and step.plan.name and step.heard.heard_ms:
            found.setdefault(step.plan.name.casefold(), []).append(step)
    return found


def _row(done: Sequence[Sequence[LoggedStep]], *, is_plain: bool) -> tuple[str, ...]:
    shown = done[-_MOST_SESSIONS:]
    loads = [_heaviest(steps) for steps in shown]
    kilos = [load for load in loads if load is not None]
    if len(kilos) == len(loads) and len(set(kilos)) > 1:
        values: list[float] = list(kilos)
        texts = [f"{value:+g}kg" for value in kilos]
    else:
        times_ms = [max(step.heard.heard_ms for step in steps) for steps in shown]
        values = list(times_ms)
        texts = [format_whole_seconds_ms(time_ms) for time_ms in times_ms]
    best = max(range(len(values)), key=values.__getitem__)
    name = done[-1][0].plan.name
    return name, str(len(done)), sparkline(values, is_plain=is_plain), texts[0], texts[-1], texts[best]


def _heaviest(steps: Sequence[LoggedStep]) -> float | None:
    """Return the heaviest load in kilograms; None where a step has none or another kind of load."""
    found = [_KILOS.match(step.plan.load) for step in steps]
    loads = [float(load[0]) for load in found if load is not None]
    return max(loads) if loads and len(loads) == len(steps) else None


def sparkline(values: Sequence[float], *, is_plain: bool) -> str:
    """Return a curve, a sign a value: the lowest sign for the least, the highest for the most, the middle where all are the same."""
    signs = _PLAIN_CURVE if is_plain else _CURVE
    low, high = min(values), max(values)
    if low == high:
        return signs[len(signs) // 2 - 1] * len(values)
    return "".join(signs[round((value - low) / (high - low) * (len(signs) - 1))] for value in values)
