"""A routine's steps as a short outline, with this run's parameters in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from voicecoach.language.model import (
    Amrap,
    Emom,
    Hangs,
    Include,
    Ladder,
    LeadIn,
    Reps,
    Rest,
    Rounds,
    Say,
    SpokenDuration,
    Step,
    Text,
    Variable,
    Work,
)
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INDENT = "  "


def outline(steps: Sequence[Step]) -> Iterator[str]:
    """Yield a line for each step, those of a block indented below it."""
    for step in steps:
        yield _line(step)
        match step:
            case Rounds() | Emom() | Amrap():
                yield from _indented(outline(step.steps))
            case Ladder():
                for number, rung in enumerate(step.rungs, start=1):
                    yield f"{_INDENT}rung {number}"
                    yield from _indented(_indented(outline(rung)))
            case _:
                pass


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (_INDENT + line for line in lines)


def _line(step: Step) -> str:  # noqa: C901, PLR0911 - one case a kind of step
    match step:
        case LeadIn():
            return f"lead-in {format_duration_ms(step.duration_ms)}"
        case Rest():
            return f"rest {format_duration_ms(step.duration_ms)}"
        case Say():
            return f"say “{_text(step.wordings[0])}”"
        case Work():
            return f"{step.kind} {_text(step.name)}, {format_duration_ms(step.duration_ms)}{_repeats(step)}"
        case Reps():
            beats = "-".join(format_duration_ms(beat_ms) for beat_ms in step.beats_ms)
            tempo = f" of {beats}" if beats else ""
            return f"{step.count} reps {_text(step.name)}{tempo}{_repeats(step)}"
        case Hangs():
            name = _text(step.name) + ", " if step.name else ""
            on, off = format_duration_ms(step.on_ms), format_duration_ms(step.off_ms)
            return f"hangs {name}{step.count} x {on}:{off}{_sets(step)}"
        case Rounds():
            return f"{step.count} round{'' if step.count == 1 else 's'}"
        case Emom():
            return f"{step.count} times, every {format_duration_ms(step.every_ms)}"
        case Amrap():
            return f"as many rounds as possible in {format_duration_ms(step.duration_ms)}"
        case Ladder():
            return f"ladder of {len(step.rungs)} rungs"
        case Include():
            return f"include {step.path}"
        case _:
            assert_never(step)


def _repeats(step: Work | Reps) -> str:
    if not step.sides:
        return _sets(step)
    switch = f", {format_duration_ms(step.switch_ms)} to switch" if step.switch_ms else ""
    return f", {' and '.join(step.sides)}{switch}{_sets(step)}"


def _sets(step: Work | Reps | Hangs) -> str:
    if step.sets == 1:
        return ""
    rest = f", {format_duration_ms(step.set_rest.duration_ms)} rest" if step.set_rest else ""
    return f", {step.sets} sets{rest}"


def _text(text: Text) -> str:
    """Return a text as it is written, its variables by their names."""
    words = ""
    for part in text.parts:
        match part:
            case Variable():
                words += f"${part}"
            case SpokenDuration():
                words += format_duration_ms(part.duration_ms)
            case str():
                words += part
            case _:
                assert_never(part)
    return words
