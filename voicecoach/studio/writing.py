"""A session as files: sound, captions, the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.escaping import plain
from voicecoach.output.formats import sound_writer
from voicecoach.studio.marks import lines_of, lines_with_words
from voicecoach.studio.progress import UNTOLD
from voicecoach.studio.targets import PAGE, PICTURES, PLAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from voicecoach.output.shown import ShownSession
    from voicecoach.output.sound_file import Cover, Done, SoundWriter, Tags
    from voicecoach.pipeline import Compiled
    from voicecoach.sound.source import MixedSource
    from voicecoach.studio.progress import ProgressListener
    from voicecoach.studio.targets import Target


class Material(Struct, frozen=True, kw_only=True):
    """One compilation, and what all of its files are made from."""

    compiled: Compiled
    source: MixedSource | None  # None if no sound is wanted
    tags: Tags
    plan: Callable[[Compiled], str]  # the plan's text; findings have their wording there
    listener: str = ""  # the person that a page is made for
    link: str = ""  # the address of the page
    counts_by: str = ""  # the command that enters a programme's session into the log
    writer_of: Callable[[str], SoundWriter] = sound_writer  # of a sound format
    sweeps: bool = True  # whether to clean the files' folders of what killed processes left there
    has_word_times: bool = False  # in .lrc, which few players know


class WrittenTarget(Struct, frozen=True, kw_only=True):
    """The result of writing a target. Standard output has no file."""

    files: Sequence[Path]
    done: Done


def write_targets(
    targets: Sequence[Target],
    material: Material,
    *,
    stream: Callable[[], BinaryIO],
    split: bool = False,
    clobber: bool = True,
    progress: ProgressListener = UNTOLD,
) -> Iterator[WrittenTarget]:
    """Write the targets in order, and yield each when it is complete.

    One without a path is written to what `stream` returns. Raises OutputError and UsageError, as `check_targets` does before any work.
    """
    for target in targets:
        if target.needs_sound:
            is_split = split and target.is_sound
            yield _write_sound(target, material, stream, split=is_split, clobber=clobber, progress=progress)
        else:
            content = _content(target.format, material)
            yield _write_content(target, content, stream, clobber=clobber, sweeps=material.sweeps)


def _write_sound(
    target: Target,
    material: Material,
    stream: Callable[[], BinaryIO],
    *,
    split: bool,
    clobber: bool,
    progress: ProgressListener,
) -> WrittenTarget:
    from voicecoach.output.sound_file import Done, write_sound
    from voicecoach.output.split import write_split

    source, tags = material.source, material.tags
    assert source is not None, "sound is written, and none was mixed"
    writer = (
        _page_writer(target, material, progress)
        if target.format == PAGE
        else material.writer_of(target.format)
    )
    files: Sequence[Path] = [target.path] if target.path is not None else []
    latest = Done()
    with progress.writing(target.name, source.total_frames) as told:

        def tell(done: Done) -> None:
            nonlocal latest
            latest = done
            told(done)

        if split and target.path is not None:
            files = write_split(target.path, writer, source, tags, tell, clobber=clobber)
        else:
            where = target.path or stream()
            write_sound(where, writer, source, tags, tell, clobber=clobber, sweeps=material.sweeps)
    return WrittenTarget(files=files, done=latest)


def _write_content(
    target: Target, content: bytes, stream: Callable[[], BinaryIO], *, clobber: bool, sweeps: bool
) -> WrittenTarget:
    from voicecoach.output.files import atomic_file
    from voicecoach.output.sound_file import Done

    done = Done(size_bytes=len(content))
    if target.path is None:
        stream().write(content)
        return WrittenTarget(files=(), done=done)
    with atomic_file(target.path, clobber=clobber, needed_bytes=len(content), sweeps=sweeps) as file:
        file.write(content)
    return WrittenTarget(files=(target.path,), done=done)


def _page_writer(target: Target, material: Material, progress: ProgressListener) -> SoundWriter:
    from voicecoach.output.page.writer import PageWriter

    assert material.source is not None, "a page is written, and no sound was mixed"
    writer = PageWriter(shown=_shown(material), sound=material.writer_of("mp3"))
    if warning := writer.check_size(material.source, target.name):
        progress.note(warning)
    return writer


def _shown(material: Material) -> ShownSession:
    from voicecoach.studio.shown import shown_session

    link_svg = ""
    if material.link:
        from voicecoach.output.qr import qr_svg

        link_svg = qr_svg(material.link)
    return shown_session(
        material.compiled,
        listener=material.listener,
        link=material.link,
        link_svg=link_svg,
        counts_by=material.counts_by,
    )


def cover_of(compiled: Compiled, path: Path | None) -> Cover | None:
    """Return the cover: a file, or the drawn plan if the renderer is installed. Raises InputError and UsageError."""
    from voicecoach.output.cover import read_cover
    from voicecoach.output.png import has_renderer, kept_png

    if path is not None:
        return read_cover(path)
    if not has_renderer() or not compiled.session.intervals:
        return None
    from voicecoach.output.picture import picture
    from voicecoach.output.sound_file import Cover
    from voicecoach.studio.shown import shown_session

    drawn = picture(shown_session(compiled, with_words=False), follows_scheme=False, square=True)
    return Cover(mime="image/png", content=kept_png(drawn, zoom=0.5))


def _content(name: str, material: Material) -> bytes:
    """Return the plan, a picture, or captions in this format."""
    if name in PICTURES:
        from voicecoach.output.picture import picture

        if name == "svg":
            return picture(_shown(material)).encode()
        from voicecoach.output.png import png

        return png(picture(_shown(material), follows_scheme=False))
    return _text(name, material).encode()


def _text(name: str, material: Material) -> str:
    """Return the plan, or captions of this format."""
    from voicecoach.output.captions import CAPTION_FORMATS

    compiled = material.compiled
    if name == PLAN:
        return material.plan(compiled)
    is_timed = name != "lrc" or material.has_word_times
    lines = lines_with_words(compiled) if is_timed else lines_of(compiled)
    return CAPTION_FORMATS[name](lines, title=plain(compiled.routine.title))
