"""The checksum of the LAME tag: CRC-16 with the polynomial 0x8005, reflected, starting at 0.

Computed byte by byte, it would cost more than all other work on MP3 frames. But a CRC is a polynomial remainder over GF(2):
the first half of the data can be multiplied by x to the power of its distance from the end, modulo the checksum's polynomial, and added
to the second half. That takes a few shifts of long integers. For the same reason, the checksum of a whole follows from those of its parts.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

REFLECTED_POLYNOMIAL: Final = 0xA001
SHORT_BYTES: Final = 4  # up to this length, bit by bit
_ONE: Final = 1 << 15  # reflected: the highest bit is the lowest power


def crc16(data: bytes) -> int:
    """Return the checksum of `data`."""
    rest, length = int.from_bytes(data, "little"), len(data)
    while length > SHORT_BYTES:
        kept = _kept_bytes(length)
        bits, kept_bits = 8 * (length - kept), 8 * kept
        moved, rest, length = rest & (1 << bits) - 1, rest >> bits, kept
        rest ^= _product(moved, _zero_bytes(kept)) << kept_bits - bits - _ONE.bit_length() + 1
    for _ in range(8 * length):
        rest = _shift(rest)
    return rest


def _kept_bytes(length: int) -> int:
    """Return how many bytes at the end stay; the others are folded onto them. At least two more than half, from a small set of numbers."""
    power = 1 << (length - 1).bit_length() - 1
    return power if length <= 2 * power - 2 else power * 3 // 2


def _product(moved: int, factor: int) -> int:
    """Return the product of two reflected polynomials; `factor` has at most 16 bits."""
    product = 0
    for bit in range(_ONE.bit_length()):
        if factor >> bit & 1:
            product ^= moved << bit
    return product


def crc16_joined(crc: int, crc_after: int, bytes_after: int) -> int:
    """Return the checksum of two strings of bytes, one after the other, from the checksum of each."""
    joined, rows = crc_after, _rows(bytes_after)
    while crc:
        joined ^= rows[crc.bit_length()]
        crc ^= 1 << crc.bit_length() - 1
    return joined


@lru_cache(maxsize=4096)
def crc16_repeated(crc: int, byte_count: int, times: int) -> int:
    """Return the checksum of a string of `byte_count` bytes repeated `times` times."""
    if times < 2:  # noqa: PLR2004
        return crc * times
    half = times // 2
    crc_of_half = crc16_repeated(crc, byte_count, half)
    both = crc16_joined(crc_of_half, crc_of_half, half * byte_count)
    return crc16_joined(both, crc, byte_count) if times % 2 else both


@lru_cache(maxsize=4096)
def _rows(zero_bytes: int) -> tuple[int, ...]:
    """Return what each bit of a state (counted from 1) becomes after this many zero bytes."""
    rows = [_zero_bytes(zero_bytes)]
    while len(rows) < _ONE.bit_length():
        rows.append(_shift(rows[-1]))
    return (0, *reversed(rows))


@cache
def _zero_bytes(count: int) -> int:
    """Return the factor that this many zero bytes multiply a state by: x to the power of their bits."""
    power = _ONE
    for bit in range(count.bit_length()):
        if count >> bit & 1:
            power = _times(_square(bit), power)
    return power


@cache
def _square(times: int) -> int:
    """Return the factor of one zero byte, squared `times` times."""
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
