"""Roman numerals behind names, and grades of climbs that are written in them: `Warrior II`, `Phase IV`, `VI+`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.line import ENGLISH, FRENCH
from voicecoach.speech.reading.numbers import DASHES
from voicecoach.speech.reading.pieces import Ordinal, amount_of
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)
ROMAN: Final = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
    "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21,
}  # fmt: skip
_SMALL: Final = ("ii", "iii")  # no words in any of our languages
_SIGNED_GRADES: Final = ("IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")


def roman(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read `Warrior II`, `Phase IV`; a single letter only behind a name that is numbered so."""
    text = line.text(index)
    if _is_small(line, index):
        text = text.upper()
    value = ROMAN.get(text)
    if text[-1:] == "e" and line.table.language == FRENCH and len(text) > 2 and text[:-1] in ROMAN:  # noqa: PLR2004
        return Ordinal(n=ROMAN[text[:-1]], ending="e"), index + 1  # `XXe`
    if value is None or line.is_sign(index + 1, "'") or line.is_digits(index + 1):
        return _NOTHING
    before = line.back(index - 1 if line.is_sign(index - 1, DASHES + "/") and len(text) > 1 else index)
    name = line.text(before)
    is_name = line.is_word(before) and name[0].isupper()
    if (
        text in _SIGNED_GRADES and line.is_sign(index + 1, "+" + DASHES) and line.table.language != ENGLISH
    ):  # where `V` begins a boulder's grade
        is_first = line.kind(before) is Kind.END or line.is_sign(before, "/,(:" + DASHES)
        if line.ends_word(index + 2) and (is_first or line.is_word(before)):
            return amount_of(value), index + 1  # `V+`, `VI-`
    if text == "X" and line.is_sign(index + 1, DASHES):
        return _NOTHING
    if (
        len(text) > 2  # noqa: PLR2004  # `III` is nothing else
        or (len(text) > 1 and text != "XX" and line.kind(before) is Kind.END)
        or _follows_roman(line, index, value)
        or (line.is_sign(index + 1, DASHES) and ROMAN.get(line.text(index + 2), 0) > value)  # `I-IV`
        or (
            len(text) > 1
            and line.is_sign(before, ".")
            and line.table.has("roman_dotted", line.text(before - 1))
        )
        or (len(text) > 1 and line.is_word(before))
        or (is_name and line.table.has("roman", name))
        or (
            is_name and line.ends_clause(index + 1) and line.text(line.back(before))[:1].isupper()
        )  # `Eka Pada I`
        or _is_beside_signed(line, before, name)
        or (len(text) > 1 and name in ROMAN)
    ):
        return amount_of(value), index + 1
    return _NOTHING


def _is_small(line: TokenLine, index: int) -> bool:
    """Tell whether a number of several small letters stands behind a name: `warrior ii`, `phase iv`."""
    text, before = line.text(index), line.back(index)
    is_number = (
        len(text) > 1
        and text.islower()
        and text.upper() in ROMAN
        and line.is_word(before)
        and not line.is_sign(index + 1, ")")
    )
    return is_number and (text in _SMALL or line.table.has("roman", line.text(before)))


def _is_beside_signed(line: TokenLine, before: int, name: str) -> bool:
    """Tell whether a grade with a sign, and a slash or a dash, stand before a place: the `V` of `IV+ / V`."""
    if not line.is_sign(before, "/" + DASHES) or name in ROMAN or line.table.language == ENGLISH:
        return False
    sign = line.back(before)
    return line.is_sign(sign, "+" + DASHES) and line.text(sign - 1) in _SIGNED_GRADES


def _follows_roman(line: TokenLine, index: int, value: int) -> bool:
    """Tell whether the number before stands in front: the `II` of `Warrior I, II and III`."""
    before = line.back(index)
    is_joined = line.is_sign(before, ",&+") or line.folded(before) == line.table.say["and"]
    return is_joined and ROMAN.get(line.text(line.back(before))) == value - 1
