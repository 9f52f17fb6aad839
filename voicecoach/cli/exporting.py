"""`export`: a session as files."""

from __future__ import annotations

import shlex
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.cli.choices import mix_choice
from voicecoach.cli.dates import today
from voicecoach.cli.parameters import with_fit
from voicecoach.cli.programmes import all_sessions, chosen, opened_or_exit
from voicecoach.cli.progress import Tally, counted, size_text
from voicecoach.cli.terminal import standard_output
from voicecoach.cli.work import TerminalProgress, compiled_or_exit, find_routine, note, report, studio_opener
from voicecoach.errors import OutputError, TakenError, UsageError
from voicecoach.language.programmes import is_programme
from voicecoach.output.calendar import CALENDAR, find_icalendar
from voicecoach.report.plan import plan_text
from voicecoach.report.wording.show import plural
from voicecoach.studio.exporting import check_sound, export
from voicecoach.studio.targets import PLAN, STREAM, Target, check_targets, check_unread, targets_of
from voicecoach.units import format_clock_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.cli.options import Choice, Gains, Outputs, SoundOptions, Surroundings, Which
    from voicecoach.cli.programmes import Chosen
    from voicecoach.pipeline import Compiled
    from voicecoach.source import SourceText
    from voicecoach.studio.mixing import MixChoice
    from voicecoach.studio.progress import ProgressListener
    from voicecoach.studio.writing import WrittenTarget


def export_session(
    choice: Choice, sound: SoundOptions, gains: Gains, around: Surroundings, which: Which, options: Outputs
) -> None:
    """Write every output of a routine, of a programme's session, or of each of its sessions into a folder."""
    source = find_routine(choice, quiet=sound.quiet)
    calendars = [name for name in options.output if _is_calendar(name, options.format_)]
    if not is_programme(source):
        if calendars:
            raise UsageError(
                f"a calendar (`{calendars[0]}`) is for programmes",
                hint="export an `.mp3`, or name a programme",
            )
        _export_one(chosen(source, choice, which), choice, sound, gains, around, options)
        return
    if calendars:
        _export_calendar(source, calendars, options, quiet=sound.quiet)
        options = replace(options, output=tuple(name for name in options.output if name not in calendars))
        if not options.output:
            return
    from voicecoach.output.own_sessions import check_own, not_own

    folders = [name for name in options.output if name.endswith(("/", "\\"))]
    for folder in folders:
        _make(Path(folder))
        sessions = {Path(folder) / f"{one.name}.mp3": one.chosen for one in all_sessions(source, choice)}
        new = check_own(sessions)
        for path, session in sessions.items():
            kept = options.no_clobber or (path in new and not options.split)
            one_file = replace(options, output=(str(path),), no_clobber=kept)
            try:
                _export_one(session, choice, sound, gains, around, one_file)
            except TakenError as taken:  # somebody put it there meanwhile
                if options.no_clobber:
                    raise
                raise not_own(path) from taken
        note(f"when one is done: voicecoach log add {shlex.quote(source.name)} --done", quiet=sound.quiet)
    files = tuple(name for name in options.output if name not in folders)
    if files:
        one = chosen(source, choice, which)
        note(one.reason, quiet=sound.quiet)
        _export_one(one, choice, sound, gains, around, replace(options, output=files))
        note(f"when it is done: {one.counts_by} (--effort 1..10, --pain 0..10)", quiet=sound.quiet)


def _is_calendar(name: str, stream_format: str) -> bool:
    suffix = stream_format if name == STREAM else Path(name).suffix
    return suffix.lower().removeprefix(".") == CALENDAR


def _export_calendar(source: SourceText, names: Sequence[str], options: Outputs, *, quiet: bool) -> None:
    """Write a programme's calendar to each file, or to standard output."""
    from voicecoach.output.files import atomic_file, check_target
    from voicecoach.studio.calendars import programme_calendar

    find_icalendar()
    targets = [Target(path=None if name == STREAM else Path(name), format=CALENDAR) for name in names]
    _check_stream(targets)
    for target in targets:
        if target.path is not None:
            check_target(target.path, clobber=not options.no_clobber)
    programme = opened_or_exit(source).programme
    content = programme_calendar(programme, today())
    for target in targets:
        if target.path is None:
            standard_output().write(content)
            continue
        check_unread([target], [Path(source.name)], split=False)
        with atomic_file(target.path, clobber=not options.no_clobber) as file:
            file.write(content)
        note(
            f"{target.name}: {plural(programme.sessions, 'session')}, {size_text(len(content))}", quiet=quiet
        )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as refused:
        raise OutputError(
            f"cannot make the folder `{folder}`: {refused.strerror}",
            hint="choose another folder, or make its parent",
        ) from refused


def _export_one(
    one: Chosen, choice: Choice, sound: SoundOptions, gains: Gains, around: Surroundings, options: Outputs
) -> None:
    """Write every output, sound, captions and plan, from one compilation."""
    from voicecoach.language.gates import not_in_files
    from voicecoach.output.cover import read_cover
    from voicecoach.output.lame import check_bitrate
    from voicecoach.output.qr import find_qr

    targets = targets_of(options.output, options.format_)
    how = mix_choice(gains, around)
    check_targets(targets, split=options.split, clobber=not options.no_clobber)
    _check_stream(targets)
    if options.link:
        find_qr()
    check_sound(sound.engine, targets)
    check_bitrate(options.bitrate)
    if options.cover:
        read_cover(Path(options.cover))  # fails early if it is not usable
    started_s = time.monotonic()
    tally = Tally()
    progress = TerminalProgress(quiet=sound.quiet)
    with studio_opener(sound, tally) as open_for:
        are_read = not sound.quiet or any(target.format == PLAN for target in targets)
        fit, settings = with_fit(choice, one.settings, one.source)
        compiled = compiled_or_exit(one.source, settings, fit, sound, open_for, with_hints=are_read)
        if not sound.quiet:
            report(not_in_files(compiled.session), err=True)
        written = _write_all(targets, compiled, how, options, progress, counts_by=one.counts_by)
    if sound.engine == "none":
        note("the length of speech is an estimate (--engine none)", quiet=sound.quiet)
    _summary(targets, written, compiled, tally, time.monotonic() - started_s, quiet=sound.quiet)


def _check_stream(targets: Sequence[Target]) -> None:
    """Raise UsageError if a terminal would receive what is meant for a file or another program."""
    if any(target.path is None for target in targets) and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(
            "`-o -` would write to the terminal",
            hint="name a file: `-o session.mp3`, or pipe it into a program: `-o - | ffplay -`",
        )


def _write_all(
    targets: Sequence[Target],
    compiled: Compiled,
    how: MixChoice,
    options: Outputs,
    progress: ProgressListener,
    *,
    counts_by: str,
) -> list[WrittenTarget]:
    """Write the targets in their order. A failure says which were written before it."""
    from voicecoach.output.formats import sound_writer

    written: list[WrittenTarget] = []
    writing = export(
        compiled,
        targets,
        how,
        plan=plan_text,
        stream=standard_output,
        split=options.split,
        clobber=not options.no_clobber,
        listener=options.for_name,
        link=options.link,
        counts_by=counts_by,
        progress=progress,
        writer_of=partial(sound_writer, bitrate_kbps=options.bitrate),
        has_word_times=options.word_times,
        cover=Path(options.cover) if options.cover else None,
    )
    try:
        written.extend(writing)
    except BaseException:
        if len(targets) > 1:
            done, left = targets[: len(written)], targets[len(written) :]
            names = [", ".join(target.name for target in group) or "nothing" for group in (done, left)]
            note(f"written: {names[0]}; not written: {names[1]}")
        raise
    return written


def _summary(
    targets: Sequence[Target],
    written: Sequence[WrittenTarget],
    compiled: Compiled,
    tally: Tally,
    seconds: float,
    *,
    quiet: bool,
) -> None:
    """Report each target: what it is, how fast it was made, and what came from the caches."""
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
