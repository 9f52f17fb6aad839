"""One routine as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.language.model import Parameter, ParameterKind
from voicecoach.report.steps import outline
from voicecoach.report.tables import paragraph, table
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.model import Routine

_WIDTH = 88


def routine_page(routine: Routine, *, width: int = 0) -> str:
    """Return what a person wants to know of a routine before starting it: about, parameters, steps.

    The lines fit `width` columns; 0 is any width.
    """
    lines = [routine.title, ""]
    if routine.about:
        lines += [paragraph(routine.about, min(width or _WIDTH, _WIDTH)), ""]
    if routine.tags:
        tags = "; ".join(f"{tag.name}: {', '.join(tag.values)}" for tag in routine.tags)
        lines += [paragraph(tags, width), ""]
    if routine.parameters:
        lines.append("Parameters (--set NAME=VALUE)")
        rows = [("name", "default", "from", "to", "about")]
        rows += [
            (f"  {parameter.name}", _value(parameter, parameter.default), *_range(parameter), parameter.about)
            for parameter in routine.parameters
        ]
        lines += [table(rows, width=width), ""]
    lines += ["Steps", *(paragraph(f"  {line}", width) for line in outline(routine.steps)), ""]
    lines += ["Source", "", routine.source.text.rstrip("\n")]
    return "\n".join(lines)


def _value(parameter: Parameter, value: int | str | None) -> str:
    if value is None:
        return ""
    if parameter.kind is ParameterKind.DURATION and isinstance(value, int):
        return format_duration_ms(value)
    return str(value)


def _range(parameter: Parameter) -> tuple[str, str]:
    if parameter.choices:
        return ", ".join(parameter.choices), ""
    return _value(parameter, parameter.minimum), _value(parameter, parameter.maximum)
