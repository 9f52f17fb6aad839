"""Where something stands in the text of a routine that has been read: for edits that are found later than the routine is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.language.model import is_side
from voicecoach.language.nodes import Entry, Mapping, Scalar, Sequence
from voicecoach.language.read_nodes import read_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.language.model import Side
    from voicecoach.language.nodes import Node
    from voicecoach.source import SourceText, Span


def value_beside(key_span: Span, key: str, *, side: Side | None = None) -> Span | None:
    """Return where the value of a key stands that is in one mapping with this one; None where it is a default or a reference.

    Where it has a value for each side, that of `side`.
    """
    for mapping in _mappings(_root(key_span.source)):
        if any(entry.key.span == key_span for entry in mapping.entries):
            value = next((entry.value for entry in mapping.entries if entry.key.text == key), None)
            if isinstance(value, Mapping):
                each = value.entries
                value = next((one.value for one in each if side and is_side(side, (one.key.text,))), None)
            is_plain = value is not None and "$" not in value.span.text
            return value.span if value is not None and is_plain else None
    return None


def has_beside(key_span: Span, key: str) -> bool:
    """Tell whether a key stands in one mapping with this one."""
    keys = (tuple(entry.key for entry in mapping.entries) for mapping in _mappings(_root(key_span.source)))
    beside = next((these for these in keys if any(one.span == key_span for one in these)), ())
    return any(one.text == key for one in beside)


def instead_of_value(key_span: Span, key: str, text: str) -> tuple[Edit, ...]:
    """Return the edit that gives a key beside this one another value, or adds it in the line below; none for a reference."""
    if (at := value_beside(key_span, key)) is not None:
        return (Edit(span=at, text=text),)
    for mapping in _mappings(_root(key_span.source)):
        for entry in mapping.entries:
            if entry.key.span == key_span and all(one.key.text != key for one in mapping.entries):
                column = mapping.entries[0].key.span.column - 1
                more = f", {key}: {text}" if mapping.flow else f"\n{' ' * column}{key}: {text}"
                return (Edit(span=replace(entry.value.span, start=entry.value.span.end), text=more),)
    return ()


def key_of(value_span: Span) -> Span | None:
    """Return the key of the innermost value that has this place in it."""
    found: Entry | None = None
    for mapping in _mappings(_root(value_span.source)):
        for entry in mapping.entries:
            span = entry.value.span
            if span.start <= value_span.start and value_span.end <= span.end:
                found = entry  # those further in come later
    return found.key.span if found is not None else None


@lru_cache(maxsize=1)  # forty findings can ask for places in the same text
def _root(source: SourceText) -> Node | None:
    return read_nodes(source).root


def _mappings(node: Node | None) -> Iterator[Mapping]:
    match node:
        case None | Scalar():
            return
        case Mapping():
            yield node
            for entry in node.entries:
                yield from _mappings(entry.value)
        case Sequence():
            for item in node.items:
                yield from _mappings(item)
