"""What several commands do: find the routine, open the voice, compile, report what was found."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, TypeVar

import typer

from voicecoach.cli.progress import speech_progress
from voicecoach.cli.state import state
from voicecoach.cli.terminal import show, tell
from voicecoach.cli.terminal_guard import TerminalGuard
from voicecoach.errors import ExitCode, UsageError
from voicecoach.escaping import one_line
from voicecoach.files import RoutineFiles, read_routine
from voicecoach.pipeline import (
    Compiled,
    Drafted,
    LaidOut,
    Rejected,
    Studio,
    compile_routine,
    draft_routine,
    lay_out_routine,
)
from voicecoach.units import format_clock_ms, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from voicecoach.cli.options import Choice, Settings, SoundOptions, VoiceOptions, Wishes
    from voicecoach.cli.progress import Tally
    from voicecoach.findings import Finding
    from voicecoach.language.model import Routine
    from voicecoach.shelf import Filters
    from voicecoach.source import SourceText
    from voicecoach.speech.model import Speech
    from voicecoach.speech.text import Pronunciations

Result = TypeVar("Result", Compiled, Drafted, LaidOut)


def note(text: str, *, quiet: bool = False) -> None:
    if not quiet:
        tell(one_line(text))


def find_routine(choice: Choice, *, quiet: bool) -> SourceText:
    """Return the routine that is named, or the best match of the filters, which is then named on standard error."""
    if choice.routine:
        return read_routine(choice.routine)
    filters = filters_of(choice)
    if not filters.any():
        raise UsageError(
            "no routine is named",
            hint="`voicecoach list` shows the built-in ones; or choose with --focus, --equipment, --level, --max-time",
        )
    from voicecoach.library import read_builtin
    from voicecoach.shelf import choose, entries

    chosen = choose(filters, entries())
    note(f"routine: {chosen.name} ({chosen.routine.title})", quiet=quiet)
    return read_builtin(chosen.name)


def filters_of(wishes: Wishes) -> Filters:
    from voicecoach.shelf import Filters

    return Filters(
        focus=wishes.focus,
        equipment=wishes.equipment,
        level=wishes.level,
        tags=tuple(wishes.tags),
        max_time_ms=option_duration_ms("--max-time", wishes.max_time) if wishes.max_time else 0,
    )


def option_duration_ms(option: str, text: str) -> int:
    """Return the duration that an option gives. Raises UsageError."""
    from voicecoach.language.values import duration_ms

    duration = duration_ms(text)
    if isinstance(duration, int):
        return duration
    meant = (
        f"did you mean `{duration.suggestion}`?"
        if duration.suggestion
        else "write it as `45s`, `1m30s` or `1:30`"
    )
    raise UsageError(f"`{text}` is not a duration, for {option}", hint=meant)


def settings_of(settings: Settings) -> Mapping[str, str]:
    """Return the parameters that are set, by name. Raises UsageError for `--set` without `=` and for a name set twice."""
    values: dict[str, str] = {}
    for setting in settings.settings:
        name, equals, value = setting.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"`--set {setting}` has no value", hint="write it as `--set hold=45s`")
        if values.setdefault(name.strip(), value.strip()) != value.strip():
            raise UsageError(
                f"`{name.strip()}` is set twice, to {values[name.strip()]} and to {value.strip()}"
            )
    for name, value in (("hold", settings.hold), ("rest", settings.rest), ("rounds", settings.rounds)):
        if value and values.setdefault(name, value) != value:
            raise UsageError(
                f"`{name}` is set twice, by --{name} {value} and by --set {name}={values[name]}",
                hint="leave one of them out",
            )
    return values


@contextmanager
def studio_opener(
    sound: SoundOptions, tally: Tally | None = None, guard: TerminalGuard | None = None
) -> Iterator[Callable[[Routine], Studio]]:
    """Yield what opens the studio for a routine; voices that were opened end with the block. `tally` counts what they say anew."""
    from voicecoach.assets import load_tones
    from voicecoach.phrases import has_phrases, load_phrases

    with ExitStack() as stack:
        voices: dict[tuple[str, Pronunciations], Speech] = {}

        def open_for(routine: Routine) -> Studio:
            language = sound.language or routine.language
            files = RoutineFiles()
            names = files.names(routine)
            wanted = language, names
            if wanted not in voices:
                if not has_phrases(language):
                    note(_no_phrases(language), quiet=sound.quiet)
                voice = open_voice(sound, language, names, tally, guard)
                voices[wanted] = stack.enter_context(voice)
            return Studio(
                speech=voices[wanted],
                phrases=load_phrases(language),
                tones=load_tones(sound.tones),
                files=files,
                with_caution=not sound.no_caution,
            )

        yield open_for


def _no_phrases(language: str) -> str:
    from voicecoach.phrases import phrase_languages

    return (
        f"language: voicecoach has no words of its own in `{language}`, so announcements, calls and numbers are in English; "
        f"it has {', '.join(phrase_languages())} (`--language` overrides the routine's)"
    )


@contextmanager
def open_voice(
    options: VoiceOptions,
    language: str,
    pronounce: Pronunciations = (),
    tally: Tally | None = None,
    guard: TerminalGuard | None = None,
) -> Iterator[Speech]:
    """Yield the voice that the options choose. `pronounce` is how a routine says names; it beats the config file."""
    from voicecoach.speech.engines import choose
    from voicecoach.speech.session import open_speech

    engine = choose(options.engine, language)
    note(f"voice: {engine.why}", quiet=options.quiet or not engine.automatic)
    with (
        speech_progress(quiet=options.quiet, tally=tally, guard=guard) as progress,
        open_speech(
            engine,
            voice=options.voice,
            rate_wpm=options.rate,
            noisy=options.noisy,
            pronounce=(*state().pronounce, *pronounce),
            progress=progress,
            note=lambda text: (guard or TerminalGuard()).tell(lambda: note(text, quiet=options.quiet)),
        ) as speech,
    ):
        yield speech


def compiled_or_exit(
    choice: Choice, sound: SoundOptions, open_for: Callable[[Routine], Studio], *, with_hints: bool = True
) -> Compiled:
    """Return the compiled routine. Findings go to standard error; errors end the run with 1, with 2 where an option is to blame."""
    source = find_routine(choice, quiet=sound.quiet)
    settings = fitted(choice.fit, source, settings_of(choice), open_for, quiet=sound.quiet)
    result = or_exit(compile_routine(source, settings, open_for, with_hints=with_hints))
    report_warnings(result, quiet=sound.quiet)
    return result


def drafted_or_exit(
    source: SourceText, settings: Mapping[str, str], open_for: Callable[[Routine], Studio]
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
    open_for: Callable[[Routine], Studio],
    *,
    quiet: bool,
) -> Mapping[str, str]:
    """Return the settings, with the number of rounds that comes nearest to `--fit`, if it is set; the difference is said."""
    if not fit:
        return settings
    from voicecoach.fit import MOST_ROUNDS, ROUNDS, fit_rounds, no_rounds

    target_ms = option_duration_ms("--fit", fit)
    if ROUNDS in settings:
        raise UsageError("--fit chooses the rounds, and they are set as well", hint="leave one of them out")
    laid_out = or_exit(lay_out_routine(source, settings, open_for))
    parameter = laid_out.routine.parameter(ROUNDS)
    if parameter is None:
        raise no_rounds(source.name)

    def total_ms(rounds: int) -> int:
        return or_exit(lay_out_routine(source, {**settings, ROUNDS: str(rounds)}, open_for)).session.total_ms

    fitted = fit_rounds(
        total_ms, target_ms, least=max(parameter.minimum or 1, 1), most=parameter.maximum or MOST_ROUNDS
    )
    difference_ms = fitted.total_ms - target_ms
    how = f"{format_duration_ms(abs(difference_ms))} {'longer' if difference_ms > 0 else 'shorter'} than"
    rounds = f"{fitted.rounds} round{'' if fitted.rounds == 1 else 's'}"
    note(
        f"--fit {fit}: {rounds}, {format_clock_ms(fitted.total_ms)}, {how if difference_ms else 'exactly'} {fit}",
        quiet=quiet,
    )
    return {**settings, ROUNDS: str(fitted.rounds)}


def or_exit(result: Result | Rejected) -> Result:
    if isinstance(result, Rejected):
        report(result.diagnostics, err=True)
        raise typer.Exit(exit_code(result.diagnostics))
    return result


def exit_code(diagnostics: Iterable[Finding]) -> ExitCode:
    from voicecoach.language.parameters import SETTINGS_SOURCE

    is_setting = any(found.span.source.name == SETTINGS_SOURCE for found in diagnostics)
    return ExitCode.WRONG_USE if is_setting else ExitCode.ROUTINE_HAS_ERRORS


def report(diagnostics: Iterable[Finding], *, err: bool) -> None:
    from voicecoach.report.snippets import render_all

    for text in render_all(diagnostics):
        tell(f"{text}\n") if err else show(f"{text}\n")
