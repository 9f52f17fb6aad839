"""Parts of something: English `9/10ths`, and a half that is told behind it: French `½ de ta taille`, Spanish `1/2 de la carga`, German `1/2 der Last`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.line import ENGLISH
from voicecoach.speech.reading.numbers import fraction_at
from voicecoach.speech.reading.pieces import Amount, Mixed, ReplacedText, one

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)
_ENDINGS: Final = ("th", "ths", "rd", "rds")
_LONGEST: Final = 3  # digits


def _tenths(line: TokenLine, index: int) -> tuple[Amount | None, int]:
    """Read `9/10ths`, `2/3rds`: a fraction with the ending of its ordinal."""
    is_part = line.is_digits(index) and line.is_sign(index + 1, "/") and line.is_digits(index + 2)
    digits = (line.text(index), line.text(index + 2))
    if not is_part or any(len(text) > _LONGEST for text in digits):
        return _NOTHING
    first, second = map(int, digits)
    if not 0 < first < second:
        return _NOTHING
    return Amount(numbers=(one(Mixed(whole=0, numerator=first, denominator=second)),)), index + 4


def half_of(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Say the half of a thing by its noun: "la moitié de la charge", behind an article without one."""
    if line.table.language == ENGLISH and line.folded(index + 3) in _ENDINGS:
        return _tenths(line, index)
    table, before = line.table, line.back(index)
    halves = table.data.lists.get("half_of", ())
    part, end = fraction_at(line, index) if halves else (None, index)
    of = line.skip(end)
    if part != Fraction(1, 2) or line.is_digits(before):
        return _NOTHING
    is_of = table.lists_exactly("behind_half", line.folded(of)) or (
        table.lists_exactly("of_half", line.folded(of))
        and table.lists_exactly("behind_half_of", line.folded(line.skip(of + 1)))
    )
    if not is_of:
        return _NOTHING
    said = halves[-1] if table.lists_exactly("before_half", line.folded(before)) else halves[0]
    article, _, noun = said.partition(" ")
    return ReplacedText(text=noun if line.folded(before) == article else said), end
