"""Writes a tree of nodes in canonical layout, with the comments of its text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.language.brackets import LISTS_OF_VALUES, in_brackets
from voicecoach.language.comments import find_comments, has_blank_line
from voicecoach.language.nodes import Mapping, Scalar, ScalarStyle, Sequence
from voicecoach.language.scalars import INDENT, key_text, lines

if TYPE_CHECKING:
    from voicecoach.language.comments import Comment
    from voicecoach.language.nodes import Entry, Node

MAX_WIDTH: Final = 100
_BEFORE_COMMENT: Final = 2
_HEADER = re.compile(r"[|>][-+0-9]*")
_COMMENT = re.compile(r"#[^\n]*")
_LONGEST_KEY: Final = 1_000  # YAML takes a longer one only after a `?`
_DIRECTIVES = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*%(?:[^\n]*\n)*?---(?=\s|$)")


class _Line(Struct, kw_only=True):
    """A line of the result. `column` is where its comment stood in the source."""

    text: str
    comment: str = ""
    column: int = -1


class _Place(Struct, frozen=True, kw_only=True):
    """Where a collection is written: its indentation, and the source column of the collection around it."""

    indent: int
    outer_column: int
    of_values: bool = False

    @property
    def blanks(self) -> str:
        return " " * self.indent

    def inside(self, column: int, *, indent: int = INDENT, of_values: bool = False) -> _Place:
        return _Place(indent=self.indent + indent, outer_column=column, of_values=self.of_values or of_values)


class DocumentWriter:
    """Writes one document, whose text has newlines as its only line ends."""

    def __init__(self, text: str, root: Mapping) -> None:
        head = _DIRECTIVES.match(text)
        self._text = text
        self._root = root
        self._head = head[0] if head else ""
        self._at = len(self._head)  # up to here the source is written
        self._comments = deque(find_comments(text, root, self._at))
        self._comment_starts = [comment.start for comment in self._comments]
        self._starts = sorted(set(_starts(root)))
        self._lines: list[_Line] = []
        self._first = True  # of a collection or of the document: no blank line before it

    def document(self) -> str:
        for line in self._head.splitlines():
            if line.strip():
                self._put(line.strip())
        if not self._root.entries:
            self._put("{}")
        self._collection(self._root, _Place(indent=0, outer_column=-1))
        while self._comments:
            self._own_line(self._comments.popleft(), "")
        return "\n".join(_with_comments(self._lines)) + "\n"

    # --- lines ----------------------------------------------------------------------------------

    def _put(self, text: str, comment: Comment | None = None) -> None:
        self._first = False
        if comment is None:
            self._lines.append(_Line(text=text))
        else:
            self._lines.append(_Line(text=text, comment=comment.text, column=comment.column))
            self._at = max(self._at, comment.end)

    def _blank_line(self, upto: int) -> None:
        after_text = not self._first and self._lines[-1].text != ""
        if after_text and has_blank_line(self._text, self._at, upto):
            self._lines.append(_Line(text=""))

    # --- comments -------------------------------------------------------------------------------

    def _own_line(self, comment: Comment, blanks: str) -> None:
        self._blank_line(comment.start)
        self._put(blanks + comment.text)
        self._at = max(self._at, comment.end)

    def _comments_before(self, offset: int, blanks: str) -> None:
        while self._comments and self._comments[0].start < offset:
            self._own_line(self._comments.popleft(), blanks)

    def _trailing(self, end: int, *, of_scalar: bool = False) -> Comment | None:
        """Take the comment that follows on the same line."""
        if not self._comments or self._comments[0].own_line:
            return None
        comment = self._comments[0]
        between = self._text[end : comment.start]
        if "\n" in between or (of_scalar and comment.glued and between.strip(" \t")):
            return None
        return self._comments.popleft()

    def _foot(self, column: int, place: _Place) -> None:
        """Write the comments after a collection's last entry that are indented like it."""
        following = bisect_left(self._starts, self._at)
        limit = self._starts[following] if following < len(self._starts) else len(self._text)
        while self._comments:
            comment = self._comments[0]
            belongs = comment.column >= column and comment.column > place.outer_column
            if comment.start >= limit or not comment.own_line or not belongs:
                return
            self._own_line(self._comments.popleft(), place.blanks)

    def _has_comment_in(self, node: Node) -> bool:
        first = bisect_left(self._comment_starts, node.span.start)
        return first < len(self._comment_starts) and self._comment_starts[first] < node.span.end

    # --- collections ----------------------------------------------------------------------------

    def _collection(self, node: Mapping | Sequence, place: _Place, prefix: str | None = None) -> None:
        """Write a collection in lines of its own; the first one begins with `prefix`."""
        column = node.span.column - 1
        if isinstance(node, Mapping):
            for entry in node.entries:
                self._entry(entry, column, place, prefix)
                prefix = None
        else:
            for item in node.items:
                self._item(item, column, place, prefix)
                prefix = None
        if not node.flow:
            self._foot(column, place)
            return
        self._comments_before(node.span.end - 1, place.blanks)
        self._at = max(self._at, node.span.end)
        closing = self._trailing(node.span.end)
        if closing is not None:
            self._own_line(closing, place.blanks)

    def _entry(self, entry: Entry, column: int, place: _Place, prefix: str | None) -> None:
        self._before(entry.key.span.start, place, prefix)
        start = place.blanks if prefix is None else prefix
        key = key_text(entry.key, flow=False)
        if len(key) > _LONGEST_KEY:
            self._put(f"{start}? {key}")
            start, key = place.blanks, ""
        self._at = max(self._at, entry.key.span.end)
        of_values = entry.key.text in LISTS_OF_VALUES
        self._value(entry.value, f"{start}{key}:", place.inside(column, of_values=of_values), start)

    def _item(self, item: Node, column: int, place: _Place, prefix: str | None) -> None:
        offset = item.span.start
        if isinstance(item, Scalar) and item.style is ScalarStyle.BLOCK:
            offset = self._header(item)[0]
        self._before(offset, place, prefix)
        start = place.blanks if prefix is None else prefix
        inner = place.inside(column)
        expands = (
            isinstance(item, Mapping | Sequence) and self._flow(item, len(start) + INDENT, inner) is None
        )
        if expands and isinstance(item, Mapping | Sequence):
            self._first = True
            self._collection(item, inner, f"{start}- ")
        else:
            self._value(item, f"{start}-", inner, start)

    def _before(self, offset: int, place: _Place, prefix: str | None) -> None:
        """Write what stands before an entry: comments and a blank line."""
        blanks = place.blanks if prefix is None else _blanks_of(prefix)
        self._comments_before(offset, blanks)
        self._blank_line(offset)
        self._at = max(self._at, offset)

    def _value(self, node: Node, line: str, place: _Place, start: str) -> None:
        """Write a value after its key or its dash."""
        if isinstance(node, Scalar):
            self._scalar(node, line, place, start)
            return
        flow = self._flow(node, len(line) + 1, place)
        blanks = _blanks_of(start)
        if flow is not None:
            self._comments_before(node.span.start, blanks)
            self._at = max(self._at, node.span.end)
            self._put(f"{line} {flow}", self._trailing(node.span.end))
            self._comments_before(node.span.end, place.blanks)
            return
        begins_inside = self._comments and self._comments[0].start > _first_start(node)
        after_key = None if begins_inside else self._trailing(self._at)
        if after_key is None and node.flow and not self._has_comment_in(node):
            after_key = self._trailing(node.span.end)
        self._put(line, after_key)
        self._first = True
        self._collection(node, place)

    def _scalar(self, scalar: Scalar, line: str, place: _Place, start: str) -> None:
        if scalar.absent:
            self._put(line, self._trailing(self._at))
            return
        blanks = _blanks_of(start)
        if scalar.style is ScalarStyle.BLOCK:
            self._block_scalar(scalar, line, place, blanks)
            return
        self._comments_before(scalar.span.start, blanks)
        self._at = max(self._at, scalar.span.end)
        comment = self._trailing(scalar.span.end, of_scalar=True)
        first, *rest = lines(
            scalar, place.blanks, header="", keep_quotes=comment is not None and comment.glued
        )
        for text in (f"{line} {first}", *rest)[:-1]:
            self._put(text)
        self._put(rest[-1] if rest else f"{line} {first}", comment)

    def _block_scalar(self, scalar: Scalar, line: str, place: _Place, blanks: str) -> None:
        header_at, header = self._header(scalar)
        self._comments_before(header_at, blanks)
        comment = self._trailing(self._at)
        first, *rest = lines(scalar, place.blanks, header=header)
        self._put(f"{line} {first}", comment)
        for text in rest:
            self._put(text)
        self._at = scalar.span.end
        if "+" in header:  # its blank lines are part of the text
            self._at += len(self._text[self._at :]) - len(self._text[self._at :].lstrip(" \t\n"))

    def _header(self, scalar: Scalar) -> tuple[int, str]:
        """Return where a block scalar begins, and its header such as `>-`."""
        gap = self._text[self._at : scalar.span.start if scalar.text.strip("\n") else scalar.span.end]
        match = _HEADER.search(_COMMENT.sub(lambda found: " " * len(found[0]), gap))
        assert match is not None, "a block scalar without a header"
        return self._at + match.start(), match[0]

    # --- brackets -------------------------------------------------------------------------------

    def _flow(self, node: Mapping | Sequence, column: int, place: _Place) -> str | None:
        """Return a collection in brackets, or None if it needs lines of its own: because it had them, must have them, or would be too wide.

        One with nothing in it can have no lines.
        """
        if not (node.entries if isinstance(node, Mapping) else node.items):
            return "{}" if isinstance(node, Mapping) else "[]"
        if not node.flow or self._has_comment_in(node):
            return None
        text = in_brackets(node, of_values=place.of_values)
        return text if text is not None and column + len(text) <= MAX_WIDTH else None


def _blanks_of(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def _first_start(node: Node) -> int:
    """Return where the first text in a collection that is not empty begins."""
    match node:
        case Mapping():
            return node.entries[0].key.span.start
        case Sequence():
            return _first_start(node.items[0])
        case Scalar():
            return node.span.start


def _starts(node: Node) -> list[int]:
    match node:
        case Scalar():
            return [] if node.absent else [node.span.start]
        case Sequence():
            return [node.span.start, *(start for item in node.items for start in _starts(item))]
        case Mapping():
            inner = (start for entry in node.entries for start in _starts(entry.value))
            return [node.span.start, *(entry.key.span.start for entry in node.entries), *inner]


def _with_comments(lines_: list[_Line]) -> list[str]:
    """Return the lines as text. Comments that stood below each other still do."""
    result: list[str] = []
    at = 0
    while at < len(lines_):
        if not lines_[at].comment:
            result.append(lines_[at].text)
            at += 1
            continue
        end = at + 1
        while end < len(lines_) and lines_[end].comment and lines_[end].column == lines_[at].column:
            end += 1
        width = max(len(line.text) for line in lines_[at:end]) + _BEFORE_COMMENT
        result += [f"{line.text:<{width}}{line.comment}" for line in lines_[at:end]]
        at = end
    return result
