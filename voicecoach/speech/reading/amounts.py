"""A number with its unit, a time, or a number with the noun that it counts: `10 kg`, `1:30`, `3 squats`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from msgspec.structs import replace

from voicecoach.speech.reading.line import ENGLISH
from voicecoach.speech.reading.measures import unit_at
from voicecoach.speech.reading.numbers import DASHES, fraction_at, is_number, quantity
from voicecoach.speech.reading.pieces import (
    Amount,
    Decimal,
    Digits,
    Duration,
    Mixed,
    Quantity,
    Ratio,
    SingleAmount,
    Whole,
)
from voicecoach.speech.reading.table import FEMININE
from voicecoach.speech.reading.times import colon_time, hour_alone, hours_minutes, primes

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_DESCRIBES: Final = ("inch", "foot")
_LATIN: Final = ("es", "fr")  # languages where `one` has a gender before `to`
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
            return _with_its_unit(line, prime, after) if isinstance(prime, Duration) else (prime, after)
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
    is_singular = line.table.language == ENGLISH and _is_singular(line, found.unit, end)
    is_before_noun = is_before_noun or (is_before_word and is_singular)
    return replace(found, describes=is_before_noun or found.describes)


def _is_singular(line: TokenLine, unit: str, end: int) -> bool:
    """Tell whether a unit is written out, for one, before a noun: `12 minute AMRAP`, but `12 min easy`."""
    words, after = line.table.unit(unit), line.skip(end)
    is_written = line.folded(end - 1) == words.one != words.many
    return is_written and not line.table.has("small", line.text(after))


def counted_noun(line: TokenLine, start: int, end: int) -> str:
    """Return the noun that a number counts; `Day 1 squats` counts no squats."""
    if line.is_word(start - 1):
        return ""  # `GA1-Lauf`
    joint = line.skip(end)
    is_joined = line.folded(joint) in (line.table.say["to"], line.table.say["or"])
    if is_joined and line.is_digits(line.skip(joint + 1)) and line.table.language in _LATIN:
        return _noun_behind(line, line.skip(joint + 1))  # `1 à 3 séries`
    before = line.back(start)
    is_numbered = line.is_word(before) and line.table.has("parts", line.text(before))
    return "" if is_numbered else noun_at(line, end)


def _noun_behind(line: TokenLine, number: int) -> str:
    """Return the noun or the unit that two numbers share, where it makes the first one feminine."""
    unit, _, _ = unit_at(line, number, number + 1, 2.0)
    words = line.table.units.get(unit)
    if words is not None:
        return words.many if words.gender == FEMININE else ""
    noun = noun_at(line, number + 1)
    return noun if line.table.has("feminine", noun) or noun.endswith(("as", "iones")) else ""


def noun_at(line: TokenLine, end: int) -> str:
    """Return the word that a number counts, for languages where it decides the number's form."""
    after = end + 1 if line.is_sign(end, DASHES) else line.skip(end)
    return line.text(after) if after > end and line.is_word(after) else ""


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
