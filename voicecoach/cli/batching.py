"""`batch`: a table of rows to files."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voicecoach.cli.choices import mix_choice, voice_choice
from voicecoach.cli.progress import bar
from voicecoach.cli.terminal import show
from voicecoach.cli.work import note
from voicecoach.errors import InputError, UsageError

if TYPE_CHECKING:
    from voicecoach.batch.crew import Crew
    from voicecoach.batch.run import BatchRequest, Preview, Summary
    from voicecoach.cli.options import BatchOptions, Gains, SoundOptions, Surroundings

_SAID_EVERY_S: Final = 10.0
_MOST_FAILURES_SAID: Final = 5


def make_batch(
    table: str, options: BatchOptions, sound: SoundOptions, gains: Gains, around: Surroundings
) -> int:
    """Make what has to be made of a table; return the exit code."""
    from voicecoach.batch.run import preview, run

    request = _request(table, options, sound, gains, around)
    if options.dry_run:
        return _show_preview(preview(request))
    begin_s = time.monotonic()
    with bar("making rows", "rows", quiet=sound.quiet) as shown:
        said_s = begin_s

        class _Watch:
            def note(self, text: str) -> None:
                note(text, quiet=sound.quiet)

            def done(self, rows: int, total: int, failed: int) -> None:
                nonlocal said_s
                shown.update(rows, total)
                if sys.stderr.isatty() or time.monotonic() - said_s < _SAID_EVERY_S:
                    return
                said_s = time.monotonic()
                note(f"{rows} of {total} rows, {failed} failed", quiet=sound.quiet)

        summary = run(request, lambda rows: _crew(options, rows), _Watch())
    _summarise(summary, request, time.monotonic() - begin_s, quiet=sound.quiet)
    return summary.exit_code


def _request(
    table: str, options: BatchOptions, sound: SoundOptions, gains: Gains, around: Surroundings
) -> BatchRequest:
    from voicecoach.batch.orders import RunOptions, formats_of
    from voicecoach.batch.run import BatchRequest
    from voicecoach.batch.shared import check_shared
    from voicecoach.output.cover import read_cover
    from voicecoach.output.lame import check_bitrate
    from voicecoach.studio.targets import check_formats

    formats = formats_of(options.formats)
    check_formats(formats)
    check_bitrate(options.bitrate)
    if options.cover:
        read_cover(Path(options.cover))  # fails early if it is not usable
    if options.cache:
        check_shared(options.cache)
    if options.scheduler and options.jobs and options.scheduler != "local":
        raise UsageError("--jobs and --scheduler", hint="the scheduler knows how many workers it has")
    _check_sound(sound, around)
    out = Path(options.output)
    if not options.output or (out.exists() and not out.is_dir()):
        raise UsageError(f"`{options.output}` is no folder", hint="name the folder of all files: `-o out/`")
    return BatchRequest(
        table=Path(table),
        out=out,
        options=RunOptions(
            voice=voice_choice(sound),
            tones=sound.tones,
            with_caution=not sound.no_caution,
            mix=mix_choice(gains, around),
            formats=formats,
            with_words=options.with_words,
            bitrate_kbps=options.bitrate,
            has_word_times=options.word_times,
            cover=Path(options.cover).absolute() if options.cover else None,
        ),
        name=options.name,
        shared=options.cache,
        verify=options.verify,
        is_far=bool(options.scheduler),
    )


def _check_sound(sound: SoundOptions, around: Surroundings) -> None:
    """Raise what the options would raise for every row."""
    from voicecoach.assets import load_tones
    from voicecoach.speech.engines import AUTO, choose, engine_named
    from voicecoach.speech.session import check_rate

    load_tones(sound.tones)
    check_rate(sound.rate)
    spec = engine_named(sound.engine) if sound.engine != AUTO else None
    if sound.engine != AUTO and (spec is None or spec.problem or not spec.installed()):
        choose(sound.engine, sound.language or "en")
    for name in around.bed:
        if name != "off" and not Path(name).is_file():
            raise InputError(f"there is no sound file `{name}`, for --bed", hint="name a file that is there")


def _crew(options: BatchOptions, rows: int) -> Crew:
    from voicecoach.batch.pool import Pool
    from voicecoach.cores import usable_cores

    size = options.jobs or usable_cores()
    if options.scheduler:
        from voicecoach.batch.dask_crew import DaskCrew

        return DaskCrew(options.scheduler, workers=size)
    return Pool(min(size, rows))


def _show_preview(preview: Preview) -> int:
    from voicecoach.batch.outcomes import RowFailed
    from voicecoach.errors import ExitCode

    for row_id, what in preview.rows:
        show(
            f"{row_id}: {what.code}: line {what.line}: {what.message}"
            if isinstance(what, RowFailed)
            else f"{row_id}: {what}"
        )
    has_failures = any(isinstance(what, RowFailed) for _, what in preview.rows)
    return ExitCode.ROUTINE_HAS_ERRORS if has_failures else ExitCode.DONE


def _summarise(summary: Summary, request: BatchRequest, seconds: float, *, quiet: bool) -> None:
    for failure in summary.failed[:_MOST_FAILURES_SAID]:
        note(f"{request.table}:{failure.line}: {failure.id}: {failure.message} [{failure.code}]")
    if len(summary.failed) > _MOST_FAILURES_SAID:
        note(f"and {len(summary.failed) - _MOST_FAILURES_SAID} more in {request.out / 'failures.csv'}")
    note(
        f"{request.out}: {summary.made} made, {summary.kept} kept, {len(summary.failed)} failed, in {seconds:.1f} s",
        quiet=quiet,
    )
