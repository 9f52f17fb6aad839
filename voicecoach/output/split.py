"""A session as one file a chapter and a playlist, so that a headset's "next" key skips a step."""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.errors import OutputError, UsageError
from voicecoach.escaping import plain
from voicecoach.output.files import atomic_file, check_target
from voicecoach.output.writer import Done, Tags, write_sound
from voicecoach.sound.excerpt import excerpt
from voicecoach.unfinished import unfinished_folder
from voicecoach.units import MS_PER_S, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from voicecoach.output.marks import Chapter, Line
    from voicecoach.output.writer import Progress, SoundWriter
    from voicecoach.sound.source import MixedSource

PLAYLIST_SUFFIX: Final = ".m3u"
_LONGEST_NAME: Final = 60
_LONGEST_NAME_BYTES: Final = 180  # most file systems take 255 for the whole name
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')  # on Windows; the others are content with less
_NAMELESS: Final = "part"


def split_paths(target: Path) -> tuple[Path, Path]:
    """Return the folder of the files and the playlist beside it: `a/hang.mp3` gives `a/hang` and `a/hang.m3u`."""
    return target.with_suffix(""), target.with_suffix(PLAYLIST_SUFFIX)


def check_split(target: Path, *, clobber: bool = True) -> None:
    """Raise OutputError or UsageError where the folder or the playlist cannot be written."""
    folder, playlist = split_paths(target)
    check_target(playlist, clobber=clobber)
    if folder.exists() and not folder.is_dir():
        raise OutputError(
            f"`{folder}` is a file, and would be the folder of the parts", hint="choose another name"
        )
    if folder.is_dir() and not clobber:
        raise UsageError(
            f"`{folder}` exists already", hint="name another file, or leave out --no-clobber to replace it"
        )


def file_names(chapters: Sequence[Chapter], suffix: str) -> tuple[str, ...]:
    """Return a name for each chapter that every file system takes: a number, so that they sort, and the title."""
    digits = max(2, len(str(len(chapters))))
    return tuple(
        f"{number:0{digits}d} {_safe(chapter.title)}{suffix}"
        for number, chapter in enumerate(chapters, start=1)
    )


def _safe(title: str) -> str:
    text = unicodedata.normalize("NFC", plain("".join(" " if sign in _FORBIDDEN else sign for sign in title)))
    text = text[:_LONGEST_NAME]
    while len(text.encode("utf-8", "replace")) > _LONGEST_NAME_BYTES:
        text = text[:-1]
    return text.strip(" .") or _NAMELESS


def write_split(
    target: Path,
    writer: SoundWriter,
    source: MixedSource,
    tags: Tags,
    progress: Progress,
    *,
    clobber: bool = True,
) -> tuple[Path, ...]:
    """Write a file a chapter and the playlist; return their paths, the playlist last.

    The files are made aside and get their names when all are whole, the playlist last of all. Files of the playlist that was there
    before go when they are not replaced; other files of the folder stay. Raises as `write_sound` does.
    """
    check_split(target, clobber=clobber)
    folder, playlist = split_paths(target)
    names = file_names(tags.chapters, target.suffix.lower())
    before = Done()
    with _aside(folder) as made:
        for number, (name, chapter) in enumerate(zip(names, tags.chapters, strict=True), start=1):
            start_frame = ms_to_frames(chapter.start_ms)
            part = excerpt(source, start_frame, ms_to_frames(chapter.duration_ms))
            counted = _Later(progress, before)
            write_sound(made / name, writer, part, _part_tags(tags, chapter, number), counted)
            before = counted.done
        stale = _stale(folder, playlist, names)
        _publish(made, folder, names)
    with atomic_file(playlist, clobber=clobber) as file:
        file.write(_playlist(folder.name, names, tags.chapters).encode())
    for path in stale:
        path.unlink(missing_ok=True)
    return (*(folder / name for name in names), playlist)


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Yield a folder beside this one that is gone afterwards."""
    with unfinished_folder(folder.resolve().parent) as made:
        try:
            yield made
        except OutputError as refused:
            raise OutputError(refused.message.replace(str(made), str(folder)), hint=refused.hint) from refused


def _publish(made: Path, folder: Path, names: Sequence[str]) -> None:
    try:
        folder.mkdir(exist_ok=True)
        for name in names:
            (made / name).replace(folder / name)
    except OSError as error:
        raise OutputError(
            f"cannot write `{folder}`: {error.strerror}",
            hint="choose another folder, or make this one writable",
        ) from error


def _stale(folder: Path, playlist: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """Return the files of the playlist that was there before which this one has no more."""
    try:
        entries = playlist.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    own = {name.casefold() for name in names}
    listed = [
        entry.removeprefix(f"{folder.name}/") for entry in entries if entry.startswith(f"{folder.name}/")
    ]
    return tuple(
        folder / name for name in listed if not {"/", "\\"} & set(name) and name.casefold() not in own
    )


def _playlist(folder: str, names: Sequence[str], chapters: Sequence[Chapter]) -> str:
    rows = ["#EXTM3U", "#EXTENC:UTF-8"]
    for name, chapter in zip(names, chapters, strict=True):
        seconds = (chapter.duration_ms + MS_PER_S // 2) // MS_PER_S
        rows += [f"#EXTINF:{seconds},{chapter.title}", f"{folder}/{name}"]
    return "".join(f"{row}\n" for row in rows)


class _Later:
    """Counts on from what was done of the parts before."""

    def __init__(self, progress: Progress, before: Done) -> None:
        self._progress = progress
        self._before = before
        self.done = before

    def __call__(self, done: Done) -> None:
        self.done = self._before + done
        self._progress(self.done)


def _part_tags(tags: Tags, chapter: Chapter, number: int) -> Tags:
    return replace(
        tags,
        title=chapter.title,
        album=tags.title,
        track=number,
        tracks=len(tags.chapters),
        chapters=(),
        lines=tuple(_lines_in(tags.lines, chapter)),
    )


def _lines_in(lines: Sequence[Line], chapter: Chapter) -> Iterator[Line]:
    for line in lines:
        if chapter.start_ms <= line.onset_ms < chapter.end_ms:
            yield replace(line, onset_ms=line.onset_ms - chapter.start_ms)
