"""Steps and cues in the wrong shape: pairs where a list should be, and a list where pairs should be. Reported, and read as meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.structure import WrongType
from voicecoach.findings.terms import Takes, Written
from voicecoach.language.cue_times import parse_when
from voicecoach.language.durations import Problem
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.lines import lines_from
from voicecoach.language.nodes import Entry, Mapping, Scalar, ScalarStyle, Sequence
from voicecoach.language.quoting import quote
from voicecoach.language.slips.names_with_amounts import SETS
from voicecoach.language.step_entries import SAID_KEYS
from voicecoach.language.synonyms import SYNONYMS
from voicecoach.language.typed import first_line
from voicecoach.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence as Values

    from voicecoach.language.nodes import Node
    from voicecoach.language.scope import Field, Scope


_TIME_AND_TEXT: Final = re.compile(
    r"(?P<when>-?[0-9]+(?:\.[0-9]+)?(?:ms|s|m|%)|-?[0-9]*:[0-9]{2}|start|end)(?:\s+[-\N{EN DASH}]\s+|\s+|\s*=\s*)(?P<said>[^\W\d_].*)"
)
_AT_KEYS: Final = frozenset(("at", "time", "when", "after", "bei", "zeit"))


def deeper(span: Span) -> tuple[Edit, ...]:
    """Return the edits that indent every line of a span by one more level."""
    text = span.source.text
    first = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    starts = [start for start, line in lines_from(text, first) if start < span.end and line.strip()]
    return tuple(Edit(span=Span(source=span.source, start=start, end=start), text="  ") for start in starts)


def cues_of_list(scope: Scope, field: Field) -> Mapping | None:
    """Return cues that are written as a list of single pairs, reported; None where they are none."""
    node = field.node
    if not isinstance(node, Sequence) or not node.items:
        return None
    if (timed := _timed_cues(node) or _cues_said(node)) is not None:
        entries, edits = timed
        span = first_line(node.span)
        scope.report(
            WrongType(span=span, key=field.name, takes=Takes.CUES, written=Written.LIST, edits=edits)
        )
        return Mapping(entries=entries, span=node.span, flow=node.flow)
    items = [item for item in node.items if isinstance(item, Mapping) and item.entries]
    entries = tuple(entry for item in items for entry in item.entries)
    if len(items) < len(node.items) or len({entry.key.text for entry in entries}) < len(entries):
        return None
    if any(isinstance(parse_when(entry.key.text.strip()), Problem) for entry in entries):
        return None
    edits = _in_braces(node) if node.flow else without_dashes(items)
    if not edits:
        return None
    scope.report(
        WrongType(
            span=first_line(node.span), key=field.name, takes=Takes.CUES, written=Written.LIST, edits=edits
        )
    )
    return Mapping(entries=entries, span=node.span, flow=node.flow)


def _timed_cues(node: Sequence) -> tuple[tuple[Entry, ...], tuple[Edit, ...]] | None:
    """Return the cues of `- at: 5s` with `say: Breathe out.` below it, or of `- [5s, Breathe out.]`, and the edits that write them as pairs."""
    entries: list[Entry] = []
    edits: list[Edit] = []
    for item in node.items:
        pair = _timed_cue(item)
        if pair is None or node.flow:
            return None
        at, said = pair
        dash = item.span.source.text.rfind("-", 0, item.span.start)
        is_flow = not isinstance(item, Scalar) and item.flow
        end = item.span.end if is_flow else max(at.span.end, said.span.end)
        words = (
            quote(said.text)
            if is_flow and said.style is ScalarStyle.PLAIN and ": " in said.text
            else said.span.text
        )
        whole = Span(source=item.span.source, start=dash, end=end)
        edits.append(Edit(span=whole, text=f"  {at.span.text}: {words}"))
        entries.append(Entry(key=at, value=said))
    return tuple(entries), tuple(edits)


def _cues_said(node: Sequence) -> tuple[tuple[Entry, ...], tuple[Edit, ...]] | None:
    """Return the cues of texts that begin with their time: `[5s Squeeze, 15s Breathe]`."""
    entries: list[Entry] = []
    edits: list[Edit] = []
    for item in node.items:
        pair = time_and_text(item)
        if pair is None:
            return None
        when, said = pair
        start = item.span.start
        if not node.flow:
            start = item.span.source.text.rfind("-", 0, start)
        head = "" if node.flow else "  "
        span = replace(item.span, start=start, end=said.span.start)
        edits.append(Edit(span=span, text=f"{head}{when.text}: "))
        entries.append(Entry(key=when, value=said))
    return tuple(entries), (*edits, *(_in_braces(node) if node.flow else ()))


def time_and_text(item: Node) -> tuple[Scalar, Scalar] | None:
    """Return when and what a text says that begins with its time: `5s Squeeze`, `:02 Squeeze`."""
    if not isinstance(item, Scalar) or item.style is not ScalarStyle.PLAIN or item.span.text != item.text:
        return None
    match = _TIME_AND_TEXT.fullmatch(item.text)
    if match is None:
        return None
    found = parse_when(match["when"])
    when = found.suggestion if isinstance(found, Problem) else match["when"]
    said = replace(item.span, start=item.span.start + match.start("said"))
    return (replace(item, text=when), replace(item, text=match["said"], span=said)) if when else None


def _timed_cue(item: Node) -> tuple[Scalar, Scalar] | None:
    """Return when, and what is said, of a cue that is an item of a list."""
    values: list[Node] = []
    if isinstance(item, Sequence) and item.flow:
        values = list(item.items)
        if not values or not isinstance(values[0], Scalar) or isinstance(parse_when(values[0].text), Problem):
            return None
    elif isinstance(item, Mapping):
        in_order = sorted(item.entries, key=lambda entry: entry.key.text not in _AT_KEYS)
        if [entry.key.text in _AT_KEYS for entry in in_order] != [True, False]:
            return None
        values = (
            [entry.value for entry in in_order]
            if in_order[1].key.text.casefold() in SAID_KEYS | {"cue"}
            else []
        )
    match values:
        case [Scalar() as at, Scalar() as said] if not at.absent and not said.absent:
            return at, said
        case _:
            return None


def _in_braces(node: Sequence) -> tuple[Edit, ...]:
    source, start, end = node.span.source, node.span.start, node.span.end
    if any(item.span.text.startswith("{") for item in node.items):
        return ()
    return (
        Edit(span=Span(source=source, start=start, end=start + 1), text="{"),
        Edit(span=Span(source=source, start=end - 1, end=end), text="}"),
    )


def without_dashes(items: Values[Mapping]) -> tuple[Edit, ...]:
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
        is_last_word = entry is node.entries[-1] and _meant_kind(entry.key.text) == "say"
        if not groups or is_last_word or _begins_a_step(entry, groups[-1]):
            groups.append([])
        groups[-1].append(entry)
    first_keys = [group[0].key.span.start for group in groups]
    if not all(_meant_kind(group[0].key.text) for group in groups):
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
    edits = (first, *deeper(replace(node.span, end=end))[1:])
    if node.flow:
        edits = (
            Edit(span=Span(source=source, start=start, end=start), text="["),
            Edit(span=Span(source=source, start=end, end=end), text="]"),
        )
    span = first_line(node.span)
    scope.report(WrongType(span=span, key=field.name, takes=Takes.STEPS, written=Written.PAIRS, edits=edits))
    return Sequence(items=(node,), span=node.span)


def steps_of_flow_pairs(scope: Scope, field: Field) -> Sequence | None:
    """Return steps whose keys stand bare in brackets, reported: `[hold: Plank, for: 30s, rest: 10s]`; None where each has its braces."""
    node = field.node
    if not isinstance(node, Sequence) or not node.flow:
        return None
    pairs = [one for one in node.items if isinstance(one, Mapping) and len(one.entries) == 1]
    if len(pairs) < len(node.items) or any(one.span.text.startswith("{") for one in pairs):
        return None
    if all(pair.entries[0].key.text in STEP_KINDS for pair in pairs):
        return None  # each is a step as it stands: `[rest: 5s, say: Go.]`
    groups: list[list[Entry]] = []
    for pair in pairs:
        (entry,) = pair.entries
        if not groups or _begins_a_step(entry, groups[-1]):
            groups.append([])
        groups[-1].append(entry)
    if all(len(group) == 1 for group in groups) or any(
        group[0].key.text not in STEP_KINDS for group in groups
    ):
        return None
    edits: list[Edit] = []
    for group in groups:
        begin, end = group[0].key.span, group[-1].value.span
        edits += (
            Edit(span=replace(begin, end=begin.start), text="{"),
            Edit(span=replace(end, start=end.end), text="}"),
        )
    scope.report(
        WrongType(
            span=first_line(node.span),
            key=field.name,
            takes=Takes.STEPS,
            written=Written.PAIRS,
            edits=tuple(edits),
        )
    )
    items = tuple(Mapping(entries=tuple(group), span=node.span, flow=True) for group in groups)
    return replace(node, items=items)


def _meant_kind(key: str) -> str:
    word = key.casefold()
    meant = word if word in STEP_KINDS else SYNONYMS.get(word, "")
    return meant if meant in STEP_KINDS else ""


def _begins_a_step(entry: Entry, before: list[Entry]) -> bool:
    kind = STEP_KINDS.get(_meant_kind(entry.key.text))
    if kind is None:
        return False
    first = STEP_KINDS.get(_meant_kind(before[0].key.text))
    needs_sets = kind.name == "rest" and not any(one.key.text == SETS for one in before)
    return first is None or kind.name not in first.keys or needs_sets
