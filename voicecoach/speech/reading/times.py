"""Times as they are written: `1:30`, `7:30 AM`, `1h30`, `1'30"`, and ratios such as `2:1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.numbers import DASHES
from voicecoach.speech.reading.pieces import ClockTime, Duration, Join, Ratio, Series, amount_of
from voicecoach.speech.reading.primes import prime
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

HOURS: Final = 24
SIXTY: Final = 60
PAIR: Final = 2  # digits
_MOST_DIGITS: Final = 3
_LONGEST: Final = 4  # digits
_STEP: Final = 5  # seconds
_LEAST_WORK: Final = 15  # seconds; `1:30s` are minutes and seconds
_NOON: Final = 13  # from here on, `at 18:30` is a time of day
NOTHING: Final = (None, 0)
_EARLIEST: Final = 5  # hour


def colon_time(line: TokenLine, index: int) -> tuple[Duration | ClockTime | Ratio | None, int]:
    """Read digits with colons between them."""
    parts, end = [line.text(index)], index + 1
    while line.is_sign(end, ":") and line.is_digits(end + 1):
        parts.append(line.text(end + 1))
        end += 2
    if len(parts) == 1 or any(len(part) > _MOST_DIGITS for part in parts):
        return NOTHING
    if parts == ["50", "50"]:
        return Ratio(parts=(50, 50)), end  # a split
    if any(len(part) != PAIR or int(part) >= SIXTY for part in parts[1:]) or len(parts) > 3:  # noqa: PLR2004
        has_decimals = line.is_sign(end, ".,") and line.is_digits(end + 1)
        decimals, end = (line.text(end + 1), end + 2) if has_decimals else ("", end)
        return Ratio(parts=tuple(map(int, parts)), decimals=decimals), end
    if len(parts) == PAIR and int(parts[0]) < HOURS:
        clock, after = _clock(line, index, end, int(parts[0]), int(parts[1]))
        if clock is not None:
            return clock, after
    hours, minutes, seconds = (["0"] * 3 + parts)[-3:]
    decimals = ""
    if line.is_sign(end, ".,") and line.is_digits(end + 1, 1):
        decimals, end = line.text(end + 1), end + 2
    return Duration(hours=int(hours), minutes=int(minutes), seconds=int(seconds), decimals=decimals), end


def seconds_alone(line: TokenLine, index: int) -> tuple[Duration | Series | None, int]:
    """Read `:30`, a time without its minutes, and two of them: `:35-:45`."""
    first, end = _seconds(line, index)
    dash = line.skip(end)
    if first is None or not line.is_sign(dash, DASHES):
        return first, end
    last, after = _seconds(line, line.skip(dash + 1))
    return (Series(items=(first, last), join=Join.TO), after) if last is not None else (first, end)


def seconds_in_turn(line: TokenLine, index: int) -> tuple[Series | None, int]:
    """Read `7:3:150s`: seconds of a hang, of the rest behind it and between sets; `30:30s` are on and off."""
    parts, end = [int(line.text(index)[:_LONGEST])], index + 1
    while line.is_sign(end, ":") and line.is_digits(end + 1):
        parts.append(int(line.text(end + 1)[:_LONGEST]))
        end += 2
    are_two = len(parts) == PAIR and (parts[0] >= _LEAST_WORK or len(line.text(end - 1)) < PAIR)
    are_several = len(parts) > PAIR or are_two
    if _are_on_and_off(line, parts, end):
        return Series(items=tuple(map(amount_of, parts)), join=Join.LIST), end
    if not are_several or line.text(end) not in ("s", "sec") or line.is_sign(index - 1, ":"):
        return NOTHING
    items = (*map(amount_of, parts[:-1]), amount_of(parts[-1], "second"))
    return Series(items=items, join=Join.LIST), end + 1


def _are_on_and_off(line: TokenLine, parts: list[int], end: int) -> bool:
    """Tell whether `40:20 x 6` is here: seconds that go by fives, on and off, so many times."""
    times = line.skip(end)
    is_repeated = line.folded(times) == "x" and line.is_digits(line.skip(times + 1))
    by_fives = all(part and part % _STEP == 0 for part in parts)
    return is_repeated and len(parts) == PAIR and by_fives and parts[0] >= _LEAST_WORK


def _seconds(line: TokenLine, index: int) -> tuple[Duration | None, int]:
    after = line.text(index + 1)
    starts = (
        line.kind(index - 1) in (Kind.SPACE, Kind.END)
        or line.is_sign(index - 1, '(/@"\N{MULTIPLICATION SIGN}' + DASHES)
        or line.folded(index - 1) == "x"
    )
    if not (line.is_sign(index, ":") and starts and line.is_digits(index + 1, PAIR)):
        return NOTHING
    unit = line.skip(index + 2)
    if _TIME_LETTERS.get(line.folded(unit).removesuffix("s")) == "m" and line.text(unit) != "m":
        return Duration(minutes=int(after)), unit + 1  # `:35 mins`
    is_said = _TIME_LETTERS.get(line.folded(unit)) == "s" or line.folded(unit) in (
        "second",
        "seconds",
        "secs",
    )
    end = unit + 1 if is_said else index + 2  # `:30 sec`
    if line.folded(unit) == "sec" and line.is_sign(end, ".") and not line.ends_sentence(end + 1):
        end += 1
    return (Duration(seconds=int(after)), end) if not line.is_sign(index + 2, ":") else NOTHING


def _clock(line: TokenLine, start: int, end: int, hour: int, minute: int) -> tuple[ClockTime | None, int]:
    half, after = half_of_day(line, end)
    if half:
        return ClockTime(hour=hour, minute=minute, half=half), after
    table, before, marker = line.table, line.back(start), line.skip(end)
    is_early = hour < _EARLIEST and not (
        line.is_word(before) and table.has("clock_before", line.text(before))
    )
    is_length = table.lists_exactly("before_lengths", line.folded(before)) or (
        is_early and table.has("clock_dotted", line.text(marker)) and not line.is_behind_day(start)
    )  # Spanish `en 2:20 horas`, `1:15 h`
    if line.is_word(marker) and table.has("clock_after", line.text(marker)) and not is_length:
        return ClockTime(hour=hour, minute=minute, marked=True), marker + 1
    is_span = line.is_sign(line.skip(end), DASHES) and line.is_digits(line.skip(line.skip(end) + 1))
    is_last = line.kind(line.skip(end)) is Kind.END  # `Mon, 18:00`, but not `Mon, 18:00 easy`
    if (
        (line.is_behind_day(start) or line.is_behind_date(start))
        and hour >= _EARLIEST
        and (is_span or is_last or not line.is_sign(before, ","))
    ):
        return ClockTime(hour=hour, minute=minute), end  # `Mon 7:00`, `Mo., 7:00-8:00`
    is_after_at = line.is_word(before) and table.has("clock_before", line.text(before))
    is_padded = line.text(start)[0] == "0" and len(line.text(start)) == PAIR  # `at 06:15`
    if is_after_at and (
        hour >= _NOON or (is_padded and hour) or table.has("clock_always", line.text(before))
    ):
        return ClockTime(hour=hour, minute=minute), end
    is_near = line.is_near("clock_near", start, end) and hour >= _EARLIEST
    is_near = is_near and line.folded(marker) != "clock"  # `8:00 clock counting down`
    if table.lists_exactly("clock_next", line.folded(marker)) or (is_near and not _is_pace(line, start, end)):
        return ClockTime(
            hour=hour, minute=minute
        ), end  # `the 4:15 class`, `class at 9:00`, not `lap of 1:30`
    return _clock_until(line, end, hour, minute)


def _clock_until(line: TokenLine, end: int, hour: int, minute: int) -> tuple[ClockTime | None, int]:
    """Read the first hour of `de 6:00 a 7:30 h`, whose second one is a time of day."""
    to = line.skip(end)
    last = line.skip(to + 1)
    if line.folded(to) == line.table.say["to"] and line.is_digits(last) and line.is_sign(last + 1, ":"):
        until, _ = colon_time(line, last)
        if isinstance(until, ClockTime):
            return ClockTime(hour=hour, minute=minute, bare=bool(until.half)), end
    return NOTHING


def _is_pace(line: TokenLine, start: int, end: int) -> bool:
    """Tell whether minutes and seconds are how fast: `7:20/mile`, `8:14 pace`, `10 miles @ 6:13`."""
    sign = line.back(start)
    before = line.back(sign)
    number = before if line.is_digits(before) else line.back(before)
    is_numbered = line.is_word(line.back(number)) and line.table.has("parts", line.text(line.back(number)))
    is_run = line.is_sign(sign, "@") and line.is_digits(number) and not is_numbered
    is_rate = line.is_sign(end, "/") and line.is_word(end + 1)
    return is_run or is_rate or line.table.lists_exactly("paces", line.folded(line.skip(end)))


def half_of_day(line: TokenLine, index: int) -> tuple[str, int]:
    """Read `AM`, `p.m.`, `a. m.` behind an hour."""
    index = line.skip(index)
    word = line.folded(index)
    if "am" not in line.table.say:
        return "", index
    if word in ("am", "pm"):
        return word, index + 1
    if word in ("a", "p") and line.is_digits(index - 1) and _is_letter_of_day(line, index):
        return f"{word}m", index + 1
    if word in ("a", "p") and line.is_sign(index + 1, "."):
        second = line.skip(index + 2)
        if line.folded(second) == "m":
            dotted = line.is_sign(second + 1, ".") and not line.ends_sentence(second + 2)
            return f"{word}m", second + 1 + dotted
    return "", index


def _is_letter_of_day(line: TokenLine, index: int) -> bool:
    """Tell whether `a` or `p` ends an hour: `5:45a`, `6a-8p`; `6a` alone is a grade."""
    if not line.ends_word(index + 1) and not line.is_sign(index + 1, DASHES + "."):
        return False
    if line.is_sign(index - 2, ":"):
        return True
    dash = line.skip(index + 1)
    last = line.skip(dash + 1) if line.is_sign(dash, DASHES) else index + 1
    behind = last + 1 + 2 * line.is_sign(last + 1, ":")
    ends_later = last > index + 1 and line.is_digits(last) and line.folded(behind) == "p"
    return ends_later or (line.folded(index) == "p" and line.is_sign(line.back(index - 1), DASHES + "@"))


def hour_alone(line: TokenLine, index: int) -> tuple[ClockTime | None, int]:
    """Read `7 AM`, and `8 Uhr` with or without minutes behind it."""
    hour = int(line.text(index)) if len(line.text(index)) <= PAIR else HOURS
    if hour >= HOURS:
        return NOTHING
    half, end = half_of_day(line, index + 1)
    if half:
        return ClockTime(hour=hour, minute=0, half=half), end
    if line.is_sign(index + 1, ".") and line.is_digits(index + 2, PAIR):  # `7.30 Uhr`
        marker = line.skip(index + 3)
        until = line.skip(marker + 1) if line.is_sign(marker, DASHES) else marker
        if until > marker and _dotted_hour_ends(line, until):
            return ClockTime(hour=hour, minute=int(line.text(index + 2)), marked=True), index + 3
        is_dotted = hour >= _EARLIEST and line.table.has(
            "clock_dotted", line.text(marker)
        )  # Spanish `8.30 h`
        if line.is_word(marker) and (line.table.has("clock_words", line.text(marker)) or is_dotted):
            return ClockTime(hour=hour, minute=int(line.text(index + 2)), marked=True), marker + 1
    marker = line.skip(index + 1)
    if line.is_word(marker) and line.table.has("clock_words", line.text(marker)):
        return ClockTime(hour=hour, minute=0, marked=True), marker + 1
    return NOTHING


def _dotted_hour_ends(line: TokenLine, index: int) -> bool:
    """Tell whether the second hour of `7.30-8.15 Uhr` stands here."""
    marker = line.skip(index + 3)
    is_dotted = line.is_digits(index) and line.is_sign(index + 1, ".") and line.is_digits(index + 2, PAIR)
    return is_dotted and line.is_word(marker) and line.table.has("clock_words", line.text(marker))


def hours_minutes(line: TokenLine, index: int) -> tuple[Duration | None, int]:
    """Read `1h30`, `1h 5m`, `1m30s`, `2min30`, `1h30m20s`: a number, a unit of time, and a smaller one against it."""
    values: dict[str, int] = {}
    end = at = index
    while line.is_digits(at) and len(line.text(at)) <= _MOST_DIGITS:
        last = next(reversed(values), "")
        after = line.skip(at + 1)
        unit = _TIME_LETTERS.get(line.folded(after), "")
        if unit and (not last or _ORDER.index(unit) > _ORDER.index(last)):
            values[unit], end = int(line.text(at)), after + 1
            at = line.skip(end)
            continue
        if last in ("h", "m") and at == end and len(line.text(at)) == PAIR and not line.is_word(at + 1):
            values["m" if last == "h" else "s"], end = int(line.text(at)), at + 1
        break
    if set(values) == {"h"} and line.is_sign(end, ":") and line.is_digits(end + 1, PAIR):
        values["m"], end = int(line.text(end + 1)), end + 2  # `1hr:30`
    if len(values) < PAIR or line.is_sign(end, ":"):
        return NOTHING
    if "h" in values and end in line.primes:  # `1h24'`, `1h24'23"`
        end += 1
        if line.is_digits(end, PAIR):
            values["s"] = int(line.text(end))
            _, end = prime(line, end + 1)
    hours, minutes, seconds = (values.get(unit, 0) for unit in _ORDER)
    return Duration(hours=hours, minutes=minutes, seconds=seconds), end


_ORDER: Final = "hms"
_TIME_LETTERS: Final = {
    "h": "h", "hr": "h", "hrs": "h", "std": "h",
    "m": "m", "min": "m", "mn": "m",
    "s": "s", "sec": "s", "sek": "s", "seg": "s",
}  # fmt: skip
