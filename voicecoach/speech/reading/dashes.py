"""The dashes of a range, a list and a pause: `Z1-2`, `Jan.-Mar.`, `Warrior I-III`, `- squats`, `4-count`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.dates import spans_dates
from voicecoach.speech.reading.line import ENGLISH, GERMAN
from voicecoach.speech.reading.numbers import DASHES, is_number
from voicecoach.speech.reading.pieces import Plain, ReplacedText
from voicecoach.speech.reading.roman import ROMAN
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)
_COMMA: Final = ", "
_MOST_LEFT: Final = 4  # reps in reserve
_ORDINAL_ENDINGS: Final = ("st", "nd", "rd", "th", "e", "er", "re", "ère", "è", "ème", "nde", "ª", "º")


def between_months(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read the dash of `Jan.-Mar.`, `Jan 5 - Feb 2`."""
    if not line.is_sign(index, DASHES):
        return _NOTHING
    before, after, months = line.back(index), line.skip(index + 1), line.table.months
    before -= line.is_sign(before, ".")
    are_dates = line.is_digits(before) and line.folded(line.back(before)) in months
    if (are_dates or line.folded(before) in months) and line.folded(after) in months:
        return ReplacedText(text=line.table.say["to"]), index + 1
    return _NOTHING


def dash(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:  # noqa: PLR0911  # one for each place of a dash
    """Say a dash with spaces around it, and a long one anywhere, as a pause; at a line's beginning as nothing."""
    if not line.is_sign(index, DASHES):
        return _NOTHING
    end = index + 1
    while line.is_sign(end, DASHES):
        end += 1
    is_long = end > index + 1 or line.text(index) in "\N{EN DASH}\N{EM DASH}"
    before, after = line.at(index - 1), line.at(end)
    if line.text(end) == ">":
        return _NOTHING
    spaced = before.kind in (Kind.SPACE, Kind.END) or after.kind in (Kind.SPACE, Kind.END)
    is_roman = line.text(index - 1) in ROMAN and line.table.language != ENGLISH  # `VII-`
    is_graded = (
        is_roman or line.has_signed_grades or line.table.lists_exactly("graded_down", line.text(index - 2))
    )
    is_last = line.kind(line.skip(end)) is Kind.END and not is_graded
    if line.kind(line.back(index)) is Kind.END or is_last:
        return Plain(text=" "), end
    joined = _between_alike(line, index, end)
    if joined:
        return ReplacedText(text=line.table.say[joined]), line.skip(end)
    if spaced or is_long:
        if before.kind is Kind.WORD and after.kind is Kind.SPACE and not is_long:
            return _NOTHING  # `upper- and lower body`
        return Plain(text=_COMMA), line.skip(end)
    if line.is_digits(index - 1) and line.is_word(end) and line.is_digits(end + 1):
        return Plain(text=" "), end
    if is_number(line, index - 1) or line.is_digits(end):
        return Plain(text=" "), end  # `4-count`, `Covid-19`
    return _NOTHING


def _between_alike(line: TokenLine, index: int, end: int) -> str:
    """Return `to` for the dash between two of a kind, `minus` for one that takes something off; empty for neither."""
    before, after = line.back(index), line.skip(end)
    is_apart = before < index - 1 and after > end
    is_range = (
        line.is_digits(before)
        and line.is_word(before - 1)
        and line.is_word(after)
        and line.text(before - 1) == line.text(after)  # `C1-C7`, `V4 - V6`
        and line.is_digits(after + 1)
    )
    is_range = is_range and (before < index - 1) == (after > end)  # `V4- V5` are two
    is_range = is_range or (_is_grade(line, before) and _grade_starts(line, after))
    is_range = is_range or (_ends_scale(line, before) and _ends_scale(line, after + 2))  # `5.9-5.10`
    is_range = is_range or (line.is_sign(before - 1, "/") and spans_dates(line, before - 2, before + 1))
    is_range = is_range or (line.is_digits(before) and line.text(before - 1) == line.text(after) == "#")
    first = before - 1 - line.is_sign(before - 1, ".")
    ordinals = line.is_digits(after) and _is_ordinal(line, first) and _is_ordinal(line, after)
    low, high = ROMAN.get(line.text(before), 0), ROMAN.get(line.text(after), 0)
    if low and high and (_roman_beyond(line, before, -1) or _roman_beyond(line, after, 1)):
        return ""  # `I-II-III` are three
    if is_range or ordinals or (0 < low < high and not is_apart):
        return "to"  # `2nd-3rd`, `4.-6. Woche`, `Warrior I-III`
    if line.is_digits(before) and line.is_word(before - 1) and line.is_digits(after) and not is_apart:
        return "to" if int(line.text(before)[:9]) < int(line.text(after)[:9]) else ""  # `Z1-2`
    if _takes_off(line, index, before, after):
        return "minus"
    is_boulder = line.is_digits(before) and line.table.lists_exactly("graded_down", line.text(before - 1))
    is_climb = line.is_digits(before) and (
        line.has_signed_grades or line.is_near("climbs", before, end)
    )  # `route 7- / 7+`
    is_grade = is_boulder or (line.table.language != ENGLISH and (low or is_climb))
    ends = line.ends_clause(end) or line.is_space(end)
    return "minus" if is_grade and index - 1 == before and ends else ""  # `VII-`, `V4-`


def _takes_off(line: TokenLine, dash: int, before: int, after: int) -> bool:
    """Tell whether a dash takes something off: `10 - 3 = 7`, `1RM - 5%`, `AMRAP-2`; `AMRAP-12` has twelve minutes."""
    is_apart = before < dash - 1 and line.is_space(dash + 1)
    is_sum = line.is_digits(before) and line.is_digits(after) and line.is_sign(line.skip(after + 1), "=")
    behind = line.skip(after + 1)
    is_share = line.is_digits(after) and line.is_sign(behind, "%)")
    is_minus = line.text(dash) == "\N{MINUS SIGN}" and is_number(line, after)  # a sign that is nothing else
    if is_apart:
        return is_sum or is_minus or (is_share and line.table.has("minuends", line.text(before)))
    is_few = line.is_digits(after) and int(line.text(after)[:4]) <= _MOST_LEFT
    is_against = dash in (before + 1, after - 1) and line.table.lists_exactly("minuends", line.text(before))
    return is_against and (is_few or (is_share and line.is_sign(behind, "%")))


def _roman_beyond(line: TokenLine, index: int, step: int) -> bool:
    return line.is_sign(index + step, DASHES) and line.text(index + 2 * step) in ROMAN


def _ends_scale(line: TokenLine, last: int) -> bool:
    """Tell whether a grade in the scale of Yosemite ends here, without its letter."""
    return line.is_digits(last) and line.is_sign(last - 1, ".") and line.text(last - 2) == "5"


def _is_grade(line: TokenLine, last: int) -> bool:
    """Tell whether a climber's grade ends here: `6a`, `6b+`."""
    last -= line.is_sign(last, "+")
    return _grade_starts(line, last - 1)


def _grade_starts(line: TokenLine, index: int) -> bool:
    if line.text(index) == "5" and line.is_sign(index + 1, "."):
        return line.is_digits(index + 2, 2)  # `5.10d-5.11b`
    is_yosemite = line.is_digits(index, 2) and line.text(index - 2) == "5" and line.is_sign(index - 1, ".")
    return (line.is_digits(index, 1) or is_yosemite) and line.folded(index + 1) in ("a", "b", "c", "d")


def _is_ordinal(line: TokenLine, index: int) -> bool:
    is_german = line.table.language == GERMAN and line.is_sign(index + 1, ".")
    ending = index + 1 + line.is_sign(index + 1, ".")
    return line.is_digits(index) and (line.folded(ending) in _ORDINAL_ENDINGS or is_german)


def is_step(line: TokenLine, arrow: int, end: int) -> bool:
    """Tell whether an arrow leads to another step: `knees 45 s → child's pose 45 s`, `bench → 4x10`."""
    after = line.skip(end)
    has_amount = _has_digits(line, arrow - 1, -1)
    if is_number(line, after):
        return line.is_word(line.back(arrow)) and not has_amount
    is_name = line.is_word(after) and not line.is_digits(after + 1)  # but `V2 → V5`
    return has_amount and is_name and _has_digits(line, after, 1)


def _has_digits(line: TokenLine, at: int, step: int) -> bool:
    """Tell whether there are digits on this side of an arrow, before another one."""
    while line.kind(at) is not Kind.END:
        if line.is_digits(at):
            return True
        if line.is_sign(at, "→>"):
            return False
        at += step
    return False
