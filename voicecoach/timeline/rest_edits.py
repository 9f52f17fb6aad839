"""Edits that give an exercise the time in which it is told: a rest before it, or a longer one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.findings.base import Edit
from voicecoach.source import Span
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.findings.terms import TimeToTell

_ITEM = re.compile(r"( *)-( +)(?=\S)")
_LENGTH = re.compile(r" *: +([0-9][\w.:]*) *(?:#.*)?$")
_MOST_LINES: Final = 30  # of a step, before the key that says its kind


def edits_for(time: TimeToTell, step: Span, host: Span | None) -> tuple[Edit, ...]:
    """Return the edits that write this time; none where the source is not written line by line.

    `step` is the key that says the exercise's kind, `host` the key of the rest that is too short.
    """
    written = format_duration_ms(time.length_ms)
    if time.is_new:
        return _step_before(f"{time.key}: {written}", step)
    if time.is_between_sets:
        return _key_below(f"{time.key}: {written}", step)
    return () if host is None else _other_length(written, host)


def _step_before(text: str, step: Span) -> tuple[Edit, ...]:
    source, (line, column) = step.source, step.source.line_column(step.start)
    line_start = step.start - (column - 1)
    for above in range(line, max(line - _MOST_LINES, 0), -1):
        item = _ITEM.match(source.line_text(above))
        if item is not None and (item.end() == column - 1 or (above == line and item.end() < column)):
            indent = item[1]
            at = line_start + len(indent)
            return (Edit(span=Span(source=source, start=at, end=at), text=f"- {text}\n{indent}"),)
        line_start = _line_start(source.text, line_start - 1)
    return ()


def _key_below(text: str, step: Span) -> tuple[Edit, ...]:
    """Return the key in the line below the one that says the kind, if that is another key of the step."""
    source, (line, column) = step.source, step.source.line_column(step.start)
    indent = " " * (column - 1)
    following = source.text.find("\n", step.end) + 1
    if not following or not re.match(rf"{indent}[\w-]+:", source.line_text(line + 1)):
        return ()
    return (Edit(span=Span(source=source, start=following, end=following), text=f"{indent}{text}\n"),)


def _other_length(written: str, host: Span) -> tuple[Edit, ...]:
    line_end = host.source.text.find("\n", host.end)
    rest_of_line = host.source.text[host.end : line_end if line_end >= 0 else None].rstrip("\r")
    length = _LENGTH.match(rest_of_line)
    if length is None:
        return ()
    start = host.end + length.start(1)
    return (Edit(span=Span(source=host.source, start=start, end=host.end + length.end(1)), text=written),)


def _line_start(text: str, before: int) -> int:
    return max(text.rfind("\n", 0, max(before, 0)), text.rfind("\r", 0, max(before, 0))) + 1
