"""Steps: the key that says the kind, the values of the keys beside it, and what the kind makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from voicecoach.findings.reading import NestingTooDeep
from voicecoach.findings.session import TooManyEvents
from voicecoach.findings.structure import (
    ConflictingKeys,
    EmptyList,
    MisplacedKey,
    MissingKind,
    NeedsKey,
    NoPairs,
    SeveralKinds,
    StepNotHere,
    UnknownKey,
)
from voicecoach.findings.terms import AtLeast, ListOf, Part, Written
from voicecoach.language.keys import READY, SIDES, SYNONYMS, Key, Takes
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.kinds.kind import Pass, Values
from voicecoach.language.model import ParameterKind, bound
from voicecoach.language.nodes import MAX_BLOCKS, Mapping, Node, Scalar, Sequence
from voicecoach.language.options import read_options
from voicecoach.language.reading import read, reads
from voicecoach.language.scope import MAX_STEPS, Field, Fields, Scope, read_fields, require
from voicecoach.language.suggest import closest
from voicecoach.language.typed import (
    first_line,
    read_items,
    read_scalar,
    read_words,
    report_duration,
    report_missing,
    report_range,
    report_wrong_type,
)
from voicecoach.language.values import Problem, duration_ms, whole_number
from voicecoach.language.vocabulary import ALL_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.model import Bound, Step, Variable

_SYNONYMS: Final = SYNONYMS | {"name": "hold"}
# What can stand in a list; what has the most to say comes first.
_LISTED: Final = tuple(
    kind.name
    for kind in sorted(STEP_KINDS.values(), key=lambda kind: -len(kind.beside))
    if kind.item is not None
)
_WEAK: Final = tuple(name for name, kind in STEP_KINDS.items() if kind.is_weak)


@reads(Takes.STEPS)
def read_steps(scope: Scope, field: Field) -> tuple[Step, ...] | None:
    """Return the steps that could be read, or None where there are none."""
    node = field.node
    if isinstance(node, Scalar) and node.absent:
        if not node.repaired:
            report_missing(scope, field, Takes.STEPS)
        return None
    if not isinstance(node, Sequence):
        report_wrong_type(scope, field, Takes.STEPS)
        return None
    if not node.items:
        scope.report(EmptyList(span=node.span, key=field.name, takes=Takes.STEPS))
        return None
    steps: list[Step] = []
    for item in node.items:
        scope.budget.left -= 1
        if scope.budget.left < 0:
            scope.report(TooManyEvents(span=field.key.span, limit=MAX_STEPS))
            return None
        step = _step(scope, item)
        if step is not None:
            steps.append(step)
    return tuple(steps) or None  # those that could be read: what is wrong with the others is reported


def _step(scope: Scope, node: Node) -> Step | None:
    if not isinstance(node, Mapping):
        if not (isinstance(node, Scalar) and node.repaired):
            scope.report(NoPairs(span=first_line(node.span), part=Part.STEP, written=_written(node)))
        return None
    name = _kind(scope, node)
    if not name:
        return None
    kind = STEP_KINDS[name]
    said = any(entry.key.text == name for entry in node.entries)
    where = kind.place if said else Part.STEP
    if not said:
        node = replace(node, incomplete=True)  # the slip is the finding; what the kind needs besides is not
    node = _without_other_kinds(scope, node, name)
    fields = read_fields(scope, node, kind.keys, where=where, elsewhere=ALL_KEYS, synonyms=_SYNONYMS)
    if name not in fields or not _may_stand_here(scope, kind, fields):
        return None
    return _of_kind(scope, kind, node, fields)


def _may_stand_here(scope: Scope, kind: StepKind[Any], fields: Fields) -> bool:
    if not scope.in_list_of:
        return True
    if kind.item is None:
        at = fields[kind.name].key.span
        scope.report(StepNotHere(span=at, kind=kind.name, block=scope.in_list_of, kinds=_LISTED))
        return False
    if READY.name in fields:
        at = fields[READY.name].key.span
        scope.report(MisplacedKey(span=at, key=READY.name, where=ListOf(kind=scope.in_list_of)))
        return False
    return True


def _written(node: Scalar | Sequence) -> Written:
    if isinstance(node, Sequence):
        return Written.LIST
    return Written.NOTHING if node.absent else Written.TEXT


def _kind(scope: Scope, node: Mapping) -> str:
    """Return the kind that a step says it is, or that it nearly says; an empty text where there is none."""
    said = [entry.key.text for entry in node.entries if entry.key.text in STEP_KINDS]
    strong = [name for name in said if name not in _WEAK]
    weak = [name for name in _WEAK if name in said]
    name = strong[0] if strong else _nearly_said(node, strong=bool(weak)) or (weak[0] if weak else "")
    if not name and not node.incomplete and not any(entry.key.repaired for entry in node.entries):
        _report_no_kind(scope, node)
    return name


def _report_no_kind(scope: Scope, node: Mapping) -> None:
    kinds = tuple(STEP_KINDS)
    unknown = [entry.key for entry in node.entries if entry.key.text not in ALL_KEYS]
    for key in unknown:
        scope.report(UnknownKey(span=key.span, key=key.text, where=Part.STEP, known=kinds))
    if not unknown:
        place = node.entries[0].key.span if node.entries else node.span
        scope.report(MissingKind(span=place, kinds=kinds, lead_in=_time_to_get_ready(node)))


def _time_to_get_ready(node: Mapping) -> str:
    """Return the time of `ready: 10s`, which is how people call a lead-in; the option of this name is on or off."""
    values = (entry.value for entry in node.entries if entry.key.text == READY.name)
    return next(
        (
            value.text
            for value in values
            if isinstance(value, Scalar) and isinstance(duration_ms(value.text), int)
        ),
        "",
    )


def _without_other_kinds(scope: Scope, node: Mapping, name: str) -> Mapping:
    """Return a step without the keys that say another kind, after reporting them."""
    first = next((entry.key for entry in node.entries if entry.key.text == name), None)
    others = [
        entry.key
        for entry in node.entries
        if entry.key.text in STEP_KINDS and entry.key.text not in {*_WEAK, name}
    ]
    if first is None or not others:
        return node
    for key in others:
        scope.report(SeveralKinds(span=key.span, key=key.text, kind=name, kind_span=first.span))
    entries = tuple(entry for entry in node.entries if entry.key not in others)
    return replace(node, entries=entries, incomplete=True)


def _nearly_said(node: Mapping, *, strong: bool = False) -> str:
    """Return the kind that an unknown key is a slip of, or an empty text."""
    kinds = [name for name in STEP_KINDS if not (strong and name in _WEAK)]
    synonyms = None if strong else _SYNONYMS
    unknown = [entry.key.text for entry in node.entries if entry.key.text not in ALL_KEYS | {"name"}]
    return next((meant for key in unknown if (meant := closest(key, kinds, synonyms))), "")


# --- a step of its kind ---------------------------------------------------------------------------


def _of_kind(scope: Scope, kind: StepKind[Any], node: Mapping, fields: Fields) -> Step | None:
    """Return the step, or None where one of its values could not be read."""
    at = fields[kind.name].key.span
    if kind.lists_of_steps and scope.blocks >= MAX_BLOCKS:
        scope.report(NestingTooDeep(span=at, limit=MAX_BLOCKS))
        return None
    values = Values(at, rest_options=scope.defaults.rest_options)
    whole = _has_what_it_needs(scope, kind, node, fields)
    whole &= _read_values(scope, kind, fields, values)
    within = scope.with_variables(*kind.gives, *_given(kind, fields, values))
    whole &= _read_texts(within, kind, fields, values)
    if kind.has_options:
        shape = replace(kind.shape(values), rounds=scope.rounds)
        if SIDES in kind.beside:
            shape = replace(shape, sides=values.get(SIDES))
        options = read_options(replace(within, shape=shape), fields, waits_by_itself=kind.waits_by_itself)
        values.put_options(options)
        whole &= options is not None
    whole &= _read_blocks(scope, kind, fields, values)
    return kind.make(values) if whole else None


def _has_what_it_needs(scope: Scope, kind: StepKind[Any], node: Mapping, fields: Fields) -> bool:
    at, where = fields[kind.name].key.span, kind.place
    needed = [
        key
        for key in kind.beside
        if key.required and not (key.may_default and key.name in scope.defaults.values)
    ]
    written = [key for key in kind.one_of if key.name in fields]
    if kind.one_of and not written and not scope.in_list_of:
        needed.append(kind.one_of[0])
    for key in needed:
        require(scope, node, fields, key.name, at=at, where=where)
    if len(written) > 1:
        first, *others = written
        for other in others:
            scope.report(
                ConflictingKeys(
                    span=fields[other.name].key.span,
                    key=other.name,
                    where=where,
                    other=first.name,
                    other_span=fields[first.name].key.span,
                )
            )
    return len(written) < 2 and all(key.name in fields for key in needed)  # noqa: PLR2004 - one of them


def _read_values(scope: Scope, kind: StepKind[Any], fields: Fields, values: Values) -> bool:
    """Read what says something about the step as a whole; return whether all of it could be read."""
    whole = True
    for key in kind.others:
        whole &= _put(scope, fields, key, values)
    for key in kind.others:
        if key.needs and key.name in fields and not _is_set(kind.keys[key.needs], fields, values):
            scope.report(NeedsKey(span=fields[key.name].key.span, key=key.name, needs=key.needs))
    return whole


def _is_set(key: Key[Any], fields: Fields, values: Values) -> bool:
    """Tell whether a step has something: it is written here, or under `defaults`, and not as `off`."""
    value = values.get(key)
    return value != () and (key.name in fields or value is not key.default)


def _given(kind: StepKind[Any], fields: Fields, values: Values) -> Iterator[Variable]:
    for key in kind.others:
        if key.gives and _is_set(key, fields, values):
            yield from key.gives


def _read_texts(scope: Scope, kind: StepKind[Any], fields: Fields, values: Values) -> bool:
    found = [_put(scope, fields, key, values) for key in kind.texts]  # all of them, for their findings
    return all(found)


def _put(scope: Scope, fields: Fields, key: Key[Any], values: Values) -> bool:
    if key.name in fields:
        value = read(scope, fields, key)
        values.put(key, value, fields[key.name].key.span)
        return value is not None
    values.put(key, scope.defaults.values.get(key.name, key.default) if key.may_default else key.default)
    return True


def _read_blocks(scope: Scope, kind: StepKind[Any], fields: Fields, values: Values) -> bool:
    """Read the steps within a step, for each different pass; return whether all of them could be read."""
    if not kind.lists_of_steps:
        return True
    inner = replace(
        scope.with_variables(*kind.gives_inside),
        blocks=scope.blocks + 1,
        in_list_of=kind.name if kind.is_list else "",
    )
    passes = kind.passes(values) if kind.passes else (Pass(rounds=scope.rounds),)
    whole = True
    for key in kind.lists_of_steps:
        if key.name in fields:
            found: dict[Pass, tuple[Step, ...] | None] = {}
            for one in dict.fromkeys(passes):
                within = replace(inner.with_names(dict(one.names)), rounds=one.rounds)
                found[one] = read_steps(within, fields[key.name])
                if scope.budget.left < 0:
                    break
            steps = tuple(read for one in passes if (read := found.get(one)) is not None)
            values.put_passes(key, steps)
            whole &= len(steps) == len(passes)
    return whole


# --- what only steps take -------------------------------------------------------------------------


@reads(Takes.RUNGS)
def _rungs(scope: Scope, field: Field) -> tuple[Bound | None, ...] | None:
    """Return the rungs, None in place of one that could not be read."""
    if isinstance(field.node, Scalar):
        if read_scalar(scope, field, Takes.RUNGS) is not None:
            report_wrong_type(scope, field, Takes.RUNGS)
        return None
    items = read_items(scope, field, Takes.RUNGS)
    return None if items is None else tuple(_rung(scope, item) for item in items)


def _rung(scope: Scope, item: Field) -> Bound | None:
    """Return a rung: a whole number or a duration."""
    read = read_words(scope, item, Takes.RUNGS)
    if read is None:
        return None
    scalar, words = read
    number = whole_number(words)
    length_ms = duration_ms(words)
    if number == 0 or length_ms == 0:
        report_range(scope, scalar.span, item.name, words, AtLeast(least="1"))
        return None
    if isinstance(number, int):
        return bound(ParameterKind.COUNT, number)
    if isinstance(length_ms, Problem):
        report_duration(scope, scalar.span, length_ms, words)
        return None
    return bound(ParameterKind.DURATION, length_ms)


@reads(Takes.SETTINGS)
def _settings(scope: Scope, field: Field) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(field.node, Mapping):
        report_wrong_type(scope, field, Takes.SETTINGS)
        return None
    settings: list[tuple[str, str]] = []
    for entry in field.node.entries:
        one = read_words(scope, Field(key=entry.key, name=entry.key.text, node=entry.value), Takes.VALUE)
        if one is not None:
            settings.append((entry.key.text, one[1]))
    return tuple(settings) if len(settings) == len(field.node.entries) else None
