"""The checksum of the LAME tag: CRC-16 with the polynomial 0x8005, reflected, starting at 0.

No library has it, and byte by byte it would cost more than reading the MP3 frames it covers; so columns of bytes
are worked on side by side.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

REFLECTED_POLYNOMIAL: Final = 0xA001
COLUMN_BYTES: Final = 128


def crc16(data: bytes, start: int = 0) -> int:
    """Return the checksum of `data`, going on from the checksum of what was before it."""
    crc = start
    columns = len(data) // COLUMN_BYTES
    if columns:
        words = np.frombuffer(data, dtype="<u2", count=columns * COLUMN_BYTES // 2).reshape(columns, -1)
        table = _word_table()
        checksums = np.zeros(columns, dtype=np.uint16)
        for word in words.T:
            checksums = table[checksums ^ word]
        skip = _column_table()
        for checksum in checksums.tolist():
            crc = skip[crc] ^ checksum
    for byte in data[columns * COLUMN_BYTES :]:
        crc ^= byte
        for _ in range(8):
            crc = _shift(crc)
    return crc


def _shift(crc: int) -> int:
    return crc >> 1 ^ (REFLECTED_POLYNOMIAL if crc & 1 else 0)


@cache
def _word_table() -> npt.NDArray[np.uint16]:
    """Return what each 16-bit state becomes after two more bytes of zero."""
    states: npt.NDArray[np.uint16] = np.arange(1 << 16, dtype=np.uint16)
    for _ in range(16):
        states = states >> np.uint16(1) ^ (states & np.uint16(1)) * np.uint16(REFLECTED_POLYNOMIAL)
    return states


@cache
def _column_table() -> list[int]:
    """Return what each 16-bit state becomes after a column of zeros: the sum of what becomes of its bits."""
    table = _word_table()
    bits = (1 << np.arange(16)).astype(np.uint16)
    for _ in range(COLUMN_BYTES // 2):
        bits = table[bits]
    states = np.zeros(1, dtype=np.uint16)
    for bit in bits:
        states = np.concatenate((states, states ^ bit))
    result: list[int] = states.tolist()
    return result
