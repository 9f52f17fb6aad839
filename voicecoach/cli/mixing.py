"""The sound of a session as the options want it: the mix, and the bed under it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voicecoach.cli.work import note, option_duration_ms
from voicecoach.errors import UsageError
from voicecoach.units import MS_PER_MIN, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from voicecoach.cli.options import Gains, Surroundings
    from voicecoach.pipeline import Compiled
    from voicecoach.sound.mix import Mix
    from voicecoach.sound.source import MixedSource

_OFF: Final = "off"
_LONGEST_WAKE_MS: Final = MS_PER_MIN


def wake_ms_of(around: Surroundings) -> int:
    """Return how long the faint sound is, 0 for none. Raises UsageError."""
    wake_ms = option_duration_ms("--wake", around.wake) if around.wake else 0
    if wake_ms > _LONGEST_WAKE_MS:
        raise UsageError(
            "--wake is at most a minute", hint="two or three seconds wake every headset: `--wake 2s`"
        )
    return wake_ms


@contextmanager
def mixed(
    compiled: Compiled, gains: Gains, around: Surroundings, *, quiet: bool = False
) -> Iterator[MixedSource]:
    """Yield the session's sound. Raises InputError for a bed that cannot be read."""
    with mixer(compiled, gains, around, quiet=quiet) as mix:
        yield mix(compiled)


@contextmanager
def mixer(
    compiled: Compiled, gains: Gains, around: Surroundings, *, quiet: bool = False
) -> Iterator[Callable[[Compiled], MixedSource]]:
    """Yield what gives the sound of a session, however much of it is compiled. Raises InputError for a bed that cannot be read."""
    from voicecoach.pipeline import mix_down, with_bed

    def mix(part: Compiled) -> Mix:
        return mix_down(
            part,
            voice_gain_db=gains.voice_gain,
            tone_gain_db=gains.tone_gain,
            wake_ms=wake_ms_of(around),
        )

    files = _bed_files(compiled, around)
    total_frames = ms_to_frames(compiled.session.total_ms)
    if not files or not total_frames:
        yield mix
        return
    from voicecoach.beds import open_bed

    note(f"bed: {', '.join(path.name for path in files)}", quiet=quiet)
    duck_db = around.duck + max(0.0, -gains.voice_gain)  # a softer voice keeps its distance from the bed
    below = (
        None if around.bed else Path(compiled.routine.source.name).parent
    )  # the user's own choice may be anywhere
    with open_bed(files, needed_frames=total_frames, below=below) as bed:
        yield lambda part: with_bed(part, mix(part), bed, duck_db=duck_db)


def _bed_files(compiled: Compiled, around: Surroundings) -> Sequence[Path]:
    """Return the files of `--bed`, or else the routine's own."""
    if not around.bed:
        return compiled.beds
    if _OFF in around.bed:
        if len(around.bed) > 1:
            raise UsageError("`--bed off` and a bed", hint="leave one of them out")
        return ()
    return [Path(name) for name in around.bed]
