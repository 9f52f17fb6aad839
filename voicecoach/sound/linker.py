"""The linker: pieces of MP3 and silence, one after another, and what the Info header must know of them.

All MP3 frames of a stream are of one size, those of silence as well: a player finds a time by counting bytes, and browsers
are seconds beside it where silence is smaller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.sound.crc16 import crc16, crc16_joined, crc16_repeated
from voicecoach.sound.mp3_frames import Mp3FrameHeader, StreamFacts, silent_frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voicecoach.sound.islands import PlacedIsland


class Linked:
    """A stream as it grows: it keeps count, its caller keeps the bytes."""

    def __init__(self, header: Mp3FrameHeader) -> None:
        self.silence: Final = silent_frame(header)
        self._silence_crc: Final = crc16(self.silence)
        self.mp3_frames = 0
        self._crc = 0

    def add(self, mp3_frames: int, byte_count: int, crc: int) -> None:
        """Count a piece: its bytes and their crc16."""
        assert byte_count == mp3_frames * len(self.silence), "a piece has MP3 frames of another size"
        self.mp3_frames += mp3_frames
        self._crc = crc16_joined(self._crc, crc, byte_count)

    def add_silence(self, mp3_frames: int) -> None:
        crc = crc16_repeated(self._silence_crc, len(self.silence), mp3_frames)
        self.add(mp3_frames, mp3_frames * len(self.silence), crc)

    def facts(self, total_frames: int) -> StreamFacts:
        """Return what the Info header says of the stream, which holds `total_frames` of sound."""
        return StreamFacts(frames=total_frames, mp3_frames=self.mp3_frames, stream_crc=self._crc)


def gaps(islands: Iterable[PlacedIsland], stream_mp3_frames: int) -> Iterator[int]:
    """Yield the MP3 frames of silence before each island, and then those after the last."""
    end = 0
    for placed in islands:
        yield placed.first_mp3_frame - end
        end = placed.end_mp3_frame
    yield stream_mp3_frames - end
