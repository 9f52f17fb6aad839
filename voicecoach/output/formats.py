"""The sound formats by their names, which are also their suffixes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from voicecoach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from voicecoach.output.writer import SoundWriter

SOUND_FORMATS: Final = ("mp3", "wav", "flac", "ogg", "opus", "m4a")


@cache
def sound_writer(name: str) -> SoundWriter:
    """Return a format's writer, which is loaded only now. Raises KeyError for what is no sound format."""
    match name:
        case "mp3":
            from voicecoach.output.mp3 import Mp3Writer

            return Mp3Writer()
        case "wav":
            from voicecoach.output.wav import WavWriter

            return WavWriter()
        case "m4a":
            from voicecoach.output.m4a import M4aWriter

            return M4aWriter()
        case _:
            from voicecoach.output.libsndfile import FLAC, OGG_VORBIS, OPUS

            return {"flac": FLAC, "ogg": OGG_VORBIS, "opus": OPUS}[name]


def check_format(name: str) -> None:
    """Raise OutputError with the remedy where a format needs what is not installed: worth asking before any work."""
    if name == "m4a":
        from voicecoach.output.m4a import find_ffmpeg

        find_ffmpeg()


def writer_for_path(path: Path, *, other_suffixes: Sequence[str] = ()) -> SoundWriter:
    """Return the writer that a file's suffix asks for.

    Raises UsageError for any other suffix; its hint lists the known ones and `other_suffixes`.
    """
    name = path.suffix.lower().removeprefix(".")
    if name not in SOUND_FORMATS:
        known = ", ".join(
            [*(f"`.{name}`" for name in SOUND_FORMATS), *(f"`{suffix}`" for suffix in other_suffixes)]
        )
        what = f"no format has the suffix `{path.suffix}`" if path.suffix else f"`{path}` has no suffix"
        raise UsageError(what, hint=f"the suffixes are: {known}")
    return sound_writer(name)
