"""Steps that are one text and no pairs, such as `rest 20s`: what they are meant to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.structure import NoPairs
from voicecoach.findings.terms import Part, Written
from voicecoach.language.amount_slips import EACH_SIDE
from voicecoach.language.grammar import DASH
from voicecoach.language.keys import FOR, SYNONYMS
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.names_with_amounts import (
    BY,
    COUNT,
    LENGTH,
    LONGEST_NAME,
    REST_WORDS,
    SETS,
    length_meant,
    name_and_count,
    name_and_length,
)
from voicecoach.language.nodes import Mapping, Scalar, ScalarStyle
from voicecoach.language.quoting import quote
from voicecoach.language.step_entries import line_beside
from voicecoach.language.typed import first_line

if TYPE_CHECKING:
    from voicecoach.language.scope import Scope


_REST_KINDS: Final = {word: kind for word, kind in SYNONYMS.items() if kind in {"rest", "lead-in"}} | {
    **dict.fromkeys(REST_WORDS, "rest"),
    **dict.fromkeys(("lead-in", "ready", "get-ready"), "lead-in"),
}
_COUNTED: Final = re.compile(r"[xX\N{MULTIPLICATION SIGN}]\s*[0-9]+\)?$")  # `Squats x 12`: no seconds
_NEEDS_QUOTES: Final = re.compile(r"^[^\w$]|:\s|:$|\s#")
_TIMES: Final = (
    r"(?:x|times|mal|reps?|repetitions|wdh|wiederholungen|fois|r\u00e9p\u00e9titions|veces|repeticiones)\.?"
)
_REPS_ALONE: Final = re.compile(
    rf"(?:([0-9]+){BY}([0-9]+)|([0-9]+(?:\s*{DASH}\s*[0-9]+)?)(?=.*[^\s\d]$))(?:\s*{_TIMES})?", re.IGNORECASE
)
_SETS_ALONE: Final = re.compile(rf"([0-9]+){BY}({LENGTH})")
LENGTH_ALONE: Final = re.compile(LENGTH)


def report_text(scope: Scope, node: Scalar) -> None:
    """Report a step that is a text and no pairs, with what it is meant to be: `rest 20s`, `Plank 30s`, `Well done.`."""
    meant = step_of(node.text) if node.style is ScalarStyle.PLAIN and "\n" not in node.text else ""
    edits = (Edit(span=node.span, text=meant),) if meant else ()
    written = Written.NOTHING if node.absent else Written.TEXT
    scope.report(
        NoPairs(span=first_line(node.span), part=Part.STEP, written=written, suggestion=meant, edits=edits)
    )


def _quoted(text: str) -> str:
    """Return a text in quotes where YAML would read it otherwise."""
    return quote(text) if _NEEDS_QUOTES.search(text) else text


def step_of(text: str) -> str:
    """Return the step that a text is meant to be, or an empty text: `rest: 20s` for `20s rest`."""
    if len(text) > LONGEST_NAME:
        return ""
    head, _, tail = text.partition(" ")
    word = head.casefold().rstrip(":;=")
    kind = word if word in STEP_KINDS else SYNONYMS.get(word, "")
    if kind in STEP_KINDS and tail.strip(" -=:;"):
        return f"{kind}: {_quoted(tail.strip(' -=:;'))}"
    plain = EACH_SIDE.sub("", text)
    name, values = name_and_length(plain, has_sets=True) if not _COUNTED.search(text) else ("", {})
    kind = _REST_KINDS.get(name.casefold().replace(" ", "-"), "")
    if kind and values.keys() == {FOR.name}:
        return f"{kind}: {values[FOR.name]}"
    if name:
        return f"hold: {text}"
    if name_and_count(plain)[0]:
        return f"reps: {text}"
    return f"say: {_quoted(text)}" if text.endswith((".", "!", "?")) else ""


def name_with_length(node: Mapping) -> tuple[Edit, ...]:
    """Return the edits that make an exercise of `Plank: 30s`; none for what is no name with a length."""
    only = node.entries[0]
    name, length = only.key.span.text, only.value
    if isinstance(length, Scalar) and (seconds := length_meant(name)) and LENGTH_ALONE.fullmatch(name):
        text = f"hold: {length.span.text}{line_beside(node, f'{FOR.name}: {seconds}')}"
        return (Edit(span=replace(only.key.span, end=length.span.end), text=text),)
    said = (
        re.sub(r"^(?:hold|halten|tenir|mantener)\s+", "", length.text) if isinstance(length, Scalar) else ""
    )
    if (reps := _REPS_ALONE.fullmatch(said)) and (isinstance(length, Scalar) and not node.flow):
        sets = f"{line_beside(node, f'{SETS}: {reps[1]}')}" if reps[1] else ""
        text = f"reps: {name}{line_beside(node, f'{COUNT}: {reps[2] or reps[3]}')}{sets}"
        return (Edit(span=replace(only.key.span, end=length.span.end), text=text),)
    if (of_sets := _SETS_ALONE.fullmatch(said)) and length_meant(of_sets[2]) and not node.flow:
        lines = (f"{FOR.name}: {length_meant(of_sets[2])}", f"{SETS}: {of_sets[1]}")
        text = f"hold: {name}" + "".join(line_beside(node, line) for line in lines)
        return (Edit(span=replace(only.key.span, end=length.span.end), text=text),)
    if not LENGTH_ALONE.fullmatch(said) or not length_meant(said):
        return ()
    if kind := _REST_KINDS.get(name.casefold().replace(" ", "-"), ""):
        return (Edit(span=replace(only.key.span, end=length.span.end), text=f"{kind}: {length_meant(said)}"),)
    text = f"hold: {name}{line_beside(node, f'{FOR.name}: {length_meant(said)}')}"
    return (Edit(span=replace(only.key.span, end=length.span.end), text=text),)
