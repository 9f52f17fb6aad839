"""`export`: a session as files."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from voicecoach.cli.progress import sound_progress
from voicecoach.cli.work import compiled_or_exit, note, studio_opener
from voicecoach.errors import UsageError
from voicecoach.units import format_clock_ms

if TYPE_CHECKING:
    from voicecoach.cli.options import Choice, Gains, SoundOptions
    from voicecoach.output.writer import Tags
    from voicecoach.pipeline import Compiled

_STREAM = "-"
_PLAN_SUFFIX = ".json"
_ARTIST = "voicecoach"
_BYTES_PER_MB = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """A file, or standard output, and the format that it gets: the name of a sound format, or `json`."""

    path: Path | None
    format: str


def export_session(
    choice: Choice,
    sound: SoundOptions,
    gains: Gains,
    *,
    outputs: tuple[str, ...],
    stream_format: str,
    clobber: bool,
) -> None:
    """Write every output, sound and plan, from one compilation."""
    from voicecoach.output.files import check_target

    targets = _targets(outputs, stream_format)
    for target in targets:
        if target.path is not None:
            check_target(target.path, clobber=clobber)
    if sound.engine == "none" and any(target.format != "json" for target in targets):
        raise UsageError(
            "`--engine none` has no sound", hint="export a plan (.json), or choose another engine"
        )
    started_s = time.monotonic()
    with studio_opener(sound) as open_for:
        compiled = compiled_or_exit(choice, sound, open_for)
        for target in targets:
            _write(target, compiled, gains, clobber=clobber, quiet=sound.quiet)
    _summary(targets, compiled, time.monotonic() - started_s, quiet=sound.quiet)


def _targets(outputs: tuple[str, ...], stream_format: str) -> tuple[_Target, ...]:
    from voicecoach.output.formats import SOUND_FORMATS, writer_for_path

    if not outputs:
        raise UsageError("nothing to write", hint="name a file: `-o session.mp3`")
    if len(set(outputs)) < len(outputs):
        raise UsageError("two outputs have the same name", hint="name each file once")
    targets = []
    for output in outputs:
        if output == _STREAM:
            stream_format = stream_format.lower().removeprefix(".")
            if stream_format not in (*SOUND_FORMATS, "json"):
                known = ", ".join((*SOUND_FORMATS, "json"))
                raise UsageError(f"unknown format `{stream_format}`", hint=f"the formats are {known}")
            targets.append(_Target(path=None, format=stream_format))
            continue
        path = Path(output)
        if path.suffix.lower() == _PLAN_SUFFIX:
            targets.append(_Target(path=path, format="json"))
        else:
            writer_for_path(path, other_suffixes=(_PLAN_SUFFIX,))
            targets.append(_Target(path=path, format=path.suffix.lower().removeprefix(".")))
    return tuple(targets)


def _write(target: _Target, compiled: Compiled, gains: Gains, *, clobber: bool, quiet: bool) -> None:
    from voicecoach.output.formats import SOUND_FORMATS
    from voicecoach.output.writer import write_sound
    from voicecoach.pipeline import mix_down

    if target.format == "json":
        _write_plan(target, compiled, clobber=clobber)
        return
    mix = mix_down(compiled, voice_gain_db=gains.voice_gain, tone_gain_db=gains.tone_gain)
    stream: Path | BinaryIO = target.path if target.path is not None else sys.stdout.buffer
    with sound_progress(mix.total_frames, quiet=quiet) as progress:
        write_sound(stream, SOUND_FORMATS[target.format], mix, _tags(compiled), progress, clobber=clobber)


def _write_plan(target: _Target, compiled: Compiled, *, clobber: bool) -> None:
    import json

    from voicecoach.output.files import atomic_file
    from voicecoach.report.plan import plan_json

    content = (json.dumps(plan_json(compiled), ensure_ascii=False, indent=1) + "\n").encode()
    if target.path is None:
        sys.stdout.buffer.write(content)
        return
    with atomic_file(target.path, clobber=clobber) as file:
        file.write(content)


def _tags(compiled: Compiled) -> Tags:
    from voicecoach.output.writer import Tags

    routine = compiled.routine
    return Tags(title=routine.title, artist=_ARTIST, comment=routine.about, language=routine.language)


def _summary(targets: tuple[_Target, ...], compiled: Compiled, seconds: float, *, quiet: bool) -> None:
    total_ms = compiled.session.total_ms
    for target in targets:
        if target.path is not None:
            size_mb = target.path.stat().st_size / _BYTES_PER_MB
            note(
                f"{target.path}: {format_clock_ms(total_ms)}, {size_mb:.1f} MB, in {seconds:.1f} s "
                f"({total_ms / 1000 / max(seconds, 1e-3):.0f}x real time)",
                quiet=quiet,
            )
