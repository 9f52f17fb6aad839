"""Letters for women and men behind a load: `(35lb. W, 55lb. M)`, `95 M / 65 W`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.numbers import DASHES
from voicecoach.speech.reading.pieces import ReplacedText
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_NOTHING: Final = (None, 0)
_BESIDE: Final = 20  # tokens


def people(line: TokenLine, index: int) -> tuple[ReplacedText | None, int]:
    """Read a letter that says for whom a load is."""
    if is_person_label(line, index):
        return ReplacedText(text=f"{line.table.data.people[line.text(index).upper()]} "), index + 2
    if not is_person(line, index):
        return _NOTHING
    return ReplacedText(text=line.table.data.people[line.text(index)]), index + 1


def is_person_label(line: TokenLine, index: int) -> bool:
    """Tell whether a letter with a dash and a number behind it is for whom that is: `m-40lbs/f-25lbs`."""
    if not _is_label(line, index):
        return False
    said = {line.table.data.people[line.text(at).upper()] for at in _beside(index) if _is_label(line, at)}
    return len(said) > 1


def _is_label(line: TokenLine, index: int) -> bool:
    is_letter = line.text(index).upper() in line.table.data.people and line.kind(index - 1) is not Kind.WORD
    return is_letter and line.is_sign(index + 1, DASHES) and line.is_digits(line.skip(index + 2))


def is_person(line: TokenLine, index: int) -> bool:
    """Tell whether a letter is a woman or a man: behind a load, or behind any number where the other one is, too."""
    if not _stands_behind_number(line, index):
        return False
    said = {line.table.data.people[line.text(at)] for at in _beside(index) if _stands_behind_number(line, at)}
    return _is_load(line, line.back(index)) or len(said) > 1


def _beside(index: int) -> range:
    return range(index - _BESIDE, index + _BESIDE + 1)


def _stands_behind_number(line: TokenLine, index: int) -> bool:
    before = line.back(index)
    is_letter = line.text(index) in line.table.data.people and line.is_space(index - 1)
    is_behind = line.is_digits(before) or _is_load(line, before)
    return is_letter and is_behind and line.ends_clause(index + 1) and not line.is_sign(index + 1, ":")


def _is_load(line: TokenLine, index: int) -> bool:
    """Tell whether the unit of a load ends here: `lb`, `lb.`, `#`."""
    index -= line.is_sign(index, ".")
    unit = line.table.spellings.at(line.tokens, index) if 0 <= index < len(line.tokens) else None
    is_known = unit is not None and unit.means in line.table.units
    is_load = is_known and unit is not None and line.table.unit(unit.means).kind == "load"
    return is_load and line.is_digits(line.back(index))
