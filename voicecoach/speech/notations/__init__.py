"""How each language says coaching notation, as data. To add a language: one more module here, and one line below."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

LANGUAGES: Final = {"en": "english", "de": "german", "es": "spanish", "fr": "french"}


class Notation(Struct, frozen=True, kw_only=True):
    """The words and abbreviations of a language. Patterns are regular expressions, matched where they are written.

    `units` has what one and several are: `("one minute", "minutes")`; the first is all that is said for 1.
    """

    words: Mapping[str, str]  # abbreviation -> what is said
    units: Mapping[str, tuple[str, str]]
    hour: tuple[str, str]
    minute: tuple[str, str]
    second: tuple[str, str]
    metre: tuple[str, str]
    fractions: Mapping[str, str]  # `½` -> half
    fractions_after: Mapping[str, str]  # after a whole number: `1½` -> 1 *and a half*
    half_before: str  # in `½-squat`
    counted: str  # pattern: set, round, …, of which `2/3` is the second of three
    groups: str  # pattern: sets, rounds, that `x 10` may follow
    number_signs: str  # pattern: No., Nr.
    sides: Mapping[str, str]  # pattern -> what is said: `L/R`
    time_of_day: str  # pattern: what follows a time that is no duration
    times: str  # in `3x10`
    repeated: str  # in `5x`
    to: str  # in a range: 8 to 12
    of: str
    number: str
    rep_max: str
    arrow: str
    about: str
    at_least: str
    at_most: str
    more_than: str
    less_than: str
    at: str
    and_: str
    or_more: str
    plus: str
    or_: str
    each: str  # between `2x` and `/week`
    per: str  # pattern: what `/` stands before in `10/side`
    halves: Mapping[str, str]  # the beginning of one of a unit -> that of half of it, the longest first
    ordinal: str  # pattern of `2nd`, with the number as `n`
    say_ordinal: Callable[[re.Match[str]], str]
    one_and_a_half: str = ""  # where it is a word of its own


def ordinal_of(match: re.Match[str], language: str) -> str:
    """Return the number `n` of a match as an ordinal in words."""
    from num2words import num2words  # late: few texts have one

    return str(num2words(int(match["n"]), to="ordinal", lang=language))


def notation_of(language: str) -> Notation | None:
    """Return a language's notation; a regional language has that of its base. None where there is none."""
    module = LANGUAGES.get(language.replace("_", "-").split("-", maxsplit=1)[0].lower())
    if module is None:
        return None
    notation: Notation = importlib.import_module(f"{__name__}.{module}").NOTATION
    return notation
