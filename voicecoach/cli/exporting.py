"""`export`: a session as files."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from voicecoach.cli.choices import mix_choice
from voicecoach.cli.progress import Tally, counted, size_text, sound_progress
from voicecoach.cli.targets import PLAN, Target, check_targets, targets_of
from voicecoach.cli.work import TerminalProgress, compiled_or_exit, note, report, studio_opener
from voicecoach.errors import UsageError
from voicecoach.escaping import json_text, plain
from voicecoach.studio.mixing import mixer
from voicecoach.units import format_clock_ms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from voicecoach.cli.options import Choice, Gains, Outputs, SoundOptions, Surroundings
    from voicecoach.output.sound_file import Done, Tags
    from voicecoach.pipeline import Compiled
    from voicecoach.sound.source import MixedSource


class _Material(Struct, frozen=True, kw_only=True):
    """One compilation, and the mix that all sound files are made of."""

    compiled: Compiled
    source: MixedSource | None  # None where no sound is wanted
    tags: Tags


class _Written(Struct, frozen=True, kw_only=True):
    """What was made of a target: its files, none for standard output, and what was done for them."""

    files: Sequence[Path]
    done: Done


def export_session(
    choice: Choice, sound: SoundOptions, gains: Gains, around: Surroundings, options: Outputs
) -> None:
    """Write every output, sound, captions and plan, from one compilation."""
    from voicecoach.language.gates import not_in_files
    from voicecoach.report.marks import tags_of

    targets = targets_of(options.output, options.format_)
    how = mix_choice(gains, around)
    check_targets(targets, split=options.split, clobber=not options.no_clobber)
    with_sound = any(target.is_sound for target in targets)
    if sound.engine == "none" and with_sound:
        raise UsageError(
            "`--engine none` has no sound", hint="export captions or a plan (.json), or choose another engine"
        )
    started_s = time.monotonic()
    tally = Tally()
    with studio_opener(sound, tally) as open_for, ExitStack() as stack:
        are_read = not sound.quiet or any(target.format == PLAN for target in targets)
        compiled = compiled_or_exit(choice, sound, open_for, with_hints=are_read)
        if not sound.quiet:
            report(not_in_files(compiled.session), err=True)
        source = None
        if with_sound:
            mix = stack.enter_context(mixer(compiled, how, progress=TerminalProgress(quiet=sound.quiet)))
            source = mix(compiled)
        material = _Material(compiled=compiled, source=source, tags=tags_of(compiled))
        written = _write_all(targets, material, options, quiet=sound.quiet)
    if sound.engine == "none":
        note("the length of speech is an estimate (--engine none)", quiet=sound.quiet)
    _summary(targets, written, compiled, tally, time.monotonic() - started_s, quiet=sound.quiet)


def _write_all(
    targets: Sequence[Target], material: _Material, options: Outputs, *, quiet: bool
) -> list[_Written]:
    """Write the targets in their order. A failure says which were written before it."""
    written: list[_Written] = []
    try:
        for target in targets:
            made = _write(target, material, options, quiet=quiet)
            written.append(made)
    except BaseException:
        if len(targets) > 1:
            done, left = targets[: len(written)], targets[len(written) :]
            names = [", ".join(target.name for target in group) or "nothing" for group in (done, left)]
            note(f"written: {names[0]}; not written: {names[1]}")
        raise
    return written


def _write(target: Target, material: _Material, options: Outputs, *, quiet: bool) -> _Written:
    from voicecoach.output.formats import sound_writer
    from voicecoach.output.sound_file import Done, write_sound
    from voicecoach.output.split import write_split

    files: Sequence[Path] = [target.path] if target.path is not None else []
    if not target.is_sound:
        content = _text(target.format, material).encode()
        _write_bytes(target, content, clobber=not options.no_clobber)
        return _Written(files=files, done=Done(size_bytes=len(content)))
    source, tags = material.source, material.tags
    assert source is not None, "sound is written, and none was mixed"
    writer = sound_writer(target.format)
    latest = Done()
    with sound_progress(target.name, source.total_frames, quiet=quiet) as show:

        def progress(done: Done) -> None:
            nonlocal latest
            latest = done
            show(done)

        if options.split and target.path is not None:
            files = write_split(target.path, writer, source, tags, progress, clobber=not options.no_clobber)
        else:
            stream: Path | BinaryIO = target.path if target.path is not None else sys.stdout.buffer
            write_sound(stream, writer, source, tags, progress, clobber=not options.no_clobber)
    return _Written(files=files, done=latest)


def _text(name: str, material: _Material) -> str:
    """Return the plan, or captions of this format."""
    from voicecoach.output.captions import CAPTION_FORMATS

    if name == PLAN:
        from voicecoach.report.plan import plan_json

        return json_text(plan_json(material.compiled)) + "\n"
    from voicecoach.report.marks import lines_with_words

    compiled = material.compiled
    return CAPTION_FORMATS[name](lines_with_words(compiled), title=plain(compiled.routine.title))


def _write_bytes(target: Target, content: bytes, *, clobber: bool) -> None:
    from voicecoach.output.files import atomic_file

    if target.path is None:
        sys.stdout.buffer.write(content)
        return
    with atomic_file(target.path, clobber=clobber, needed_bytes=len(content)) as file:
        file.write(content)


def _summary(
    targets: Sequence[Target],
    written: Sequence[_Written],
    compiled: Compiled,
    tally: Tally,
    seconds: float,
    *,
    quiet: bool,
) -> None:
    """Say of each target what it is, how fast it was made, and what came from the caches."""
    total_ms = compiled.session.total_ms
    speed = total_ms / 1000 / max(seconds, 1e-3)
    speech = _speech_summary(compiled, tally)
    for target, made in zip(targets, written, strict=True):
        files = made.files
        name = target.name if len(files) < 2 else f"{files[-1]}, {len(files) - 1} files"  # noqa: PLR2004
        size_bytes = sum(path.stat().st_size for path in files) if files else made.done.size_bytes
        facts = (
            f"{name}: {format_clock_ms(total_ms)}, {size_text(size_bytes)}, in {seconds:.1f} s ({speed:.0f}x real time)",
            speech,
        )
        note("; ".join(filter(None, facts)), quiet=quiet)


def _speech_summary(compiled: Compiled, tally: Tally) -> str:
    """Return how many sentences there are, and how many of them the clip cache had."""
    from voicecoach.timeline.audible import Utterance

    audibles = {event.audible for event in compiled.timeline.events}
    sentences = sum(isinstance(audible, Utterance) for audible in audibles)
    return counted("sentence", sentences, min(tally.new_sentences, sentences)) if sentences else ""
