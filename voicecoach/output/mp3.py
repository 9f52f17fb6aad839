"""MP3: the mix through LAME as one stream, with an Info header of our own and ID3v2.3 tags."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from voicecoach.output.id3 import id3_tag
from voicecoach.output.writer import BLOCK_FRAMES, Progress, Tags
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from voicecoach.sound.mp3_frames import Mp3FrameHeader
    from voicecoach.sound.source import FrameSource

BITRATE_KBPS_PER_CHANNEL: Final = 64
QUALITY: Final = (
    5  # of LAME: 2 sounds hardly better and takes half as long again; from 7 on the noise is not shaped
)
_CHUNK_BYTES: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class Mp3Writer:
    """Constant bitrate. It goes back to the Info header when the MP3 frames are counted."""

    quality: int = QUALITY

    @property
    def seeks(self) -> bool:
        return True

    def size_bytes(self, source: FrameSource) -> int:
        from voicecoach.sound.mp3_frames import info_header_size, mp3_frames_of

        header = _header(source)
        return info_header_size(header) + mp3_frames_of(source.total_frames) * header.size_bytes

    def write(self, stream: BinaryIO, source: FrameSource, tags: Tags, progress: Progress) -> None:
        from voicecoach.sound.mp3_frames import StreamFacts, info_header, info_header_size, linear_seek_table

        header = _header(source)
        stream.write(id3_tag(tags))
        info_at = stream.tell()
        stream.write(bytes(info_header_size(header)))
        stream_bytes, stream_crc = self._encode(stream, source, progress)
        mp3_frames, rest = divmod(stream_bytes, header.size_bytes)
        assert rest == 0, "LAME broke off within an MP3 frame"
        facts = StreamFacts(
            frames=source.total_frames,
            mp3_frames=mp3_frames,
            stream_bytes=stream_bytes,
            stream_crc=stream_crc,
            seek_table=linear_seek_table(),
        )
        stream.seek(info_at)
        stream.write(info_header(header, facts))
        stream.seek(0, io.SEEK_END)

    def _encode(self, stream: BinaryIO, source: FrameSource, progress: Progress) -> tuple[int, int]:
        """Write the MP3 frames; return their bytes and the checksum of these."""
        import lameenc

        from voicecoach.sound.crc16 import crc16
        from voicecoach.sound.mix import blocks, to_int16

        encoder = lameenc.Encoder()
        encoder.silence()
        encoder.set_channels(source.channels)
        encoder.set_in_sample_rate(SAMPLE_RATE)
        encoder.set_bit_rate(BITRATE_KBPS_PER_CHANNEL * source.channels)
        encoder.set_quality(self.quality)
        written_bytes, crc, done_frames = 0, 0, 0
        chunk = bytearray(encoder.encode(b""))  # even without a frame of sound LAME has to have begun
        for block in blocks(source, BLOCK_FRAMES):
            chunk += encoder.encode(to_int16(block).tobytes())
            if len(chunk) >= _CHUNK_BYTES:
                crc = crc16(bytes(chunk), crc)
                written_bytes += stream.write(chunk)
                chunk.clear()
            done_frames += len(block)
            progress(done_frames)
        chunk += encoder.flush()
        return written_bytes + stream.write(chunk), crc16(bytes(chunk), crc)


def _header(source: FrameSource) -> Mp3FrameHeader:
    from voicecoach.sound.mp3_frames import Mp3FrameHeader

    return Mp3FrameHeader(bitrate_kbps=BITRATE_KBPS_PER_CHANNEL * source.channels, channels=source.channels)
