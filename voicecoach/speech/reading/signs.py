"""Signs that mean something: `->`, `&`, `>=` before a number, `/` between words, `+`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.amounts import item, value_of
from voicecoach.speech.reading.dashes import between_months, dash, is_step
from voicecoach.speech.reading.line import GERMAN, NEAR, POOL
from voicecoach.speech.reading.measures import has_other_side
from voicecoach.speech.reading.numbers import DASHES, is_number
from voicecoach.speech.reading.pieces import Amount, Duration, Plain, ReplacedText
from voicecoach.speech.reading.ranges import amounts
from voicecoach.speech.reading.rates import SLASHES, per_at
from voicecoach.speech.reading.sides import agreeing
from voicecoach.speech.reading.table import FEMININE
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)
_COMMA: Final = ", "
_SIZE_SIGNS: Final = "Øø"


def before_number(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read what has its meaning before a number only: `~30`, `>10`, `#3`, `No. 5`, `@ 20 kg`."""
    entry = line.table.before_number.at(line.tokens, index)
    if entry is None or (line.is_word(index) and line.is_word(index - 1)):
        return _NOTHING
    if line.text(index) in line.table.data.capitals and line.text(index) != entry.tokens[0].text:
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
        or (lists_it("before_percent", word) and not _is_share(line, number))
        or (lists_it("before_sendoffs", line.text(index)) and not _is_sendoff(line, index, number))
    )


def _is_share(line: TokenLine, number: int) -> bool:
    found, _ = item(line, number)
    return isinstance(found, Amount) and found.unit == "percent"


def _is_time(line: TokenLine, number: int) -> bool:
    """Tell whether a number is a time: Spanish `c/2 h`, every two hours, but `c/10 kg`, with so much."""
    found, _ = amounts(line, number)
    is_unit = isinstance(found, Amount) and found.unit and line.table.unit(found.unit).kind == "time"
    return bool(is_unit) or isinstance(found, Duration)


def _is_rest(line: TokenLine, index: int, number: int) -> bool:
    """Tell whether a letter is a rest and not a side: `5 x 500 r1:30`, `4 x 400 (R: 60s)`, but `Side plank R 30 s`."""
    letter = line.text(index)
    if letter in line.table.data.sides:
        before = line.back(index)
        is_against = number == index + 1 or line.is_sign(index + 1, ":")
        is_behind = line.is_digits(before) or (line.is_word(before) and is_number(line, line.back(before)))
        if has_other_side(line, index, letter) or not (is_against or is_behind):
            return False
    return _is_time(line, number)


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
    is_one = any(table.lists_exactly("per", one) for one in (line.text(after), line.folded(after)))
    next_word = line.skip(end)
    is_compound = line.is_word(next_word) and not table.has("small", line.text(next_word))
    is_one = is_one and not is_compound  # `flexion/heel slides`
    is_listed = line.is_sign(line.back(before), SLASHES)  # `work/rest/breath`
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
