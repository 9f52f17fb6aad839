"""`export`: a session as files."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, BinaryIO

from voicecoach.cli.progress import sound_progress
from voicecoach.cli.targets import PLAN, Target, targets_of
from voicecoach.cli.work import compiled_or_exit, note, studio_opener
from voicecoach.errors import UsageError
from voicecoach.output.marks import plain
from voicecoach.units import format_clock_ms

if TYPE_CHECKING:
    from pathlib import Path

    from voicecoach.cli.options import Choice, Gains, SoundOptions
    from voicecoach.pipeline import Compiled

_BYTES_PER_MB = 1e6


def export_session(
    choice: Choice,
    sound: SoundOptions,
    gains: Gains,
    *,
    outputs: tuple[str, ...],
    stream_format: str,
    clobber: bool,
) -> None:
    """Write every output, sound, captions and plan, from one compilation."""
    from voicecoach.output.files import check_target
    from voicecoach.output.formats import check_format

    targets = targets_of(outputs, stream_format)
    for target in targets:
        check_format(target.format)
        if target.path is not None:
            check_target(target.path, clobber=clobber)
    if sound.engine == "none" and any(target.is_sound for target in targets):
        raise UsageError(
            "`--engine none` has no sound", hint="export captions or a plan (.json), or choose another engine"
        )
    started_s = time.monotonic()
    with studio_opener(sound) as open_for:
        compiled = compiled_or_exit(choice, sound, open_for)
        for target in targets:
            _write(target, compiled, gains, clobber=clobber, quiet=sound.quiet)
    if sound.engine == "none":
        note("the length of speech is an estimate (--engine none)", quiet=sound.quiet)
    _summary(targets, compiled, time.monotonic() - started_s, quiet=sound.quiet)


def _write(target: Target, compiled: Compiled, gains: Gains, *, clobber: bool, quiet: bool) -> None:
    from voicecoach.output.formats import SOUND_FORMATS
    from voicecoach.output.writer import write_sound
    from voicecoach.pipeline import mix_down
    from voicecoach.report.marks import tags_of

    if not target.is_sound:
        _write_bytes(target, _text(target.format, compiled).encode(), clobber=clobber)
        return
    mix = mix_down(compiled, voice_gain_db=gains.voice_gain, tone_gain_db=gains.tone_gain)
    stream: Path | BinaryIO = target.path if target.path is not None else sys.stdout.buffer
    with sound_progress(mix.total_frames, quiet=quiet) as progress:
        write_sound(stream, SOUND_FORMATS[target.format], mix, tags_of(compiled), progress, clobber=clobber)


def _text(name: str, compiled: Compiled) -> str:
    """Return the plan, or captions of this format."""
    from voicecoach.output.captions import CAPTION_FORMATS

    if name == PLAN:
        import json

        from voicecoach.report.plan import plan_json

        return json.dumps(plan_json(compiled), ensure_ascii=False, indent=1) + "\n"
    from voicecoach.report.marks import lines_of

    return CAPTION_FORMATS[name](lines_of(compiled), title=plain(compiled.routine.title))


def _write_bytes(target: Target, content: bytes, *, clobber: bool) -> None:
    from voicecoach.output.files import atomic_file

    if target.path is None:
        sys.stdout.buffer.write(content)
        return
    with atomic_file(target.path, clobber=clobber, needed_bytes=len(content)) as file:
        file.write(content)


def _summary(targets: tuple[Target, ...], compiled: Compiled, seconds: float, *, quiet: bool) -> None:
    total_ms = compiled.session.total_ms
    for target in targets:
        if target.path is not None:
            size_mb = target.path.stat().st_size / _BYTES_PER_MB
            note(
                f"{target.path}: {format_clock_ms(total_ms)}, {size_mb:.1f} MB, in {seconds:.1f} s "
                f"({total_ms / 1000 / max(seconds, 1e-3):.0f}x real time)",
                quiet=quiet,
            )
