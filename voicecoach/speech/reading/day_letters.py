"""Days as letters: `M: upper, W: lower`, `F 5a-9p`, `Sat 7a - 3p`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.pieces import ReplacedText
from voicecoach.speech.reading.times import half_of_day
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_NOTHING: Final = (None, 0)
_ROW: Final = 3
_PAIR: Final = 2  # days, or the letters of one: `Tu/F`
_WEEK: Final = 7


def day_letter(line: TokenLine, index: int) -> tuple[ReplacedText | None, int]:
    """Read a letter that is a day: the label of what is done then, or before the hours of one."""
    said = line.table.data.day_letters.get(line.text(index), "")
    if not said or line.kind(index - 1) not in (Kind.SPACE, Kind.END, Kind.SIGN):
        return _NOTHING
    is_day = _is_before_hours(line, index) or (line.begins_label(index) and line.has_labels_of_days)
    is_day = is_day or _is_in_row(line, index)
    return (ReplacedText(text=said), index + 1) if is_day else _NOTHING


def _is_before_hours(line: TokenLine, index: int) -> bool:
    """Tell whether an hour with its half of the day stands behind a letter: `F 5a-9p`."""
    hour = line.skip(index + 1)
    hour = line.skip(hour + 1) if line.is_sign(hour, ":,") else hour
    end = hour + 3 if line.is_sign(hour + 1, ":") else hour + 1
    return hour > index + 1 and line.is_digits(hour) and bool(half_of_day(line, end)[0])


def _is_in_row(line: TokenLine, index: int) -> bool:
    """Tell whether three days at least stand in a row, in their order, this one among them: `M, W, Th and Sat`, or `Tu/F`."""
    said = list(line.table.data.day_letters.values())
    places = [*_days_beside(line, index, -1)[::-1], _day(line, index), *_days_beside(line, index, 1)]
    order = [said.index(day) for day in places if day in said]
    is_sure = any(
        len(line.text(at)) == _PAIR for at in (index, line.skip(index + 1) + 1, line.back(index) - 1)
    )
    least = _PAIR if is_sure and line.text(index) in line.table.data.day_letters else _ROW
    return len(order) == len(places) >= least and order == sorted(set(order))


def _days_beside(line: TokenLine, index: int, step: int) -> list[str]:
    found: list[str] = []
    for _ in range(_WEEK):
        joint = line.skip(index + 1) if step > 0 else line.back(index)
        if line.is_sign(joint, ",") and line.folded(line.skip(joint + 1)) == line.table.say["and"]:
            joint = line.skip(joint + 1)
        is_joint = line.is_sign(joint, ",/&+") or line.folded(joint) == line.table.say["and"]
        index = line.skip(joint + 1) if step > 0 else line.back(joint)
        day = _day(line, index)
        if not is_joint or not day:
            return found
        found.append(day)
    return found


def _day(line: TokenLine, index: int) -> str:
    text = line.text(index)
    return line.table.data.day_letters.get(text, "") or line.table.data.days.get(text, "")
