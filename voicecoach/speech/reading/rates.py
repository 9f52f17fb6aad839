"""What a rate is per, behind its slash: `8/leg`, `5:30/km`, `28 strokes/min`; `Zone 2/low tempo` are two things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.line import ENGLISH, GERMAN
from voicecoach.speech.reading.numbers import DASHES, is_number
from voicecoach.speech.reading.people import is_person_label
from voicecoach.speech.reading.pieces import (
    Amount,
    Join,
    Product,
    Rate,
    Repeat,
    Series,
    SingleAmount,
    amount_of,
)

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_PERIODS: Final = ("hour", "day", "week", "month")
SLASHES: Final = "/\N{FRACTION SLASH}\N{DIVISION SLASH}"


def rated(
    line: TokenLine, found: SingleAmount | Series | Product | Repeat | Rate, end: int
) -> tuple[SingleAmount | Series | Product | Repeat | Rate, int]:
    """Return a rate where a slash and what it is per follow, else what was found."""
    start = after_slash(line, end)
    if not start:
        return found, end
    every, after = _every(line, found, start)
    if every is not None:
        return every, after
    per, after = per_at(line, start)
    is_apart = line.is_space(end) or line.is_space(start - 1)
    is_name = line.text(start)[:1].isupper() and line.table.language != GERMAN
    if (
        isinstance(per, str)
        and (is_apart or is_name or is_zone(line, end - 1))
        and not line.table.has("per", per)
    ):
        return found, end  # `2:00 / Pigeon`, `3x8/Unweighted 50` are two things
    are_several = isinstance(found, Amount) and len(found.numbers) > 1 and found.join is Join.LIST
    if are_several and isinstance(per, str) and not line.table.has("per", per):
        return found, end  # `90/120/full`
    is_word_of_its_own = isinstance(per, str) and line.table.lists_exactly("before_unit", per.casefold())
    if not per or is_word_of_its_own:
        return found, end  # `5 sets/each`
    rate = Rate(of=found, per="side" if _is_of_side(line, found, start) else per)
    return (rate, after) if isinstance(found, Rate) else rated(line, rate, after)


def _every(line: TokenLine, found: object, start: int) -> tuple[Rate | None, int]:
    """Read `1x/2 days`: once every two days."""
    unit = line.skip(start + 1)
    entry = line.table.spellings.at(line.tokens, unit)
    is_every = isinstance(found, Repeat) and line.is_digits(start) and entry is not None
    if not is_every or entry is None or entry.means not in _PERIODS or not isinstance(found, Repeat):
        return None, start
    end = unit + len(entry.tokens)
    end += line.is_sign(end, ".") and not line.ends_sentence(end + 1)
    return Rate(of=found, per=amount_of(int(line.text(start)), entry.means), every=True), end


def _is_of_side(line: TokenLine, found: object, start: int) -> bool:
    """Tell whether the `s` of `3x8/s` is a side: reps have no seconds."""
    counted = found.factors[-1] if isinstance(found, Product) else found
    is_bare = isinstance(counted, Amount) and not counted.unit
    return is_bare and line.text(start) == "s" and line.table.language == ENGLISH


def per_at(line: TokenLine, start: int) -> tuple[Amount | str, int]:
    """Return what a rate is per, behind its slash: a unit or a word."""
    word = line.text(start)
    is_per = line.table.has("per", word)
    is_named = _names_itself(line, start, is_per=is_per) or is_person_label(line, start)
    if not line.is_word(start) or is_named:
        return "", start
    entry = None if is_per else line.table.spellings.at(line.tokens, start)
    short = line.table.abbreviations.at(line.tokens, start) if entry is None else None
    if short is not None and len(short.tokens) > 1 and line.table.has("per", short.means):
        return short.means, start + len(short.tokens)  # `Min./Pos.`
    if entry is not None and entry.means in line.table.units:
        after = start + len(entry.tokens)
        if line.is_sign(after, ".") and not line.ends_sentence(after + 1):
            after += 1
        return Amount(numbers=(), unit=entry.means), after
    if entry is not None:
        return Amount(numbers=(), unit="meter"), start + 1
    is_other = line.table.has("time", word) or line.table.lists_exactly("laps", word.casefold())
    if not is_per and (is_other or word.isupper()):
        return "", start
    return word, start + 1


def _names_itself(line: TokenLine, start: int, *, is_per: bool) -> bool:
    """Tell whether a word behind a slash is no unit: `L5/S1`, French `MS / MI` (arms and legs), `Week 3/Day 2`, `M: 8`."""
    word = line.text(start)
    sides = line.table.data.sides
    is_side = word in sides or (line.is_sign(start + 1, ".") and word.upper() in sides)  # `dr. / g.`
    if is_side or (len(word) == 1 and line.is_sign(start + 1, ":")):
        return True
    is_numbered = is_per and line.is_space(start + 1) and is_number(line, start + 2)
    is_numbered = is_numbered and not _is_counted(line, start)
    are_capitals = line.is_space(start - 1) and word.isupper() and word in line.table.data.capitals
    is_compound = line.is_sign(start + 1, DASHES) and line.is_word(start + 2)  # `dips / L-sit`
    return line.is_digits(start + 1) or is_numbered or are_capitals or is_compound


def _is_counted(line: TokenLine, start: int) -> bool:
    """Tell whether a number, or a unit behind one, stands against the slash before a small word: `3x10/leg 3-1-1-0`."""
    if not line.is_sign(start - 1, SLASHES) or not line.text(start).islower():
        return False
    number = start - 2 if line.is_digits(start - 2) else line.back(start - 2)
    before = line.back(number)
    is_part = line.is_word(before) and line.table.has("parts", line.text(before))
    return line.is_digits(number) and not is_part  # `Week 3/day 2`


def after_slash(line: TokenLine, end: int) -> int:
    """Return the index behind a slash that follows, spaces left out; 0 for none."""
    slash = line.skip(end)
    return line.skip(slash + 1) if line.is_sign(slash, SLASHES) else 0


def is_zone(line: TokenLine, number: int) -> bool:
    """Tell whether a number is that of a zone of training: `Zone 4/5`, `Zone 2/low tempo`."""
    return line.table.lists_exactly("zones", line.text(line.back(number)))
