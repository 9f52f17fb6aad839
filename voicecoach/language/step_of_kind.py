"""A step of its kind: the values of its keys, and what the kind makes of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit, instead
from voicecoach.findings.content import LengthOfNoSide, SideWithoutLength
from voicecoach.findings.reading import NestingTooDeep
from voicecoach.findings.structure import ConflictingKeys, NeedsKey, WrongType
from voicecoach.findings.terms import AtLeast, Takes, Written
from voicecoach.language import read_details as _details  # noqa: F401 - registers its readers
from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.keys import FOR, SIDES, Key
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.kinds.kind import Pass, Values
from voicecoach.language.model import ParameterKind, SideLengths, bound, is_side
from voicecoach.language.nodes import MAX_BLOCKS, Mapping, Scalar
from voicecoach.language.options import read_options
from voicecoach.language.read_numbers import report_duration, report_range
from voicecoach.language.reading import read, reads
from voicecoach.language.scope import MAX_STEPS, Field, Fields, Scope, is_off, require
from voicecoach.language.suggest import closest
from voicecoach.language.typed import first_line, read_items, read_scalar, read_words, report_wrong_type
from voicecoach.language.values import whole_number
from voicecoach.language.words import SIDE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.model import Bound, Step, Variable


_ITEM_INDENT: Final = 2  # of a step's keys, after its dash
_LONGEST_LADDER: Final = 200  # characters
_MOST_RUNGS: Final = 50
_FROM_TO: Final = re.compile(r"([0-9]{1,3})\s*(?:\.\.\.?|-|\u2013|\u2026|to|bis|à|a)\s*([0-9]{1,3})")
_RUNG_ENDS: Final = re.compile(r"\s*[,;/\u2013-]\s*|\s+")


def read_step(scope: Scope, kind: StepKind[Any], node: Mapping, fields: Fields) -> Step | None:
    """Return the step, or None where one of its values could not be read."""
    at = fields[kind.name].key.span
    if kind.lists_of_steps and scope.blocks >= MAX_BLOCKS:
        scope.report(NestingTooDeep(span=at, limit=MAX_BLOCKS))
        return None
    values = Values(
        at,
        rest_options=scope.defaults.rest_options,
        period_ms=scope.period_ms,
        is_listed=bool(scope.in_list_of),
    )
    whole = _has_what_it_needs(scope, kind, node, fields)
    whole &= _read_values(scope, kind, fields, values)
    whole &= _lengths_are_of_sides(scope, fields, values)
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
    written = [group for group in kind.one_of if any(key.name in fields for key in group)]
    is_uncounted = kind.is_counted and (scope.in_list_of or scope.period_ms != 0)
    if written:
        needed += written[0]
    elif kind.one_of and not is_uncounted:
        needed.append(kind.one_of[0][0])
    for key in needed:
        require(scope, node, fields, key.name, at=at, where=where)
    if len(written) > 1:
        first = next(key for key in written[0] if key.name in fields)
        for other in (key for group in written[1:] for key in group if key.name in fields):
            scope.report(
                ConflictingKeys(
                    span=fields[other.name].key.span,
                    key=other.name,
                    where=where,
                    other=first.name,
                    other_span=fields[first.name].key.span,
                )
            )
    _report_ruled_out(scope, kind, fields)
    return len(written) < 2 and all(key.name in fields for key in needed)  # noqa: PLR2004 - one of them


def _report_ruled_out(scope: Scope, kind: StepKind[Any], fields: Fields) -> None:
    """Report keys that mean nothing beside another one, except those that are `off`."""
    for key in kind.keys.values():
        if key.name not in fields:
            continue
        for other in key.rules_out:
            if other in fields and not is_off(fields[other]):
                scope.report(
                    ConflictingKeys(
                        span=fields[other].key.span,
                        key=other,
                        where=kind.place,
                        other=key.name,
                        other_span=fields[key.name].key.span,
                    )
                )


def _read_values(scope: Scope, kind: StepKind[Any], fields: Fields, values: Values) -> bool:
    """Read what says something about the step as a whole; return whether all of it could be read."""
    whole = True
    for key in kind.others:
        whole &= _put(scope, fields, key, values)
    for key in kind.others:
        if key.needs and key.name in fields and not _is_set(kind.keys[key.needs], fields, values):
            edits = _with_what_it_needs(key, fields)
            scope.report(NeedsKey(span=fields[key.name].key.span, key=key.name, needs=key.needs, edits=edits))
    return whole


def _lengths_are_of_sides(scope: Scope, fields: Fields, values: Values) -> bool:
    """Report lengths of sides that a step does not have, and sides without a length."""
    lengths, sides = values.get(FOR), values.get(SIDES)
    if not isinstance(lengths, SideLengths) or sides is None:
        return True
    at = fields[FOR.name].key.span if FOR.name in fields else values.span
    if not sides:
        scope.report(NeedsKey(span=at, key=FOR.name, needs=SIDES.name))
        return False
    unknown = [one for one in lengths.each if not is_side(one.side, sides)]
    for one in unknown:
        meant = closest(one.side, sides, SIDE_WORDS)
        edits = instead(one.span, meant) if "$" not in one.span.text else ()
        scope.report(LengthOfNoSide(span=one.span, side=one.side, sides=sides, suggestion=meant, edits=edits))
    missing = tuple(side for side in sides if lengths.of(side) is None)
    if missing and not unknown:
        scope.report(SideWithoutLength(span=at, sides=missing))
    return not unknown and not missing


def _with_what_it_needs(key: Key[Any], fields: Fields) -> tuple[Edit, ...]:
    """Return the edits that give time to change sides its sides, or make a rest without sets a step of its own; none where that is not all.

    Both only where the key stands on a line of its own, the latter where it is the last one.
    """
    at, value = fields[key.name].key.span, fields[key.name].node.span
    line_start = max(at.source.text.rfind(end, 0, at.start) for end in "\r\n") + 1
    indent = at.source.text[line_start : at.start]
    if indent.strip() or len(indent) < _ITEM_INDENT or "\n" in value.text.rstrip():
        return ()
    if key.needs == SIDES.name:
        return (Edit(span=replace(at, end=at.start), text=f"{SIDES.name}: [left, right]\n{indent}"),)
    is_last = at.start == max(field.key.span.start for field in fields.values())
    if key.name not in STEP_KINDS or not is_last:
        return ()
    return (Edit(span=replace(at, start=line_start, end=at.start), text=f"{indent[:-_ITEM_INDENT]}- "),)


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
        in_list_of=kind.name if kind.is_list else scope.in_list_of,
        may_have_blocks=kind.takes_blocks,
        period_ms=kind.period_ms(values) if kind.period_ms else scope.period_ms,
    )
    passes = kind.passes(values) if kind.passes else (Pass(rounds=scope.rounds),)
    whole = True
    for key in kind.lists_of_steps:
        if key.name in fields:
            found: dict[Pass, object] = {}
            for one in dict.fromkeys(passes):
                within = replace(inner.with_names(dict(one.names)), rounds=one.rounds)
                found[one] = read(within, fields, key)
                if scope.findings.steps_read > MAX_STEPS:
                    break
            steps = tuple(read_in for one in passes if (read_in := found.get(one)) is not None)
            values.put_passes(key, steps, fields[key.name].key.span)
            whole &= len(steps) == len(passes)
    return whole


# --- what only steps take -------------------------------------------------------------------------


@reads(Takes.RUNGS)
def _rungs(scope: Scope, field: Field) -> tuple[Bound | None, ...] | None:
    """Return the rungs, None in place of one that could not be read."""
    if isinstance(field.node, Scalar):
        scalar = read_scalar(scope, field, Takes.RUNGS)
        if scalar is not None and not scalar.repaired:
            edits = instead(scalar.span, _listed(scalar.text))
            scope.report(
                WrongType(
                    span=first_line(scalar.span),
                    key=field.name,
                    takes=Takes.RUNGS,
                    written=Written.TEXT,
                    edits=edits,
                )
            )
        return None
    items = read_items(scope, field, Takes.RUNGS)
    return None if items is None else tuple(_rung(scope, item) for item in items)


def _listed(text: str) -> str:
    """Return the list that `1-2-3`, `1, 2, 3` or `1..5` stands for, or an empty text."""
    words = text.strip()[:_LONGEST_LADDER]
    if match := _FROM_TO.fullmatch(words):
        first, last = int(match[1]), int(match[2])
        numbers = range(first, last + 1) if first < last else range(first, last - 1, -1)
        return f"[{', '.join(map(str, numbers))}]" if len(numbers) <= _MOST_RUNGS else ""
    rungs = _RUNG_ENDS.split(words)
    is_list = len(rungs) > 1 and all(isinstance(duration_ms(one), int) for one in rungs)
    return f"[{', '.join(rungs)}]" if is_list else ""


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
        report_duration(scope, scalar, length_ms, words)
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
