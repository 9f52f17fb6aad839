"""Quotes texts for YAML, and finds the end of a text that YAML has misread."""

from __future__ import annotations

import re
from typing import Final

_CURLY: Final = {
    "\N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{DOUBLE LOW-9 QUOTATION MARK}": "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{RIGHT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{LEFT SINGLE QUOTATION MARK}": "\N{RIGHT SINGLE QUOTATION MARK}",
    "\N{SINGLE LOW-9 QUOTATION MARK}": "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}",
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
}
_MOST_CHARACTERS: Final = 20_000  # a longer file takes too long to look through for each of its anchors
_MARKED = re.compile(r"(\*\*|__|\*|`)([^*`\r\n]*[^*`\s])\1")
_COMMENT = re.compile(r"\s#(?=\s|$)")
_NEXT_KEY = re.compile(r",\s*[^\s,:\[\]{}\"'][^,:\[\]{}\"']{0,30}:(?:\s|$)")


def is_curly(text: str) -> bool:
    """Tell whether a text is in a word processor's curly quotes."""
    text = text.strip()
    return len(text) > 1 and text[-1] in _CURLY.get(text[0], "")


def without_curly(text: str) -> str:
    """Return a text without such quotes around it."""
    text = text.strip()
    return text[1:-1].strip() if is_curly(text) else text


def quote(text: str) -> str:
    """Return a text of one line in quotes, so that YAML reads it as it is; bent quotes around it are replaced."""
    text = without_curly(text)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def unmarked(text: str) -> str:
    """Return a text without the asterisks or backticks that Markdown puts around it."""
    marked = _MARKED.fullmatch(text)
    return marked[2] if marked else text


def without_anchor(text: str, written: str) -> str:
    """Return the value that stands behind `&name` in a file, also for `*name`; an empty text where the two do not belong together."""
    sign, name = written[:1], written[1:].partition(" ")[0]
    if len(text) > _MOST_CHARACTERS or not re.fullmatch(r"[\w-]{1,40}", name):
        return ""
    anchor = re.search(rf"(?<=[ \t])&{name}[ \t]+(?=\S)", text)
    if anchor is None or not re.search(rf"(?<=[ \t])\*{name}(?=\s|$)", text):
        return ""
    value = text[anchor.end() : value_end(text, anchor.end())]
    return value if sign == "&" or written == f"*{name}" else ""


def value_end(text: str, at: int) -> int:
    """Return where a value ends that begins at `at`: at the line's end, a comment, or in brackets what follows it."""
    line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    match = re.compile(r"[^\r\n]*").match(text, at)
    assert match is not None, "the pattern takes an empty text, too"
    end = match.end()
    if comment := _COMMENT.search(text, at, end):
        end = comment.start()
    before = re.sub(r"\"[^\"]*\"|'[^']*'", "", text[line_start:at])
    if before.count("[") + before.count("{") > before.count("]") + before.count("}"):
        end = _end_in_brackets(text, at, end)
    return at + len(text[at:end].rstrip())


def _end_in_brackets(text: str, at: int, end: int) -> int:
    depth = 0
    for place in range(at, end):
        one = text[place]
        if one in "[{":
            depth += 1
        elif one in "]}":
            depth -= 1
            if depth < 0:
                return place
        elif one == "," and not depth and _NEXT_KEY.match(text, place, end):
            return place
    return end
