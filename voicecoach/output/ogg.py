"""Ogg pages with a fixed serial number.

An Ogg stream has a serial number that tells streams in one file apart, and libsndfile picks it at random. Here there is only one
stream, so any number will do; with a fixed one, the same session always gives the same bytes.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SERIAL: Final = int.from_bytes(b"vcch", "little")

_CAPTURE: Final = b"OggS"
_HEADER_BYTES: Final = 27
_SERIAL_AT: Final = slice(14, 18)
_CHECKSUM_AT: Final = slice(22, 26)
_MIRRORED: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_ALL_ONES: Final = 0xFFFF_FFFF


def fix_serial(stream: BinaryIO, serial: int = SERIAL) -> None:
    """Give every page of a file this serial number, in place, and leave the stream at its end."""
    stream.seek(0)
    for page_at, page in _pages(stream):
        page[_SERIAL_AT] = serial.to_bytes(4, "little")
        page[_CHECKSUM_AT] = bytes(4)
        page[_CHECKSUM_AT] = page_checksum(page).to_bytes(4, "little")
        stream.seek(page_at)
        stream.write(page)


def page_checksum(page: bytes | bytearray) -> int:
    """Return the CRC-32 of a page whose checksum field is zero, as RFC 3533 defines it.

    It is zlib's mirrored: highest bit first, starting at zero, not inverted at the end.
    """
    mirrored = zlib.crc32(page.translate(_MIRRORED), _ALL_ONES) ^ _ALL_ONES
    return int.from_bytes(mirrored.to_bytes(4, "little").translate(_MIRRORED), "big")


def _pages(stream: BinaryIO) -> Iterator[tuple[int, bytearray]]:
    """Yield each page and its offset. The caller may move the stream position."""
    page_at = 0
    while header := stream.read(_HEADER_BYTES):
        assert header[:4] == _CAPTURE, f"no Ogg page begins at byte {page_at}"
        lengths = stream.read(header[-1])
        page = bytearray(header + lengths + stream.read(sum(lengths)))
        yield page_at, page
        page_at += len(page)
        stream.seek(page_at)
