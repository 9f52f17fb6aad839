"""Signs that mean something between other things: `->`, `&`, `/` between words, `+`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.dashes import between_months, dash, is_step
from voicecoach.speech.reading.line import GERMAN
from voicecoach.speech.reading.numbers import is_number
from voicecoach.speech.reading.pieces import Plain, ReplacedText
from voicecoach.speech.reading.rates import SLASHES, per_at
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)
_COMMA: Final = ", "


def sign(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Return what a sign between other things means."""
    for read in (_slash, _plus, between_months, dash, _at, _ratio, _compared):
        found, end = read(line, index)
        if found is not None:
            return found, end
    entry = line.table.signs.at(line.tokens, index)
    if entry is None:
        return _NOTHING
    end = index + len(entry.tokens)
    words = [line.folded(line.back(index)), line.folded(line.skip(end))]
    if entry.means.casefold() in words:
        return Plain(text=" "), end  # `up ↑` says it already
    if entry.means == line.table.data.signs["→"] and _begins_clause(line, index):
        return Plain(text=" "), end  # `→ other side`
    if entry.means == line.table.data.signs["→"] and is_step(line, index, end):
        return Plain(text=_COMMA), end
    return ReplacedText(text=entry.means), end


def _begins_clause(line: TokenLine, index: int) -> bool:
    before = line.back(index)
    return line.kind(before) is Kind.END or line.is_sign(before, ".:;!?,(")


def _slash(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Say `breaths/min` as a rate, `dumbbell/kettlebell` as a choice, any other two with a pause between."""
    if not line.is_sign(index, SLASHES):
        return _NOTHING
    before, after = line.back(index), line.skip(index + 1)
    if not (line.is_word(before) or is_number(line, before) or line.is_sign(before, ").\"'%°")):
        return Plain(text=" "), index + 1
    if line.is_sign(before, ".") and line.is_word(before - 1):
        before -= 1  # `Std./Woche`
    table = line.table
    are_days = line.folded(before) in table.days and line.folded(after) in table.days
    if line.table.lists_exactly("paces", line.folded(before)) and is_number(line, after):
        return ReplacedText(text=table.say["per"]), after  # `pace/500 m`
    if line.is_word(before) and line.is_word(after) and len(line.text(before)) > 1 and not are_days:
        rate, end = _rate(line, index, before, after)
        if rate is not None:
            return rate, end
        if table.has("choices", line.text(before)) and table.has("choices", line.text(after)):
            return ReplacedText(text=table.say["or"]), after
    return Plain(text=_COMMA), after


def _rate(line: TokenLine, slash: int, before: int, after: int) -> tuple[ReadPiece | None, int]:
    """Read the slash of `breaths/min`, `sets / week`; `series / reps` and `back / shoulders` are two things."""
    table, per, end = line.table, *per_at(line, after)
    is_apart = after > slash + 1
    if not isinstance(per, str):
        words = table.unit(per.unit)
        is_rate = not (is_apart and line.folded(after) == words.many != words.one)
        return (ReplacedText(text=f"{table.say['per']} {words.one}"), end) if is_rate else _NOTHING
    counter = line.back(before)
    is_counted = is_number(line, counter) or (line.is_word(counter) and is_number(line, line.back(counter)))
    is_counted = is_counted or (
        line.is_sign(counter, "+") and line.is_digits(counter - 1)
    )  # `50+ miles/week`
    is_one = any(table.lists_exactly("per", one) for one in (line.text(after), line.folded(after)))
    next_word = line.skip(end)
    is_compound = line.is_word(next_word) and not table.has("small", line.text(next_word))
    is_one = is_one and not is_compound  # `flexion/heel slides`
    is_listed = line.is_sign(line.back(before), SLASHES)  # `work/rest/breath`
    is_listed = is_listed or (line.is_sign(end, SLASHES) and not is_counted)  # `neck/shoulder/t-spine`
    if (
        not per
        or is_listed
        or not table.has("per", line.text(after))
        or not (is_counted or is_one)
        or not (is_counted or not table.has("per", line.text(before)))
    ):
        return _NOTHING
    return ReplacedText(text=f"{table.say['per']} {per}"), end


def _plus(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Say `10+` as "ten or more", any other plus between two things as one."""
    if line.text(index) != "+":
        return _NOTHING
    before, after = line.back(index), line.skip(index + 1)
    is_behind_number = (
        is_number(line, index - 1) or line.is_sign(index - 1, "%") or _is_unit_behind_number(line, index - 1)
    )
    is_graded = line.is_digits(index - 1) and (
        line.table.lists_exactly("graded", line.text(index - 2))
        or (
            line.ends_word(index + 1)
            and (line.has_signed_grades or line.is_near("climbs", index - 1, index + 1))
        )
    )
    are_named = line.is_word(index - 2) and line.is_digits(index - 1) and line.is_word(index + 1)  # `A1+A2`
    if is_behind_number and not (is_number(line, after) or is_graded or are_named):
        return ReplacedText(text=line.table.say["or_more"]), index + 1
    if line.kind(before) is Kind.END and not is_number(line, after):
        return _NOTHING
    return ReplacedText(text=line.table.say["plus"]), index + 1


def _is_unit_behind_number(line: TokenLine, index: int) -> bool:
    is_unit = len(line.text(index)) > 1 or line.is_digits(index - 1) or line.ends_word(index + 2)  # `(2h+)`
    return (
        line.is_word(index)
        and is_unit
        and line.table.spellings.at(line.tokens, index) is not None
        and is_number(line, line.back(index))
        and line.kind(index + 2) is not Kind.WORD
    )


def _at(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    if line.text(index) != "@":
        return _NOTHING
    return ReplacedText(text=line.table.say["at"]), line.skip(index + 1)


def _ratio(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read `4 : 6`, as German has it; elsewhere a colon with spaces is a label's."""
    is_apart = line.is_space(index - 1) and line.is_space(index + 1)
    before, after = line.back(index), line.skip(index + 1)
    is_ratio = (
        is_apart
        and line.is_digits(before)
        and line.is_digits(after)
        and not line.is_word(line.skip(after + 1))
    )
    if line.text(index) != ":" or line.table.language != GERMAN or not is_ratio:
        return _NOTHING
    return ReplacedText(text=line.table.say["ratio"]), index + 1


def _compared(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read `elevate > heart`, `< pumped`; between two names, `Cat > Cow`, it is an arrow."""
    entry = line.table.before_number.at(line.tokens, index) if line.is_sign(index, "<>") else None
    after = index + 2
    if (
        entry is None
        or not line.is_space(index - 1)
        or not line.is_space(index + 1)
        or not line.is_word(after)
    ):
        return _NOTHING
    if line.text(after) in line.table.data.sides:
        return ReplacedText(text=entry.means), after
    if line.table.has("scores", line.text(after)):
        return ReplacedText(text=entry.means), after  # `> RPE 9`
    if line.text(after).isupper():
        return _NOTHING  # `AROM > PROM`
    if line.text(after)[0].isupper():
        return (ReplacedText(text=line.table.data.signs["→"]), after) if line.text(index) == ">" else _NOTHING
    return ReplacedText(text=entry.means), after
