"""What a character looks like on a terminal: escaped where it would do harm, and how wide it is."""

from __future__ import annotations

import unicodedata
from typing import Final

TAB_COLUMNS: Final = 4

_JOINERS: Final = frozenset("\u200c\u200d")  # part of emoji and of words; harmless
_HARMFUL: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown(character: str) -> str:
    """Return a character as a snippet or a message shows it: controls, bidi marks and the like escaped."""
    if " " <= character <= "~":
        return character
    if character == "\t":
        return " " * TAB_COLUMNS
    if character in _JOINERS or unicodedata.category(character) not in _HARMFUL:
        return character
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004 - two hexadecimal digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - four of them


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
    return "".join(" " if character in "\t\r\n" else shown(character) for character in text)
