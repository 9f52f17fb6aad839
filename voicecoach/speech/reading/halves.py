"""A half of something that is told behind it: French `½ de ta taille`, Spanish `1/2 de la carga`, German `1/2 der Last`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.numbers import fraction_at
from voicecoach.speech.reading.pieces import ReplacedText

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)


def half_of(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Say the half of a thing by its noun: "la moitié de la charge", behind an article without one."""
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
