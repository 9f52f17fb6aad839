"""Words that are not said as they are written: abbreviations, capitals, Roman numerals, sides, days, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.amounts import has_other_side
from voicecoach.speech.reading.dates import starts_date
from voicecoach.speech.reading.line import FRENCH, GERMAN
from voicecoach.speech.reading.numbers import DASHES, is_number
from voicecoach.speech.reading.pieces import Letters, Ordinal, Plain, ReplacedText, amount_of
from voicecoach.speech.reading.tokens import Kind, Token

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)
_DOSES: Final = ("s", "sec", "sek", "seg", "min", "x")
_LONG: Final = 4  # letters; capitals from here on are a word where it can be pronounced
ROMAN: Final = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
    "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20,
}  # fmt: skip
_VOWELS: Final = frozenset("AEIOUYÄÖÜÁÉÍÓÚÀÈÙÂÊÎÔÛ")
_ORDINAL_ENDINGS: Final = ("st", "nd", "rd", "th", "er", "re", "e", "ème", "nde", "ª", "º")
_BETWEEN_SIDES: Final = 3  # signs, as in `-->`
_BESIDE_SIDES: Final = "/-\N{MULTIPLICATION SIGN}\N{EN DASH}"
_ENDINGS: Final = frozenset(
    {"com", "org", "net", "de", "fr", "es", "io", "app", "info", "eu", "uk", "ch", "at"}
)


def word(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Return what a word that is not said as it is written stands for."""
    for read in (address, _abbreviation, _day, _roman, _side, _capitals):
        found, end = read(line, index)
        if found is not None:
            return found, end
    return _NOTHING


def _abbreviation(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    entry = line.table.abbreviations.at(line.tokens, index)
    if entry is None:
        return _NOTHING
    end = index + len(entry.tokens)
    ends_in_word = entry.tokens[-1].kind is Kind.WORD
    if ends_in_word and line.is_sign(end, "'") and line.is_word(end + 1):
        return _NOTHING
    if line.folded(index) in line.table.days and (_next_day(line, index, 1) or _next_day(line, index, -1)):
        return _NOTHING  # `Mi. und Fr. Pause`
    if line.folded(index) in line.table.days and not line.is_word(line.skip(end)):
        return _NOTHING  # `Fr., 7 Uhr`, but `Fr. Meier`
    is_title = line.table.has("titles", entry.tokens[0].text) and line.is_word(line.skip(end))
    if entry.tokens[-1].text == "." and line.ends_sentence(end) and not is_title and len(entry.tokens) > 1:
        end -= 1  # it also ends the sentence
        if entry.tokens[-2].kind is not Kind.WORD:
            end += 1
    text = _agreeing(line, index, end, entry.means)
    if _counts_one(line, index) and (unit := line.table.spellings.at(line.tokens, index)) is not None:
        text = line.table.units[unit.means].one if unit.means in line.table.units else text
    if not entry.exact and _counts_many(line, index, end, text):
        text += "s"
    if line.text(index)[:1].isupper() and not entry.exact and entry.tokens[0].text.islower():
        text = text[:1].upper() + text[1:]
    return ReplacedText(text=text), end


def _counts_many(line: TokenLine, index: int, end: int, text: str) -> bool:
    """Tell whether capitals stand for several of what they name: `15 OHS`; `15 OHS reps` are one lift's."""
    before = line.back(index)
    is_many = line.is_space(index - 1) and line.is_digits(before) and line.text(before) not in ("0", "1")
    return (
        is_many
        and line.table.lists_exactly("counted", text.rsplit(maxsplit=1)[-1])
        and not line.is_word(line.skip(end))
    )


def _counts_one(line: TokenLine, index: int) -> bool:
    """Tell whether an ordinal, or a word such as `per`, stands before a place: `jede 2. Wdh.`, `3rd rd`, `pro Wo.`."""
    before = line.back(index)
    if line.is_word(before) and line.table.lists_exactly("before_one", line.folded(before)):
        return True
    if line.is_sign(before, ".\N{FEMININE ORDINAL INDICATOR}\N{MASCULINE ORDINAL INDICATOR}"):
        before -= 1
        return line.is_digits(before) or (line.is_sign(before, ".") and line.is_digits(before - 1))
    number = before - 1 - line.is_sign(before - 1, ".")
    return line.folded(before) in _ORDINAL_ENDINGS and line.is_digits(number)


def _agreeing(line: TokenLine, index: int, end: int, side: str) -> str:
    """Return a side in the form that the part of the body beside it asks for: `brazo der.`, `bras D`, `li. Bein`.

    The table has the forms in a list, the nouns in `body_m`, `body_f` and `body_n`. In German, where the side stands
    before its noun, the last form is that behind an article.
    """
    forms = line.table.data.lists.get(f"forms_{side}")
    if forms is None:
        return side
    stands_before = line.table.language == GERMAN
    noun = line.skip(end) if stands_before else line.back(index)
    if not line.is_word(noun):
        return side
    for gender, form in zip("mfn", forms, strict=False):
        if line.table.has(f"body_{gender}", line.text(noun)):
            before = line.folded(line.back(index))
            is_weak = stands_before and line.table.lists_exactly("articles", before)
            is_same = before == "das" or (before == "die" and gender == "f")
            return (forms[1] if before == "der" or is_same else forms[-1]) if is_weak else form
    return side


def _day(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read `Mon/Wed/Fri`, `Mo-Fr`; what is also a word needs another day beside it."""
    days, text = line.table.days, line.text(index)
    if text.casefold() not in days or not (
        text[0].isupper() or line.table.has("days_small", line.table.language)
    ):
        return _NOTHING
    beside = _next_day(line, index, 1) or _next_day(line, index, -1) or starts_date(line, index + 1)
    is_dated = line.is_sign(index + 1, ".") and line.table.lists_exactly(
        "before_days", line.folded(line.back(index))
    )
    if not beside and not is_dated and not line.table.has("days_alone", text):
        return _NOTHING
    end = index + 1
    if line.is_sign(end, ".") and not line.ends_sentence(end + 1):
        end += 1
    said = days[text.casefold()]
    dash = line.skip(end)
    if line.is_sign(dash, DASHES) and line.folded(line.skip(dash + 1)) in days:
        return ReplacedText(text=f"{said} {line.table.say['to']}"), line.skip(dash + 1)
    return ReplacedText(text=said), end


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


def _roman(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read `Warrior II`, `Phase IV`; a single letter only behind a name that is numbered so."""
    text = line.text(index)
    value = ROMAN.get(text)
    if text[-1:] == "e" and line.table.language == FRENCH and len(text) > 2 and text[:-1] in ROMAN:  # noqa: PLR2004
        return Ordinal(n=ROMAN[text[:-1]], ending="e"), index + 1  # `XXe`
    if value is None or line.is_sign(index + 1, "'") or line.is_digits(index + 1):
        return _NOTHING
    before = line.back(index - 1 if line.is_sign(index - 1, DASHES + "/") and len(text) > 1 else index)
    name = line.text(before)
    is_name = line.is_word(before) and name[0].isupper()
    if text == "X" and line.is_sign(index + 1, DASHES):
        return _NOTHING
    if (
        len(text) > 2  # noqa: PLR2004  # `III` is nothing else
        or (len(text) > 1 and text != "XX" and line.kind(before) is Kind.END)
        or _follows_roman(line, index, value)
        or (
            len(text) > 1
            and line.is_sign(before, ".")
            and line.table.has("roman_dotted", line.text(before - 1))
        )
        or (len(text) > 1 and line.is_word(before))
        or (is_name and line.table.has("roman", name))
        or (len(text) > 1 and name in ROMAN)
    ):
        return amount_of(value), index + 1
    return _NOTHING


def _follows_roman(line: TokenLine, index: int, value: int) -> bool:
    """Tell whether the number before stands in front: the `II` of `Warrior I, II and III`."""
    before = line.back(index)
    is_joined = line.is_sign(before, ",&+") or line.folded(before) == line.table.say["and"]
    return is_joined and ROMAN.get(line.text(line.back(before))) == value - 1


def _side(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:  # noqa: PLR0911  # one for each place of a side
    """Read `Quad R`, `L side`, `(L)`, `10 R`."""
    text = line.text(index)
    end = index + 1
    sides = line.table.data.sides
    said = sides.get(text.upper() if line.is_sign(end, ".") else text)
    if said is None:
        return _NOTHING
    after, before = line.skip(end), line.back(index)
    is_paired = _has_other_beside(line, index, text) or (
        after > end and is_number(line, after) and has_other_side(line, index, text)
    )
    if is_paired and not _names_a_letter(line, before):
        return ReplacedText(text=said), end
    dotted = line.skip(end + 1) if line.is_sign(end, ".") else after  # `R. foot`
    is_before_body = dotted > end and line.is_word(dotted) and line.table.has("body", line.text(dotted))
    if is_before_body and not line.is_sign(index - 1, DASHES + "'.&"):
        end = end + 1 if dotted > after else end
        return ReplacedText(text=_agreeing(line, index, end, said)), end
    if text not in sides and line.is_sign(end, ".") and _is_behind_body(line, before):
        return ReplacedText(text=_agreeing(line, index, end, said)), end + (not line.ends_sentence(end + 1))
    if text not in sides or line.is_sign(index - 1, DASHES + "'.&") or line.is_sign(end, DASHES + "'&"):
        return _NOTHING
    is_alone = (line.is_sign(index - 1, "([") and line.is_sign(end, ")]")) or (
        line.is_sign(end, ")") and line.kind(before) is Kind.END
    )
    is_counted = line.is_digits(before) or (line.is_word(before) and is_number(line, line.back(before)))
    is_behind = (
        line.ends_clause(end)
        or _starts_dose(line, after)
        or (is_counted and has_other_side(line, index, text))
    ) and (line.is_word(before) or line.is_digits(before) or line.is_sign(before, _BESIDE_SIDES))
    is_behind_body = line.is_word(before) and line.table.has("body", line.text(before))
    is_label = line.is_sign(end, ":") and line.kind(before) in (Kind.END, Kind.SIGN)
    if is_alone or is_label or is_behind_body or (is_behind and not _names_a_letter(line, before)):
        return ReplacedText(text=_agreeing(line, index, end, said)), end
    return _NOTHING


def _starts_dose(line: TokenLine, index: int) -> bool:
    """Tell whether a number of seconds, minutes or times stands here, as behind the side of `Side plank L 30 s`."""
    return line.is_digits(index) and (
        line.folded(line.skip(index + 1)) in _DOSES or line.is_sign(index + 1, "'\"\N{MULTIPLICATION SIGN}")
    )


def _is_behind_body(line: TokenLine, before: int) -> bool:
    """Tell whether a side stands behind its part of the body, as in `côté g.`."""
    return line.table.language != GERMAN and line.table.has("body", line.text(before))


def _has_other_beside(line: TokenLine, index: int, letter: str) -> bool:
    """Tell whether the other side stands beside a letter, with nothing but a sign between: `L → R`, `L-R-L-R`."""
    table = line.table
    others = table.data.sides.keys() - {letter}
    for step in (1, -1):
        at, signs = index + step, 0
        while (
            line.kind(at) in (Kind.SPACE, Kind.SIGN)
            and not line.is_sign(at, "&.'")
            and signs < _BETWEEN_SIDES
        ):
            signs += line.kind(at) is Kind.SIGN
            at += step
        word = line.folded(at)
        if not signs and table.lists_exactly("between_sides", word):
            at, signs = at + 2 * step, 1  # `from L to R`
        if signs and line.text(at) in others and not line.is_sign(at + step, "'."):
            return True
    return False


def _names_a_letter(line: TokenLine, before: int) -> bool:
    return line.is_word(before) and line.table.has("lettered", line.text(before))


def _capitals(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:  # noqa: PLR0911  # one for each kind of capitals
    """Say words in capitals as words, and letters that are none as letters."""
    text = line.text(index)
    if "'" in text and text.isupper():
        return Plain(text=text.casefold()), index + 1
    stem = text.removesuffix("'s") if len(text) > 3 else text  # noqa: PLR2004
    if stem != text and stem.isupper():
        entry = line.table.abbreviations.at((Token(kind=Kind.WORD, text=stem),), 0)
        return ReplacedText(text=f"{entry.means if entry else _spelled(stem)}s"), index + 1
    if len(text) > 2 and text[-1] == "s" and text[:-1].isupper():  # noqa: PLR2004
        return ReplacedText(text=f"{_spelled(text[:-1])}s"), index + 1
    if len(text) < 2 or not text.isupper():  # noqa: PLR2004
        return _NOTHING
    if line.is_sign(index - 1, ".") and line.is_sign(index + 1, "."):
        return _NOTHING
    folded = text.casefold()
    has_vowel = bool(_VOWELS & set(text))
    if line.table.has("spelled", folded):
        return Letters(text=text), index + 1
    if line.table.has("short", folded) or (
        has_vowel and (len(text) >= _LONG or _is_amid_capitals(line, index))
    ):
        return Plain(text=folded), index + 1
    if len(text) == 3 and text[1] in _VOWELS and text[0] not in _VOWELS and text[2] not in _VOWELS:  # noqa: PLR2004
        return Plain(text=folded), index + 1
    return Letters(text=text), index + 1


def _spelled(text: str) -> str:
    return " ".join(text)


def _is_amid_capitals(line: TokenLine, index: int) -> bool:
    beside = (line.text(line.back(index)), line.text(line.skip(index + 1)))
    return any(len(text) >= _LONG and text.isupper() and _VOWELS & set(text) for text in beside)


def address(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read an address of the web or of mail: its dots and slashes are said."""
    if line.kind(index - 1) not in (Kind.SPACE, Kind.END) and not line.is_sign(index - 1, "(\"'"):
        return _NOTHING
    has_scheme = line.text(index + 1) == ":" and line.text(index + 2) == "/" and line.text(index + 3) == "/"
    start = index + 4 if has_scheme else index
    if not (
        has_scheme
        or (line.is_sign(index + 1, "._-@") and (line.is_word(index + 2) or line.is_digits(index + 2)))
    ):
        return _NOTHING
    end = start
    while line.kind(end) not in (Kind.SPACE, Kind.END) and not line.is_sign(end, "()\"',;!"):
        end += 1
    while end > start and line.is_sign(end - 1, ".?:"):
        end -= 1
    parts = line.tokens[start:end]
    dots = [at for at in range(start + 1, end - 1) if line.text(at) == "."]
    is_site = has_scheme or line.folded(start) == "www" or any(line.folded(at + 1) in _ENDINGS for at in dots)
    if not (is_site and dots):
        return _NOTHING
    names = {sign: line.table.say[name] for sign, name in _ADDRESS_SIGNS.items()}
    return ReplacedText(text=" ".join(_part(names, part.text) for part in parts)), end


_ADDRESS_SIGNS: Final = {
    ".": "dot",
    "/": "slash",
    "@": "at_sign",
    "-": "dash",
    "_": "underscore",
    ":": "colon",
}


def _part(names: dict[str, str], text: str) -> str:
    if text == "www" or text.isdecimal():
        return " ".join(text)
    return names.get(text, text if text.isalnum() else "")
