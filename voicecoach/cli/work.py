"""What several commands do: find the routine, open the voice, compile, report what was found."""

from __future__ import annotations

import shlex
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import typer

from voicecoach.cli.choices import voice_choice
from voicecoach.cli.durations import option_duration_ms
from voicecoach.cli.filters import filters_of
from voicecoach.cli.parameters import at_its_origin
from voicecoach.cli.progress import sound_progress, speech_progress
from voicecoach.cli.state import state
from voicecoach.cli.terminal import show_findings, tell_text
from voicecoach.cli.terminal_guard import TerminalGuard
from voicecoach.errors import ExitCode, UsageError
from voicecoach.escaping import one_line
from voicecoach.language.mending import can_be_mended
from voicecoach.pipeline import (
    Compiled,
    Drafted,
    LaidOut,
    Rejected,
    compile_routine,
    draft_routine,
)
from voicecoach.sources import read_routine
from voicecoach.studio.fit import Fitted
from voicecoach.studio.studios import Studios
from voicecoach.units import format_clock_ms, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from voicecoach.cli.options import (
        Choice,
        SoundOptions,
    )
    from voicecoach.cli.progress import Tally
    from voicecoach.findings import Finding
    from voicecoach.language.model import Routine
    from voicecoach.output.sound_file import Done
    from voicecoach.source import SourceText
    from voicecoach.studio.progress import Speaking
    from voicecoach.studio_setup import StudioSetup

Result = TypeVar("Result", Compiled, Drafted, LaidOut, Fitted)

_FILTERS: Final = ("focus", "equipment", "level", "max_time", "tag", "tags")


def note(text: str, *, quiet: bool = False) -> None:
    if not quiet:
        tell_text(one_line(text))


def find_routine(choice: Choice, *, quiet: bool) -> SourceText:
    """Return the routine that is named, or the best match of the filters, which is then named on standard error."""
    if choice.routine:
        return read_routine(choice.routine)
    filters = filters_of(choice.wishes)
    if not filters.any():
        raise UsageError(
            "no routine is named",
            hint="`voicecoach list` shows the built-in ones; or choose with --focus, --equipment, --level, --max-time",
        )
    from voicecoach.library import read_builtin
    from voicecoach.library.choosing import choose
    from voicecoach.library.shelf import shelf

    try:
        chosen = choose(filters, shelf().routines)
    except UsageError as nothing:
        asked = state().labels_elsewhere(_FILTERS)
        if not asked:
            raise
        raise UsageError(f"{', '.join(asked)}: {nothing.message}", hint=nothing.hint) from nothing
    note(f"routine: {chosen.name} ({chosen.title})", quiet=quiet)
    return read_builtin(chosen.name)


class TerminalProgress:
    """Shows progress on the terminal, unless a live session is not to be disturbed. `tally` counts what is spoken anew."""

    def __init__(
        self, *, quiet: bool, tally: Tally | None = None, guard: TerminalGuard | None = None
    ) -> None:
        self._quiet = quiet
        self._tally = tally
        self._guard = guard or TerminalGuard()

    def note(self, text: str) -> None:
        self._guard.tell(lambda: note(text, quiet=self._quiet))

    def speaking(self) -> AbstractContextManager[Speaking]:
        return speech_progress(quiet=self._quiet, tally=self._tally, guard=self._guard)

    def writing(self, name: str, total_frames: int) -> AbstractContextManager[Callable[[Done], None]]:
        return sound_progress(name, total_frames, quiet=self._quiet)


@contextmanager
def studio_opener(
    sound: SoundOptions,
    tally: Tally | None = None,
    guard: TerminalGuard | None = None,
    *,
    names_voice: bool = True,
) -> Iterator[Callable[[Routine], StudioSetup]]:
    """Yield what opens the studio for a routine; voices that were opened end with the block."""
    with Studios(
        voice_choice(sound),
        tones=sound.tones,
        with_caution=not sound.no_caution,
        names_voice=names_voice,
        progress=TerminalProgress(quiet=sound.quiet, tally=tally, guard=guard),
    ) as studios:
        yield studios.open_for


def compiled_or_exit(
    source: SourceText,
    settings: Mapping[str, str],
    fit: str,
    sound: SoundOptions,
    open_for: Callable[[Routine], StudioSetup],
    *,
    with_hints: bool = True,
) -> Compiled:
    """Return the compiled routine. Findings go to standard error; errors end the run with 1, with 2 where an option is to blame."""
    settings = fitted(fit, source, settings, open_for, quiet=sound.quiet)
    result = or_exit(compile_routine(source, settings, open_for, with_hints=with_hints))
    report_warnings(result, quiet=sound.quiet)
    return result


def drafted_or_exit(
    source: SourceText, settings: Mapping[str, str], open_for: Callable[[Routine], StudioSetup]
) -> Drafted:
    """Return the routine with its times, its cues still to be placed; errors end the run as in `compiled_or_exit`."""
    return or_exit(draft_routine(source, settings, open_for))


def report_warnings(compiled: Compiled, *, quiet: bool) -> None:
    if not quiet:
        report((found for found in compiled.diagnostics if found.severity != "note"), err=True)


def fitted(
    fit: str,
    source: SourceText,
    settings: Mapping[str, str],
    open_for: Callable[[Routine], StudioSetup],
    *,
    quiet: bool,
) -> Mapping[str, str]:
    """Return the settings, with the number of rounds that comes nearest to `--fit`, if it is set; the difference is said."""
    if not fit:
        return settings
    from voicecoach.studio.fit import with_fitted_rounds

    target_ms = option_duration_ms("--fit", fit)
    fitted = or_exit(with_fitted_rounds(source, settings, target_ms, open_for))
    rounds, total_ms = fitted.fit.rounds, fitted.fit.total_ms
    difference_ms = total_ms - target_ms
    how = f"{format_duration_ms(abs(difference_ms))} {'longer' if difference_ms > 0 else 'shorter'} than"
    note(
        f"--fit {fit}: {rounds} round{'' if rounds == 1 else 's'}, {format_clock_ms(total_ms)}, {how if difference_ms else 'exactly'} {fit}",
        quiet=quiet,
    )
    return fitted.settings


def or_exit(result: Result | Rejected) -> Result:
    if isinstance(result, Rejected):
        report(result.diagnostics, err=True)
        tell_what_mends(result.diagnostics)
        raise typer.Exit(exit_code(result.diagnostics))
    return result


def tell_what_mends(found: Iterable[Finding]) -> None:
    """Say how many findings can be put right in the user's files, and with which command."""
    mendable = [one.span.source for one in found if can_be_mended(one)]
    files = [source.name for source in mendable if not source.is_setting and Path(source.name).is_file()]
    if files:
        names = shlex.join(dict.fromkeys(files))
        note(f"{len(files)} of them can be put right: voicecoach check {names} --fix")


def exit_code(diagnostics: Iterable[Finding]) -> ExitCode:
    is_setting = any(found.span.source.is_setting for found in diagnostics)
    return ExitCode.WRONG_USE if is_setting else ExitCode.ROUTINE_HAS_ERRORS


def report(diagnostics: Iterable[Finding], *, err: bool) -> None:
    show_findings(map(at_its_origin, diagnostics), err=err)
