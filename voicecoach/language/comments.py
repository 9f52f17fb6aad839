"""Finds the comments in a routine's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.language.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.language.nodes import Node

_COMMENT = re.compile(r"#[^\n]*")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


class Comment(Struct, frozen=True, kw_only=True):
    """A comment from its `#` on. `column` counts from 0; `own_line`: nothing else stands on its line."""

    text: str
    start: int
    column: int
    own_line: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def glued(self) -> bool:
        """Tell whether it could be meant as part of a text: `#1`."""
        return bool(self.text[1:2].strip("# \t"))


def find_comments(text: str, root: Node, start: int) -> list[Comment]:
    """Return all comments from an offset on: every `#` outside of the scalars begins one."""
    found: list[Comment] = []
    at = start
    for scalar in (*scalars(root), None):
        end = len(text) if scalar is None else scalar.span.start
        for match in _COMMENT.finditer(text, at, end):
            line_start = text.rfind("\n", 0, match.start()) + 1
            before = text[line_start : match.start()]
            found.append(
                Comment(
                    text=match[0].rstrip(),
                    start=match.start(),
                    column=len(before),
                    own_line=not before.strip(),
                )
            )
        at = end if scalar is None else max(at, scalar.span.end)
    return found


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield what is written, in the order of the text."""
    match node:
        case Scalar():
            if not node.absent:
                yield node
        case Sequence():
            for item in node.items:
                yield from scalars(item)
        case Mapping():
            for entry in node.entries:
                yield entry.key
                yield from scalars(entry.value)


def has_blank_line(text: str, start: int, end: int) -> bool:
    return bool(_BLANK_LINE.search(text, start, end))
