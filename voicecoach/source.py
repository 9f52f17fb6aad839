"""Source texts and spans of them: where a finding points to."""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum
from functools import lru_cache
from typing import Final

from msgspec import Struct

MOST_SOURCES: Final = 40  # a routine and its 32 includes, and some to spare
_LINE_END = re.compile(r"\n|\r\n?")


class Encoding(StrEnum):
    """What a file's bytes are."""

    UTF_8 = "UTF-8"  # or UTF-16 that says so
    UNMARKED_UTF_16 = "UTF-16"
    WINDOWS = "Windows-1252"
    UNKNOWN = "unknown"  # what is no UTF-8 in it shows as U+FFFD
    WORD = "a Word document"
    OLD_WORD = "an old Office document"
    PDF = "a PDF"
    RTF = "a rich text document"

    @property
    def is_a_guess(self) -> bool:
        """Tell whether the text can be read, though the file does not say so."""
        return self in {Encoding.UNMARKED_UTF_16, Encoding.WINDOWS}

    @property
    def is_document(self) -> bool:
        return self in {Encoding.WORD, Encoding.OLD_WORD, Encoding.PDF, Encoding.RTF}


class SourceText(Struct, frozen=True, kw_only=True):
    """A routine's text and the name that messages call it by (a path, `<stdin>`, a built-in's name)."""

    name: str
    text: str
    is_setting: bool = False  # not a file: a setting of the run, such as `--set hold=20s`
    encoding: Encoding = Encoding.UTF_8

    def __repr__(self) -> str:
        return f"SourceText(name={self.name!r})"  # a text fills pages

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and the 1-based column, in code points, of an offset."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """Return the text of a 1-based line without its line end."""
        starts = _line_starts(self.text)
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end].rstrip("\r\n")


@lru_cache(maxsize=MOST_SOURCES)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(end.end() for end in _LINE_END.finditer(text)))


class Span(Struct, frozen=True, kw_only=True):
    """A half-open range of code points of one source; `start == end` is a place between two."""

    source: SourceText
    start: int
    end: int

    @property
    def line(self) -> int:
        return self.source.line_column(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.line_column(self.start)[1]

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]
