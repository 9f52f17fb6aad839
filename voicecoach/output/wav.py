"""WAV: 16-bit PCM, as RF64 where 4 GiB are not enough."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO, Final

from msgspec import Struct

from voicecoach.output.sound_file import BLOCK_FRAMES, Done, Progress, SoundFormat, Tags
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from voicecoach.sound.source import MixedSource

_SAMPLE_BYTES: Final = 2
_PCM: Final = 1
_MAX_U32: Final = 0xFFFF_FFFF
_HEADER_BYTES: Final = 44


class WavWriter(Struct, frozen=True):
    """Writes from start to end, so it can write to a pipe."""

    @property
    def seeks(self) -> bool:
        return False

    def size_bytes(self, source: MixedSource) -> int:
        return _HEADER_BYTES + source.total_frames * source.channels * _SAMPLE_BYTES

    def write(self, stream: BinaryIO, source: MixedSource, tags: Tags, progress: Progress) -> None:
        from voicecoach.sound.mix import to_pcm

        info = info_chunk(tags)
        header = wav_header(source.total_frames, source.channels, bytes_after=len(info))
        stream.write(header)
        done = Done(size_bytes=len(header) + len(info))
        for start_frame in range(0, source.total_frames, BLOCK_FRAMES):
            frames = min(BLOCK_FRAMES, source.total_frames - start_frame)
            content = to_pcm(source, start_frame, frames)
            stream.write(content)
            done += Done(frames=frames, size_bytes=len(content))
            progress(done)
        stream.write(info)


def wav_header(frames: int, channels: int, *, bytes_after: int) -> bytes:
    """Return everything before the samples; `bytes_after` is the size of the chunks after them."""
    frame_bytes = channels * _SAMPLE_BYTES
    data_bytes = frames * frame_bytes
    rate = SAMPLE_RATE
    fmt = struct.pack(
        "<4sIHHIIHH", b"fmt ", 16, _PCM, channels, rate, rate * frame_bytes, frame_bytes, 8 * _SAMPLE_BYTES
    )
    riff_bytes = _HEADER_BYTES - 8 + data_bytes + bytes_after
    if riff_bytes <= _MAX_U32:
        return (
            struct.pack("<4sI4s", b"RIFF", riff_bytes, b"WAVE")
            + fmt
            + struct.pack("<4sI", b"data", data_bytes)
        )
    ds64_bytes = 28
    ds64 = struct.pack("<4sIQQQI", b"ds64", ds64_bytes, riff_bytes + 8 + ds64_bytes, data_bytes, frames, 0)
    return (
        struct.pack("<4sI4s", b"RF64", _MAX_U32, b"WAVE")
        + ds64
        + fmt
        + struct.pack("<4sI", b"data", _MAX_U32)
    )


def info_chunk(tags: Tags) -> bytes:
    """Return the tags as the chunk after the samples, where no reader takes it for sound."""
    texts = {b"INAM": tags.title, b"IART": tags.artist, b"IPRD": tags.album, b"ICMT": tags.comment}
    fields = b"".join(_field(name, text) for name, text in texts.items() if text)
    return struct.pack("<4sI4s", b"LIST", 4 + len(fields), b"INFO") + fields if fields else b""


def _field(name: bytes, text: str) -> bytes:
    data = text.encode() + b"\0"
    return struct.pack("<4sI", name, len(data)) + data + b"\0" * (len(data) % 2)


WAV: Final = SoundFormat(
    name="wav",
    about="the samples themselves, for editing",
    has_chapters=False,
    has_lyrics=False,
    writer=WavWriter,
)
