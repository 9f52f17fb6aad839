"""The unit behind a number: `10 kg`, `3 S.`, `200w`, and what looks like one only: German `15 m. Band`, `10 DB`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.line import ENGLISH, GERMAN
from voicecoach.speech.reading.numbers import DASHES, is_number
from voicecoach.speech.reading.people import is_person
from voicecoach.speech.reading.table import METRE_OR_MINUTE
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.table import TableEntry

LONGEST_MINUTES: Final = 20  # where nothing near says it
LONGEST_PLANK_MINUTES: Final = 90  # where a word near speaks of time
_MOST_SETS: Final = 10
_LEAST_WATTS: Final = 60  # weeks are fewer
_MOST_MILES: Final = 30
_LEAST_CALORIES: Final = 10
_HARDEST_CLIMB: Final = 15  # `12c` is a grade, but `12c row`
_BESIDE_RUN: Final = 2  # words: `3 ml tempo run`
_PARTS: Final = ("week", "day")
_TURNS: Final = (*_PARTS, "set")
_BESIDE: Final = 8  # tokens
_HALF: Final = 0.5
_LEAST_INCHES: Final = 12  # where nothing else stands; `5 in` are breaths
_LAP: Final = 25  # metres


def unit_at(line: TokenLine, start: int, end: int, size: float) -> tuple[str, bool, int]:
    """Return the unit behind a number, whether it stands before what it describes, and the index behind it."""
    describes = line.is_sign(end, DASHES) and line.is_word(end + 1)
    first = end + 1 if describes else line.skip(end)
    if first >= len(line.tokens) or first in line.strokes or is_person(line, first):
        return "", False, end
    letter, after = _letter_unit(line, first, size)
    if letter:
        return letter, False, after
    entry = known_unit(line, first)
    if entry is None:
        return "", False, end
    after = first + len(entry.tokens)
    if entry.tokens[-1].text == "." and line.ends_sentence(after):
        after -= 1
    is_in_slashes = line.is_sign(start - 1, "/")
    is_apart = first > end and not describes and len(entry.tokens) == 1
    is_whole = size.is_integer() and not is_in_slashes  # `24/20 in` are inches, at the end, too
    if is_apart and _is_word_too(line, first, after) and not _is_sure(line, start, first, is_whole=is_whole):
        return "", False, end
    is_in_parts = is_in_slashes or line.table.has("parts", line.text(line.back(start)))
    is_name = (is_in_parts and is_numbered(line, first, after)) or _names_other(line, first, after, entry)
    is_name = is_name or _is_in_letters(line, first) or _is_between_letters(line, start, end)
    is_name = is_name or _heads_part(line, first, after, entry.means, size)
    unit = metre_or_minute(line, start, after, size) if entry.means == METRE_OR_MINUTE else entry.means
    if is_name or not unit:
        return "", False, end
    known = line.table.unit(unit)
    is_short = line.text(first) not in (known.one, known.many)
    describes = describes and line.text(first) != known.many  # `14-pounds`
    if (
        line.is_sign(after, ".")
        and is_short
        and not line.is_digits(after + 1)
        and not line.ends_sentence(after + 1)
        and not (line.kind(after - 1) is Kind.SIGN and line.is_space(after + 1))  # `45°. Dann`
    ):
        after += 1
    return unit, describes, after


def known_unit(line: TokenLine, index: int) -> TableEntry | None:
    """Return the unit that is written at a place, none where it is another word or the beginning of one."""
    entry = line.table.spellings.at(line.tokens, index) if index < len(line.tokens) else None
    if entry is None or _is_other_word(line, index, entry.means) or _begins_longer(line, index, entry):
        return None
    return entry


def _is_word_too(line: TokenLine, index: int, end: int) -> bool:
    """Tell whether a unit is also a word of its own, as `in` is."""
    word = line.folded(index) if line.folded(index) == "in" else line.text(index)
    return line.table.lists_exactly("glued", word) and not line.is_sign(end, "./")


def _is_sure(line: TokenLine, start: int, index: int, *, is_whole: bool) -> bool:
    """Tell whether such a word is a unit: at the end, and `in` where something has that size; `5 in, 5 out` are breaths."""
    is_last = line.ends_clause(index + 1) or line.is_sign(line.skip(index + 1), "+(" + DASHES)
    if line.folded(index) != "in" or line.table.language != ENGLISH:
        return is_last and (not is_whole or line.table.language == ENGLISH)
    is_sized = line.table.lists_exactly("sized", line.folded(line.skip(index + 1)))
    is_all = line.is_digits(start) and line.kind(index + 1) is line.kind(start - 1) is Kind.END
    is_all = is_all and int(line.text(start)[:4]) >= _LEAST_INCHES
    return is_sized or is_all or (is_last and (not is_whole or line.is_near("length", start, index + 1)))


def _names_other(line: TokenLine, index: int, end: int, unit: TableEntry) -> bool:
    """Tell whether a unit is a side, or the beginning of a name: `10 L, 10 R`, `L5-S1`, `10 #3`."""
    word = line.text(index)
    is_side = word in line.table.data.sides and (
        has_other_side(line, index, word) or has_side(line, line.skip(end))
    )
    return is_side or (line.is_digits(end) and (line.is_word(index) or unit.means == "pound"))


def has_side(line: TokenLine, index: int) -> bool:
    """Tell whether a part of the body is here, or an abbreviation of what is held on one side: `12 R DB snatch`."""
    word, *short = line.meant(index) if line.is_word(index) else ("",)
    return line.table.has("body", word) or any(line.table.has("things", one) for one in short)


def is_numbered(line: TokenLine, index: int, end: int) -> bool:
    """Tell whether a unit is the name of what is numbered behind it: `5/3/1 wk 2`, `Week 3 Day 2`."""
    is_part = line.table.before_number.at(line.tokens, index) is not None or line.table.has(
        "parts", line.text(index)
    )
    return is_part and line.is_digits(line.skip(end + line.is_sign(end, ".")))


def _is_between_letters(line: TokenLine, start: int, end: int) -> bool:
    """Tell whether a number stands against two capitals, in a name: `H2H swings`."""
    letters = (line.text(start - 1), line.text(end))
    return all(len(one) == 1 and one.isupper() and one != "X" for one in letters)


def _is_in_letters(line: TokenLine, index: int) -> bool:
    """Tell whether a capital is one of several with slashes between, as swimmers have for what they do: `200 S/K/P`."""
    letters = [line.text(index + step) for step in (0, 2, 4)]
    are_joined = line.is_sign(index + 1, "/") and line.is_sign(index + 3, "/")
    return are_joined and all(len(one) == 1 and one.isupper() for one in letters)


def _heads_part(line: TokenLine, index: int, end: int, unit: str, size: float) -> bool:
    """Tell whether a unit in the singular is the head of what follows: `0-90 Week 2`; `1 day 4 hours` counts it."""
    if unit not in _TURNS or size <= 1 or line.folded(index) != line.table.unit(unit).one:
        return False
    before = line.back(line.back(index))
    is_named = unit == "set" and line.table.lists_exactly("articles", line.folded(before))  # `the 265 set`
    return is_named or (unit in _PARTS and line.is_digits(line.skip(end)))


def _letter_unit(line: TokenLine, index: int, size: float) -> tuple[str, int]:
    """Read letters that are units in some places only: `3 S. x 12`, `1M steps`, `200w`, `6w`."""
    if (
        line.text(index) in ("S", "s")
        and size <= _MOST_SETS
        and (after := _behind_set_letter(line, index + 1))
    ):
        return "set", after
    if line.text(index) == "w" and line.is_digits(index - 1) and not line.is_sign(index + 1, "/"):
        return (
            "watt" if size >= _LEAST_WATTS else "week" if line.table.language == ENGLISH else ""
        ), index + 1
    unit = _letter_of(line, index, size)
    return unit, index + bool(unit)


def _letter_of(line: TokenLine, index: int, size: float) -> str:
    letter, is_english = line.text(index), line.table.language == ENGLISH
    is_against = line.is_digits(index - 1)
    is_run = letter == "ml" and line.is_near("distance", index, index + 1, words=_BESIDE_RUN)
    if letter == "w" and line.is_sign(index + 1, "/") and line.folded(index + 2) == "kg":
        return "watt"
    is_second = line.is_sign(index - 2, "/") and line.is_digits(index - 3)  # `20/15c`
    is_counted = is_second or line.table.has("distance", line.text(line.skip(index + 1)))
    is_counted = is_counted and size >= _LEAST_CALORIES
    if letter == "c" and is_english and is_against and (size > _HARDEST_CLIMB or is_counted):
        return "calorie"
    if letter == "M" and line.table.has("in_millions", line.text(line.skip(index + 1))):
        return "million"
    return "mile" if is_run and is_english and size <= _MOST_MILES else ""


def _behind_set_letter(line: TokenLine, index: int) -> int:
    """Return what follows the `S.` of `3 S. x 12`, 0 where it is no set; `3 s. x 12 rep.` counts its repetitions."""
    end = index + line.is_sign(index, ".")
    times = line.skip(end)
    if line.text(index - 1) == "s":
        number = line.skip(times + 1)
        is_counted = end > index and is_number(line, number)
        unit = unit_at(line, number, number + 1, 2.0)[0] if is_counted else ""
        return end if unit in ("rep", "repetition") and line.folded(times) in ("x", "de", "à") else 0
    return end if line.folded(times) in ("x", "à") or line.is_sign(times, "\N{MULTIPLICATION SIGN}") else 0


def _is_other_word(line: TokenLine, index: int, unit: str) -> bool:
    """Tell whether capitals are an abbreviation and only look like a unit: `10 DB` are dumbbells, no decibels."""
    word, table = line.text(index), line.table
    is_short = word.isalpha() and len(word) > 1 and word.upper() in table.data.abbreviations
    return is_short and unit in table.units and word not in table.units[unit].written


def _begins_longer(line: TokenLine, index: int, unit: TableEntry) -> bool:
    """Tell whether a unit is the beginning of an abbreviation that is none: `Day 1 s/p surgery`."""
    entry = line.table.abbreviations.at(line.tokens, index)
    if entry is None:
        return False
    if line.text(index) == "W" and line.is_sign(index + 1, "/") and line.is_space(index + 2):
        return True  # `10 W/ BAND`
    more = len(entry.tokens) - len(unit.tokens)
    is_longer = more > 1 or (
        more == 1 and entry.tokens[-1].text in ":'"
    )  # `10 s.s.`, but the stop of `10 min.`
    is_name = len(entry.tokens) > len(unit.tokens) and " " in entry.tokens[-2].text  # `20 Mt. climbers`
    return is_name or (is_longer and f" {line.table.say['per']} " not in f" {entry.means} ")


def has_other_side(line: TokenLine, index: int, letter: str) -> bool:
    """Tell whether `10 L` is a side, as in `10 L, 10 R`, and no litres."""
    others = line.table.data.sides.keys() - {letter}
    return any(line.text(near) in others for near in range(index - _BESIDE, index + _BESIDE + 1))


def metre_or_minute(line: TokenLine, start: int, end: int, size: float) -> str:
    """Decide by the nearest word what `m` is, else by the number: `10m` may be ten minutes, `400m` is a distance."""
    if line.text(end - 1) == "M" and size <= _MOST_MILES and line.has_miles:
        return "mile"
    near = "time" if _is_at_power(line, end) else line.nearest(("distance", "time"), start, end)
    is_measure = size % _HALF or (size >= _LAP and size % _LAP == 0 and near == "time")
    if is_measure and line.table.language == ENGLISH and not line.is_beside("time", start, end):
        return "meter"  # `0.3 m`: of minutes, only halves are written so; `50m fly + rest`
    if line.table.language == GERMAN and near != "distance" and _is_with(line, end):
        return ""
    is_lap = size >= _LAP and size % _LAP == 0 and line.table.data.metre_or_minute == "meter"
    if near == "distance" or size > LONGEST_PLANK_MINUTES or is_lap:
        return "meter"
    if near == "time":
        return "minute"
    return "minute" if line.table.data.metre_or_minute == "minute" and size <= LONGEST_MINUTES else "meter"


def _is_at_power(line: TokenLine, index: int) -> bool:
    """Tell whether watts follow, which are held for a time: `45m 160w`."""
    number = line.skip(index)
    number = line.skip(number + 1) if line.is_sign(number, "@") else number
    unit = line.skip(number + 1)
    is_short = line.text(unit) == "w" and not line.is_sign(unit + 1, "/") and line.is_digits(number, 3)
    entry = line.table.spellings.at(line.tokens, unit)
    return line.is_digits(number) and (is_short or bool(entry and entry.means == "watt"))


def _is_with(line: TokenLine, index: int) -> bool:
    """Tell whether the letter before this place is short for German `mit`: `15 m. Theraband`."""
    noun = line.skip(index + 1)
    is_dotted = line.is_sign(index, ".") and noun > index + 1
    is_noun = line.is_word(noun) and (line.text(noun)[0].isupper() or line.text(noun).endswith("em"))
    return (
        is_dotted
        and is_noun
        and not (line.table.has("small", line.text(noun)) or line.table.has("time", line.text(noun)))
    )
