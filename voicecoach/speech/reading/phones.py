"""Telephone numbers, said digit by digit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.pieces import Amount, Digits, Quantity

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_NOTHING: Final = (None, 0)
_PHONE_SIGNS: Final = "-./)\N{EN DASH}"
_SHORT_PHONE: Final = 7  # digits
_LONGEST_PHONE: Final = 15
_LEAST_ABROAD: Final = 9  # digits, with the country's code
_URGENT: Final = 3  # 911, 112
_BEFORE_PHONE: Final = 4  # words and signs


def phone(line: TokenLine, index: int) -> tuple[Amount | None, int]:
    """Read a telephone number digit by digit: behind a word such as `call`, or with a country's code."""
    start = index + line.is_sign(index, "+(")
    if not line.is_digits(start):
        return _NOTHING
    groups, end = [line.text(start)], start + 1
    while len(groups) <= _LONGEST_PHONE and (after := _next_digits(line, end)):
        groups.append(line.text(after))
        end = after + 1
    digits = "".join(groups)
    lengths = [len(group) for group in groups[1:]] or [0]
    is_abroad = (
        line.is_sign(index, "+")
        and len(digits) >= _LEAST_ABROAD
        and min(lengths) > 1
        and max(lengths) >= _URGENT
    )
    is_urgent = len(digits) == _URGENT and line.ends_clause(end) and not line.is_digits(end + 1)
    if not (is_abroad or _is_called(line, index, 1 if is_urgent else _BEFORE_PHONE)):
        return _NOTHING
    in_pairs = line.table.has("phone_pairs", line.table.language) and {*map(len, groups)} == {2}
    if in_pairs or not (is_urgent or _SHORT_PHONE <= len(digits) <= _LONGEST_PHONE):
        return _NOTHING
    number = Quantity(number=Digits(text=digits), sign="+" if line.is_sign(index, "+") else "")
    return Amount(numbers=(number,)), end


def _next_digits(line: TokenLine, end: int) -> int:
    """Return the index of the next group of a number, behind a space or a sign; 0 for none."""
    at = line.skip(end)
    if line.is_sign(at, _PHONE_SIGNS):
        at = line.skip(at + 1)
    at += line.is_sign(at, "(")
    return at if at > end and line.is_digits(at) else 0


def _is_called(line: TokenLine, index: int, words: int) -> bool:
    """Tell whether a word such as `call` stands before a number; `us`, `nr.`, `:` may stand between."""
    at = index
    for _ in range(words):
        at = line.back(at)
        if line.is_word(at) and line.table.has("phone", line.text(at)):
            return True
        if not (line.is_word(at) or line.is_sign(at, ".:+(")):
            return False
    return False
