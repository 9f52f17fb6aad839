"""Grades of climbs in the scale of Yosemite, and of muscles: `5.10a`, `lead 5.9`, `4+/5`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.line import ENGLISH
from voicecoach.speech.reading.pieces import Grade, Quantity, Rating, Whole

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_NOTHING: Final = (None, 0)
_STRONGEST: Final = "5"
_GRADES: Final = range(5, 16)
_GRADE_LETTERS: Final = frozenset("abcd")


def grade(line: TokenLine, index: int) -> tuple[Grade | None, int]:
    """Read `5.10a`, `5.12b/c`, grades of climbers: "five ten a"."""
    is_grade = line.text(index) == "5" and line.is_sign(index + 1, ".") and line.is_digits(index + 2)
    is_signed = is_grade and line.is_sign(index + 3, "+-") and line.ends_word(index + 4)
    if is_signed and int(line.text(index + 2)[:3]) in _GRADES:
        sign = line.table.say["plus" if line.text(index + 3) == "+" else "minus"]
        return Grade(number=int(line.text(index + 2)), letters=(sign,)), index + 4  # `5.9+`
    if is_grade and _is_climb(line, index):
        return Grade(number=int(line.text(index + 2)), letters=()), index + 3
    if not is_grade or line.folded(index + 3) not in _GRADE_LETTERS:
        return _NOTHING
    letters, end = [line.text(index + 3)], index + 4
    while line.is_sign(end, "/-") and line.folded(end + 1) in _GRADE_LETTERS:
        letters.append(line.text(end + 1))
        end += 2
    return Grade(number=int(line.text(index + 2)), letters=tuple(letters)), end


def _is_climb(line: TokenLine, index: int) -> bool:
    """Tell whether `5.9` near a word of climbers, or `4 x 5.9`, is a grade."""
    number, end = line.text(index + 2), index + 3
    is_in_scale = len(number) <= 2 and int(number) in _GRADES and number[0] != "0"  # noqa: PLR2004
    is_bare = (not line.is_word(end) and not line.is_sign(end, ".%")) or line.ends_clause(end)
    is_counted = (
        line.table.language == ENGLISH and line.folded(line.back(index)) == "x" and line.ends_clause(end)
    )
    return is_in_scale and is_bare and (is_counted or line.is_near("climbs", index, end))


def strength(line: TokenLine, index: int) -> tuple[Rating | None, int]:
    """Read `4+/5`, `3-/5`, a muscle's strength."""
    is_graded = (
        line.is_sign(index + 1, "+-") and line.is_sign(index + 2, "/") and line.text(index + 3) == _STRONGEST
    )
    if not is_graded or len(line.text(index)) > 1 or line.is_sign(index - 1, "/"):
        return _NOTHING
    value, total = (Quantity(number=Whole(value=int(line.text(at)))) for at in (index, index + 3))
    return Rating(value=value, half=line.text(index + 1), total=total, rated=True), index + 4
