"""What `export` is to write: each `-o` as a file or stream with its format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voicecoach.errors import UsageError

STREAM: Final = "-"
PLAN: Final = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A file, or standard output, and the format that it gets: that of a sound, of captions, or `json`."""

    path: Path | None
    format: str

    @property
    def is_sound(self) -> bool:
        from voicecoach.output.formats import SOUND_FORMATS

        return self.format in SOUND_FORMATS

    @property
    def name(self) -> str:
        return str(self.path) if self.path is not None else "standard output"


def targets_of(outputs: tuple[str, ...], stream_format: str) -> tuple[Target, ...]:
    """Return what each output is. Raises UsageError for none, for the same one twice, for unknown formats."""
    if not outputs:
        raise UsageError("nothing to write", hint="name a file: `-o session.mp3`")
    if len(set(outputs)) < len(outputs):
        raise UsageError("two outputs have the same name", hint="name each file once")
    return tuple(
        _stream_target(stream_format) if output == STREAM else _file_target(Path(output))
        for output in outputs
    )


def _other_formats() -> tuple[str, ...]:
    from voicecoach.output.captions import CAPTION_FORMATS

    return (*CAPTION_FORMATS, PLAN)


def _stream_target(stream_format: str) -> Target:
    from voicecoach.output.formats import SOUND_FORMATS

    name = stream_format.lower().removeprefix(".")
    known = (*SOUND_FORMATS, *_other_formats())
    if name not in known:
        raise UsageError(f"unknown format `{name}`", hint=f"the formats are {', '.join(known)}")
    return Target(path=None, format=name)


def _file_target(path: Path) -> Target:
    from voicecoach.output.formats import writer_for_path

    name = path.suffix.lower().removeprefix(".")
    if name not in _other_formats():
        writer_for_path(path, other_suffixes=[f".{other}" for other in _other_formats()])
    return Target(path=path, format=name)
