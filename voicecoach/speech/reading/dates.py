"""Days with a date or an hour behind them, and dates of a day and a month: `Sat., 9 a.m.`, `lun., 1/12`, `le 1er/12`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.pieces import Date
from voicecoach.speech.reading.times import half_of_day

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_NOTHING: Final = (None, 0)
_PAIR: Final = 2  # digits
_MONTHS: Final = 12
_DAYS: Final = 31
_ENGLISH: Final = "en"
_DAY_ENDINGS: Final = ("st", "nd", "rd", "th", "er")
_OF: Final = ("de", "du", "del", "of")


def starts_date(line: TokenLine, index: int) -> bool:
    """Tell whether a date or an hour follows the name of a day; `index` is behind that name."""
    index += line.is_sign(index, ".")
    at = line.skip(index + line.is_sign(index, ","))
    if not line.is_digits(at) or len(line.text(at)) > _PAIR or at == index:
        return False
    behind = line.skip(at + 1)
    name = line.skip(behind + (line.is_sign(behind, ".") or line.folded(behind) == "de"))
    is_month = line.folded(name) in line.table.months
    is_numeric = line.is_sign(at + 1, "./") and line.is_digits(at + 2)
    is_hour = line.is_sign(at + 1, ":") and line.is_digits(at + 2, _PAIR)
    hour_word = line.text(line.skip(at + 3))
    is_dotted_hour = is_numeric and bool(hour_word) and line.table.has("clock_words", hour_word)
    is_clock = (
        line.folded(at + 1) == "h"
        or bool(half_of_day(line, at + 1)[0])
        or (line.is_word(behind) and line.table.has("clock_words", line.text(behind)))
    )
    is_ordinal = line.folded(at + 1) in _DAY_ENDINGS or (is_numeric and line.text(at + 1) == "/")
    is_german = is_numeric and line.is_sign(at + 3, ".")
    return is_month or is_hour or is_dotted_hour or is_clock or is_ordinal or is_german


def slash_date(line: TokenLine, index: int) -> tuple[Date | None, int]:
    """Read `1/12` behind a day or an article, and `03/12`; in English, the month stands first."""
    first = line.text(index)
    slash = index + 1 + (line.folded(index + 1) in _DAY_ENDINGS)
    second, end = line.text(slash + 1), slash + 2
    if not line.is_sign(slash, "/") or not line.is_digits(slash + 1) or max(len(first), len(second)) > _PAIR:
        return _NOTHING
    if line.is_sign(end, "/.,") and line.is_digits(end + 1):
        return _NOTHING
    is_english = line.table.language == _ENGLISH
    is_padded = first[0] == second[0] == "0" or (
        len(first) == len(second) == _PAIR and "0" in first[0] + second[0]
    )
    before = line.folded(line.back(index))
    is_dated = line.table.lists_exactly("before_dates", before) and line.folded(line.skip(end)) not in _OF
    if not (
        line.is_behind_day(index)
        or (not is_english and (is_dated or (is_padded and not _counts(line, before))))
    ):
        return _NOTHING
    day, month = (int(second), int(first)) if is_english else (int(first), int(second))
    if not (0 < month <= _MONTHS and 0 < day <= _DAYS):
        return _NOTHING
    return Date(day=day, month=month, article=before if line.table.has("articles", before) else ""), end


def _counts(line: TokenLine, word: str) -> bool:
    return line.table.has("parts", word) or line.table.has("scores", word)
