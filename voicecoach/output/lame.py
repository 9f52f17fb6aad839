"""LAME: its settings, and the encoding of samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from voicecoach.errors import UsageError
from voicecoach.packages import package_version
from voicecoach.sound.mp3_frames import Mp3FrameHeader
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DEFAULT_BITRATE_KBPS: Final = 64  # per channel
MP3_BITRATES_KBPS: Final = (32, 40, 48, 56, 64, 80, 96, 112, 128)  # for one channel
# Of LAME: 2 hardly sounds better and takes half as long again; from 7 on, noise is not shaped.
QUALITY: Final = 5


def check_bitrate(bitrate_kbps: int) -> None:
    """Raise UsageError for a bitrate that MP3 does not have."""
    if bitrate_kbps not in MP3_BITRATES_KBPS:
        known = ", ".join(map(str, MP3_BITRATES_KBPS))
        raise UsageError(f"an MP3 has no bitrate of {bitrate_kbps} kb/s", hint=f"take one of {known}")


class LameSettings(Struct, frozen=True, kw_only=True):
    """A constant bitrate at 48,000 Hz. `bitrate_kbps` is that of a channel, one of `MP3_BITRATES_KBPS`."""

    channels: int
    bitrate_kbps: int = DEFAULT_BITRATE_KBPS
    quality: int = QUALITY

    @property
    def header(self) -> Mp3FrameHeader:
        return Mp3FrameHeader(bitrate_kbps=self.bitrate_kbps * self.channels, channels=self.channels)

    def name(self) -> str:
        """Return a name that changes whenever the same samples would be encoded differently."""
        bitrate_kbps = self.header.bitrate_kbps
        return f"lameenc {package_version('lameenc')} {self.channels} {bitrate_kbps} {self.quality}"

    def encoder(self) -> Any:
        """Return a fresh encoder, whose first MP3 frame uses no earlier bits."""
        import lameenc

        encoder = lameenc.Encoder()
        encoder.silence()
        encoder.set_channels(self.channels)
        encoder.set_in_sample_rate(SAMPLE_RATE)
        encoder.set_out_sample_rate(SAMPLE_RATE)  # otherwise low bitrates would get a lower sample rate
        encoder.set_bit_rate(self.header.bitrate_kbps)
        encoder.set_quality(self.quality)
        return encoder


def encode(settings: LameSettings, blocks: Iterable[bytes], mp3_frames: int) -> Iterator[bytes]:
    """Encode 16-bit samples with a fresh encoder and yield the first `mp3_frames` MP3 frames, whole ones at a time.

    The samples must fill them: what LAME adds at the end is left out.
    """
    size_bytes = settings.header.size_bytes
    wanted_bytes = mp3_frames * size_bytes
    encoder = settings.encoder()
    made = bytearray()
    for block in blocks:
        made += encoder.encode(block)
        ready_bytes = min(len(made) // size_bytes * size_bytes, wanted_bytes)
        if ready_bytes:
            yield bytes(made[:ready_bytes])
            del made[:ready_bytes]
            wanted_bytes -= ready_bytes
    made += encoder.flush()
    assert len(made) >= wanted_bytes, "LAME made too few MP3 frames"
    yield bytes(made[:wanted_bytes])
