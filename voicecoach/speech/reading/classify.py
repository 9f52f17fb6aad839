"""Cuts a text into typed pieces. Each rule looks at one place and at what stands near it, so the time is linear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.speech.reading.addresses import address
from voicecoach.speech.reading.expressions import expression
from voicecoach.speech.reading.halves import half_of
from voicecoach.speech.reading.leading import before_number
from voicecoach.speech.reading.line import TokenLine
from voicecoach.speech.reading.phones import phone
from voicecoach.speech.reading.pieces import Plain
from voicecoach.speech.reading.repeats import sets_and_reps, times_before
from voicecoach.speech.reading.shouting import lowered
from voicecoach.speech.reading.signs import sign
from voicecoach.speech.reading.special import money, month_day, special
from voicecoach.speech.reading.times import seconds_alone
from voicecoach.speech.reading.tokens import Kind
from voicecoach.speech.reading.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from voicecoach.speech.reading.pieces import ReadPiece
    from voicecoach.speech.reading.table import Table

    Rule = Callable[[TokenLine, int], tuple[ReadPiece | None, int]]


def classify(text: str, table: Table) -> tuple[ReadPiece, ...]:
    """Return the pieces of a text, in order; the first rule that knows what is written at a place decides."""
    line = TokenLine(lowered(text, table), table)
    pieces: list[ReadPiece] = []
    index = 0
    while index < len(line.tokens):
        piece, end = _at(line, index)
        pieces.append(piece or Plain(text=line.text(index)))
        index = end if piece is not None else index + 1
    return tuple(pieces)


def _at(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    for rule in _RULES.get(line.kind(index), ()):
        piece, end = rule(line, index)
        if piece is not None:
            return piece, end
    return None, index


_RULES: Mapping[Kind, tuple[Rule, ...]] = {
    Kind.WORD: (before_number, times_before, sets_and_reps, month_day, word),
    Kind.DIGITS: (special, address, half_of, expression),
    Kind.SIGN: (phone, before_number, times_before, money, seconds_alone, half_of, expression, word, sign),
}
