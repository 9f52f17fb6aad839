"""Two numbers with a slash between that are one or the other: French `2/3 fois`, `7/8 heures`, Spanish `4/5 series`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.line import ENGLISH, LATIN
from voicecoach.speech.reading.pieces import Amount, Join, Whole

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_COUNTED: Final = ("rep", "repetition", "set", "round", "day", "week", "month", "year")
_NAMED: Final = ("parts", "scores")
_PAIR: Final = 2


def choice(line: TokenLine, plain: list[Amount], start: int, end: int) -> Amount | None:
    """Return a number or the next one, of what cannot be parted or has a plural; `3/4 h` and `2/3 del peso` are parts."""
    values, last, before = [one.numbers[0].number for one in plain], plain[-1], line.back(start)
    if line.table.language == ENGLISH or any(line.table.has(name, line.text(before)) for name in _NAMED):
        return None  # `Série 2/3 tours`
    match values:
        case [Whole(value=low), Whole(value=high)] if 1 < low < high == low + 1:
            numbers = tuple(one.numbers[0] for one in plain)
            either = Amount(numbers=numbers, join=Join.OR, unit=last.unit, noun=last.noun)
            return either if _is_counted(line, last, end) else None
    return None


def _is_counted(line: TokenLine, last: Amount, end: int) -> bool:
    table, noun = line.table, last.noun
    if last.unit:
        words = table.unit(last.unit)
        is_written = line.folded(end - 1) == words.many.casefold() != words.one.casefold()
        return last.unit in _COUNTED or (words.kind == "time" and is_written)
    is_time = noun.casefold() == table.unit("time").many.casefold()
    is_plural = len(noun) > _PAIR and noun.endswith("s") and table.language in LATIN
    is_noun = is_plural and not (table.has("small", noun) or table.lists_exactly("wholes", noun))
    return is_time or table.has("turns", noun) or is_noun
