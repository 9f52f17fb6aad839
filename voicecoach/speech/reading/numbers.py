"""Numbers as they are written: `12`, `1,000`, `12,5`, `.5`, `2½`, `2-1/2`, `-5`."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.line import GERMAN
from voicecoach.speech.reading.pieces import Decimal, Digits, Mixed, Number, Quantity, Whole
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

LONGEST: Final = 15  # digits of a number with a name; longer ones are said digit by digit
GROUP: Final = 3
DASHES: Final = "-\N{EN DASH}\N{EM DASH}\N{FIGURE DASH}\N{MINUS SIGN}\N{NON-BREAKING HYPHEN}\N{HYPHEN}"
PLUS_MINUS: Final = "±"
_ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"
_NARROW_SPACES: Final = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
_SEPARATORS: Final = ".,'"
_SPOKEN_DENOMINATORS: Final = (2, 3, 4, 8)
_LENGTH: Final = 25  # of a pool
_COLDEST: Final = 40  # degrees below zero
_NO_MORE: Final = (None, 0)


def quantity(line: TokenLine, index: int) -> tuple[Quantity | None, int]:
    """Return the number that begins at a place, with its sign, and the index behind it."""
    sign, start = _sign(line, index)
    number, end = _number(line, start)
    if number is None:
        return _NO_MORE
    return Quantity(number=number, sign=sign), end


def is_number(line: TokenLine, index: int) -> bool:
    return line.is_digits(index) or fraction_sign(line.text(index)) is not None


def fraction_sign(text: str) -> Fraction | None:
    """Return the value of `½` and the like."""
    if len(text) != 1 or unicodedata.category(text) != "No":
        return None
    value = Fraction(unicodedata.numeric(text, 0.0)).limit_denominator(10)
    return value if 0 < value < 1 else None


def fraction_at(line: TokenLine, index: int) -> tuple[Fraction | None, int]:
    """Return the fraction that is written here, `½` or `1/2`, and the index behind it."""
    sign = fraction_sign(line.text(index))
    if sign is not None:
        return sign, index + 1
    digits = (line.text(index), line.text(index + 2))
    is_short = line.is_sign(index + 1, "/\N{FRACTION SLASH}") and all(len(one) == 1 for one in digits)
    if (
        is_short
        and line.is_digits(index)
        and line.is_digits(index + 2)
        and spoken_fraction(*map(int, digits))
    ):
        return Fraction(int(digits[0]), int(digits[1])), index + 3
    return None, index


def spoken_fraction(numerator: int, denominator: int) -> bool:
    """Tell whether `numerator/denominator` is read as a fraction, not as two numbers."""
    return (
        0 < numerator < denominator
        and denominator in _SPOKEN_DENOMINATORS
        and Fraction(numerator, denominator).denominator == denominator
    )


def _sign(line: TokenLine, index: int) -> tuple[str, int]:
    """Return the sign before a number; a dash after a word or a number is none."""
    text, after = _written_sign(line, index)
    starts = not (
        line.is_word(index - 1)
        or is_number(line, index - 1)
        or line.is_sign(index - 1, ")*" + _ELLIPSIS + DASHES)
        or (line.is_sign(index - 1, "+.") and (line.is_word(index - 2) or line.is_sign(index - 2, ".")))
    )  # `6a+-6c`, `10-9-8-...-1`
    follows = is_number(line, after) or (line.is_sign(after, ".,") and line.is_digits(after + 1))
    if starts and (_is_below_zero(line, index) or _is_share_alone(line, index)):
        return "-", line.skip(index + 1)
    if line.is_sign(after + 1, ":") and line.is_digits(after + 2, 2):
        return "", index  # `-12:00 hard cap`
    if text in DASHES and _begins_item(line, index):
        return "", index
    if starts and follows and text:
        is_between = line.is_sign(index - 1, ".") and line.is_digits(
            index - 2
        )  # `4.-6. Woche`, `5.+6. Woche`
        before = line.back(index)
        is_taken_off = (
            line.is_space(index - 1) and line.is_sign(line.skip(after + 1), "%") and _is_product(line, before)
        )
        if text in DASHES and not is_between and (is_taken_off or not is_number(line, before)):
            return "-", after
        if text in ("+", PLUS_MINUS) and not is_between:
            return text, after
    return "", index


def _written_sign(line: TokenLine, index: int) -> tuple[str, int]:
    """Return a sign and where its number begins; `+-` is one."""
    behind = line.skip(index + 2)
    if line.is_sign(index, "+") and line.is_sign(index + 1, DASHES) and is_number(line, behind):
        return PLUS_MINUS, behind
    text = line.text(index)
    return text, line.skip(index + 1) if text == PLUS_MINUS else index + 1


def _begins_item(line: TokenLine, index: int) -> bool:
    """Tell whether a dash at the beginning stands before something counted: `-30 squats`; `-10 lb` takes off."""
    noun = line.skip(index + 2)
    is_counted = line.is_digits(index + 1) and noun > index + 2 and line.is_word(noun)
    is_unit = line.table.spellings.at(line.tokens, noun) is not None if is_counted else False
    is_first = line.kind(line.back(index)) is Kind.END
    return is_first and is_counted and not is_unit and not line.table.has("small", line.text(noun))


def _is_product(line: TokenLine, index: int) -> bool:
    """Tell whether the second number of `3x5` is here; `3x5 -15%` takes something off the load."""
    times = line.back(index)
    return line.is_digits(index) and _is_times(line, times) and line.is_digits(line.back(times))


def _is_times(line: TokenLine, index: int) -> bool:
    return line.folded(index) == "x" or line.is_sign(index, "\N{MULTIPLICATION SIGN}")


def _is_below_zero(line: TokenLine, index: int) -> bool:
    """Tell whether a dash with a space behind it makes a temperature negative: `- 5 °C`; `- 80 °C sauna` is a list's."""
    number = index + 2
    if not (line.is_sign(index, DASHES) and line.is_space(index + 1) and line.is_digits(number)):
        return False
    unit = line.skip(number + 1)
    is_temperature = line.is_sign(unit, "℃℉") or (
        line.is_sign(unit, "°º") and line.text(line.skip(unit + 1)) in ("C", "F")
    )
    is_alone = not is_number(line, line.back(index))
    return is_temperature and is_alone and int(line.text(number)[:3]) <= _COLDEST


def _is_share_alone(line: TokenLine, index: int) -> bool:
    """Tell whether a text is `- 10 %`, which takes something off."""
    number = index + 2
    percent = line.skip(number + 1)
    is_all = line.kind(index - 1) is Kind.END and line.ends_clause(percent + 1)
    is_dash = line.is_sign(index, DASHES) and line.is_space(index + 1)
    return is_all and is_dash and line.is_digits(number) and line.is_sign(percent, "%")


def _number(line: TokenLine, index: int) -> tuple[Number | None, int]:
    if line.is_sign(index, ".,") and line.is_digits(index + 1) and not line.is_digits(index - 1):
        part = Decimal(whole=0, digits=line.text(index + 1))
        return _NO_MORE if line.is_word(index - 1) else (part, index + 2)
    alone = fraction_sign(line.text(index))
    if alone is not None:
        return Mixed(whole=0, numerator=alone.numerator, denominator=alone.denominator), index + 1
    if not line.is_digits(index):
        return _NO_MORE
    digits = line.text(index)
    if len(digits) > LONGEST or (len(digits) > 1 and digits[0] == "0"):
        return Digits(text=digits), index + 1
    mixed, end = _mixed(line, index)
    if mixed is None:
        mixed, end = _first_of_range(line, index)
    if mixed is not None:
        return mixed, end
    return (Whole(value=int(digits)), index + 3) if _is_price(line, index + 1) else _separated(line, index)


def _first_of_range(line: TokenLine, index: int) -> tuple[Mixed | None, int]:
    """Read the fraction of `1/2 - 4 lbs`; `Part 1/2 - 10 squats` has none."""
    part, end = fraction_at(line, index)
    dash, before = line.skip(end), line.back(index)
    is_numbered = line.is_word(before) and line.table.has("parts", line.text(before))
    is_range = line.is_sign(dash, DASHES) and is_number(line, line.skip(dash + 1)) and not is_numbered
    if part is None or not is_range:
        return _NO_MORE
    return Mixed(whole=0, numerator=part.numerator, denominator=part.denominator), end


def _is_price(line: TokenLine, end: int) -> bool:
    """Tell whether the `,-` of German `49,- €` is here."""
    is_dashed = line.is_sign(end, ",") and line.is_sign(end + 1, DASHES) and line.table.language == GERMAN
    return is_dashed and (line.ends_clause(end + 2) or line.is_sign(line.skip(end + 2), "€"))


def _mixed(line: TokenLine, index: int) -> tuple[Mixed | None, int]:
    """Read `2½`, `2 ½`, `2-1/2`, `2 1/2`."""
    whole, after = int(line.text(index)), index + 1
    sign = fraction_sign(line.text(line.skip(after)))
    if sign is not None:
        return Mixed(whole=whole, numerator=sign.numerator, denominator=sign.denominator), line.skip(
            after
        ) + 1
    start = after + 1
    parts = line.is_space(after) or line.is_sign(after, "-\N{EN DASH}")
    if not (
        parts
        and line.is_digits(start)
        and line.is_sign(start + 1, "/\N{FRACTION SLASH}")
        and line.is_digits(start + 2)
    ):
        return _NO_MORE
    numerator, denominator = line.text(start), line.text(start + 2)
    is_over = line.is_sign(start + 3, "/") and line.is_digits(start + 4)
    if (
        is_over
        or len(numerator) > 1
        or len(denominator) > 1
        or not spoken_fraction(int(numerator), int(denominator))
    ):
        return _NO_MORE
    return Mixed(whole=whole, numerator=int(numerator), denominator=int(denominator)), start + 3


def _separated(line: TokenLine, index: int) -> tuple[Number | None, int]:
    """Read digits with what parts thousands and decimals between them."""
    groups, separators, end = [line.text(index)], "", index + 1
    if line.is_sign(index - 1, ".,") and line.is_digits(index - 2):
        return Whole(value=int(groups[0])), end  # of a list such as `10,8,6`
    while (
        len(groups) <= LONGEST // GROUP
        and line.is_digits(end + 1)
        and (separator := _separator(line, end))
        and not _ends_product(line, end)
        and not _is_list(line, end)
    ):
        separators += separator
        groups.append(line.text(end + 1))
        end += 2
    if not separators:
        return Whole(value=int(groups[0])), end
    *before, last = groups
    own_group = line.table.data.group
    thousands = _are_thousands(groups, separators, own_group)
    if thousands and sum(map(len, groups)) <= LONGEST:
        return Whole(value=int("".join(groups))), end
    decimal = separators[-1]
    if decimal in ".," and decimal not in separators[:-1]:
        if len(before) == 1:
            return Decimal(whole=int(before[0]), digits=last), end
        if _are_thousands(before, separators[:-1], own_group) and sum(map(len, before)) <= LONGEST:
            return Decimal(whole=int("".join(before)), digits=last), end
    return Whole(value=int(groups[0])), index + 1  # `10,8,6`: the rest is read as numbers of their own


def _ends_product(line: TokenLine, end: int) -> bool:
    """Tell whether the comma of `2 x 25,1 x 50` is here: between two sets of lengths, not in a number."""
    after = line.skip(end + 2)
    is_between = line.is_sign(end, ",") and _is_product(line, end - 1) and _is_times(line, after)
    return (
        is_between
        and is_number(line, line.skip(after + 1))
        and int(line.text(end - 1)[-LONGEST:]) % _LENGTH == 0
    )


def _is_list(line: TokenLine, comma: int) -> bool:
    """Tell whether `(3,2)`, `77,76` are two numbers: where a point parts decimals, and no unit follows."""
    is_english = line.table.data.group == "," and line.is_sign(comma, ",")
    is_alone = line.is_sign(comma - 2, "(") and line.is_sign(comma + 2, ")")
    are_pairs = len(line.text(comma - 1)) == len(line.text(comma + 1)) == 2  # noqa: PLR2004
    is_bare = not line.is_word(line.skip(comma + 2)) and not line.is_sign(comma + 2, "%\N{DEGREE SIGN}")
    has_third = line.is_sign(comma + 2, ",") and line.is_digits(comma + 3)  # `8,10,12`
    are_digits = len(line.text(comma - 1)) == len(line.text(comma + 1)) == 1
    are_reps = are_digits and is_bare and _is_times(line, line.back(comma - 1))  # `500 x 3,3`
    is_named = line.is_word(comma - 2) and line.folded(comma - 2) != "x"  # `z4,6 and 7`
    is_first = line.is_sign(comma - 2, "(") and line.text(comma + 1) != "000"  # `2x(400,200,200)`
    is_named = is_named or (is_first and _is_times(line, line.back(comma - 2)))
    is_list = is_alone or is_named or has_third or are_reps or (are_pairs and is_bare)
    is_short = len(line.text(comma + 1)) < GROUP or is_named
    return is_english and is_short and is_list


def _separator(line: TokenLine, index: int) -> str:
    text = line.text(index)
    if line.is_sign(index, _SEPARATORS):
        return text
    if not line.is_space(index) or len(text) != 1 or not line.is_digits(index + 1, GROUP):
        return ""
    plain = line.table.has("space_groups", line.table.language) or line.text(index + 1) == "000"
    return " " if text in _NARROW_SPACES or plain else ""


def _are_thousands(groups: list[str], separators: str, own_group: str) -> bool:
    first, *others = groups
    same = len(set(separators)) == 1
    own = separators[0] in (own_group, "'", " ") or len(separators) > 1
    return (
        same
        and own
        and 0 < len(first) <= GROUP
        and first != "0"
        and all(len(group) == GROUP for group in others)
    )
