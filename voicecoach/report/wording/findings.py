"""The words of any finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from voicecoach.findings.coaching import CoachingFinding
from voicecoach.findings.content import ContentFinding
from voicecoach.findings.programmes import ProgrammeFinding
from voicecoach.findings.reading import ReadingFinding
from voicecoach.findings.session import SessionFinding
from voicecoach.findings.structure import StructureFinding
from voicecoach.report.wording.of_coaching import coaching_words
from voicecoach.report.wording.of_content import content_words
from voicecoach.report.wording.of_programmes import programme_words
from voicecoach.report.wording.of_reading import reading_words
from voicecoach.report.wording.of_sessions import session_words
from voicecoach.report.wording.of_structure import structure_words

if TYPE_CHECKING:
    from voicecoach.findings import Finding
    from voicecoach.report.wording.words import FindingWords


def words(found: Finding) -> FindingWords:
    """Return the words of a finding."""
    if isinstance(found, ReadingFinding):
        return reading_words(found)
    if isinstance(found, StructureFinding):
        return structure_words(found)
    if isinstance(found, ContentFinding):
        return content_words(found)
    if isinstance(found, ProgrammeFinding):
        return programme_words(found)
    if isinstance(found, SessionFinding):
        return session_words(found)
    if isinstance(found, CoachingFinding):
        return coaching_words(found)
    assert_never(found)
