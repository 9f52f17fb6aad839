"""Source texts and spans of them: where a finding points to."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import field

from voicecoach.quick_dataclass import dataclass

_LINE_END = re.compile(r"\n|\r\n?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A routine's text and the name that messages call it by (a path, `<stdin>`, a built-in's name)."""

    name: str
    text: str = field(repr=False)
    _line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = (0, *(end.end() for end in _LINE_END.finditer(self.text)))
        object.__setattr__(self, "_line_starts", starts)

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and the 1-based column, in code points, of an offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """Return the text of a 1-based line without its line end."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
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
