"""Source text to `Programme`: the one public function of this stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.findings import has_errors
from voicecoach.findings.base import instead
from voicecoach.findings.content import BadChoice, BadCount, BadDuration
from voicecoach.findings.programmes import ProgrammeTooLong, UnknownPhase
from voicecoach.findings.reading import DuplicateKey
from voicecoach.findings.structure import (
    ConflictingKeys,
    EmptyList,
    MissingKey,
    NeedsKey,
    NoPairs,
)
from voicecoach.findings.terms import Part, Written
from voicecoach.language.keys import (
    ABOUT,
    AFTER,
    BY,
    EACH,
    FROM,
    LANGUAGE,
    PHASE,
    PHASE_KEYS,
    PHASES,
    PROGRAMME,
    PROGRAMME_FILE_KEYS,
    PROGRAMME_KEYS,
    PROGRESS,
    PROGRESS_KEYS,
    ROUTINE,
    ROUTINE_KEYS,
    SESSIONS,
    SET,
    TAGS,
    TEST,
    TEST_KEYS,
    TEST_ROUTINE,
    TITLE,
    TO,
    WEEK,
    WEEKS,
    Key,
    Takes,
    table,
)
from voicecoach.language.nodes import Mapping, Scalar, Sequence
from voicecoach.language.parse import programme_key, read_document
from voicecoach.language.programme import (
    MAX_SESSIONS,
    MAX_SESSIONS_A_WEEK,
    MAX_WEEKS,
    Pace,
    Phase,
    PhaseTest,
    Programme,
    Progression,
    RoutineName,
    Setting,
    Weekday,
)
from voicecoach.language.read_nodes import read_nodes
from voicecoach.language.reading import READERS, read, reads
from voicecoach.language.scope import Field, Fields, Findings, Scope, read_fields, require
from voicecoach.language.suggest import closest
from voicecoach.language.typed import (
    first_line,
    read_choice,
    read_count,
    read_duration_ms,
    read_items,
    read_plain,
    read_scalar,
    report_wrong_type,
)
from voicecoach.language.values import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.findings import Finding
    from voicecoach.language.nodes import Node
    from voicecoach.language.programme import Stage
    from voicecoach.source import SourceText, Span

_SYNONYMS: Final = {"program": "programme", "days": "week", "name": "phase", "parameters": "set"}
_DAYS: Final = {day.name.lower(): day for day in Weekday}
_ANY_DAY: Final = ""
_SIGNS: Final = ("-", "+", "\N{MINUS SIGN}", "\N{EN DASH}")


class _PhaseParts(Struct, frozen=True, kw_only=True):
    """A phase as it stands in the file; of what could not be read, the least that there can be. `routines` are by day, or one for any day."""

    name: str
    name_span: Span
    weeks: int
    weeks_span: Span
    routines: tuple[tuple[str, RoutineName], ...]
    routine_key_span: Span
    settings: tuple[Setting, ...]
    progress: tuple[Progression, ...]
    pace: Pace
    span: Span


class _TestParts(Struct, frozen=True, kw_only=True):
    routine: RoutineName
    settings: tuple[Setting, ...]
    after: tuple[RoutineName, ...]  # names of phases
    span: Span


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
        synonyms=_SYNONYMS,
    )
    _require_all(scope, root, fields, PROGRAMME_FILE_KEYS.values(), Part.PROGRAMME_FILE)
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


def _require_all(
    scope: Scope, mapping: Mapping, fields: Fields, keys: Iterable[Key[object]], where: Part
) -> None:
    first = mapping.entries[0].key.span if mapping.entries else mapping.span
    for key in keys:
        if key.required:
            require(scope, mapping, fields, key.name, at=first, where=where)


# --- `programme` --------------------------------------------------------------------------------


@reads(Takes.PROGRAMME)
def _plan(scope: Scope, field: Field) -> _Plan | None:
    if not isinstance(field.node, Mapping):
        report_wrong_type(scope, field, Takes.PROGRAMME)
        return None
    fields = read_fields(
        scope, field.node, PROGRAMME_KEYS, where=Part.PROGRAMME, elsewhere=PHASE_KEYS, synonyms=_SYNONYMS
    )
    _require_all(scope, field.node, fields, PROGRAMME_KEYS.values(), Part.PROGRAMME)
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
    phases: tuple[_PhaseParts, ...] | None = read(scope, fields, PHASES)
    test: _TestParts | None = read(scope, fields, TEST)
    if phases is None:
        return None
    _check_names(scope, phases, test)
    has_days = WEEK.name in fields
    sessions_a_week = len(days or ()) or number or 1
    made = tuple(_phase(scope, one, days, sessions_a_week, has_days=has_days) for one in phases)
    _check_length(scope, phases, made)
    return _Plan(days=days or (), sessions_a_week=sessions_a_week, stages=_with_tests(made, test))


def _check_names(scope: Scope, phases: tuple[_PhaseParts, ...], test: _TestParts | None) -> None:
    first: dict[str, Span] = {}
    for phase in phases:
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


def _check_length(scope: Scope, parts: tuple[_PhaseParts, ...], phases: tuple[Phase, ...]) -> None:
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
    parts: _PhaseParts,
    days: tuple[Weekday, ...] | None,
    sessions_a_week: int,
    *,
    has_days: bool,
) -> Phase:
    """Return a phase with a routine for each session of the week. `days` is None where they could not be read."""
    by_day = dict(parts.routines)
    if _ANY_DAY in by_day:
        routines = (by_day[_ANY_DAY],) * sessions_a_week
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


def _with_tests(phases: tuple[Phase, ...], test: _TestParts | None) -> tuple[Stage, ...]:
    after = {name.name for name in test.after} if test else set()
    stages: list[Stage] = []
    for phase in phases:
        stages.append(phase)
        if test and phase.name in after:
            stages.append(
                PhaseTest(phase=phase.name, routine=test.routine, settings=test.settings, span=test.span)
            )
    return tuple(stages)


@reads(Takes.WEEKDAYS)
def _days(scope: Scope, field: Field) -> tuple[Weekday, ...] | None:
    items = read_items(scope, field, Takes.WEEKDAYS)
    if items is None:
        return None
    found: dict[Weekday, Span] = {}
    is_whole = True
    for item in items:
        day = _day(scope, item)
        if day is None:
            is_whole = False
            continue
        if day in found:
            scope.report(DuplicateKey(span=item.node.span, key=day.name.lower(), first=found[day]))
        found.setdefault(day, item.node.span)
    return tuple(sorted(found)) if is_whole else None


def _day(scope: Scope, field: Field) -> Weekday | None:
    words = read_plain(scope, field, Takes.VALUE)
    if words is None:
        return None
    if words.casefold() not in _DAYS:
        meant = closest(words.casefold()[:3], list(_DAYS))
        span = field.node.span
        edits = instead(span, meant) if span.text == words else ()
        scope.report(
            BadChoice(
                span=span,
                key=field.name,
                written=words,
                choices=tuple(_DAYS),
                suggestion=meant,
                edits=edits,
            )
        )
        return None
    return _DAYS[words.casefold()]


# --- a phase ------------------------------------------------------------------------------------


@reads(Takes.PHASES)
def _phases(scope: Scope, field: Field) -> tuple[_PhaseParts, ...] | None:
    if not isinstance(field.node, Sequence):
        report_wrong_type(scope, field, Takes.PHASES)
        return None
    if not field.node.items:
        scope.report(EmptyList(span=field.node.span, key=field.name, takes=Takes.PHASES))
        return None
    phases = [_phase_parts(scope, field.item(node)) for node in field.node.items]
    return tuple(phase for phase in phases if phase is not None)


def _phase_parts(scope: Scope, field: Field) -> _PhaseParts | None:
    node = field.node
    if not isinstance(node, Mapping):
        report_wrong_type(scope, field, Takes.PHASES)
        return None
    # `week: 3` in a phase without `weeks` is a slip; beside it, it is a key that stands elsewhere
    has_weeks = any(entry.key.text == WEEKS.name for entry in node.entries)
    elsewhere = [key for key in PROGRAMME_KEYS if has_weeks or key != WEEK.name]
    synonyms = _SYNONYMS | {WEEK.name: WEEKS.name}
    fields = read_fields(scope, node, PHASE_KEYS, where=Part.PHASE, elsewhere=elsewhere, synonyms=synonyms)
    _require_all(scope, node, fields, PHASE_KEYS.values(), Part.PHASE)
    name = read(scope, fields, PHASE)
    weeks = read_count(scope, fields[WEEKS.name], maximum=MAX_WEEKS) if WEEKS.name in fields else None
    routines = read(scope, fields, ROUTINE)
    settings = _settings(scope, fields)
    grown = read(scope, fields, PROGRESS)
    pace = _one_pace(scope, fields, grown)
    span = first_line(node.span)
    return _PhaseParts(
        name=name or "",
        name_span=fields[PHASE.name].node.span if PHASE.name in fields else span,
        weeks=weeks or 1,
        weeks_span=fields[WEEKS.name].node.span if WEEKS.name in fields else span,
        routines=routines or (),
        routine_key_span=fields[ROUTINE.name].key.span if ROUTINE.name in fields else span,
        settings=settings or (),
        progress=tuple(progress for progress, _ in grown or ()),
        pace=pace or Pace.SESSION,
        span=span,
    )


def _settings(scope: Scope, fields: Fields) -> tuple[Setting, ...] | None:
    """Return what `set` says, each value with its place."""
    read_settings = read(scope, fields, SET)
    if not read_settings:
        return read_settings if read_settings is None else ()
    node = fields[SET.name].node
    assert isinstance(node, Mapping), "`set` was read as a mapping"
    spans = {entry.key.text: (entry.key.span, entry.value.span) for entry in node.entries}
    return tuple(
        Setting(name=name, value=value, name_span=spans[name][0], span=spans[name][1])
        for name, value in read_settings
    )


def _one_pace(
    scope: Scope, fields: Fields, grown: tuple[tuple[Progression, Field | None], ...] | None
) -> Pace | None:
    """Return after what the phase's dose grows: `each` stands beside the phase's keys, or with a parameter; all say the same."""
    places = [fields.get(EACH.name), *(each for _, each in grown or ())]
    paces = [(READERS[Takes.PACE](scope, place), place) for place in places if place is not None]
    if not paces:
        return Pace.SESSION
    first: Pace | None = paces[0][0]
    for pace, place in paces[1:]:
        if first is not None and pace is not None and pace is not first:
            scope.report(
                BadChoice(span=place.node.span, key=EACH.name, written=pace, choices=(first,), suggestion="")
            )
            return None
    return first


@reads(Takes.PACE)
def _pace(scope: Scope, field: Field) -> Pace | None:
    word = read_choice(scope, field, [str(pace) for pace in Pace])
    return None if word is None else Pace(word)


@reads(Takes.ROUTINES)
def _routines(scope: Scope, field: Field) -> tuple[tuple[str, RoutineName], ...] | None:
    """Return the routine for each day, or one for any day."""
    if not isinstance(field.node, Mapping):
        name = _routine_name(scope, field)
        return None if name is None else ((_ANY_DAY, name),)
    keys = table(*(Key(name=day, takes=Takes.TEXT, about="") for day in _DAYS))
    fields = read_fields(scope, field.node, keys, where=Part.DAYS)
    names = [(day, _routine_name(scope, one)) for day, one in fields.items()]
    return tuple((day, name) for day, name in names if name is not None)


def _routine_name(scope: Scope, field: Field) -> RoutineName | None:
    name = read_plain(scope, field, Takes.ROUTINES)
    return None if name is None else RoutineName(name=name, span=field.node.span)


# --- how a dose grows ---------------------------------------------------------------------------


@reads(Takes.PROGRESS)
def _progress(scope: Scope, field: Field) -> tuple[tuple[Progression, Field | None], ...] | None:
    """Return how each parameter grows, with what says after what."""
    if not isinstance(field.node, Mapping):
        report_wrong_type(scope, field, Takes.PROGRESS)
        return None
    found = [
        _growth(scope, Field(key=entry.key, name=entry.key.text, node=entry.value))
        for entry in field.node.entries
    ]
    whole = tuple(one for one in found if one is not None)
    return whole if len(whole) == len(found) else None


def _growth(scope: Scope, field: Field) -> tuple[Progression, Field | None] | None:
    if not isinstance(field.node, Mapping):
        report_wrong_type(scope, field, Takes.PROGRESS)
        return None
    fields = read_fields(scope, field.node, PROGRESS_KEYS, where=Part.PROGRESS, synonyms={"step": "by"})
    _require_all(scope, field.node, fields, PROGRESS_KEYS.values(), Part.PROGRESS)
    if not {FROM.name, BY.name, TO.name} <= set(fields):
        return None
    first_scalar = read_scalar(scope, fields[FROM.name], Takes.VALUE)
    if first_scalar is None:
        return None
    # Digits only are a number, as they are for a parameter's default.
    is_duration = not isinstance(whole_number(first_scalar.text.strip()), int)

    if _has_sign(scope, fields[BY.name], is_duration=is_duration):
        return None

    def amount(name: str, least: int) -> int | None:
        if is_duration:
            return read_duration_ms(scope, fields[name], minimum_ms=least)
        return read_count(scope, fields[name], minimum=least)

    first, step, last = amount(FROM.name, 0), amount(BY.name, 1), amount(TO.name, 0)
    if first is None or step is None or last is None:
        return None
    progress = Progression(
        parameter=field.name,
        is_duration=is_duration,
        first=first,
        step=step,
        last=last,
        name_span=field.key.span,
        span=first_line(field.node.span),
    )
    return progress, fields.get(EACH.name)


def _has_sign(scope: Scope, field: Field, *, is_duration: bool) -> bool:
    """Report a step such as `-15s`: `from` and `to` say already which way it goes."""
    if not isinstance(field.node, Scalar) or field.node.text.strip()[:1] not in _SIGNS:
        return False
    words = field.node.text.strip()
    meant, span = words[1:].strip(), field.node.span
    edits = instead(span, meant) if span.text == words else ()
    kind = BadDuration if is_duration else BadCount
    scope.report(kind(span=span, written=words, suggestion=meant, edits=edits))
    return True


# --- a test -------------------------------------------------------------------------------------


@reads(Takes.PHASE_TEST)
def _test(scope: Scope, field: Field) -> _TestParts | None:
    if not isinstance(field.node, Mapping):
        report_wrong_type(scope, field, Takes.PHASE_TEST)
        return None
    fields = read_fields(scope, field.node, TEST_KEYS, where=Part.PHASE_TEST, synonyms=_SYNONYMS)
    _require_all(scope, field.node, fields, TEST_KEYS.values(), Part.PHASE_TEST)
    routine = _routine_name(scope, fields[TEST_ROUTINE.name]) if TEST_ROUTINE.name in fields else None
    settings = _settings(scope, fields)
    items = read_items(scope, fields[AFTER.name], Takes.VALUES) if AFTER.name in fields else None
    after = [_routine_name(scope, item) for item in items or ()]
    whole = tuple(name for name in after if name is not None)
    if routine is None or settings is None or items is None or len(whole) < len(after):
        return None
    return _TestParts(routine=routine, settings=settings, after=whole, span=first_line(field.node.span))
