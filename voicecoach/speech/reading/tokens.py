"""A text cut into words, numbers, spaces and signs: the letters of the classifier."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from itertools import groupby
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN: Final = re.compile(r"(?P<digits>\d+)|(?P<word>[^\W\d_]+)|(?P<space>\s+)|(?P<sign>.)", re.DOTALL)


class Kind(Enum):
    WORD = auto()
    DIGITS = auto()
    SPACE = auto()
    SIGN = auto()
    END = auto()


class Token(Struct, frozen=True, kw_only=True):
    kind: Kind
    text: str

    @property
    def folded(self) -> str:
        return self.text.casefold()


END: Final = Token(kind=Kind.END, text="")
_KINDS: Final = {"digits": Kind.DIGITS, "word": Kind.WORD, "space": Kind.SPACE, "sign": Kind.SIGN}


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text. Digits of every script are `0` to `9`; accents stay with their letter.

    An apostrophe between letters is part of a word.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, part = _KINDS[str(match.lastgroup)], match[0]
        if kind is Kind.DIGITS:
            found.append(Token(kind=kind, text="".join(str(unicodedata.digit(digit)) for digit in part)))
        elif kind is Kind.WORD:
            behind_number = bool(found) and found[-1].kind is Kind.DIGITS
            after = text[match.end() : match.end() + 1]
            pieces = _around_times(part, after) if behind_number else _before_times(part, after)
            found += (token for piece in pieces for token in _letters_and_signs(piece))
        else:
            found.append(Token(kind=kind, text=part))
    return _joined(found)


def _letters_and_signs(word: str) -> Iterator[Token]:
    """Part fractions and superscripts from letters: a pattern takes them for parts of a word."""
    if word.isalpha():
        yield Token(kind=Kind.WORD, text=word)
        return
    for is_word, characters in groupby(word, key=str.isalpha):
        if is_word:
            yield Token(kind=Kind.WORD, text="".join(characters))
        else:
            yield from (Token(kind=Kind.SIGN, text=character) for character in characters)


def _around_times(word: str, after: str) -> tuple[str, ...]:
    """Part an `x` from what stands against it behind a number: `3xAMRAP`, `10kgx5`."""
    if len(word) > 1 and word[0] in "xX":
        return word[0], word[1:]
    if len(word) > 1 and word[-1] in "xX" and after.isdecimal():
        return word[:-1], word[-1]
    return (word,)


def _before_times(word: str, after: str) -> tuple[str, ...]:
    """Part an `x` between capitals and a number: `BWx10`, `RDLx8`."""
    is_times = len(word) > 1 and word[-1] == "x" and word[:-1].isupper() and after.isdecimal()
    return (word[:-1], word[-1]) if is_times else (word,)


def _joined(found: list[Token]) -> tuple[Token, ...]:
    """Join the parts of words: letters and their accents, letters around an apostrophe."""
    joined: list[Token] = []
    parts: list[str] = []  # of the word that is being read
    for index, token in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else END
        is_mark = token.kind is Kind.SIGN and unicodedata.category(token.text[0])[0] == "M"
        is_inner = token.text == "'" and after.kind is Kind.WORD
        goes_on = bool(parts) and (
            is_mark or is_inner or (token.kind is Kind.WORD and not parts[-1].isalpha())
        )
        if parts and not goes_on:
            joined.append(Token(kind=Kind.WORD, text="".join(parts)))
            parts = []
        if goes_on or token.kind is Kind.WORD:
            parts.append(token.text)
        else:
            joined.append(token)
    if parts:
        joined.append(Token(kind=Kind.WORD, text="".join(parts)))
    return tuple(joined)
