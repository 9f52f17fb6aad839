"""Findings for other programs: as GitHub workflow commands, and as SARIF 2.1.0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

from voicecoach.findings.base import Severity
from voicecoach.report.wording.findings import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.findings import Finding
    from voicecoach.source import Span

Format: TypeAlias = Literal["text", "json", "github", "sarif"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)

_GITHUB: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SARIF: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def as_github(found: Finding) -> str:
    """Return the line that shows a finding beside the changed file on GitHub."""
    span = found.span
    line, column = span.source.line_column(span.start)
    end_line, end_column = span.source.line_column(span.end)
    values = {
        "file": span.source.name,
        "line": line,
        "endLine": end_line,
        "col": column,
        "endColumn": end_column,
        "title": found.code.value,
    }
    if end_line != line:  # GitHub accepts columns within one line only
        del values["col"], values["endColumn"]
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in values.items())
    return f"::{_GITHUB[found.severity]} {properties}::{_data(_text(found))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Sequence[Finding], *, version: str) -> dict[str, Any]:
    """Return all findings as one SARIF log."""
    codes = sorted({found.code.value for found in findings})
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "voicecoach",
                        "version": version,
                        "rules": [{"id": code, "name": _camel(code)} for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(found, codes) for found in findings],
            }
        ],
    }


def _camel(code: str) -> str:
    return "".join(word.capitalize() for word in code.split("-"))


def _result(found: Finding, codes: list[str]) -> dict[str, Any]:
    code = found.code.value
    result: dict[str, Any] = {
        "ruleId": code,
        "ruleIndex": codes.index(code),
        "level": _SARIF[found.severity],
        "message": {"text": _text(found)},
        "locations": [
            {"physicalLocation": {"artifactLocation": _artifact(found.span), "region": _region(found.span)}}
        ],
    }
    if edits := [edit for edit in found.edits if edit.span.source == found.span.source]:
        replacements = [
            {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}} for edit in edits
        ]
        changes = [{"artifactLocation": _artifact(found.span), "replacements": replacements}]
        result["fixes"] = [{"artifactChanges": changes}]
    return result


def _artifact(span: Span) -> dict[str, str]:
    from urllib.parse import quote

    return {"uri": quote(span.source.name.replace("\\", "/"), safe="/")}


def _region(span: Span) -> dict[str, int]:
    line, column = span.source.line_column(span.start)
    end_line, end_column = span.source.line_column(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _text(found: Finding) -> str:
    said = words(found)
    advice = said.hint or said.label
    return f"{said.message}\n{advice}" if advice else said.message
