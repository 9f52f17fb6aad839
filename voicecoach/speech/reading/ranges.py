"""Several amounts with a dash or its like between: `8-12 reps`, `21-15-9`, `30 s - 1 min`, `3:50-55 min/km`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.speech.reading.amounts import item, value_of
from voicecoach.speech.reading.dates import slash_date
from voicecoach.speech.reading.line import ENGLISH, POOL
from voicecoach.speech.reading.numbers import DASHES, is_number
from voicecoach.speech.reading.pieces import (
    Amount,
    ClockTime,
    Digits,
    Duration,
    Join,
    Quantity,
    Ratio,
    Series,
    SingleAmount,
)

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

RANGE_SIGNS: Final = DASHES + "~…"
_PAIR: Final = 2
_LOADS: Final = ("load", "share")
_PHONE_DIGITS: Final = 7
_SIXTY: Final = 60
_ROUND: Final = 5
_EARLIEST: Final = 5  # hour
_LEAST_LOAD: Final = 30
_LOAD_BY_REPS: Final = 2.5


def amounts(line: TokenLine, index: int) -> tuple[SingleAmount | Series | Ratio | None, int]:
    """Return an item, or several with `-`, `~` or `to` between them; a shared unit belongs to each."""
    first, end = item(line, index)
    if first is None or isinstance(first, Ratio):
        return first, end
    if line.is_word(index - 1) and line.is_space(end) and line.folded(index - 1) != "x":
        return first, end  # `2 km GA1 - 2 km GA2`
    found, end = _chained(line, [first], end, is_factor=_is_factor(line, index))
    if len(found) == 1:
        return found[0], end
    are_several = len(found) > _PAIR and line.is_sign(end, "'") and line.text(end + 1) == "s"
    return _joined(line, found, index, end), end + 2 * are_several  # `5-10-20's`


def _is_factor(line: TokenLine, index: int) -> bool:
    before = line.back(index)
    return line.folded(before) == "x" or line.is_sign(before, "\N{MULTIPLICATION SIGN}")


def _chained(
    line: TokenLine, found: list[SingleAmount], end: int, *, is_factor: bool
) -> tuple[list[SingleAmount], int]:
    sign = ""
    while True:
        start = _after_dash(line, end, sign)
        if start == end:
            return found, end
        more, after = (None, 0)
        if line.is_space(end) and slash_date(line, start)[0] is not None:
            return found, end  # `Sesión n.º 12 - 15/01`
        if is_number(line, start) or line.is_sign(start, ".,+" + DASHES):
            more, after = item(line, start)
        elif line.text(start) in ("X", "x") and len(found) >= _PAIR and not line.is_digits(start + 1):
            more, after = Amount(numbers=(Quantity(number=Digits(text="X")),)), start + 1
        if more is None or isinstance(more, Ratio) or _is_ordinal(line, after):
            return found, end
        is_load = isinstance(more, Amount) and more.unit and line.table.unit(more.unit).kind in _LOADS
        if is_factor and is_load and line.is_space(end) and not _unit_of(found[-1]):
            return found, end  # `4x8 - 60 kg`: how heavy, not how often
        if is_factor and line.is_space(end) and _is_load(found[-1], more):
            return found, end  # `4x12 - 130`
        if line.is_space(end) and (
            _is_other(line, found[-1], more, after) or _begins_anew(line, end, more, after)
        ):
            return found, end  # `5 min - 10 burpees`, `Set 1 - 5x`
        sign = sign or line.text(line.skip(end))
        found.append(_of_same_minute(line, found[-1], more, after))
        end = after


def _is_load(reps: SingleAmount, more: SingleAmount) -> bool:
    """Tell whether a bare number is far more than the repetitions that stand before it: their load."""
    match reps, more:
        case Amount(unit="", numbers=(low,)), Amount(unit="", numbers=(high,)):
            return value_of(high) >= _LEAST_LOAD and value_of(high) >= _LOAD_BY_REPS * value_of(low)
    return False


def _is_ordinal(line: TokenLine, end: int) -> bool:
    """Tell whether the number that ends here is an English ordinal: `#1-1st 25 is kick`."""
    is_english = line.table.language == ENGLISH and line.is_sign(end - 4, "#")
    return is_english and line.folded(end) in ("st", "nd", "th")


def _is_other(line: TokenLine, found: SingleAmount, more: SingleAmount, after: int) -> bool:
    """Tell whether what stands behind a dash with spaces is something else, not the end of a range."""
    if _measures_other(line, found, more) or line.is_sign(line.skip(after), "="):
        return True  # `30 s - 20 kg`, `10 - 3 = 7`
    is_pace = bool(_unit_of(found)) and isinstance(more, Duration)
    is_pace = is_pace and line.table.lists_exactly("paces", line.folded(line.skip(after)))
    return is_pace or _falls(found, more) or _is_timed(line, found, more, after)  # `3 hours - 8:14 pace`


def _falls(found: SingleAmount, more: SingleAmount) -> bool:
    if not (isinstance(found, Duration) and isinstance(more, Duration)):
        return False
    first, second = ((one.hours, one.minutes, one.seconds) for one in (found, more))
    return first > second


def _is_timed(line: TokenLine, found: SingleAmount, more: SingleAmount, end: int) -> bool:
    """Tell whether a time stands behind a bare number, which it is no end of: `800 - 2:39.5`."""
    is_bare = isinstance(found, Amount) and not found.unit and isinstance(more, Duration)
    return is_bare and not _is_pace(line, found, more, end)


def _is_pace(line: TokenLine, found: SingleAmount, more: SingleAmount, end: int) -> bool:
    """Tell whether the minutes of a pace stand before a time of one: `9 - 10:30 min/mile`."""
    if not isinstance(found, Amount) or not isinstance(more, Duration) or more.hours:
        return False
    return line.is_sign(end, "/") and value_of(found.numbers[0]) in (more.minutes - 1, more.minutes)


def _of_same_minute(line: TokenLine, found: SingleAmount, more: SingleAmount, end: int) -> SingleAmount:
    """Return the second time of `3:50-55 min/km`, which shares the minute of the first."""
    if not (isinstance(found, Duration) and isinstance(more, Amount) and found.seconds and not found.hours):
        return more
    seconds = int(value_of(more.numbers[0]))
    is_pace = more.unit == "minute" and line.is_sign(end, "/")
    is_later = found.seconds < seconds < _SIXTY and not line.is_space(end - 1)
    return Duration(minutes=found.minutes, seconds=seconds) if is_pace and is_later else more


def _begins_anew(line: TokenLine, end: int, more: SingleAmount, after: int) -> bool:
    """Tell whether a dash with spaces ends the number of a part before it: `Set 1 - 5 x 10`, but `weeks 1 - 4`."""
    before = line.back(end - 1)
    is_lengths = isinstance(more, Amount) and not more.unit and value_of(more.numbers[0]) % POOL == 0
    if line.is_sign(before, "#") and is_lengths:
        return True  # `#1 - 50 free`
    before = line.back(before) if line.is_sign(before, "#") else before
    if line.table.lists_exactly("before_label", line.folded(before)) and not line.is_sign(after, ":"):
        return True  # `min 2 - 10 pull-ups`
    is_zone = line.table.lists_exactly("zones", line.text(before))
    if not line.is_word(before) or not (is_zone or line.table.has("parts", line.text(before))):
        return False
    times = line.skip(after)
    if line.folded(times) == "x" or line.is_sign(times, "\N{MULTIPLICATION SIGN}/"):
        return True  # `Week 3 - 5/3/1`, too
    unit, part = _unit_of(more), line.table.spellings.at(line.tokens, before)
    is_one = line.table.lists_exactly("parts", line.folded(before))
    return is_one and bool(unit) and (part is None or part.means != unit)  # `Set 1 - 10 reps`


def _measures_other(line: TokenLine, found: SingleAmount, more: SingleAmount) -> bool:
    """Tell whether two amounts are no range, for one of them is of another kind than the other."""
    kinds = [_kind_of(line, one) for one in (found, more)]
    return bool(kinds[0]) and kinds[0] != kinds[1]


def _kind_of(line: TokenLine, found: SingleAmount) -> str:
    if isinstance(found, Duration):
        return "time"
    unit = _unit_of(found)
    return (line.table.unit(unit).kind or unit) if unit else ""


def _unit_of(found: SingleAmount) -> str:
    return found.unit if isinstance(found, Amount) else ""


def _after_dash(line: TokenLine, end: int, sign: str) -> int:
    """Return where the next number of a range begins: behind `-`, ` - `, `~`, `..`; the same place for none."""
    dash = line.skip(end)
    if not line.is_sign(dash, RANGE_SIGNS) and not (line.is_sign(dash, ".") and line.is_sign(dash + 1, ".")):
        return end
    is_pause = line.text(dash) == "\N{EM DASH}" and dash > end and line.is_space(dash + 1)  # `150 m — 2 km`
    if is_pause or (sign and line.text(dash) != sign):
        return end
    after = dash
    while line.is_sign(after, "." if line.text(dash) == "." else RANGE_SIGNS) and after < dash + 3:
        after += 1
    after = line.skip(after)
    begins = (
        is_number(line, after)
        or (line.is_sign(after, ".,+" + DASHES) and is_number(line, after + 1))
        or line.text(after) in ("X", "x")
    )
    return after if begins else end


def _joined(line: TokenLine, found: list[SingleAmount], start: int, end: int) -> SingleAmount | Series:
    if line.is_behind_day(start) and isinstance(found[-1], Duration) and found[-1].minutes >= _EARLIEST:
        found = [_as_clock(one, full=True) for one in found]  # `Fr 17-18:30`
    if any(isinstance(one, ClockTime) for one in found):
        found = [_as_clock(one) for one in found]
        last = found[-1]
        if isinstance(last, ClockTime) and last.half:  # `6:00-7:15 AM`
            found = [
                replace(one, bare=True) if isinstance(one, ClockTime) and not one.half else one
                for one in found
            ]
    plain = [one for one in found if isinstance(one, Amount)]
    if len(plain) < len(found):
        return Series(items=tuple(found), join=Join.TO if len(found) == _PAIR else Join.LIST)
    units = {one.unit for one in plain if one.unit}
    numbers = tuple(one.numbers[0] for one in plain)
    last, first_has_own = plain[-1], bool(plain[0].unit)
    if len(units) > 1 or (units and not last.unit):
        return Series(items=tuple(found), join=Join.TO if len(found) == _PAIR else Join.LIST)
    is_falling = first_has_own and value_of(numbers[0]) >= value_of(numbers[1])
    if len(numbers) == _PAIR and is_falling and last.unit != "degree":  # `90°-30°` is a range
        return Series(items=tuple(found), join=Join.LIST)  # `1'-1'`: on and off
    if not units and _is_phone(line, start, end):
        text = "".join(token.text for token in line.tokens[start:end] if token.text.isdigit())
        return Amount(numbers=(Quantity(number=Digits(text=text)),))
    before = line.text(line.back(start))
    are_parts = line.table.has("parts", before) and not line.table.lists_exactly("parts", before.casefold())
    is_range = len(numbers) == _PAIR and (bool(units) or _rises(*numbers) or are_parts)  # `Weeks 8-5`
    is_pattern = not units and (
        line.is_near("patterns", start, end, words=1)  # `7-53 protocol`
        or line.table.lists_exactly("patterns_one", line.folded(line.skip(end)))  # `4-8 breath`
    )
    join = Join.TO if is_range and not is_pattern else Join.LIST
    noun = "" if join is Join.LIST and line.is_sign(end, DASHES) else last.noun  # `3-2-1-go`
    return Amount(numbers=numbers, join=join, unit=last.unit, describes=last.describes, noun=noun)


def _as_clock(found: SingleAmount, *, full: bool = False) -> SingleAmount:
    """Return the hour that stands before another one: `7:00-8:00 AM`."""
    if isinstance(found, Duration) and not found.hours:
        return ClockTime(hour=found.minutes, minute=found.seconds)
    if full and isinstance(found, Amount) and not found.unit:
        return ClockTime(hour=int(value_of(found.numbers[0])), minute=0)
    return found


def _rises(low: Quantity, high: Quantity) -> bool:
    """Tell whether two numbers are a range: upwards, or down to one."""
    values = [value_of(low), value_of(high)]
    return values[0] < values[1] or (values[1] == 1 and values[0] > 1)


def _is_phone(line: TokenLine, start: int, end: int) -> bool:
    groups = [token.text for token in line.tokens[start:end] if token.text.isdigit()]
    are_round = all(int(group) % _ROUND == 0 for group in groups)  # `100-200-300`
    is_long = sum(map(len, groups)) >= _PHONE_DIGITS
    return is_long and not are_round and all(len(group) >= 3 for group in groups)  # noqa: PLR2004
