"""Tables that fit a width."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

from voicecoach.escaping import columns, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_GAP: Final = 2  # columns between two cells; one if space is tight
_BELOW: Final = "  "  # before a cell that stands below its row
_BETWEEN_WORDS: Final = re.compile(r"(?<![0-9])\s+|(?<=[0-9])\s+(?![^\W\d_])")  # a number stays with its unit


def table(
    rows: Sequence[Sequence[str]],
    *,
    width: int = 0,
    paint: Callable[[str, int, int], str] = lambda cell, _row, _column: cell,
) -> str:
    """Return rows in columns as wide as they need, escaped for a terminal.

    In more than `width` columns of a terminal, cells go on in further lines, and no word is divided; where that is not
    enough, the last columns stand below the row. 0 is any width.
    `paint` gets the text of a cell, its row and its column, and may put colours around it.
    """
    escaped = [[one_line(cell) for cell in row] for row in rows]
    if not escaped:
        return ""
    widths, gap = _layout(escaped, width)
    lines = []
    for number, row in enumerate(escaped):
        cells = [_wrapped(cell, limit) for cell, limit in zip(row, widths, strict=False)]
        for part in range(max(len(cell) for cell in cells)):
            texts = [cell[part] if part < len(cell) else "" for cell in cells]
            last = max((at for at, text in enumerate(texts) if text), default=-1)
            lines.append(
                (" " * gap).join(
                    (paint(text, number, at) if text else "")
                    + ("" if at == last else " " * (limit - columns(text)))
                    for at, (text, limit) in enumerate(zip(texts[: last + 1], widths, strict=False))
                )
            )
        for at, cell in enumerate(row[len(widths) :], start=len(widths)):
            below = _wrapped(cell, width - len(_BELOW)) if cell.strip() else []
            lines += [_BELOW + paint(text, number, at) for text in below]
    return "\n".join(lines)


def _layout(rows: Sequence[Sequence[str]], width: int) -> tuple[list[int], int]:
    """Return the widths of as many columns as have room beside each other, and the gap between them."""
    widths = _widths(rows, width)
    while width:
        for gap in (_GAP, 1):
            if sum(widths) + gap * (len(widths) - 1) <= width or len(widths) == 1:
                return widths, gap
        widths = _widths([row[: len(widths) - 1] for row in rows], width)
    return widths, _GAP


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the columns' widths: the widest ones are narrowed first, and none below its longest word."""
    at = range(len(rows[0]))
    widths = [max(columns(row[column]) for row in rows) for column in at]
    least = [
        max(columns(word) + _indent(row[column]) for row in rows for word in _words(row[column]))
        for column in at
    ]
    while width and sum(widths) + _GAP * (len(widths) - 1) > width:
        narrowed = [column for column in at if widths[column] > least[column]]
        if not narrowed:
            break
        widths[max(narrowed, key=widths.__getitem__)] -= 1
    return widths


def _wrapped(cell: str, limit: int) -> list[str]:
    if columns(cell) <= limit:
        return [cell]
    indent = " " * _indent(cell)
    lines: list[str] = []
    for word in _words(cell):
        if lines and columns(f"{lines[-1]} {word}") <= limit:
            lines[-1] += f" {word}"
        else:
            lines.append(indent + word)
    return lines


def _words(cell: str) -> list[str]:
    return _BETWEEN_WORDS.split(cell.strip())


def _indent(cell: str) -> int:
    return len(cell) - len(cell.lstrip())


def paragraph(text: str, width: int, *, indent: int = 0) -> str:
    """Return a text in lines of at most this width, 0 for one line. No word is divided.

    Further lines begin in the column `indent`, or as far in as the first one.
    """
    if not width or columns(text) <= width:
        return text
    first = len(text) - len(text.lstrip())
    return textwrap.fill(
        text,
        width,
        drop_whitespace=True,
        subsequent_indent=" " * (indent or first),
        break_long_words=False,
        break_on_hyphens=False,
    )
