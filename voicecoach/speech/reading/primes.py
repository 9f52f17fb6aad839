"""Primes behind numbers: `1'30"`, minutes and seconds, or feet and inches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.numbers import DASHES, fraction_at
from voicecoach.speech.reading.pieces import Amount, Duration, Height, Quantity, Whole
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_NOTHING: Final = (None, 0)
_PAIR: Final = 2  # digits
_INCHES: Final = 12
_STEP_OF_TIMES: Final = 5  # seconds
_TALL: Final = range(4, 8)  # feet; `5'10"` is how tall somebody is, `1'10"` a time
_MOST_SETS: Final = 30
_FAR: Final = 15  # feet
_LONGEST: Final = 90  # minutes
_MINUTE: Final = "minute"


def primes(line: TokenLine, index: int, value: Quantity) -> tuple[Duration | Height | Amount | None, int]:
    """Read what stands before `'`, `''` and `"`: minutes and seconds, or feet and inches."""
    mark, end = prime(line, index + 1)
    if not mark:
        return _NOTHING
    if mark == '"':
        doubled = line.text(index + 1) == "'"
        is_time = _is_time(line, index, end, "time" if doubled else line.table.data.primes)
        return Amount(numbers=(value,), unit="second" if is_time else "inch"), end
    if isinstance(value.number, Whole) and line.is_digits(end):
        second, after = int(line.text(end)), end + 1
        second_mark, closed = prime(line, after)
        if second_mark == '"':
            after = closed
        is_time = second >= _INCHES or (len(line.text(end)) == _PAIR and line.text(end)[0] == "0")
        may_be_tall = second_mark and value.number.value in _TALL and line.table.data.primes == "length"
        if may_be_tall and not is_time and not line.is_beside("time", index, after):
            return Height(feet=value.number.value, inches=second), after
        if is_time or _is_time(line, index, after, "length" if may_be_tall else line.table.data.primes):
            return Duration(minutes=value.number.value, seconds=second), after
        return Height(feet=value.number.value, inches=second), after
    is_time = _is_time(line, index, end, line.table.data.primes)
    return Amount(numbers=(value,), unit=_MINUTE if is_time else "foot"), end


def prime(line: TokenLine, index: int) -> tuple[str, int]:
    if index not in line.primes:
        return "", index
    if line.text(index) == "'":
        return ('"', index + 2) if line.text(index + 1) == "'" else ("'", index + 1)
    return '"', index + 1


def _is_repeated(line: TokenLine, start: int) -> bool:
    """Tell whether `x` stands before a number, and how often before that."""
    slash = line.back(start)
    if line.is_sign(slash, "/") and line.back(slash) in line.primes:
        start = line.back(slash) - 1  # `8 x 1'/1'`
    times = line.back(start)
    is_times = line.folded(times) == "x" or line.is_sign(times, "\N{MULTIPLICATION SIGN}")
    return is_times and line.is_digits(line.back(times))


def _is_pair_of_heights(line: TokenLine, start: int) -> bool:
    """Tell whether the second number of `24/20"` is here: two boxes, for times of work and rest go by fives."""
    if not (line.is_digits(start) and line.is_sign(start - 1, "/") and line.is_digits(start - 2)):
        return False
    first, second = int(line.text(start - 2)[:4]), int(line.text(start)[:4])
    return first > second and bool(first % _STEP_OF_TIMES or second % _STEP_OF_TIMES)


def _way_of_load(line: TokenLine, start: int, end: int) -> str:
    """Tell `'` from a load that is carried: `225 x 80'` and `yoke 3x50'` are feet, `1' farmer carry` is a minute."""
    if not line.is_sign(end - 1, "'") or not line.is_digits(start):
        return ""
    is_far = int(line.text(start)[:4]) >= _FAR
    times = line.back(start)
    count = line.back(times)
    is_counted = line.folded(times) == "x" and line.is_digits(count)
    if is_far and is_counted and int(line.text(count)[:4]) > _MOST_SETS:
        return "foot"
    return ("foot" if is_far else _MINUTE) if line.is_near("hauls", start, end) else ""


def _usual(line: TokenLine, start: int, end: int, default: str) -> str:
    """Return what a prime is where no word near says it: feet in a text of nothing else.

    A number that nobody has for a time is a length, too: more than ninety minutes, and seconds that do not go by fives.
    """
    is_alone = line.kind(start - 1) is Kind.END and line.kind(end) is Kind.END
    if default == "time" or not line.is_digits(start):
        return default
    size = int(line.text(start)[:4])
    is_length = (is_alone or size > _LONGEST) if line.is_sign(end - 1, "'") else size % _STEP_OF_TIMES
    is_part = (
        line.is_sign(start - 1, "/") and line.is_digits(start - 2) and not line.is_sign(end - 1, "'")
    )  # `3/8"`
    is_tall = line.is_sign(start + 1, "'") and (is_alone or end > start + 3)  # `5'11"`
    return default if is_length or is_part or is_tall else "time"


def _is_time(line: TokenLine, start: int, end: int, default: str) -> bool:
    outer = line.back(start - 1)
    if line.is_sign(start - 1, "(") and outer in line.primes and line.text(outer) == line.text(end - 1):
        start, end = outer - 1, outer + 1  # `15' (4')`: as the one before
    way = _way_of_load(line, start, end) if default == "length" else ""
    if line.is_sign(end - 1, '"') and line.is_sign(end, DASHES) and line.is_word(end + 1):
        return False  # `24"-Box`
    if line.is_sign(end - 1, '"') and fraction_at(line, start - 2)[0] is not None:
        return False  # `1/4" foam`
    is_pace = line.is_sign(end, "/") and line.is_word(end + 1) and not line.is_digits(end + 3)  # `5'/km`
    has_no_feet = line.is_sign(end - 1, "'") and not line.is_sign(end - 2, "'") and default == "time"
    if way or is_pace or has_no_feet:
        return way != "foot"
    before = line.back(start)
    if line.folded(before) == "wall" and line.folded(line.back(before)) == "the":
        return True  # `legs up the wall 10'`
    is_first = line.is_sign(end, "/") and end + 2 in line.primes and not line.is_sign(end + 3, "/")
    is_second = line.is_sign(start - 1, "/") and start - 2 in line.primes and not line.is_sign(start - 4, "/")
    is_pair = line.is_sign(end - 1, '"') and (is_first or is_second)
    usual = "time" if is_pair else _usual(line, start, end, default)  # `20"/40"`: on and off
    if default == "length" and _is_repeated(line, start):
        names = ("time", "length", "distance") if line.is_sign(end - 1, "'") else ("time", "length")
        return line.nearest(names, start, end) in ("time", "")  # `3x12'`, `10x10"`
    are_heights = line.is_sign(end - 1, '"') and _is_pair_of_heights(line, start)
    near = line.nearest(("time", "length"), start, end)
    if near == "time" and usual == "length" and not line.is_beside("time", start, end):
        near = ""  # `warm-up (4200' gain)`
    return not are_heights and (near or usual) == "time"
