"""Escapes untrusted text for where it is shown: a terminal, one line of it, a file's tags, JSON, CSV.

A routine's title, a file's name or a device's name may hold what a terminal would obey (escape sequences, C0 and C1
controls), what turns a line around (bidi marks), what nobody sees, or what a spreadsheet would calculate. Everything that is printed goes
through `terminal_text`; nothing is lost by it, since what is escaped shows its number.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, Final

TAB_COLUMNS: Final = 4

_HARMFUL: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters, and nothing to see
_JOINERS: Final = frozenset("\u200c\u200d")  # part of emoji and of many non-Latin scripts
_LAST_LATIN: Final = "\u024f"
_DOUBTFUL: Final = re.compile(r"[^\n -~]")
_LINE_ENDS: Final = re.compile(r"\r\n?")
_BLANKS: Final = str.maketrans("\t\r\n", "   ")

# What a file's tags and captions must not hold; a format sign that is seen, such as the Arabic number sign, stays.
_UNPRINTABLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_UNSEEN: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)

_FORMULA: Final = re.compile(r"(^\s*|[;,|]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


def shown(character: str) -> str:
    """Return a character as it is printed: controls, bidi marks and the like escaped."""
    if " " <= character <= "~":
        return character
    if character == "\t":
        return " " * TAB_COLUMNS
    if character in _JOINERS:
        return character
    if character not in _BLANK_LETTERS and unicodedata.category(character) not in _HARMFUL:
        return character
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004 - two hexadecimal digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - four of them


def terminal_text(text: str) -> str:
    """Return a text of several lines for a terminal. Only line ends are kept as they are."""
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    return _DOUBTFUL.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    if character in _JOINERS and not _joins(found.string, found.start()):
        return f"\\u{ord(character):04x}"
    return shown(character)


def _joins(text: str, at: int) -> bool:
    """Tell whether a joiner stands between signs of a script that has joiners: in `a<ZWJ>b` it only misleads."""
    return text[at - 1 : at] > _LAST_LATIN and text[at + 1 : at + 2] > _LAST_LATIN


def columns(text: str) -> int:
    """Return how many columns of a terminal an escaped text takes: East Asian ones two, marks none."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def visible(text: str, most: int = 60) -> str:
    """Return a text of the author's on one line, escaped and at most this many characters long."""
    if len(text) > most:
        text = f"{text[: most - 1].rstrip()}…"
    return one_line(text)


def one_line(text: str) -> str:
    """Return a text for one line of a terminal: line ends in it, as in a file's name, are escaped so that they cannot fake another line."""
    return terminal_text(text.translate(_BLANKS))


def plain(text: str) -> str:
    """Return a text as one line without control characters and unseen marks, for tags, captions and file names."""
    if text.isascii() and text.isprintable():  # the usual case; a session has thousands
        return " ".join(text.split())
    seen = _UNSEEN.sub("", text)
    signs = (" " if unicodedata.category(sign) in _UNPRINTABLE else sign for sign in seen)
    return " ".join("".join(signs).split())


def json_text(data: Any) -> str:
    """Return data as JSON for people and programs: harmful characters escaped, which means the same."""
    written = json.dumps(data, ensure_ascii=False, indent=1)
    return _DOUBTFUL.sub(lambda found: _json_escaped(found[0]), written)


def _json_escaped(character: str) -> str:
    if character in _JOINERS or shown(character) == character:
        return character
    return json.dumps(character)[1:-1]


def csv_cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet calculates: one plain line, an apostrophe before what begins a formula.

    Also after `;`, `,` and `|`, where a spreadsheet that expects another separator would begin a cell. Quoting is left to
    the `csv` module; numbers are not texts and need none of this.
    """
    cell = plain(text)
    return _FORMULA.sub(r"\1'", cell) if _FORMULA.search(cell) else cell
