"""`check`: compiles routines, and reports findings to people and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from msgspec import Struct

from voicecoach.cli.coaching import with_coach
from voicecoach.cli.parameters import at_its_origin, settings_of
from voicecoach.cli.terminal import show, show_json, tell, tell_text
from voicecoach.cli.work import exit_code, note, report, studio_opener, tell_what_mends
from voicecoach.errors import ExitCode, UsageError, VoicecoachError
from voicecoach.escaping import one_line
from voicecoach.findings.base import Severity
from voicecoach.language.programmes import is_programme
from voicecoach.library import builtin_names
from voicecoach.pipeline import Compiled, compile_routine
from voicecoach.report.formats import FORMATS, as_github, as_sarif
from voicecoach.report.wording.show import plural
from voicecoach.sources import read_routine, routines_of
from voicecoach.studio.programmes import CheckedProgramme, check_programme
from voicecoach.units import format_clock_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from voicecoach.cli.options import Settings, SoundOptions
    from voicecoach.findings import Finding
    from voicecoach.language.model import Routine
    from voicecoach.report.formats import Format
    from voicecoach.source import SourceText
    from voicecoach.studio_setup import StudioSetup


class Checking(Struct, frozen=True, kw_only=True):
    """What `check` does: `strict` turns warnings into errors, `fix` applies edits, and with `yes` without asking."""

    strict: bool
    fix: bool
    yes: bool
    format: str


def check_files(files: tuple[str, ...], settings: Settings, sound: SoundOptions, how: Checking) -> int:
    """Compile every file with measured speech and report all findings. Return the exit code."""
    form = _format(how)
    code = ExitCode.DONE
    checked: list[_Checked] = []
    with studio_opener(sound, names_voice=False) as open_for:
        for name, unread in _names(files):
            one = unread or _checked(name, settings, open_for, how)
            code = max(code, one.code)
            checked.append(one)
            if form == "text":
                _show(one, err=how.fix and how.yes and name == "-")
            elif one.failure is not None:
                _tell_failure(one.failure)
    _show_data(form, checked)
    if form == "text" and not (how.fix or sound.quiet):
        tell_what_mends(found for one in checked for found in one.findings)
    if form == "text" and sound.engine == "none":
        note("the length of speech is an estimate (--engine none)", quiet=sound.quiet)
    return code


class _Checked(Struct, frozen=True, kw_only=True):
    """The findings about a file; `failure` is why it could not be read."""

    name: str
    code: ExitCode
    strict: bool
    findings: tuple[Finding, ...] = ()
    total_ms: int | None = None
    length: str = ""
    failure: VoicecoachError | None = None


def _format(how: Checking) -> Format:
    if how.yes and not how.fix:
        raise UsageError("--yes goes with --fix", hint="add --fix, or leave out --yes")
    for form in FORMATS:
        if form == how.format:
            return form
    raise UsageError(f"there is no format `{how.format}`", hint=f"choose from {', '.join(FORMATS)}")


def _names(names: Iterable[str]) -> Iterator[tuple[str, _Checked | None]]:
    """Yield the names of files, those of a folder one by one, with the failure of one that cannot be looked into."""
    for name in names:
        try:
            for file in routines_of(name):
                yield file, None
        except VoicecoachError as unread:
            yield name, _failed(name, unread)


def _failed(name: str, failure: VoicecoachError) -> _Checked:
    return _Checked(name=name, code=failure.exit_code, strict=False, failure=failure)


def _checked(
    name: str, settings: Settings, studio_for: Callable[[Routine], StudioSetup], how: Checking
) -> _Checked:
    try:
        source = _source(name, settings, studio_for, how)
    except VoicecoachError as unread:  # the other files are still checked
        return _failed(name, unread)
    result = (
        check_programme(source, studio_for)
        if is_programme(source)
        else compile_routine(source, settings_of(settings, source), studio_for)
    )
    findings = tuple(map(at_its_origin, with_coach(result)))
    failed = [found for found in findings if _is_error(found, strict=how.strict)]
    return _Checked(
        name=source.name,
        code=exit_code(failed) if failed else ExitCode.DONE,
        strict=how.strict,
        findings=findings,
        total_ms=result.session.total_ms if isinstance(result, Compiled) else None,
        length=_length(result),
    )


def _source(
    name: str, settings: Settings, studio_for: Callable[[Routine], StudioSetup], how: Checking
) -> SourceText:
    if not how.fix or name in builtin_names():
        return read_routine(name)
    from voicecoach.cli.mending import mend_file

    return mend_file(name, settings, studio_for, yes=how.yes)


# --- showing ------------------------------------------------------------------------------------


def _show(one: _Checked, *, err: bool) -> None:
    if one.failure is not None:
        _tell_failure(one.failure)
        return
    report(one.findings, err=err)
    line = f"{one.name}: {_verdict(one.findings, strict=one.strict)}{one.length}"
    if err:
        tell(line)
    else:
        show(line)


def _tell_failure(failure: VoicecoachError) -> None:
    note(f"error: {failure.message}")
    if failure.hint:
        tell_text(one_line(f"  help: {failure.hint}"), indent=4)


def _show_data(form: Format, checked: list[_Checked]) -> None:
    match form:
        case "text":
            pass
        case "json":
            show_json([_as_json(one) for one in checked])
        case "github":
            for found in (found for one in checked for found in one.findings):
                show(as_github(found))
        case "sarif":
            from importlib.metadata import version

            findings = [found for one in checked for found in one.findings]
            show_json(as_sarif(findings, version=version("voicecoach")))
        case _:
            assert_never(form)


def _as_json(one: _Checked) -> dict[str, Any]:
    from voicecoach.report.snippets import as_json

    data: dict[str, Any] = {
        "file": one.name,
        "ok": one.failure is None and not one.code,
        "total_ms": one.total_ms,
        "diagnostics": [as_json(found) for found in one.findings],
    }
    return data if one.failure is None else data | {"error": one.failure.message}


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
        return f", {plural(programme.sessions, 'session')} in {plural(programme.weeks, 'week')}, {plural(result.doses, 'dose')}"
    return f", {format_clock_ms(result.session.total_ms)}" if isinstance(result, Compiled) else ""
