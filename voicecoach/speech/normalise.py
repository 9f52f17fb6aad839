"""Coaching notation as a person says it: `3x10`, `8-12`, `30s`, `1:30`, `L/R`, `RDL`. The words are in `notations`.

The engines read plain numbers, decimals, percentages and money well; what is here is what they get wrong. A rule is
a pattern and what replaces it, tried from the first to the last, so a longer notation stands before its parts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from voicecoach.speech.notations import LANGUAGES, Notation, notation_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Replacement: TypeAlias = "str | Callable[[re.Match[str]], str]"
Rule: TypeAlias = "tuple[re.Pattern[str], Replacement]"

NUMBER: Final = r"\d+(?:[.,]\d+)?"
LONGEST_MINUTES: Final = 20  # `10m` is ten minutes, `400m` is a distance
SLASHED: Final = ("w/", "c/")  # abbreviations that stand against the next word


def normalise(text: str, language: str) -> str:
    """Return the text as it is to be spoken; languages without a table of their own stay as they are."""
    base = language.replace("_", "-").split("-", maxsplit=1)[0].lower()
    if base not in LANGUAGES:
        return text
    for pattern, replacement in word_rules(base):
        text = pattern.sub(replacement, text)
    if not _ONLY_WORDS.fullmatch(text):
        for pattern, replacement in sign_rules(base):
            text = pattern.sub(replacement, text)
    return text


_ONLY_WORDS: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ\s.,;:!?'’()-]*")  # noqa: RUF001


@cache
def word_rules(language: str) -> tuple[Rule, ...]:
    """Return a language's rules for what is written in letters: sides and abbreviations."""
    return _compiled(notation_of(language), _words)


@cache
def sign_rules(language: str) -> tuple[Rule, ...]:
    """Return a language's rules for numbers and signs. None of them finds anything where there is nothing but words."""
    return _compiled(notation_of(language), _signs)


def _compiled(
    notation: Notation | None, table: Callable[[Notation], Iterable[tuple[str, Replacement]]]
) -> tuple[Rule, ...]:
    if notation is None:
        return ()
    return tuple((re.compile(pattern), replacement) for pattern, replacement in table(notation))


def _words(notation: Notation) -> Iterable[tuple[str, Replacement]]:
    said = _Sayings(notation)
    yield from notation.sides.items()
    words = _one_of(word for word in said.words if word not in SLASHED)
    slashed = _one_of(word for word in notation.words if word in SLASHED) or r"(?!)"
    yield rf"(?<![\w.])(?:{words})(?!\w)|(?<!\w)(?:{slashed})(?=\s*\w)", said.word


def _signs(notation: Notation) -> Iterable[tuple[str, Replacement]]:
    said = _Sayings(notation)
    number = rf"(?P<number>{NUMBER})"
    yield r"\b(\d+)\s?RM\b", rf"\1 {notation.rep_max}"
    yield rf"(?i)\b({notation.counted})s? (\d+)\s*/\s*(\d+)\b", rf"\1 \2 {notation.of} \3"
    yield rf"(?<!\w)(?:{notation.number_signs}|#)\s?(?=\d)", f"{notation.number} "
    yield notation.ordinal, notation.say_ordinal
    yield r"(?:(?<=\d)\s)?(?<![\w/.,])([123]/[234])(?![\w/])", said.written_fraction
    yield r"(?<![\w/.,])(\d+)/(?=\d+(?![\w/]))", said.slashed
    yield r"\s*(?:→|⇒|➔|->|=>)\s*", f" {notation.arrow} "
    yield "[\u2190-\u21ff]", " "
    clock = r"(?<![\d:])(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):(?P<s>[0-5]\d)(?![\d:])"
    yield rf"{clock}(?!{notation.time_of_day})", said.clock
    yield r"\b(?P<h>\d{1,2})\s?h\s?(?P<m>[0-5]\d)(?P<s>)\b(?!\s?m)", said.long_duration
    yield r"\b(?:(?P<h>\d+)\s?h\s?)(?P<m>\d+)\s?m(?:in)?(?:\s?(?P<s>\d+)\s?s)?\b", said.long_duration
    yield r"\b(?P<h>)(?P<m>\d+)\s?m(?:in)?\s?(?P<s>\d+)\s?s\b", said.long_duration
    yield rf"\b(\d+(?: (?:{notation.groups}))?)\s*[xX×]\s*(?=\d)", rf"\1 {notation.times} "  # noqa: RUF001
    yield r"\b(\d+)\s?[xX×]\s?/\s?(?=[^\W\d_])", rf"\1 {notation.repeated} {notation.each} "  # noqa: RUF001
    yield r"\b(\d+)\s?[xX×](?![\w-])", rf"\1 {notation.repeated}"  # noqa: RUF001
    yield r"(?<!\w)[x×]\s?(\d+)\b", rf"\1 {notation.repeated}"  # noqa: RUF001
    yield rf"(?i)(?<=[\w.])\s?/\s?(?={notation.per})", f" {notation.each} "
    yield r"(?<![\w.-])\d+(?:\s?[-–]\s?\d+){2,}(?![\w-])", _list  # noqa: RUF001
    yield rf"(?<![\w.-])({NUMBER})\s?[-–]\s?(?={NUMBER})", rf"\1 {notation.to} "  # noqa: RUF001
    signs = f"[{''.join(notation.fractions)}]"
    units = rf"(?P<unit>{_one_of(notation.units)})(?!\w)"
    yield rf"(?<![\w.])({NUMBER})\s?{units}\s?[-–]\s?(?={NUMBER}\s?(?P=unit)(?!\w))", rf"\1 {notation.to} "  # noqa: RUF001
    yield rf"(?:(?P<whole>\b\d+)\s?)?(?P<sign>{signs})\s?{units}", said.fraction_of_unit
    yield rf"(?:(?P<whole>\b\d+)\s?)?(?P<sign>{signs})(?P<dash>[\s-]+(?=[^\W\d_]))?", said.fraction
    yield rf"(?<![\w.:]){number}\s?{units}(?P<stop>\.(?=\s*$))?\.?", said.unit
    yield rf"(?<![\w.]){number}(?P<space>\s?)m\b", said.metres_or_minutes
    yield r"[~≈]\s?(?=\d)", f"{notation.about} "
    yield r"(?:>=|≥)\s?(?=\d)", f"{notation.at_least} "
    yield r"(?:<=|≤)\s?(?=\d)", f"{notation.at_most} "
    yield r">\s?(?=\d)", f"{notation.more_than} "
    yield r"<\s?(?=\d)", f"{notation.less_than} "
    yield r"\s*@\s*(?=\d)", f" {notation.at} "
    yield r"\s+&\s+", f" {notation.and_} "
    yield r"(?<=\d)\s*\+\s*(?=\d)", f" {notation.plus} "
    yield r"(?<=\d)\s*\+(?=\s|$|[.,!])", f" {notation.or_more}"
    yield r"(?<=[^\W_])/(?=[^\W\d_])", f" {notation.or_} "
    yield r"(?<=[^\W\d_])\s?/\s?(?=\d)", ", "


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _amount(number: str, word: tuple[str, str]) -> str:
    one, many = word
    return one if number == "1" else f"{number} {many}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _list(match: re.Match[str]) -> str:
    return re.sub(r"\s*[-–/]\s*", ", ", match[0])  # noqa: RUF001


class _Sayings:
    """What replaces the matches that no template can say."""

    def __init__(self, notation: Notation) -> None:
        self._notation = notation
        signs = zip(("1/2", "1/4", "3/4", "1/3", "2/3"), "½¼¾⅓⅔", strict=True)
        self._signs = dict(signs)
        capital = {_capital(word): _capital(say) for word, say in notation.words.items() if "." in word}
        self.words = {**capital, **notation.words}  # an abbreviation may begin a sentence

    def word(self, match: re.Match[str]) -> str:
        return self.words[match[0]]

    def written_fraction(self, match: re.Match[str]) -> str:
        return self._signs.get(match[1], match[0])

    def slashed(self, match: re.Match[str]) -> str:
        """Return what no fraction is, such as `20/10`, as two numbers."""
        return f"{match[1]}, "

    def unit(self, match: re.Match[str]) -> str:
        return _amount(match["number"], self._notation.units[match["unit"]]) + ("." if match["stop"] else "")

    def metres_or_minutes(self, match: re.Match[str]) -> str:
        number = match["number"]
        minutes = not match["space"] and float(number.replace(",", ".")) <= LONGEST_MINUTES
        return _amount(number, self._notation.minute if minutes else self._notation.metre)

    def clock(self, match: re.Match[str]) -> str:
        parts = [(str(int(match[part] or 0)), word) for part, word in self._clock_words()]
        said = [_amount(number, word) for number, word in parts if number != "0"]
        return " ".join(said) or _amount("0", self._notation.second)

    def long_duration(self, match: re.Match[str]) -> str:
        return " ".join(_amount(match[part], word) for part, word in self._clock_words() if match[part])

    def fraction(self, match: re.Match[str]) -> str:
        sign = match["sign"]
        if match["whole"]:
            said = self._mixed(match["whole"], sign)
        elif match["dash"] and sign == "½":
            said = self._notation.half_before
        else:
            said = self._notation.fractions[sign]
        return f"{said} " if match["dash"] else said

    def fraction_of_unit(self, match: re.Match[str]) -> str:
        one, many = self._notation.units[match["unit"]]
        if match["whole"]:
            return f"{self._mixed(match['whole'], match['sign'])} {many}"
        if match["sign"] == "½":
            begin = next(begin for begin in self._notation.halves if one.startswith(begin))
            return self._notation.halves[begin] + one.removeprefix(begin)
        return f"{self._notation.fractions[match['sign']]} {one.partition(' ')[2]}"

    def _mixed(self, whole: str, sign: str) -> str:
        if (whole, sign) == ("1", "½") and self._notation.one_and_a_half:
            return self._notation.one_and_a_half
        return whole + self._notation.fractions_after[sign]

    def _clock_words(self) -> tuple[tuple[str, tuple[str, str]], ...]:
        notation = self._notation
        return ("h", notation.hour), ("m", notation.minute), ("s", notation.second)
