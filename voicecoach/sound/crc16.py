"""The checksum of the LAME tag: CRC-16 with the polynomial 0x8005, reflected, starting at 0.

No library has it, and byte by byte it would cost more than reading the MP3 frames it covers; so columns of bytes
are worked on side by side. A checksum is a remainder of polynomials over two elements, so the checksum of a whole follows
from those of its parts.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

REFLECTED_POLYNOMIAL: Final = 0xA001
COLUMN_BYTES: Final = 32
FEW_COLUMNS: Final = 20  # of so few, each byte by itself is quicker
_ONE: Final = 1 << 15  # reflected: the lowest power is the highest bit


def crc16(data: bytes, start: int = 0) -> int:
    """Return the checksum of `data`, going on from the checksum of what was before it."""
    crc = start
    columns = len(data) // COLUMN_BYTES
    if columns > FEW_COLUMNS:
        import numpy as np  # late: linking what is encoded already does without

        words = np.frombuffer(data, dtype="<u2", count=columns * COLUMN_BYTES // 2).reshape(columns, -1)
        table = _word_table()
        checksums = np.zeros(columns, dtype=np.uint16)
        for word in words.T:
            checksums = table[checksums ^ word]
        skip = _column_table()
        for checksum in checksums.tolist():
            crc = skip[crc] ^ checksum
        data = data[columns * COLUMN_BYTES :]
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = _shift(crc)
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
    power, square = _ONE, _ONE >> 8
    while count:
        if count & 1:
            power = _times(square, power)
        square = _times(square, square)
        count >>= 1
    return power


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
def _word_table() -> npt.NDArray[np.uint16]:
    """Return what each 16-bit state becomes after two more bytes of zero."""
    import numpy as np

    states: npt.NDArray[np.uint16] = np.arange(1 << 16, dtype=np.uint16)
    for _ in range(16):
        states = states >> np.uint16(1) ^ (states & np.uint16(1)) * np.uint16(REFLECTED_POLYNOMIAL)
    return states


@cache
def _column_table() -> list[int]:
    """Return what each 16-bit state becomes after a column of zeros: the sum of what becomes of its bits."""
    import numpy as np

    table = _word_table()
    bits = (1 << np.arange(16)).astype(np.uint16)
    for _ in range(COLUMN_BYTES // 2):
        bits = table[bits]
    states = np.zeros(1, dtype=np.uint16)
    for bit in bits:
        states = np.concatenate((states, states ^ bit))
    result: list[int] = states.tolist()
    return result
