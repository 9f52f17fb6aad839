"""Steps that are one text and no pairs, such as `rest 20s`: what they are meant to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.structure import NoPairs, WrongType
from voicecoach.findings.terms import Part, Takes, Written
from voicecoach.language.grammar import DASH
from voicecoach.language.keys import FOR
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.nodes import Mapping, Scalar, ScalarStyle
from voicecoach.language.quoting import quote
from voicecoach.language.slips.amounts import EACH_SIDE
from voicecoach.language.slips.amounts_in_words import amounts_in
from voicecoach.language.slips.names_with_amounts import (
    BY,
    COUNT,
    LENGTH,
    LENGTH_ALONE,
    LONGEST_NAME,
    REST_WORDS,
    SETS,
    length_meant,
    name_and_count,
    name_and_length,
)
from voicecoach.language.step_entries import line_beside
from voicecoach.language.synonyms import SYNONYMS
from voicecoach.language.typed import first_line

if TYPE_CHECKING:
    from voicecoach.language.scope import Field, Scope


_REST_KINDS: Final = {word: kind for word, kind in SYNONYMS.items() if kind in {"rest", "lead-in"}} | {
    **dict.fromkeys(REST_WORDS, "rest"),
    **dict.fromkeys(("lead-in", "ready", "get-ready"), "lead-in"),
}
_COUNTED: Final = re.compile(r"[xX\N{MULTIPLICATION SIGN}]\s*[0-9]+\)?$")  # `Squats x 12`: no seconds
_NEEDS_QUOTES: Final = re.compile(r"^[^\w$]|:\s|:$|\s#")
_NAMED: Final = frozenset(name for name, one in STEP_KINDS.items() if FOR in one.beside)
_TIMES: Final = (
    r"(?:x|times|mal|reps?|repetitions|wdh|wiederholungen|fois|r\u00e9p\u00e9titions|veces|repeticiones)\.?"
)
_REPS_ALONE: Final = re.compile(
    rf"(?:([0-9]+){BY}([0-9]+)|([0-9]+(?:\s*{DASH}\s*[0-9]+)?)(?=.*[^\s\d]$))(?:\s*{_TIMES})?", re.IGNORECASE
)
_SETS_ALONE: Final = re.compile(rf"([0-9]+){BY}({LENGTH})")
_BETWEEN_STEPS: Final = re.compile(
    r"\s*(?:[,;|]|\.(?=\s)|[-=]+>|\N{RIGHTWARDS ARROW})\s*(?:(?:and|then)\s+)*|\s+(?:and\s+)?then\s+|\s*[\r\n]+\s*"
)
_TIMES_OF_STEPS: Final = re.compile(
    r"([0-9]{1,3})\s*(?:[xX*\N{MULTIPLICATION SIGN}]|rounds?(?:\s+of)?:?|times:?)\s*[(\[]\s*(.+?)\s*[)\]]"
)
_LONGEST_LIST: Final = 1_000  # characters of steps in one text
_CALL: Final = re.compile(r"([\w-]+)\((.*)\)")
_NO_QUOTES: Final = str.maketrans("", "", "\"'")


def report_text(scope: Scope, node: Scalar) -> None:
    """Report a step that is a text and no pairs, with what it is meant to be: `rest 20s`, `Plank 30s`, `Well done.`."""
    is_plain = node.style is ScalarStyle.PLAIN and "\n" not in node.text
    meant = (_block_of(node) or step_of(_from_call(node.text))) if is_plain else ""
    if node.span.text[1:-1] == node.text:  # in quotes
        meant = step_of(node.text)
    edits = (Edit(span=node.span, text=meant),) if meant else ()
    if not meant and (kind := rest_kind(node.text)):
        meant = f"{kind}: 30s"  # how long, only the author knows
    written = Written.NOTHING if node.absent else Written.TEXT
    scope.report(
        NoPairs(span=first_line(node.span), part=Part.STEP, written=written, suggestion=meant, edits=edits)
    )


def _from_call(text: str) -> str:
    """Return `hold A 30s` for `hold("A", 30s)`."""
    match = _CALL.fullmatch(text)
    return f"{match[1]} {match[2].translate(_NO_QUOTES)}" if match else text


def _block_of(node: Scalar) -> str:
    """Return the block that `3 x (Plank 30s, rest 10s)` stands for, or an empty text."""
    text = node.text.strip()
    match = _TIMES_OF_STEPS.fullmatch(text) if len(text) <= _LONGEST_LIST else None
    steps = [step_of(part) for part in _BETWEEN_STEPS.split(match[2])] if match else []
    if match is None or not all(steps):
        return ""
    column = " " * (node.span.column - 1)
    return f"rounds: {match[1]}\n{column}steps:" + "".join(f"\n{column}  - {step}" for step in steps)


def _quoted(text: str) -> str:
    """Return a text in quotes where YAML would read it otherwise."""
    return quote(text) if _NEEDS_QUOTES.search(text) else text


def rest_kind(name: str) -> str:
    """Return the kind of a time between exercises that a name stands for: `rest` for `Pause`; an empty text for an exercise."""
    return _REST_KINDS.get(name.strip().casefold().replace(" ", "-"), "")


def step_of(text: str) -> str:  # noqa: PLR0911 - one case a way to say it
    """Return the step that a text is meant to be, or an empty text: `rest: 20s` for `20s rest`."""
    if len(text) > LONGEST_NAME:
        return ""
    head, _, tail = text.partition(" ")
    word = head.casefold().rstrip(":;=")
    kind = word if word in STEP_KINDS else SYNONYMS.get(word, "")
    value = tail.strip(" -=:;")
    if kind in STEP_KINDS and value:
        named = (
            f"{head.rstrip(':;=').capitalize()} " if kind in _NAMED and LENGTH_ALONE.fullmatch(value) else ""
        )
        return f"{kind}: {named}{_quoted(value)}"
    several, amounts = amounts_in(text)
    if several and COUNT in amounts and len(amounts) > 1:
        return f"reps: {text}"
    plain = EACH_SIDE.sub("", text)
    name, values = name_and_length(plain, has_sets=True) if not _COUNTED.search(text) else ("", {})
    kind = rest_kind(name)
    if kind and values.keys() == {FOR.name}:
        return f"{kind}: {values[FOR.name]}"
    if name:
        return f"hold: {text}"
    if name_and_count(plain)[0]:
        return f"reps: {text}"
    if several and len(amounts) > 1:
        return f"hold: {text}"
    return f"say: {_quoted(text)}" if text.endswith((".", "!", "?")) else ""


def report_steps_in_text(scope: Scope, field: Field, node: Scalar) -> bool:
    """Report steps that stand in one text: `steps: lead-in 10s, Plank 30s, rest 10s`; False where that is not all of it."""
    text = node.text.strip()
    parts = [part for part in _BETWEEN_STEPS.split(text) if part] if len(text) <= _LONGEST_LIST else []
    meant = [step_of(part) for part in parts]
    if node.repaired or len(parts) < 2 or not all(meant):  # noqa: PLR2004 - one is no list
        return False
    indent = " " * (field.key.span.column + 1)
    listed = "".join(f"\n{indent}- {step}" for step in meant)
    begin = field.key.span.source.text.rfind(":", field.key.span.end, node.span.start) + 1
    edits = (Edit(span=replace(node.span, start=begin), text=listed),) if begin else ()
    scope.report(
        WrongType(
            span=first_line(node.span), key=field.name, takes=Takes.STEPS, written=Written.TEXT, edits=edits
        )
    )
    return True


def braces_of_words(scope: Scope, node: Mapping) -> bool:
    """Report a step whose braces hold no pairs, but what it is and how long: `{Plank, 30s}`; False for any other."""
    if not node.flow or any(
        not isinstance(one.value, Scalar) or not one.value.absent for one in node.entries
    ):
        return False
    words = " ".join(one.key.text for one in node.entries)
    meant = step_of(words) if ":" not in words else ""
    if not meant or len(node.entries) < 2:  # noqa: PLR2004 - a name and its length
        return False
    edits = (Edit(span=node.span, text=meant),)
    scope.report(
        NoPairs(
            span=first_line(node.span), part=Part.STEP, written=Written.LIST, suggestion=meant, edits=edits
        )
    )
    return True


def name_with_length(node: Mapping, *, is_counted: bool) -> tuple[Edit, ...]:  # noqa: PLR0911 - one case a way to say it
    """Return the edits that make an exercise of `Plank: 30s`; none for what is no name with a length.

    `is_counted` says that a number alone can only be reps, as in an AMRAP; elsewhere it may be seconds.
    """
    only = node.entries[0]
    name, length = only.key.span.text, only.value
    if isinstance(length, Scalar) and (seconds := length_meant(name)) and LENGTH_ALONE.fullmatch(name):
        text = f"hold: {length.span.text}{line_beside(node, f'{FOR.name}: {seconds}')}"
        return (Edit(span=replace(only.key.span, end=length.span.end), text=text),)
    said = (
        re.sub(r"^(?:hold|halten|tenir|mantener)\s+", "", length.text) if isinstance(length, Scalar) else ""
    )
    if is_counted and said.isdecimal() and isinstance(length, Scalar) and not node.flow:
        text = f"reps: {name}{line_beside(node, f'{COUNT}: {said}')}"
        return (Edit(span=replace(only.key.span, end=length.span.end), text=text),)
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
    if kind := rest_kind(name):
        return (Edit(span=replace(only.key.span, end=length.span.end), text=f"{kind}: {length_meant(said)}"),)
    text = f"hold: {name}{line_beside(node, f'{FOR.name}: {length_meant(said)}')}"
    return (Edit(span=replace(only.key.span, end=length.span.end), text=text),)
