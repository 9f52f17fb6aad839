"""Exports a compiled routine: the sound is mixed once, and every file is made from that mix."""

from __future__ import annotations

import io
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.errors import UsageError
from voicecoach.output.formats import SOUND_FORMATS, sound_writer
from voicecoach.studio.marks import tags_of
from voicecoach.studio.mixing import mixer
from voicecoach.studio.progress import UNTOLD
from voicecoach.studio.targets import check_unread
from voicecoach.studio.writing import Material, cover_of, write_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

    from voicecoach.output.sound_file import SoundWriter, Tags
    from voicecoach.pipeline import Compiled
    from voicecoach.studio.mixing import MixChoice
    from voicecoach.studio.progress import ProgressListener
    from voicecoach.studio.targets import Target
    from voicecoach.studio.writing import WrittenTarget


def check_sound(engine: str, targets: Iterable[Target]) -> None:
    """Raise UsageError if sound is asked of the engine that has none."""
    if engine == "none" and any(target.needs_sound for target in targets):
        raise UsageError(
            "`--engine none` has no sound", hint="export captions or a plan (.json), or choose another engine"
        )


def export(
    compiled: Compiled,
    targets: Sequence[Target],
    how: MixChoice,
    *,
    plan: Callable[[Compiled], str],
    stream: Callable[[], BinaryIO] = io.BytesIO,
    split: bool = False,
    clobber: bool = True,
    listener: str = "",
    link: str = "",
    counts_by: str = "",
    progress: ProgressListener = UNTOLD,
    writer_of: Callable[[str], SoundWriter] = sound_writer,
    shown: Compiled | None = None,
    tags: Tags | None = None,
    cover: Path | None = None,
    has_word_times: bool = False,
    sweeps: bool = True,
) -> Iterator[WrittenTarget]:
    """Write the targets in their order, and yield each when it is whole; as `write_targets`.

    Texts are made of `shown`, where that is not the session that is heard, and sound files get these `tags`; without any they
    get the routine's own, with the picture `cover` or that of the plan.
    """
    seen = shown or compiled
    check_unread(targets, _read(compiled, how, cover), split=split)
    with ExitStack() as stack:
        source = None
        if any(target.needs_sound for target in targets):
            source = stack.enter_context(mixer(compiled, how, progress=progress))(compiled)
        material = Material(
            compiled=seen,
            source=source,
            tags=tags or _tags(seen, targets, cover),
            plan=plan,
            listener=listener,
            link=link,
            counts_by=counts_by,
            writer_of=writer_of,
            has_word_times=has_word_times,
            sweeps=sweeps,
        )
        yield from write_targets(
            targets, material, stream=stream, split=split, clobber=clobber, progress=progress
        )


def _read(compiled: Compiled, how: MixChoice, cover: Path | None) -> set[Path]:
    """Return the files that the session is made from."""
    names = {compiled.routine.source.name}
    names |= {interval.leaf.span.source.name for interval in compiled.session.intervals}
    read = {Path(name) for name in names}
    read |= {Path(recording.beside).parent / recording.path for recording in compiled.recordings}
    read |= {*compiled.beds, *how.beds}
    return read | {cover} if cover is not None else read


def _tags(compiled: Compiled, targets: Iterable[Target], cover: Path | None) -> Tags:
    tags = tags_of(compiled)
    if any(target.is_sound and SOUND_FORMATS[target.format].has_cover for target in targets):
        return replace(tags, cover=cover_of(compiled, cover))
    return tags
