"""Edits that put misindented lines where they belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.findings.base import Edit
from voicecoach.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.source import SourceText

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_DASHES: Final = re.compile(r"\s*+(?:-\s++)*+")
_BLOCK_SIGN: Final = re.compile(r"[|>][-+0-9]{0,3}\Z")
_TAB_WIDTHS: Final = (4, 8)  # as editors show them
_TAB_WIDTH: Final = 4
_LEVEL: Final = 2
_ITEM: Final = re.compile(
    r"[-*\u2022\u00b7\u25cf\u25aa\u25e6\u2013\u2014](?:[ \t]|$)"
)  # bullets of word processors, too


def lines_from(text: str, at: int) -> Iterable[tuple[int, str]]:
    """Yield the offset and text of each line, from the one that starts at `at`."""
    for match in _LINE.finditer(text, at):
        yield match.start(), match[0]


def lines_outside_texts(text: str) -> Iterable[tuple[int, str]]:
    """Yield lines as `lines_from` does, except those of block texts after a `|` or `>`."""
    deeper_than = -1
    for start, line in lines_from(text, 0):
        words = line.lstrip()
        if not words:
            continue
        indent = len(line) - len(words)
        if deeper_than >= 0 and indent > deeper_than:
            continue
        deeper_than = _column_of_block_text(line) if "|" in line or ">" in line else -1
        yield start, line


def _column_of_block_text(line: str) -> int:
    """Return the column that a block text below this line is deeper than, or -1 where none begins. Takes linear time."""
    words = line.partition("#")[0].rstrip()
    sign = _BLOCK_SIGN.search(words, max(0, len(words) - 4))
    before = words[: sign.start()] if sign else ""
    key = before.rstrip()
    if key == before or not key.endswith((":", "-")):
        return -1
    dashes = _DASHES.match(line)
    assert dashes is not None, "the pattern takes an empty text, too"
    return min(dashes.end(), len(key) - 1)  # of `- - |`, the last dash


def reindented(source: SourceText, line_start: int) -> tuple[Edit, ...]:
    """Return the edits that move a line, with everything below it, to the nearest possible level."""
    text = source.text
    before = [line for start, line in lines_from(text, 0) if start < line_start]
    found: list[Edit] = []
    own = -1
    more = 0
    is_item = False
    for start, line in lines_from(text, line_start):
        words = line.strip()
        indent = len(line) - len(line.lstrip(" "))
        if own < 0:
            own, is_item = indent, _is_item(words)
            column = _nearest(before, words, own)
            if column is None or column == own:
                return ()
            more = column - own
        elif words and (indent < own or (indent == own and _is_item(words) and not is_item)):
            break
        if words:
            found.append(_indent(source, start, indent, indent + more))
    return tuple(found)


def untabbed(source: SourceText) -> tuple[Edit, ...]:
    """Return the edits that replace tabs by spaces in the indentation."""
    before: list[str] = []
    found: list[Edit] = []
    for start, line in lines_from(source.text, 0):
        words = line.strip()
        blank = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in blank and words and not words.startswith("#"):
            width = len(blank.expandtabs(_TAB_WIDTH))
            column = _beside_key_before(before, words, blank) or _nearest(before, words, width)
            indent = width if column is None else column
            found.append(_indent(source, start, len(blank), indent))
            before.append(" " * indent + words)
        else:
            before.append(line)
    return tuple(found)


def _beside_key_before(before: list[str], words: str, blank: str) -> int | None:
    """Return the column of the key in the line before, where tabs of any usual width reach it; None where they do not."""
    line = next((one for one in reversed(before) if one.strip()), "")
    content = line.strip()
    if _is_item(words) or not content:
        return None
    column = line.index(content) + (len(content) - len(content[1:].lstrip()) if _is_item(content) else 0)
    return column if column in {len(blank.expandtabs(width)) for width in _TAB_WIDTHS} else None


def _indent(source: SourceText, start: int, before: int, after: int) -> Edit:
    return Edit(span=Span(source=source, start=start, end=start + before), text=" " * max(0, after))


def _is_item(words: str) -> bool:
    return _ITEM.match(words) is not None


def _nearest(before: list[str], words: str, column: int) -> int | None:
    """Return the column nearest to this one where a line can continue what the lines above it began."""
    items: list[int] = []
    keys: list[int] = []
    lowest = 1_000
    is_last = True
    for line in reversed(before):
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip(" "))
        key = indent + len(content) - len(content[1:].lstrip()) if _is_item(content) else indent
        if is_last and re.search(r":\s*(?:#.*)?$", content):
            (items if _is_item(words) else keys).append(key + _LEVEL)
            lowest = min(lowest, key + _LEVEL)
        is_last = False
        if key < lowest:
            keys.append(key)
            lowest = key
        if _is_item(content) and indent < lowest:
            items.append(indent)
            lowest = indent
    columns = items if _is_item(words) else keys
    return min(columns, key=lambda one: (abs(one - column), -one), default=None)
