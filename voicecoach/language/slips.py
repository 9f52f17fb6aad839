"""Steps as people write them who know the things and not yet the language: reported, and read as they are meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.content import BadCount
from voicecoach.findings.reading import YamlNotIndented
from voicecoach.findings.structure import MissingKey, WrongType
from voicecoach.findings.terms import Takes, Written
from voicecoach.language.cue_times import parse_when
from voicecoach.language.grammar import DASH
from voicecoach.language.keys import CUES, FOR
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.lines import lines_from
from voicecoach.language.nodes import Entry, Mapping, Scalar, Sequence, Style
from voicecoach.language.typed import first_line
from voicecoach.language.values import Problem, duration_ms
from voicecoach.language.vocabulary import ALL_KEYS
from voicecoach.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence as Values

    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.nodes import Node
    from voicecoach.language.scope import Field, Scope

_LONGEST_NAME: Final = 200  # characters; a longer one is no name with a length behind it
_COUNT: Final = "count"
_SETS: Final = "sets"
_SETS_OF: Final = re.compile(
    r"([0-9]+)\s*(?:[xX*\N{MULTIPLICATION SIGN}]|sets? of|mal)\s*([0-9]+(?:\s*"
    + DASH
    + r"\s*[0-9]+)?)(?:\s*reps)?"
)
_FOR: Final = re.compile(r"\s+(?:for|f\u00fcr|pendant|durante|\u00e0|je)$", re.IGNORECASE)
_NAME_AND_SETS: Final = re.compile(r"(.*?\S)[\s,:(\N{EN DASH}-]+" + _SETS_OF.pattern + r"\)?")
_NAME_AND_LENGTH: Final = re.compile(r"(.*?[^\W\d_])[\s,:(\N{EN DASH}-]+([0-9][0-9.,:]*\s*[^\W\d_]+\.?)\)?")


def in_order(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Return a step with what stands in the wrong place of it put where it belongs."""
    node = _with_cues_below(scope, node)
    node = _with_sets(scope, node, kind)
    return _with_length(scope, node, kind)


def _find(node: Mapping, key: str) -> Entry | None:
    return next((entry for entry in node.entries if entry.key.text == key), None)


# --- cues that are not indented -----------------------------------------------------------------


def _with_cues_below(scope: Scope, node: Mapping) -> Mapping:
    """Put the times below `cues:` into it that stand beside it."""
    at = next((at for at, entry in enumerate(node.entries) if entry.key.text == CUES.name), None)
    if at is None or node.flow:
        return node
    cues = node.entries[at]
    below: list[Entry] = []
    for entry in node.entries[at + 1 :]:
        if entry.key.text in ALL_KEYS or isinstance(parse_when(entry.key.text.strip()), Problem):
            break
        below.append(entry)
    if not below or not isinstance(cues.value, Scalar) or not cues.value.absent or cues.value.repaired:
        return node
    span = replace(below[0].key.span, end=max(below[-1].value.span.end, below[-1].key.span.end))
    edits = _deeper(span)
    scope.report(YamlNotIndented(span=below[0].key.span, key=CUES.name, edits=edits))
    moved = Entry(key=cues.key, value=Mapping(entries=tuple(below), span=span))
    return replace(node, entries=(*node.entries[:at], moved, *node.entries[at + 1 + len(below) :]))


def _deeper(span: Span) -> tuple[Edit, ...]:
    """Return the edits that indent every line of a span by one more level."""
    text = span.source.text
    first = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    starts = [start for start, line in lines_from(text, first) if start < span.end and line.strip()]
    return tuple(Edit(span=Span(source=span.source, start=start, end=start), text="  ") for start in starts)


# --- sets and lengths in the wrong place --------------------------------------------------------


def _with_sets(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take `count: 3x10` apart: sets of so many."""
    count = _find(node, _COUNT)
    takes_both = _COUNT in kind.keys and _SETS in kind.keys
    if not takes_both or count is None or _find(node, _SETS) or not isinstance(count.value, Scalar):
        return node
    written = count.value
    match = _SETS_OF.fullmatch(written.text.strip())
    if match is None or written.style is not Style.PLAIN:
        return node
    sets, reps = match.groups()
    text = reps + _beside(node, f"{_SETS}: {sets}")
    scope.report(
        BadCount(
            span=written.span,
            written=written.text,
            suggestion=reps,
            sets=sets,
            edits=(Edit(span=written.span, text=text),),
        )
    )
    return _with_values(node, count.key, {_COUNT: reps, _SETS: sets})


def _with_length(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take a length or a count out of the name: `hold: Plank 30s`, `reps: Squats 3x10`."""
    named = _find(node, kind.name)
    if named is None or not isinstance(named.value, Scalar) or named.value.style is not Style.PLAIN:
        return node
    name = named.value
    if len(name.text) > _LONGEST_NAME:
        return node
    values: dict[str, str] = {}
    match = None
    if FOR in kind.beside and not _find(node, FOR.name) and FOR.name not in scope.defaults.values:
        match = _NAME_AND_LENGTH.fullmatch(name.text)
        values = {FOR.name: _length(match[2])} if match else {}
    elif _COUNT in kind.keys and not _find(node, _COUNT) and not _find(node, _SETS):
        match = _NAME_AND_SETS.fullmatch(name.text)
        values = {_COUNT: match[3], _SETS: match[2]} if match else {}
    if match is None or not all(values.values()) or name.span.text != name.text:
        return node
    lines = [f"{key}: {value}" for key, value in values.items()]
    said = _FOR.sub("", match[1])
    edit = Edit(span=name.span, text=said + "".join(_beside(node, line) for line in lines))
    missing = next(iter(values))
    scope.report(
        MissingKey(span=name.span, key=missing, where=kind.place, written=tuple(lines), edits=(edit,))
    )
    named = replace(named, value=replace(name, text=said))
    entries = tuple(named if entry.key is named.key else entry for entry in node.entries)
    return _with_values(replace(node, entries=entries), named.key, values)


def _length(text: str) -> str:
    found = duration_ms(text)
    return found.suggestion if isinstance(found, Problem) else text


def _with_values(node: Mapping, key: Scalar, values: dict[str, str]) -> Mapping:
    """Return a step with these values in place of those that it has; they are reported already."""
    others = tuple(entry for entry in node.entries if entry.key.text not in values)
    new = tuple(
        Entry(
            key=Scalar(text=name, span=key.span, style=Style.PLAIN),
            value=Scalar(text=text, span=key.span, style=Style.PLAIN),
        )
        for name, text in values.items()
    )
    return replace(node, entries=others + new)


def _beside(node: Mapping, line: str) -> str:
    """Return what is to be written after a value so that a key follows it."""
    return f", {line}" if node.flow else "\n" + " " * (node.entries[0].key.span.column - 1) + line


# --- lists and pairs ----------------------------------------------------------------------------


def cues_of_list(scope: Scope, field: Field) -> Mapping | None:
    """Return cues that are written as a list of single pairs, reported; None where they are none."""
    node = field.node
    if not isinstance(node, Sequence) or not node.items:
        return None
    items = [item for item in node.items if isinstance(item, Mapping) and item.entries]
    entries = tuple(entry for item in items for entry in item.entries)
    if len(items) < len(node.items) or len({entry.key.text for entry in entries}) < len(entries):
        return None
    if any(isinstance(parse_when(entry.key.text.strip()), Problem) for entry in entries):
        return None
    edits = _in_braces(node) if node.flow else _without_dashes(items)
    if not edits:
        return None
    scope.report(
        WrongType(
            span=first_line(node.span), key=field.name, takes=Takes.CUES, written=Written.LIST, edits=edits
        )
    )
    return Mapping(entries=entries, span=node.span, flow=node.flow)


def _in_braces(node: Sequence) -> tuple[Edit, ...]:
    source, start, end = node.span.source, node.span.start, node.span.end
    if any(item.span.text.startswith("{") for item in node.items):
        return ()
    return (
        Edit(span=Span(source=source, start=start, end=start + 1), text="{"),
        Edit(span=Span(source=source, start=end - 1, end=end), text="}"),
    )


def _without_dashes(items: Values[Mapping]) -> tuple[Edit, ...]:
    edits = []
    for item in items:
        source, start = item.span.source, item.span.start
        dash = source.text.rfind("-", 0, start)
        if item.flow or dash < 0 or source.text[dash + 1 : start].strip(" "):
            return ()
        edits.append(Edit(span=Span(source=source, start=dash, end=dash + 1), text=" "))
    return tuple(edits)


def steps_of_pairs(scope: Scope, field: Field) -> Sequence | None:
    """Return steps that are written without dashes, reported; None where that cannot be told."""
    node = field.node
    if not isinstance(node, Mapping) or node.flow or node.incomplete or not node.entries:
        return None
    groups: list[list[Entry]] = []
    for entry in node.entries:
        if not groups or _begins_a_step(entry, groups[-1]):
            groups.append([])
        groups[-1].append(entry)
    first_keys = [group[0].key.span.start for group in groups]
    if not all(group[0].key.text in STEP_KINDS for group in groups):
        return None
    text = node.span.source.text
    first = max(text.rfind("\n", 0, node.span.start), text.rfind("\r", 0, node.span.start)) + 1
    indent = node.span.start - first
    edits: list[Edit] = []
    keys = 0
    for start, line in lines_from(text, first):
        own = len(line) - len(line.lstrip(" "))
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if start >= node.span.end or own < indent:
            break
        keys += own == indent
        dash = "- " if start + own in first_keys else "  "
        place = start + own if dash == "- " else start
        edits.append(Edit(span=Span(source=node.span.source, start=place, end=place), text=dash))
    if keys != len(node.entries):
        return None  # a key stands there twice: only one of them could be read
    scope.report(
        WrongType(
            span=first_line(node.span),
            key=field.name,
            takes=Takes.STEPS,
            written=Written.PAIRS,
            edits=tuple(edits),
        )
    )
    items = tuple(Mapping(entries=tuple(group), span=node.span) for group in groups)
    return Sequence(items=items, span=node.span)


def step_alone(scope: Scope, field: Field, node: Node) -> Sequence | None:
    """Return a step as the list that it should stand in, reported; None where it is no step."""
    if not isinstance(node, Mapping) or not any(entry.key.text in STEP_KINDS for entry in node.entries):
        return None
    source, start = node.span.source, node.span.start
    end = start + len(node.span.text.rstrip())  # a block ends where the next one begins
    first = Edit(span=Span(source=source, start=start, end=start), text="- ")
    edits = (first, *_deeper(replace(node.span, end=end))[1:])
    if node.flow:
        edits = (
            Edit(span=Span(source=source, start=start, end=start), text="["),
            Edit(span=Span(source=source, start=end, end=end), text="]"),
        )
    span = first_line(node.span)
    scope.report(WrongType(span=span, key=field.name, takes=Takes.STEPS, written=Written.PAIRS, edits=edits))
    return Sequence(items=(node,), span=node.span)


def _begins_a_step(entry: Entry, before: list[Entry]) -> bool:
    kind = STEP_KINDS.get(entry.key.text)
    if kind is None:
        return False
    first = STEP_KINDS.get(before[0].key.text)
    needs_sets = kind.name == "rest" and not any(one.key.text == _SETS for one in before)
    return first is None or kind.name not in first.keys or needs_sets
