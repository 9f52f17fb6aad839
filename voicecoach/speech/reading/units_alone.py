"""A unit with a word before it that says it is one of them: `reps per min`, `pro km`, `chaque min.`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.measures import known_unit, metre_or_minute
from voicecoach.speech.reading.pieces import ReplacedText
from voicecoach.speech.reading.table import METRE_OR_MINUTE

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)


def unit_alone(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Return what a short unit is called where `per`, `each` or an open number stands before it."""
    before = line.folded(line.back(index))
    plus = line.back(index)
    is_open = line.is_sign(plus, "+") and line.is_digits(plus - 1)  # `60+ min`
    entry = known_unit(line, index)
    if entry is None or not (line.is_space(index - 1) or is_open):
        return _NOTHING
    are_many = is_open or line.table.lists_exactly("before_units", before)
    if not are_many and not line.table.lists_exactly("before_unit", before):
        return _NOTHING
    end = index + len(entry.tokens)
    if not line.ends_word(end) and not line.is_sign(end, "."):
        return _NOTHING
    size = float(line.text(plus - 1)[:9]) if is_open else 0.0
    key = metre_or_minute(line, index, end, size) if entry.means == METRE_OR_MINUTE else entry.means
    unit = line.table.unit(key or "meter")
    if line.text(index).casefold() in (unit.one.casefold(), unit.many.casefold()):
        return _NOTHING  # written out already
    is_dotted = line.is_sign(end, ".") and entry.tokens[-1].text != "."
    is_dotted = is_dotted and not line.ends_sentence(end + 1)
    return ReplacedText(text=unit.many if are_many else unit.one), end + is_dotted
