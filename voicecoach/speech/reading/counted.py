"""What has its meaning behind a number only: `12e`, `100 fr`, Spanish `12 dom.`, German `25 S/25 R/25 B/25 K`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.line import ENGLISH
from voicecoach.speech.reading.pieces import ReplacedText

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)
_SHORTEST_SWIM: Final = 25


def day_of_plan(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read the letters of `W1D1`, a week of a plan and a day of it."""
    if line.table.language != ENGLISH or not line.is_digits(index + 1):
        return _NOTHING
    letter = line.folded(index)
    before, after = line.back(index), line.skip(index + 2)
    is_week = letter == "w" and line.folded(after) == "d" and line.is_digits(after + 1)
    is_day = letter == "d" and line.is_digits(before) and line.folded(before - 1) in ("w", "wk")
    if not (is_week or is_day):
        return _NOTHING
    return ReplacedText(text=line.table.unit("week" if is_week else "day").one), index + 1


def counted(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Return what a word behind a number stands for there."""
    if (
        line.folded(index) == "r"
        and line.table.lists_exactly("before_rests", "r")
        and _is_behind_time(line, index)
    ):
        return ReplacedText(text=line.table.data.before_number["r"]), index + 1
    if not line.is_digits(line.back(index)):
        return _NOTHING
    for read in (_several, _stroke, _behind_number):
        found, end = read(line, index)
        if found is not None:
            return found, end
    return _NOTHING


def _is_behind_time(line: TokenLine, index: int) -> bool:
    """Tell whether minutes stand before a letter that is their rest: `2:00 r`, `4'r`."""
    before = line.back(index)
    is_time = line.is_digits(before, 2) and line.is_sign(before - 1, ":") and line.is_digits(before - 2)
    ends = line.ends_word(index + 1) or line.is_sign(index + 1, ".")
    return line.text(index) == "r" and ends and (is_time or before in line.primes)


def _several(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read what is counted, written in capitals or not as in the table: Spanish `12 dom.`, French `50 DU`."""
    data, number = line.table.data.counted, line.text(line.back(index))
    said = data.get(line.text(index)) or data.get(line.text(index).casefold())
    end = index + 1
    is_swum = line.folded(index) in line.table.data.behind_number and int(number[:4]) >= _SHORTEST_SWIM
    if said is None or number in ("0", "1") or is_swum:
        return _NOTHING
    return ReplacedText(text=said), end + (line.is_sign(end, ".") and not line.ends_sentence(end + 1))


def _stroke(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    said = line.table.data.strokes.get(line.text(index))
    return (ReplacedText(text=said), index + 1) if said and index in line.strokes else _NOTHING


def _behind_number(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read a swimmer's stroke, or a single letter that stands against its number."""
    said = line.table.data.behind_number.get(line.folded(index))
    before = line.back(index)
    if said is None:
        return _NOTHING
    is_single = len(line.text(index)) == 1
    if (is_single and before < index - 1) or (not is_single and int(line.text(before)[:4]) < _SHORTEST_SWIM):
        return _NOTHING  # `5 br` are breaths
    end = index + 1
    ends = line.ends_word(end) or line.is_sign(end, ".+")
    are_two = is_stroke(line, end + 1) or line.is_digits(end + 1)  # `100 fr/50 pull`
    is_joined = line.is_sign(end, "/") and not are_two
    if is_joined or not ends or (line.is_sign(end, ".") and line.is_word(end + 1)):
        return _NOTHING
    return ReplacedText(text=said), end + (line.is_sign(end, ".") and not line.ends_sentence(end + 1))


def is_stroke(line: TokenLine, index: int) -> bool:
    """Tell whether a swimmer's stroke is here, cut short or not."""
    data = line.table.data.behind_number
    return len(line.text(index)) > 1 and (line.folded(index) in data or line.folded(index) in data.values())


def joined_stroke(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read the other strokes of `8x50 pap/dos/br/cr`."""
    said = line.table.data.behind_number.get(line.folded(index), "")
    is_beside = (line.is_sign(index - 1, "/") and is_stroke(line, index - 2)) or (
        line.is_sign(index + 1, "/") and is_stroke(line, index + 2)
    )
    return (
        (ReplacedText(text=said), index + 1) if len(line.text(index)) > 1 and said and is_beside else _NOTHING
    )
