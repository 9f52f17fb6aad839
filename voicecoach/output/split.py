"""A session as one file a chapter and a playlist, so that a headset's "next" key skips a step."""

from __future__ import annotations

import unicodedata
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.errors import OutputError
from voicecoach.escaping import plain
from voicecoach.output.parts import cannot_write, checked_claim, put_in_place
from voicecoach.output.playlist import PlaylistFile, file_sha256
from voicecoach.output.sound_file import Done, Tags, write_sound
from voicecoach.sound.excerpt import excerpt
from voicecoach.unfinished import unfinished_folder
from voicecoach.units import ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from voicecoach.output.marks import Chapter, SpokenLine
    from voicecoach.output.sound_file import Progress, SoundWriter
    from voicecoach.sound.source import MixedSource

PLAYLIST_SUFFIX: Final = ".m3u"
_LONGEST_NAME: Final = 60
_LONGEST_NAME_BYTES: Final = 180  # most file systems allow 255 for the whole name
_FORBIDDEN: Final = frozenset('<>:"/\\|?*')  # on Windows; other systems forbid less
_NAMELESS: Final = "part"


def split_paths(target: Path) -> tuple[Path, Path]:
    """Return the folder of the files and the playlist beside it: `a/hang.mp3` gives `a/hang` and `a/hang.m3u`."""
    return target.with_suffix(""), target.with_suffix(PLAYLIST_SUFFIX)


def check_split(target: Path, *, clobber: bool = True) -> None:
    """Raise OutputError or UsageError where the folder or the playlist is not ours or cannot be written."""
    checked_claim(*split_paths(target), clobber=clobber)


def file_names(chapters: Sequence[Chapter], suffix: str) -> tuple[str, ...]:
    """Return a name for each chapter that every file system allows: a number, so that they sort, and the title."""
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

    The files are made in a temporary folder and moved into place when all are complete, all or none. Parts of an earlier split
    before go when they are not replaced; other files of the folder stay. Raises as `write_sound` does.
    """
    check_split(target, clobber=clobber)
    folder, list_path = split_paths(target)
    names = file_names(tags.chapters, target.suffix.lower())
    before = Done()
    with _aside(folder) as made:
        parts = []
        for number, (name, chapter) in enumerate(zip(names, tags.chapters, strict=True), start=1):
            start_frame = ms_to_frames(chapter.start_ms)
            part = excerpt(source, start_frame, ms_to_frames(chapter.duration_ms))
            counted = _Later(progress, before)
            write_sound(made / name, writer, part, _part_tags(tags, chapter, number), counted)
            before = counted.done
            parts.append(PlaylistFile(name=name, sha256=file_sha256(made / name)))
        put_in_place(made, folder, list_path, parts, tags.chapters, clobber=clobber)
    return (*(folder / name for name in names), list_path)


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Yield a temporary folder beside this one."""
    with ExitStack() as stack:
        try:
            made = stack.enter_context(unfinished_folder(folder.parent))
        except OSError as refused:
            raise cannot_write(folder, refused) from refused
        try:
            yield made
        except OutputError as refused:
            raise OutputError(refused.message.replace(str(made), str(folder)), hint=refused.hint) from refused


class _Later:
    """Adds what was done of the parts before."""

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


def _lines_in(lines: Sequence[SpokenLine], chapter: Chapter) -> Iterator[SpokenLine]:
    for line in lines:
        if chapter.start_ms <= line.onset_ms < chapter.end_ms:
            yield replace(line, onset_ms=line.onset_ms - chapter.start_ms)
