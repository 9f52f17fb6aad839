"""Signs that mean something: `->`, `&`, `>=` before a number, `/` between words, `+`, and the dashes of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.amounts import item
from voicecoach.speech.reading.dates import spans_dates
from voicecoach.speech.reading.expressions import SLASHES, per_at
from voicecoach.speech.reading.line import GERMAN
from voicecoach.speech.reading.numbers import DASHES, is_number
from voicecoach.speech.reading.pieces import Amount, Duration, Plain, ReplacedText
from voicecoach.speech.reading.tokens import Kind
from voicecoach.speech.reading.words import ROMAN

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)
_COMMA: Final = ", "
_ORDINAL_ENDINGS: Final = ("st", "nd", "rd", "th", "e", "er", "re", "ère", "è", "ème", "nde", "ª", "º")


def before_number(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read what has its meaning before a number only: `~30`, `>10`, `#3`, `No. 5`, `@ 20 kg`."""
    entry = line.table.before_number.at(line.tokens, index)
    if entry is None or (line.is_word(index) and line.is_word(index - 1)):
        return _NOTHING
    after = line.skip(index + len(entry.tokens))
    follows = is_number(line, after) or (line.is_sign(after, ".,+-") and is_number(line, after + 1))
    if line.table.lists_exactly("before_several", line.folded(index)) and not _is_several(line, after):
        return _NOTHING
    if line.table.lists_exactly("before_times", line.folded(index)) and not _is_time(line, after):
        return _NOTHING
    behind_number = is_number(line, index - 1) and entry.tokens[0].text in ("#", "-")
    return (ReplacedText(text=entry.means), after) if follows and not behind_number else _NOTHING


def _is_time(line: TokenLine, number: int) -> bool:
    """Tell whether a number is a time: Spanish `c/2 h`, every two hours, but `c/10 kg`, with so much."""
    found, _ = item(line, number)
    is_unit = isinstance(found, Amount) and found.unit and line.table.unit(found.unit).kind == "time"
    return bool(is_unit) or isinstance(found, Duration)


def _is_several(line: TokenLine, number: int) -> bool:
    """Tell whether another number is joined to one: French `nos 3 et 4`, but `nos 3 exercices` are ours."""
    joint = line.skip(number + 1)
    is_joined = line.is_sign(joint, ",/&+" + DASHES) or line.folded(joint) in (
        line.table.say["and"],
        line.table.say["to"],
        line.table.say["or"],
    )
    return is_joined and is_number(line, line.skip(joint + 1))


def sign(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Return what a sign between other things means."""
    for read in (_slash, _plus, _between_months, _dash, _at, _ratio, _compared):
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
    if line.is_word(before) and line.is_word(after) and len(line.text(before)) > 1 and not are_days:
        per, end = per_at(line, after)
        is_unit = not isinstance(per, str)
        counter = line.back(before)
        is_counted = is_number(line, counter) or (line.is_word(counter) and is_number(line, counter - 1))
        is_listed = line.is_sign(line.back(before), SLASHES)  # `work/rest/breath`
        if is_unit or (
            per
            and not is_listed
            and table.has("per", line.text(after))
            and (is_counted or not table.has("per", line.text(before)))
        ):
            what = per if isinstance(per, str) else table.unit(per.unit).one
            return ReplacedText(text=f"{table.say['per']} {what}"), end
        if table.has("choices", line.text(before)) and table.has("choices", line.text(after)):
            return ReplacedText(text=table.say["or"]), after
    return Plain(text=_COMMA), after


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
        or (line.ends_word(index + 1) and line.is_near("climbs", index - 1, index + 1))
    )
    if is_behind_number and not is_number(line, after) and not is_graded:
        return ReplacedText(text=line.table.say["or_more"]), index + 1
    if line.kind(before) is Kind.END and not is_number(line, after):
        return _NOTHING
    return ReplacedText(text=line.table.say["plus"]), index + 1


def _is_unit_behind_number(line: TokenLine, index: int) -> bool:
    return (
        line.is_word(index)
        and len(line.text(index)) > 1
        and is_number(line, line.back(index))
        and line.kind(index + 2) is not Kind.WORD
    )


def _between_months(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read the dash of `Jan.-Mar.`, `Jan 5 - Feb 2`."""
    if not line.is_sign(index, DASHES):
        return _NOTHING
    before, after, months = line.back(index), line.skip(index + 1), line.table.months
    before -= line.is_sign(before, ".")
    are_dates = line.is_digits(before) and line.folded(line.back(before)) in months
    if (are_dates or line.folded(before) in months) and line.folded(after) in months:
        return ReplacedText(text=line.table.say["to"]), index + 1
    return _NOTHING


def _dash(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:  # noqa: PLR0911  # one for each place of a dash
    """Say a dash with spaces around it, and a long one anywhere, as a pause; at a line's beginning as nothing."""
    if not line.is_sign(index, DASHES):
        return _NOTHING
    end = index + 1
    while line.is_sign(end, DASHES):
        end += 1
    is_long = end > index + 1 or line.text(index) in "\N{EN DASH}\N{EM DASH}"
    before, after = line.at(index - 1), line.at(end)
    if line.text(end) == ">":
        return _NOTHING
    spaced = before.kind in (Kind.SPACE, Kind.END) or after.kind in (Kind.SPACE, Kind.END)
    if line.kind(line.back(index)) is Kind.END or line.kind(line.skip(end)) is Kind.END:
        return Plain(text=" "), end
    joined = _between_alike(line, index, end)
    if joined:
        return ReplacedText(text=line.table.say[joined]), line.skip(end)
    if spaced or is_long:
        if before.kind is Kind.WORD and after.kind is Kind.SPACE and not is_long:
            return _NOTHING  # `upper- and lower body`
        return Plain(text=_COMMA), line.skip(end)
    if line.is_digits(index - 1) and line.is_word(end) and line.is_digits(end + 1):
        return Plain(text=" "), end
    if is_number(line, index - 1) or line.is_digits(end):
        return Plain(text=" "), end  # `4-count`, `Covid-19`
    return _NOTHING


def _between_alike(line: TokenLine, index: int, end: int) -> str:
    """Return `to` for the dash between two of a kind, `minus` for one that takes something off; empty for neither."""
    before, after = line.back(index), line.skip(end)
    is_apart = before < index - 1 and after > end
    is_range = (
        line.is_digits(before)
        and line.is_word(before - 1)
        and line.is_word(after)
        and line.text(before - 1) == line.text(after)  # `C1-C7`, `V4 - V6`
        and line.is_digits(after + 1)
    )
    is_range = is_range or (_is_grade(line, before) and _grade_starts(line, after))
    is_range = is_range or (line.is_sign(before - 1, "/") and spans_dates(line, before - 2, before + 1))
    is_range = is_range or (line.is_digits(before) and line.text(before - 1) == line.text(after) == "#")
    first = before - 1 - line.is_sign(before - 1, ".")
    ordinals = line.is_digits(after) and _is_ordinal(line, first) and _is_ordinal(line, after)
    low, high = ROMAN.get(line.text(before), 0), ROMAN.get(line.text(after), 0)
    if low and high and (_roman_beyond(line, before, -1) or _roman_beyond(line, after, 1)):
        return ""  # `I-II-III` are three
    if is_range or ordinals or (0 < low < high and not is_apart):
        return "to"  # `2nd-3rd`, `4.-6. Woche`, `Warrior I-III`
    takes_off = line.is_digits(after) and line.is_sign(line.skip(after + 1), "%)")
    if is_apart and line.table.has("minuends", line.text(before)) and takes_off:
        return "minus"  # `1RM - 5%`
    is_climb = line.is_digits(before) and line.is_near("climbs", before, end)  # `route 7- / 7+`
    is_grade = line.table.language == GERMAN and (low or is_climb) and index - 1 == before
    return "minus" if is_grade and (line.ends_clause(end) or line.is_space(end)) else ""  # `VII-`


def _roman_beyond(line: TokenLine, index: int, step: int) -> bool:
    return line.is_sign(index + step, DASHES) and line.text(index + 2 * step) in ROMAN


def _is_grade(line: TokenLine, last: int) -> bool:
    """Tell whether a climber's grade ends here: `6a`, `6b+`."""
    last -= line.is_sign(last, "+")
    return _grade_starts(line, last - 1)


def _grade_starts(line: TokenLine, index: int) -> bool:
    if line.text(index) == "5" and line.is_sign(index + 1, "."):
        return line.is_digits(index + 2, 2)  # `5.10d-5.11b`
    is_yosemite = line.is_digits(index, 2) and line.text(index - 2) == "5" and line.is_sign(index - 1, ".")
    return (line.is_digits(index, 1) or is_yosemite) and line.folded(index + 1) in ("a", "b", "c", "d")


def _is_ordinal(line: TokenLine, index: int) -> bool:
    is_german = line.table.language == GERMAN and line.is_sign(index + 1, ".")
    ending = index + 1 + line.is_sign(index + 1, ".")
    return line.is_digits(index) and (line.folded(ending) in _ORDINAL_ENDINGS or is_german)


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
    if line.text(after).isupper():
        return _NOTHING  # `AROM > PROM`
    if line.text(after)[0].isupper():
        return (ReplacedText(text=line.table.data.signs["→"]), after) if line.text(index) == ">" else _NOTHING
    return ReplacedText(text=entry.means), after
