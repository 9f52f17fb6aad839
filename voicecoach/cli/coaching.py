"""What `check` finds besides what the stages do: a coach's advice about what compiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.findings import by_place
from voicecoach.language.coach import coach
from voicecoach.language.coach_tags import coach_tags
from voicecoach.pipeline import Compiled
from voicecoach.studio.programmes import CheckedProgramme

if TYPE_CHECKING:
    from voicecoach.findings import Finding
    from voicecoach.pipeline import Rejected


def with_coach(result: Compiled | Rejected | CheckedProgramme) -> tuple[Finding, ...]:
    """Return the findings, and a coach's advice as well if the routine compiles, or the programme can be read."""
    match result:
        case Compiled(routine=routine, diagnostics=found):
            return by_place((*found, *coach(routine, found)))
        case CheckedProgramme(programme=programme, diagnostics=found) if programme is not None:
            return by_place((*found, *coach_tags(programme.source)))
        case _:
            return result.diagnostics
