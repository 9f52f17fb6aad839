"""Steps as people write them who know training but not yet the language: reported, and read as they are meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.content import BadDuration
from voicecoach.findings.structure import UnknownKey, WrongType
from voicecoach.findings.terms import Takes, Written
from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.keys import FOR
from voicecoach.language.nodes import Entry, Mapping, Scalar
from voicecoach.language.slips.amounts import (
    with_count_of_sets,
    with_length,
    with_length_of_units,
    with_sets,
    with_side_lengths,
    with_sides,
    with_sides_as_keys,
)
from voicecoach.language.slips.amounts_in_words import with_amounts_apart
from voicecoach.language.slips.cues import with_cues_below, with_said_at_start
from voicecoach.language.slips.names_with_amounts import COUNT, LENGTH, REST_WORDS, SETS_OF, length_meant
from voicecoach.language.slips.repeaters import with_sets_of_repeaters
from voicecoach.language.step_entries import NAME_KEYS, find_entry, with_values, without
from voicecoach.language.synonyms import SYNONYMS, SYNONYMS_BESIDE
from voicecoach.language.typed import first_line
from voicecoach.language.values import tempo_ms, whole_number

if TYPE_CHECKING:
    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.scope import Scope

_EVERY: Final = "every"
_TEMPO: Final = "tempo"
_PACE: Final = re.compile(
    rf"(?:(?:every|alle|toutes les|cada)\s+)?({LENGTH})(?:\s+(?:(?:per|each|a|every|pro|je|jede|par|chaque|por|cada)\s+)?"
    r"(?:rep|repetition|wdh|wiederholung|r\u00e9p|r\u00e9p\u00e9tition|repetici\u00f3n)\.?)?",
    re.IGNORECASE,
)


def in_order(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Return a step with what stands in the wrong place of it put where it belongs."""
    node = with_cues_below(scope, node, kind)
    node = _with_pace(scope, _with_tempo(scope, node, kind), kind)
    node = with_said_at_start(scope, node, kind)
    node = _with_name(scope, node, kind)
    node = _with_rest(scope, node, kind)
    node = with_sets_of_repeaters(scope, node, kind)
    node = with_length_of_units(scope, node, kind)
    node = with_amounts_apart(scope, node, kind)
    node = with_count_of_sets(scope, node, kind)
    node = with_sides_as_keys(scope, node, kind)
    node = with_side_lengths(scope, node, kind)
    for key in (COUNT, FOR.name):
        node = with_sides(scope, node, kind, key)
        node = with_sets(scope, node, kind, key)
    return with_length(scope, node, kind)


def _with_tempo(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take `every: 3-1-1-0` for the tempo that it is, and `speed: slow 3-1-1-0`, too."""
    if _TEMPO not in kind.keys or find_entry(node, _TEMPO):
        return node
    for one in node.entries:
        key = one.key.text.casefold()
        if not isinstance(one.value, Scalar) or _EVERY not in {key, SYNONYMS_BESIDE.get(key)}:
            continue
        found = tempo_ms(one.value.text)
        meant = found.suggestion if isinstance(found, Problem) else one.value.text
        if not meant or not isinstance(duration_ms(one.value.text), Problem):
            continue
        edits = (Edit(span=one.key.span, text=_TEMPO), Edit(span=one.value.span, text=meant))
        scope.report(
            UnknownKey(span=one.key.span, key=one.key.text, where=kind.place, suggestion=_TEMPO, edits=edits)
        )
        read = Entry(key=replace(one.key, text=_TEMPO), value=replace(one.value, text=meant))
        return replace(node, entries=tuple(read if other is one else other for other in node.entries))
    return node


def _with_pace(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take `tempo: 4s per rep` for the time that each rep has: `every: 4s`."""
    one = find_entry(node, _TEMPO)
    if (
        _EVERY not in kind.keys
        or one is None
        or find_entry(node, _EVERY)
        or not isinstance(one.value, Scalar)
    ):
        return node
    match = _PACE.fullmatch(one.value.text.strip())
    meant = length_meant(match[1]) if match else ""
    if not meant:
        return node
    edits = (Edit(span=one.key.span, text=_EVERY), Edit(span=one.value.span, text=meant))
    scope.report(
        UnknownKey(span=one.key.span, key=one.key.text, where=kind.place, suggestion=_EVERY, edits=edits)
    )
    read = Entry(key=replace(one.key, text=_EVERY), value=replace(one.value, text=meant))
    return replace(node, entries=tuple(read if other is one else other for other in node.entries))


def _with_name(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Exchange what stands for the name and what stands for the length: `hold: 30s` with `name: Plank`."""
    said, named = (
        find_entry(node, kind.name),
        next((one for one in node.entries if _is_name_of(kind, one.key.text.casefold())), None),
    )
    if said is None or named is None or not isinstance(said.value, Scalar) or named.key.text in kind.keys:
        return node
    takes = FOR.name if FOR in kind.beside else COUNT if COUNT in kind.keys else ""
    if takes and said.value.absent and not said.value.repaired and isinstance(named.value, Scalar):
        return _with_name_beside(scope, node, kind, said, named)
    if not takes or find_entry(node, takes):
        return node
    number = whole_number(said.value.text) if takes == COUNT else duration_ms(said.value.text)
    if (
        isinstance(number, Problem)
        and not number.suggestion
        and not SETS_OF.fullmatch(said.value.text.strip())
    ):
        return node
    edits = (Edit(span=said.key.span, text=takes), Edit(span=named.key.span, text=kind.name))
    scope.report(
        UnknownKey(
            span=named.key.span, key=named.key.text, where=kind.place, suggestion=kind.name, edits=edits
        )
    )
    renamed = {
        id(said): replace(said, key=replace(said.key, text=takes)),
        id(named): replace(named, key=replace(named.key, text=kind.name)),
    }
    return replace(node, entries=tuple(renamed.get(id(one), one) for one in node.entries))


def _with_name_beside(scope: Scope, node: Mapping, kind: StepKind[Any], said: Entry, named: Entry) -> Mapping:
    """Put the name into the kind that has none: `reps:` with `name: Squats` at its own level."""
    at = node.entries.index(said)
    if node.entries[at + 1 : at + 2] != (named,) or node.flow:
        return node
    whole = replace(said.key.span, start=said.key.span.end, end=named.value.span.end)
    scope.report(
        UnknownKey(
            span=named.key.span,
            key=named.key.text,
            where=kind.place,
            suggestion=kind.name,
            edits=(Edit(span=whole, text=f": {named.value.span.text}"),),
        )
    )
    moved = replace(said, value=named.value)
    entries = tuple(moved if one is said else one for one in node.entries if one is not named)
    return replace(node, entries=entries)


def _is_name_of(kind: StepKind[Any], key: str) -> bool:
    """Tell whether a key stands for the exercise: `name`, or another word for its kind, such as `stretch`."""
    return key in NAME_KEYS or (key != kind.name and SYNONYMS.get(key) in {"hold", "work"})


def _with_rest(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take the length of a rest from where an exercise has it: `rest: Pause` with `for: 20s`, `rest: {for: 20s}`."""
    said, length = find_entry(node, kind.name), find_entry(node, FOR.name)
    if kind.key.takes is not Takes.PAUSE or said is None:
        return node
    if isinstance(said.value, Mapping) and len(said.value.entries) == 1 and length is None:
        (inner,) = said.value.entries
        if inner.key.text not in {FOR.name, "time", "duration", "seconds"} or not isinstance(
            inner.value, Scalar
        ):
            return node
        whole = replace(said.key.span, start=said.key.span.end, end=inner.value.span.end)
        if said.value.flow:
            whole = replace(whole, end=said.value.span.end)
        inner_edit = (Edit(span=whole, text=f": {inner.value.span.text}"),)
        scope.report(
            WrongType(
                span=first_line(said.value.span),
                key=kind.name,
                takes=Takes.PAUSE,
                written=Written.PAIRS,
                edits=inner_edit,
            )
        )
        return with_values(node, said.key, {kind.name: inner.value.text})
    if length is None or not isinstance(said.value, Scalar) or not isinstance(length.value, Scalar):
        return node
    if isinstance(duration_ms(said.value.text), int) or isinstance(duration_ms(length.value.text), Problem):
        return node
    words = said.value.span.text
    other = (
        (without(length),)
        if said.value.absent or words.casefold().strip("\"'.!") in REST_WORDS
        else (Edit(span=length.key.span, text="say"), Edit(span=length.value.span, text=words))
    )
    edits = (Edit(span=said.value.span, text=length.value.span.text), *other)
    if said.value.absent:  # nothing stands there that could be replaced: only the `for` goes
        between = replace(said.key.span, start=said.key.span.end, end=length.value.span.start)
        edits = (Edit(span=between, text=": "),) if between.text.split() == [":", f"{FOR.name}:"] else ()
    scope.report(
        BadDuration(span=said.value.span, written=words, suggestion=length.value.span.text, edits=edits)
    )
    entries = tuple(one for one in node.entries if one is not length)
    return with_values(replace(node, entries=entries), said.key, {kind.name: length.value.text})
