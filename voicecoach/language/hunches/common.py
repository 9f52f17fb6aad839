"""What hunches share: the lines around a line, and edits of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.findings.base import Edit
from voicecoach.language.synonyms import SYNONYMS
from voicecoach.language.vocabulary import ALL_KEYS
from voicecoach.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.language.text_lines import TextLine


LEVEL: Final = 2


def edit(source: SourceText, start: int, end: int, text: str) -> Edit:
    return Edit(span=Span(source=source, start=start, end=end), text=text)


def words_of(source: SourceText, line: TextLine) -> Span:
    return Span(source=source, start=line.start + line.column, end=line.end)


def at_column(source: SourceText, line: TextLine, column: int) -> Edit:
    """Return the edit that lets a line begin at a column, its dash included."""
    return edit(source, line.start, line.start + line.indent, " " * column)


def meant_key(key: str) -> str:
    word = key.casefold()
    return word if word in ALL_KEYS else SYNONYMS.get(word) or SYNONYMS.get(word.replace(" ", "-"), "")


def parent(lines: Sequence[TextLine], at: int) -> str:
    """Return the key that a line stands below."""
    before = next(
        (
            one
            for one in reversed(lines[:at])
            if one.column < lines[at].column and one.indent < lines[at].indent
        ),
        None,
    )
    return meant_key(before.key) if before is not None and before.opens else ""


def below_of(lines: Sequence[TextLine], at: int) -> Sequence[TextLine]:
    """Return the lines below a line that are deeper than it."""
    found = []
    for line in lines[at + 1 :]:
        if line.indent <= lines[at].indent and not line.is_comment:
            break
        found.append(line)
    return found
