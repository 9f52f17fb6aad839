"""Findings as text with the source line and carets, and as data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from voicecoach.escaping import columns, terminal_text, visible
from voicecoach.findings.base import Severity
from voicecoach.report.tables import paragraph
from voicecoach.report.wording.findings import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voicecoach.findings import Finding
    from voicecoach.findings.codes import Code
    from voicecoach.source import Span

MOST_ALIKE = 10  # findings of one kind at one place, such as of a cue in many rounds
MOST_OF_A_CODE = 50  # printed of one kind; more than that are mended by one search
_MOST_COLUMNS = 140  # of a source line; a longer one is cut around the carets
_BEFORE_CARETS = 60  # characters that stay before them then

_BOLD = "\x1b[1m"
_GUTTER = "\x1b[38;5;31m"
_RESET = "\x1b[0m"
_COLORS = {  # of middling lightness, as those of the screen
    Severity.ERROR: "\x1b[1;38;5;167m",
    Severity.WARNING: "\x1b[1;38;5;130m",
    Severity.NOTE: "\x1b[1;38;5;31m",
}


def render(found: Finding, *, color: bool = False, width: int = 0) -> str:
    """Return a finding with its place in the source, escaped for a terminal, without a line end.

    With `color`, in ANSI colours. Message and hint go on in further lines after `width` columns; 0 is any width.
    """
    paint = _Paint(on=color, accent=_COLORS[found.severity])
    said = words(found)
    spans = [found.span, *(other.span for other in said.others)]
    digits = max(len(str(span.line)) for span in spans)
    head = f"{found.severity.value}[{found.code.value}]"
    message = paragraph(terminal_text(f"{head}: {said.message}"), width, indent=2).removeprefix(head)
    lines = [f"{paint.accented(head)}{paint.bold(message)}"]
    lines += _excerpt(found.span, said.label, digits, paint, arrow="-->", mark="^")
    for other in said.others:
        lines += _excerpt(other.span, other.label, digits, paint, arrow=":::", mark="-")
    if said.hint and said.hint != said.label:
        mark = f"{' ' * digits} ="
        hint = paragraph(terminal_text(f"{mark} hint: {said.hint}"), width, indent=digits + 3)
        lines.append(f"{paint.gutter(mark)}{hint.removeprefix(mark)}")
    return "\n".join(lines)


def render_all(findings: Iterable[Finding], *, color: bool = False, width: int = 0) -> Iterator[str]:
    """Yield findings one by one, as `render`. Of many alike, at one place or anywhere, the first are shown and the others counted."""
    alike: Counter[tuple[Code, Span]] = Counter()
    shown: Counter[Code] = Counter()
    left_out: Counter[Code] = Counter()
    for found in findings:
        key = found.code, found.span
        alike[key] += 1
        if alike[key] > MOST_ALIKE:
            continue
        if shown[found.code] < MOST_OF_A_CODE:
            shown[found.code] += 1
            yield render(found, color=color, width=width)
        else:
            left_out[found.code] += 1
    for (code, span), count in alike.items():
        if count > MOST_ALIKE and not left_out[code]:
            yield f"and {count - MOST_ALIKE:,} more of {code.value} at {_where(span)}"
    for code, count in left_out.items():
        if count:
            yield f"and {count:,} more of {code.value}: `voicecoach check --json` lists them"


def as_json(found: Finding) -> dict[str, Any]:
    """Return a finding as data; line and column count from 1, columns in code points, and ends are exclusive.

    `fix` is what to write where; it is absent where nobody knows.
    """
    said = words(found)
    data: dict[str, Any] = {
        "code": found.code.value,
        "severity": found.severity.value,
        "message": said.message,
        "file": found.span.source.name,
        **_place(found.span),
    }
    if advice := said.hint or said.label:
        data["hint"] = advice
    # An edit of a setting would change the command line.
    if edits := [edit for edit in found.edits if edit.span.source == found.span.source]:
        data["fix"] = [{**_place(edit.span), "text": edit.text} for edit in edits]
    return data


def _place(span: Span) -> dict[str, int]:
    line, column = span.source.line_column(span.start)
    end_line, end_column = span.source.line_column(span.end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}


class _Paint(Struct, frozen=True, kw_only=True):
    on: bool
    accent: str

    def accented(self, text: str) -> str:
        return f"{self.accent}{text}{_RESET}" if self.on else text

    def bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_RESET}" if self.on else text

    def gutter(self, text: str) -> str:
        return f"{_GUTTER}{text}{_RESET}" if self.on else text


def _excerpt(span: Span, words: str, width: int, paint: _Paint, *, arrow: str, mark: str) -> list[str]:
    """Return the place, and the first line of a span with marks below it."""
    line, column = span.source.line_column(span.start)
    text = span.source.line_text(line)
    start = min(column - 1, len(text))
    end = min(max(start, start + span.end - span.start), len(text))
    before, marked, after = _cut(text, start, end)
    shown_before = terminal_text(before)
    shown_marked = terminal_text(marked)
    words = terminal_text(words)
    carets = mark * max(1, columns(shown_marked))
    bar = paint.gutter(f"{' ' * width} |")
    note = (
        paint.accented(f"{carets} {words}".rstrip())
        if mark == "^"
        else paint.gutter(f"{carets} {words}".rstrip())
    )
    source_line = f"{shown_before}{shown_marked}{terminal_text(after)}".rstrip()
    return [
        f"{' ' * width}{paint.gutter(arrow)} {_where(span)}",
        bar,
        f"{paint.gutter(f'{line:>{width}} |')} {source_line}".rstrip(),
        f"{bar} {' ' * columns(shown_before)}{note}",
    ]


def _where(span: Span) -> str:
    """Return the file with line and column, or the setting, which has none."""
    name = visible(span.source.name, most=200)
    return name if span.source.is_setting else f"{name}:{span.line}:{span.column}"


def _cut(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return a line in three: before, within and after the marks; a long one cut at both ends."""
    if len(text) <= _MOST_COLUMNS:
        return text[:start], text[start:end], text[end:]
    first = max(0, start - _BEFORE_CARETS) if start > _MOST_COLUMNS // 2 else 0
    last = min(len(text), first + _MOST_COLUMNS)
    end = min(end, last)
    before = ("…" if first else "") + text[first:start]
    after = text[end:last] + ("…" if last < len(text) else "")
    return before, text[start:end], after
