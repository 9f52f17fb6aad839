"""Sentences with places to fill: numbers in the form that the word after them asks for, capitals where a sentence begins."""

from __future__ import annotations

from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from decimal import Decimal

Amount: TypeAlias = "int | Decimal"

_SENTENCE_ENDS = (".", "!", "?", ":")
_MARKS = (".", "!", "?", "…")
_OPENING = " ¡¿«„“\"'("
OTHER = "other"
_ENGLISH = "en"
LARGE = 1000  # from here on words are slower to make than to read


def capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]


def begins_sentence(before: str) -> bool:
    """Tell whether what follows this text is the first word of a sentence."""
    before = before.rstrip().rstrip(_OPENING)
    return not before or before.endswith(_SENTENCE_ENDS)


class Numeral(Struct, frozen=True, eq=False):
    """A number in words: as in counting, and as it stands before a noun (`{n:feminine}` in a pattern)."""

    words: str
    forms: Mapping[str, str] = field(default_factory=dict)

    def form(self, name: str) -> str:
        return self.forms.get(name, self.words) if name else self.words


class Endings(Struct, frozen=True):
    """How a form differs from the number as in counting: endings of its last word, and endings of any of its words."""

    last: tuple[tuple[str, str], ...] = ()
    every: tuple[tuple[str, str], ...] = ()

    def applied(self, words: str) -> str:
        *before, last = words.split(" ")
        changed = [_changed(word, self.every) for word in before]
        return " ".join([*changed, _changed(last, self.last + self.every)])


def _changed(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for old, new in endings:
        if word.endswith(old):
            return word.removesuffix(old) + new
    return word


def fill(pattern: str, values: Mapping[str, str | Numeral]) -> str:
    """Return the pattern with its places filled; a value that begins a sentence gets a capital."""
    text = ""
    for literal, name, form, is_start in places(pattern):
        ends = literal.startswith(".") and text.endswith(_MARKS)  # "Ready to jump?" has a mark of its own
        text += literal[1:] if ends else literal
        if name:
            value = values[name]
            words = value.form(form) if isinstance(value, Numeral) else value
            text += capitalise(words) if is_start else words
    return text


def sentences(texts: Iterable[str]) -> str:
    """Return texts as sentences, without the last one's full stop."""
    text = ""
    for one in texts:
        stop = "" if not text else " " if text.endswith(_MARKS) else ". "
        text += stop + capitalise(one)
    return text


@lru_cache(maxsize=1024)
def places(pattern: str) -> tuple[tuple[str, str, str, bool], ...]:
    """Return the pattern's pieces: a literal text, and the place after it: name, form, whether it begins a sentence.

    The pattern's own beginning is one only for a whole cue: those are the patterns with a sentence end in them.
    """
    is_cue = pattern.rstrip().endswith(_SENTENCE_ENDS)
    pieces = []
    before = ""
    for literal, name, form, _ in Formatter().parse(pattern):
        before += literal
        is_start = is_cue and name is not None and begins_sentence(before)
        pieces.append((literal, name or "", form or "", is_start))
        before += name or ""
    return tuple(pieces)


# --- libraries ----------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def number_words(number: Amount, language: str) -> str:
    """Return a number as in counting: "twenty-one", "zwei Komma fünf". Large ones stay digits, which every voice reads."""
    if number >= LARGE:
        return str(number)
    from num2words import num2words

    return str(num2words(number, lang=language))


def plural_category(number: Amount, language: str) -> str:
    """Return the category of a number in a language: `one`, `few`, `many`, `other`, …, by Unicode's plural rules.

    English has two, and is what most sessions need: loading Babel for it would take longer than all else here.
    """
    if language == _ENGLISH and isinstance(number, int):
        return "one" if abs(number) == 1 else OTHER
    return _plural_rule(language)(number)


@lru_cache
def _plural_rule(language: str) -> Callable[[Amount], str]:
    from babel import Locale

    return Locale(language).plural_form
