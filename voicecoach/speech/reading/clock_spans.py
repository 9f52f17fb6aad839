"""Hours of the day without a colon: with a stop before their minutes, from one to another (`07.05 - 08.30`), or alone (`gegen 19h`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.numbers import DASHES
from voicecoach.speech.reading.pieces import ClockTime
from voicecoach.speech.reading.times import HOURS, PAIR, SIXTY

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_EARLIEST: Final = 5
_LONGEST: Final = 3  # digits
_NOTHING: Final = (None, 0)


def spanned_hour(line: TokenLine, index: int) -> tuple[ClockTime | None, int]:
    """Read one of two hours with a dash between; the first one's nought tells them from decimals."""
    if not (_spans_hours(line, index, 1) or _spans_hours(line, index, -1)):
        return _NOTHING
    return ClockTime(hour=int(line.text(index)), minute=int(line.text(index + 2))), index + 3


def hour_at(line: TokenLine, index: int) -> tuple[ClockTime | None, int]:
    """Read German `gegen 19h`, `um 7 h`: an hour of the day, where `bis 2 h` is how long."""
    unit = line.skip(index + 1)
    hour = int(line.text(index)[:_LONGEST])
    is_at = line.is_word(line.back(index)) and line.table.lists_exactly(
        "hours_at", line.folded(line.back(index))
    )
    if not is_at or line.text(unit) != "h" or not _EARLIEST <= hour < HOURS or line.is_digits(unit + 1):
        return _NOTHING
    return ClockTime(hour=hour, minute=0), unit + 1


def _is_padded_hour(line: TokenLine, index: int) -> bool:
    """Tell whether an hour of two digits with its minutes behind a stop is here."""
    are_pairs = (
        line.is_digits(index, PAIR) and line.is_sign(index + 1, ".") and line.is_digits(index + 2, PAIR)
    )
    return are_pairs and int(line.text(index)) < HOURS and int(line.text(index + 2)) < SIXTY


def _spans_hours(line: TokenLine, index: int, step: int) -> bool:
    """Tell whether a dash and another hour stand behind or before this one; the first has its nought written."""
    dash = line.skip(index + 3) if step > 0 else line.back(index)
    other = line.skip(dash + 1) if step > 0 else line.back(dash) - 2
    first, last = (index, other) if step > 0 else (other, index)
    ends = not line.is_sign(last + 3, ".") or not line.is_digits(last + 4)
    is_span = line.is_sign(dash, DASHES) and _is_padded_hour(line, first) and _is_padded_hour(line, last)
    return is_span and ends and line.text(first)[0] == "0" and not line.is_sign(first - 1, ".,")
