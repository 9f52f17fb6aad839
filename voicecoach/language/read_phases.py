"""Readers of what stands in a programme: days, phases, what grows in them, and the test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.findings.base import instead
from voicecoach.findings.content import BadChoice, BadCount, BadDuration
from voicecoach.findings.reading import DuplicateKey
from voicecoach.findings.structure import (
    EmptyList,
)
from voicecoach.findings.terms import Part
from voicecoach.language.keys import (
    AFTER,
    BY,
    EACH,
    FROM,
    PHASE,
    PHASE_KEYS,
    PROGRAMME_KEYS,
    PROGRESS,
    PROGRESS_KEYS,
    ROUTINE,
    SET,
    TEST_KEYS,
    TEST_ROUTINE,
    TO,
    WEEK,
    WEEKS,
    Key,
    Takes,
    table,
)
from voicecoach.language.nodes import Mapping, Scalar, Sequence
from voicecoach.language.programme import (
    MAX_WEEKS,
    Pace,
    Progression,
    RoutineName,
    Setting,
    Weekday,
)
from voicecoach.language.read_numbers import read_count, read_duration_ms
from voicecoach.language.reading import READERS, read, reads
from voicecoach.language.scope import Field, Fields, Scope, read_fields, require
from voicecoach.language.suggest import closest
from voicecoach.language.typed import (
    first_line,
    read_choice,
    read_items,
    read_plain,
    read_scalar,
    report_wrong_type,
)
from voicecoach.language.values import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.source import Span


SYNONYMS: Final = {"program": "programme", "days": "week", "name": "phase", "parameters": "set"}
_DAYS: Final = {day.name.lower(): day for day in Weekday}
ANY_DAY: Final = ""
_SIGNS: Final = ("-", "+", "\N{MINUS SIGN}", "\N{EN DASH}")


class PhaseParts(Struct, frozen=True, kw_only=True):
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


class PhaseTestParts(Struct, frozen=True, kw_only=True):
    routine: RoutineName
    settings: tuple[Setting, ...]
    after: tuple[RoutineName, ...]  # names of phases
    span: Span


def require_all(
    scope: Scope, mapping: Mapping, fields: Fields, keys: Iterable[Key[object]], where: Part
) -> None:
    first = mapping.entries[0].key.span if mapping.entries else mapping.span
    for key in keys:
        if key.required:
            require(scope, mapping, fields, key.name, at=first, where=where)


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
def _phases(scope: Scope, field: Field) -> tuple[PhaseParts, ...] | None:
    if not isinstance(field.node, Sequence):
        report_wrong_type(scope, field, Takes.PHASES)
        return None
    if not field.node.items:
        scope.report(EmptyList(span=field.node.span, key=field.name, takes=Takes.PHASES))
        return None
    phases = [_phase_parts(scope, field.item(node)) for node in field.node.items]
    return tuple(phase for phase in phases if phase is not None)


def _phase_parts(scope: Scope, field: Field) -> PhaseParts | None:
    node = field.node
    if not isinstance(node, Mapping):
        report_wrong_type(scope, field, Takes.PHASES)
        return None
    # `week: 3` in a phase without `weeks` is a slip; beside it, it is a key that stands elsewhere
    has_weeks = any(entry.key.text == WEEKS.name for entry in node.entries)
    elsewhere = [key for key in PROGRAMME_KEYS if has_weeks or key != WEEK.name]
    synonyms = SYNONYMS | {WEEK.name: WEEKS.name}
    fields = read_fields(scope, node, PHASE_KEYS, where=Part.PHASE, elsewhere=elsewhere, synonyms=synonyms)
    require_all(scope, node, fields, PHASE_KEYS.values(), Part.PHASE)
    name = read(scope, fields, PHASE)
    weeks = read_count(scope, fields[WEEKS.name], maximum=MAX_WEEKS) if WEEKS.name in fields else None
    routines = read(scope, fields, ROUTINE)
    settings = _settings(scope, fields)
    grown = read(scope, fields, PROGRESS)
    pace = _one_pace(scope, fields, grown)
    span = first_line(node.span)
    return PhaseParts(
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
        return None if name is None else ((ANY_DAY, name),)
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
    require_all(scope, field.node, fields, PROGRESS_KEYS.values(), Part.PROGRESS)
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
def _test(scope: Scope, field: Field) -> PhaseTestParts | None:
    if not isinstance(field.node, Mapping):
        report_wrong_type(scope, field, Takes.PHASE_TEST)
        return None
    fields = read_fields(scope, field.node, TEST_KEYS, where=Part.PHASE_TEST, synonyms=SYNONYMS)
    require_all(scope, field.node, fields, TEST_KEYS.values(), Part.PHASE_TEST)
    routine = _routine_name(scope, fields[TEST_ROUTINE.name]) if TEST_ROUTINE.name in fields else None
    settings = _settings(scope, fields)
    items = read_items(scope, fields[AFTER.name], Takes.VALUES) if AFTER.name in fields else None
    after = [_routine_name(scope, item) for item in items or ()]
    whole = tuple(name for name in after if name is not None)
    if routine is None or settings is None or items is None or len(whole) < len(after):
        return None
    return PhaseTestParts(routine=routine, settings=settings, after=whole, span=first_line(field.node.span))
