"""Notes on steps that begin or end with the listener's word (`ready: on`, `until: done`): a file cannot hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.findings.session import ReadyInFile, UntilDoneInFile
from voicecoach.language.leaves import is_until_done

if TYPE_CHECKING:
    from voicecoach.findings import Finding
    from voicecoach.language.intervals import SessionIntervals
    from voicecoach.source import Span


def not_in_files(session: SessionIntervals) -> tuple[Finding, ...]:
    """Return one note for each of the two, at the first such step; nothing where there is none."""
    found: list[Finding] = []
    waiting = list(dict.fromkeys(interval.leaf.span for interval in session.gates))
    if waiting:
        found.append(ReadyInFile(span=waiting[0], others=len(waiting) - 1))
    limits_ms: dict[Span, int] = {}
    for interval in session.intervals:
        if is_until_done(interval.leaf):
            limits_ms.setdefault(interval.leaf.span, interval.duration_ms)
    if limits_ms:
        span, limit_ms = next(iter(limits_ms.items()))
        found.append(UntilDoneInFile(span=span, limit_ms=limit_ms, others=len(limits_ms) - 1))
    return tuple(found)
