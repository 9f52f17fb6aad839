"""Findings about a routine: a frozen class for each, with what it found as typed fields.

`Finding` is the union of all. Their words are in `report.wording`, nowhere else. A new one is a class here, a case there, and an entry in
`docs/diagnostics`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

from voicecoach.findings.base import Severity
from voicecoach.findings.coaching import CoachingFinding
from voicecoach.findings.content import ContentFinding
from voicecoach.findings.programmes import ProgrammeFinding
from voicecoach.findings.reading import ReadingFinding
from voicecoach.findings.session import SessionFinding
from voicecoach.findings.structure import StructureFinding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.findings.codes import Code

Finding: TypeAlias = (
    ReadingFinding | StructureFinding | ContentFinding | ProgrammeFinding | SessionFinding | CoachingFinding
)


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(found.severity is Severity.ERROR for found in findings)


MOST_OF_A_KIND: Final = 1_000  # nobody reads more, and one step can have tens of thousands


def by_place(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of the file, of each code and severity the first thousand."""
    counts: Counter[tuple[Code, Severity]] = Counter()
    kept: list[Finding] = []
    for found in sorted(findings, key=lambda one: (one.span.source.name, one.span.start, one.code)):
        counts[found.code, found.severity] += 1
        if counts[found.code, found.severity] <= MOST_OF_A_KIND:
            kept.append(found)
    return tuple(kept)
