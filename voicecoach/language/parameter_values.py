"""Values of a parameter: read as what it takes, held against its limits, and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.findings.terms import AtLeast, AtMost, Between
from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.keys import Takes
from voicecoach.language.model import ParameterKind
from voicecoach.language.values import whole_number
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.findings.terms import Limits
    from voicecoach.language.model import Parameter


def as_kind(kind: ParameterKind, words: str) -> int | str | Problem:
    """Return the value that words are for a parameter of a kind: a number, milliseconds, or a text."""
    match kind:
        case ParameterKind.COUNT:
            return whole_number(words)
        case ParameterKind.DURATION:
            return duration_ms(words)
        case ParameterKind.TEXT:
            return words


def is_outside(parameter: Parameter, value: int | str) -> bool:
    """Tell whether a value is none of a parameter's choices, or beyond its limits."""
    if parameter.choices:
        of_choices = [as_kind(parameter.kind, choice) for choice in parameter.choices]
        return value not in of_choices
    if isinstance(value, str):
        return False
    low, high = parameter.minimum, parameter.maximum
    return (low is not None and value < low) or (high is not None and value > high)


def written(kind: ParameterKind, value: int | str) -> str:
    """Return a parameter's value as the language writes it."""
    return (
        format_duration_ms(value) if kind is ParameterKind.DURATION and isinstance(value, int) else str(value)
    )


def limits_of(parameter: Parameter) -> Limits:
    """Return the limits of a parameter that has some."""
    low = "" if parameter.minimum is None else written(parameter.kind, parameter.minimum)
    high = "" if parameter.maximum is None else written(parameter.kind, parameter.maximum)
    if low and high:
        return Between(least=low, most=high)
    return AtLeast(least=low) if low else AtMost(most=high)


def takes_of(kind: ParameterKind) -> Takes:
    """Return what findings call the values of a kind of parameter."""
    match kind:
        case ParameterKind.DURATION:
            return Takes.DURATION
        case ParameterKind.COUNT:
            return Takes.COUNT
        case ParameterKind.TEXT:
            return Takes.TEXT
