"""What stands beside a routine's title and belongs into it: `rounds: 3` for all of its steps, parameters without their key. Reported, and read as meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.structure import MisplacedKey
from voicecoach.findings.terms import Part
from voicecoach.language.durations import Problem
from voicecoach.language.keys import PARAMETERS, ROUTINE_KEYS, STEPS
from voicecoach.language.lines import lines_from
from voicecoach.language.nodes import Entry, Mapping, Scalar, ScalarStyle, Sequence
from voicecoach.language.slips.shapes import deeper
from voicecoach.language.step_entries import find_entry, without
from voicecoach.language.values import whole_number
from voicecoach.source import Span

if TYPE_CHECKING:
    from voicecoach.language.scope import Scope

_ROUNDS: Final = frozenset(("rounds", "repeat", "times", "runden", "circuits", "laps"))
_MOST_KEYS: Final = 50  # for each that is unknown, all of the text is looked through
_MORE: Final = 4  # columns that a block's steps are deeper than it


def with_rounds_inside(scope: Scope, root: Mapping) -> Mapping:
    """Put all steps into `rounds: 3` where that stands beside the title."""
    rounds = next((one for one in root.entries if one.key.text.casefold() in _ROUNDS), None)
    steps = find_entry(root, STEPS.name)
    if rounds is None or steps is None or root.flow or not isinstance(rounds.value, Scalar):
        return root
    found = whole_number(rounds.value.text)
    count = found.suggestion if isinstance(found, Problem) else str(found)
    if not count or not isinstance(steps.value, Sequence) or steps.value.flow or not steps.value.items:
        return root
    text = steps.value.span.source.text
    first = max(text.rfind(end, 0, steps.value.span.start) for end in "\r\n") + 1
    indent = text[first : steps.value.span.start]
    if indent.strip():
        return root
    head = f"{indent}- rounds: {count}\n{indent}  {STEPS.name}:\n"
    end = steps.value.span.start + len(steps.value.span.text.rstrip())
    starts = [start for start, line in lines_from(text, first) if start < end and line.strip()]
    edits = [
        Edit(
            span=replace(steps.value.span, start=at, end=at), text=(head if at == first else "") + " " * _MORE
        )
        for at in starts
    ]
    scope.report(
        MisplacedKey(
            span=rounds.key.span,
            key=rounds.key.text,
            where=Part.ROUTINE,
            edits=(_line_of(rounds), *edits),
        )
    )
    block = Mapping(
        entries=(
            Entry(key=replace(rounds.key, text="rounds"), value=_plain(rounds.value, count)),
            Entry(key=steps.key, value=steps.value),
        ),
        span=steps.value.span,
    )
    inside = replace(steps, value=replace(steps.value, items=(block,)))
    left = tuple(inside if one is steps else one for one in root.entries if one is not rounds)
    return replace(root, entries=left)


def with_parameters_below(scope: Scope, root: Mapping) -> Mapping:
    """Put names that the routine uses with a dollar sign below `parameters:`: `hold: 30s` beside the title."""
    if root.flow or find_entry(root, PARAMETERS.name) or len(root.entries) > _MOST_KEYS:
        return root
    text = root.span.source.text
    loose = [
        one
        for one in root.entries
        if one.key.text not in ROUTINE_KEYS
        and isinstance(one.value, Scalar)
        and re.search(rf"\$\{{?{re.escape(one.key.text)}\b", text)
    ]
    if not loose:
        return root
    begin, end = loose[0].key.span.start, loose[-1].value.span.end
    between = [one for one in root.entries if begin <= one.key.span.start < end]
    edits: tuple[Edit, ...] = ()
    span = Span(source=root.span.source, start=begin, end=end)
    if between == loose:
        first, *others = deeper(span)
        edits = (replace(first, text=f"{PARAMETERS.name}:\n{first.text}"), *others)
    key = loose[0].key
    scope.report(MisplacedKey(span=key.span, key=key.text, where=Part.ROUTINE, edits=edits))
    below = Entry(key=replace(key, text=PARAMETERS.name), value=Mapping(entries=tuple(loose), span=span))
    return replace(root, entries=(*(one for one in root.entries if one not in loose), below))


def _plain(value: Scalar, text: str) -> Scalar:
    return Scalar(text=text, span=value.span, style=ScalarStyle.PLAIN)


def _line_of(entry: Entry) -> Edit:
    """Return the edit that takes a key's line out; at the beginning of a file there is no line before it."""
    edit = without(entry)
    text = entry.key.span.source.text
    if edit.span.start or not text[edit.span.end :].startswith("\n"):
        return edit
    return replace(edit, span=replace(edit.span, end=edit.span.end + 1))
