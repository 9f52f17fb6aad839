"""The words of findings about programmes."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from voicecoach.findings import programmes
from voicecoach.report.wording.show import did_you_mean, listed, plain, ticked
from voicecoach.report.wording.words import FindingWords

if TYPE_CHECKING:
    from voicecoach.findings.programmes import ProgrammeFinding


def programme_words(found: ProgrammeFinding) -> FindingWords:
    match found:
        case programmes.ProgrammeHere():
            return FindingWords(
                "this is a programme of several sessions, and one routine is wanted here",
                "a programme",
                "name one of the programme's routines",
            )
        case programmes.ProgrammeTooLong():
            return FindingWords(
                f"the programme has {found.count} {found.unit}, and {found.limit} are the most",
                f"at most {found.limit}",
                "make it two programmes, one after the other",
            )
        case programmes.UnknownPhase():
            mean = did_you_mean(found.suggestion)
            return FindingWords(
                f"no phase is called {ticked(found.name)}",
                mean,
                mean or f"the phases are {listed(found.known)}",
            )
        case programmes.RoutineMissing():
            mean = did_you_mean(found.suggestion)
            return FindingWords(
                f"the routine {ticked(found.path)} cannot be found",
                mean or plain(found.reason) or "no such routine",
                mean or "name a built-in one (`voicecoach list`), or a file from this programme's folder on",
            )
        case programmes.RoutineOutside():
            return FindingWords(
                f"the routine {ticked(found.path)} is outside of this programme's folder",
                "",
                "put the file beside the programme, or below",
            )
        case programmes.SettingLeftAlone():
            return FindingWords(
                f"{ticked(found.routine)} keeps its own {ticked(found.name)}",
                "it cannot take these values",
                "nothing to be done, unless you meant another value",
            )
        case _:
            assert_never(found)
