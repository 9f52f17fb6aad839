"""The lines of a routine's text as an author sees them: a dash, a key, a value. YAML is not asked."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from voicecoach.language.lines import lines_outside_texts

_HEAD: Final = re.compile(r"(?P<indent>[ \t]*)(?P<dash>-[ \t]+)?")
_PAIR: Final = re.compile(r"(?P<key>[^\s:'\"#\[\]{}][^:'\"#\[\]{}]*+):(?:[ \t]+(?P<value>.*))?$", re.DOTALL)
_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#.*", re.DOTALL)


class TextLine(Struct, frozen=True, kw_only=True):
    """A line with words in it. `start` and `end` are offsets in the text, without blanks at the end; `column` is where the words begin.

    `key` and `value` are empty where there is none; a comment is part of no value. `next` is the offset of the next line.
    """

    start: int
    end: int
    next: int
    indent: int
    column: int
    words: str
    key: str
    value: str

    @property
    def is_item(self) -> bool:
        return self.column > self.indent

    @property
    def is_comment(self) -> bool:
        return self.words.startswith("#")

    @property
    def opens(self) -> bool:
        """Tell whether what the key holds stands below it."""
        return bool(self.key) and not self.value


def text_lines(text: str) -> tuple[TextLine, ...]:
    """Return the lines that are not empty, and not in a block text after `|` or `>`."""
    return tuple(_line(start, line) for start, line in lines_outside_texts(text))


def _line(start: int, line: str) -> TextLine:
    head = _HEAD.match(line)
    assert head is not None, "the pattern takes any line"
    words = line[head.end() :].rstrip(" \t\r\n")
    pair = None if words.startswith("#") else _PAIR.match(_COMMENT.sub("", words).rstrip())
    return TextLine(
        start=start,
        end=start + head.end() + len(words),
        next=start + len(line),
        indent=len(head["indent"]),
        column=head.end(),
        words=words,
        key=pair["key"].rstrip(" \t") if pair else "",
        value=(pair["value"] or "").strip() if pair else "",
    )
