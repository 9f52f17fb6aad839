"""With what an exercise was done, as the listener says it: `--load +10kg`, `--load 'Max hang=+10kg'`, `--edge 20mm`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.errors import UsageError
from voicecoach.language.details import edge_of, edge_written, load_of, load_written
from voicecoach.language.durations import Problem, duration_ms
from voicecoach.units import format_clock_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from voicecoach.log.model import StepPlan


class Detail(Struct, frozen=True, kw_only=True):
    """`exercise` is empty where it holds for all of them."""

    option: str
    exercise: str
    text: str


def details_told(loads: Sequence[str], edges: Sequence[str]) -> tuple[Detail, ...]:
    """Return what the options say, each as routines write it. Raises UsageError."""
    return (
        *_told("--load", loads, _load, "is not a load", "write it with its unit, such as `+10kg`"),
        *_told("--edge", edges, _edge, "is not an edge", "write it with its unit, such as `20mm`"),
    )


def reached_told(times: Sequence[str]) -> tuple[Detail, ...]:
    """Return what `--reached` says. Raises UsageError."""
    return _told("--reached", times, _time, "is no time, for --reached", "write it as `48s` or `1:12`")


def _told(
    option: str, texts: Sequence[str], read: Callable[[str], str | None], refusal: str, hint: str
) -> tuple[Detail, ...]:
    found = []
    for text in texts:
        exercise, value = _divided(text)
        written = read(value)
        if written is None:
            raise UsageError(f"`{value}` {refusal}", hint=hint)
        found.append(Detail(option=option, exercise=exercise, text=written))
    return tuple(found)


def _load(value: str) -> str | None:
    load = load_of(value)
    if isinstance(load, Problem):
        return None
    return load if isinstance(load, str) else load_written(load)


def _edge(value: str) -> str | None:
    edge = edge_of(value)
    if isinstance(edge, Problem):
        return None
    return edge if isinstance(edge, str) else edge_written(edge)


def _time(value: str) -> str | None:
    return value if isinstance(duration_ms(value), int) else None


def times_reached(
    steps: Sequence[StepPlan], until_done: Sequence[int], details: Sequence[Detail]
) -> dict[int, int]:
    """Return how long each step `until: done` went, in ms by its number, where it is said. Raises UsageError."""
    found: dict[int, int] = {}
    for detail in details:
        numbers = [n for n in until_done if detail.exercise.casefold() in ("", steps[n].name.casefold())]
        time_ms = duration_ms(detail.text)
        assert isinstance(time_ms, int), "`reached_told` has read it"
        if not numbers:
            raise UsageError(
                "the session has no such step `until: done`, for --reached",
                hint="leave it out, or name another exercise",
            )
        longest_ms = min(steps[n].duration_ms for n in numbers)
        if time_ms > longest_ms:
            raise UsageError(
                f"--reached {detail.text} is longer than the step, which ends at {format_clock_ms(longest_ms)}",
                hint="write what was reached of it",
            )
        found |= dict.fromkeys(numbers, time_ms)
    return found


def _divided(text: str) -> tuple[str, str]:
    exercise, mark, value = text.rpartition("=")
    return (exercise.strip(), value.strip()) if mark else ("", text.strip())


def with_details(steps: Sequence[StepPlan], details: Sequence[Detail]) -> tuple[StepPlan, ...]:
    """Return the steps as they were really done. Raises UsageError for an exercise that is not among them."""
    names = {step.name.casefold(): step.name for step in steps if step.is_tension}
    changed = list(steps)
    for detail in details:
        if not names or (detail.exercise and detail.exercise.casefold() not in names):
            known = ", ".join(f"`{name}`" for name in names.values())
            raise UsageError(
                f"the session has no exercise `{detail.exercise}`, for {detail.option}",
                hint=f"it has {known}" if known else "it has none that was begun",
            )
        for number, step in enumerate(changed):
            if step.is_tension and detail.exercise.casefold() in ("", step.name.casefold()):
                changed[number] = _with(step, detail)
    return tuple(changed)


def _with(step: StepPlan, detail: Detail) -> StepPlan:
    return replace(step, load=detail.text) if detail.option == "--load" else replace(step, edge=detail.text)
