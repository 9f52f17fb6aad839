"""Source text to a tree of nodes with spans: YAML's layout without YAML's types, every scalar a text."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.findings.base import instead
from voicecoach.findings.reading import (
    DuplicateKey,
    EmptyFile,
    FileTooFull,
    NestingTooDeep,
    SeveralDocuments,
    YamlAlias,
    YamlAnchor,
    YamlComma,
    YamlKeyIsNoWord,
    YamlMergeKey,
    YamlSyntax,
    YamlTag,
)
from voicecoach.language.events import (
    ALIAS,
    DOCUMENT_START,
    MAPPING_END,
    MAPPING_START,
    SCALAR,
    SEQUENCE_END,
    SEQUENCE_START,
    QuickFailureError,
    is_undisputed,
    patient_events,
    quick_events,
)
from voicecoach.language.quoting import quote
from voicecoach.language.repairs import Repairs
from voicecoach.language.yaml_failures import PatientFailureError
from voicecoach.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.findings import Finding

MAX_BLOCKS = 16
MAX_DEPTH = 48  # 16 blocks within blocks take two levels each, and a cue has a few of its own
_HOPELESS_DEPTH = 200
MAX_NODES = 60_000  # a routine of 10,000 steps has some keys each; `fmt`, which reads three times, takes two seconds for as many
MAX_FINDINGS = 1_000  # more of them than anybody reads
_PATIENT_EVENTS = 12_000  # as many, and as long a text, as ruamel reads in about a second
_PATIENT_CHARACTERS = 200_000

_PROPERTY = re.compile(r"([!&][^\s,\[\]{}]*)\s*")
_BLOCK_HEADER = re.compile(r"[|>][^\r\n]*(?:\r\n?|\n)\s*")
_EXPLICIT_KEY = re.compile(r"[\s?]*:")


class Style(Enum):
    """How a scalar is written. `ABSENT`: nothing is written where a value could be."""

    ABSENT = "absent"
    PLAIN = "plain"
    QUOTED = "quoted"
    BLOCK = "block"


class Scalar(Struct, frozen=True, kw_only=True):
    """A text. `repaired`: something was wrong with it and is reported; its text is a good guess."""

    text: str
    span: Span
    style: Style
    repaired: bool = False

    @property
    def absent(self) -> bool:
        return self.style is Style.ABSENT


class Sequence(Struct, frozen=True, kw_only=True):
    """`flow`: written in brackets."""

    items: tuple[Node, ...]
    span: Span
    flow: bool = False


class Entry(Struct, frozen=True, kw_only=True):
    """A key and its value; an absent one where nothing is written."""

    key: Scalar
    value: Node


class Mapping(Struct, frozen=True, kw_only=True):
    """`incomplete`: some of it could not be read, so what it lacks may be there."""

    entries: tuple[Entry, ...]
    span: Span
    flow: bool = False
    incomplete: bool = False


Node: TypeAlias = Scalar | Sequence | Mapping


class Document(Struct, frozen=True, kw_only=True):
    """`root` is None where there is nothing to go on with; the diagnostics then say why."""

    root: Node | None
    diagnostics: tuple[Finding, ...]


def read_nodes(source: SourceText) -> Document:
    """Return the tree of a routine's text, and what is wrong with it as YAML.

    A text that is right for libyaml, and would be for every other reader, is read by it. Any other is read patiently: a known slip is reported and put
    right in the text, without moving anything, and the text is read again, so that what is wrong elsewhere is found in
    the same run. How much is read so is bounded; what is beyond that gets one finding, at the place that libyaml names.
    """
    repairs = Repairs(source)
    quick = _read_quickly(source, repairs)
    is_short = len(source.text) <= _PATIENT_CHARACTERS
    if isinstance(quick, Document):
        is_certain = (
            not quick.diagnostics and is_undisputed(source.text) and not isinstance(quick.root, Scalar)
        )
        is_hopeless = quick.root is None and any(
            isinstance(found, NestingTooDeep) for found in quick.diagnostics
        )
        if is_certain or is_hopeless or not is_short:
            return quick
    if is_short and (not isinstance(quick, Document) or isinstance(quick.root, Scalar)):
        repairs.separate_glued_keys()
    patient = _read_patiently(source, repairs) if is_short else None
    if patient is not None:
        return patient
    if isinstance(quick, Document) and not repairs.findings:
        return quick
    return Document(root=None, diagnostics=_given_up(source, repairs, quick))


def _read_quickly(source: SourceText, repairs: Repairs) -> Document | int:
    """Return the tree, or where libyaml cannot read on."""
    builder = _Builder(source, repairs)
    try:
        root = builder.build(quick_events(repairs.text))
    except QuickFailureError as failure:
        if not failure.too_deep:
            return failure.at
        place = Span(source=source, start=failure.at, end=failure.at + 1)
        found = NestingTooDeep(span=place, limit=MAX_BLOCKS)
        return Document(root=None, diagnostics=(*repairs.findings, found))
    except _HopelessError:
        root = None
    return Document(root=root, diagnostics=(*repairs.findings, *builder.findings))


def _read_patiently(source: SourceText, repairs: Repairs) -> Document | None:
    """Return the tree of a text that is put right; None where that takes too long."""
    events_left = _PATIENT_EVENTS
    while True:
        builder = _Builder(source, repairs, most_events=events_left)
        try:
            root = builder.build(patient_events(repairs.text))
        except PatientFailureError as failure:
            if not repairs.repair(failure, builder.last_marks()):
                return Document(root=None, diagnostics=tuple(repairs.findings))
            events_left -= builder.events
            continue
        except _TooManyEventsError:
            return None
        except _HopelessError:
            root = None
        return Document(root=root, diagnostics=(*repairs.findings, *builder.findings))


def _given_up(source: SourceText, repairs: Repairs, quick: Document | int) -> tuple[Finding, ...]:
    """Return what was found before patience ended, or else where libyaml stopped."""
    if repairs.findings:
        return tuple(repairs.findings)
    at = quick if isinstance(quick, int) else 0
    while at > 0 and not source.text[at : at + 1].strip():
        at -= 1
    return (YamlSyntax(span=Span(source=source, start=at, end=min(at + 1, len(source.text)))),)


class _HopelessError(Exception):
    """The text is nested so deeply, or has so much in it, that reading on would only take time."""


class _TooManyEventsError(Exception):
    """The patient library has read enough."""


class _Open(Struct, kw_only=True):
    """A mapping or sequence whose end is still to come."""

    is_mapping: bool
    start: int
    flow: bool
    nodes: list[Node]


class _Builder:
    """One reading of the text. `marks` tells `Repairs` what was read last."""

    def __init__(self, source: SourceText, repairs: Repairs, *, most_events: int | None = None) -> None:
        self.findings: list[Finding] = []
        self.events = 0
        self.marks: dict[str, tuple[int, int]] = {}
        self._source = source
        self._repairs = repairs
        self._stack: list[_Open] = []
        self._roots: list[Node] = []
        self._skipped = 0
        self._most_events = most_events

    def build(self, events: Iterator[Any]) -> Node | None:
        documents = 0
        for event in self._counted(events):
            kind = type(event).__name__
            if kind == DOCUMENT_START:
                documents += 1
                if documents > 1:
                    start = event.start_mark.index
                    self._report(SeveralDocuments(span=self._span(start, start + 3)))
                    break
            elif self._skipped:
                self._skip(kind)
            elif kind == SCALAR:
                self._push(self._scalar(event))
            elif kind == ALIAS:
                self._push(self._alias(event))
            elif kind in {MAPPING_START, SEQUENCE_START}:
                self._open(event, is_mapping=kind == MAPPING_START)
            elif kind in {MAPPING_END, SEQUENCE_END}:
                self._close(event)
        root = self._roots[0] if self._roots else None
        if (root is None or (isinstance(root, Scalar) and root.absent)) and not self._repairs.findings:
            self._report(EmptyFile(span=self._span(0, 0)))
            return None
        return root

    def _counted(self, events: Iterator[Any]) -> Iterator[Any]:
        for event in events:
            self.events += 1
            if self._most_events is not None and self.events > self._most_events:
                raise _TooManyEventsError
            if self.events > MAX_NODES:
                at = event.start_mark.index
                self._report(FileTooFull(span=self._span(at, at + 1), limit=MAX_NODES))
                raise _HopelessError
            yield event

    def last_marks(self) -> dict[str, tuple[int, int]]:
        """Return where the last quoted text, property and bracket are, and the bracket that is still open."""
        opened = [(one.start, one.start + 1) for one in self._stack if one.flow]
        return {**self.marks, "open": opened[-1]} if opened else self.marks

    # --- events ---------------------------------------------------------------------------------

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        written = event.style or ""
        start = self._properties(event, start, end)
        if written in {"'", '"'}:
            self.marks["quoted"] = (start, end)
            style = Style.QUOTED
        elif written:
            style = Style.BLOCK
            header = _BLOCK_HEADER.match(self._source.text, start, end)
            start = header.end() if header else start
            end = max(start, start + len(self._source.text[start:end].rstrip()))
        else:
            style = Style.PLAIN if event.value else Style.ABSENT
        if style is Style.ABSENT:
            return self._absent(end)
        text = self._repairs.restore(event.value)
        return Scalar(text=text, span=self._span(start, end), style=style, repaired=text != event.value)

    def _absent(self, end: int) -> Scalar:
        """Return nothing: repaired where something stood that could not be read and was taken out."""
        parent = self._stack[-1] if self._stack else None
        before = end if parent is None else parent.nodes[-1].span.end if parent.nodes else parent.start
        blanked = self._repairs.damaged(before, end + 1)
        return Scalar(text="", span=self._span(before, before), style=Style.ABSENT, repaired=blanked)

    def _alias(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        self.marks["property"] = (start, end)
        span = self._span(start, end)
        text = span.text
        parent = self._stack[-1] if self._stack else None
        is_value = parent is not None and parent.is_mapping and len(parent.nodes) % 2 == 1
        if not (is_value and parent is not None and _is_merge_key(parent.nodes[-1])):
            self._report(YamlAlias(span=span, written=text, edits=instead(span, quote(text))))
        return Scalar(text=text, span=span, style=Style.PLAIN, repaired=True)

    def _properties(self, event: Any, start: int, end: int) -> int:
        """Report a tag and an anchor; return where the value itself begins."""
        if event.anchor is None and event.tag is None:
            return start
        while match := _PROPERTY.match(self._source.text, start, end):
            place = (start, match.end(1))
            self.marks["property"] = place
            kind = YamlTag if match[1].startswith("!") else YamlAnchor
            span = self._span(start, end)
            is_text = (
                type(event).__name__ == SCALAR and not event.style and not re.search(r"[\r\n]", span.text)
            )
            edits = instead(span, quote(span.text)) if is_text else ()
            self._report(kind(span=self._span(*place), written=match[1], edits=edits))
            start = match.end()
        return start

    def _open(self, event: Any, *, is_mapping: bool) -> None:
        start = event.start_mark.index
        if len(self._stack) >= MAX_DEPTH:
            self._report(NestingTooDeep(span=self._span(start, start + 1), limit=MAX_BLOCKS))
            self._skipped = 1
            return
        start = self._properties(event, start, len(self._source.text))
        flow = bool(event.flow_style)
        self._stack.append(_Open(is_mapping=is_mapping, start=start, flow=flow, nodes=[]))

    def _skip(self, kind: str) -> None:
        if kind in {MAPPING_START, SEQUENCE_START}:
            self._skipped += 1
            if self._skipped > _HOPELESS_DEPTH:
                raise _HopelessError
        elif kind in {MAPPING_END, SEQUENCE_END}:
            self._skipped -= 1
            if not self._skipped:
                at = self._stack[-1].start
                self._push(Scalar(text="", span=self._span(at, at), style=Style.PLAIN, repaired=True))

    def _close(self, event: Any) -> None:
        closed = self._stack.pop()
        end = max(closed.start, event.end_mark.index)
        span = self._span(closed.start, end)
        if closed.flow:
            self.marks["bracket"] = (closed.start, end)
        if closed.is_mapping:
            self._push(self._mapping(closed, span))
        else:
            self._push(Sequence(items=tuple(closed.nodes), span=span, flow=closed.flow))

    def _push(self, node: Node) -> None:
        (self._stack[-1].nodes if self._stack else self._roots).append(node)

    # --- mappings -------------------------------------------------------------------------------

    def _mapping(self, closed: _Open, span: Span) -> Mapping:
        entries: dict[str, Entry] = {}
        incomplete = self._repairs.damaged(span.start, span.end)
        last = ""
        for key, value in zip(closed.nodes[::2], closed.nodes[1::2], strict=True):
            if not isinstance(key, Scalar) or key.absent:
                incomplete = True
                if not (isinstance(key, Scalar) and key.repaired):
                    self._report(YamlKeyIsNoWord(span=key.span))
            elif _is_merge_key(key):
                incomplete = True
                self._report(YamlMergeKey(span=key.span))
            elif closed.flow and self._ends_at_a_comma(key, value, entries.get(last)):
                entries[last] = self._joined(entries[last], key)
            elif key.text in entries:
                if not key.repaired:
                    first = entries[key.text].key.span
                    self._add(DuplicateKey(span=key.span, key=key.text, first=first))
            else:
                last = key.text
                entries[last] = Entry(key=key, value=value)
        return Mapping(entries=tuple(entries.values()), span=span, flow=closed.flow, incomplete=incomplete)

    def _ends_at_a_comma(self, key: Scalar, value: Node, before: Entry | None) -> bool:
        """Tell whether a key without a value is the rest of the text before it: `{rep 1: Slow, controlled.}`."""
        return (
            before is not None
            and isinstance(value, Scalar)
            and value.absent
            and isinstance(before.value, Scalar)
            and before.value.style is Style.PLAIN
            and not _EXPLICIT_KEY.match(self._source.text, key.span.end)
        )

    def _joined(self, before: Entry, rest: Scalar) -> Entry:
        assert isinstance(before.value, Scalar)
        span = self._span(before.value.span.start, rest.span.end)
        found = YamlComma(span=rest.span, text=span.text, edits=instead(span, quote(span.text)))
        last = self.findings[-1] if self.findings else None
        if not before.value.repaired:
            self._report(found)
        elif isinstance(last, YamlComma) and last.edits[0].span.start == span.start:
            self.findings[-1] = replace(found, span=last.span)  # one text with several commas
        value = Scalar(text=span.text, span=span, style=Style.PLAIN, repaired=True)
        return Entry(key=before.key, value=value)

    # --- findings -------------------------------------------------------------------------------

    def _span(self, start: int, end: int) -> Span:
        return Span(source=self._source, start=start, end=min(end, len(self._source.text)))

    def _report(self, found: Finding) -> None:
        if not self._repairs.reported_on(found.span):
            self._add(found)

    def _add(self, found: Finding) -> None:
        self.findings.append(found)
        if len(self.findings) >= MAX_FINDINGS:
            raise _HopelessError


def _is_merge_key(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text == "<<" and node.style is Style.PLAIN
