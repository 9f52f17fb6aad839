"""Builds nodes from YAML events, and reports what routines must not have: tags, anchors, merge keys, duplicate keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

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
    YamlTag,
)
from voicecoach.language.events import SCALAR
from voicecoach.language.nodes import MAX_BLOCKS, Entry, Mapping, Node, Scalar, ScalarStyle, Sequence
from voicecoach.language.quoting import quote, unmarked, without_anchor
from voicecoach.language.tree_builder import OpenNode, TreeBuilder
from voicecoach.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voicecoach.findings import Finding
    from voicecoach.language.repairs import Repairs

_MAX_DEPTH = 48  # 16 blocks within blocks take two levels each, and a cue has a few of its own
_HOPELESS_DEPTH = 200
_MAX_NODES = 30_000  # `fmt`, which reads three times, takes well under two seconds for as many
MAX_FINDINGS = 1_000  # more than anybody reads

_TAG_OF_VALUE: Final = re.compile(r"!!(?:str|int|float|bool|null|seq|map|timestamp)")
_NUMBER: Final = re.compile(r"\s*[0-9]")
_PROPERTY = re.compile(r"([!&][^\s,\[\]{}]*)\s*")
_BLOCK_HEADER = re.compile(r"[|>][^\r\n]*(?:\r\n?|\n)\s*")
_EXPLICIT_KEY = re.compile(r"[\s?]*:")


class HopelessError(Exception):
    """The text is nested so deeply, or so large, that reading on would be a waste of time."""


class TooManyEventsError(Exception):
    """The patient library has read enough."""


class NodeBuilder(TreeBuilder["Node"]):
    """One reading of the text. `marks` tells `Repairs` what was read last."""

    def __init__(self, source: SourceText, repairs: Repairs, *, most_events: int | None = None) -> None:
        super().__init__(max_depth=_MAX_DEPTH)
        self.findings: list[Finding] = []
        self.events = 0
        self.marks: dict[str, tuple[int, int]] = {}
        self._source = source
        self._repairs = repairs
        self._most_events = most_events

    def build(self, events: Iterable[Any]) -> Node | None:
        root = super().build(self._counted(events))
        if (root is None or (isinstance(root, Scalar) and root.absent)) and not self._repairs.findings:
            self._report(EmptyFile(span=self._span(0, 0)))
            return None
        return root

    def _counted(self, events: Iterable[Any]) -> Iterator[Any]:
        for event in events:
            self.events += 1
            if self._most_events is not None and self.events > self._most_events:
                raise TooManyEventsError
            if self.events > _MAX_NODES:
                at = event.start_mark.index
                self._report(FileTooFull(span=self._span(at, at + 1), limit=_MAX_NODES))
                raise HopelessError
            yield event

    def last_marks(self) -> dict[str, tuple[int, int]]:
        """Return where the last quoted text, property and bracket are, and the bracket that is still open."""
        opened = [(one.start, one.start + 1) for one in self.opened if one.event.flow_style]
        return {**self.marks, "open": opened[-1]} if opened else self.marks

    # --- events ---------------------------------------------------------------------------------

    def scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        written = event.style or ""
        start = self._properties(event, start, end)
        if written in {"'", '"'}:
            self.marks["quoted"] = (start, end)
            style = ScalarStyle.QUOTED
        elif written:
            style = ScalarStyle.BLOCK
            header = _BLOCK_HEADER.match(self._source.text, start, end)
            start = header.end() if header else start
            end = max(start, start + len(self._source.text[start:end].rstrip()))
        else:
            style = ScalarStyle.PLAIN if event.value else ScalarStyle.ABSENT
        if style is ScalarStyle.ABSENT:
            return self._absent(end)
        text = self._repairs.restore(event.value)
        return Scalar(text=text, span=self._span(start, end), style=style, repaired=text != event.value)

    def _absent(self, end: int) -> Scalar:
        """Return an absent scalar, marked as repaired if something unreadable was removed there."""
        parent = self.opened[-1] if self.opened else None
        before = end if parent is None else parent.nodes[-1].span.end if parent.nodes else parent.start
        blanked = self._repairs.damaged(before, end + 1)
        return Scalar(text="", span=self._span(before, before), style=ScalarStyle.ABSENT, repaired=blanked)

    def alias(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        self.marks["property"] = (start, end)
        span = self._span(start, end)
        text = span.text
        parent = self.opened[-1] if self.opened else None
        is_value = parent is not None and parent.is_mapping and len(parent.nodes) % 2 == 1
        if not (is_value and parent is not None and _is_merge_key(parent.nodes[-1])):
            meant = without_anchor(self._source.text, text) or quote(unmarked(text))
            self._report(YamlAlias(span=span, written=text, edits=instead(span, meant)))
        return Scalar(text=text, span=span, style=ScalarStyle.PLAIN, repaired=True)

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
            meant = without_anchor(self._source.text, span.text) or quote(span.text)
            if _TAG_OF_VALUE.fullmatch(match[1]) or (
                kind is YamlTag and _NUMBER.match(self._source.text, match.end())
            ):
                meant = self._source.text[match.end() : end].strip()
            edits = instead(span, meant) if is_text else ()
            self._report(kind(span=self._span(*place), written=match[1], edits=edits))
            start = match.end()
        return start

    def start(self, event: Any) -> int:
        return self._properties(event, event.start_mark.index, len(self._source.text))

    def collection(self, opened: OpenNode[Node], end: int) -> Node:
        span = self._span(opened.start, end)
        if opened.event.flow_style:
            self.marks["bracket"] = (opened.start, end)
        if opened.is_mapping:
            return self._mapping(opened, span)
        return Sequence(items=tuple(opened.nodes), span=span, flow=bool(opened.event.flow_style))

    def too_deep(self, event: Any) -> Scalar:
        start = event.start_mark.index
        self._report(NestingTooDeep(span=self._span(start, start + 1), limit=MAX_BLOCKS))
        at = self.opened[-1].start
        return Scalar(text="", span=self._span(at, at), style=ScalarStyle.PLAIN, repaired=True)

    def deeper(self, levels: int) -> None:
        if levels > _HOPELESS_DEPTH:
            raise HopelessError

    def another_document(self, event: Any) -> None:
        start = event.start_mark.index
        self._report(SeveralDocuments(span=self._span(start, start + 3)))

    # --- mappings -------------------------------------------------------------------------------

    def _mapping(self, closed: OpenNode[Node], span: Span) -> Mapping:
        entries: dict[str, Entry] = {}
        is_flow = bool(closed.event.flow_style)
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
            elif is_flow and self._ends_at_a_comma(key, value, entries.get(last)):
                entries[last] = self._joined(entries[last], key)
            elif key.text in entries:
                if not key.repaired:
                    first = entries[key.text].key.span
                    self._add(DuplicateKey(span=key.span, key=key.text, first=first))
            else:
                last = key.text
                entries[last] = Entry(key=key, value=value)
        return Mapping(entries=tuple(entries.values()), span=span, flow=is_flow, incomplete=incomplete)

    def _ends_at_a_comma(self, key: Scalar, value: Node, before: Entry | None) -> bool:
        """Tell whether a key without a value is the rest of the text before it: `{rep 1: Slow, controlled.}`."""
        return (
            before is not None
            and isinstance(value, Scalar)
            and value.absent
            and isinstance(before.value, Scalar)
            and before.value.style is ScalarStyle.PLAIN
            and not _EXPLICIT_KEY.match(self._source.text, key.span.end)
        )

    def _joined(self, before: Entry, rest: Scalar) -> Entry:
        assert isinstance(before.value, Scalar), "the caller has looked"
        span = self._span(before.value.span.start, rest.span.end)
        line = self._source.line_text(span.line)
        whole = f"[{span.text}]" if line.startswith("tags:") else quote(span.text)  # a tag has no comma in it
        found = YamlComma(span=rest.span, text=span.text, edits=instead(span, whole))
        last = self.findings[-1] if self.findings else None
        if not before.value.repaired:
            self._report(found)
        elif isinstance(last, YamlComma) and last.edits[0].span.start == span.start:
            self.findings[-1] = replace(found, span=last.span)  # one text with several commas
        value = Scalar(text=span.text, span=span, style=ScalarStyle.PLAIN, repaired=True)
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
            raise HopelessError


def _is_merge_key(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text == "<<" and node.style is ScalarStyle.PLAIN
