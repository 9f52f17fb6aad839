"""What `check` finds besides what the stages do: a coach's advice about what compiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.findings import by_place
from voicecoach.language.coach import coach
from voicecoach.language.coach_tags import coach_tags
from voicecoach.pipeline import Compiled, Rejected
from voicecoach.studio.programmes import CheckedProgramme

if TYPE_CHECKING:
    from voicecoach.findings import Finding


def with_coach(result: Compiled | Rejected | CheckedProgramme) -> tuple[Finding, ...]:
    """Return the findings, and a coach's advice as well if the routine compiles, or the programme can be read.

    Of a routine with errors only such advice counts that a step has by itself: what is missing may be in the steps that could not be read.
    """
    match result:
        case Compiled(routine=routine, diagnostics=found):
            spoken_in = result.studio.phrases.language
            return by_place((*found, *coach(routine, found, spoken_in=spoken_in)))
        case Rejected(routine=routine, diagnostics=found) if routine is not None:
            return by_place((*found, *(one for one in coach(routine, found) if one.edits_keep_meaning)))
        case CheckedProgramme(programme=programme, diagnostics=found) if programme is not None:
            return by_place((*found, *coach_tags(programme.source)))
        case _:
            return result.diagnostics
