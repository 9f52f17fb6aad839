"""Several of what a number names, in English: `V3s`, `odd 400s`, `4x4s`, `150's`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.line import ENGLISH
from voicecoach.speech.reading.pieces import Plural

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine

_NOTHING: Final = (None, 0)
_MOST_DIGITS: Final = 3
_LETTERS: Final = 2  # of a name with a number: `V3s`, `WW2s`
_BEFORE_LAPS: Final = ("two", "three", "four", "five", "six")
_BEFORE_LENGTHS: Final = ("between", "the", "these", "on")
_LAPS: Final = (
    "400",
    "800",
    "1200",
    "1600",
    "21",
)  # meters; runners call them by their number: `400s`; `21s` are curls
_POOL: Final = 25  # yards or meters
_LAP: Final = 100  # meters
_QUOTES: Final = '"“”„'
_DRILL: Final = "4"  # climbers' `4x4s`


def plural(line: TokenLine, index: int) -> tuple[Plural | None, int]:
    """Read `V3s`, `400s`, `4x4s` in English: several of what a number names, and no seconds."""
    if line.table.language != ENGLISH:
        return _NOTHING
    text = line.text(index)
    has_apostrophe = line.is_sign(index + 1, "'") and line.folded(index + 2) == "s"
    if has_apostrophe and len(text) <= _MOST_DIGITS:
        return Plural(number=int(text)), index + 3  # `200's`
    if (
        text == _DRILL == line.text(index + 2)
        and line.folded(index + 1) == "x"
        and line.text(index + 3) == "s"
    ):
        return Plural(number=4, by=4), index + 4
    letter = line.text(index - 1)
    is_named = line.is_word(index - 1) and len(letter) <= _LETTERS and letter.isupper()
    on = line.skip(index + 2)
    is_repeated = int(text[:4]) % _LAP == 0 and line.folded(line.back(index)) == "x"  # `6-8 x 200s`
    is_sendoff = is_repeated or (
        (line.folded(on) == "on" or line.is_sign(on, "@"))
        and (line.is_sign(line.skip(on + 1), ":") or line.is_sign(line.skip(on + 1) + 1, ":"))
    )  # `50s on 1:00`
    before = line.folded(line.back(index))
    is_counted = before in _BEFORE_LAPS and not line.is_word(line.skip(index + 2))  # `the last two 75s`
    is_pool = int(text[:4]) % _POOL == 0 and (is_counted or line.table.lists_exactly("laps", before))
    is_pair = int(text[:4]) % _POOL == 0 and (_is_lap(line, index, 1) or _is_lap(line, index, -1))
    is_pair = is_pair or _is_load(line, index)
    is_counted = text in line.lengths and before in _BEFORE_LENGTHS  # `4 x 25, rest between 25s`
    is_counted = is_counted or line.folded(line.skip(index + 2)) == "week"  # `the 3s week` of a plan
    is_quoted = line.is_sign(index - 1, _QUOTES) and line.is_sign(index + 2, _QUOTES)
    is_lap = (text in _LAPS or is_sendoff or is_pool or is_pair or is_quoted) and not line.is_beside(
        "iso", index, index + 2
    )
    if line.text(index + 1) == "s" and (is_named or is_lap or is_counted) and not line.is_digits(index + 2):
        return Plural(number=int(text)), index + 2
    return _NOTHING


def _is_load(line: TokenLine, index: int) -> bool:
    """Tell whether one of two loads in brackets is here, of dumbbells: `DB snatch (50s/35s)`."""
    is_first = line.is_sign(index - 1, "(") and line.is_sign(index + 2, "/") and line.is_digits(index + 3)
    is_second = line.is_sign(index - 1, "/") and line.is_digits(index - 3) and line.is_sign(index - 4, "(")
    return (is_first or is_second) and line.is_near("paired", index, index + 2)


def _is_lap(line: TokenLine, index: int, step: int) -> bool:
    """Tell whether other lengths of a pool are joined to these: `25s or 50s`."""
    joint = line.skip(index + 2) if step > 0 else line.back(index)
    other = line.skip(joint + 1) if step > 0 else line.back(joint) - 1
    is_joined = line.folded(joint) in (line.table.say["or"], line.table.say["and"], "/")
    is_length = line.is_digits(other) and line.text(other + 1) == "s"
    return is_joined and is_length and int(line.text(other)[:4]) % _POOL == 0
