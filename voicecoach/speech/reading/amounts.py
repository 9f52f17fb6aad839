"""A number with its unit, a time, or a number with the noun that it counts: `10 kg`, `1:30`, `3 squats`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from msgspec.structs import replace

from voicecoach.speech.reading.clock_spans import hour_at, spanned_hour
from voicecoach.speech.reading.line import ENGLISH, GERMAN, LATIN, POOL
from voicecoach.speech.reading.measures import is_numbered, unit_at
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
from voicecoach.speech.reading.primes import primes
from voicecoach.speech.reading.table import FEMININE, METRE_OR_MINUTE
from voicecoach.speech.reading.times import colon_time, hour_alone, hours_minutes

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_DESCRIBES: Final = ("inch", "foot")
_NOTHING: Final = (None, 0)
_SECONDS: Final = ("10", "15", "20", "30", "40", "45", "50")  # `1,25` and `1,75` are parts of a minute
_ADJECTIVE_ENDINGS: Final = ("e", "er", "es", "en", "em")
_MOST_MINUTES: Final = 10
_PAIR: Final = 2  # digits
_BRITISH: Final = ("metre", "centimetre", "kilometre", "litre")
_SIXTY: Final = 60


def item(line: TokenLine, index: int) -> tuple[SingleAmount | Ratio | None, int]:
    """Return the time or the number with its unit that begins at a place, and the index behind it."""
    if line.is_digits(index):
        for read in (colon_time, hours_minutes, spanned_hour, hour_at, hour_alone):
            found, end = read(line, index)
            if isinstance(found, Duration):
                found, end = _with_its_unit(line, found, end)
                end += 2 * (line.is_sign(end, "'") and line.folded(end + 1) == "s")  # `1:07's`
                return replace(found, dative=_is_dative(line, index)), end
            if found is not None:
                return found, end
    number, end = quantity(line, index)
    if number is None:
        return _NOTHING
    whole, after = _with_marks(line, number, index, end)
    if whole is not None:
        return whole, after
    unit, describes, end = unit_at(line, index, end, abs(value_of(number)))
    number, end = _and_part(line, number, unit, end)
    amount = Amount(
        numbers=(number,),
        unit=unit,
        describes=describes,
        noun="" if unit else counted_noun(line, index, end),
        summed=bool(unit) and _ends_sum(line, index),
        dative=_is_dative(line, index),
        article=article_before(line, index) if isinstance(number.number, Mixed) else "",
    )
    return described(line, amount, end), end


def _with_marks(line: TokenLine, number: Quantity, index: int, end: int) -> tuple[SingleAmount | None, int]:
    """Read a number with minutes and seconds in it, or with a prime behind."""
    if isinstance(number.number, Digits):
        return _NOTHING
    prime, after = primes(line, end - 1, number)
    if isinstance(prime, Amount):
        return described(line, replace(prime, dative=_is_dative(line, index)), after), after
    if prime is not None:
        return _with_its_unit(line, prime, after) if isinstance(prime, Duration) else (prime, after)
    start, after = _sendoff(line, number, index, end)
    return (start, after) if start is not None else _minutes_and_seconds(line, number, index, end)


def _minutes_and_seconds(
    line: TokenLine, number: Quantity, index: int, end: int
) -> tuple[Duration | None, int]:
    """Read `1,30 min`, `1,30 à 2 min`: thirty seconds, for nobody writes the nought of `1,3`."""
    match number:
        case Quantity(number=Decimal(whole=minutes, digits="00"), sign="") if minutes:
            unit, _, after = unit_at(line, index, end, float(minutes))
            if unit == "minute" and line.text(after - 1) != METRE_OR_MINUTE:
                return Duration(minutes=minutes), after  # `12.00 min`
        case Quantity(number=Decimal(whole=minutes, digits=seconds), sign="") if (
            seconds in _SECONDS and minutes < _MOST_MINUTES
        ):
            unit, _, after = unit_at(line, index, end, float(minutes))
            if unit == "minute" and line.text(after - 1) != METRE_OR_MINUTE:
                return Duration(minutes=minutes, seconds=int(seconds)), after
            before = line.back(index - line.is_sign(line.back(index), ":."))
            if not unit and line.is_word(before) and line.table.has("rests", line.text(before)):
                return Duration(minutes=minutes, seconds=int(seconds)), end  # `Descanso 1.30`
            joint = line.skip(end)
            is_joined = line.is_sign(joint, DASHES) or line.folded(joint) in (
                line.table.say["to"],
                line.table.say["or"],
            )
            last = line.skip(joint + 1)
            if not unit and is_joined and is_number(line, last):
                _, behind = quantity(line, last)
                if unit_at(line, last, behind, float(minutes))[0] == "minute":
                    return Duration(minutes=minutes, seconds=int(seconds)), end
    return None, index


def _sendoff(line: TokenLine, number: Quantity, index: int, end: int) -> tuple[Duration | None, int]:
    """Read `20 x 100 on 1.45`, `4x50 on 1.00`: a swimmer starts by minutes and seconds."""
    on = line.back(index)
    length = line.back(on)
    is_behind_lengths = (
        line.folded(on) == "on"
        and line.is_digits(length)
        and int(line.text(length)[:4]) % POOL == 0
        and line.folded(line.back(length)) == "x"
    )
    match number:
        case Quantity(number=Decimal(whole=minutes, digits=seconds), sign="") if (
            is_behind_lengths and len(seconds) == _PAIR and int(seconds) < _SIXTY
        ):
            return Duration(minutes=minutes, seconds=int(seconds)), end
    return None, index


def article_before(line: TokenLine, index: int) -> str:
    """Return the article before a half, which has one of its own in words: `eine 1/2 Stunde`, `une 1/2 heure`."""
    before = line.folded(line.back(index))
    return before if line.table.lists_exactly("indefinite", before) else ""


def _is_dative(line: TokenLine, index: int) -> bool:
    before = line.back(index)
    word = (
        line.table.say["at"] if line.is_sign(before, "@") else line.folded(before - line.is_sign(before, "."))
    )
    return line.table.lists_exactly("dative_one", word)


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
    if unit == "second" and found.seconds:
        return found, after  # `0:30s`, `1:30 sec`
    if unit == "hour" and not found.hours and line.is_sign(end - 2, ":"):
        return Duration(hours=found.minutes, minutes=found.seconds), after
    return found, end


def described(line: TokenLine, found: SingleAmount, end: int) -> SingleAmount:
    """Mark a size that stands before what it describes: `24" box`, `100 lb sandbag`."""
    if not isinstance(found, Amount) or not found.unit:
        return found
    after = line.skip(end)
    is_short = len(line.text(after)) == 1 and line.is_sign(after + 1, "/")  # `w/`
    is_before_word = after > end and line.is_word(after) and not is_short
    is_size = line.table.unit(found.unit).kind in ("length", "load", "energy")
    is_before_noun = is_before_word and (
        not line.table.has("small", line.text(after))
        if found.unit in _DESCRIBES and line.table.language != "es"
        else is_size and any(line.table.has("things", word) for word in line.meant(after))
    )
    is_singular = line.table.language == ENGLISH and _is_singular(line, found.unit, end)
    is_before_count = (after > end and line.is_digits(after)) or (
        line.is_sign(end, "/") and line.table.unit(found.unit).kind == "length"
    )  # `13 minute 4-8-4 breathing`
    is_before_noun = is_before_noun or ((is_before_word or is_before_count) and is_singular)
    is_said_many = line.table.language == ENGLISH and line.folded(end - 1) == line.table.unit(found.unit).many
    return replace(found, describes=(is_before_noun and not is_said_many) or found.describes)


def _is_singular(line: TokenLine, unit: str, end: int) -> bool:
    """Tell whether a unit is written out, for one, before a noun: `12 minute AMRAP`, but `12 min easy`."""
    words, after = line.table.unit(unit), line.skip(end)
    if words.kind == "time" and line.table.lists_exactly("paced", line.folded(after)):
        return True  # `8 min miles`
    written = line.folded(end - 1)
    is_written = words.one != words.many and (written == words.one or written in _BRITISH)
    of_most = line.skip(after + 1)
    if line.folded(after) == "max" and line.is_word(of_most):
        after = of_most  # `10 second max hangs`
    return is_written and not line.table.has("small", line.text(after))


def counted_noun(line: TokenLine, start: int, end: int) -> str:
    """Return the noun that a number counts; `Day 1 squats` counts no squats."""
    if line.is_word(start - 1) and not (line.folded(start - 1) == "x" and line.is_digits(start - 2)):
        return ""  # `GA1-Lauf`
    joint = line.skip(end)
    is_joined = line.folded(joint) in (line.table.say["to"], line.table.say["or"])
    if is_joined and line.is_digits(line.skip(joint + 1)) and line.table.language in LATIN:
        return _noun_behind(line, line.skip(joint + 1))  # `1 à 3 séries`
    before = line.back(start)
    if line.table.language == GERMAN and _is_first_of_two(line, before, joint):
        return _shared_noun(line, line.skip(joint + 1))
    is_behind_name = line.is_word(before) and line.table.has("parts", line.text(before))
    is_before_name = line.is_word(joint) and is_numbered(line, joint, joint + 1)  # `5/3/1 sem. 2`
    return "" if is_behind_name or is_before_name else noun_at(line, end)


def _noun_behind(line: TokenLine, number: int) -> str:
    """Return the noun or the unit that two numbers share, where it makes the first one feminine."""
    unit, _, _ = unit_at(line, number, number + 1, 2.0)
    words = line.table.units.get(unit)
    if words is not None:
        return words.many if words.gender == FEMININE else ""
    noun = noun_at(line, number + 1)
    return noun if line.table.has("feminine", noun) or noun.endswith(("as", "iones")) else ""


def _is_first_of_two(line: TokenLine, before: int, joint: int) -> bool:
    """Tell whether a noun behind the next number belongs to this one, too: German `1 bis 2 Sätze`, `zwischen 1 und 2 Min.`."""
    is_between = line.folded(joint) in (line.table.say["and"], "u") and line.table.lists_exactly(
        "between_numbers", line.folded(before - line.is_sign(before, "."))
    )
    is_joined = is_between or line.folded(joint) in (line.table.say["to"], line.table.say["or"])
    number = line.skip(joint + 1 + line.is_sign(joint + 1, "."))
    return is_joined and line.is_digits(number)


def _shared_noun(line: TokenLine, number: int) -> str:
    """Return the noun that stands behind the second number, or what its unit is called."""
    number += line.is_sign(number, ".")
    number = line.skip(number)
    unit, _, _ = unit_at(line, number, number + 1, 2.0)
    return line.table.unit(unit).one if unit else noun_at(line, number + 1)


def noun_at(line: TokenLine, end: int) -> str:
    """Return the word that a number counts, for languages where it decides the number's form.

    In German, an adjective before a noun decides with it: `1 tiefen Atemzug`.
    """
    after = end + 1 if line.is_sign(end, DASHES) else line.skip(end)
    word = line.text(after) if line.is_word(after) else ""
    short = line.table.abbreviations.at(line.tokens, after) if word else None
    if short is not None and (short.tokens[-1].text == "." or word.isupper()):
        return short.means  # `1 Übg.`, `1 KB`
    word = word if after > end else ""
    noun = line.text(line.skip(after + 1)) if word and line.is_space(after + 1) else ""
    is_adjective = line.table.language == GERMAN and word.endswith(_ADJECTIVE_ENDINGS) and word.islower()
    are_two = is_adjective and noun[:1].isupper() and not line.table.lists_exactly("small", word)
    return f"{word} {noun}" if are_two else word


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
