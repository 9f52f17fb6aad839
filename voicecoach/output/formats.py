"""The sound formats. Each is declared by its own module; adding one takes a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.errors import UsageError
from voicecoach.output.libsndfile import FLAC, OGG_VORBIS, OPUS
from voicecoach.output.m4a import M4A
from voicecoach.output.mp3 import MP3
from voicecoach.output.wav import WAV

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from voicecoach.output.sound_file import SoundFormat, SoundWriter

SOUND_FORMATS: Final[Mapping[str, SoundFormat]] = {
    each.name: each for each in (MP3, WAV, FLAC, OGG_VORBIS, OPUS, M4A)
}


def sound_writer(name: str, *, bitrate_kbps: int | None = None) -> SoundWriter:
    """Return a format's writer, with a bitrate if the format has one. Raises KeyError if it is not a sound format."""
    found = SOUND_FORMATS[name]
    if bitrate_kbps is None or not found.has_bitrate:
        return found.writer()
    return found.writer(bitrate_kbps=bitrate_kbps)


def format_of_path(path: Path, *, other_suffixes: Sequence[str] = ()) -> SoundFormat:
    """Return the format that a file's suffix asks for.

    Raises UsageError for any other suffix; its hint lists the known ones and `other_suffixes`.
    """
    name = path.suffix.lower().removeprefix(".")
    if name not in SOUND_FORMATS:
        known = ", ".join(
            f"`{suffix}`" for suffix in (*(f".{name}" for name in SOUND_FORMATS), *other_suffixes)
        )
        what = f"no format has the suffix `{path.suffix}`" if path.suffix else f"`{path}` has no suffix"
        raise UsageError(what, hint=f"the suffixes are: {known}")
    return SOUND_FORMATS[name]
