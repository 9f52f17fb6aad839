"""Checks a programme against the parameters of its routines, so that the routines accept every dose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.findings import by_place
from voicecoach.findings.base import instead
from voicecoach.findings.content import SettingUnknown
from voicecoach.findings.programmes import SettingLeftAlone
from voicecoach.language.model import ParameterKind
from voicecoach.language.programme import Phase
from voicecoach.language.settings import settings_problems
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.findings import Finding
    from voicecoach.language.model import Parameter
    from voicecoach.language.programme import Programme, Progression, Stage
    from voicecoach.source import Span

    Parameters = Mapping[str, Sequence[Parameter]]


class _Value(Struct, frozen=True, kw_only=True):
    """What a stage sets, in each text that it can have."""

    name: str
    texts: tuple[str, ...]
    name_span: Span
    span: Span


def link(programme: Programme, parameters: Parameters) -> tuple[Programme, tuple[Finding, ...]]:
    """Return the programme with its values held against its routines, whose parameters are given by the routines' names.

    A routine that is missing there has errors of its own. Where a phase has several routines, a value goes to those that can
    take it, and has to suit one.
    """
    found: dict[Finding, None] = {}
    stages = tuple(_linked(stage, parameters, found) for stage in programme.stages)
    return replace(programme, stages=stages), by_place(found)


def _linked(stage: Stage, parameters: Parameters, found: dict[Finding, None]) -> Stage:
    names = tuple(dict.fromkeys(routine.name for routine in stage.routines))
    known = [name for name in names if name in parameters]
    values = [
        _Value(name=one.name, texts=(one.value,), name_span=one.name_span, span=one.span)
        for one in stage.settings
    ]
    if not isinstance(stage, Phase):
        for value in values:
            _takers(value, known, parameters, found, is_sure=True)
        return stage
    progress = tuple(_in_its_unit(one, known, parameters) for one in stage.progress)
    values += [
        _Value(
            name=one.parameter,
            texts=(one.text(one.first), one.text(one.last)),
            name_span=one.name_span,
            span=one.span,
        )
        for one in progress
    ]
    left_alone = {
        (name, value.name)
        for value in values
        for takers in [_takers(value, known, parameters, found, is_sure=len(known) == len(names))]
        for name in known
        if name not in takers
    }
    return replace(stage, progress=progress, left_alone=frozenset(left_alone))


def _takers(
    value: _Value,
    routines: Sequence[str],
    parameters: Parameters,
    found: dict[Finding, None],
    *,
    is_sure: bool,
) -> list[str]:
    """Return the routines that can take a value. `is_sure`: all routines of the stage are known."""
    problems = {name: _problems(value, parameters[name]) for name in routines}
    takers = [name for name, wrong in problems.items() if not wrong]
    has_it = [
        name for name, wrong in problems.items() if not isinstance(next(iter(wrong), None), SettingUnknown)
    ]
    if takers or not is_sure:
        for name in has_it:
            if name not in takers:
                found[SettingLeftAlone(span=value.span, name=value.name, routine=name)] = None
    elif routines:
        found.update((_at_name(one, value), None) for one in problems[(has_it or routines)[0]])
    return takers


def _at_name(finding: Finding, value: _Value) -> Finding:
    """Return a finding about a name at that name, where it can be mended."""
    if not isinstance(finding, SettingUnknown):
        return finding
    return replace(finding, span=value.name_span, edits=instead(value.name_span, finding.suggestion))


def _problems(value: _Value, parameters: Sequence[Parameter]) -> tuple[Finding, ...]:
    each = (settings_problems(parameters, value.name, text, value.span) for text in value.texts)
    return next((wrong for wrong in each if wrong), ())


def _in_its_unit(progress: Progression, routines: Sequence[str], parameters: Parameters) -> Progression:
    """Return how a parameter grows; of a duration, digits only are seconds."""
    kinds = {
        parameter.kind
        for name in routines
        for parameter in parameters[name]
        if parameter.name == progress.parameter
    }
    if progress.is_duration or kinds != {ParameterKind.DURATION}:
        return progress
    return replace(
        progress,
        is_duration=True,
        first=progress.first * MS_PER_S,
        step=progress.step * MS_PER_S,
        last=progress.last * MS_PER_S,
    )
