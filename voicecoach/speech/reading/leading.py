"""What has its meaning before a number only: `~30`, `#3`, `No. 5`, `@ 20 kg`, `r1:30`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.amounts import item, value_of
from voicecoach.speech.reading.expressions import expression
from voicecoach.speech.reading.line import POOL
from voicecoach.speech.reading.measures import has_other_side
from voicecoach.speech.reading.numbers import DASHES, is_number
from voicecoach.speech.reading.pieces import Amount, Decimal, Duration, Product, ReplacedText
from voicecoach.speech.reading.places import NEAR
from voicecoach.speech.reading.sides import agreeing
from voicecoach.speech.reading.table import FEMININE
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)
_HUNDREDS: Final = 3  # digits
_SIZE_SIGNS: Final = "Øø"


def before_number(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read what has its meaning before a number only: `~30`, `>10`, `#3`, `No. 5`, `@ 20 kg`."""
    entry = line.table.before_number.at(line.tokens, index)
    if entry is None or (line.is_word(index) and line.is_word(index - 1)):
        return _NOTHING
    is_short = len(entry.tokens) == 1 and not line.table.lists_exactly("before_label", line.folded(index))
    if is_short and line.text(index) in line.table.data.capitals and line.text(index) != entry.tokens[0].text:
        return _NOTHING  # `RM 100 kg` is no room
    after = line.skip(index + len(entry.tokens))
    follows = is_number(line, after) or (line.is_sign(after, ".,+-") and is_number(line, after + 1))
    is_named = line.is_sign(index, "<>~") and line.text(after).isupper() and line.is_digits(after + 1)
    follows = follows or is_named  # `<V3`
    is_label = len(entry.tokens) == 1 and line.table.lists_exactly("before_label", line.folded(index))
    if is_label and (is_number(line, line.back(index)) or not _is_label(line, after)):
        return _NOTHING
    behind_number = is_number(line, index - 1) and entry.tokens[0].text in ("#", "-")
    if not follows or behind_number or not _is_before_its_kind(line, index, after):
        return _NOTHING
    return ReplacedText(text=_said_before(line, index, after, entry.means)), after


def _said_before(line: TokenLine, index: int, number: int, means: str) -> str:
    """Return what a word or a sign stands for before this number."""
    if line.is_sign(index, "~\N{ALMOST EQUAL TO}"):
        return _about(line, number, means)
    if line.text(index) in _SIZE_SIGNS and _is_short_length(line, number):
        return line.table.say["diameter"]
    return agreeing(line, index, number, means)


def _is_short_length(line: TokenLine, number: int) -> bool:
    """Tell whether a number of centimetres or millimetres is here: `Ø 65 cm` is a size, `Ø 150 W` an average."""
    found, _ = item(line, number)
    return isinstance(found, Amount) and found.unit in ("centimeter", "millimeter")


def _about(line: TokenLine, number: int, said: str) -> str:
    """Return `about` in the form that what follows asks for: Spanish "unos", "unas" and, before one, another word."""
    forms = line.table.data.lists.get(f"forms_{said}")
    found, _ = item(line, number)
    if forms is None or not isinstance(found, Amount):
        return said
    masculine, feminine, before_one = forms
    if value_of(found.numbers[0]) <= 1 or found.unit == "percent":
        return before_one
    gender = line.table.unit(found.unit).gender if found.unit else ""
    return feminine if gender == FEMININE or line.table.is_feminine(found.noun) else masculine


def _is_before_its_kind(line: TokenLine, index: int, number: int) -> bool:
    """Tell whether the number behind a place is of the kind that a list asks for: a time, one of several."""
    lists_it, word = line.table.lists_exactly, line.folded(index)
    return not (
        (lists_it("before_several", word) and not _is_several(line, number))
        or (lists_it("before_times", word) and not _is_time(line, number))
        or (lists_it("before_rests", word) and not _is_rest(line, index, number))
        or (lists_it("before_parts", word) and not _is_part(line, number))
        or (lists_it("before_hundreds", word) and not line.is_digits(number, _HUNDREDS))
        or (lists_it("before_percent", word) and not _is_share(line, number))
        or (lists_it("before_sendoffs", line.text(index)) and not _is_sendoff(line, index, number))
    )


def _is_part(line: TokenLine, number: int) -> bool:
    """Tell whether a part of one, in decimals, is here: `IF 0.85`, but `IF 6 REPS`."""
    found, _ = item(line, number)
    return isinstance(found, Amount) and isinstance(found.numbers[0].number, Decimal)


def _is_share(line: TokenLine, number: int) -> bool:
    found, _ = item(line, number)
    return isinstance(found, Amount) and found.unit == "percent"


def _is_time(line: TokenLine, number: int) -> bool:
    """Tell whether a number is a time, or how often one is: `SS 3x12'`, Spanish `c/2 h`, but `c/10 kg`, with so much."""
    found: object = expression(line, number)[0]
    found = found.factors[-1] if isinstance(found, Product) else found
    is_unit = isinstance(found, Amount) and found.unit and line.table.unit(found.unit).kind == "time"
    return bool(is_unit) or isinstance(found, Duration)


def _is_rest(line: TokenLine, index: int, number: int) -> bool:
    """Tell whether a letter is a rest and not a side: `5 x 500 r1:30`, `4 x 400 (R: 60s)`, but `Side plank R 30 s`."""
    letter = line.text(index)
    if letter in line.table.data.sides:
        before = line.back(index)
        is_against = number == index + 1 or line.is_sign(index + 1, ":")
        is_behind = (
            line.is_digits(before)
            or line.is_sign(before, ")")
            or (line.is_word(before) and is_number(line, line.back(before)))
        )
        if has_other_side(line, index, letter) or not (is_against or is_behind):
            return False
    is_bare = line.is_sign(index + 1, ":") and line.is_digits(number, 2)  # `r:60`
    return is_bare or _is_time(line, number)


def _is_sendoff(line: TokenLine, index: int, number: int) -> bool:
    """Tell whether a letter is a swimmer's start: French `10 x 100 D 1'40`; `jambe D 1'` is the right leg."""
    found, _ = item(line, number)
    is_time = isinstance(found, Duration) or (
        isinstance(found, Amount) and found.unit in ("minute", "second")
    )
    before = line.back(index)
    return is_time and (
        _is_behind_lengths(line, index)
        or line.is_digits(before)
        or line.kind(before) is Kind.END
        or line.is_sign(before, ",(-")
    )


def _is_behind_lengths(line: TokenLine, index: int) -> bool:
    """Tell whether lengths of a pool, so many times, stand before a place: `4x25 sprint D 45"`."""
    return any(
        line.folded(at) == "x" and line.is_digits(number) and int(line.text(number)[:4]) % POOL == 0
        for at in range(max(index - NEAR, 0), index)
        if (number := line.skip(at + 1))
    )


def _is_label(line: TokenLine, number: int) -> bool:
    """Tell whether a number at the beginning of what it names is here: `Min 1:`, `Min 2 - burpees`."""
    after = line.skip(number + 1)
    return line.is_digits(number) and (line.is_sign(after, ":)" + DASHES) or line.kind(after) is Kind.END)


def _is_several(line: TokenLine, number: int) -> bool:
    """Tell whether another number is joined to one: French `nos 3 et 4`, but `nos 3 exercices` are ours."""
    joint = line.skip(number + 1)
    is_joined = line.is_sign(joint, ",/&+" + DASHES) or line.folded(joint) in (
        line.table.say["and"],
        line.table.say["to"],
        line.table.say["or"],
    )
    return is_joined and is_number(line, line.skip(joint + 1))
