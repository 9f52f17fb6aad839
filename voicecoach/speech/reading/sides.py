"""Sides, as letters and as words that agree with the part of the body beside them: `Quad R`, `bras D`, `li. Bein`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.line import GERMAN
from voicecoach.speech.reading.measures import has_other_side, has_side
from voicecoach.speech.reading.numbers import DASHES, is_number
from voicecoach.speech.reading.pieces import ReplacedText
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece
    from voicecoach.speech.reading.table import Table

_NOTHING: Final = (None, 0)
_NOUNS: Final = ("body", "ordinals", "nouns")
_PAIR: Final = 2
_DOSES: Final = ("s", "sec", "sek", "seg", "min", "x")
_LONGEST_ARTICLE: Final = 6  # letters, of `keinem`
_BETWEEN_SIDES: Final = 3  # signs, as in `-->`
_BESIDE_SIDES: Final = "/-\N{MULTIPLICATION SIGN}\N{EN DASH}"


def side(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:  # noqa: PLR0911  # one for each place of a side
    """Read `Quad R`, `L side`, `(L)`, `10 R`."""
    text = line.text(index)
    end = index + 1
    sides = line.table.data.sides
    after, before = line.skip(end), line.back(index)
    if _is_small(line, index):
        text = text.upper()
    said = sides.get(text.upper() if line.is_sign(end, ".") else text)
    if said is None:
        return _NOTHING
    is_paired = _has_other_beside(line, index, text) or (
        after > end and is_number(line, after) and has_other_side(line, index, text)
    )
    if is_paired and not _names_a_letter(line, before):
        return ReplacedText(text=said), end
    dotted = line.skip(end + 1) if line.is_sign(end, ".") else after  # `R. foot`
    is_before_body = dotted > end and line.is_word(dotted) and has_side(line, dotted)
    if is_before_body and not line.is_sign(index - 1, DASHES + "'.&"):
        end = end + 1 if dotted > after else end
        return ReplacedText(text=agreeing(line, index, end, said)), end
    if text not in sides and line.is_sign(end, ".") and _is_behind_body(line, _first_of_two(line, before)):
        return ReplacedText(text=agreeing(line, index, end, said)), end + (not line.ends_sentence(end + 1))
    if text not in sides or line.is_sign(index - 1, DASHES + "'.&") or line.is_sign(end, DASHES + "'&"):
        return _NOTHING
    is_alone = (line.is_sign(index - 1, "([") and line.is_sign(end, ")]")) or (
        line.is_sign(end, ")") and line.kind(before) is Kind.END
    )
    is_timed = before in line.primes  # `1' D/1' G`
    is_counted = (
        line.is_digits(before) or is_timed or (line.is_word(before) and is_number(line, line.back(before)))
    )
    is_short = line.is_sign(before, ".") and line.is_word(before - 1)  # `Gainage lat. G 30 s`
    is_behind = (
        line.ends_clause(end)
        or line.is_sign(end, '"')
        or (after > end and (line.is_sign(after, "+(" + DASHES) or _starts_dose(line, after)))  # not `G1/G2`
        or (is_counted and has_other_side(line, index, text))
    ) and (line.is_word(before) or is_counted or is_short or line.is_sign(before, _BESIDE_SIDES))
    is_behind_body = line.is_word(before) and line.table.has("body", line.text(before))
    is_second = line.is_sign(before, ",;") and after > end and has_other_side(line, index, text)
    has_count = line.folded(after) == "x" and is_number(line, line.skip(after + 1))
    is_first = has_count and (line.kind(before) is Kind.END or line.is_sign(before, ",;:("))  # `R x8, L x8`
    is_label = is_first or (line.is_sign(line.skip(end), ":") and line.kind(before) in (Kind.END, Kind.SIGN))
    if (
        is_alone
        or is_label
        or is_behind_body
        or is_second
        or (is_behind and not _names_a_letter(line, before))
    ):
        return ReplacedText(text=agreeing(line, index, end, said)), end
    return _NOTHING


def agreeing(line: TokenLine, index: int, end: int, side: str) -> str:
    """Return a side in the form that the part of the body beside it asks for: `brazo der.`, `bras D`, `li. Bein`.

    The table has the forms in a list, the nouns in `body_m`, `body_f` and `body_n`. In German, where the side stands
    before its noun, the last form is that behind an article; what `mit` and its like ask for is made of the second.
    """
    words = side.split(" ")
    if len(words) > 1:  # `re. und li. Bein`
        return " ".join(agreeing(line, index, end, word) for word in words)
    is_adjective = line.table.lists_exactly("adjectives", side)
    regular = tuple(f"{side}{ending}" for ending in ("er", "e", "es", "en")) if is_adjective else None
    forms = line.table.data.lists.get(f"forms_{side}", regular)
    if forms is None:
        return side
    stands_before = line.table.language == GERMAN
    noun = line.skip(end) if stands_before else line.back(index)
    if not line.is_word(noun):
        return side
    gender = _gender_of(line.text(noun), line.table, lists=_NOUNS if is_adjective else _NOUNS[:1])
    if not gender:
        return side
    form = forms["mfn".index(gender)] if gender != "n" or len(forms) > _PAIR else side
    if not stands_before:
        return form
    return _in_case(line, index, noun, forms, gender) or form


def _in_case(line: TokenLine, index: int, noun: int, forms: Sequence[str], gender: str) -> str:
    """Return the form behind an article or a preposition, empty for neither: `am rechten Bein`, `mit rechtem Bein`."""
    at = line.back(index)
    before = line.folded(at)
    if line.is_sign(at, ".") and line.folded(at - 1) == "m":
        before = "mit"  # `m. gestr. Knie`
    if _asks_for_dative(line, before):
        word = line.text(noun)
        is_listed = any(line.table.lists_exactly(f"{name}_{gender}", word) for name in _NOUNS)
        is_plural = (
            word.endswith("en") and not is_listed
        )  # `mit gestreckten Armen`, but `mit gestrecktem Rücken`
        return forms[-1] if is_plural else f"{forms[1]}{'r' if gender == 'f' else 'm'}"
    if not line.table.lists_exactly("articles", before):
        return ""
    is_same = before == "das" or (before == "die" and gender == "f")
    is_first = before == "der" and (
        gender != "f" or line.table.has("body_f", line.text(noun))
    )  # `der maximalen Kraft`
    return forms[1] if is_first or is_same else forms[-1]


def _gender_of(noun: str, table: Table, *, lists: tuple[str, ...]) -> str:
    """Return the gender of a noun that a list has or, where all lists are asked, the end of a German noun tells."""
    for name in lists:
        for gender in "mfn":
            if table.has(f"{name}_{gender}", noun):
                return gender
    is_noun = lists == _NOUNS and (noun[0].isupper() or table.language != GERMAN)
    return "f" if is_noun and table.is_feminine(noun) else ""


def _asks_for_dative(line: TokenLine, before: str) -> bool:
    """Tell whether a German word before a side is a preposition with the dative, or an adjective in it."""
    is_adjective = before.endswith("em") and len(before) > _LONGEST_ARTICLE
    return is_adjective or line.table.lists_exactly("dative_sides", before)


def _starts_dose(line: TokenLine, index: int) -> bool:
    """Tell whether a number of seconds, minutes or times stands here, as behind the side of `Side plank L 30 s`."""
    return line.is_digits(index) and (
        line.folded(line.skip(index + 1)) in _DOSES or line.is_sign(index + 1, "'\"/\N{MULTIPLICATION SIGN}")
    )


def _first_of_two(line: TokenLine, before: int) -> int:
    """Return what stands before the first side of `jambe g. puis d.`; the place itself where there is no other."""
    dot = line.back(before)
    first = dot - 1
    is_second = line.table.lists_exactly("between_sides", line.folded(before)) and line.is_sign(dot, ".")
    return line.back(first) if is_second and line.text(first).upper() in line.table.data.sides else before


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
        is_last = step > 0 and line.kind(line.skip(at + 2)) is Kind.END  # `from L to R.`
        if signs and line.text(at) in others and not line.is_sign(at + step, "'" if is_last else "'."):
            return True
    return False


def _is_small(line: TokenLine, index: int) -> bool:
    """Tell whether a small letter is a side, before or behind a part of the body or in brackets: `r leg`, `quad r`, `(l)`."""
    text, before, after = line.text(index), line.back(index), line.skip(index + 1)
    if not line.table.lists_exactly("small_sides", text) or line.is_digits(before):
        return False
    is_alone = line.is_sign(index - 1, "([") and line.is_sign(index + 1, ")]")
    is_before_body = after > index + 1 and line.is_word(after) and has_side(line, after)
    is_behind_body = line.is_word(before) and line.table.has("body", line.text(before))
    return (
        is_alone or is_before_body or (is_behind_body and before < index - 1 and line.ends_clause(index + 1))
    )


def _names_a_letter(line: TokenLine, before: int) -> bool:
    return line.is_word(before) and line.table.has("lettered", line.text(before))
