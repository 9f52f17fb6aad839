"""Findings about programmes."""

from __future__ import annotations

from typing import ClassVar, TypeAlias

from voicecoach.findings.base import FindingBase, Severity
from voicecoach.findings.codes import Code


class ProgrammeHere(FindingBase, frozen=True, kw_only=True):
    """A programme stands where one routine is wanted."""

    code = Code.PROGRAMME_HERE


class ProgrammeTooLong(FindingBase, frozen=True, kw_only=True):
    """`unit` is what there are too many of: weeks or sessions."""

    code = Code.PROGRAMME_TOO_LONG
    unit: str
    count: int
    limit: int


class UnknownPhase(FindingBase, frozen=True, kw_only=True):
    code = Code.UNKNOWN_PHASE
    name: str
    known: tuple[str, ...]
    suggestion: str = ""


class RoutineMissing(FindingBase, frozen=True, kw_only=True):
    """`reason` is what the system says, empty where there is no such file."""

    code = Code.ROUTINE_MISSING
    path: str
    reason: str = ""
    suggestion: str = ""


class RoutineOutside(FindingBase, frozen=True, kw_only=True):
    code = Code.ROUTINE_MISSING
    path: str


class SettingLeftAlone(FindingBase, frozen=True, kw_only=True):
    """One of a phase's routines keeps its own value, since it cannot take the phase's."""

    code = Code.SETTING_LEFT_ALONE
    usual_severity: ClassVar[Severity] = Severity.NOTE
    name: str
    routine: str

    @property
    def subject(self) -> str:
        return f"{self.routine} {self.name}"


ProgrammeFinding: TypeAlias = (
    ProgrammeHere | ProgrammeTooLong | UnknownPhase | RoutineMissing | RoutineOutside | SettingLeftAlone
)
