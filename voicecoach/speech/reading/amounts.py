"""A number with its unit, and numbers that share one: `10 kg`, `8-12 reps`, `16/24kg`, `21-15-9`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from msgspec.structs import replace

from voicecoach.speech.reading.measures import unit_at
from voicecoach.speech.reading.numbers import DASHES, fraction_at, is_number, quantity
from voicecoach.speech.reading.pieces import (
    Amount,
    ClockTime,
    Decimal,
    Digits,
    Duration,
    Join,
    Mixed,
    Quantity,
    Ratio,
    Series,
    SingleAmount,
    Whole,
)
from voicecoach.speech.reading.times import colon_time, hour_alone, hours_minutes, primes

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

RANGE_SIGNS: Final = DASHES + "~…"
_DESCRIBES: Final = ("inch", "foot")
_PAIR: Final = 2
_LOADS: Final = ("load", "share")
_PHONE_DIGITS: Final = 7
_ROUND: Final = 5
_NOTHING: Final = (None, 0)


def item(line: TokenLine, index: int) -> tuple[SingleAmount | Ratio | None, int]:
    """Return the time or the number with its unit that begins at a place, and the index behind it."""
    if line.is_digits(index):
        for read in (colon_time, hours_minutes, hour_alone):
            found, end = read(line, index)
            if isinstance(found, Duration):
                found, end = _with_its_unit(line, found, end)
                return replace(found, dative=_is_dative(line, index)), end
            if found is not None:
                return found, end
    number, end = quantity(line, index)
    if number is None:
        return _NOTHING
    if not isinstance(number.number, Digits):
        prime, after = primes(line, end - 1, number)
        if isinstance(prime, Amount):
            return described(line, replace(prime, dative=_is_dative(line, index)), after), after
        if prime is not None:
            return prime, after
    unit, describes, end = unit_at(line, index, end, abs(value_of(number)))
    number, end = _and_part(line, number, unit, end)
    amount = Amount(
        numbers=(number,),
        unit=unit,
        describes=describes,
        noun="" if unit else counted_noun(line, index, end),
        summed=bool(unit) and _ends_sum(line, index),
        dative=_is_dative(line, index),
    )
    return described(line, amount, end), end


def _is_dative(line: TokenLine, index: int) -> bool:
    return line.table.lists_exactly("dative_one", line.folded(line.back(index)))


def _and_part(line: TokenLine, number: Quantity, unit: str, end: int) -> tuple[Quantity, int]:
    """Add the fraction that stands behind a unit of time: `2 min ½`, `1 h et 1/2`; `1 min ½ squat` has none."""
    is_time = bool(unit) and line.table.unit(unit).kind == "time"
    if not is_time or not isinstance(number.number, Whole):
        return number, end
    at = line.skip(end)
    at = line.skip(at + 1) if line.folded(at) == line.table.say["and"] else at
    part, after = fraction_at(line, at)
    if part is None:
        return number, end
    next_word = line.skip(after)
    if line.is_word(next_word) and not line.table.has("small", line.text(next_word)):
        return number, end
    mixed = Mixed(whole=number.number.value, numerator=part.numerator, denominator=part.denominator)
    return Quantity(number=mixed, sign=number.sign), after


def _ends_sum(line: TokenLine, index: int) -> bool:
    """Tell whether a number and a plus stand before this one: `3+1 reps`."""
    plus = line.back(index + line.is_sign(index, "+"))
    return line.is_sign(plus, "+") and is_number(line, line.back(plus))


def _with_its_unit(line: TokenLine, found: Duration, end: int) -> tuple[Duration, int]:
    """Leave out the unit behind a time that says it already, `5:30 min`; of `1:30 h`, the first part is hours."""
    unit, _, after = unit_at(line, end, end, 0.0)
    if unit == "minute" and not found.hours:
        return found, after
    if unit == "hour" and found.hours and found.seconds:
        return found, after
    if unit == "hour" and not found.hours and line.is_sign(end - 2, ":"):
        return Duration(hours=found.minutes, minutes=found.seconds), after
    return found, end


def described(line: TokenLine, found: SingleAmount, end: int) -> SingleAmount:
    """Mark a size that stands before what it describes: `24" box`, `100 lb sandbag`."""
    if not isinstance(found, Amount) or not found.unit:
        return found
    after = line.skip(end)
    is_before_word = after > end and line.is_word(after) and not line.is_sign(after + 1, "/")  # `w/`
    is_size = line.table.unit(found.unit).kind in ("length", "load", "energy")
    is_before_noun = is_before_word and (
        not line.table.has("small", line.text(after))
        if found.unit in _DESCRIBES
        else is_size and line.table.has("things", line.text(after))
    )
    return replace(found, describes=is_before_noun or found.describes)


def counted_noun(line: TokenLine, start: int, end: int) -> str:
    """Return the noun that a number counts; `Day 1 squats` counts no squats."""
    if line.is_word(start - 1):
        return ""  # `GA1-Lauf`
    before = line.back(start)
    is_numbered = line.is_word(before) and line.table.has("parts", line.text(before))
    return "" if is_numbered else noun_at(line, end)


def noun_at(line: TokenLine, end: int) -> str:
    """Return the word that a number counts, for languages where it decides the number's form."""
    after = end + 1 if line.is_sign(end, DASHES) else line.skip(end)
    return line.text(after) if after > end and line.is_word(after) else ""


def amounts(line: TokenLine, index: int) -> tuple[SingleAmount | Series | Ratio | None, int]:
    """Return an item, or several with `-`, `~` or `to` between them; a shared unit belongs to each."""
    first, end = item(line, index)
    if first is None or isinstance(first, Ratio):
        return first, end
    found, end = _chained(line, [first], end, is_factor=_is_factor(line, index))
    if len(found) == 1:
        return found[0], end
    return _joined(line, found, index, end), end


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
        if is_number(line, start) or line.is_sign(start, ".,+" + DASHES):
            more, after = item(line, start)
        elif line.text(start) in ("X", "x") and len(found) >= _PAIR and not line.is_digits(start + 1):
            more, after = Amount(numbers=(Quantity(number=Digits(text="X")),)), start + 1
        if more is None or isinstance(more, Ratio):
            return found, end
        is_load = isinstance(more, Amount) and more.unit and line.table.unit(more.unit).kind in _LOADS
        if is_factor and is_load and line.is_space(end) and not _unit_of(found[-1]):
            return found, end  # `4x8 - 60 kg`: how heavy, not how often
        if line.is_space(end) and (_measures_other(line, found[-1], more) or _begins_anew(line, end, after)):
            return found, end  # `5 min - 10 burpees`, `30 s - 20 kg`, `Set 1 - 5x`
        sign = sign or line.text(line.skip(end))
        found.append(more)
        end = after


def _begins_anew(line: TokenLine, end: int, after: int) -> bool:
    """Tell whether a dash with spaces ends the number of a part before it: `Set 1 - 5 x 10`, but `weeks 1 - 4`."""
    before = line.back(end - 1)
    is_part = line.is_word(before) and line.table.has("parts", line.text(before))
    times = line.skip(after)
    return is_part and (line.folded(times) == "x" or line.is_sign(times, "\N{MULTIPLICATION SIGN}"))


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
    if sign and line.text(dash) != sign:
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
    last = plain[-1]
    if len(units) > 1 or (units and not last.unit):
        return Series(items=tuple(found), join=Join.TO if len(found) == _PAIR else Join.LIST)
    if not units and _is_phone(line, start, end):
        text = "".join(token.text for token in line.tokens[start:end] if token.text.isdigit())
        return Amount(numbers=(Quantity(number=Digits(text=text)),))
    join = Join.TO if len(numbers) == _PAIR and (units or _rises(*numbers)) else Join.LIST
    return Amount(numbers=numbers, join=join, unit=last.unit, describes=last.describes, noun=last.noun)


def _as_clock(found: SingleAmount) -> SingleAmount:
    """Return the hour that stands before another one: `7:00-8:00 AM`."""
    if isinstance(found, Duration) and not found.hours:
        return ClockTime(hour=found.minutes, minute=found.seconds)
    return found


def _rises(low: Quantity, high: Quantity) -> bool:
    """Tell whether two numbers are a range: upwards, or down to one."""
    values = [value_of(low), value_of(high)]
    return values[0] < values[1] or (values[1] == 1 and values[0] > 1)


def value_of(quantity: Quantity) -> float:
    match quantity.number:
        case Whole(value=value):
            size = float(value)
        case Digits(text=text):
            size = float(text) if text.isdecimal() else 0.0
        case Mixed() as mixed:
            size = mixed.whole + mixed.numerator / mixed.denominator
        case Decimal() as decimal:
            size = float(f"{decimal.whole}.{decimal.digits}")
        case unknown:
            assert_never(unknown)
    return -size if quantity.sign == "-" else size


def _is_phone(line: TokenLine, start: int, end: int) -> bool:
    groups = [token.text for token in line.tokens[start:end] if token.text.isdigit()]
    are_round = all(int(group) % _ROUND == 0 for group in groups)  # `100-200-300`
    is_long = sum(map(len, groups)) >= _PHONE_DIGITS
    return is_long and not are_round and all(len(group) >= 3 for group in groups)  # noqa: PLR2004
