"""What is built of amounts: `3 x 8-12`, `5x`, `2/week`, `Part 1/3`, `RPE 6/10`, `16/24kg`, `5:30/km`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.amounts import article_before, described, noun_at, value_of
from voicecoach.speech.reading.choices import BLOCKS, are_blocks, choice, has_two_labels, names_part
from voicecoach.speech.reading.grades import grade
from voicecoach.speech.reading.line import ENGLISH, GERMAN
from voicecoach.speech.reading.numbers import is_number, spoken_fraction
from voicecoach.speech.reading.pieces import (
    Amount,
    Duration,
    Join,
    Mixed,
    Product,
    Quantity,
    Rate,
    Rating,
    Ratio,
    Repeat,
    Series,
    SingleAmount,
    Whole,
    one,
)
from voicecoach.speech.reading.plurals import plural
from voicecoach.speech.reading.pressures import is_pressure
from voicecoach.speech.reading.ranges import amounts
from voicecoach.speech.reading.rates import after_slash, is_zone, per_at, rated
from voicecoach.speech.reading.times import seconds_alone, seconds_in_turn

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

TIMES: Final = "\N{MULTIPLICATION SIGN}*\N{MULTIPLICATION X}\N{HEAVY MULTIPLICATION X}"
_RATED_OUT_OF: Final = (5, 10, 100)
_EITHER: Final = ("load", "length", "energy")  # 16/24 kg are two to choose from, 40/20 s are not
_PACED: Final = (1, 25, 50, 100, 200, 400, 500, 1000)  # what a pace is told for, in any unit
_POOL_LENGTHS: Final = (100, 200, 500)  # and without one; `1:00/50` may be work and rest
_PAIR: Final = 2
_DAYS_A_WEEK: Final = 7
_COUNTED: Final = ("day", "week", "rep", "repetition", "set", "round")
_SCORE_WORDS: Final = 3
_MOST_STEPS: Final = 5  # of a scale that has not ten
_NOTHING: Final = (None, 0)


def expression(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Return the largest thing that begins with a number at this place."""
    found, end = slashed(line, index)
    if found is None or isinstance(found, (Ratio, Rating, Rate)):
        return found, end
    product, end = _multiplied(line, found, end)
    if isinstance(product, Rate):
        return product, end
    return rated(line, product, end)


def slashed(line: TokenLine, index: int) -> tuple[SingleAmount | Series | Ratio | Rating | Rate | None, int]:
    first, end = amounts(line, index)
    if isinstance(first, Series):
        return _pace_range(line, first, end)
    is_apart = line.is_space(end) or (line.is_sign(end, "/") and line.is_space(end + 1))
    is_named = line.is_word(index - 1) and is_apart  # `zone i1 / 10 min`, `R26/ 1500 m`
    if first is None or isinstance(first, Ratio) or is_named:
        return first, end
    items, after = [first], end
    while (start := after_slash(line, after)) and is_number(line, start) and not _is_glued(line, start):
        more, behind = amounts(line, start)
        if more is None or isinstance(more, (Ratio, Series)):
            break
        items.append(more)
        after = behind
    if len(items) == 1:
        return first, end
    known = _pace(items, is_apart=line.is_space(end)) or _range_of(items) or _part_of_whole(items)
    if known is not None:
        return known, after
    bare = all(isinstance(one, Amount) and len(one.numbers) == 1 for one in items)
    if not bare or any(isinstance(one, Amount) and one.unit for one in items[:-1]):
        return Series(items=tuple(items), join=Join.LIST), after
    plain = [one for one in items if isinstance(one, Amount)]
    return choice(line, plain, index, after) or _numbers(line, plain, index, after), after


def _pace_range(line: TokenLine, times: Series, end: int) -> tuple[Series | Rate, int]:
    """Read `1:45-2:00/100m`."""
    start = after_slash(line, end)
    per, after = amounts(line, start) if start and is_number(line, start) else _NOTHING
    are_times = all(isinstance(one, Duration) for one in times.items)
    if not are_times or not isinstance(per, Amount) or not per.unit:
        return times, end
    return Rate(of=times, per=per), after


def _pace(items: list[SingleAmount], *, is_apart: bool) -> Rate | Series | None:
    """Read `2:05/500m`; in `2:25 h / 7.8 km`, a time and a distance stand beside each other."""
    match items:
        case [Duration() as time, Amount(numbers=(length,)) as per] if not per.unit:
            is_pace = not is_apart and value_of(length) in _POOL_LENGTHS
            return Rate(of=time, per=per) if is_pace else None  # `1:45/100`
        case [Amount(unit="second") as time, Amount(numbers=(length,), unit="meter") as per] if (
            value_of(length) in _PACED and not is_apart
        ):
            return Rate(of=time, per=per)  # `3-5 s/100 m`
        case [Duration() as time, Amount(numbers=(length, *_)) as per] if per.unit:
            is_list = is_apart and value_of(length) not in _PACED
            return Series(items=(time, per), join=Join.LIST) if is_list else Rate(of=time, per=per)
    return None


def _part_of_whole(items: list[SingleAmount]) -> Rating | None:
    """Read `5j/7`, `1 jour/2`: on so many days of seven, of two."""
    match items:
        case [Amount(numbers=(value,), unit=unit), Amount(numbers=(total,), unit="", noun="")] if (
            unit in _COUNTED and value_of(value) == 1 < value_of(total) < _DAYS_A_WEEK
        ):
            return Rating(value=value, total=total, rated=True, unit=unit)
        case [Amount(numbers=(value,), unit="day"), Amount(numbers=(total,), unit="")] if (
            value_of(value) <= value_of(total) == _DAYS_A_WEEK
        ):
            return Rating(value=value, total=total, rated=True, unit="day")
    return None


def _range_of(items: list[SingleAmount]) -> Rating | None:
    """Read `RPE 3-4/10`, `6-8/10`: a range of a score."""
    match items:
        case [
            Amount(numbers=(low, high), join=Join.TO, unit=""),
            Amount(numbers=(total,), unit=""),
        ] if value_of(high) <= value_of(total) in _RATED_OUT_OF:
            return Rating(value=low, most=high, total=total, rated=True)
    return None


def _numbers(line: TokenLine, plain: list[Amount], start: int, end: int) -> Amount | Rating:
    """Decide what bare numbers with slashes between are: a part, a score, a fraction, a choice, or a list."""
    numbers, last = tuple(item.numbers[0] for item in plain), plain[-1]
    first, second = numbers[0], numbers[1]
    if len(numbers) == _PAIR and not last.unit:
        before = line.back(start - 1 if line.is_sign(start - 1, "#:") else start)
        is_part = names_part(line, before)
        if is_part and value_of(first) <= value_of(second):
            return Rating(value=first, total=second)
        are_next = value_of(first) + 1 == value_of(second) > _MOST_STEPS  # `RPE 6/7` is the one or the other
        is_rating = value_of(first) < value_of(second) and not are_next
        is_rating = is_rating or value_of(second) in _RATED_OUT_OF
        is_named = line.is_word(before) and line.table.has("scores", line.text(before))
        may_be_part = _fraction(first, second) is not None and not is_named  # `1/4 of the load`
        if is_rating and not may_be_part and line.is_near("scores", start, end, words=_SCORE_WORDS):
            return Rating(value=first, total=second, rated=True)
    is_named = line.is_word(start - 1)  # `S3/8`
    is_choice = len(numbers) == _PAIR and (is_zone(line, start) or are_blocks(line, last, value_of(second)))
    fraction = _fraction(first, second) if len(numbers) == _PAIR and not (is_named or is_choice) else None
    if fraction is None and len(numbers) == _PAIR and not is_named:
        fraction = _part_of(line, end, first, second)
    if fraction is not None:
        noun = noun_at(line, end)
        noun = "" if last.unit or line.table.has("small", noun) else noun  # `1/4 of it`
        found = Amount(
            numbers=(one(fraction, sign=first.sign),),
            unit=last.unit,
            noun=noun,
            dative=plain[0].dative,
            article=article_before(line, start),
        )
        whole = described(line, found, end)
        return whole if isinstance(whole, Amount) else found
    is_rated = not (last.unit or is_named or has_two_labels(line, start) or is_zone(line, start))
    if len(numbers) == _PAIR and is_rated and value_of(first) < value_of(second) in _RATED_OUT_OF:
        return Rating(value=first, total=second, rated=True)
    if len(numbers) == _PAIR and is_pressure(line, start):
        return Amount(numbers=numbers, join=Join.OVER, unit=last.unit)
    kind = line.table.unit(last.unit).kind if last.unit else ""
    is_either = (kind in _EITHER or last.unit in BLOCKS) and len(numbers) == _PAIR
    join = Join.OR if is_either else Join.LIST
    return Amount(numbers=numbers, join=join, unit=last.unit, describes=last.describes, noun=last.noun)


def _fraction(first: Quantity, second: Quantity) -> Mixed | None:
    match first.number, second.number:
        case Whole(value=numerator), Whole(value=denominator) if spoken_fraction(numerator, denominator):
            return Mixed(whole=0, numerator=numerator, denominator=denominator)
    return None


def _part_of(line: TokenLine, end: int, first: Quantity, second: Quantity) -> Mixed | None:
    """Read English `1/6 of the time`, a part that is none of those which are said as such anywhere."""
    is_of = line.table.language == ENGLISH and line.folded(line.skip(end)) == line.table.say["of"]
    match first.number, second.number:
        case Whole(value=numerator), Whole(value=denominator) if is_of and 0 < numerator < denominator:
            return Mixed(whole=0, numerator=numerator, denominator=denominator)
    return None


def _counts_anew(line: TokenLine, sign: int, number: int) -> bool:
    """Tell whether the second of two counts is here: `2x 7x hang`."""
    is_second = line.folded(number + 1) == "x" and line.is_space(number + 2) and line.is_space(sign + 1)
    return is_second and line.is_word(number + 3)


def _is_glued(line: TokenLine, number: int) -> bool:
    """Tell whether a German number makes one word with its ending: the second of `4 x 400er`, `30/30er`."""
    return line.table.language == GERMAN and line.folded(number + 1) in ("er", "ern")


def _is_special(line: TokenLine, number: int) -> bool:
    """Tell whether a number is several of what it names, `10 x 100s`, or seconds on and off, `8 x 30:30s`."""
    return plural(line, number)[0] is not None or seconds_in_turn(line, number)[0] is not None


def _multiplied(
    line: TokenLine, found: SingleAmount | Series, end: int
) -> tuple[SingleAmount | Series | Product | Repeat | Rate, int]:
    factors: list[SingleAmount | Series] = [found]
    while True:
        sign = line.skip(end)
        if not (line.folded(sign) == "x" or line.is_sign(sign, TIMES)):
            break
        start = line.skip(sign + 1)
        is_named = line.is_digits(start) and (
            _is_glued(line, start)
            or grade(line, start)[0]
            or _is_special(line, start)
            or _counts_anew(line, sign, start)
        )
        if len(factors) == 1 and is_named:
            return Repeat(amount=found), sign + 1  # `4 x 5.10a`, `3 x 150's`: what the number names
        seconds, behind = seconds_alone(line, start)
        if seconds is not None:
            return Product(factors=(*factors, seconds)), behind  # `3x:45`
        more, after = slashed(line, start) if is_number(line, start) else (None, 0)
        if more is None or isinstance(more, (Ratio, Rating, Rate)):
            if line.is_word(start) and line.table.has("per_by_x", line.text(start)):
                is_often = line.table.language == ENGLISH and line.table.has("often", line.text(start))
                is_glued = sign == end or is_often  # `3 X week`, Spanish `2x semana`, but `10 x lado`
                counted = Product(factors=tuple(factors)) if len(factors) > 1 else found  # `3x10 x côté`
                once = Repeat(amount=found) if is_glued and len(factors) == 1 else counted
                per, behind = per_at(line, start)
                return Rate(of=once, per=per or line.text(start)), behind if per else start + 1
            is_starred = line.text(sign) == "*" and not (sign == start - 1 == end and line.is_word(start))
            is_repeat = len(factors) == 1 and not is_starred and not line.is_sign(sign + 1, "-'")
            if is_repeat and not (isinstance(found, Amount) and found.unit):
                return Repeat(amount=found), sign + 1
            break
        factors.append(more)
        end = after
    return (Product(factors=tuple(factors)) if len(factors) > 1 else found), end
