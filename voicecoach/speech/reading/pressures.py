"""Blood pressure, `BP 120/80`: two numbers, one over the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.pieces import ReplacedText

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_NOTHING: Final = (None, 0)
_UPPER: Final = range(80, 261)  # mmHg
_LOWER: Final = range(40, 161)
_MOST_DIGITS: Final = 3


def is_pressure(line: TokenLine, index: int) -> bool:
    """Tell whether the two numbers of a blood pressure begin here; its name stands before or its unit behind."""
    upper, lower = line.text(index), line.text(index + 2)
    are_digits = line.is_digits(index) and line.is_digits(index + 2) and line.is_sign(index + 1, "/")
    if not are_digits or max(len(upper), len(lower)) > _MOST_DIGITS:
        return False
    is_likely = int(upper) in _UPPER and int(lower) in _LOWER and int(upper) > int(lower)
    unit = line.skip(index + 3)
    entry = line.table.spellings.at(line.tokens, unit) if unit < len(line.tokens) else None
    if entry is not None:
        return False  # `BP 100/80 kg` is a bench press
    is_named = line.table.is_pressure(line.text(_name_before(line, index)))
    return is_likely and (is_named or line.folded(unit) == "mmhg")


def pressure_name(line: TokenLine, index: int) -> tuple[ReplacedText | None, int]:
    """Read the `BP` of `BP 120/80`, which is elsewhere a lift."""
    said = line.table.data.pressures.get(line.text(index), "")
    number = line.skip(index + 1)
    number = line.skip(number + 1) if line.is_sign(number, ":=<>") else number
    return (ReplacedText(text=said), index + 1) if said and is_pressure(line, number) else _NOTHING


def _name_before(line: TokenLine, index: int) -> int:
    before = line.back(index)
    return line.back(before) if line.is_sign(before, ":=<>") else before
