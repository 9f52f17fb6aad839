"""The parameters of a routine, with this run's settings in place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.findings.base import Edit, instead
from voicecoach.findings.content import (
    BadDuration,
    BadName,
    DefaultOutOfRange,
    DurationTooExact,
    RangeOfOtherType,
    RangeOfText,
    RangeUpsideDown,
)
from voicecoach.findings.structure import MissingKey
from voicecoach.findings.terms import OneOf, Part
from voicecoach.language.durations import Fault, Problem, duration_ms
from voicecoach.language.grammar import NAME
from voicecoach.language.keys import PARAMETER_KEYS, Takes
from voicecoach.language.model import Parameter, ParameterKind, bound
from voicecoach.language.nodes import Mapping, Scalar
from voicecoach.language.parameter_values import as_kind, is_outside, limits_of, takes_of, written
from voicecoach.language.scope import Field, Fields, Scope, read_fields
from voicecoach.language.settings import read_setting, setting_span, unknown_setting
from voicecoach.language.slips.keys import without_glue
from voicecoach.language.slips.lists import parameters_of_list, report_parameters_in_text
from voicecoach.language.slips.parameters import with_default_named, with_limits, without_type
from voicecoach.language.synonyms import SYNONYMS_OF_PARAMETERS
from voicecoach.language.typed import read_items, read_plain, read_words, report_wrong_type
from voicecoach.language.values import whole_number
from voicecoach.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping as Values


_NAME = re.compile(NAME)


def read_parameters(
    scope: Scope, field: Field | None, settings: Values[str, str], at: Span | None
) -> tuple[Scope, tuple[Parameter, ...]]:
    """Return the parameters, and the scope with their names. `at` is where settings are reported, if not at themselves."""
    read = _declared(scope, field)
    scope = replace(scope, complete=scope.complete and not _incomplete(field))
    names = dict(scope.names)
    parameters: list[Parameter] = []
    for name, parameter in read.items():
        if parameter is None:
            names[name] = None
            continue
        value: int | str | None = parameter.value
        if name in settings:
            value = read_setting(scope, parameter, settings[name], setting_span(name, settings[name], at))
            parameter = replace(parameter, value=parameter.value if value is None else value)  # noqa: PLW2901
        parameters.append(parameter)
        names[name] = None if value is None else bound(parameter.kind, value)
    for name, setting in settings.items():
        if name not in names and scope.complete:
            unknown_setting(scope, name, setting, list(names), at)
    return replace(scope, names=names, written_at=_defaults(field)), tuple(parameters)


def _defaults(field: Field | None) -> dict[str, Span]:
    """Return where the defaults are written, by name."""
    if field is None or not isinstance(field.node, Mapping):
        return {}
    found: dict[str, Span] = {}
    for entry in field.node.entries:
        node = entry.value
        if isinstance(node, Mapping):
            node = next((one.value for one in node.entries if one.key.text == "default"), node)
        if isinstance(node, Scalar) and not node.absent:
            found[entry.key.text] = node.span
    return found


def _renamed(span: Span, name: str, meant: str) -> tuple[Edit, ...]:
    """Return the edits that give a parameter a better name, where it is declared and wherever it is used."""
    if not meant or not name.strip():
        return ()
    if name.strip() == f"${meant}":  # it is used as it has to be
        return (Edit(span=span, text=meant),)
    used = re.compile(rf"\$(?:{re.escape(name)}(?![\w])|\{{{re.escape(name)}\}})")
    uses = (
        Edit(span=Span(source=span.source, start=match.start(), end=match.end()), text=f"${meant}")
        for match in used.finditer(span.source.text)
    )
    return Edit(span=span, text=meant), *uses


def _declared(scope: Scope, field: Field | None) -> dict[str, Parameter | None]:
    """Return the parameters by name; None where one's definition is wrong."""
    if field is None or (isinstance(field.node, Scalar) and field.node.absent):
        return {}
    node = field.node if isinstance(field.node, Mapping) else parameters_of_list(scope, field)
    if node is None and report_parameters_in_text(scope, field):
        return {}
    if node is None:
        report_wrong_type(scope, field, Takes.PARAMETERS)
        return {}
    found: dict[str, Parameter | None] = {}
    for entry in node.entries:
        name = entry.key.text
        if not _NAME.fullmatch(name):
            meant = re.sub(r"\W+", "_", name.strip().removeprefix("$"), flags=re.ASCII)
            meant = meant if _NAME.fullmatch(meant) else ""
            if not entry.key.repaired:
                edits = _renamed(entry.key.span, name, meant)
                scope.report(BadName(span=entry.key.span, name=name, suggestion=meant, edits=edits))
            # What uses it is not reported again, whole or cut at the letter that no name has.
            start = _NAME.match(name)
            found.update(dict.fromkeys((name, start[0] if start else name, meant)))
            continue
        found[name] = _parameter(scope, name, Field(key=entry.key, name=name, node=entry.value))
    return found


def _incomplete(field: Field | None) -> bool:
    if field is None:
        return False
    match field.node:
        case Mapping(incomplete=incomplete):
            return incomplete
        case Scalar(absent=True, repaired=False):  # `parameters:` with nothing below it: there are none
            return False
        case _:
            return True


def _parameter(scope: Scope, name: str, field: Field) -> Parameter | None:
    if isinstance(field.node, Mapping):
        fields = read_fields(
            scope,
            with_limits(
                scope,
                with_default_named(
                    scope, without_type(scope, without_glue(scope, field.node, PARAMETER_KEYS))
                ),
            ),
            PARAMETER_KEYS,
            where=Part.PARAMETER,
            synonyms=SYNONYMS_OF_PARAMETERS,
        )
        default = fields.get("default")
        if default is None:
            if not field.node.incomplete:
                scope.report(MissingKey(span=field.key.span, key="default", where=Part.PARAMETER))
            return None
    else:
        fields, default = {}, field
    read = read_words(scope, default, Takes.VALUE)
    if read is None:
        return None
    scalar, words = read
    kind, value = _kind(words)
    nearly = duration_ms(words)
    if (
        kind is ParameterKind.TEXT
        and isinstance(nearly, Problem)
        and nearly.suggestion
        and fields.keys() & {"min", "max"}
    ):
        # Only what has an order has limits.
        edits = instead(scalar.span, nearly.suggestion)
        scope.report(BadDuration(span=scalar.span, written=words, suggestion=nearly.suggestion, edits=edits))
        return None
    if kind is ParameterKind.DURATION and isinstance(value, Problem):
        edits = instead(scalar.span, value.suggestion)
        scope.report(
            DurationTooExact(span=scalar.span, written=words, suggestion=value.suggestion, edits=edits)
        )
        return None
    assert not isinstance(value, Problem), "only a duration can be too exact"
    parameter = Parameter(name=name, kind=kind, default=value, value=value, span=field.key.span)
    return _limited(scope, parameter, fields, scalar.span)


def _kind(words: str) -> tuple[ParameterKind, int | str | Problem]:
    """Return the type that a default has, and its value. Digits only are a whole number."""
    number = whole_number(words)
    if isinstance(number, int):
        return ParameterKind.COUNT, number
    length_ms = duration_ms(words)
    if isinstance(length_ms, int):
        return ParameterKind.DURATION, length_ms
    if length_ms.fault is Fault.TOO_EXACT:
        return ParameterKind.DURATION, length_ms
    return ParameterKind.TEXT, words


def _limited(scope: Scope, parameter: Parameter, fields: Fields, at: Span) -> Parameter | None:
    limits = _limits(scope, parameter, fields)
    about = read_plain(scope, fields["about"]) if "about" in fields else ""
    choices = _choices(scope, fields.get("choices"))
    if limits is None or about is None or choices is None:
        return None
    minimum, maximum = limits
    whole = replace(parameter, minimum=minimum, maximum=maximum, choices=choices, about=about)
    if is_outside(whole, parameter.default):
        scope.report(
            DefaultOutOfRange(
                span=at,
                name=parameter.name,
                written=written(parameter.kind, parameter.default),
                allowed=OneOf(choices=choices) if choices else limits_of(whole),
            )
        )
        return None
    return whole


def _limits(scope: Scope, parameter: Parameter, fields: Fields) -> tuple[int | None, int | None] | None:
    limits: list[int | None] = []
    for key in ("min", "max"):
        if key not in fields:
            limits.append(None)
            continue
        limit = _limit(scope, parameter, fields[key])
        if limit is None:
            return None
        limits.append(limit)
    minimum, maximum = limits
    if minimum is not None and maximum is not None and minimum > maximum:
        scope.report(
            RangeUpsideDown(
                span=fields["max"].node.span,
                minimum=written(parameter.kind, minimum),
                minimum_span=fields["min"].node.span,
                edits=_swapped(fields["min"].node.span, fields["max"].node.span),
            )
        )
        return None
    return minimum, maximum


def _swapped(one: Span, other: Span) -> tuple[Edit, ...]:
    return Edit(span=one, text=other.text), Edit(span=other, text=one.text)


def _limit(scope: Scope, parameter: Parameter, field: Field) -> int | None:
    read = read_words(scope, field, Takes.VALUE)
    if read is None:
        return None
    scalar, words = read
    if parameter.kind is ParameterKind.TEXT:
        scope.report(RangeOfText(span=field.key.span, key=field.name))
        return None
    limit = as_kind(parameter.kind, words)
    if not isinstance(limit, int):
        edits = instead(scalar.span, limit.suggestion if isinstance(limit, Problem) else "")
        takes = takes_of(parameter.kind)
        scope.report(
            RangeOfOtherType(span=scalar.span, key=field.name, written=words, takes=takes, edits=edits)
        )
        return None
    return limit


def _choices(scope: Scope, field: Field | None) -> tuple[str, ...] | None:
    items = () if field is None else read_items(scope, field, Takes.VALUES)
    if items is None:
        return None
    read = [read_plain(scope, item, Takes.VALUE) for item in items]
    whole = tuple(choice for choice in read if choice is not None)
    return whole if len(whole) == len(read) else None
