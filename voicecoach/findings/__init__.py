"""Findings about a routine: a frozen class for each, with what it found as typed fields.

`Finding` is the union of all. Their words are in `report.wording`, nowhere else. A new one is a class here, a case there, and an entry in
`docs/diagnostics`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from voicecoach.findings.base import Severity
from voicecoach.findings.coaching import CoachingFinding
from voicecoach.findings.content import ContentFinding
from voicecoach.findings.programmes import ProgrammeFinding
from voicecoach.findings.reading import ReadingFinding
from voicecoach.findings.session import SessionFinding
from voicecoach.findings.structure import StructureFinding

if TYPE_CHECKING:
    from collections.abc import Iterable

Finding: TypeAlias = (
    ReadingFinding | StructureFinding | ContentFinding | ProgrammeFinding | SessionFinding | CoachingFinding
)


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(found.severity is Severity.ERROR for found in findings)


def by_place(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of the file."""
    return tuple(sorted(findings, key=lambda found: (found.span.source.name, found.span.start, found.code)))
