"""A text that is being put right: what is found, what is taken out, and where its lines and values begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Final

from voicecoach.language.quoting import value_end
from voicecoach.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.findings import Finding
    from voicecoach.source import SourceText


MOST_REPAIRS: Final = 64
_LINE_END = re.compile(r"\r\n?|\n")


class TextInRepair:
    """The text as it is read: of the author's length, with every slip so far put right in place.

    A character that YAML trips over gets a stand-in from the private use area, which `restore` turns back. What cannot be
    read at all is blanked out; `damaged` knows where.
    """

    def __init__(self, source: SourceText) -> None:
        self.text = source.text
        self.findings: list[Finding] = []
        self.source = source
        self.base = next(base for base in range(0xF0000, 0xFFF00, 0x100) if not _uses(source.text, base))
        self._to_original = {self.base + code: code for code in range(0x80)}
        self._holes: list[tuple[int, int]] = []
        # Lines with a finding: what follows on the same line is no cause of its own.
        self._lines: set[int] = set()

    def restore(self, text: str) -> str:
        return text.translate(self._to_original) if self.findings else text

    def damaged(self, start: int, end: int) -> bool:
        """Tell whether something between these offsets could not be read."""
        return any(
            start <= hole_start < end or start < hole_end <= end for hole_start, hole_end in self._holes
        )

    def reported_on(self, span: Span) -> bool:
        return bool(self._lines) and span.line in self._lines

    def trap(self, found: Finding) -> None:
        """Report, unless something on the same line is reported already: that was the cause."""
        if found.span.line not in self._lines:
            self.report(found)

    def report(self, found: Finding) -> None:
        self._lines.add(found.span.line)
        self.findings.append(found)

    def span(self, start: int, end: int) -> Span:
        return Span(source=self.source, start=start, end=max(start, end))

    def stand_in(self, at: int) -> None:
        code = ord(self.text[at])
        if code < 0x80:  # noqa: PLR2004 - the end of ASCII
            self.text = f"{self.text[:at]}{chr(self.base + code)}{self.text[at + 1 :]}"

    def blank(self, start: int, end: int) -> None:
        self.blank_all([(start, end)])

    def blank_all(self, places: Sequence[tuple[int, int]]) -> None:
        """Blank these places, which are in their order and apart. The text is copied once, however many they are."""
        holes = [(start, end) for start, end in places if self.text[start:end].strip()]
        self._holes += holes
        parts: list[str] = []
        done = 0
        for start, end in holes:
            parts += (self.text[done:start], re.sub(r"[^\r\n]", " ", self.text[start:end]))
            done = end
        if holes:
            self.text = "".join((*parts, self.text[done:]))

    def blank_deeper(self, at: int) -> None:
        """Blank the lines after this one that are indented deeper."""
        self.blank(self.line(at)[1], self.deeper_until(at))

    def deeper_until(self, at: int) -> int:
        """Return where the lines end that follow this one and are indented deeper, or this one where there are none."""
        start, end = self.line(at)
        return self._lines_until(end, self.indent(start) + 1)

    def blank_lines(self, start: int, indent: int) -> None:
        """Blank lines from `start` on as long as they are empty or indented by at least this much."""
        self.blank(start, self._lines_until(start, indent))

    def _lines_until(self, start: int, indent: int) -> int:
        end = start
        while end < len(self.text):
            line_start, line_end = self.line(end)
            if self.text[line_start:line_end].strip() and self.indent(line_start) < indent:
                break
            end = line_end
        return end

    def indent(self, line_start: int) -> int:
        start, end = self.line(line_start)
        line = self.text[start:end]
        return len(line) - len(line.lstrip(" \t"))

    @cached_property
    def _line_starts(self) -> list[int]:
        """Where lines start. No repair moves a line's end, so they are found once: each search would go back over all of the text."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def line(self, at: int) -> tuple[int, int]:
        """Return where the line of this offset starts, and where the next one does."""
        number = bisect_right(self._line_starts, at)
        is_last = number == len(self._line_starts)
        return self._line_starts[number - 1], len(self.text) if is_last else self._line_starts[number]

    def line_start(self, at: int) -> int:
        return self.line(at)[0]

    def line_end(self, at: int) -> int:
        """Return where the line's text ends, without blanks."""
        start, end = self.line(at)
        return max(at, start + len(self.text[start:end].rstrip()))

    def has_line_end(self, start: int, end: int) -> bool:
        return "\n" in self.text[start:end] or "\r" in self.text[start:end]

    def value_from(self, at: int) -> Span:
        return self.span(at, value_end(self.source.text, at))

    def value_around(self, at: int) -> Span:
        """Return the text around a colon, from after the key to where it ends."""
        start = self.line_start(at)
        keys = [match.end() for match in re.finditer(r":\s+|^\s*(?:-\s+)?", self.text[start:at])]
        return self.value_from(start + max(keys, default=0))


def _uses(text: str, base: int) -> bool:
    if text.isascii():
        return False
    return re.search(f"[{chr(base)}-{chr(base + 0x7F)}]", text) is not None
