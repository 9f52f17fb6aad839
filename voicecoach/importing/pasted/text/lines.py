"""A pasted text in lines: how far each is indented, what marks it as a list item or a heading, and what is left of it."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.importing.pasted.words.tokens import same_signs
from voicecoach.importing.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_LINE: Final = 400
TAB: Final = 4
_BULLET: Final = re.compile(
    r"(?:[-+*•‣▪●○–—►▶☐☑☒✅✓✔✗✘❌⬜🔲🔘]\ufe0f?[ \t]+|\[[ xX]?\][ \t]*|>[ \t]+|(?:-+|=+)>[ \t]*|[→➔➜⇒][ \t]*)"  # noqa: RUF001 - the authors' signs
)
_NUMBERED: Final = re.compile(
    r"(?i:(?:exercise|exercice|ejercicio|übung|station|ex)\.? ?[0-9]{1,2} ?[:.)-] *)|[0-9]\ufe0f?\u20e3[ \t]*|(?:[0-9]{1,2}[.)]|\(?[a-h]\)|\([A-H]\)|[A-H][0-9]?[.)]|[a-h]\.|[A-H][0-9]:|[A-H][0-9]?[:] |[1-9][A-H][.):])[ \t]+|[A-H][1-9][ \t]+(?=[^\W\d])"
)
_SUPERSET: Final = re.compile(r"([A-H])[1-9]|([1-9])[A-H]")
_HEADING: Final = re.compile(r"(#{1,6})[ \t]*(?=\S)")
_RULE: Final = re.compile(r"[-=_*~#+ ]{3,}")
_AFTER_ALL: Final = re.compile(
    r"(?:cash[- ]?out|finish with|finisher)(?!\w)", re.IGNORECASE
)  # it is in no rounds
# A part with its length, which what stands below it takes: `Step 2: Main workout (25 minutes)`.
_TIMED_PART: Final = re.compile(
    r"(?:step|part|phase|block|schritt|teil|étape|partie|paso|parte) [0-9]{1,2} ?[:.-] .*\([0-9]{1,3} ?(?:min|'|m\))[^()]*\)?$",
    re.IGNORECASE,
)
_COMMENT: Final = re.compile(r"//|<!--|%%|;;")
_FENCE: Final = re.compile(r"(?:```|~~~)")
_MANY_BLANKS: Final = re.compile(
    r"(?<=\S)[ \N{NO-BREAK SPACE}]{9,}"
)  # between columns that a copy keeps apart
_ENOUGH_BLANKS: Final = " " * 8


_KEPT_SIGNS: Final = "°\N{ACUTE ACCENT}`^"
_JOINERS: Final = "\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}"
_CROSS_AT_WORD: Final = re.compile(
    r"(?<=[0-9])\N{MULTIPLICATION SIGN}(?=[^\W\d_]{2})|(?<=[^\W\d_])\N{MULTIPLICATION SIGN}(?=[0-9])"
)  # no letter that looks so
_SIGN_OF_DEGREES: Final = re.compile(r"(?<=[0-9])\*(?=\))")


def with_few_blanks(lines: Sequence[str]) -> list[str]:
    """Return the lines with no long runs of blanks in them, which patterns would try from each of their places."""
    return [_MANY_BLANKS.sub(_ENOUGH_BLANKS, line) for line in lines]


class PastedLine(Struct, frozen=True, kw_only=True):
    """`text` has one sign for each meaning and no marks; `written` is the line as it stands there."""

    number: int
    text: str
    written: str
    indent: int = 0
    is_listed: bool = False
    ordinal: int = 0  # of an item of a numbered list
    superset: str = ""  # the letter of a label such as `A1`
    level: int = 0  # of a heading that is marked as one
    after_blank: bool = False
    before_list: bool = False  # no list item itself, and the next line is one
    ends_in_colon: bool = False
    opens: bool = False  # a brace at its end
    closes: int = 0  # braces at its beginning
    is_comment: bool = False
    too_long: bool = False
    is_row: bool = False  # of a table, or of times by the clock


def read_lines(lines: Sequence[str]) -> tuple[PastedLine, ...]:
    """Return the lines that say something, in their order."""
    found = list(_lines(lines))
    for at, (line, follows) in enumerate(pairwise(found)):
        if follows.is_listed and not line.is_listed and not follows.after_blank:
            found[at] = replace(line, before_list=True)
    for at, line in enumerate(found):
        if at and (_AFTER_ALL.match(line.text) or _TIMED_PART.match(line.text)):
            found[at] = replace(line, after_blank=True)
    runs = [line for line in found[1:] if not line.after_blank]
    if len(found) > 2 and not runs:  # noqa: PLR2004 - a paste whose every line has a blank one behind it
        return tuple(replace(line, after_blank=False) for line in found)
    return tuple(found)


def _lines(lines: Sequence[str]) -> Iterator[PastedLine]:
    blank = False
    for number, raw in enumerate(lines, start=1):
        expanded = raw[: LONGEST_LINE * 4].expandtabs(TAB)
        written = clean(expanded).text
        if not written or _RULE.fullmatch(written) or _FENCE.match(written):
            blank = blank or not _FENCE.match(written or " ")
            continue
        yield _line(number, expanded, written, after_blank=blank, too_long=len(raw) > LONGEST_LINE)
        blank = False


def _line(number: int, expanded: str, written: str, *, after_blank: bool, too_long: bool) -> PastedLine:
    indent = len(expanded) - len(expanded.lstrip())
    text, level, listed = written, 0, False
    is_comment = _COMMENT.match(text) is not None
    closes = 0
    while text.startswith("}"):
        text, closes = text[1:].lstrip(), closes + 1
    heading = _HEADING.match(text)
    if heading:
        level, text = len(heading[1]), text[heading.end() :]
    ordinal, superset = 0, ""
    for mark in (_BULLET, _NUMBERED, _BULLET):
        found = mark.match(text)
        if found and found.end() < len(text):
            digits = found[0].strip(" .)(\t")
            letter = _SUPERSET.fullmatch(digits.rstrip(":"))
            superset = letter[1] or letter[2] if letter else superset
            ordinal = int(digits) if digits.isdecimal() and digits.isascii() else ordinal
            text, listed = text[found.end() :], True
    bold = text.startswith(("**", "__")) and text.rstrip(":").endswith(("**", "__"))
    text = same_signs(
        _SIGN_OF_DEGREES.sub("°", _CROSS_AT_WORD.sub(" x ", _unmarked(_without_pictures(text))))
    )
    ends_in_colon = text.endswith(":")
    opens = text.endswith("{")
    text = text.rstrip("{").rstrip(" ;").strip()
    return PastedLine(
        number=number,
        text=text.removesuffix(":").rstrip() if ends_in_colon else text,
        written=written,
        indent=indent,
        is_listed=listed,
        ordinal=ordinal,
        superset=superset,
        level=level or (3 if bold and not listed else 0),
        after_blank=after_blank,
        ends_in_colon=ends_in_colon,
        opens=opens,
        closes=closes,
        is_comment=is_comment,
        too_long=too_long,
    )


def _without_pictures(text: str) -> str:
    """Return a text without emoji, which no voice can say."""
    if text.isascii():
        return text
    return " ".join("".join(" " if _is_picture(sign) else sign for sign in text).split())


def _is_picture(sign: str) -> bool:
    if sign in _KEPT_SIGNS:
        return False
    return unicodedata.category(sign) in {"So", "Sk"} or sign in _JOINERS


def _unmarked(text: str) -> str:
    """Return a text without the marks of bold, italic and code."""
    return re.sub(r"\*\*|__|`|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)(?!(?<=[0-9]\*)[(:])", "", text)
