"""The entries of a step: finding one, putting values in, writing a key beside another."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.language.nodes import Entry, Mapping, Scalar, ScalarStyle

SAY_KEYS: Final = frozenset(("say", "text", "speak"))
# What people call a text that is said in a step, besides.
SAID_KEYS: Final = SAY_KEYS | {
    *(
        "tip",
        "hint",
        "instruction",
        "prompt",
        "reminder",
        "focus",
        "message",
        "how",
        "technique",
        "form",
        "coach",
    ),
    *("hinweis", "tipp", "anweisung", "ansage", "conseil", "consigne", "consejo", "instrucción"),
}
# What says the kind of a step in other programs.
TYPE_KEYS: Final = frozenset(
    ("type", "kind", "typ", "art", "tipo", "action", "mode", "step-type", "category")
)
# What people call the name of an exercise.
NAME_KEYS: Final = frozenset(
    (
        *(
            "name",
            "exercise",
            "title",
            "label",
            "what",
            "movement",
            "activity",
            "step",
            "move",
            "pose",
            "asana",
        ),
        *("titel", "übung", "uebung", "exercice", "nom", "ejercicio", "nombre"),
    )
)


def find_entry(node: Mapping, key: str) -> Entry | None:
    return next((entry for entry in node.entries if entry.key.text == key), None)


def with_values(node: Mapping, key: Scalar, values: dict[str, str]) -> Mapping:
    """Return a step with these values in place of those that it has; they are reported already."""
    others = tuple(entry for entry in node.entries if entry.key.text not in values)
    new = tuple(
        Entry(
            key=Scalar(text=name, span=key.span, style=ScalarStyle.PLAIN),
            value=Scalar(text=text, span=key.span, style=ScalarStyle.PLAIN),
        )
        for name, text in values.items()
    )
    return replace(node, entries=others + new)


def line_beside(node: Mapping, line: str) -> str:
    """Return what is to be written after a value so that a key follows it."""
    return f", {line}" if node.flow else "\n" + " " * (node.entries[0].key.span.column - 1) + line


def without(entry: Entry) -> Edit:
    """Return the edit that takes a key with its value out, and its line where nothing else stands there."""
    text, span = entry.key.span.source.text, entry.key.span
    start = span.start
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    while start > 0 and text[start - 1] in "\r\n,":
        start -= 1
    return Edit(span=replace(span, start=start, end=entry.value.span.end), text="")
