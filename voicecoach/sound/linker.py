"""The linker: pieces of MP3 and silence, one after another, and what the Info header must know of them."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from voicecoach.sound.crc16 import crc16, crc16_joined, crc16_repeated
from voicecoach.sound.mp3_frames import (
    Mp3FrameHeader,
    StreamFacts,
    info_header_size,
    seek_table,
    silent_frame,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voicecoach.sound.islands import PlacedIsland

SILENCE_KBPS: Final = 32


class Linked:
    """A stream as it grows: it keeps count, its caller keeps the bytes. All MP3 frames of a piece are of one size."""

    def __init__(self, header: Mp3FrameHeader) -> None:
        self._header = header
        self.silence: Final = silent_frame(silence_header(header))
        self._silence_crc: Final = crc16(self.silence)
        self._sizes = {header.size_bytes, len(self.silence)}
        self._used: set[int] = set()
        self._first_mp3_frames = array("q")  # of each piece
        self._first_bytes = array("q")
        self.mp3_frames = 0
        self._bytes = 0
        self._crc = 0

    def add(self, mp3_frames: int, byte_count: int, crc: int) -> None:
        """Count a piece: its bytes and their crc16."""
        if not mp3_frames:
            return
        size_bytes, rest = divmod(byte_count, mp3_frames)
        assert not rest, "a piece breaks off within an MP3 frame"
        assert size_bytes in self._sizes, f"an MP3 frame of {size_bytes} bytes"
        self._used.add(size_bytes)
        self._first_mp3_frames.append(self.mp3_frames)
        self._first_bytes.append(self._bytes)
        self.mp3_frames += mp3_frames
        self._bytes += byte_count
        self._crc = crc16_joined(self._crc, crc, byte_count)

    def add_silence(self, mp3_frames: int) -> None:
        crc = crc16_repeated(self._silence_crc, len(self.silence), mp3_frames)
        self.add(mp3_frames, mp3_frames * len(self.silence), crc)

    def facts(self, total_frames: int) -> StreamFacts:
        """Return what the Info header says of the stream, which holds `total_frames` of sound."""
        info_bytes = info_header_size(self._header)
        return StreamFacts(
            frames=total_frames,
            mp3_frames=self.mp3_frames,
            stream_bytes=self._bytes,
            stream_crc=self._crc,
            seek_table=seek_table(
                self.mp3_frames, info_bytes + self._bytes, lambda at: info_bytes + self._byte_at(at)
            ),
            constant_bitrate=self._used <= {self._header.size_bytes},
        )

    def _byte_at(self, mp3_frame: int) -> int:
        piece = bisect_right(self._first_mp3_frames, mp3_frame) - 1
        first = self._first_mp3_frames[piece]
        at_end = piece + 1 == len(self._first_mp3_frames)
        end, end_byte = (
            (self.mp3_frames, self._bytes)
            if at_end
            else (self._first_mp3_frames[piece + 1], self._first_bytes[piece + 1])
        )
        size_bytes = (end_byte - self._first_bytes[piece]) // (end - first)
        return self._first_bytes[piece] + (mp3_frame - first) * size_bytes


def silence_header(header: Mp3FrameHeader) -> Mp3FrameHeader:
    """Return the header of the MP3 frames of silence in a stream of others."""
    return Mp3FrameHeader(bitrate_kbps=SILENCE_KBPS, sample_rate=header.sample_rate, channels=header.channels)


def gaps(islands: Iterable[PlacedIsland], stream_mp3_frames: int) -> Iterator[int]:
    """Yield the MP3 frames of silence before each island, and then those after the last."""
    end = 0
    for placed in islands:
        yield placed.first_mp3_frame - end
        end = placed.end_mp3_frame
    yield stream_mp3_frames - end


def linked_size_bytes(header: Mp3FrameHeader, sounding_mp3_frames: int, stream_mp3_frames: int) -> int:
    """Return the size of the linked stream with its Info header, where so many MP3 frames are those of islands."""
    silent_bytes = (stream_mp3_frames - sounding_mp3_frames) * silence_header(header).size_bytes
    return info_header_size(header) + sounding_mp3_frames * header.size_bytes + silent_bytes
