"""The sound formats by their names, which are also their suffixes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from voicecoach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from voicecoach.output.writer import SoundWriter

_NAMES: Final = ("mp3", "wav", "flac", "ogg", "opus", "m4a")


class _SoundFormats(Mapping[str, "SoundWriter"]):
    """Each format's writer; a format is loaded when its writer is wanted."""

    def __init__(self) -> None:
        self._writers: dict[str, SoundWriter] = {}

    def __getitem__(self, name: str) -> SoundWriter:
        if name not in self._writers:
            self._writers[name] = _writer(name)
        return self._writers[name]

    def __contains__(self, name: object) -> bool:
        return name in _NAMES

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


def _writer(name: str) -> SoundWriter:
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
        case "flac" | "ogg" | "opus":
            from voicecoach.output.libsndfile import FLAC, OGG_VORBIS, OPUS

            return {"flac": FLAC, "ogg": OGG_VORBIS, "opus": OPUS}[name]
        case _:
            raise KeyError(name)


SOUND_FORMATS: Final[Mapping[str, SoundWriter]] = _SoundFormats()


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
    return SOUND_FORMATS[name]
