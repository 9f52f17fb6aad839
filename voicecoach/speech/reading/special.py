"""Numbers that are read in a way of their own: dates, years, decades, ordinals, tempos, `1RM`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.dates import begins_season, slash_date
from voicecoach.speech.reading.grades import grade, strength
from voicecoach.speech.reading.line import ENGLISH, GERMAN
from voicecoach.speech.reading.measures import known_unit
from voicecoach.speech.reading.numbers import DASHES, is_number, quantity
from voicecoach.speech.reading.ordinals import before_first, ordinal
from voicecoach.speech.reading.phones import phone
from voicecoach.speech.reading.pieces import (
    Amount,
    Date,
    Decade,
    Digits,
    Join,
    Joined,
    PaceOf,
    Quantity,
    RepMax,
    Year,
)
from voicecoach.speech.reading.plurals import plural
from voicecoach.speech.reading.rates import rated
from voicecoach.speech.reading.times import seconds_in_turn

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)
_MONTHS: Final = 12
_PAIR: Final = 2  # digits
_DAYS: Final = 31
_TEMPO: Final = 4
_BEATS_DOWN: Final = "2345678"
_BEATS: Final = "0123"
_YEARS: Final = range(1900, 2100)
_EARLIEST_DECADE: Final = 20
_BEHIND_DECADES: Final = ("is", "are", "was", "were", "should", "must", "and", "in", "at")
_CAPITAL_MONTHS: Final = ("en", "de")  # where `may` and `mar` are words
_DAY_ENDINGS: Final = ("st", "nd", "rd", "th", "er", "º")
_GLUED_DIGITS: Final = 3
_LAP: Final = 100


def special(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Return what begins with these digits, where they are no plain number."""
    for read in (
        phone,
        seconds_in_turn,
        _pace_of,
        _glued,
        _date,
        slash_date,
        _day_of_month,
        grade,
        strength,
        plural,
        _tempo,
        _named,
        _rep_max,
        _decade,
        _year,
        ordinal,
    ):
        found, end = read(line, index)
        if found is not None:
            return found, end
    return _NOTHING


def _pace_of(line: TokenLine, index: int) -> tuple[PaceOf | None, int]:
    """Read German `5:30er-Schnitt`, a pace of that many minutes and seconds."""
    ending = line.folded(index + 3)
    is_time = (
        line.is_sign(index + 1, ":") and line.is_digits(index + 2, _PAIR) and len(line.text(index)) <= _PAIR
    )
    if line.table.language != GERMAN or not is_time or ending not in ("er", "ern"):
        return _NOTHING
    return PaceOf(minutes=int(line.text(index)), seconds=int(line.text(index + 2)), ending=ending), index + 4


def _glued(line: TokenLine, index: int) -> tuple[Joined | None, int]:
    """Read a number that makes one word with what is written against it: German `2-beinig`, `6er`, `8fach`, `90er`."""
    text, after = line.text(index), index + 1 + line.is_sign(index + 1, "-'")
    ending = line.folded(after)
    if line.is_sign(after, "%") and line.folded(after + 1).startswith("ig"):
        after, ending = after + 1, f"prozent{line.folded(after + 1)}"  # `50%ige`
    is_decade = len(text) == _TEMPO and int(text) in _YEARS and ending in ("er", "ern")  # `1990er`
    is_lap = len(text) == _TEMPO and int(text) % _LAP == 0  # `1000er`
    is_long = len(text) > _GLUED_DIGITS and not is_decade and not is_lap
    if is_long or text[0] == "0" or not line.table.data.lists.get("glued_endings"):
        return _NOTHING
    is_of_number = ending in ("er", "ern")
    is_second = line.is_sign(index - 1, ".,-/\N{EN DASH}") and not (
        is_of_number and line.is_sign(index - 1, "/")
    )  # `7er/8er`
    if is_second or not line.is_word(after):
        return _NOTHING
    if is_of_number or any(  # `36er`, `36-er-Zeit`
        ending.startswith(one) for one in line.table.data.lists["glued_endings"]
    ):
        return Joined(number=int(text), ending=ending), after + 1
    return _NOTHING


def money(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read `$20`, `€9.99`: the sign stands before the number."""
    unit = _MONEY.get(line.text(index))
    if unit is None or is_number(line, index - 1):
        return _NOTHING
    found, end = quantity(line, line.skip(index + 1))
    if found is None:
        return _NOTHING
    more, after = _NOTHING
    if line.is_sign(end, DASHES):
        more, after = quantity(line, end + 1 + (line.text(end + 1) == line.text(index)))
    if more is not None:
        return Amount(numbers=(found, more), join=Join.TO, unit=unit), after  # `$5-10`
    return rated(line, Amount(numbers=(found,), unit=unit), end)  # `$20/month`


def _date(line: TokenLine, index: int) -> tuple[Date | None, int]:
    """Read `2026-11-29`, `29.11.2026`, `29/11/2026`, `24.12.`; in English `11/29/2026`."""
    sign = line.text(index + 1)
    if sign not in ("-", ".", "/") or not line.is_digits(index + 2):
        return _NOTHING
    third = line.text(index + 4) if line.text(index + 3) == sign and line.is_digits(index + 4) else ""
    numbers = [line.text(index), line.text(index + 2), third]
    if any(len(number) > _TEMPO for number in numbers):
        return _NOTHING
    if line.text(index + 5) == sign and line.is_digits(index + 6):
        return _NOTHING
    if sign == "-" and list(map(len, numbers)) == [4, 2, 2]:
        year, month, day = map(int, numbers)
    elif sign != "-" and len(third) == _TEMPO and max(map(len, numbers[:2])) <= 2:  # noqa: PLR2004
        day, month, year = map(int, numbers)
        if sign == "/" and line.table.language == ENGLISH and day <= _MONTHS:
            day, month = month, day
    elif sign == "." and not third and line.table.language == GERMAN and _is_day_and_month(line, index):
        day, month, year = int(numbers[0]), int(numbers[1]), 0
    else:
        return _NOTHING
    if not (0 < month <= _MONTHS and 0 < day <= _DAYS):
        return _NOTHING
    is_german = line.table.language == GERMAN
    before = line.folded(before_first(line, line.back(index))[0] if is_german else line.back(index))
    article = before if line.table.has("articles", before) else ""
    return Date(day=day, month=month, year=year, article=article), index + (5 if third else 4)


def _is_day_and_month(line: TokenLine, index: int) -> bool:
    """Tell whether a stop stands behind the month, or the last day behind a dash: `24.12.`, `31.5 - 6.6.`."""
    dash = line.skip(index + 3)
    last = line.skip(dash + 1)
    spans = line.is_sign(dash, DASHES) and line.is_sign(last + 1, ".") and line.is_sign(last + 3, ".")
    return line.text(index + 3) == "." or (spans and line.is_digits(last) and line.is_digits(last + 2))


def _day_of_month(line: TokenLine, index: int) -> tuple[Date | None, int]:
    """Read `12 Nov 2026`, `3rd Nov`, `12. Nov.`, `12 de nov.`: a day before its month."""
    after = index + 1
    has_stop = line.is_sign(after, ".") and line.table.language != ENGLISH  # where `1. Nov 12` is a list's
    if has_stop or line.folded(after) in _DAY_ENDINGS:
        after += 1
    after = line.skip(after)
    if line.folded(after) == "de":
        after = line.skip(after + 1)
    month, end = month_at(line, after)
    if line.folded(after) in line.table.data.behind_number and line.is_near("distance", index, after + 1):
        return _NOTHING  # Spanish `25 mar` in a pool
    if not month or not 0 < int(line.text(index)[:3]) <= _DAYS:
        return _NOTHING
    year = line.skip(end)
    if line.folded(year) == "de":
        year = line.skip(year + 1)
    is_year = line.is_digits(year, _TEMPO) and int(line.text(year)) in _YEARS
    first = before_first(line, line.back(index))[0] if line.table.language == GERMAN else line.back(index)
    before = line.folded(first)
    article = before if line.table.has("articles", before) else ""
    return Date(
        day=int(line.text(index)), month=month, year=int(line.text(year)) if is_year else 0, article=article
    ), year + 1 if is_year else end


def month_at(line: TokenLine, index: int) -> tuple[int, int]:
    """Return the month that stands here, 0 for none, and what follows it; `mar` alone is a month only beside a day."""
    month = line.table.months.get(line.folded(index), 0)
    if not month or (line.table.language in _CAPITAL_MONTHS and not line.text(index)[:1].isupper()):
        return 0, index
    is_short = line.is_sign(index + 1, ".") and not line.ends_sentence(index + 2)
    return month, index + 1 + is_short


def month_day(line: TokenLine, index: int) -> tuple[Date | None, int]:
    """Read `Nov 12`, `Nov. 12th, 2026`, as it is written in English."""
    if line.table.language != ENGLISH:
        return _NOTHING
    month, end = month_at(line, index)
    day = line.skip(end)
    if not month or day == end or not line.is_digits(day) or not 0 < int(line.text(day)[:3]) <= _DAYS:
        return _NOTHING
    end = day + 1
    if line.folded(end) in _DAY_ENDINGS:
        end += 1
    comma = line.skip(end + 1) if line.is_sign(end, ",") else line.skip(end)
    is_year = comma > end and line.is_digits(comma, _TEMPO) and int(line.text(comma)) in _YEARS
    if not is_year and (line.is_word(line.skip(end)) or line.is_sign(end, ":%\N{DEGREE SIGN}-/")):
        return _NOTHING  # `May 5 reps`
    return Date(day=int(line.text(day)), month=month, year=int(line.text(comma)) if is_year else 0), (
        comma + 1 if is_year else end
    )


def _tempo(line: TokenLine, index: int) -> tuple[Amount | None, int]:
    """Read `tempo 3010`, `@30X1`: four beats without anything between."""
    text, end = line.text(index), index + 1
    before, times = line.back(index), line.skip(end)
    is_small = line.text(times) in "x\N{MULTIPLICATION SIGN}" and line.table.has("tempo", line.text(before))
    if (line.text(end) == "X" or is_small) and len(text) == 2 and line.is_digits(line.skip(times + 1), 1):  # noqa: PLR2004
        end = line.skip(times + 1) + 1
        text = f"{text}X{line.text(end - 1)}"
    is_named = any(
        line.is_word(at) and line.table.has("tempo", line.text(at)) for at in (before, line.skip(end))
    )
    is_bare = text[0] in _BEATS_DOWN and text[1] in _BEATS and text[-1] in _BEATS if "X" in text else False
    if len(text) != _TEMPO or not (is_named or line.is_sign(before, "@") or is_bare):
        return _NOTHING  # `10X2` are sets and repetitions
    return Amount(numbers=(Quantity(number=Digits(text=text)),)), end


def _named(line: TokenLine, index: int) -> tuple[Amount | None, int]:
    """Read `531 week 1`: the name of a plan, digit by digit."""
    text, end = line.text(index), index + 1
    is_name = line.table.lists_exactly("named_digits", text) and not line.is_sign(end, ".,:#%")
    if not is_name or (known_unit(line, line.skip(end)) is not None and line.text(line.skip(end)).islower()):
        return _NOTHING
    return Amount(numbers=(Quantity(number=Digits(text=text)),)), end


def _rep_max(line: TokenLine, index: int) -> tuple[RepMax | None, int]:
    """Read `1RM`, `5 RM`; behind a percentage, it is of that."""
    after = line.skip(index + 1)
    if line.text(after) not in ("RM", "Rm", "rm", "RMs") or len(line.text(index)) > 2:  # noqa: PLR2004
        return _NOTHING
    return RepMax(
        reps=int(line.text(index)), of=line.is_sign(line.back(index), "%"), many=line.text(after) == "RMs"
    ), after + 1


def _decade(line: TokenLine, index: int) -> tuple[Decade | None, int]:
    """Read `the 90s`, `'80s`, `in the 1990s`, and so `the 50s are fast`; `the 30s rest` is a time."""
    text = line.text(index)
    if (
        line.table.language != ENGLISH
        or line.text(index + 1) != "s"
        or int(text[-1])
        or len(text) not in (2, 4)
    ):
        return _NOTHING
    end, year = index + 2, int(text)
    if len(text) == _TEMPO:
        return (Decade(year=year), end) if 1000 < year < _YEARS.stop else _NOTHING  # noqa: PLR2004
    after = line.skip(end)
    is_music = line.table.has("decades", line.text(after))
    is_alone = not line.is_word(after) or line.folded(after) in _BEHIND_DECADES
    is_named = line.folded(line.back(index)) in ("the", "mid", "early", "late") and is_alone
    is_short = line.is_sign(index - 1, "'")
    if year >= _EARLIEST_DECADE and (is_music or is_named or is_short):
        return Decade(year=year), end
    return _NOTHING


def _year(line: TokenLine, index: int) -> tuple[Year | None, int]:
    text, before = line.text(index), line.back(index)
    if line.is_sign(before, ".") and line.is_word(before - 1):
        before -= 1  # `c. 1990`
    if line.is_digits(before, 1) and line.table.lists_exactly("quarters", line.text(before - 1)):
        return (Year(year=int(text)), index + 1) if int(text) in _YEARS else _NOTHING  # `Q1 2027`
    if len(text) == _TEMPO and int(text) in _YEARS and begins_season(line, index):
        return Year(year=int(text)), index + 1
    is_bare = not line.is_word(line.skip(index + 1)) or line.is_space(index + 1)
    if len(text) == _TEMPO and int(text) in _YEARS and line.table.has("years", line.text(before)) and is_bare:
        if (
            line.table.spellings.at(line.tokens, line.skip(index + 1))
            if line.skip(index + 1) < len(line.tokens)
            else 0
        ):
            return _NOTHING
        return Year(year=int(text)), index + 1
    return _NOTHING


_MONEY: Final = {"$": "dollar", "€": "euro", "£": "sterling"}
