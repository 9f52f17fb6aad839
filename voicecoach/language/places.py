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
    entry = entry_beside(key_span, key)
    value = entry.value if entry is not None else None
    if isinstance(value, Mapping):
        each = value.entries
        value = next((one.value for one in each if side and is_side(side, (one.key.text,))), None)
    is_plain = value is not None and "$" not in value.span.text
    return value.span if value is not None and is_plain else None


def entry_beside(key_span: Span, key: str) -> Entry | None:
    """Return a key and its value that stand in one mapping with this one."""
    mapping = _by_key(key_span.source).get(key_span)
    return next((entry for entry in mapping.entries if entry.key.text == key), None) if mapping else None


def instead_of_value(key_span: Span, key: str, text: str) -> tuple[Edit, ...]:
    """Return the edit that gives a key beside this one another value, or adds it in the line below; none for a reference."""
    if (at := value_beside(key_span, key)) is not None:
        return (Edit(span=at, text=text),)
    mapping = _by_key(key_span.source).get(key_span)
    if mapping is None or any(one.key.text == key for one in mapping.entries):
        return ()
    entry = next(one for one in mapping.entries if one.key.span == key_span)
    column = mapping.entries[0].key.span.column - 1
    more = f", {key}: {text}" if mapping.flow else f"\n{' ' * column}{key}: {text}"
    return (Edit(span=replace(entry.value.span, start=entry.value.span.end), text=more),)


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


@lru_cache(maxsize=1)
def _by_key(source: SourceText) -> dict[Span, Mapping]:
    """Return each mapping by the places of its keys: a long list is asked for every step of it."""
    mappings = _mappings(_root(source))
    return {entry.key.span: mapping for mapping in mappings for entry in mapping.entries}


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
