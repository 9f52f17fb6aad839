"""Numbers as large as a terminal allows: seven bars a digit, drawn for any size."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from msgspec import Struct

# Which bars are lit: top, upper left, upper right, middle, lower left, lower right, bottom.
_BARS: Final = {
    "0": "1110111",
    "1": "0010010",
    "2": "1011101",
    "3": "1011011",
    "4": "0111010",
    "5": "1101011",
    "6": "1101111",
    "7": "1010010",
    "8": "1111111",
    "9": "1111011",
    "-": "0001000",
}
_COLON: Final = ":"
_ONE: Final = "1"  # centred, not on the right as on a seven-segment clock
FULL_BLOCK: Final = "█"
_LIT: Final = "#"
_HALVES: Final = {(" ", " "): " ", (_LIT, " "): "▀", (" ", _LIT): "▄", (_LIT, _LIT): FULL_BLOCK}
DRAWN: Final = frozenset(_BARS) | {_COLON}

_LEAST_ROWS: Final = 5  # in fewer, bars cannot be told apart
_LEAST_COLUMNS: Final = 3
_WIDEST: Final = 1.6  # columns to a row of a digit: a terminal's cell is about twice as high as wide
_ROWS_A_BAR: Final = 6  # of a digit, for each row of a bar's thickness: about what signs on roads have
_TOLERANCE: Final = 0.75  # rows that a bar may be thicker or thinner than that
_THIN_UP_TO: Final = 9  # rows of a digit whose bars are one row thick: thicker ones would fill its holes
_GAP_SHARE: Final = 5  # of a digit's width is the gap to the next one


class _Size(Struct, frozen=True, kw_only=True):
    """Of one digit, in cells."""

    rows: int
    columns: int

    @property
    def bar_rows(self) -> int:
        return _bar_rows(self.rows)

    @property
    def bar_columns(self) -> int:
        return min(2 * self.bar_rows, (self.columns - 1) // 2)

    @property
    def gap(self) -> int:
        return max(self.columns // _GAP_SHARE, 1)

    def width_of(self, number: str) -> int:
        colons = number.count(_COLON)
        digits = len(number) - colons
        return digits * self.columns + colons * self.bar_columns + (len(number) - 1) * self.gap


def _bar_rows(rows: int) -> int:
    """Return the thickness of the bars of a digit of this height; 0 if they cannot leave two halves of equal height."""
    if rows <= _THIN_UP_TO:
        return rows % 2
    wanted = rows / _ROWS_A_BAR
    thick = min(range(2 + rows % 2, rows, 2), key=lambda bar: abs(bar - wanted))
    return thick if abs(thick - wanted) <= _TOLERANCE else 0


@lru_cache(maxsize=256)
def block_digits(number: str, *, rows: int, columns: int, block: str = FULL_BLOCK) -> tuple[str, ...]:
    """Return a number, drawn as large as it fits into so many rows and columns; nothing where it does not fit.

    The rows are all of one length. Of digits, a minus and colons. Where there are too few rows, and blocks are really
    drawn as blocks, halves of them make two rows of one.
    """
    if not number or not DRAWN.issuperset(number):
        return ()
    size = _largest(number, rows, columns, widest=_WIDEST)
    if size is not None:
        return tuple(row.replace(_LIT, block) for row in _drawn(number, size))
    if block != FULL_BLOCK:
        return ()
    size = _largest(number, 2 * rows, columns, widest=_WIDEST)
    if size is None:
        return ()
    fine = [*_drawn(number, size), " " * size.width_of(number)]
    pairs = zip(fine[::2], fine[1::2], strict=False)
    return tuple("".join(_HALVES[two] for two in zip(upper, lower, strict=True)) for upper, lower in pairs)


def _largest(number: str, rows: int, columns: int, *, widest: float) -> _Size | None:
    for height in range(rows, _LEAST_ROWS - 1, -1):
        if not _bar_rows(height):
            continue
        for width in range(int(height * widest), max(height * 2 // 3, _LEAST_COLUMNS) - 1, -1):
            size = _Size(rows=height, columns=width)
            if size.width_of(number) <= columns:
                return size
    return None


def _drawn(number: str, size: _Size) -> list[str]:
    glyphs = [_glyph(sign, size) for sign in number]
    return [(" " * size.gap).join(glyph[row] for glyph in glyphs) for row in range(size.rows)]


def _glyph(sign: str, size: _Size) -> list[str]:
    """Return the rows of a sign."""
    if sign == _COLON:
        return _colon(size)
    if sign == _ONE:
        return [_side(size, lit=True).center(size.columns)] * size.rows
    top, upper_left, upper_right, middle, lower_left, lower_right, bottom = (
        bar == "1" for bar in _BARS[sign]
    )
    middle_row = (size.rows - size.bar_rows) // 2
    after_middle = middle_row + size.bar_rows
    rows = []
    for row in range(size.rows):
        is_middle = middle_row <= row < after_middle
        across = (
            (top and row < size.bar_rows)
            or (middle and is_middle)
            or (bottom and row >= size.rows - size.bar_rows)
        )
        left = (upper_left and row < after_middle) or (lower_left and row >= middle_row)
        right = (upper_right and row < after_middle) or (lower_right and row >= middle_row)
        between = (_LIT if across else " ") * (size.columns - 2 * size.bar_columns)
        rows.append(_side(size, lit=left or across) + between + _side(size, lit=right or across))
    return rows


def _side(size: _Size, *, lit: bool) -> str:
    return (_LIT if lit else " ") * size.bar_columns


def _colon(size: _Size) -> list[str]:
    dot = size.bar_rows
    upper, lower = size.rows // 4, size.rows - size.rows // 4 - dot
    return [
        (_LIT if upper <= row < upper + dot or lower <= row < lower + dot else " ") * size.bar_columns
        for row in range(size.rows)
    ]
