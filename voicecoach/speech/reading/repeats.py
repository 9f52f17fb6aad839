"""How often, behind what is done: `x5`, `x 8-12`, and the `x` between a number and a word: `3 x 8 x BW`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.amounts import noun_at
from voicecoach.speech.reading.expressions import TIMES, slashed
from voicecoach.speech.reading.numbers import is_number
from voicecoach.speech.reading.pieces import (
    Amount,
    Decimal,
    Rate,
    Rating,
    Ratio,
    Repeat,
    ReplacedText,
    Series,
    SingleAmount,
)
from voicecoach.speech.reading.rates import rated

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)


def times_before(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read `x5`, `x 8-12`: how many times, behind the exercise."""
    is_star = line.text(index) == "*"
    start = line.skip(index + 1)
    is_times = line.folded(index) == "x" or (
        line.is_sign(index, TIMES) and (not is_star or _is_star_of_times(line, index))
    )
    glued = (
        (line.is_word(index - 1) and not is_star and not line.text(index - 1).isupper())
        or (line.is_digits(index - 1) and not line.is_sign(index - 2, ":"))  # but `7:3x6`
        or line.is_sign(index - 1, "-'")
    )
    is_part = line.is_sign(start, ".,") and line.is_digits(start + 1)  # `x .5`
    if not is_times or glued or not (is_part or is_number(line, start)):
        return _NOTHING
    found, end = slashed(line, start)
    if found is None or isinstance(found, (Ratio, Rating)):
        return _NOTHING
    is_part = isinstance(found, Amount) and isinstance(found.numbers[0].number, Decimal) and not found.unit
    is_part = is_part or (
        line.is_sign(line.back(index), ")") and line.is_digits(line.back(index) - 1) and _has_unit(found)
    )
    another = line.skip(end)  # `B/W x5x2`
    has_another = line.folded(another) == "x" and line.is_digits(line.skip(another + 1))
    is_part = is_part or (has_another and isinstance(found, Amount) and not found.unit)
    if is_part or (isinstance(found, Amount) and found.unit == "percent"):
        return ReplacedText(text=line.table.say["times"]), start  # `20 min x 95%`, `1RM x 0.8`
    if isinstance(found, Rate):
        return (
            Rate(of=Repeat(amount=found.of), per=found.per) if isinstance(found.of, Amount) else found
        ), end
    is_noun = isinstance(found, Amount) and (
        line.table.has("turns", found.noun) or line.table.has("parts", noun_at(line, end))
    )
    if is_noun:
        return found, end  # `Circuit x 3 laps`, `x 5 breaths`
    return rated(line, Repeat(amount=found), end)


def _has_unit(found: SingleAmount | Series | Rate) -> bool:
    """Tell whether a number has a unit: in `(2,3)x235lb` it is what is lifted, not how often."""
    return isinstance(found, Amount) and bool(found.unit)


def _is_star_of_times(line: TokenLine, index: int) -> bool:
    """Tell whether a star between spaces says how often, behind what is done: `25 m easy * 2`; others begin a note."""
    if line.is_word(index - 1) and line.is_sign(index + 2, ".") and line.is_digits(index + 3):
        return True  # `FTP*0.93`
    is_apart = line.is_space(index - 1) and line.is_space(index + 1)
    is_behind = line.is_word(line.back(index)) or line.is_sign(line.back(index), ")")
    return is_apart and is_behind and line.is_digits(index + 2) and line.ends_clause(index + 3)


def sets_and_reps(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read the `x` of `Sets x Reps`, the head of a column, and one between a number and a word: `3 x 8 x BW`."""
    before, after = line.back(index), line.skip(index + 1)
    is_before_group = line.is_sign(after, "(") and (line.is_word(before) or before in line.primes)
    if line.folded(index) == "x" and is_before_group and line.is_space(index - 1):
        return ReplacedText(text=line.table.say["times"]), index + 1  # `25' x (5 x 100)`
    if line.folded(index) != "x" or not line.is_word(after):
        return _NOTHING
    is_glued = index in (before + 1, after - 1)
    if is_number(line, before) and (not is_glued or line.folded(line.back(before)) == "x"):  # `2x5xBar`
        return ReplacedText(text=line.table.say["times"]), index + 1
    if is_glued or not line.is_word(before):
        return _NOTHING
    units = [line.table.spellings.at(line.tokens, at) for at in (before, after)]
    means = [entry.means if entry else "" for entry in units]
    are_both = means in (["set", "rep"], ["set", "repetition"])
    is_counted = is_number(line, line.back(before))  # `4 sets x max`
    if are_both == is_counted or means[0] != "set":
        return _NOTHING
    return ReplacedText(text=line.table.say["times"]), index + 1
