"""The linker: joins pieces of MP3 and silence, and counts what the Info header has to say about them.

All MP3 frames of a stream have one size, silence included: players find a time by counting bytes, and browsers
would be off by seconds if silence were smaller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.sound.crc16 import crc16, crc16_joined, crc16_repeated
from voicecoach.sound.mp3_frames import Mp3FrameHeader, StreamFacts, silent_frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voicecoach.sound.islands import PlacedIsland


class Linked:
    """A growing stream: this counts, the caller writes the bytes."""

    def __init__(self, header: Mp3FrameHeader) -> None:
        self.silence: Final = silent_frame(header)
        self._silence_crc: Final = crc16(self.silence)
        self.mp3_frames = 0
        self._crc = 0

    def add(self, mp3_frames: int, byte_count: int, crc: int) -> None:
        """Count a piece of so many bytes with this CRC-16."""
        assert byte_count == mp3_frames * len(self.silence), "a piece has MP3 frames of another size"
        self.mp3_frames += mp3_frames
        self._crc = crc16_joined(self._crc, crc, byte_count)

    def add_silence(self, mp3_frames: int) -> None:
        crc = crc16_repeated(self._silence_crc, len(self.silence), mp3_frames)
        self.add(mp3_frames, mp3_frames * len(self.silence), crc)

    def facts(self, total_frames: int) -> StreamFacts:
        """Return the facts for the Info header of the stream, which holds `total_frames` of sound."""
        return StreamFacts(frames=total_frames, mp3_frames=self.mp3_frames, stream_crc=self._crc)


def gaps(islands: Iterable[PlacedIsland], stream_mp3_frames: int) -> Iterator[int]:
    """Yield the number of silent MP3 frames before each island, and finally after the last."""
    end = 0
    for placed in islands:
        yield placed.first_mp3_frame - end
        end = placed.end_mp3_frame
    yield stream_mp3_frames - end
