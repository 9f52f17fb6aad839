"""Source text to `Programme`: the one public function of this stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.findings import has_errors
from voicecoach.findings.base import instead
from voicecoach.findings.content import BadChoice, TextTooLong
from voicecoach.findings.programmes import ProgrammeTooLong, UnknownPhase
from voicecoach.findings.reading import DuplicateKey
from voicecoach.findings.structure import (
    ConflictingKeys,
    MissingKey,
    NeedsKey,
    NoPairs,
)
from voicecoach.findings.terms import Part, Written
from voicecoach.language.keys import (
    ABOUT,
    LANGUAGE,
    PHASE_KEYS,
    PHASES,
    PROGRAMME,
    PROGRAMME_FILE_KEYS,
    PROGRAMME_KEYS,
    ROUTINE,
    ROUTINE_KEYS,
    SESSIONS,
    TAGS,
    TEST,
    TITLE,
    WEEK,
    Takes,
)
from voicecoach.language.nodes import Mapping, Sequence
from voicecoach.language.parse import programme_key, read_document
from voicecoach.language.programme import (
    MAX_SESSIONS,
    MAX_SESSIONS_A_WEEK,
    MAX_WEEKS,
    Phase,
    PhaseTest,
    Programme,
    Weekday,
)
from voicecoach.language.read_nodes import read_nodes
from voicecoach.language.read_numbers import read_count
from voicecoach.language.read_phases import ANY_DAY, SYNONYMS, PhaseParts, PhaseTestParts, require_all
from voicecoach.language.reading import read, reads
from voicecoach.language.scope import Field, Findings, Scope, read_fields
from voicecoach.language.suggest import closest
from voicecoach.language.texts import MAX_TEXT
from voicecoach.language.typed import first_line, report_wrong_type

if TYPE_CHECKING:
    from voicecoach.findings import Finding
    from voicecoach.language.nodes import Node
    from voicecoach.language.programme import Stage
    from voicecoach.source import SourceText, Span


class _Plan(Struct, frozen=True, kw_only=True):
    """What stands under `programme`."""

    days: tuple[Weekday, ...]
    sessions_a_week: int
    stages: tuple[Stage, ...]


def is_programme(source: SourceText) -> bool:
    """Tell whether a file is a programme, and no routine; a nearly right one counts."""
    if "program" not in source.text:  # most are routines, and this is quick
        return False
    root = read_nodes(source).root
    return root is not None and programme_key(root) is not None


def parse_programme(source: SourceText) -> tuple[Programme | None, tuple[Finding, ...]]:
    """Return the programme, and every finding, sorted by place. It is None exactly if there is an error.

    The routines that it names are not looked at.
    """
    programme, found = parse_programme_partly(source)
    return (None if has_errors(found) else programme), found


def parse_programme_partly(source: SourceText) -> tuple[Programme | None, tuple[Finding, ...]]:
    """Return what could be read of a programme, and every finding, sorted by place.

    Where there is an error, the programme lacks what is wrong, or is None where nothing is left of it: enough to look for what else
    is wrong, nothing to be done.
    """
    return read_document(source, lambda findings, root: _programme(findings, source, root))


def _programme(findings: Findings, source: SourceText, root: Node) -> Programme | None:
    scope = Scope(findings=findings, rounds=0)
    if not isinstance(root, Mapping):
        found = Written.LIST if isinstance(root, Sequence) else Written.TEXT
        scope.report(NoPairs(span=first_line(root.span), part=Part.ROUTINE, written=found))
        return None
    elsewhere = set(ROUTINE_KEYS).difference(PROGRAMME_FILE_KEYS)
    fields = read_fields(
        scope,
        root,
        PROGRAMME_FILE_KEYS,
        where=Part.PROGRAMME_FILE,
        elsewhere=elsewhere,
        synonyms=SYNONYMS,
    )
    require_all(scope, root, fields, PROGRAMME_FILE_KEYS.values(), Part.PROGRAMME_FILE)
    title = read(scope, fields, TITLE)
    about = read(scope, fields, ABOUT)
    language = read(scope, fields, LANGUAGE)
    tags = read(scope, fields, TAGS)
    plan = read(scope, fields, PROGRAMME)
    if plan is None:
        return None
    return Programme(
        source=source,
        title=title or "",
        about=about or "",
        language=language or LANGUAGE.default or "",
        tags=tags or (),
        days=plan.days,
        sessions_a_week=plan.sessions_a_week,
        stages=plan.stages,
    )


# --- `programme` --------------------------------------------------------------------------------


@reads(Takes.PROGRAMME)
def _plan(scope: Scope, field: Field) -> _Plan | None:
    if not isinstance(field.node, Mapping):
        report_wrong_type(scope, field, Takes.PROGRAMME)
        return None
    fields = read_fields(
        scope, field.node, PROGRAMME_KEYS, where=Part.PROGRAMME, elsewhere=PHASE_KEYS, synonyms=SYNONYMS
    )
    require_all(scope, field.node, fields, PROGRAMME_KEYS.values(), Part.PROGRAMME)
    days = read(scope, fields, WEEK)
    number = (
        read_count(scope, fields[SESSIONS.name], maximum=MAX_SESSIONS_A_WEEK)
        if SESSIONS.name in fields
        else None
    )
    if WEEK.name in fields and SESSIONS.name in fields:
        later, earlier = sorted(
            (fields[WEEK.name], fields[SESSIONS.name]), key=lambda one: -one.key.span.start
        )
        scope.report(
            ConflictingKeys(
                span=later.key.span,
                key=later.name,
                where=Part.PROGRAMME,
                other=earlier.name,
                other_span=earlier.key.span,
            )
        )
    elif WEEK.name not in fields and SESSIONS.name not in fields and not field.node.incomplete:
        scope.report(MissingKey(span=field.key.span, key=WEEK.name, where=Part.PROGRAMME))
    phases: tuple[PhaseParts, ...] | None = read(scope, fields, PHASES)
    test: PhaseTestParts | None = read(scope, fields, TEST)
    if phases is None:
        return None
    _check_names(scope, phases, test)
    has_days = WEEK.name in fields
    sessions_a_week = len(days or ()) or number or 1
    made = tuple(_phase(scope, one, days, sessions_a_week, has_days=has_days) for one in phases)
    _check_length(scope, phases, made)
    return _Plan(days=days or (), sessions_a_week=sessions_a_week, stages=_with_tests(made, test))


def _check_names(scope: Scope, phases: tuple[PhaseParts, ...], test: PhaseTestParts | None) -> None:
    first: dict[str, Span] = {}
    for phase in phases:
        if len(phase.name) > MAX_TEXT:  # it is spoken before a session
            scope.report(
                TextTooLong(span=phase.name_span, length=len(phase.name), limit=MAX_TEXT, is_name=True)
            )
        if phase.name and phase.name in first:
            scope.report(DuplicateKey(span=phase.name_span, key=phase.name, first=first[phase.name]))
        first.setdefault(phase.name, phase.name_span)
    for after in test.after if test else ():
        if after.name not in first:
            meant = closest(after.name, list(first))
            known = tuple(first)
            edits = instead(after.span, meant) if after.span.text == after.name else ()
            scope.report(
                UnknownPhase(span=after.span, name=after.name, known=known, suggestion=meant, edits=edits)
            )


def _check_length(scope: Scope, parts: tuple[PhaseParts, ...], phases: tuple[Phase, ...]) -> None:
    """Report the phase with which there are too many weeks or sessions."""
    for unit, limit, counts in (
        ("weeks", MAX_WEEKS, [phase.weeks for phase in phases]),
        ("sessions", MAX_SESSIONS, [phase.sessions for phase in phases]),
    ):
        so_far = 0
        for part, count in zip(parts, counts, strict=True):
            so_far += count
            if so_far > limit:
                scope.report(
                    ProgrammeTooLong(span=part.weeks_span, unit=unit, count=sum(counts), limit=limit)
                )
                return


def _phase(
    scope: Scope,
    parts: PhaseParts,
    days: tuple[Weekday, ...] | None,
    sessions_a_week: int,
    *,
    has_days: bool,
) -> Phase:
    """Return a phase with a routine for each session of the week. `days` is None where they could not be read."""
    by_day = dict(parts.routines)
    if ANY_DAY in by_day:
        routines = (by_day[ANY_DAY],) * sessions_a_week
    elif days is None or not by_day:
        routines = tuple(by_day.values())
        if by_day and not has_days:
            scope.report(NeedsKey(span=parts.routine_key_span, key=ROUTINE.name, needs=WEEK.name))
    else:
        names = [day.name.lower() for day in days]
        for name, routine in by_day.items():
            if name not in names:
                scope.report(
                    BadChoice(
                        span=routine.span, key=ROUTINE.name, written=name, choices=tuple(names), suggestion=""
                    )
                )
        for name in names:
            if name not in by_day:
                scope.report(MissingKey(span=parts.routine_key_span, key=name, where=Part.DAYS))
        routines = tuple(by_day[name] for name in names if name in by_day)
    return Phase(
        name=parts.name,
        weeks=parts.weeks,
        routines=routines,
        settings=parts.settings,
        progress=parts.progress,
        pace=parts.pace,
        span=parts.span,
    )


def _with_tests(phases: tuple[Phase, ...], test: PhaseTestParts | None) -> tuple[Stage, ...]:
    after = {name.name for name in test.after} if test else set()
    stages: list[Stage] = []
    for phase in phases:
        stages.append(phase)
        if test and phase.name in after:
            stages.append(
                PhaseTest(phase=phase.name, routine=test.routine, settings=test.settings, span=test.span)
            )
    return tuple(stages)
