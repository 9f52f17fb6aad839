"""What YAML could not read, said in the author's terms and put right: one function for each way to trip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from voicecoach.findings.base import Edit, instead
from voicecoach.findings.reading import (
    YamlAfterBracket,
    YamlAfterQuote,
    YamlAlias,
    YamlAnchor,
    YamlCharacter,
    YamlEscape,
    YamlGluedKey,
    YamlIndentation,
    YamlNoKey,
    YamlOpenBracket,
    YamlOpenQuote,
    YamlSyntax,
    YamlTab,
    YamlTag,
)
from voicecoach.language.lines import reindented, untabbed
from voicecoach.language.quoting import quote, unmarked, value_end, without_anchor
from voicecoach.language.yaml_colons import explain_colon, has_key, quotable_colon
from voicecoach.language.yaml_failures import PatientFailureError, Slip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.language.text_in_repair import TextInRepair


_TAB_INDENTED = re.compile(r"^ *\t[^\r\n]*", re.MULTILINE)
_GLUED_KEY = re.compile(r"\s*(?:-\s+)?([^\s:]+):(?=\S)")
_CLOSING: Final = frozenset("]}")
_KEY_IN_LIST: Final = re.compile(r"[ ]*,[ ]*[\w-]+:[ ]")
_TABLE_ROW: Final = re.compile(r"\|[^|]+\|.*")
_PROPERTIES: Final[dict[str, type[YamlAlias | YamlAnchor | YamlTag]]] = {
    "*": YamlAlias,
    "&": YamlAnchor,
    "!": YamlTag,
}
_BETWEEN_QUOTES = re.compile(r"(?<=[\w.!?\u2026])['\"]\s*,\s*['\"](?=\w)")
_MARK_BEHIND = re.compile(r"([\"'])(?P<said>[^\"']*[^\"'.!?\s])\1(?P<mark>[.!?]+)")
_QUOTED_NUMBER = re.compile(r"[\"']\s*([0-9][0-9.,:]*)\s*[\"']\s*([^\W\d_]{1,12}|%)")
_APOSTROPHE = re.compile(r"'(?:tis|twas|twere|til|em|cause|n|ne|nen|s|ner|nem|round|bout)\b", re.IGNORECASE)


def explain(read: TextInRepair, failure: PatientFailureError, marks: Mapping[str, tuple[int, int]]) -> None:  # noqa: C901, PLR0912 - one case a slip
    at, begun = failure.at, failure.begun
    match failure.slip:
        case Slip.COLON:
            if not explain_colon(read, at):
                _indentation(read, read.line_start(at))
        case Slip.FIRST_CHARACTER:
            _bad_start(read, at)
        case Slip.INDICATOR:
            _character_or_indentation(read, at)
        case Slip.DIRECTIVE:
            _document_start(read, at)
        case Slip.PROPERTY:
            _property(read, begun)
        case Slip.BLOCK_TEXT:
            _character(read, begun)
        case Slip.NO_VALUE:
            _no_value(read, at, marks)
        case Slip.OPEN_QUOTE:
            _open_quote(read, begun)
        case Slip.IN_QUOTES:
            _escape(read, begun, at)
        case Slip.NO_KEY:
            _no_key(read, begun)
        case Slip.AFTER_VALUE:
            _after_value(read, at, marks)
        case Slip.IN_BRACKETS:
            _flow(read, begun, at, marks)
        case Slip.OTHER:
            _other(read, at)
        case _:
            assert_never(failure.slip)


def _bad_start(read: TextInRepair, at: int) -> None:
    if read.text[at : at + 1] != "\t":
        _character(read, at)
        return
    start = read.line_start(at)
    if not read.text[start:at].strip(" \t"):
        tab = read.text.index("\t", start)
        read.trap(YamlTab(span=read.span(tab, tab + 1), edits=untabbed(read.source)))
        for line in list(_TAB_INDENTED.finditer(read.text)):
            read.blank(*line.span())
    else:
        span = read.span(at, at + 1)
        read.trap(YamlTab(span=span, edits=instead(span, " ")))
        read.text = read.text[:at] + " " + read.text[at + 1 :]


def _character_or_indentation(read: TextInRepair, at: int) -> None:
    if has_key(read.text[read.line_start(at) : at]):
        _character(read, at)
    else:
        _indentation(read, read.line_start(at))


def _character(read: TextInRepair, at: int) -> None:
    found = read.text[at : at + 1]
    if not found.strip() or not found.isascii():
        _other(read, at)
        return
    span = read.span(at, at + 1)
    value = read.value_from(at)
    is_row = _TABLE_ROW.fullmatch(value.text) is not None  # no text in quotes is meant
    edits = () if is_row else instead(value, quote(unmarked(value.text)))
    read.trap(YamlCharacter(span=span, character=found, text=value.text, edits=edits))
    read.stand_in(at)


def _character_or_other(read: TextInRepair, at: int) -> None:
    if has_key(read.text[read.line_start(at) : at]):
        _character(read, at)
    else:
        _other(read, at)


def _no_value(read: TextInRepair, at: int, marks: Mapping[str, tuple[int, int]]) -> None:
    """Something else stands where a value should, or nothing does up to the end of the file."""
    if "open" in marks and read.text[at : at + 1] not in {",", "?", ":", "-"}:
        _open_bracket(read, marks["open"][0])
    else:
        _character(read, at)


def _property(read: TextInRepair, begun: int) -> None:
    found = read.text[begun : begun + 1]
    if found not in _PROPERTIES:
        _other(read, begun)
        return
    value = read.value_from(begun)
    edits = instead(value, without_anchor(read.source.text, value.text) or quote(unmarked(value.text)))
    read.trap(_PROPERTIES[found](span=value, written=value.text, edits=edits))
    read.stand_in(begun)


def _open_quote(read: TextInRepair, begun: int) -> None:
    value = read.value_from(begun)
    text = value.text if _APOSTROPHE.match(value.text) else value.text[1:]
    if text[-1:] in "\"'\u201d\u2019" and text[:-1].strip():  # closed by another quote
        text = text[:-1]
    read.trap(YamlOpenQuote(span=read.span(begun, begun + 1), edits=instead(value, quote(text))))
    read.stand_in(begun)


def _escape(read: TextInRepair, begun: int, at: int) -> None:
    backslash = read.text.rfind("\\", begun, at + 1)
    if backslash < 0:
        _other(read, at)
        return
    span = read.span(backslash, at + 1)
    value = read.value_from(begun)
    doubled = re.sub(r'\\(?:([\\"])|)', lambda one: one[0] if one[1] else "\\\\", value.text)
    edits = instead(value, doubled)
    read.trap(YamlEscape(span=span, written=read.text[backslash : at + 1], edits=edits))
    read.stand_in(backslash)


def _no_key(read: TextInRepair, begun: int) -> None:
    start, end = read.line(begun)
    line = read.text[start:end]
    glued = _GLUED_KEY.match(line)
    place = start + len(line) - len(line.lstrip())
    span = read.span(place, start + len(line.rstrip()))
    if glued:
        colon = read.span(start + glued.end(1), start + glued.end())
        read.trap(YamlGluedKey(span=span, key=glued[1], edits=instead(colon, ": ")))
    else:
        read.trap(YamlNoKey(span=span))
    read.blank(start, end)


def _after_value(read: TextInRepair, at: int, marks: Mapping[str, tuple[int, int]]) -> None:
    for kind in ("quoted", "property"):
        start, end = marks.get(kind, (0, 0))
        if end and end <= at and not read.has_line_end(end, at):
            _rest_of(read, kind, start, end, at)
            return
    start, end = marks.get("bracket", (0, 0))
    if end and end <= at and not read.has_line_end(end, at):
        value = read.value_from(start)
        edits = () if read.has_line_end(start, end) else instead(value, quote(value.text))
        if not read.text[at : read.line_end(at)].strip(" ]},"):  # one bracket too many
            edits = (Edit(span=read.span(end, read.line_end(at)), text=""),)
        read.trap(YamlAfterBracket(span=read.span(at, read.line_end(at)), edits=edits))
        read.blank(at, read.line_end(at))
    elif read.text[at : at + 1] in {"]", "}", ","}:
        _character_or_other(read, at)
    else:
        _indentation(read, read.line_start(at))


def _rest_of(read: TextInRepair, kind: str, start: int, end: int, at: int) -> None:
    """Something follows a quoted text, an alias or the like on its last line."""
    if kind == "quoted" and read.has_line_end(start, end):
        value = read.value_from(start)
        edits = instead(value, quote(value.text[1:]))
        read.trap(YamlOpenQuote(span=read.span(start, start + 1), edits=edits))
    elif kind == "quoted":
        value = read.value_from(start)
        span = read.span(at, read.line_end(at))
        edits = instead(value, _requoted(value.text))
        read.trap(YamlAfterQuote(span=span, quote=read.text[start], edits=edits))
    else:
        value = read.value_from(start)
        edits = instead(value, without_anchor(read.source.text, value.text) or quote(unmarked(value.text)))
        read.trap(YamlAlias(span=value, written=value.text, edits=edits))
    read.stand_in(start)


def _flow(read: TextInRepair, begun: int, at: int, marks: Mapping[str, tuple[int, int]]) -> None:
    for kind in ("quoted", "property"):
        start, end = marks.get(kind, (0, 0))
        if begun < start < end <= at and not read.has_line_end(end, at):
            _rest_of(read, kind, start, end, at)
            return
    closing = {"[": "]", "{": "}"}.get(read.text[begun : begun + 1], "")
    same_line = not read.has_line_end(begun, at)
    if same_line and read.text[at : at + 1] == ":" and closing in read.text[at : read.line_end(at)]:
        read.trap(quotable_colon(read, at))
        read.stand_in(at)
        return
    is_other = same_line and read.text[at : at + 1] in _CLOSING and read.text[at : at + 1] != closing
    _open_bracket(read, begun, before=at if is_other else None)


def _open_bracket(read: TextInRepair, begun: int, *, before: int | None = None) -> None:
    """Close a bracket at the end of its line, or `before` another one closes: there a list ends where a key begins."""
    bracket = read.text[begun : begun + 1]
    end = read.span(read.line_end(begun), read.line_end(begun))
    comment = value_end(read.source.text, begun)  # what is open ends with the line, or before its comment
    if not read.has_line_end(begun, comment):
        end = read.span(comment, comment)
    if before is not None:
        key = _KEY_IN_LIST.search(read.text, begun, before) if bracket == "[" else None
        ends = key.start() if key else before
        end = read.span(ends, ends)
    edits = instead(end, "}" if bracket == "{" else "]")
    read.trap(YamlOpenBracket(span=read.span(begun, begun + 1), bracket=bracket, edits=edits))
    read.blank(begun, read.line_end(begun))
    read.blank_deeper(begun)


def _document_start(read: TextInRepair, at: int) -> None:
    """Take out a `%` line before the routine, or something after its end."""
    if read.text.lstrip("\ufeff \r\n").startswith("%"):
        at = read.text.index("%")
        start, end = read.line(at)
        span = read.span(at, at + 1)
        read.trap(YamlCharacter(span=span, character="%", text=read.text[start:end].strip()))
        read.blank(start, end)
    else:
        _other(read, at)


def _indentation(read: TextInRepair, start: int) -> None:
    """Leave out a line that is indented like none of those that it could belong to, and what belongs to it."""
    line_start, end = read.line(start)
    indent = read.indent(line_start)
    place = line_start + indent
    stop = place + len(read.text[place:end].rstrip())
    edits = reindented(read.source, line_start)
    read.trap(YamlIndentation(span=read.span(place, stop), edits=edits))
    read.blank(line_start, end)
    read.blank_lines(end, indent)


def _other(read: TextInRepair, at: int) -> None:
    at = min(at, len(read.text))
    while at > 0 and not read.text[at : at + 1].strip():
        at -= 1
    read.trap(YamlSyntax(span=read.span(at, min(at + 1, len(read.text)))))
    start, end = read.line(at)
    read.blank(start, end)
    read.blank_lines(end, read.indent(start) + 1)


def _requoted(text: str) -> str:
    """Return a text that its own quotes end too early, in quotes that do not."""
    if match := _QUOTED_NUMBER.fullmatch(text):  # `"30"s`
        return f"{match[1]}{match[2]}"
    if match := _MARK_BEHIND.fullmatch(text):  # `'Chalk up'.`
        return quote(match["said"] + match["mark"])
    inner = text[1:-1] if text[-1] == text[0] else text
    pieces = _BETWEEN_QUOTES.split(inner)
    if len(pieces) > 1 and text[-1] == text[0]:  # wordings in a list
        return ", ".join(map(quote, pieces))
    return quote(inner.replace("''", "'") if text[0] == "'" else inner)
