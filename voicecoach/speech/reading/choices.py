"""Two numbers with a slash between: one or the other in French `2/3 fois`, `7/8 heures`, and what names them before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.line import ENGLISH, LATIN
from voicecoach.speech.reading.pieces import Amount, Join, Whole

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_COUNTED: Final = ("rep", "repetition", "set", "round", "day", "week", "month", "year")
_NAMED: Final = ("parts", "scores")
BLOCKS: Final = ("set", "round")
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


def are_blocks(line: TokenLine, last: Amount, second: float) -> bool:
    """Tell whether English `2/3 sets`, `3/4 rounds` are two numbers; `1/2 rep` is a part."""
    return last.unit in BLOCKS and second > _PAIR and line.table.language == ENGLISH


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


def names_part(line: TokenLine, before: int) -> bool:
    """Tell whether a word that numbers parts stands before a place: `Part 1/3`, `Sem. 3/8`, `n.º 12/24`."""
    if line.text(before) in (".", "°", "º"):
        before -= 1 + line.is_sign(before - 1, ".")
        short = line.table.abbreviations.at(line.tokens, before)
        number = line.table.before_number.at(line.tokens, before)
        is_short = short is not None and line.table.has("parts", short.means)
        return is_short or (number is not None and line.table.has("parts", number.means))
    return line.is_word(before) and line.table.has("parts", line.text(before))


def has_two_labels(line: TokenLine, start: int) -> bool:
    """Tell whether two words with a slash between name the two numbers: `Sets/Reps: 3/10`."""
    colon = line.back(start)
    return line.is_sign(colon, ":") and line.is_word(colon - 1) and line.is_sign(colon - 2, "/")
