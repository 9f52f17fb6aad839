"""Keys and steps as other programs write them: a unit in a key (`duration_sec: 30`), a step in brackets. Reported, and read as meant."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit, instead
from voicecoach.findings.reading import YamlGluedKey
from voicecoach.findings.structure import MissingValue, NoPairs, UnknownKey, WrongType
from voicecoach.findings.terms import Part, Takes, Written
from voicecoach.language.keys import CUES, FOR, OPTION_KEYS, SIDES, SWITCH
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.lines import lines_from
from voicecoach.language.nodes import Entry, Mapping, Scalar, ScalarStyle, Sequence
from voicecoach.language.slips.measures import with_measure
from voicecoach.language.step_entries import (
    NAME_KEYS,
    SAY_KEYS,
    find_entry,
    without,
)
from voicecoach.language.synonyms import SYNONYMS
from voicecoach.language.typed import first_line
from voicecoach.language.vocabulary import ALL_KEYS
from voicecoach.language.words import UNIT_WORDS
from voicecoach.source import Span

if TYPE_CHECKING:
    from collections.abc import Container

    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.nodes import Node
    from voicecoach.language.scope import Scope

_HUMPS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KEY_AND_VALUE: Final = re.compile(r"([\w-]+)(?::|[ ]*=|[ ])[ ]*(\S.*)")
_NUMBER: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,3})?")
_LONGEST: Final = 40  # characters of a key
_NAMES_OF_TEXT: Final = NAME_KEYS | SAY_KEYS | {"message"}
_NAMES_OF_NUMBER: Final = frozenset(
    ("count", "times", "number", "n", "repeat", "total", "rounds", "for", "duration")
)
_IDS: Final = frozenset(
    ("id", "nr", "no", "no.", "index", "idx", "order", "position", "uuid", "step-number", "#")
)
NOTHING: Final = frozenset(("null", "~", "nil", "undefined", "n/a"))
_OPTIONAL_KEYS: Final = {key.name: key for key in (*OPTION_KEYS, SIDES, SWITCH)}
_LENGTHS: Final = frozenset((FOR.name, "rest", "lead-in", "switch", "every"))
_LENGTH_OF: Final = {"hold": FOR.name, "work": FOR.name, "on": FOR.name, "": FOR.name}


def with_units_in_values(scope: Scope, node: Mapping) -> Mapping:
    """Take the units out of keys: `rest_seconds: 30`, `durationMin: 2`, `minutes: 2` beside a name."""
    given = frozenset(entry.key.text for entry in node.entries)
    kinds = [STEP_KINDS[key] for key in given if key in STEP_KINDS]
    own = {key.name for kind in kinds for key in chain(kind.beside, *kind.one_of)}
    known = ALL_KEYS - {"minutes"} | own  # a kind can have `minutes` of its own
    entries = tuple(
        entry if entry.key.text in known else _with_unit(scope, node, entry, given) for entry in node.entries
    )
    return replace(node, entries=entries)


def without_glue(scope: Scope, node: Mapping, known: Container[str] = ALL_KEYS) -> Mapping:
    """Take keys in braces from their values: to YAML, `hold:Plank` is one word, and `default 10s` a text."""
    if not node.flow:
        return node
    entries = tuple(_without_glue(scope, entry, known) for entry in node.entries)
    return replace(node, entries=entries)


def _without_glue(scope: Scope, entry: Entry, known: Container[str]) -> Entry:
    glued = _KEY_AND_VALUE.fullmatch(entry.key.text)
    key, value = glued.groups() if glued else ("", "")
    is_glued = (
        isinstance(entry.value, Scalar) and entry.value.absent and entry.key.span.text == entry.key.text
    )
    if key not in known or not is_glued:
        return entry
    edits = instead(entry.key.span, f"{key}: {value}")
    scope.report(YamlGluedKey(span=entry.key.span, key=key, edits=edits))
    said = Scalar(text=value, span=entry.key.span, style=ScalarStyle.PLAIN)
    return Entry(key=replace(entry.key, text=key), value=said)


def _with_unit(scope: Scope, node: Mapping, entry: Entry, given: frozenset[str]) -> Entry:
    key, value = entry.key, entry.value
    if key.repaired or len(key.text) > _LONGEST:
        return entry
    if (measured := with_measure(scope, entry, given)) is not None:
        return measured
    if not isinstance(value, Scalar) or not _NUMBER.fullmatch(value.span.text):
        return entry
    parts = re.split(r"[-_ ]+", _HUMPS.sub("-", key.text).casefold().rstrip(")").replace("(", "-"))
    unit = UNIT_WORDS.get(parts[-1], "")
    stem = "-".join(part for part in parts[:-1] if part not in {"in", "time", "duration", "length"})
    word = stem if stem in ALL_KEYS else SYNONYMS.get(stem, "")
    meant = _LENGTH_OF.get(stem) or _LENGTH_OF.get(word, word)
    if not unit or meant not in _LENGTHS or meant in given or not _has_a_kind(node, meant):
        return entry
    if unit == "s" and not stem and len(parts) == 1:
        return entry  # `seconds: 30` is a synonym as it stands
    text = f"{value.span.text}{unit}"
    edits = (Edit(span=key.span, text=meant), Edit(span=value.span, text=text))
    scope.report(
        UnknownKey(span=key.span, key=key.text, where=Part.STEP, suggestion=f"{meant}: {text}", edits=edits)
    )
    return Entry(key=replace(key, text=meant), value=replace(value, text=text))


def _has_a_kind(node: Mapping, meant: str) -> bool:
    """Tell whether a step is one of some length with the key that is meant: an exercise, or that key is its kind."""
    others = {entry.key.text for entry in node.entries}
    return meant in STEP_KINDS or any(
        one in STEP_KINDS or one in {"name", "type", "kind", "exercise"} or SYNONYMS.get(one) in STEP_KINDS
        for one in others
    )


def without_nothing(scope: Scope, node: Mapping) -> Mapping:
    """Take out keys that are `null`, `~` or `[]`: in other notations that is a key that is not given."""
    empty = [
        entry
        for entry in node.entries
        if entry.key.text in _OPTIONAL_KEYS and _is_nothing(entry.key.text, entry.value)
    ]
    if len(empty) == len(node.entries):
        return node
    for entry in empty:
        takes = _OPTIONAL_KEYS[entry.key.text].takes
        scope.report(
            MissingValue(span=entry.value.span, key=entry.key.text, takes=takes, edits=(without(entry),))
        )
    gone = {id(entry) for entry in empty}
    return replace(node, entries=tuple(entry for entry in node.entries if id(entry) not in gone))


def _is_nothing(key: str, value: Node) -> bool:
    if isinstance(value, Scalar):
        takes_text = _OPTIONAL_KEYS[key].takes is Takes.ANNOUNCE  # `announce: null` is a word like any other
        return not takes_text and value.style is ScalarStyle.PLAIN and value.text.casefold() in NOTHING
    if key == SIDES.name or not value.flow:
        return False
    written = value.span.text.replace(" ", "")
    return written == "[]" or (written == "{}" and key != CUES.name)  # `cues: {}` is a step without cues


def with_unit_beside(scope: Scope, node: Mapping) -> Mapping:
    """Put `unit: min` to the one number that it stands beside."""
    said = next(
        (one for one in node.entries if one.key.text.casefold() in {"unit", "units", "einheit"}), None
    )
    numbers = [
        one
        for one in node.entries
        if isinstance(one.value, Scalar)
        and one.key.text in _LENGTHS
        and _NUMBER.fullmatch(one.value.span.text)
    ]
    if said is None or not isinstance(said.value, Scalar) or said is node.entries[0]:
        return node
    unit = UNIT_WORDS.get(said.value.text.casefold().strip(), "")
    if not unit or len(numbers) > 1:
        return node
    edits: tuple[Edit, ...] = (without(said),)
    entries = [one for one in node.entries if one is not said]
    if numbers:
        (one,) = numbers
        value = one.value
        assert isinstance(value, Scalar), "it was chosen so"
        text = f"{value.span.text}{unit}"
        edits = (Edit(span=value.span, text=text), *edits)
        entries = [
            replace(one, value=replace(value, text=text)) if other is one else other for other in entries
        ]
    scope.report(UnknownKey(span=said.key.span, key=said.key.text, where=Part.STEP, edits=edits))
    return replace(node, entries=tuple(entries))


def without_ids(scope: Scope, node: Mapping) -> Mapping:
    """Take out `id: 1` and the like: steps have no numbers."""
    one = next((one for one in node.entries if one.key.text.casefold() in _IDS), None)
    if one is None or len(node.entries) == 1 or not isinstance(one.value, Scalar):
        return node
    edits = (without(one),)
    left = tuple(other for other in node.entries if other is not one)
    if one is node.entries[0]:
        edits = (Edit(span=replace(one.key.span, end=left[0].key.span.start), text=""),)
    scope.report(UnknownKey(span=one.key.span, key=one.key.text, where=Part.STEP, edits=edits))
    return replace(node, entries=left)


def with_kind_apart(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Put the keys that stand below the kind beside it: `hold:` with `name: Plank` and `for: 30s` below it, or in braces."""
    said = find_entry(node, kind.name)
    if said is None or not isinstance(said.value, Mapping) or said.value.incomplete or kind.name in _LENGTHS:
        return node
    inner = said.value
    names = _NAMES_OF_TEXT if kind.key.takes in {Takes.NAME, Takes.WORDINGS} else _NAMES_OF_NUMBER
    named = next((one for one in inner.entries if one.key.text.casefold() in names), None)
    others = tuple(one for one in inner.entries if one is not named)
    if (
        named is None
        or not isinstance(named.value, Scalar)
        or named.value.absent
        or not _may_move(inner, others)
    ):
        return node
    if {one.key.text for one in others} & {one.key.text for one in node.entries}:
        return node
    column = " " * (node.entries[0].key.span.column - 1)
    inner_column = inner.entries[0].key.span.column - 1
    text = inner.span.source.text
    if inner.flow:
        between = ", " if node.flow else f"\n{column}"
        beside = [text[one.key.span.start : one.value.span.end] for one in others]
        edits: tuple[Edit, ...] = (
            Edit(span=inner.span, text=between.join([named.value.span.text, *beside])),
        )
    elif named is inner.entries[0]:
        head = replace(said.key.span, start=said.key.span.end, end=named.value.span.end)
        edits = (
            Edit(span=head, text=f": {named.value.span.text}"),
            *_moved_left(others, inner_column, column),
        )
    else:
        head = replace(said.key.span, start=said.key.span.end, end=inner.entries[0].key.span.start)
        edits = (
            Edit(span=head, text=f": {named.value.span.text}\n{column}"),
            *_moved_left(others, inner_column, column)[1:],
            without(named),
        )
    scope.report(
        WrongType(
            span=first_line(inner.span),
            key=kind.name,
            takes=kind.key.takes,
            written=Written.PAIRS,
            edits=edits,
        )
    )
    said_here = replace(said, value=named.value)
    entries = tuple(said_here if one is said else one for one in node.entries)
    return replace(node, entries=(*entries, *others))


def _may_move(inner: Mapping, others: tuple[Entry, ...]) -> bool:
    """Tell whether entries can be written elsewhere: their lines are their own, and in braces each has one line."""
    return not inner.flow or all("\n" not in one.value.span.text for one in others)


def _moved_left(entries: tuple[Entry, ...], depth: int, column: str) -> tuple[Edit, ...]:
    """Return the edits that let the lines of entries begin at `column`, and what is below them as much further left."""
    edits: list[Edit] = []
    for entry in entries:
        source = entry.key.span.source
        end = entry.value.span.start + len(entry.value.span.text.rstrip())
        line_start = entry.key.span.start - (entry.key.span.column - 1)
        for start, line in lines_from(source.text, line_start):
            if start >= end:
                break
            indent = len(line) - len(line.lstrip(" "))
            if line.strip():
                left = " " * max(0, indent - depth + len(column))
                edits.append(Edit(span=Span(source=source, start=start, end=start + indent), text=left))
    return tuple(edits)


def step_of_list(scope: Scope, node: Sequence) -> Mapping | None:
    """Return the step that `[hold: Plank, for: 30s]` is meant to be, reported; None where it is no step."""
    pairs = [item for item in node.items if isinstance(item, Mapping) and len(item.entries) == 1]
    entries = tuple(pair.entries[0] for pair in pairs)
    keys = [entry.key.text for entry in entries]
    if not node.flow or len(pairs) < len(node.items) or len(set(keys)) < len(keys):
        return None
    if not any(key in STEP_KINDS for key in keys) or any(pair.span.text.startswith("{") for pair in pairs):
        return None
    source, start = node.span.source, node.span.start
    end = start + len(node.span.text.rstrip())
    edits = (
        Edit(span=replace(node.span, source=source, start=start, end=start + 1), text="{"),
        Edit(span=replace(node.span, source=source, start=end - 1, end=end), text="}"),
    )
    meant = f"{{{node.span.text.strip()[1:-1]}}}" if "\n" not in node.span.text else ""
    scope.report(
        NoPairs(
            span=first_line(node.span), part=Part.STEP, written=Written.LIST, suggestion=meant, edits=edits
        )
    )
    return Mapping(entries=entries, span=node.span, flow=True)
