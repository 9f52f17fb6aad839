"""The checksum of the LAME tag: CRC-16 with the polynomial 0x8005, reflected, starting at 0.

Byte by byte it would cost more than reading the MP3 frames it covers. So it takes two bytes at a time, and where numpy is
loaded already, columns of bytes side by side. A checksum is a remainder of polynomials over two elements, so the checksum
of a whole follows from those of its parts.
"""

from __future__ import annotations

import sys
from array import array
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

REFLECTED_POLYNOMIAL: Final = 0xA001
COLUMN_BYTES: Final = 32
FEW_COLUMNS: Final = 20  # so few are quicker one after the other
FEW_BYTES: Final = 64  # are not worth a table
_ONE: Final = 1 << 15  # reflected: the lowest power is the highest bit


def crc16(data: bytes, start: int = 0) -> int:
    """Return the checksum of `data`, going on from the checksum of what was before it."""
    crc = start
    columns = len(data) // COLUMN_BYTES
    if columns > FEW_COLUMNS and "numpy" in sys.modules:
        crc = _side_by_side(data, columns, crc)
        data = data[columns * COLUMN_BYTES :]
    if len(data) > FEW_BYTES:
        words = array("H", data[: len(data) // 2 * 2])
        if sys.byteorder == "big":
            words.byteswap()
        table = _word_table()
        for word in words:
            crc = table[crc ^ word]
        data = data[len(data) // 2 * 2 :]
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = _shift(crc)
    return crc


def _side_by_side(data: bytes, columns: int, crc: int) -> int:
    import numpy as np

    words = np.frombuffer(data, dtype="<u2", count=columns * COLUMN_BYTES // 2).reshape(columns, -1)
    table = _word_array()
    checksums = np.zeros(columns, dtype=np.uint16)
    for word in words.T:
        checksums = table[checksums ^ word]
    skip = _column_table()
    for checksum in checksums.tolist():
        crc = skip[crc] ^ checksum
    return crc


def crc16_joined(crc: int, crc_after: int, bytes_after: int) -> int:
    """Return the checksum of two stretches of bytes from the checksums of each."""
    joined, rows = crc_after, _rows(bytes_after)
    while crc:
        joined ^= rows[crc.bit_length()]
        crc ^= 1 << crc.bit_length() - 1
    return joined


@lru_cache(maxsize=4096)
def crc16_repeated(crc: int, byte_count: int, times: int) -> int:
    """Return the checksum of a stretch of so many bytes that comes so many times."""
    if times < 2:  # noqa: PLR2004
        return crc * times
    half = times // 2
    crc_of_half = crc16_repeated(crc, byte_count, half)
    both = crc16_joined(crc_of_half, crc_of_half, half * byte_count)
    return crc16_joined(both, crc, byte_count) if times % 2 else both


@lru_cache(maxsize=4096)
def _rows(zero_bytes: int) -> tuple[int, ...]:
    """Return what becomes of each bit of a state, by its number from 1 on, when so many bytes of zero follow."""
    rows = [_zero_bytes(zero_bytes)]
    while len(rows) < _ONE.bit_length():
        rows.append(_shift(rows[-1]))
    return (0, *reversed(rows))


def _zero_bytes(count: int) -> int:
    """Return what a state is multiplied by when so many bytes of zero follow: x to the power of their bits."""
    power = _ONE
    for bit in range(count.bit_length()):
        if count >> bit & 1:
            power = _times(_square(bit), power)
    return power


@cache
def _square(times: int) -> int:
    """Return what a state is multiplied by when one byte of zero follows, squared so often."""
    return _times(_square(times - 1), _square(times - 1)) if times else _ONE >> 8


def _times(one: int, other: int) -> int:
    """Return the product of two states as polynomials, modulo the checksum's own."""
    product = 0
    while one:
        if one & _ONE:
            product ^= other
        one = one << 1 & 0xFFFF
        other = _shift(other)
    return product


def _shift(crc: int) -> int:
    return crc >> 1 ^ (REFLECTED_POLYNOMIAL if crc & 1 else 0)


@cache
def _word_table() -> list[int]:
    """Return what each state becomes after two bytes of zero."""
    return _table(2)


@cache
def _word_array() -> npt.NDArray[np.uint16]:
    import numpy as np

    return np.array(_word_table(), dtype=np.uint16)


@cache
def _column_table() -> list[int]:
    """Return what each state becomes after a column of zeros."""
    return _table(COLUMN_BYTES)


def _table(zero_bytes: int) -> list[int]:
    """Return what each 16-bit state becomes when so many bytes of zero follow: the sum of what becomes of its bits."""
    states = [0]
    for row in _rows(zero_bytes)[1:]:
        states += [state ^ row for state in states]
    return states
