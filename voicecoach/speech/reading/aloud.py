"""A text as a person reads it aloud: classified, then said by the grammar of its language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.classify import classify
from voicecoach.speech.reading.loading import LANGUAGES, load_table
from voicecoach.speech.reading.pieces import Plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.speech.reading.grammar import Grammar

_HYPHEN: Final = "-"


def read_aloud(text: str, language: str) -> str:
    """Return the words of a text; languages without a table of their own keep their notation."""
    base = language.replace("_", "-").split("-", maxsplit=1)[0].lower()
    if base not in LANGUAGES:
        return text
    grammar = grammar_of(base)
    pieces = classify(text, grammar.table)
    return _joined(((grammar.say(piece), isinstance(piece, Plain)) for piece in pieces), grammar)


@cache
def grammar_of(language: str) -> Grammar:
    """Return the grammar of one of our languages, with its table."""
    from voicecoach.speech.reading.english import English
    from voicecoach.speech.reading.french import French
    from voicecoach.speech.reading.german import German
    from voicecoach.speech.reading.spanish import Spanish

    kinds: dict[str, type[Grammar]] = {"en": English, "de": German, "es": Spanish, "fr": French}
    return kinds[language](load_table(language))


def _joined(parts: Iterable[tuple[str, bool]], grammar: Grammar) -> str:
    """Put words together with a space where what is written has none: `10kg` has become two words."""
    out: list[str] = []
    last, was_plain = " ", True
    for text, is_plain in parts:
        if not text:
            continue
        said = text
        if not (is_plain and was_plain):
            if said[0] == _HYPHEN:
                said = f" {said[1:]}"
            elif last == _HYPHEN:
                out[-1] = f"{out[-1][:-1]} "
            elif last.isalnum() and (said[0].isalnum() or said[0] == "("):
                out.append(" ")
        if not is_plain:
            out[-2:] = [grammar.word_before("".join(out[-2:]), said)]
        out.append(said)
        last, was_plain = (said or " ")[-1], is_plain
    return "".join(out)
