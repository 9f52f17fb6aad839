"""FLAC, Ogg Vorbis and Opus, by libsndfile; tags by mutagen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from msgspec import Struct

from voicecoach.errors import OutputError
from voicecoach.output.sound_file import BLOCK_FRAMES, Done, Progress, SoundFormat, Tags
from voicecoach.output.vorbis import vorbis_comments
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.sound.source import MixedSource

_HEADERS_BYTES: Final = 8_000


class LibsndfileWriter(Struct, frozen=True, kw_only=True):
    """A format of libsndfile. Writes the sound, then rereads the file to add the tags."""

    container: str  # as soundfile calls them, here and below
    coding: str
    bytes_per_s: int  # for one channel, roughly
    is_lossless: bool = False

    @property
    def seeks(self) -> bool:
        return True

    def size_bytes(self, source: MixedSource) -> int:
        seconds = -(-source.total_frames // SAMPLE_RATE)
        return _HEADERS_BYTES + seconds * source.channels * self.bytes_per_s

    def write(self, stream: BinaryIO, source: MixedSource, tags: Tags, progress: Progress) -> None:
        import soundfile

        from voicecoach.sound.mix import blocks, to_int16

        if not source.total_frames:
            raise OutputError(
                "a session of no length cannot be written in this format", hint="export `.wav` or `.mp3`"
            )
        guarded = _Guarded(stream)
        done_frames = 0
        with soundfile.SoundFile(
            guarded,
            "w",
            samplerate=SAMPLE_RATE,
            channels=source.channels,
            format=self.container,
            subtype=self.coding,
        ) as file:
            for block in blocks(source, BLOCK_FRAMES):
                file.write(to_int16(block) if self.is_lossless else block)
                guarded.check()
                done_frames += len(block)
                progress(Done(frames=done_frames, size_bytes=stream.tell()))
        guarded.check()
        if self.container == "OGG":
            from voicecoach.output.ogg import fix_serial

            fix_serial(stream)
        self._tag(stream, tags)
        progress(Done(frames=done_frames, size_bytes=stream.seek(0, io.SEEK_END)))

    def _tag(self, stream: BinaryIO, tags: Tags) -> None:
        comments = vorbis_comments(tags)
        if not comments:
            return
        from mutagen import MutagenError

        stream.seek(0)
        try:
            file = self._opener()(stream)
            if file.tags is None:
                file.add_tags()
            file.tags.extend(comments)
            stream.seek(0)
            file.save(stream, padding=lambda _info: 0)
        except MutagenError as failure:
            if failure.args and isinstance(failure.args[0], OSError):
                raise failure.args[0] from failure  # a disk error is not a damaged file
            raise

    def _opener(self) -> Callable[[BinaryIO], Any]:
        from importlib import import_module

        module, name = {
            "PCM_16": ("mutagen.flac", "FLAC"),
            "VORBIS": ("mutagen.oggvorbis", "OggVorbis"),
            "OPUS": ("mutagen.oggopus", "OggOpus"),
        }[self.coding]
        opener: Callable[[BinaryIO], Any] = getattr(import_module(module), name)
        return opener


class _Guarded:
    """A stream for libsndfile, which cannot propagate what a callback raises: it is stored, and raised by `check`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._error: BaseException | None = None

    def write(self, data: bytes) -> int:
        self._kept(self._stream.write, data)
        return len(data)

    def read(self, size: int) -> bytes:
        data = self._kept(self._stream.read, size)
        return data if isinstance(data, bytes) else b""

    def seek(self, offset: int, whence: int) -> int:
        return int(self._kept(self._stream.seek, offset, whence) or 0)

    def tell(self) -> int:
        return int(self._kept(self._stream.tell) or 0)

    def _kept(self, call: Callable[..., object], *words: object) -> Any:
        """Return the call's result; None after any call has failed."""
        if self._error is None:
            try:
                return call(*words)
            except BaseException as error:  # noqa: BLE001 - Ctrl-C as well, which would be printed and lost
                self._error = error
        return None

    def check(self) -> None:
        if self._error is not None:
            raise self._error


def _format(name: str, about: str, writer: LibsndfileWriter) -> SoundFormat:
    return SoundFormat(name=name, about=about, writer=lambda: writer)


FLAC: Final = _format(
    "flac",
    "the samples themselves in half the bytes",
    LibsndfileWriter(container="FLAC", coding="PCM_16", bytes_per_s=50_000, is_lossless=True),
)
OGG_VORBIS: Final = _format(
    "ogg", "Ogg Vorbis", LibsndfileWriter(container="OGG", coding="VORBIS", bytes_per_s=10_000)
)
OPUS: Final = _format(
    "opus", "the smallest for speech", LibsndfileWriter(container="OGG", coding="OPUS", bytes_per_s=9_000)
)
