"""Sound files and streams: what a format declares, what its writer does, and the function that uses it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, TypeAlias

from msgspec import Struct

from voicecoach.errors import OutputError
from voicecoach.output.files import atomic_file

if TYPE_CHECKING:
    from voicecoach.output.marks import Chapter, SpokenLine
    from voicecoach.sound.source import MixedSource

BLOCK_FRAMES: Final = 48_000
ARTIST: Final = "voicecoach"  # of every sound file
MOST_CHAPTERS: Final = 255  # as many as ID3's table of contents can count


class Done(Struct, frozen=True, kw_only=True):
    """How far a writer is."""

    frames: int = 0
    size_bytes: int = 0

    def __add__(self, other: Done) -> Done:
        return Done(frames=self.frames + other.frames, size_bytes=self.size_bytes + other.size_bytes)


Progress: TypeAlias = Callable[[Done], None]  # called with the total so far


class Cover(Struct, frozen=True, kw_only=True):
    """A picture that players show."""

    mime: str  # `image/png` or `image/jpeg`
    content: bytes


class Tags(Struct, frozen=True, kw_only=True):
    """What a player shows. `language` is a code such as `en` or `de-AT`; what is empty is left out.

    Chapters have no gaps, at most `MOST_CHAPTERS`; lines are sorted by onset. Their times are those of the sound: a
    decoder that knows the Info header of an MP3 has dropped the codec's delay before the first of its frames.
    """

    title: str = ""
    artist: str = ""
    album: str = ""
    year: str = ""
    track: int = 0
    tracks: int = 0
    comment: str = ""
    language: str = ""
    chapters: tuple[Chapter, ...] = ()
    lines: tuple[SpokenLine, ...] = ()
    cover: Cover | None = None


class SoundWriter(Protocol):
    """A format. It reads its source block by block, and the same source and tags give the same bytes."""

    @property
    def seeks(self) -> bool:
        """Whether it seeks back in the stream, to fill in what is known only at the end."""
        ...

    def size_bytes(self, source: MixedSource) -> int:
        """Return the approximate size of the file."""
        ...

    def write(self, stream: BinaryIO, source: MixedSource, tags: Tags, progress: Progress) -> None: ...


def _nothing() -> None:
    """Most formats need nothing but what pip installs."""


class SoundFormat(Struct, frozen=True, kw_only=True):
    """A format's declaration, which the command line, completion, documentation and tests read."""

    name: str  # also its suffix, without the dot
    about: str
    has_chapters: bool = True
    has_lyrics: bool = True
    has_cover: bool = False
    has_bitrate: bool = False  # its writer takes `bitrate_kbps`
    writer: Callable[..., SoundWriter]
    check: Callable[[], object] = _nothing
    """Raises OutputError with the remedy where the format needs what is not installed: worth asking before any work."""


def write_sound(
    target: Path | BinaryIO,
    writer: SoundWriter,
    source: MixedSource,
    tags: Tags,
    progress: Progress,
    *,
    clobber: bool = True,
    sweeps: bool = True,
) -> None:
    """Write a source to a file, whole or not at all, or to a stream such as standard output.

    Raises OutputError when it cannot be written, and UsageError when the file exists and `clobber` is false. What
    the source raises passes through; so does BrokenPipeError when nobody reads the stream any more.
    """
    if isinstance(target, Path):
        with atomic_file(
            target, clobber=clobber, needed_bytes=writer.size_bytes(source), sweeps=sweeps
        ) as file:
            writer.write(file, source, tags, progress)
        return
    import shutil
    import tempfile

    with ExitStack() as stack:
        stream: BinaryIO = stack.enter_context(tempfile.TemporaryFile()) if writer.seeks else target
        try:
            writer.write(stream, source, tags, progress)
            if stream is not target:
                stream.seek(0)
                shutil.copyfileobj(stream, target)
            target.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(
                f"cannot write the sound: {error.strerror}", hint="free some room, or use -o FILE"
            ) from error
