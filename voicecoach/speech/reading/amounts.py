"""A number with its unit, and numbers that share one: `10 kg`, `8-12 reps`, `16/24kg`, `21-15-9`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from voicecoach.speech.reading.numbers import DASHES, is_number, quantity
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
from voicecoach.speech.reading.table import METRE_OR_MINUTE
from voicecoach.speech.reading.times import colon_time, hour_alone, hours_minutes, primes

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.table import TableEntry

RANGE_SIGNS: Final = DASHES + "~…"
LONGEST_MINUTES: Final = 20  # where nothing near says it
LONGEST_PLANK_MINUTES: Final = 90  # where a word near speaks of time
_DESCRIBES: Final = ("inch", "foot")
_PAIR: Final = 2
_LOADS: Final = ("load", "share")
_MOST_SETS: Final = 10
_BESIDE: Final = 8  # tokens
_PHONE_DIGITS: Final = 7
_NOTHING: Final = (None, 0)


def item(line: TokenLine, index: int) -> tuple[SingleAmount | Ratio | None, int]:
    """Return the time or the number with its unit that begins at a place, and the index behind it."""
    if line.is_digits(index):
        for read in (colon_time, hours_minutes, hour_alone):
            found, end = read(line, index)
            if isinstance(found, Duration):
                return _with_its_unit(line, found, end)
            if found is not None:
                return found, end
    number, end = quantity(line, index)
    if number is None:
        return _NOTHING
    if not isinstance(number.number, Digits):
        prime, after = primes(line, end - 1, number)
        if prime is not None:
            return described(line, prime, after), after
    unit, describes, end = unit_at(line, index, end, abs(value_of(number)))
    amount = Amount(
        numbers=(number,),
        unit=unit,
        describes=describes,
        noun="" if unit else counted_noun(line, index, end),
        summed=bool(unit) and _ends_sum(line, index),
        dative=line.table.lists_exactly("dative_one", line.folded(line.back(index))),
    )
    return described(line, amount, end), end


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
    """Mark inches and feet that stand before what they describe: `24" box`."""
    if not isinstance(found, Amount) or found.unit not in _DESCRIBES:
        return found
    after = line.skip(end)
    is_before_noun = after > end and line.is_word(after) and not line.table.has("small", line.text(after))
    return Amount(
        numbers=found.numbers, join=found.join, unit=found.unit, describes=is_before_noun or found.describes
    )


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


def unit_at(line: TokenLine, start: int, end: int, size: float) -> tuple[str, bool, int]:
    """Return the unit behind a number, whether it stands before what it describes, and the index behind it."""
    describes = line.is_sign(end, DASHES) and line.is_word(end + 1)
    first = end + 1 if describes else line.skip(end)
    if first >= len(line.tokens):
        return "", False, end
    letter, after = _letter_unit(line, first, size)
    if letter:
        return letter, False, after
    entry = line.table.spellings.at(line.tokens, first)
    if entry is None or _is_other_word(line, first, entry.means) or _begins_longer(line, first, entry):
        return "", False, end
    after = first + len(entry.tokens)
    if entry.tokens[-1].text == "." and line.ends_sentence(after):
        after -= 1
    word = line.text(first)
    is_apart = first > end and not describes
    if line.is_word(first) and (
        (
            is_apart
            and len(entry.tokens) == 1
            and line.table.lists_exactly("glued", word)
            and not line.is_sign(after, "./")
            and (size.is_integer() or not line.ends_clause(after))
        )
        or (word in line.table.data.sides and has_other_side(line, first, word))
    ):
        return "", False, end
    if line.is_digits(after) and (line.is_word(first) or entry.means == "pound"):
        return "", False, end  # `L5-S1`, `10 #3`
    unit = entry.means
    if unit == METRE_OR_MINUTE:
        unit = _metre_or_minute(line, start, after, size)
    known = line.table.unit(unit)
    is_short = word not in (known.one, known.many)
    if (
        line.is_sign(after, ".")
        and is_short
        and not line.is_digits(after + 1)
        and not line.ends_sentence(after + 1)
    ):
        after += 1
    return unit, describes, after


def _letter_unit(line: TokenLine, index: int, size: float) -> tuple[str, int]:
    """Read the `S` of `3 S. x 12` and the `M` of `1M steps`, which are sets and millions only there."""
    if line.text(index) == "S" and size <= _MOST_SETS and (after := _behind_set_letter(line, index + 1)):
        return "set", after
    if line.text(index) == "M" and line.table.has("in_millions", line.text(line.skip(index + 1))):
        return "million", index + 1
    return "", index


def _behind_set_letter(line: TokenLine, index: int) -> int:
    """Return what follows the `S.` of `3 S. x 12`, 0 where it is no set."""
    end = index + line.is_sign(index, ".")
    times = line.skip(end)
    return end if line.folded(times) in ("x", "à") or line.is_sign(times, "\N{MULTIPLICATION SIGN}") else 0


def _is_other_word(line: TokenLine, index: int, unit: str) -> bool:
    """Tell whether capitals are an abbreviation and only look like a unit: `10 DB` are dumbbells, no decibels."""
    word, table = line.text(index), line.table
    is_short = word.isupper() and len(word) > 1 and word in table.data.abbreviations
    return is_short and unit in table.units and word not in table.units[unit].written


def _begins_longer(line: TokenLine, index: int, unit: TableEntry) -> bool:
    """Tell whether a unit is the beginning of an abbreviation that is none: `Day 1 s/p surgery`."""
    entry = line.table.abbreviations.at(line.tokens, index)
    if entry is None or line.text(index + 1) != "/" or len(entry.tokens) <= len(unit.tokens) + 1:
        return False
    return f" {line.table.say['per']} " not in f" {entry.means} "


def has_other_side(line: TokenLine, index: int, letter: str) -> bool:
    """Tell whether `10 L` is a side, as in `10 L, 10 R`, and no litres."""
    others = line.table.data.sides.keys() - {letter}
    return any(line.text(near) in others for near in range(index - _BESIDE, index + _BESIDE + 1))


def _metre_or_minute(line: TokenLine, start: int, end: int, size: float) -> str:
    """Decide by the nearest word what `m` is, else by the number: `10m` may be ten minutes, `400m` is a distance."""
    near = line.nearest(("distance", "time"), start, end)
    if near == "distance" or size > LONGEST_PLANK_MINUTES:
        return "meter"
    if near == "time":
        return "minute"
    return "minute" if line.table.data.metre_or_minute == "minute" and size <= LONGEST_MINUTES else "meter"


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
        sign = sign or line.text(line.skip(end))
        found.append(more)
        end = after


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
    return sum(map(len, groups)) >= _PHONE_DIGITS and all(len(group) >= 3 for group in groups)  # noqa: PLR2004
