"""MP3: islands of sound and silence, linked into one stream with an Info header of our own and ID3v2.3 tags.

A source that is never silent (with a bed) is one island, encoded block by block.
"""

from __future__ import annotations

import io
from itertools import chain, islice, repeat, tee
from typing import TYPE_CHECKING, BinaryIO, Final

from msgspec import Struct

from voicecoach.output.id3 import id3_tag
from voicecoach.output.lame import DEFAULT_BITRATE_KBPS, QUALITY, LameSettings, encode
from voicecoach.output.sound_file import Done, SoundFormat

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.output.islands import Encode, IslandCache, KeptPieces
    from voicecoach.output.sound_file import Progress, Tags
    from voicecoach.sound.linker import Linked
    from voicecoach.sound.source import MixedSource

_MANY: Final = 256  # silent MP3 frames that are written at once
_TOLD_EVERY_MP3_FRAMES: Final = 1_250  # half a minute of sound


def default_cache() -> IslandCache:
    """Open the user's cache."""
    from voicecoach.output.islands import IslandCache

    return IslandCache()


class Mp3Writer(Struct, frozen=True, kw_only=True):
    """Returns to the Info header at the end, when the MP3 frames are counted.

    `cache` opens the cache of encoded islands. The bytes are the same with and without it, and with any number of
    threads; 0 means one per core.
    """

    quality: int = QUALITY
    bitrate_kbps: int = DEFAULT_BITRATE_KBPS
    cache: Callable[[], IslandCache | None] = default_cache
    threads: int = 0
    encode: Encode = encode
    kept: KeptPieces | None = None  # shared with sources whose equal islands are the same samples

    @property
    def seeks(self) -> bool:
        return True

    def size_bytes(self, source: MixedSource) -> int:
        from voicecoach.sound.mp3_frames import info_header_size, mp3_frames_of

        header = self._settings(source).header
        return info_header_size(header) + mp3_frames_of(source.total_frames) * header.size_bytes

    def write(self, stream: BinaryIO, source: MixedSource, tags: Tags, progress: Progress) -> None:
        from voicecoach.output.islands import IslandEncoder
        from voicecoach.sound.islands import find_islands
        from voicecoach.sound.linker import Linked, gaps
        from voicecoach.sound.mp3_frames import MP3_FRAME_FRAMES, info_header, info_header_size, mp3_frames_of

        settings = self._settings(source)
        linked = Linked(settings.header)
        told_mp3_frames = 0

        def advance() -> None:
            nonlocal told_mp3_frames
            told_mp3_frames = linked.mp3_frames
            frames = min(linked.mp3_frames * MP3_FRAME_FRAMES, source.total_frames)
            progress(Done(frames=frames, size_bytes=stream.tell()))

        islands, ahead = tee(
            find_islands(source.sounds(), total_frames=source.total_frames)
        )  # lazily: the islands of ten hours would take 3 MB
        silences = gaps(islands, mp3_frames_of(source.total_frames))
        with IslandEncoder(
            source,
            settings,
            cache=self.cache(),
            threads=self.threads,
            encode=self.encode,
            kept=self.kept,
        ) as encoder:
            made = encoder.pieces(ahead)
            first = list(islice(made, 1))  # the first islands are encoded while the tag is made
            stream.write(id3_tag(tags))
            info_at = stream.tell()
            stream.write(bytes(info_header_size(settings.header)))
            for pieces in chain(first, made):
                _write_silence(stream, linked, next(silences))
                for piece in pieces:
                    stream.write(piece.content)
                    linked.add(piece.mp3_frames, len(piece.content), piece.crc)
                    if linked.mp3_frames - told_mp3_frames >= _TOLD_EVERY_MP3_FRAMES:
                        advance()
        _write_silence(stream, linked, next(silences))
        advance()
        stream.seek(info_at)
        stream.write(info_header(settings.header, linked.facts(source.total_frames)))
        stream.seek(0, io.SEEK_END)

    def _settings(self, source: MixedSource) -> LameSettings:
        return LameSettings(channels=source.channels, quality=self.quality, bitrate_kbps=self.bitrate_kbps)


def _write_silence(stream: BinaryIO, linked: Linked, mp3_frames: int) -> None:
    many, rest = divmod(mp3_frames, _MANY)
    if many:
        stream.writelines(repeat(linked.silence * _MANY, many))
    stream.write(linked.silence * rest)
    linked.add_silence(mp3_frames)


MP3: Final = SoundFormat(
    name="mp3", about="for every player", writer=Mp3Writer, has_bitrate=True, has_cover=True
)
