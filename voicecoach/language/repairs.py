"""YAML's own traps: what the author meant, said in the author's terms, and put right so that reading can go on."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final, assert_never

from voicecoach.findings.base import Edit, instead
from voicecoach.findings.reading import (
    ControlCharacter,
    YamlAfterBracket,
    YamlAfterQuote,
    YamlAlias,
    YamlAnchor,
    YamlCharacter,
    YamlColon,
    YamlEscape,
    YamlFence,
    YamlGluedDash,
    YamlGluedKey,
    YamlIndentation,
    YamlLookalike,
    YamlMark,
    YamlNoKey,
    YamlOpenBracket,
    YamlOpenQuote,
    YamlSyntax,
    YamlTab,
    YamlTag,
)
from voicecoach.language.line_slips import line_slips
from voicecoach.language.lines import lines_outside_texts, reindented, untabbed
from voicecoach.language.quoting import is_curly, quote, unmarked, value_end
from voicecoach.language.vocabulary import ALL_KEYS
from voicecoach.language.yaml_failures import PatientFailureError, Slip
from voicecoach.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.findings import Finding
    from voicecoach.source import SourceText

_MOST_REPAIRS: Final = 64
_MOST_PLACES: Final = 10_000  # of characters that are to be deleted
_MOST_CHARACTERS: Final = 400_000  # read in all, over every time that a text is read again

_UNPRINTABLE_ASCII = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ESCAPE = re.compile(r"\\(?:\\|\"|U[0-9A-Fa-f]{8}|u[0-9A-Fa-f]{4})")
_HIGH_SURROGATES = range(0xD800, 0xDC00)
_SURROGATES = range(0xD800, 0xE000)
_KEY_START = re.compile(r"(?:^|[\s{\[,])[^\s#]")
_KEY_END = re.compile(r":\s")
_TAB_INDENTED = re.compile(r"^ *\t[^\r\n]*", re.MULTILINE)
_GLUED_KEY = re.compile(r"\s*(?:-\s+)?([^\s:]+):(?=\S)")
_KEY_AFTER_COMMA = re.compile(r"[,;]\s*([\w-]+):(?=\s)")
_A_SOUND = re.compile(r"(?:sound|say): +[^\s:,{}]+\}?$")
_MAYBE_GLUED_DASH = re.compile(r"^ *-[a-z]", re.MULTILINE)
_GLUED_DASH = re.compile(r" *-([a-z][\w-]*):(?=\s)")
_GLUED_KNOWN_KEY = re.compile(r" *(?:- +)?([\w-]+):(?=[^\s:/])")
_BLANKS: Final = " \t\N{NO-BREAK SPACE}\N{FIGURE SPACE}\N{NARROW NO-BREAK SPACE}\N{EM SPACE}\N{EN SPACE}\N{IDEOGRAPHIC SPACE}"
_BEFORE_KEY = re.compile(
    rf"(?P<indent>[{_BLANKS}]*)(?:(?P<dash>[-*\u2010-\u2015\u2212\u2022\u00b7\u25cf\u25aa])(?P<blanks>[{_BLANKS}]+))?"
    rf"(?=[^\s#'\"])[^:#]*?[\w%$](?:[{_BLANKS}]*):(?P<after>[{_BLANKS}]+|(?=[\r\n]|$))"
)
_PROPERTIES: Final[dict[str, type[YamlAlias | YamlAnchor | YamlTag]]] = {
    "*": YamlAlias,
    "&": YamlAnchor,
    "!": YamlTag,
}
_BETWEEN_QUOTES = re.compile(r"(?<=[\w.!?\u2026])['\"]\s*,\s*['\"](?=\w)")
_APOSTROPHE = re.compile(r"'(?:tis|twas|twere|til|em|cause|n|ne|nen|s|ner|nem|round|bout)\b", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")


def _unprintable(text: str) -> re.Pattern[str]:
    """Return what finds the characters that YAML does not take; that of all Unicode takes 5 ms to compile."""
    return _UNPRINTABLE_ASCII if text.isascii() else _unprintable_anywhere()


@cache
def _unprintable_anywhere() -> re.Pattern[str]:
    return re.compile("[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Repairs:
    """The text as it is read: of the author's length, with every slip so far put right in place.

    A character that YAML trips over gets a stand-in from the private use area, which `restore` turns back. What cannot be
    read at all is blanked out; `damaged` knows where.
    """

    def __init__(self, source: SourceText) -> None:
        self.text = source.text
        self.findings: list[Finding] = []
        self._source = source
        self._base = next(base for base in range(0xF0000, 0xFFF00, 0x100) if not _uses(source.text, base))
        self._to_original = {self._base + code: code for code in range(0x80)}
        self._holes: list[tuple[int, int]] = []
        self._lines: set[int] = (
            set()
        )  # lines with a finding: what follows on the same line is no cause of its own
        self._times = 0
        self._read_characters = 0
        self._replace_unprintable()
        self._put_lines_right()
        self._replace_lookalikes()
        self._take_out_glued_dashes()
        self._replace_bad_escapes()

    def restore(self, text: str) -> str:
        return text.translate(self._to_original) if self.findings else text

    def damaged(self, start: int, end: int) -> bool:
        """Tell whether something between these offsets could not be read."""
        return any(
            start <= hole_start < end or start < hole_end <= end for hole_start, hole_end in self._holes
        )

    def reported_on(self, span: Span) -> bool:
        return bool(self._lines) and span.line in self._lines

    def repair(self, failure: PatientFailureError, marks: Mapping[str, tuple[int, int]]) -> bool:
        """Report what YAML could not read and put it right; False where there is nothing more to try."""
        self._times += 1
        before = self.text
        self._explain(failure, marks)
        self._read_characters += failure.at
        enough = self._times >= _MOST_REPAIRS or self._read_characters > _MOST_CHARACTERS
        return self.text != before and not enough

    # --- before reading -------------------------------------------------------------------------

    def _replace_unprintable(self) -> None:
        places = [match.start() for match in _unprintable(self.text).finditer(self.text)]
        if places:
            code_point = f"U+{ord(self.text[places[0]]):04X}"
            span = self._span(places[0], places[0] + 1)
            edits = tuple(Edit(span=self._span(place, place + 1), text="") for place in places[:_MOST_PLACES])
            self._report(ControlCharacter(span=span, character=code_point, count=len(places), edits=edits))
            self.text = _unprintable(self.text).sub("\N{REPLACEMENT CHARACTER}", self.text)

    def _replace_lookalikes(self) -> None:
        """Word processors write dashes and blanks that YAML takes for letters."""
        if self.text.isascii() and "* " not in self.text:
            return
        places: list[int] = []
        for start, line in lines_outside_texts(self.text):
            match = _BEFORE_KEY.match(line)
            if match is None:
                continue
            places += [start + at for at in range(match.end("indent")) if line[at] not in " \t"]
            if (match["dash"] or "-") != "-":
                places.append(start + match.start("dash"))
            places += [start + at for at in range(*match.span("blanks")) if line[at] not in " \t"]
            places += [start + at for at in range(*match.span("after")) if line[at] not in " \t"]
        if places:
            edits = tuple(
                Edit(span=self._span(at, at + 1), text=_lookalike(self.text[at]))
                for at in places[:_MOST_PLACES]
            )
            first = places[0]
            found = self.text[first]
            span = self._span(first, first + 1)
            self._report(
                YamlLookalike(
                    span=span, character=found, meant=_lookalike(found), count=len(places), edits=edits
                )
            )
            characters = list(self.text)
            for at in places:
                characters[at] = _lookalike(characters[at])
            self.text = "".join(characters)

    def _put_lines_right(self) -> None:
        """Report lines that are meant to be a key or a step; put them right where that moves nothing, else take them out."""
        for slip in list(islice(line_slips(self.text), _MOST_REPAIRS)):
            place = self._span(slip.start, slip.end)
            edits = (Edit(span=place, text=slip.text),)
            if slip.mark:
                self._report(YamlMark(span=place, mark=slip.mark, edits=edits))
            elif slip.key:
                self._report(YamlNoKey(span=place, key=slip.key, edits=edits))
            else:
                self._report(YamlFence(span=self._span(slip.start, self._line_end(slip.start)), edits=edits))
            if len(slip.text) == slip.end - slip.start and not slip.mark:
                self.text = f"{self.text[: slip.start]}{slip.text}{self.text[slip.end :]}"
            else:
                if slip.text:
                    self._blank_deeper(slip.line)
                self._blank(*self._line(slip.line))

    def _take_out_glued_dashes(self) -> None:
        """Report steps whose dash has no space after it, and take them out: YAML reads the dash as a part of the key."""
        if _MAYBE_GLUED_DASH.search(self.text) is None:
            return
        for start, line in list(lines_outside_texts(self.text)):
            match = _GLUED_DASH.match(line)
            if match is None or match[1] not in ALL_KEYS:
                continue
            dash = self._span(start + match.start(1), start + match.start(1))
            place = self._span(dash.start - 1, start + len(line.rstrip()))
            self._report(YamlGluedDash(span=place, key=match[1], edits=(Edit(span=dash, text=" "),)))
            self._blank_deeper(start)
            self._blank(start, start + len(line))

    def separate_glued_keys(self) -> bool:
        """Report keys without a space after their colon, and take their values out; return whether there was one."""
        found = False
        for start, line in lines_outside_texts(self.text):
            match = _GLUED_KNOWN_KEY.match(line)
            if match is None or match[1] not in ALL_KEYS:
                continue
            found = True
            colon = self._span(start + match.end(1), start + match.end(1) + 1)
            place = self._span(start + match.start(1), start + len(line.rstrip()))
            self._report(YamlGluedKey(span=place, key=match[1], edits=instead(colon, ": ")))
            self._blank(colon.end, place.end)
        return found

    def _replace_bad_escapes(self) -> None:
        """Escapes of code points that there are not stop the YAML library without a place."""
        if "\\u" not in self.text and "\\U" not in self.text:
            return
        first_quote = self.text.find('"')
        before = -1
        places: list[int] = []
        for match in _ESCAPE.finditer(self.text):
            digits = match[0][2:]
            number = int(digits, 16) if match[0][1] in "uU" else 0
            if (number in _SURROGATES or number > 0x10FFFF) and -1 < first_quote < match.start():  # noqa: PLR2004
                if before != match.start() and len(self.findings) < _MOST_REPAIRS:
                    span = self._span(*match.span())
                    self._report(
                        YamlEscape(span=span, written=match[0], edits=instead(span, f"\\{match[0]}"))
                    )
                places.append(match.start())
                before = match.end() if number in _HIGH_SURROGATES else -1
        if places:  # all at once: the text is copied for each change
            characters = list(self.text)
            for place in places:
                characters[place] = chr(self._base + ord(characters[place]))
            self.text = "".join(characters)

    # --- what went wrong ------------------------------------------------------------------------

    def _explain(self, failure: PatientFailureError, marks: Mapping[str, tuple[int, int]]) -> None:  # noqa: C901, PLR0912 - one case a slip
        at, begun = failure.at, failure.begun
        match failure.slip:
            case Slip.COLON:
                self._colon(at)
            case Slip.FIRST_CHARACTER:
                self._bad_start(at)
            case Slip.INDICATOR:
                self._character_or_indentation(at)
            case Slip.DIRECTIVE:
                self._document_start(at)
            case Slip.PROPERTY:
                self._property(begun)
            case Slip.BLOCK_TEXT:
                self._character(begun)
            case Slip.NO_VALUE:
                self._no_value(at, marks)
            case Slip.OPEN_QUOTE:
                self._open_quote(begun)
            case Slip.IN_QUOTES:
                self._escape(begun, at)
            case Slip.NO_KEY:
                self._no_key(begun)
            case Slip.AFTER_VALUE:
                self._after_value(at, marks)
            case Slip.IN_BRACKETS:
                self._flow(begun, at, marks)
            case Slip.OTHER:
                self._other(at)
            case _:
                assert_never(failure.slip)

    def _colon(self, at: int) -> None:
        before = self.text[self._line_start(at) : at]
        word = before.strip().removeprefix("- ").strip(" '\"")
        continued = not _has_key(before) and not before.lstrip().startswith("- ")
        if continued and (word in ALL_KEYS or re.fullmatch(r"[\w$%-]+", word)):
            self._indentation(self._line_start(at))
        else:
            self._trap(self._quotable_colon(at))
            self._stand_in(at)

    def _quotable_colon(self, at: int) -> YamlColon:
        span = self._value_around(at)
        line = self._source.text[self._line_start(span.start) : span.start]
        keys = [key for key in _KEY_AFTER_COMMA.findall(span.text) if key in ALL_KEYS]
        if keys and not set(line) & set("[{") and not is_curly(span.text):
            indent = " " * (len(line) - len(re.sub(r"^\s*(?:- +)?", "", line)))
            apart = _KEY_AFTER_COMMA.sub(lambda one: f"\n{indent}{one[1]}:", span.text)
            place = self._span(at, at + 1)
            return YamlColon(span=place, text=span.text, is_keys=True, edits=instead(span, apart))
        if _A_SOUND.match(span.text) and not set(line) & set("["):
            edits = instead(span, f"{{{span.text.rstrip('}')}}}")
            return YamlColon(span=self._span(at, at + 1), text=span.text, is_sound=True, edits=edits)
        if span.text[:1] in "\"'":
            return YamlColon(
                span=self._span(at, at + 1), text=span.text
            )  # it is in quotes already: they do not help
        if at + 1 == span.end and ":" not in span.text[:-1]:
            return YamlColon(
                span=self._span(at, at + 1), text=span.text, edits=instead(span, span.text[:-1].rstrip())
            )
        return YamlColon(span=self._span(at, at + 1), text=span.text, edits=instead(span, quote(span.text)))

    def _bad_start(self, at: int) -> None:
        if self.text[at : at + 1] != "\t":
            self._character(at)
            return
        start = self._line_start(at)
        if not self.text[start:at].strip(" \t"):
            tab = self.text.index("\t", start)
            self._trap(YamlTab(span=self._span(tab, tab + 1), edits=untabbed(self._source)))
            for line in list(_TAB_INDENTED.finditer(self.text)):
                self._blank(*line.span())
        else:
            span = self._span(at, at + 1)
            self._trap(YamlTab(span=span, edits=instead(span, " ")))
            self.text = self.text[:at] + " " + self.text[at + 1 :]

    def _character_or_indentation(self, at: int) -> None:
        if _has_key(self.text[self._line_start(at) : at]):
            self._character(at)
        else:
            self._indentation(self._line_start(at))

    def _character(self, at: int) -> None:
        found = self.text[at : at + 1]
        if not found.strip() or not found.isascii():
            self._other(at)
            return
        span = self._span(at, at + 1)
        value = self._value_from(at)
        edits = instead(value, quote(value.text))
        self._trap(YamlCharacter(span=span, character=found, text=value.text, edits=edits))
        self._stand_in(at)

    def _character_or_other(self, at: int) -> None:
        if _has_key(self.text[self._line_start(at) : at]):
            self._character(at)
        else:
            self._other(at)

    def _no_value(self, at: int, marks: Mapping[str, tuple[int, int]]) -> None:
        """Something else stands where a value should, or nothing does up to the end of the file."""
        if "open" in marks and self.text[at : at + 1] not in {",", "?", ":", "-"}:
            self._open_bracket(marks["open"][0])
        else:
            self._character(at)

    def _property(self, begun: int) -> None:
        found = self.text[begun : begun + 1]
        if found not in _PROPERTIES:
            self._other(begun)
            return
        value = self._value_from(begun)
        edits = instead(value, quote(unmarked(value.text)))
        self._trap(_PROPERTIES[found](span=value, written=value.text, edits=edits))
        self._stand_in(begun)

    def _open_quote(self, begun: int) -> None:
        value = self._value_from(begun)
        text = value.text if _APOSTROPHE.match(value.text) else value.text[1:]
        if text[-1:] in "\"'\u201d\u2019" and text[:-1].strip():  # closed by another quote
            text = text[:-1]
        self._trap(YamlOpenQuote(span=self._span(begun, begun + 1), edits=instead(value, quote(text))))
        self._stand_in(begun)

    def _escape(self, begun: int, at: int) -> None:
        backslash = self.text.rfind("\\", begun, at + 1)
        if backslash < 0:
            self._other(at)
            return
        span = self._span(backslash, at + 1)
        value = self._value_from(begun)
        doubled = re.sub(r'\\(?:([\\"])|)', lambda one: one[0] if one[1] else "\\\\", value.text)
        edits = instead(value, doubled)
        self._trap(YamlEscape(span=span, written=self.text[backslash : at + 1], edits=edits))
        self._stand_in(backslash)

    def _no_key(self, begun: int) -> None:
        start, end = self._line(begun)
        line = self.text[start:end]
        glued = _GLUED_KEY.match(line)
        place = start + len(line) - len(line.lstrip())
        span = self._span(place, start + len(line.rstrip()))
        if glued:
            colon = self._span(start + glued.end(1), start + glued.end())
            self._trap(YamlGluedKey(span=span, key=glued[1], edits=instead(colon, ": ")))
        else:
            self._trap(YamlNoKey(span=span))
        self._blank(start, end)

    def _after_value(self, at: int, marks: Mapping[str, tuple[int, int]]) -> None:
        for kind in ("quoted", "property"):
            start, end = marks.get(kind, (0, 0))
            if end and end <= at and not self._has_line_end(end, at):
                self._rest_of(kind, start, end, at)
                return
        start, end = marks.get("bracket", (0, 0))
        if end and end <= at and not self._has_line_end(end, at):
            value = self._value_from(start)
            edits = () if self._has_line_end(start, end) else instead(value, quote(value.text))
            self._trap(YamlAfterBracket(span=self._span(at, self._line_end(at)), edits=edits))
            self._blank(at, self._line_end(at))
        elif self.text[at : at + 1] in {"]", "}", ","}:
            self._character_or_other(at)
        else:
            self._indentation(self._line_start(at))

    def _rest_of(self, kind: str, start: int, end: int, at: int) -> None:
        """Something follows a quoted text, an alias or the like on its last line."""
        if kind == "quoted" and self._has_line_end(start, end):
            value = self._value_from(start)
            edits = instead(value, quote(value.text[1:]))
            self._trap(YamlOpenQuote(span=self._span(start, start + 1), edits=edits))
        elif kind == "quoted":
            value = self._value_from(start)
            span = self._span(at, self._line_end(at))
            edits = instead(value, _requoted(value.text))
            self._trap(YamlAfterQuote(span=span, quote=self.text[start], edits=edits))
        else:
            value = self._value_from(start)
            edits = instead(value, quote(unmarked(value.text)))
            self._trap(YamlAlias(span=value, written=value.text, edits=edits))
        self._stand_in(start)

    def _flow(self, begun: int, at: int, marks: Mapping[str, tuple[int, int]]) -> None:
        for kind in ("quoted", "property"):
            start, end = marks.get(kind, (0, 0))
            if begun < start < end <= at and not self._has_line_end(end, at):
                self._rest_of(kind, start, end, at)
                return
        closing = {"[": "]", "{": "}"}.get(self.text[begun : begun + 1], "")
        same_line = not self._has_line_end(begun, at)
        if same_line and self.text[at : at + 1] == ":" and closing in self.text[at : self._line_end(at)]:
            self._trap(self._quotable_colon(at))
            self._stand_in(at)
            return
        self._open_bracket(begun)

    def _open_bracket(self, begun: int) -> None:
        bracket = self.text[begun : begun + 1]
        end = self._span(self._line_end(begun), self._line_end(begun))
        comment = value_end(
            self._source.text, begun
        )  # what is open holds on to the line's end, but for a comment
        if not self._has_line_end(begun, comment):
            end = self._span(comment, comment)
        edits = instead(end, "}" if bracket == "{" else "]")
        self._trap(YamlOpenBracket(span=self._span(begun, begun + 1), bracket=bracket, edits=edits))
        self._blank(begun, self._line_end(begun))
        self._blank_deeper(begun)

    def _document_start(self, at: int) -> None:
        """Take out a `%` line before the routine, or something after its end."""
        if self.text.lstrip("\ufeff \r\n").startswith("%"):
            at = self.text.index("%")
            start, end = self._line(at)
            span = self._span(at, at + 1)
            self._trap(YamlCharacter(span=span, character="%", text=self.text[start:end].strip()))
            self._blank(start, end)
        else:
            self._other(at)

    def _indentation(self, start: int) -> None:
        """Leave out a line that is indented like none of those that it could belong to, and what belongs to it."""
        line_start, end = self._line(start)
        indent = self._indent(line_start)
        place = line_start + indent
        stop = place + len(self.text[place:end].rstrip())
        edits = reindented(self._source, line_start)
        self._trap(YamlIndentation(span=self._span(place, stop), edits=edits))
        self._blank(line_start, end)
        self._blank_lines(end, indent)

    def _other(self, at: int) -> None:
        at = min(at, len(self.text))
        while at > 0 and not self.text[at : at + 1].strip():
            at -= 1
        self._trap(YamlSyntax(span=self._span(at, min(at + 1, len(self.text)))))
        start, end = self._line(at)
        self._blank(start, end)
        self._blank_lines(end, self._indent(start) + 1)

    # --- the text -------------------------------------------------------------------------------

    def _trap(self, found: Finding) -> None:
        """Report, unless something on the same line is reported already: that was the cause."""
        if found.span.line not in self._lines:
            self._report(found)

    def _report(self, found: Finding) -> None:
        self._lines.add(found.span.line)
        self.findings.append(found)

    def _span(self, start: int, end: int) -> Span:
        return Span(source=self._source, start=start, end=max(start, end))

    def _stand_in(self, at: int) -> None:
        code = ord(self.text[at])
        if code < 0x80:  # noqa: PLR2004 - the end of ASCII
            self.text = f"{self.text[:at]}{chr(self._base + code)}{self.text[at + 1 :]}"

    def _blank(self, start: int, end: int) -> None:
        if self.text[start:end].strip():
            self._holes.append((start, end))
            self.text = self.text[:start] + re.sub(r"[^\r\n]", " ", self.text[start:end]) + self.text[end:]

    def _blank_deeper(self, at: int) -> None:
        """Blank the lines after this one that are indented deeper."""
        start, end = self._line(at)
        self._blank_lines(end, self._indent(start) + 1)

    def _blank_lines(self, start: int, indent: int) -> None:
        """Blank lines from `start` on as long as they are empty or indented by at least this much."""
        end = start
        while end < len(self.text):
            line_start, line_end = self._line(end)
            if self.text[line_start:line_end].strip() and self._indent(line_start) < indent:
                break
            end = line_end
        self._blank(start, end)

    def _indent(self, line_start: int) -> int:
        start, end = self._line(line_start)
        line = self.text[start:end]
        return len(line) - len(line.lstrip(" \t"))

    def _line(self, at: int) -> tuple[int, int]:
        """Return where the line of this offset starts, and where the next one does."""
        start = self._line_start(at)
        match = _LINE.match(self.text, start)
        assert match is not None
        return start, match.end()

    def _line_start(self, at: int) -> int:
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def _line_end(self, at: int) -> int:
        """Return where the line's text ends, without blanks."""
        start, end = self._line(at)
        return max(at, start + len(self.text[start:end].rstrip()))

    def _has_line_end(self, start: int, end: int) -> bool:
        return "\n" in self.text[start:end] or "\r" in self.text[start:end]

    def _value_from(self, at: int) -> Span:
        return self._span(at, value_end(self._source.text, at))

    def _value_around(self, at: int) -> Span:
        """Return the text around a colon, from after the key to where it ends."""
        start = self._line_start(at)
        keys = [match.end() for match in re.finditer(r":\s+|^\s*(?:-\s+)?", self.text[start:at])]
        return self._value_from(start + max(keys, default=0))


def _lookalike(character: str) -> str:
    return " " if character in _BLANKS else "-"


def _requoted(text: str) -> str:
    """Return a text that its own quotes end too early, in quotes that do not."""
    inner = text[1:-1] if text[-1] == text[0] else text
    pieces = _BETWEEN_QUOTES.split(inner)
    if len(pieces) > 1 and text[-1] == text[0]:  # wordings in a list
        return ", ".join(map(quote, pieces))
    return quote(inner.replace("''", "'") if text[0] == "'" else inner)


def _has_key(line: str) -> bool:
    """Tell whether a key and its colon stand in a line: something that begins a word, and then, with no `#` between, a colon before a blank.

    In two searches for each part between `#`: one pattern would go back over all of the line for each of its words.
    """
    for number, part in enumerate(line.split("#")):
        start = _KEY_START.search(part if number == 0 else f"#{part}")
        begun = None if start is None else start.end() - (number > 0)
        if begun is not None and _KEY_END.search(part, begun):
            return True
    return False


def _uses(text: str, base: int) -> bool:
    if text.isascii():
        return False
    return re.search(f"[{chr(base)}-{chr(base + 0x7F)}]", text) is not None
