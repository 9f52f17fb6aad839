"""Cues beside the key that they belong below: times, texts that are said. Reported, and read as meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.reading import YamlNotIndented
from voicecoach.findings.structure import MisplacedKey
from voicecoach.language.cue_times import meant_when, parse_when
from voicecoach.language.durations import Problem
from voicecoach.language.keys import CUES
from voicecoach.language.nodes import Entry, Mapping, Scalar, ScalarStyle
from voicecoach.language.quoting import quote
from voicecoach.language.slips.shapes import deeper
from voicecoach.language.step_entries import SAID_KEYS, find_entry, without
from voicecoach.language.vocabulary import ALL_KEYS

if TYPE_CHECKING:
    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.nodes import Node
    from voicecoach.language.scope import Scope

_WORDS_OF_CUES: Final = re.compile(
    r"^(?:say|tell|cue|on|at|speak|coach)\b(?:\s+(?:at|on|after))?\s*|\s*\b(?:cue|say|text|message|hint)$"
)


def with_cues_below(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Put the times below `cues:` into it that stand beside it."""
    at = next((at for at, entry in enumerate(node.entries) if entry.key.text == CUES.name), None)
    if at is None:
        return _with_cues_key(scope, node, kind)
    if node.flow:
        return node
    cues = node.entries[at]
    if isinstance(cues.value, Mapping) and cues.value.flow:
        return _with_more_cues(scope, node, cues)
    below: list[Entry] = []
    for entry in node.entries[at + 1 :]:
        if entry.key.text in ALL_KEYS or isinstance(parse_when(entry.key.text.strip()), Problem):
            break
        below.append(entry)
    if not below or not isinstance(cues.value, Scalar) or not cues.value.absent or cues.value.repaired:
        return node
    span = replace(below[0].key.span, end=max(below[-1].value.span.end, below[-1].key.span.end))
    edits = deeper(span)
    scope.report(YamlNotIndented(span=below[0].key.span, key=CUES.name, edits=edits))
    moved = Entry(key=cues.key, value=Mapping(entries=tuple(below), span=span))
    return replace(node, entries=(*node.entries[:at], moved, *node.entries[at + 1 + len(below) :]))


def _with_more_cues(scope: Scope, node: Mapping, cues: Entry) -> Mapping:
    """Put times that stand beside `cues: {…}` into its braces."""
    more = [one for one in node.entries if one.key.text not in ALL_KEYS and _time_meant(one.key.text)]
    if not more or not all(isinstance(one.value, Scalar) for one in more):
        return node
    inside = cues.value
    assert isinstance(inside, Mapping), "it was chosen so"
    end = inside.span.start + inside.span.text.rindex("}")
    added = "".join(f", {_time_meant(one.key.text)}: {_in_flow(one.value)}" for one in more)
    edits = (Edit(span=replace(inside.span, start=end, end=end), text=added), *map(without, more))
    scope.report(YamlNotIndented(span=more[0].key.span, key=CUES.name, edits=edits))
    whole = replace(cues, value=replace(inside, entries=(*inside.entries, *more)))
    left = tuple(whole if one is cues else one for one in node.entries if one not in more)
    return replace(node, entries=left)


def _in_flow(value: Node) -> str:
    text = value.span.text
    is_plain = isinstance(value, Scalar) and value.style is ScalarStyle.PLAIN
    return quote(text) if is_plain and set(",[]{}") & set(text) else text


def _with_cues_key(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Give times and their texts the key that they belong below: `5s: Knees.` beside `for: 30s`."""
    timed = [one for one in node.entries if one.key.text not in ALL_KEYS and _time_meant(one.key.text)]
    if not timed or not kind.has_options:
        return node
    begin, end = timed[0].key.span.start, timed[-1].value.span.end
    if [one for one in node.entries if begin <= one.key.span.start < end] != timed:
        return node
    span = replace(timed[0].key.span, end=begin + len(timed[0].key.span.source.text[begin:end].rstrip()))
    column = timed[0].key.span.column - 1
    edits: tuple[Edit, ...]
    if node.flow:
        edits = (
            Edit(span=replace(span, end=begin), text=f"{CUES.name}: {{"),
            *_renamed_times(timed),
            Edit(span=replace(span, start=span.end), text="}"),
        )
    elif node.entries[0] is timed[0]:
        return node
    else:
        first, *others = deeper(span)
        edits = (
            replace(first, text=f"{' ' * column}{CUES.name}:\n{first.text}"),
            *others,
            *_renamed_times(timed),
        )
    scope.report(YamlNotIndented(span=timed[0].key.span, key=CUES.name, edits=edits))
    key = replace(timed[0].key, text=CUES.name)
    renamed = tuple(replace(one, key=replace(one.key, text=_time_meant(one.key.text))) for one in timed)
    below = Entry(key=key, value=Mapping(entries=renamed, span=span, flow=node.flow))
    return replace(node, entries=(*(one for one in node.entries if one not in timed), below))


def _renamed_times(timed: list[Entry]) -> list[Edit]:
    return [
        Edit(span=one.key.span, text=meant)
        for one in timed
        if (meant := _time_meant(one.key.text)) != one.key.text
    ]


def _time_meant(key: str) -> str:
    """Return the time of a cue that a key is, or that stands in its words: `say at 5s`, `on_start`, `end cue`."""
    words = key.strip()
    found = parse_when(words)
    if not isinstance(found, Problem):
        return words
    plain = words.casefold().replace("_", " ").replace("-", " ") if words[:1] not in "-+" else words
    bare = _WORDS_OF_CUES.sub("", plain).strip()
    return meant_when(bare) if bare != plain and bare else found.suggestion


def with_said_at_start(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Turn `say: …` into a cue at the start, in a step that has no such key; a rest has one."""
    said = next((one for one in node.entries if one.key.text.casefold() in SAID_KEYS), None)
    if (
        said is None
        or said.key.text in kind.keys
        or not isinstance(said.value, Scalar)
        or said.value.absent
        or said.value.repaired
    ):
        return node
    if (
        CUES not in kind.beside
        or "say" in kind.keys
        or find_entry(node, CUES.name)
        or "\n" in said.value.span.text
    ):
        return node
    cue = f"{{start: {said.value.span.text}}}"
    if said.value.style is ScalarStyle.PLAIN and set(",[]{}") & set(said.value.text):
        cue = f"{{start: {quote(said.value.text)}}}"
    edits = (Edit(span=said.key.span, text=CUES.name), Edit(span=said.value.span, text=cue))
    scope.report(MisplacedKey(span=said.key.span, key=said.key.text, where=kind.place, edits=edits))
    start = Entry(key=replace(said.key, text="start"), value=said.value)
    moved = Entry(
        key=replace(said.key, text=CUES.name),
        value=Mapping(entries=(start,), span=said.value.span, flow=True),
    )
    return replace(node, entries=tuple(moved if one is said else one for one in node.entries))
