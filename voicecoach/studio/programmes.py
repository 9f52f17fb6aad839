"""Programmes with the routines that they name: read, checked against each other, and every dose compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.files import routines_in
from voicecoach.findings import by_place, has_errors
from voicecoach.findings.programmes import ProgrammeHere
from voicecoach.language.parse import parse_partly
from voicecoach.language.programmes import is_programme, parse_programme_partly
from voicecoach.pipeline import compile_routine
from voicecoach.programme.dose import doses
from voicecoach.programme.link import link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from voicecoach.findings import Finding
    from voicecoach.language.model import Routine
    from voicecoach.language.programme import Programme
    from voicecoach.source import SourceText
    from voicecoach.studio_setup import StudioSetup


class OpenedProgramme(Struct, frozen=True, kw_only=True):
    """A programme and the sources of its routines, by the names that it gives them. Reading found no errors in any of them."""

    programme: Programme
    routines: Mapping[str, SourceText]
    diagnostics: tuple[Finding, ...] = ()


class RejectedProgramme(Struct, frozen=True, kw_only=True):
    diagnostics: tuple[Finding, ...]


class CheckedProgramme(Struct, frozen=True, kw_only=True):
    """The findings about a programme and all of its doses. The programme is None if it could not be read."""

    programme: Programme | None
    doses: int
    diagnostics: tuple[Finding, ...]


def open_programme(source: SourceText) -> OpenedProgramme | RejectedProgramme:
    """Read a programme and its routines."""
    programme, found = parse_programme_partly(source)
    if programme is None:
        return RejectedProgramme(diagnostics=found)
    sources, missing = routines_in(programme)
    nested = {name for name, routine in sources.items() if is_programme(routine)}
    no_routines = [
        ProgrammeHere(span=one.span)
        for stage in programme.stages
        for one in stage.routines
        if one.name in nested
    ]
    read = {name: parse_partly(routine) for name, routine in sources.items() if name not in nested}
    parameters = {name: routine.parameters for name, (routine, _) in read.items() if routine is not None}
    linked, of_values = link(programme, parameters)
    of_routines = [one for routine, wrong in read.values() for one in wrong if routine is None]
    every = _once((*found, *missing, *no_routines, *of_values, *of_routines))
    if has_errors(every):
        return RejectedProgramme(diagnostics=every)
    return OpenedProgramme(programme=linked, routines=sources, diagnostics=every)


def check_programme(source: SourceText, studio_for: Callable[[Routine], StudioSetup]) -> CheckedProgramme:
    """Compile every dose that the programme can reach, each distinct one once."""
    opened = open_programme(source)
    if isinstance(opened, RejectedProgramme):
        return CheckedProgramme(programme=None, doses=0, diagnostics=opened.diagnostics)
    found = [*opened.diagnostics]
    every = doses(opened.programme)
    for routine, settings in every:
        found += compile_routine(opened.routines[routine], dict(settings), studio_for).diagnostics
    return CheckedProgramme(programme=opened.programme, doses=len(every), diagnostics=_once(found))


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return one finding per code and place, as most doses of a routine have the same ones."""
    first: dict[tuple[object, ...], Finding] = {}
    for found in findings:
        first.setdefault((found.code, found.span, found.subject), found)
    return by_place(first.values())
