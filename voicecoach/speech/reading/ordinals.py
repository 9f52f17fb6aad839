"""Numbers in an order, as each language writes them: `2nd`, `2.`, `2e`, `2.ª`, `2do`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.pieces import Ordinal

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_NOTHING: Final = (None, 0)
_GERMAN_LISTS: Final = ("ordinals_m", "ordinals_f", "ordinals_n", "months")
_JOINS: Final = ("bis", "und", "oder", "u")
_MOST_DIGITS: Final = 3
_MOST_TOGETHER: Final = 4  # ordinals that share a noun
_MOST_NUMBERED: Final = 12  # Spanish: from here on, `º` is a degree
_SPANISH_ENDINGS: Final = {
    1: "r", 2: "d", 3: "r", 4: "t", 5: "t", 6: "t", 7: "m", 8: "v", 9: "n", 10: "m",
}  # fmt: skip


def ordinal(line: TokenLine, index: int) -> tuple[Ordinal | None, int]:
    """Return the ordinal that begins with these digits."""
    return _OF_LANGUAGE[line.table.language](line, index)


def _english(line: TokenLine, index: int) -> tuple[Ordinal | None, int]:
    digits, ending = line.text(index), line.folded(index + 1)
    is_third = digits[-1] == "3" and digits[-2:] != "13"
    if ending == "rd" and not is_third:
        return _NOTHING  # `5rd` are rounds
    if ending in ("st", "nd", "rd", "th") and len(digits) <= _MOST_DIGITS:
        return Ordinal(n=int(line.text(index))), index + 2
    return _NOTHING


def _german(line: TokenLine, index: int) -> tuple[Ordinal | None, int]:
    """Read `1. Satz`, `die 2. Runde`: what is counted follows; the article decides the ending."""
    if _begins_dates(line, index):
        word = line.folded(line.back(index))
        article = word if line.table.lists_exactly("articles", word) else ""
        return Ordinal(n=int(line.text(index)), article=article), index + 2
    first = noun = line.skip(index + 2)
    for _ in range(_MOST_TOGETHER):  # `1. bis 3. Woche`
        noun = _next_ordinal(line, noun)
    if not line.is_sign(index + 1, ".") or not line.is_word(noun) or len(line.text(index)) > _MOST_DIGITS:
        return _NOTHING
    before, is_second = before_first(line, line.back(index))
    before -= line.is_sign(before, ".") and line.folded(before - 1) == "d"  # `in d. 2. Woche`
    article = line.folded(before) if line.table.lists_exactly("articles", line.folded(before)) else ""
    name = _whole_noun(line, noun)
    is_listed = any(line.table.has(of, name) for of in _GERMAN_LISTS)
    is_noun = line.text(noun)[0].isupper() and line.is_space(noun - 1)  # `4.Woche` is listed
    is_of_month = article and line.folded(noun) in ("jeden", "jedes", "des", "eines")
    if not (is_listed or is_of_month or (is_noun and (article or is_second or noun > first))):
        return _NOTHING
    if article in ("der", "dieser", "jeder", "d") and line.table.lists_exactly(
        "dative", line.folded(line.back(before))
    ):
        article = "dem"  # `in der 2. Woche`
    return Ordinal(n=int(line.text(index)), article=article, noun=name), index + 2


def _whole_noun(line: TokenLine, index: int) -> str:
    """Return a noun, or what it is where it is cut short: `1. Durchg.`."""
    short = line.table.abbreviations.at(line.tokens, index) if line.is_sign(index + 1, ".") else None
    return (short.means if short else line.table.lengthened(line.text(index))) or line.text(index)


def _begins_dates(line: TokenLine, index: int) -> bool:
    """Tell whether the first day of `21.-27.7.` is here, which shares the month of the last."""
    dash = line.skip(index + 2)
    last = line.skip(dash + 1)
    is_day = line.is_sign(index + 1, ".") and len(line.text(index)) <= 2  # noqa: PLR2004
    is_date = line.is_digits(last) and line.is_sign(last + 1, ".") and line.is_digits(last + 2)
    return is_day and is_date and line.is_sign(dash, "-\N{EN DASH}") and line.is_sign(last + 3, ".")


def before_first(line: TokenLine, before: int) -> tuple[int, bool]:
    """Return what stands before the first of several ordinals: the second takes its ending, `im 2. u. 3. Satz`."""
    at = before - (line.is_sign(before, ".") and line.folded(before - 1) == "u")
    number = line.back(at)
    is_joined = line.folded(at) in _JOINS or line.is_sign(at, "-/+&\N{EN DASH}")
    if is_joined and line.is_sign(number, ".") and line.is_digits(number - 1):
        return line.back(number - 1), True
    return before, False


def _next_ordinal(line: TokenLine, index: int) -> int:
    """Return what follows one more ordinal behind `bis`, `und`, `/` and the like; the same place for none."""
    joins = line.is_sign(index, "-/,+&\N{EN DASH}") or line.folded(index) in _JOINS
    number = line.skip(index + 1 + (line.folded(index) == "u" and line.is_sign(index + 1, ".")))
    if joins and line.is_digits(number) and line.is_sign(number + 1, "."):
        return line.skip(number + 2)
    return index


def _french(line: TokenLine, index: int) -> tuple[Ordinal | None, int]:
    ending = line.folded(index + 1)
    if ending in (
        "er",
        "re",
        "ère",
        "e",
        "è",
        "ème",
        "eme",
        "éme",
        "ieme",
        "ième",
        "nd",
        "nde",
        "de",
        "ers",
        "res",
        "ères",
        "es",
    ):
        return Ordinal(n=int(line.text(index)), ending=ending), index + 2
    return _NOTHING


def _spanish(line: TokenLine, index: int) -> tuple[Ordinal | None, int]:
    """Read `1.ª`, `2º`, `3.er`, `4to`, `1° serie`; a `º` behind more than twelve is a degree."""
    n, dot = int(line.text(index)[:4]), line.is_sign(index + 1, ".")
    end = index + 1 + dot
    ending = line.folded(end)
    if not n or (
        ending in ("º", "°") and line.is_sign(end + 1, "-/\N{EN DASH}") and _is_degree(line, end + 2)
    ):
        return _NOTHING  # `0º-120º`
    noun = line.text(line.skip(end + 1)) if line.is_word(line.skip(end + 1)) else ""
    if ending[:-1] == _SPANISH_ENDINGS.get(n) and ending[-1] in "oa":
        is_dotted = line.is_sign(end + 1, ".") and not line.ends_sentence(end + 2)  # `2do. día`
        return Ordinal(n=n, ending=ending[-1], noun=noun), end + 1 + is_dotted
    if ending == "°" and not dot and n <= _MOST_NUMBERED and noun and line.table.has("parts", noun):
        return Ordinal(n=n, ending="a" if _is_feminine(line, noun) else "o", noun=noun), end + 1
    if ending not in ("º", "ª", "er", "o", "a", "°") or (ending in ("o", "a", "°") and not dot):
        return _NOTHING
    if ending == "º" and n > _MOST_NUMBERED and not dot:
        return _NOTHING
    end += 1 + (ending == "er" and line.is_sign(end + 1, ".") and not line.ends_sentence(end + 2))
    return Ordinal(n=n, ending=ending, noun=noun), end


def _is_degree(line: TokenLine, index: int) -> bool:
    return (
        line.is_digits(index) and int(line.text(index)[:4]) > _MOST_NUMBERED and line.is_sign(index + 1, "º°")
    )


def _is_feminine(line: TokenLine, noun: str) -> bool:
    folded = noun.casefold()
    return not line.table.has("masculine", noun) and (
        folded.endswith(("a", "ión")) or line.table.has("feminine", noun)
    )


_OF_LANGUAGE: Final = {"en": _english, "de": _german, "fr": _french, "es": _spanish}
