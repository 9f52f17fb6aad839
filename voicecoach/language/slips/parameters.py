"""What other notations say of a parameter: its type, its range. Reported, and read as meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.structure import UnknownKey
from voicecoach.findings.terms import Part
from voicecoach.language.keys import PARAMETER_KEYS
from voicecoach.language.nodes import Entry, Mapping, Scalar, Sequence
from voicecoach.language.step_entries import find_entry, line_beside, with_values, without

if TYPE_CHECKING:
    from voicecoach.language.scope import Scope

_DEFAULT: Final = "default"
_LIMITS: Final = frozenset(("range", "limits", "bounds", "between", "bereich"))
_BETWEEN_LIMITS: Final = re.compile(r"\s*(?:-|\N{EN DASH}|\.\.+|,|\bto\b|\band\b|\bbis\b)\s*")
_TYPES: Final = frozenset(("type", "typ", "kind", "unit", "required", "optional", "readonly", "label"))


def without_type(scope: Scope, node: Mapping) -> Mapping:
    """Take out `type: duration`: a parameter's type is that of its default."""
    stated = next((one for one in node.entries if one.key.text in _TYPES), None)
    if stated is None or len(node.entries) == 1 or not isinstance(stated.value, Scalar):
        return node
    left = tuple(one for one in node.entries if one is not stated)
    edits = (without(stated),)
    if stated is node.entries[0]:
        edits = (Edit(span=replace(stated.key.span, end=left[0].key.span.start), text=""),)
    scope.report(
        UnknownKey(
            span=stated.key.span,
            key=stated.key.text,
            where=Part.PARAMETER,
            known=tuple(PARAMETER_KEYS),
            edits=edits,
        )
    )
    return replace(node, entries=left)


def with_default_named(scope: Scope, node: Mapping) -> Mapping:
    """Give the value its key that stands first in a parameter's braces, without one: `{30s, min: 10s}`."""
    first = node.entries[0] if node.flow and node.entries else None
    if first is None or not isinstance(first.value, Scalar) or not first.value.absent:
        return node
    if not first.key.text[:1].isdigit() or find_entry(node, _DEFAULT):
        return node
    at = replace(first.key.span, end=first.key.span.start)
    scope.report(
        UnknownKey(
            span=first.key.span,
            key=first.key.text,
            where=Part.PARAMETER,
            suggestion=f"{_DEFAULT}: {first.key.text}",
            edits=(Edit(span=at, text=f"{_DEFAULT}: "),),
        )
    )
    named = Entry(key=replace(first.key, text=_DEFAULT), value=first.key)
    return replace(node, entries=(named, *node.entries[1:]))


def with_limits(scope: Scope, node: Mapping) -> Mapping:
    """Take `range: 10s-60s` of a parameter apart: `min` and `max`."""
    one = next((one for one in node.entries if one.key.text.casefold() in _LIMITS), None)
    if one is None or {"min", "max"} & {entry.key.text for entry in node.entries}:
        return node
    if isinstance(one.value, Sequence):
        ends = [item.text for item in one.value.items if isinstance(item, Scalar)]
    else:
        ends = _BETWEEN_LIMITS.split(one.value.text.strip()) if isinstance(one.value, Scalar) else []
    if len(ends) != 2 or "\n" in one.value.span.text:  # noqa: PLR2004 - least and most
        return node
    least, most = ends
    unit = most.lstrip("0123456789.,: ")
    least = f"{least}{unit}" if least.isdigit() else least
    place = replace(one.key.span, end=one.value.span.end)
    edits = (Edit(span=place, text=f"min: {least}{line_beside(node, f'max: {most}')}"),)
    scope.report(
        UnknownKey(span=one.key.span, key=one.key.text, where=Part.PARAMETER, suggestion="min", edits=edits)
    )
    return with_values(
        replace(node, entries=tuple(entry for entry in node.entries if entry is not one)),
        one.key,
        {"min": least, "max": most},
    )
