"""Steps that wait for the listener's go (`ready: on`), in files, which cannot wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.findings.session import ReadyInFile

if TYPE_CHECKING:
    from voicecoach.findings import Finding
    from voicecoach.language.intervals import Session


def not_in_files(session: Session) -> tuple[Finding, ...]:
    """Return one note, at the first such step, that a file cannot wait; nothing if no step waits."""
    spans = list(dict.fromkeys(interval.leaf.span for interval in session.gates))
    if not spans:
        return ()
    return (ReadyInFile(span=spans[0], others=len(spans) - 1),)
