"""Days with a date or an hour behind them, and dates of a day and a month: `Sat., 9 a.m.`, `lun., 1/12`, `le 1er/12`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.line import ENGLISH
from voicecoach.speech.reading.numbers import DASHES, spoken_fraction
from voicecoach.speech.reading.pieces import Date
from voicecoach.speech.reading.times import half_of_day

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_NOTHING: Final = (None, 0)
_PAIR: Final = 2  # digits
_MONTHS: Final = 12
_DAYS: Final = 31
_DAY_ENDINGS: Final = ("st", "nd", "rd", "th", "er")
_OF: Final = ("de", "du", "del", "of")


def starts_date(line: TokenLine, index: int) -> bool:
    """Tell whether a date or an hour follows the name of a day; `index` is behind that name."""
    index += line.is_sign(index, ".")
    at = line.skip(index + line.is_sign(index, ","))
    if line.folded(at) in line.table.months and line.text(at)[0].isupper():
        return True
    if not line.is_digits(at) or len(line.text(at)) > _PAIR or at == index:
        return False
    behind = line.skip(at + 1)
    name = line.skip(behind + (line.is_sign(behind, ".") or line.folded(behind) == "de"))
    is_month = line.folded(name) in line.table.months
    is_numeric = line.is_sign(at + 1, "./") and line.is_digits(at + 2)
    is_hour = line.is_sign(at + 1, ":") and line.is_digits(at + 2, _PAIR)
    last = line.skip(line.skip(at + 1) + 1)
    is_span = line.is_sign(line.skip(at + 1), DASHES) and line.is_digits(last) and line.is_sign(last + 1, ":")
    is_hour = is_hour or is_span  # `vie. 17-18:30 h`
    hour_word = line.text(line.skip(at + 3))
    is_dotted_hour = is_numeric and bool(hour_word) and line.table.has("clock_words", hour_word)
    is_clock = (
        "h" in (line.folded(at + 1), line.folded(behind))
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
    is_english = line.table.language == ENGLISH
    day, month = (int(second), int(first)) if is_english else (int(first), int(second))
    if not (0 < month <= _MONTHS and 0 < day <= _DAYS):
        return _NOTHING
    is_padded = first[0] == second[0] == "0" or (
        len(first) == len(second) == _PAIR and "0" in first[0] + second[0]
    )
    before = line.folded(line.back(index))
    is_dated = line.table.lists_exactly("before_dates", before) and line.folded(line.skip(end)) not in _OF
    is_plain = spoken_fraction(int(first), int(second)) or line.is_word(line.skip(end))
    if not (
        line.is_behind_day(index)
        or (is_padded and _is_before_day(line, end))
        or (is_english and (is_dated or _is_before_hour(line, end)) and not is_plain)
        or (not is_english and (is_dated or (is_padded and not _counts(line, before))))
        or spans_dates(line, index, end)
    ):
        return _NOTHING
    return Date(day=day, month=month, article=before if line.table.has("articles", before) else ""), end


def _is_before_day(line: TokenLine, index: int) -> bool:
    """Tell whether the name of a day follows: `02/07 (Tuesday)`."""
    at = line.skip(index)
    at += line.is_sign(at, "(")
    return line.text(at)[:1].isupper() and line.folded(at) in (*line.table.days, *line.table.day_names)


def _is_before_hour(line: TokenLine, index: int) -> bool:
    """Tell whether an hour of a morning or an evening follows: `8/1 7am`, `9/14 @ 6:30 pm`."""
    at = line.skip(index)
    hour = line.skip(at + 1) if line.is_sign(at, "@") else at
    end = hour + 3 if line.is_sign(hour + 1, ":") else hour + 1
    return hour > index and line.is_digits(hour) and bool(half_of_day(line, end)[0])


def spans_dates(line: TokenLine, index: int, end: int) -> bool:
    """Tell whether this and what a dash joins to it are the first and the last day: `12/1-12/14`."""
    dash = line.skip(end)
    other, is_first = line.skip(dash + 1), line.is_sign(dash, DASHES)
    if not is_first:
        dash = line.back(index)
        other = line.back(dash) - 2
    if not (line.is_sign(dash, DASHES) and line.is_sign(other + 1, "/")):
        return False
    first, last = (index, other) if is_first else (other, index)
    if not all(line.is_digits(at) and line.is_digits(at + 2) for at in (first, last)):
        return False
    if line.is_sign(first - 1, "/") or line.is_sign(last + 3, "/%'\"") or not line.ends_clause(last + 3):
        return False
    months, days = ([int(line.text(at + step)[:3]) for at in (first, last)] for step in (0, 2))
    if line.table.language != ENGLISH:
        months, days = days, months
    is_rising = (months[0], days[0]) < (months[1], days[1])
    are_scores = days[0] == days[1] or line.is_near("scores", first, last + 3)
    return is_rising and not are_scores and max(months) <= _MONTHS and max(days) <= _DAYS


def _counts(line: TokenLine, word: str) -> bool:
    return line.table.has("parts", word) or line.table.has("scores", word)


def begins_season(line: TokenLine, index: int) -> bool:
    """Tell whether the first year of `2016-17` is here."""
    last = line.text(index + 2)
    is_pair = line.is_sign(index + 1, DASHES + "/") and line.is_digits(index + 2, _PAIR)
    return is_pair and int(last) == (int(line.text(index)) + 1) % 100
