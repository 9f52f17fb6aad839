"""The sound of a session: the mix, and the bed under it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.studio.defaults import DEFAULT_DUCK_DB
from voicecoach.studio.progress import UNTOLD
from voicecoach.units import ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from voicecoach.pipeline import Compiled
    from voicecoach.sound.mix import Mix
    from voicecoach.sound.source import MixedSource
    from voicecoach.studio.progress import ProgressListener


class MixChoice(Struct, frozen=True, kw_only=True):
    """How a session sounds."""

    voice_gain_db: float = 0.0
    tone_gain_db: float = 0.0
    wake_ms: int = 0  # length of the faint sound that wakes a headset; 0 for none
    beds: tuple[Path, ...] = ()  # empty: the routine's own
    has_bed: bool = True
    duck_db: float = DEFAULT_DUCK_DB


@contextmanager
def mixer(
    compiled: Compiled, choice: MixChoice, *, progress: ProgressListener = UNTOLD
) -> Iterator[Callable[[Compiled], MixedSource]]:
    """Yield a function that mixes a session, or the part of it that is compiled. Raises InputError for a bed that cannot be read."""
    from voicecoach.mixdown import mix_down, with_bed

    def mix(part: Compiled) -> Mix:
        return mix_down(
            part,
            voice_gain_db=choice.voice_gain_db,
            tone_gain_db=choice.tone_gain_db,
            wake_ms=choice.wake_ms,
        )

    files = _bed_files(compiled, choice)
    total_frames = ms_to_frames(compiled.session.total_ms)
    if not files or not total_frames:
        yield mix
        return
    from voicecoach.beds import open_bed

    progress.note(f"bed: {', '.join(path.name for path in files)}")
    # The bed gets softer together with the voice.
    duck_db = choice.duck_db + max(0.0, -choice.voice_gain_db)
    # Files that the user names may be anywhere; those that a routine names must be in its folder.
    below = None if choice.beds else compiled.studio.files.folder_of(compiled.routine)
    with open_bed(files, needed_frames=total_frames, below=below) as bed:
        yield lambda part: with_bed(part, mix(part), bed, duck_db=duck_db)


def _bed_files(compiled: Compiled, choice: MixChoice) -> Sequence[Path]:
    if not choice.has_bed:
        return ()
    return choice.beds or compiled.beds
