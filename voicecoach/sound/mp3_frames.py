"""MP3 frames as data: their headers, a silent one, and the Info header that makes a stream's length exact.

An MP3 frame of MPEG-1 Layer III holds 1,152 frames: 24 ms at 48,000 Hz, and at that rate its size is always a
whole number of bytes, with no padding slot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.sound.crc16 import crc16
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

MP3_FRAME_FRAMES: Final = 1152
HEADER_BYTES: Final = 4
ENCODER_DELAY_FRAMES: Final = 576  # of LAME; decoders account for their own delay
BITRATES_KBPS: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
SAMPLE_RATES: Final = (44_100, 48_000, 32_000)

_SYNC_MPEG1_LAYER3_NO_CRC: Final = 0xFFFB
_MONO: Final = 0b11
_JOINT_STEREO: Final = 0b01
_SEEK_POINTS: Final = 100
_INFO_FIELDS: Final = 0b1111  # MP3 frames, bytes, seek table, quality
_INFO_QUALITY: Final = 50
_ENCODER_NAME: Final = b"LAME3.100"
_CONSTANT_BITRATE: Final = 1
_SOURCE_48_KHZ: Final = 0b10 << 6
_SOURCE_STEREO: Final = 0b001 << 2


class Mp3FrameHeader(Struct, frozen=True, kw_only=True):
    """The first four bytes of an MP3 frame of MPEG-1 Layer III."""

    bitrate_kbps: int
    sample_rate: int = SAMPLE_RATE
    channels: int = 1
    padding: bool = False

    @property
    def size_bytes(self) -> int:
        return MP3_FRAME_FRAMES // 8 * self.bitrate_kbps * 1000 // self.sample_rate + self.padding

    @property
    def side_info_bytes(self) -> int:
        return 17 if self.channels == 1 else 32

    def to_bytes(self) -> bytes:
        bits = BITRATES_KBPS.index(self.bitrate_kbps) << 4 | SAMPLE_RATES.index(self.sample_rate) << 2
        mode = _MONO if self.channels == 1 else _JOINT_STEREO
        original = 1 << 2
        return _SYNC_MPEG1_LAYER3_NO_CRC.to_bytes(2, "big") + bytes(
            (bits | self.padding << 1, mode << 6 | original)
        )


def parse_header(data: bytes, offset: int = 0) -> Mp3FrameHeader | None:
    """Return the header at an offset, or None where no MP3 frame of MPEG-1 Layer III begins."""
    head = data[offset : offset + HEADER_BYTES]
    if len(head) < HEADER_BYTES or head[0] != 0xFF or head[1] & 0xFE != 0xFA:  # noqa: PLR2004 (sync, version, layer)
        return None
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    if not 0 < bitrate < len(BITRATES_KBPS) or rate >= len(SAMPLE_RATES):
        return None
    return Mp3FrameHeader(
        bitrate_kbps=BITRATES_KBPS[bitrate],
        sample_rate=SAMPLE_RATES[rate],
        channels=1 if head[3] >> 6 == _MONO else 2,
        padding=bool(head[2] >> 1 & 1),
    )


def split_frames(stream: bytes) -> tuple[bytes, ...]:
    """Split a stream that consists of MP3 frames only."""
    frames = []
    offset = 0
    while offset < len(stream):
        header = parse_header(stream, offset)
        assert header is not None, f"no MP3 frame begins at byte {offset}"
        frames.append(stream[offset : offset + header.size_bytes])
        offset += header.size_bytes
    return tuple(frames)


def silent_frame(header: Mp3FrameHeader) -> bytes:
    """Return a silent MP3 frame, which uses no bits of earlier ones: side information and data are zero."""
    return header.to_bytes().ljust(header.size_bytes, b"\0")


def mp3_frames_of(frames: int) -> int:
    """Return how many MP3 frames LAME needs for this many frames: its delay is half an MP3 frame, its padding at least as much."""
    return -(-frames // MP3_FRAME_FRAMES) + 1


class StreamFacts(Struct, frozen=True, kw_only=True):
    """What the Info header says about the MP3 frames that follow it."""

    frames: int  # of sound, as planned
    mp3_frames: int
    stream_crc: int  # crc16 of their bytes


def info_header_size(header: Mp3FrameHeader) -> int:
    return _info_frame(header).size_bytes


def info_header(header: Mp3FrameHeader, facts: StreamFacts) -> bytes:
    """Return the MP3 frame at the start of a stream: its length, delay and padding, seek table and checksums.

    `header` is that of every MP3 frame of the stream. Decoders that know the header play exactly `facts.frames`;
    the others hear one MP3 frame of silence.
    """
    frame = _info_frame(header)
    total_bytes = frame.size_bytes + facts.mp3_frames * header.size_bytes
    padding_frames = facts.mp3_frames * MP3_FRAME_FRAMES - ENCODER_DELAY_FRAMES - facts.frames
    assert 0 <= padding_frames < 1 << 12, f"{padding_frames} frames of padding cannot be said"
    stereo = _SOURCE_STEREO if header.channels > 1 else 0
    data = b"".join(
        (
            frame.to_bytes(),
            bytes(frame.side_info_bytes),
            b"Info",
            _INFO_FIELDS.to_bytes(4, "big"),
            facts.mp3_frames.to_bytes(4, "big"),
            total_bytes.to_bytes(4, "big"),
            bytes(_seek_table(frame.size_bytes, header.size_bytes, facts.mp3_frames)),
            _INFO_QUALITY.to_bytes(4, "big"),
            _ENCODER_NAME,
            bytes((_CONSTANT_BITRATE, 0)),  # lowpass not given
            bytes(8),  # peak and replay gain not given
            bytes((0, min(255, header.bitrate_kbps))),
            (ENCODER_DELAY_FRAMES << 12 | padding_frames).to_bytes(3, "big"),
            bytes((_SOURCE_48_KHZ | stereo, 0, 0, 0)),
            total_bytes.to_bytes(4, "big"),
            facts.stream_crc.to_bytes(2, "big"),
        )
    )
    data += crc16(data).to_bytes(2, "big")
    return data.ljust(frame.size_bytes, b"\0")


def _seek_table(info_bytes: int, frame_bytes: int, mp3_frames: int) -> Iterator[int]:
    """Yield where each hundredth of the playing time begins, in 256ths of the bytes, those of the Info header included."""
    total_bytes = info_bytes + mp3_frames * frame_bytes
    for point in range(_SEEK_POINTS):
        yield 256 * (info_bytes + point * mp3_frames // _SEEK_POINTS * frame_bytes) // total_bytes


def _info_frame(header: Mp3FrameHeader) -> Mp3FrameHeader:
    """Return the stream's own header, with the bitrate raised where the Info header would not fit."""
    fields_bytes = 4 + 4 + 4 + 4 + _SEEK_POINTS + 4 + 36
    needed = HEADER_BYTES + header.side_info_bytes + fields_bytes
    for bitrate_kbps in BITRATES_KBPS[BITRATES_KBPS.index(header.bitrate_kbps) :]:
        frame = Mp3FrameHeader(
            bitrate_kbps=bitrate_kbps, sample_rate=header.sample_rate, channels=header.channels
        )
        if frame.size_bytes >= needed:
            return frame
    raise AssertionError("no bitrate has room for the Info header")
