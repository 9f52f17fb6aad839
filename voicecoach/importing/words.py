"""Makes other people's texts texts of the language: printable, speakable, never too long, and quoted so that YAML returns them unchanged."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.language.pauses import APOSTROPHE
from voicecoach.language.texts import MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_JOINERS = frozenset(
    "\u200c\u200d"
)  # change how letters join in Persian or Hindi, so they are part of a word
_LOST = frozenset({"Cc", "Cs", "Co"})
_PER_PLANE = 0xFFFE  # the last two code points of every plane are no characters
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Without quotes only where there can be no doubt: a letter or digit first, no ` #`, no `: `, no bracket, no quote that opens.
_PLAIN = re.compile(r"[^\W_](?:[\w .,!?'()%/+-]|:(?=[^\s:]))*")
_SENTENCE_END = re.compile(r"[.!?…;:] ")


class OneLineText(Struct, frozen=True, kw_only=True):
    """A text on one line. `lost`: it had characters that no text can have."""

    text: str
    lost: bool

    @property
    def can_be_spoken(self) -> bool:
        return any(character.isalnum() and character != APOSTROPHE for character in self.text)


def clean(text: str) -> OneLineText:
    """Return a text without controls, with every run of blanks as one."""
    if text.isascii() and text.isprintable():
        return OneLineText(text=" ".join(text.split()), lost=False)
    kept: list[str] = []
    lost = False
    for character in text:
        category = (
            "Lu" if character.isascii() and character.isprintable() else unicodedata.category(character)
        )
        if character in _BLANKS or category in {"Zl", "Zp"}:
            kept.append(" ")
        elif category in _LOST or character == _REPLACEMENT or ord(character) & _PER_PLANE == _PER_PLANE:
            lost = True
            kept.append(" " if category == "Cc" else "")
        elif category != "Cf" or character in _JOINERS:
            kept.append(character)
    return OneLineText(text=" ".join("".join(kept).split()), lost=lost)


def escaped(text: str) -> str:
    """Return a text in which a dollar is a dollar."""
    return text.replace("$", "$$")


def fits(text: str) -> bool:
    return len(escaped(text)) <= MAX_TEXT


def pieces(text: str) -> Iterator[str]:
    """Yield a clean text in parts that each fit, cut after a sentence where there is one, else at a blank."""
    limit: Final = MAX_TEXT if "$" not in text else MAX_TEXT // 2
    while len(text) > limit:
        ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, limit)]
        cut = ends[-1] if ends and ends[-1] > limit // 4 else text.rfind(" ", 1, limit) + 1 or limit
        yield text[:cut].strip()
        text = text[cut:].strip()
    yield text


def scalar(text: str) -> str:
    """Return a clean text as YAML writes it on one line."""
    if _PLAIN.fullmatch(text) and text == text.strip():
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
