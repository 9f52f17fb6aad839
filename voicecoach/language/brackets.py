"""Writes a list or mapping in brackets, on one line."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from voicecoach.language.keys import Takes
from voicecoach.language.nodes import Mapping, Node, Scalar, ScalarStyle, Sequence
from voicecoach.language.scalars import key_text, one_line, quoted
from voicecoach.language.vocabulary import keys_that_take

# Lists in these are not wordings, so a comma in them is not a slip.
LISTS_OF_VALUES: Final = keys_that_take(
    Takes.TAGS, Takes.PARAMETERS, Takes.SIDES, Takes.RUNGS, Takes.DURATIONS, Takes.VALUES
)
_QUOTES: Final = ("'", '"')


def in_brackets(node: Node, *, of_values: bool) -> str | None:
    """Return a node on one line; None if its texts would be read differently there. The node must have no comments."""
    match node:
        case Scalar():
            return "" if node.absent else one_line(node, flow=True)
        case Mapping():
            return _mapping(node, of_values=of_values)
        case Sequence():
            return _sequence(node, of_values=of_values)


def _mapping(node: Mapping, *, of_values: bool) -> str | None:
    parts: list[str] = []
    for entry in node.entries:
        value = in_brackets(entry.value, of_values=of_values or entry.key.text in LISTS_OF_VALUES)
        if value is None:
            return None
        parts.append(f"{key_text(entry.key, flow=True)}: {value}")
    text = ", ".join(parts)
    return f"{{{text}}}" if node.span.text.startswith("{") else text  # `[a: b]` is a list of a mapping


def _sequence(node: Sequence, *, of_values: bool) -> str | None:
    parts = [in_brackets(item, of_values=of_values) for item in node.items]
    whole = [part for part in parts if part is not None]
    if len(whole) < len(parts):
        return None
    texts = [item for item in node.items if isinstance(item, Scalar) and not item.absent]
    if len(texts) == len(whole):
        like_one_text = not of_values and _like_one_text([text.text for text in texts])
        plain = all(text.style is ScalarStyle.PLAIN for text in texts)
        if plain and like_one_text and "\n" in node.span.text:
            return None
        if any(part.startswith(_QUOTES) for part in whole) or (like_one_text and not plain):
            whole = [
                part if part.startswith(_QUOTES) else quoted(text.text)
                for part, text in zip(whole, texts, strict=True)
            ]
    return f"[{', '.join(whole)}]"


def _like_one_text(texts: list[str]) -> bool:
    """Tell whether plain texts in brackets look like one text that a comma has cut: `[Halfway, breathe.]`."""
    return any(after[:1].islower() or len(after) > len(before) for before, after in pairwise(texts))
