"""The sound formats by their names, which are also their suffixes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.errors import UsageError
from voicecoach.output.libsndfile import FLAC, OGG_VORBIS, OPUS
from voicecoach.output.m4a import M4aWriter, find_ffmpeg
from voicecoach.output.mp3 import Mp3Writer
from voicecoach.output.wav import WavWriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from voicecoach.output.writer import SoundWriter

SOUND_FORMATS: Final[Mapping[str, SoundWriter]] = {
    "mp3": Mp3Writer(),
    "wav": WavWriter(),
    "flac": FLAC,
    "ogg": OGG_VORBIS,
    "opus": OPUS,
    "m4a": M4aWriter(),
}


def check_format(name: str) -> None:
    """Raise OutputError with the remedy where a format needs what is not installed: worth asking before any work."""
    if isinstance(SOUND_FORMATS.get(name), M4aWriter):
        find_ffmpeg()


def writer_for_path(path: Path, *, other_suffixes: Sequence[str] = ()) -> SoundWriter:
    """Return the writer that a file's suffix asks for.

    Raises UsageError for any other suffix; its hint lists the known ones and `other_suffixes`.
    """
    writer = SOUND_FORMATS.get(path.suffix.lower().removeprefix("."))
    if writer is None:
        known = ", ".join(
            [*(f"`.{name}`" for name in SOUND_FORMATS), *(f"`{suffix}`" for suffix in other_suffixes)]
        )
        what = f"no format has the suffix `{path.suffix}`" if path.suffix else f"`{path}` has no suffix"
        raise UsageError(what, hint=f"the suffixes are: {known}")
    return writer
