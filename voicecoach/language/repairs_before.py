"""What is put right in a text before YAML reads it: characters, lines, dashes and escapes that it would trip over."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Final

from voicecoach.findings.base import Edit, instead
from voicecoach.findings.reading import (
    ControlCharacter,
    YamlEscape,
    YamlFence,
    YamlGluedDash,
    YamlGluedKey,
    YamlLookalike,
    YamlMark,
    YamlNoKey,
)
from voicecoach.language.lines import lines_outside_texts
from voicecoach.language.slips.lines import line_slips
from voicecoach.language.text_in_repair import MOST_REPAIRS, TextInRepair
from voicecoach.language.vocabulary import ALL_KEYS

_MOST_PLACES: Final = 10_000  # of characters that are to be deleted
_UNPRINTABLE_ASCII = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ESCAPE = re.compile(r"\\(?:\\|\"|U[0-9A-Fa-f]{8}|u[0-9A-Fa-f]{4})")
_HIGH_SURROGATES = range(0xD800, 0xDC00)
_SURROGATES = range(0xD800, 0xE000)
_MAYBE_GLUED_DASH = re.compile(r"^ *-[a-z]", re.MULTILINE)
_GLUED_DASH = re.compile(r" *-([a-z][\w-]*):(?=\s)")
_GLUED_KNOWN_KEY = re.compile(r" *(?:- +)?([\w-]+):(?=[^\s:/])")
_INVISIBLE: Final = frozenset("\u200b\u2060\ufeff\u00ad")
_BLANKS: Final = " \t\N{NO-BREAK SPACE}\N{FIGURE SPACE}\N{NARROW NO-BREAK SPACE}\N{EM SPACE}\N{EN SPACE}\N{IDEOGRAPHIC SPACE}"
_BEFORE_KEY = re.compile(
    rf"(?P<indent>[{_BLANKS}]*)(?:(?P<dash>[-*\u2010-\u2015\u2212\u2022\u00b7\u25cf\u25aa\u25ab\u25cb\u25e6\u25a0\u25a1\u27a2\u2713\u2714\u00a7\u2190-\u21ff\u2605\u2606\u2610-\u2612\u2700-\u27bf\U0001f300-\U0001faff])(?P<blanks>[{_BLANKS}]+))?"
    rf"(?=[^\s#'\"])[^:#]*?[\w%$](?:[{_BLANKS}]*):(?P<after>[{_BLANKS}]+|(?=[\r\n]|$))"
)


def put_right(read: TextInRepair) -> None:
    """Report and put right what can be told without reading the text as YAML."""
    _replace_unprintable(read)
    _put_lines_right(read)
    _replace_lookalikes(read)
    _take_out_glued_dashes(read)
    _replace_bad_escapes(read)


def _replace_unprintable(read: TextInRepair) -> None:
    places = [match.start() for match in _unprintable(read.text).finditer(read.text)]
    if places:
        code_point = f"U+{ord(read.text[places[0]]):04X}"
        span = read.span(places[0], places[0] + 1)
        edits = tuple(Edit(span=read.span(place, place + 1), text="") for place in places[:_MOST_PLACES])
        read.report(ControlCharacter(span=span, character=code_point, count=len(places), edits=edits))
        read.text = _unprintable(read.text).sub("\N{REPLACEMENT CHARACTER}", read.text)


def _put_lines_right(read: TextInRepair) -> None:
    """Report lines that are meant to be a key or a step; put them right where that moves nothing, else take them out."""
    for slip in list(islice(line_slips(read.text), MOST_REPAIRS)):
        place = read.span(slip.start, slip.end)
        edits = (Edit(span=place, text=slip.text),)
        if slip.mark:
            read.report(YamlMark(span=place, mark=slip.mark, edits=edits))
        elif slip.key:
            read.report(YamlNoKey(span=place, key=slip.key, edits=edits))
        else:
            read.report(YamlFence(span=read.span(slip.start, read.line_end(slip.start)), edits=edits))
        if len(slip.text) == slip.end - slip.start and not slip.mark:
            read.text = f"{read.text[: slip.start]}{slip.text}{read.text[slip.end :]}"
        else:
            if (
                slip.text and slip.start == slip.end == slip.line
            ):  # a line before it: all of the list hangs in the air
                read.blank_lines(slip.line, read.indent(slip.line))
            elif slip.text:
                read.blank_deeper(slip.line)
            read.blank(*read.line(slip.line))


def _replace_lookalikes(read: TextInRepair) -> None:
    """Word processors write dashes and blanks that YAML takes for letters."""
    if read.text.isascii() and "* " not in read.text:
        return
    places: list[int] = []
    for start, line in lines_outside_texts(read.text):
        match = _BEFORE_KEY.match(line)
        if match is None:
            continue
        places += [start + at for at in range(match.end("indent")) if line[at] not in " \t"]
        if (match["dash"] or "-") != "-":
            places.append(start + match.start("dash"))
        kept = " \t" if match["dash"] == "-" else " "  # behind a bullet, Word puts a tab
        places += [start + at for at in range(*match.span("blanks")) if line[at] not in kept]
        places += [start + at for at in range(*match.span("after")) if line[at] not in " \t"]
    if places:
        edits = tuple(
            Edit(span=read.span(at, at + 1), text=_lookalike(read.text[at])) for at in places[:_MOST_PLACES]
        )
        first = places[0]
        found = read.text[first]
        span = read.span(first, first + 1)
        read.report(
            YamlLookalike(span=span, character=found, meant=_lookalike(found), count=len(places), edits=edits)
        )
        characters = list(read.text)
        for at in places:
            characters[at] = _lookalike(characters[at])
        read.text = "".join(characters)


def _take_out_glued_dashes(read: TextInRepair) -> None:
    """Report steps whose dash has no space after it, and take them out: YAML reads the dash as a part of the key."""
    if _MAYBE_GLUED_DASH.search(read.text) is None:
        return
    holes: list[tuple[int, int]] = []
    deeper_until = 0
    for start, line in lines_outside_texts(read.text):
        match = _GLUED_DASH.match(line)
        if match is None or match[1] not in ALL_KEYS:
            continue
        dash = read.span(start + match.start(1), start + match.start(1))
        place = read.span(dash.start - 1, start + len(line.rstrip()))
        read.report(YamlGluedDash(span=place, key=match[1], edits=(Edit(span=dash, text=" "),)))
        if start >= deeper_until:
            deeper_until = read.deeper_until(start)
            holes.append((start, deeper_until))
    read.blank_all(holes)


def _replace_bad_escapes(read: TextInRepair) -> None:
    """Invalid escapes make the YAML library fail without a position."""
    if "\\u" not in read.text and "\\U" not in read.text:
        return
    first_quote = read.text.find('"')
    before = -1
    places: list[int] = []
    for match in _ESCAPE.finditer(read.text):
        digits = match[0][2:]
        number = int(digits, 16) if match[0][1] in "uU" else 0
        if (number in _SURROGATES or number > 0x10FFFF) and -1 < first_quote < match.start():  # noqa: PLR2004
            if before != match.start() and len(read.findings) < MOST_REPAIRS:
                span = read.span(*match.span())
                read.report(YamlEscape(span=span, written=match[0], edits=instead(span, f"\\{match[0]}")))
            places.append(match.start())
            before = match.end() if number in _HIGH_SURROGATES else -1
    if places:  # all at once: the text is copied for each change
        characters = list(read.text)
        for place in places:
            characters[place] = chr(read.base + ord(characters[place]))
        read.text = "".join(characters)


def separate_glued_keys(read: TextInRepair) -> bool:
    """Report keys without a space after their colon, and take their values out; return whether there was one."""
    holes: list[tuple[int, int]] = []
    for start, line in lines_outside_texts(read.text):
        match = _GLUED_KNOWN_KEY.match(line)
        if match is None or match[1] not in ALL_KEYS:
            continue
        colon = read.span(start + match.end(1), start + match.end(1) + 1)
        place = read.span(start + match.start(1), start + len(line.rstrip()))
        end = start + match.end()
        while read.text[end : end + 1] in _INVISIBLE and end < place.end:
            end += 1
        blank = "" if read.text[end : end + 1] == " " else " "
        edits = instead(read.span(colon.start, end), f":{blank}")
        read.report(YamlGluedKey(span=place, key=match[1], edits=edits))
        holes.append((colon.end, place.end))
    read.blank_all(holes)
    return bool(holes)


def _unprintable(text: str) -> re.Pattern[str]:
    """Return what finds the characters that YAML does not take; that of all Unicode takes 5 ms to compile."""
    return _UNPRINTABLE_ASCII if text.isascii() else _unprintable_anywhere()


@cache
def _unprintable_anywhere() -> re.Pattern[str]:
    return re.compile("[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _lookalike(character: str) -> str:
    return " " if character in _BLANKS else "-"
