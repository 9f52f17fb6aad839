"""Words in large letters: capitals of five by five points, two points to a row of a terminal."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

ROWS: Final = 3  # of a terminal: five points, and one above for accents
_POINTS: Final = 5
_GAP: Final = " "
_LIT: Final = "1"
_HALVES: Final = {(" ", " "): " ", (_LIT, " "): "▀", (" ", _LIT): "▄", (_LIT, _LIT): "█"}

_GLYPHS: Final = {
    sign: rows.replace(".", " ").split("/")
    for sign, rows in {
        "A": ".111./1...1/11111/1...1/1...1", "B": "1111./1...1/1111./1...1/1111.",
        "C": ".1111/1..../1..../1..../.1111", "D": "1111./1...1/1...1/1...1/1111.",
        "E": "1111/1.../111./1.../1111", "F": "1111/1.../111./1.../1...",
        "G": ".1111/1..../1..11/1...1/.1111", "H": "1...1/1...1/11111/1...1/1...1",
        "I": "1/1/1/1/1", "J": "...1/...1/...1/1..1/.11.",
        "K": "1..1/1.1./11../1.1./1..1", "L": "1.../1.../1.../1.../1111",
        "M": "1...1/11.11/1.1.1/1...1/1...1", "N": "1...1/11..1/1.1.1/1..11/1...1",
        "O": ".111./1...1/1...1/1...1/.111.", "P": "1111./1...1/1111./1..../1....",
        "Q": ".111./1...1/1.1.1/1..1./.11.1", "R": "1111./1...1/1111./1..1./1...1",
        "S": ".1111/1..../.111./....1/1111.", "T": "11111/..1../..1../..1../..1..",
        "U": "1...1/1...1/1...1/1...1/.111.", "V": "1...1/1...1/1...1/.1.1./..1..",
        "W": "1...1/1...1/1.1.1/11.11/1...1", "X": "1...1/.1.1./..1../.1.1./1...1",
        "Y": "1...1/.1.1./..1../..1../..1..", "Z": "11111/...1./..1../.1.../11111",
        "0": ".11./1..1/1..1/1..1/.11.", "1": ".1/11/.1/.1/.1", "2": "111./...1/.11./1.../1111",
        "3": "111./...1/.11./...1/111.", "4": "1..1/1..1/1111/...1/...1", "5": "1111/1.../111./...1/111.",
        "6": ".11./1.../111./1..1/.11.", "7": "1111/...1/..1./.1../.1..", "8": ".11./1..1/.11./1..1/.11.",
        "9": ".11./1..1/.111/...1/.11.", " ": "../../../../..", "-": ".../.../111/.../...",
        "\u2013": ".../.../111/.../...", "/": "..1/..1/.1./1../1..", ".": "././././1", ",": "../../../.1/1.",
        ":": "./1/./1/.", "'": "1/1/././.", "\u2019": "1/1/././.", "+": ".../.1./111/.1./...",
        "(": ".1/1./1./1./.1", ")": "1./.1/.1/.1/1.", "%": "1..1/..1./.1../1..1/....", "&": ".1../1.1./.1../1.1./.1.1",
    }.items()
}  # fmt: skip
# The point row above a letter, for a letter of so many points: where an accent is.
_ACCENTS: Final = {"\u0301": "right", "\u0300": "left", "\u0302": "middle", "\u0308": "both", "\u0303": "all"}


@lru_cache(maxsize=64)
def block_letters(text: str, *, columns: int) -> tuple[str, ...]:
    """Return a text in three rows of capitals; nothing where it is too wide or has a letter that cannot be drawn."""
    points = [""] * (_POINTS + 1)
    for sign in unicodedata.normalize("NFC", text.replace("ß", "ss").upper()):
        base, *marks = list(unicodedata.normalize("NFD", sign))
        glyph = _GLYPHS.get(base)
        if glyph is None or not _ACCENTS.keys() >= set(marks):
            return ()
        above = _accent(marks[0], len(glyph[0])) if marks else " " * len(glyph[0])
        points = [line + _GAP + row for line, row in zip(points, (above, *glyph), strict=True)]
    points = [line[len(_GAP) :] for line in points]
    if not points[0] or len(points[0]) > columns:
        return ()
    pairs = zip(points[::2], points[1::2], strict=True)
    return tuple("".join(_HALVES[two] for two in zip(upper, lower, strict=True)) for upper, lower in pairs)


def _accent(mark: str, width: int) -> str:
    """Return the row above a letter."""
    middle = width // 2
    lit = {
        "right": {min(middle + 1, width - 1)},
        "left": {max(middle - 1, 0)},
        "middle": {middle},
        "both": {max(middle - 1, 0), min(middle + 1, width - 1)},
        "all": set(range(max(middle - 1, 0), min(middle + 2, width))),
    }[_ACCENTS[mark]]
    return "".join(_LIT if at in lit else " " for at in range(width))
