"""Words that are not said as they are written: abbreviations, capitals, Roman numerals, sides, days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.addresses import address
from voicecoach.speech.reading.counted import counted, day_of_plan, joined_stroke
from voicecoach.speech.reading.dates import starts_date
from voicecoach.speech.reading.day_letters import day_letter
from voicecoach.speech.reading.line import ENGLISH, LATIN
from voicecoach.speech.reading.measures import known_unit
from voicecoach.speech.reading.numbers import DASHES, fraction_at, is_number
from voicecoach.speech.reading.people import people
from voicecoach.speech.reading.pieces import Letters, Plain, ReplacedText
from voicecoach.speech.reading.pressures import pressure_name
from voicecoach.speech.reading.roman import roman
from voicecoach.speech.reading.sides import agreeing, side
from voicecoach.speech.reading.tokens import Kind, Token
from voicecoach.speech.reading.units_alone import unit_alone

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece
    from voicecoach.speech.reading.table import TableEntry

_NOTHING: Final = (None, 0)
_LONG: Final = 4  # letters; capitals from here on are a word where it can be pronounced
_VOWELS: Final = frozenset("AEIOUYÄÖÜÁÉÍÓÚÀÈÙÂÊÎÔÛ")
_ORDINAL_ENDINGS: Final = ("st", "nd", "rd", "th", "er", "re", "e", "ème", "nde", "ª", "º")


def word(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Return what a word that is not said as it is written stands for."""
    for read in (
        day_of_plan,
        counted,
        joined_stroke,
        _between_words,
        address,
        unit_alone,
        pressure_name,
        people,
        day_letter,
        _abbreviation,
        _shortened,
        _day,
        roman,
        side,
        _capitals,
    ):
        found, end = read(line, index)
        if found is not None:
            return found, end
    return _NOTHING


def _between_words(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read a letter that is a word with another behind it: `w 3-5 kg`, `Squat w pause`; `200 w hard` are watts."""
    said = line.table.data.between_words.get(line.text(index), "")
    before, after = line.back(index), index + 2
    stands_alone = before < index - 1 or line.kind(before) is Kind.END
    if not said or not stands_alone or not line.is_space(index + 1):
        return _NOTHING
    follows = line.is_digits(after) or (line.is_word(after) and not line.is_digits(before))
    return (ReplacedText(text=said), index + 1) if follows else _NOTHING


def _abbreviation(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    entry = line.table.abbreviations.at(line.tokens, index)
    if entry is None:
        return _NOTHING
    end = index + len(entry.tokens)
    if _is_none(line, index, end, entry):
        return _NOTHING
    if entry.means in line.table.data.before_dates and starts_date(line, end):
        return ReplacedText(text=line.table.data.before_dates[entry.means]), end  # `w/c 18 May`
    is_title = line.table.has("titles", entry.tokens[0].text) and line.is_word(line.skip(end))
    if entry.tokens[-1].text == "." and line.ends_sentence(end) and not is_title and len(entry.tokens) > 1:
        end -= 1  # it also ends the sentence
        if entry.tokens[-2].kind is not Kind.WORD:
            end += 1
    text = agreeing(line, index, end, entry.means)
    short, *each = line.table.data.lists.get("each_per", ("",))
    if line.folded(index) == short and line.table.has("per", line.text(line.skip(end))):
        text = each[0]  # Spanish `c/ pierna`, but `c/ banda`
    if _counts_one(line, index) and (unit := known_unit(line, index)) is not None:
        text = line.table.units[unit.means].one if unit.means in line.table.units else text
    if _counts_many(line, index, end):
        text = line.table.plural(text)
    if line.text(index)[:1].isupper() and not entry.exact and entry.tokens[0].text.islower():
        text = text[:1].upper() + text[1:]
    return ReplacedText(text=text), end


def _is_none(line: TokenLine, index: int, end: int, entry: TableEntry) -> bool:
    """Tell whether what looks like an abbreviation is none: `6c/7a`, or the name of a day in `Mi. und Fr.`."""
    if line.is_digits(index - 1) and line.text(index + 1) == "/" and line.is_digits(index + 2):
        return True
    is_in_letters = line.is_sign(index - 1, "/") and len(line.text(index)) == 1 and line.is_word(index - 2)
    if is_in_letters and any(token.text == "/" for token in entry.tokens):
        return True  # `S/K/P/S`
    if entry.tokens[-1].kind is Kind.WORD and line.is_sign(end, "'") and line.is_word(end + 1):
        return True
    is_long = sum(token.kind is Kind.WORD for token in entry.tokens) > 1  # `dom. lastr.`
    if line.folded(index) not in line.table.days or line.text(index).isupper() or is_long:
        return False  # `SU` are single-unders
    is_beside_day = _next_day(line, index, 1) or _next_day(line, index, -1)
    return is_beside_day or not line.is_word(line.skip(end))  # `Fr., 7 Uhr`, but `Fr. Meier`


def _shortened(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read a word of the trade that somebody has cut short: `calent.`, `Ellb.`, `échauff.`."""
    end = index + 1
    has_stop = line.is_sign(end, ".")
    is_short = has_stop or line.table.needs_no_stop(line.text(index))
    whole = line.table.lengthened(line.text(index)) if is_short else ""
    if not whole or (has_stop and line.is_digits(end + 1)):
        return _NOTHING
    if _counts_many(line, index, end + 1):
        whole = line.table.plural(whole)
    if line.text(index)[0].isupper():
        whole = whole[0].upper() + whole[1:]
    return ReplacedText(text=whole), end + (has_stop and not line.ends_sentence(end + 1))


def _counts_many(line: TokenLine, index: int, end: int) -> bool:
    """Tell whether an abbreviation stands for several of what it names: `15 OHS`; `15 OHS reps` are one lift's.

    Where adjectives stand behind their noun, a word behind it is one: French `8 mvts lents`.
    """
    before = line.back(index)
    before = before - 1 if line.is_sign(before, "+") else before  # `10+ Übg.`
    is_one = line.text(before) in ("0", "1") and not line.is_sign(before - 1, ".,")
    is_one = is_one or fraction_at(line, before - 2)[0] is not None  # `1/2 sent.`
    is_many = is_number(line, before) and not is_one and line.kind(before) is Kind.DIGITS
    after = line.skip(end)
    is_last = not line.is_word(after) or line.table.has("small", line.text(after))
    is_described = line.table.language in LATIN and line.table.spellings.at(line.tokens, after) is None
    return is_many and (is_last or is_described)


def _counts_one(line: TokenLine, index: int) -> bool:
    """Tell whether an ordinal, or a word such as `per`, stands before a place: `jede 2. Wdh.`, `3rd rd`, `pro Wo.`."""
    before = line.back(index)
    if line.is_word(before) and line.table.lists_exactly("before_one", line.folded(before)):
        return True
    is_numbered = line.table.language == ENGLISH and line.is_sign(before, ".")  # `1. DB row`
    if not is_numbered and line.is_sign(
        before, ".\N{FEMININE ORDINAL INDICATOR}\N{MASCULINE ORDINAL INDICATOR}"
    ):
        before -= 1
        return line.is_digits(before) or (line.is_sign(before, ".") and line.is_digits(before - 1))
    number = before - 1 - line.is_sign(before - 1, ".")
    return line.folded(before) in _ORDINAL_ENDINGS and line.is_digits(number)


def _day(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read `Mon/Wed/Fri`, `Mo-Fr`; what is also a word needs another day beside it."""
    days, text = line.table.days, line.text(index)
    is_first = line.kind(line.back(index)) is Kind.END and line.is_digits(index + 2)  # `Sun 10 mi`
    is_small_label = line.begins_label(index) and line.table.has("days_alone", text)  # `tue: 5 mi`
    is_small = is_small_label or _is_small_day(line, index)
    if text.casefold() not in days or not (
        text[0].isupper() or is_small or line.table.has("days_small", line.table.language)
    ):
        return _NOTHING
    beside = _next_day(line, index, 1) or _next_day(line, index, -1) or starts_date(line, index + 1)
    is_after = line.table.lists_exactly("before_days", line.folded(line.back(index)))
    is_dated = line.is_sign(index + 1, ".") and (is_after or line.dotted_days > 1)
    is_label = line.is_label(index) and (line.day_labels > 1 or not line.table.has("short", text.casefold()))
    is_first = is_first and line.table.has("days_first", text)
    is_day = beside or is_dated or is_label or is_first
    if not is_day and not line.table.has("days_alone", text):
        return _NOTHING
    end = index + 1
    if line.is_sign(end, ".") and not line.ends_sentence(end + 1):
        end += 1
    said = days[text.casefold()]
    dash = line.skip(end)
    after = line.skip(dash + 1)
    if line.is_sign(dash, DASHES) and line.folded(after) in days:
        is_list = _is_day_beyond(line, index, -1) or _is_day_beyond(line, after, 1)
        return ReplacedText(text=f"{said}, " if is_list else f"{said} {line.table.say['to']} "), after
    return ReplacedText(text=said), end


def _is_small_day(line: TokenLine, index: int) -> bool:
    """Tell whether a day in small letters has a sign beside it, as in `mon/wed/fri`: `sun and sat` are also words."""
    beside = line.skip(index + 1), line.back(index)
    return line.table.lists_exactly("small_days", line.text(index)) and any(
        line.is_sign(at, "/,&+" + DASHES) for at in beside
    )


def _is_day_beyond(line: TokenLine, day: int, step: int) -> bool:
    """Tell whether a dash joins a third day to the two of a dash: `Mo-Mi-Fr` are three, `Mo-Fr` is a span."""
    beside = day + step
    while line.is_sign(beside, ".") or line.is_space(beside):
        beside += step
    return line.is_sign(beside, DASHES) and _next_day(line, day, step)


def _next_day(line: TokenLine, index: int, step: int) -> bool:
    index += step
    joined = False
    for _ in range(6):
        token = line.at(index)
        if token.folded in line.table.days and token.kind is Kind.WORD:
            return joined
        is_and = token.folded in (line.table.say["and"], "&", "+", "/", ",") or line.table.lists_exactly(
            "between_days", token.folded
        )
        if not (token.kind is Kind.SPACE or is_and or token.text in DASHES + ".") or token.kind is Kind.END:
            return False
        joined = joined or is_and or token.text in DASHES
        index += step
    return False


def _capitals(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:  # noqa: PLR0911  # one for each kind of capitals
    """Say words in capitals as words, and letters that are none as letters."""
    text = line.text(index)
    ending = "S" if text.endswith("'S") else "s"
    stem = text.removesuffix(ending).removesuffix("'") if len(text) > 2 else text  # noqa: PLR2004
    is_known = line.table.abbreviations.at((Token(kind=Kind.WORD, text=stem),), 0) is not None
    if "'" in text and text.isupper() and not is_known:
        return Plain(text=text.casefold()), index + 1
    if stem != text and stem.isupper() and stem.isalpha():
        entry = line.table.abbreviations.at((Token(kind=Kind.WORD, text=stem),), 0)
        said = entry.means if entry else _spelled(stem)
        return ReplacedText(text=said if entry and said.endswith("s") else f"{said}s"), index + 1
    if len(text) < 2 or not text.isupper():  # noqa: PLR2004
        return (Letters(text=text.upper()), index + 1) if _is_spelled_small(line, text) else _NOTHING
    if line.is_sign(index - 1, ".") and line.is_sign(index + 1, "."):
        return _NOTHING
    folded = text.casefold()
    has_vowel = bool(_VOWELS & set(text))
    if any(line.table.lists_exactly("spelled", one) for one in (folded, folded.removesuffix("s"))):
        return Letters(text=text), index + 1
    if line.table.has("short", folded) or (
        has_vowel and (len(text) >= _LONG or _is_amid_capitals(line, index))
    ):
        return Plain(text=folded), index + 1
    if len(text) == 3 and text[1] in _VOWELS and text[0] not in _VOWELS and text[2] not in _VOWELS:  # noqa: PLR2004
        return Plain(text=folded), index + 1
    return Letters(text=text), index + 1


def _is_spelled_small(line: TokenLine, text: str) -> bool:
    """Tell whether small letters are said one by one: `tfl`, `acl`; what could be a word is one."""
    if line.table.lists_exactly("spelled_small", text):
        return True
    is_no_word = len(text) > 2 and text.islower() and not _VOWELS & set(text.upper())  # noqa: PLR2004
    return is_no_word and line.table.lists_exactly("spelled", text)


def _spelled(text: str) -> str:
    return " ".join(text)


def _is_amid_capitals(line: TokenLine, index: int) -> bool:
    beside = (line.text(line.back(index)), line.text(line.skip(index + 1)))
    return any(len(text) >= _LONG and text.isupper() and _VOWELS & set(text) for text in beside)
