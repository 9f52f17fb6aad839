"""Days as letters: `M: upper, W: lower`, `F 5a-9p`, `Sat 7a - 3p`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.pieces import ReplacedText
from voicecoach.speech.reading.times import half_of_day
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_NOTHING: Final = (None, 0)


def day_letter(line: TokenLine, index: int) -> tuple[ReplacedText | None, int]:
    """Read a letter that is a day: the label of what is done then, or before the hours of one."""
    said = line.table.data.day_letters.get(line.text(index), "")
    if not said or line.kind(index - 1) not in (Kind.SPACE, Kind.END, Kind.SIGN):
        return _NOTHING
    is_day = _is_before_hours(line, index) or (line.begins_label(index) and line.has_labels_of_days)
    return (ReplacedText(text=said), index + 1) if is_day else _NOTHING


def _is_before_hours(line: TokenLine, index: int) -> bool:
    """Tell whether an hour with its half of the day stands behind a letter: `F 5a-9p`."""
    hour = line.skip(index + 1)
    hour = line.skip(hour + 1) if line.is_sign(hour, ":,") else hour
    end = hour + 3 if line.is_sign(hour + 1, ":") else hour + 1
    return hour > index + 1 and line.is_digits(hour) and bool(half_of_day(line, end)[0])
