"""`plan` and `check`: what will be heard, and whether all of it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.cli.parameters import at_its_origin, settings_of
from voicecoach.cli.terminal import show, show_json, show_table, width
from voicecoach.cli.work import compiled_or_exit, exit_code, note, report, studio_opener
from voicecoach.errors import ExitCode, VoicecoachError
from voicecoach.files import read_routine, routines_of
from voicecoach.findings.base import Severity
from voicecoach.language.programmes import is_programme
from voicecoach.pipeline import Compiled, compile_routine
from voicecoach.studio.programmes import CheckedProgramme, check_programme
from voicecoach.units import format_clock_ms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from voicecoach.cli.options import Choice, Settings, SoundOptions
    from voicecoach.findings import Finding
    from voicecoach.source import SourceText

_PLAN_COLUMNS: Final = 80  # of the chart, where there is no terminal
_WIDEST_CHART: Final = 100


def show_plan(choice: Choice, sound: SoundOptions, *, with_cues: bool, as_json: bool) -> None:
    """Show an exercise a line, or all that is heard, or the plan as data."""
    from voicecoach.report.plan import cue_lines, plan_chart, plan_json, plan_rows

    with studio_opener(sound, names_voice=False) as open_for:
        compiled = compiled_or_exit(choice, sound, open_for)
    if as_json:
        show_json(plan_json(compiled))
        return
    show(plan_chart(compiled, width=min(width() or _PLAN_COLUMNS, _WIDEST_CHART)))
    show("")
    if with_cues:
        show(cue_lines(compiled, width=width()))
    else:
        show_table(plan_rows(compiled))
        note("all that is heard: --cues", quiet=sound.quiet)
    if sound.engine == "none":
        note("the length of speech is an estimate (--engine none)", quiet=sound.quiet)


def check_files(
    files: tuple[str, ...], settings: Settings, sound: SoundOptions, *, strict: bool, as_json: bool
) -> int:
    """Compile every file with measured speech; all findings are the result. Return the exit code."""
    from voicecoach.report.snippets import as_json as finding_json

    code = ExitCode.DONE
    data = []
    with studio_opener(sound, names_voice=False) as open_for:
        for name, source in _sources(files):
            if isinstance(source, VoicecoachError):  # the other files are checked all the same
                code = max(code, source.exit_code)
                note(f"error: {source.message}")
                if source.hint:
                    note(f"  help: {source.hint}")
                data.append(
                    {"file": name, "ok": False, "total_ms": None, "diagnostics": [], "error": source.message}
                )
                continue
            result = (
                check_programme(source, open_for)
                if is_programme(source)
                else compile_routine(source, settings_of(settings, source), open_for)
            )
            failed = [found for found in result.diagnostics if _is_error(found, strict=strict)]
            if failed:
                code = max(code, exit_code(failed))
            if as_json:
                total_ms = result.session.total_ms if isinstance(result, Compiled) else None
                findings = [finding_json(at_its_origin(found)) for found in result.diagnostics]
                data.append(
                    {"file": source.name, "ok": not failed, "total_ms": total_ms, "diagnostics": findings}
                )
                continue
            report(result.diagnostics, err=False)
            show(f"{source.name}: {_verdict(result.diagnostics, strict=strict)}{_length(result)}")
    if as_json:
        show_json(data)
    elif sound.engine == "none":
        note("the length of speech is an estimate (--engine none)", quiet=sound.quiet)
    return code


def _sources(names: Iterable[str]) -> Iterator[tuple[str, SourceText | VoicecoachError]]:
    """Yield each file's text, those of a folder one by one, or why it cannot be read."""
    for name in names:
        try:
            for file in routines_of(name):
                yield file, _source(file)
        except VoicecoachError as unread:
            yield name, unread


def _source(name: str) -> SourceText | VoicecoachError:
    try:
        return read_routine(name)
    except VoicecoachError as unread:
        return unread


def _is_error(found: Finding, *, strict: bool) -> bool:
    return found.severity is Severity.ERROR or (strict and found.severity is Severity.WARNING)


def _verdict(diagnostics: tuple[Finding, ...], *, strict: bool) -> str:
    errors = sum(_is_error(found, strict=strict) for found in diagnostics)
    warnings = sum(found.severity is Severity.WARNING for found in diagnostics) if not strict else 0
    counts = [
        f"{count} {noun}{'' if count == 1 else 's'}"
        for count, noun in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return ", ".join(counts) or "every cue fits"


def _length(result: object) -> str:
    if isinstance(result, CheckedProgramme) and result.programme is not None:
        programme = result.programme
        return f", {programme.sessions} sessions in {_counted(programme.weeks, 'week')}, {_counted(result.doses, 'dose')}"
    return f", {format_clock_ms(result.session.total_ms)}" if isinstance(result, Compiled) else ""


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
