"""Settings: the values that a run gives a routine's parameters, on the command line or where it is included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.findings.content import SettingChoice, SettingOutOfRange, SettingType, SettingUnknown
from voicecoach.findings.terms import OneOf
from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.model import ParameterKind
from voicecoach.language.parameter_values import as_kind, is_outside, limits_of, takes_of
from voicecoach.language.scope import Findings, Scope
from voicecoach.language.suggest import closest
from voicecoach.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.findings import Finding
    from voicecoach.language.model import Parameter

SETTINGS_SOURCE: Final = "--set"  # what findings about settings of the command line point into


def settings_problems(
    parameters: Iterable[Parameter], name: str, setting: str, at: Span
) -> tuple[Finding, ...]:
    """Return what is wrong with a value for one of these parameters, to be shown at a place."""
    scope = Scope(findings=Findings())
    known = {parameter.name: parameter for parameter in parameters}
    if name in known:
        read_setting(scope, known[name], setting, at)
    else:
        unknown_setting(scope, name, setting, list(known), at)
    return tuple(scope.findings.all())


def setting_span(name: str, setting: str, at: Span | None, *, of_name: bool = False) -> Span:
    """Return a place for a setting: the flag itself is its source."""
    if at is not None:
        return at
    source = SourceText(name=SETTINGS_SOURCE, text=f"{name}={setting}", is_setting=True)
    return (
        Span(source=source, start=0, end=len(name))
        if of_name
        else Span(source=source, start=len(name) + 1, end=len(source.text))
    )


def unknown_setting(scope: Scope, name: str, setting: str, known: list[str], at: Span | None) -> None:
    """Report a setting of a parameter that there is not."""
    span = setting_span(name, setting, at, of_name=True)
    meant = closest(name, known)
    scope.report(SettingUnknown(span=span, name=name, known=tuple(known), suggestion=meant))


def read_setting(scope: Scope, parameter: Parameter, setting: str, span: Span) -> int | str | None:
    """Return the value that a setting gives a parameter."""
    words = setting.strip() if parameter.kind is not ParameterKind.TEXT else setting
    value = as_kind(parameter.kind, words)
    if isinstance(value, Problem):
        meant = value.suggestion or _seconds(parameter, words)
        scope.report(
            SettingType(
                span=span,
                name=parameter.name,
                written=setting,
                takes=takes_of(parameter.kind),
                suggestion=meant,
            )
        )
        return None
    if is_outside(parameter, value):
        scope.report(_not_allowed(parameter, setting, words, span))
        return None
    return value


def _not_allowed(
    parameter: Parameter, setting: str, words: str, span: Span
) -> SettingChoice | SettingOutOfRange:
    name, choices = parameter.name, parameter.choices
    if not choices:
        return SettingOutOfRange(span=span, name=name, written=setting, allowed=limits_of(parameter))
    meant = closest(words, choices)
    return SettingChoice(
        span=span, name=name, written=setting, allowed=OneOf(choices=choices), suggestion=meant
    )


def _seconds(parameter: Parameter, words: str) -> str:
    """Return a duration as the whole number of seconds that a number's parameter takes."""
    length_ms = duration_ms(words)
    if parameter.kind is not ParameterKind.COUNT or not isinstance(length_ms, int) or length_ms % 1000:
        return ""
    return str(length_ms // 1000)
