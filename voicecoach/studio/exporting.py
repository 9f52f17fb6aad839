"""A compiled routine to files: the sound is mixed once, and every file is made of it."""

from __future__ import annotations

import io
from contextlib import ExitStack
from typing import TYPE_CHECKING

from voicecoach.errors import UsageError
from voicecoach.output.formats import sound_writer
from voicecoach.studio.marks import tags_of
from voicecoach.studio.mixing import mixer
from voicecoach.studio.progress import UNTOLD
from voicecoach.studio.writing import Material, write_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

    from voicecoach.output.sound_file import SoundWriter, Tags
    from voicecoach.pipeline import Compiled
    from voicecoach.studio.mixing import MixChoice
    from voicecoach.studio.progress import Progress
    from voicecoach.studio.targets import Target
    from voicecoach.studio.writing import Written


def check_sound(engine: str, targets: Iterable[Target]) -> None:
    """Raise UsageError where sound is asked of the engine that has none."""
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
    progress: Progress = UNTOLD,
    writer_of: Callable[[str], SoundWriter] = sound_writer,
    shown: Compiled | None = None,
    tags: Tags | None = None,
    sweeps: bool = True,
) -> Iterator[Written]:
    """Write the targets in their order, and yield each when it is whole; as `write_targets`.

    Texts are made of `shown`, where that is not the session that is heard, and sound files get these `tags`.
    """
    seen = shown or compiled
    with ExitStack() as stack:
        source = None
        if any(target.needs_sound for target in targets):
            source = stack.enter_context(mixer(compiled, how, progress=progress))(compiled)
        material = Material(
            compiled=seen,
            source=source,
            tags=tags or tags_of(seen),
            plan=plan,
            listener=listener,
            link=link,
            writer_of=writer_of,
            sweeps=sweeps,
        )
        yield from write_targets(
            targets, material, stream=stream, split=split, clobber=clobber, progress=progress
        )
