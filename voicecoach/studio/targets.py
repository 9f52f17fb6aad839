"""What `export` writes: each `-o` as a file or stream with its format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STREAM: Final = "-"
PLAN: Final = "json"
PAGE: Final = "html"
PICTURES: Final = ("svg", "png")
CAPTIONS_AND_PLAN: Final = frozenset({"vtt", "srt", "lrc", PLAN})  # only text, nothing to look at


class Target(Struct, frozen=True, kw_only=True):
    """A file or standard output, and its format: sound, captions, a page, a picture, or `json`."""

    path: Path | None
    format: str

    @property
    def is_sound(self) -> bool:
        from voicecoach.output.formats import SOUND_FORMATS

        return self.format in SOUND_FORMATS

    @property
    def needs_sound(self) -> bool:
        return self.is_sound or self.format == PAGE

    @property
    def name(self) -> str:
        return str(self.path) if self.path is not None else "standard output"


def targets_of(outputs: tuple[str, ...], stream_format: str) -> tuple[Target, ...]:
    """Return the target of each output. Raises UsageError if there is none, for duplicates, and for unknown formats."""
    if not outputs:
        raise UsageError("nothing to write", hint="name a file: `-o session.mp3`")
    if len(set(outputs)) < len(outputs):
        raise UsageError("two outputs have the same name", hint="name each file once")
    return tuple(
        _stream_target(stream_format) if output == STREAM else _file_target(Path(output))
        for output in outputs
    )


def output_help() -> str:
    """Return what `--output` may name."""
    from voicecoach.output.calendar import CALENDAR
    from voicecoach.output.captions import CAPTION_FORMATS
    from voicecoach.output.formats import SOUND_FORMATS

    sounds, captions, pictures = (
        _either([f".{name}" for name in names]) for names in (SOUND_FORMATS, CAPTION_FORMATS, PICTURES)
    )
    return f"FILE{sounds}; {captions} for captions; .{PAGE} for a page that coaches; {pictures} for a picture of the plan; .{PLAN} for its data; .{CALENDAR} for the calendar of a programme; - is standard output. May be repeated."


def _either(suffixes: Sequence[str]) -> str:
    return f"{', '.join(suffixes[:-1])} or {suffixes[-1]}"


def check_targets(targets: Sequence[Target], *, split: bool, clobber: bool) -> None:
    """Raise early what writing a target would raise, as far as that can be known before any work."""
    from voicecoach.output.files import check_target
    from voicecoach.output.formats import SOUND_FORMATS
    from voicecoach.output.png import find_renderer
    from voicecoach.output.split import check_split, split_paths

    sounds = [target for target in targets if target.is_sound]
    playlists = [split_paths(target.path)[1] for target in sounds if target.path is not None]
    if split and len(playlists) < max(1, len(sounds)):
        raise UsageError("--split has no file to split", hint="name a sound file: `-o session.mp3`")
    if split and len(set(playlists)) < len(playlists):
        raise UsageError(
            f"two outputs would write `{playlists[0]}`",
            hint="give the files different names, or split one of them",
        )
    for target in targets:
        if target.is_sound:
            SOUND_FORMATS[target.format].check()
        if target.format == "png":
            find_renderer()
        if target.path is None:
            continue
        if split and target.is_sound:
            check_split(target.path, clobber=clobber)
        else:
            check_target(target.path, clobber=clobber)


def check_unread(targets: Sequence[Target], read: Iterable[Path], *, split: bool) -> None:
    """Raise UsageError where a target is one of the files that it would be made of, by any of its names."""
    from voicecoach.output.split import split_paths

    files = tuple(read)
    for target in targets:
        if target.path is None:
            continue
        written = split_paths(target.path)[1] if split and target.is_sound else target.path
        if any(_is_same_file(written, file) for file in files):
            raise UsageError(
                f"`{written}` would be replaced, and the session is made of it", hint="name another file"
            )


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False  # one of them is not there


def check_formats(names: Sequence[str]) -> None:
    """Raise UsageError for an unknown format, OutputError for one that needs a package that is missing."""
    targets = [_stream_target(name) for name in names]
    if not targets:
        raise UsageError("no format is named", hint="such as `mp3` or `mp3 vtt`")
    check_targets(targets, split=False, clobber=True)


def _other_formats() -> tuple[str, ...]:
    from voicecoach.output.captions import CAPTION_FORMATS

    return (*CAPTION_FORMATS, PAGE, *PICTURES, PLAN)


def _stream_target(stream_format: str) -> Target:
    from voicecoach.output.formats import SOUND_FORMATS

    name = stream_format.lower().removeprefix(".")
    known = (*SOUND_FORMATS, *_other_formats())
    if name not in known:
        raise UsageError(f"unknown format `{name}`", hint=f"the formats are {', '.join(known)}")
    return Target(path=None, format=name)


def _file_target(path: Path) -> Target:
    from voicecoach.output.formats import format_of_path

    name = path.suffix.lower().removeprefix(".")
    if name not in _other_formats():
        format_of_path(path, other_suffixes=[f".{other}" for other in _other_formats()])
    return Target(path=path, format=name)
