"""Findings about a routine, as data. Their wording is in `report.wording`, nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.source import Span

Value: TypeAlias = str | int


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(StrEnum):
    """Every kind of finding; the value is what `error[…]` and `--json` show."""

    # reading the file
    NOT_TEXT = "not-text"
    FILE_TOO_LARGE = "file-too-large"
    YAML_SYNTAX = "yaml-syntax"
    # fitting speech, found by `place`
    CUE_SHORTENED = "cue-shortened"
    CUE_FASTER = "cue-faster"
    CUE_MOVED = "cue-moved"
    CUE_LEFT_OUT = "cue-left-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A second place that a finding points to, with the word that `report.wording` has for it."""

    span: Span
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding: a code, where it is, and the values that its wording shows."""

    code: Code
    severity: Severity
    span: Span
    values: tuple[tuple[str, Value], ...] = ()
    related: tuple[Related, ...] = ()

    def value(self, name: str) -> Value:
        """Return a value that the wording of this code needs, or an empty text."""
        return dict(self.values).get(name, "")


def error(code: Code, span: Span, *related: Related, **values: Value) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, span=span, values=tuple(values.items()), related=related)


def warning(code: Code, span: Span, *related: Related, **values: Value) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.WARNING, span=span, values=tuple(values.items()), related=related)


def note(code: Code, span: Span, *related: Related, **values: Value) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.NOTE, span=span, values=tuple(values.items()), related=related)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def by_place(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings in the order of the file."""
    return tuple(sorted(diagnostics, key=lambda found: (found.span.source.name, found.span.start, found.code)))
