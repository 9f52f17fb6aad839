"""Findings about a routine, as data. Their wording is in `report.wording`, nowhere else."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

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
    FILE_TOO_FULL = "file-too-full"
    EMPTY_FILE = "empty-file"
    CONTROL_CHARACTER = "control-character"
    # reading YAML, found by `nodes`
    YAML_SYNTAX = "yaml-syntax"
    YAML_TAB = "yaml-tab"
    YAML_INDENTATION = "yaml-indentation"
    YAML_KEY = "yaml-key"
    YAML_COLON = "yaml-colon"
    YAML_COMMA = "yaml-comma"
    YAML_COMMENT = "yaml-comment"
    YAML_CHARACTER = "yaml-character"
    YAML_QUOTE = "yaml-quote"
    YAML_ESCAPE = "yaml-escape"
    YAML_BRACKET = "yaml-bracket"
    YAML_TAG = "yaml-tag"
    YAML_ANCHOR = "yaml-anchor"
    YAML_ALIAS = "yaml-alias"
    YAML_MERGE_KEY = "yaml-merge-key"
    SEVERAL_DOCUMENTS = "several-documents"
    NESTING_TOO_DEEP = "nesting-too-deep"
    DUPLICATE_KEY = "duplicate-key"
    # keys and shapes
    UNKNOWN_KEY = "unknown-key"
    MISPLACED_KEY = "misplaced-key"
    MISSING_KEY = "missing-key"
    MISSING_VALUE = "missing-value"
    MISSING_KIND = "missing-kind"
    SEVERAL_KINDS = "several-kinds"
    CONFLICTING_KEYS = "conflicting-keys"
    NEEDS_KEY = "needs-key"
    WRONG_TYPE = "wrong-type"
    EMPTY_LIST = "empty-list"
    STEP_NOT_HERE = "step-not-here"
    # values
    BAD_DURATION = "bad-duration"
    DURATION_TOO_EXACT = "duration-too-exact"
    BAD_COUNT = "bad-count"
    BAD_TEMPO = "bad-tempo"
    BAD_HANGS = "bad-hangs"
    BAD_CHOICE = "bad-choice"
    BAD_LANGUAGE = "bad-language"
    OUT_OF_RANGE = "out-of-range"
    # texts
    UNKNOWN_VARIABLE = "unknown-variable"
    VARIABLE_NOT_HERE = "variable-not-here"
    NAME_IN_NAME = "name-in-name"
    LONE_DOLLAR = "lone-dollar"
    SILENT_TEXT = "silent-text"
    TEXT_TOO_LONG = "text-too-long"
    WORDING_ORDER = "wording-order"
    # parameters, and their values from the command line
    BAD_NAME = "bad-name"
    BAD_RANGE = "bad-range"
    DEFAULT_OUT_OF_RANGE = "default-out-of-range"
    SETTING_UNKNOWN = "setting-unknown"
    SETTING_TYPE = "setting-type"
    SETTING_OUT_OF_RANGE = "setting-out-of-range"
    SETTING_CHOICE = "setting-choice"
    # cues
    BAD_CUE_KEY = "bad-cue-key"
    CUE_OUTSIDE = "cue-outside"
    CUE_NOT_HERE = "cue-not-here"
    # what the whole session shows, found after parsing
    EMOM_OVERRUN = "emom-overrun"
    TOO_LONG = "too-long"
    TOO_MANY_EVENTS = "too-many-events"
    UNKNOWN_TONE = "unknown-tone"
    SOUND_MISSING = "sound-missing"
    SOUND_OUTSIDE = "sound-outside"
    SOUND_UNREADABLE = "sound-unreadable"
    INCLUDE_MISSING = "include-missing"
    INCLUDE_OUTSIDE = "include-outside"
    INCLUDE_CYCLE = "include-cycle"
    INCLUDE_TOO_MANY = "include-too-many"
    # what a file cannot do, found by `export`
    READY_IN_FILE = "ready-in-file"
    # fitting speech, found by `place`
    CUE_SHORTENED = "cue-shortened"
    CUE_FASTER = "cue-faster"
    CUE_MOVED = "cue-moved"
    CUE_LEFT_OUT = "cue-left-out"


class Related(Struct, frozen=True, kw_only=True):
    """A second place that a finding points to, with the word that `report.wording` has for it."""

    span: Span
    role: str


class Diagnostic(Struct, frozen=True, kw_only=True):
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
    return Diagnostic(
        code=code, severity=Severity.ERROR, span=span, values=tuple(values.items()), related=related
    )


def warning(code: Code, span: Span, *related: Related, **values: Value) -> Diagnostic:
    return Diagnostic(
        code=code, severity=Severity.WARNING, span=span, values=tuple(values.items()), related=related
    )


def note(code: Code, span: Span, *related: Related, **values: Value) -> Diagnostic:
    return Diagnostic(
        code=code, severity=Severity.NOTE, span=span, values=tuple(values.items()), related=related
    )


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def by_place(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings in the order of the file."""
    return tuple(
        sorted(diagnostics, key=lambda found: (found.span.source.name, found.span.start, found.code))
    )
