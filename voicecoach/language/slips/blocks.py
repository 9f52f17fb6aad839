"""Blocks and repeaters as people write them who know the things and not yet the language: reported, and read as they are meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.content import BadCount
from voicecoach.findings.structure import MisplacedKey, SeveralKinds, UnknownKey
from voicecoach.findings.terms import Part
from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.keys import STEPS
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.nodes import Entry, Mapping, Scalar, ScalarStyle, Sequence
from voicecoach.language.slips.block_heads import BY_THE_MINUTE
from voicecoach.language.slips.exercise_in_block import (
    with_exercise_inside,
    with_hang_of_length,
    with_steps_named,
)
from voicecoach.language.slips.repeaters import with_repeaters
from voicecoach.language.slips.texts import rest_kind
from voicecoach.language.slips.typed_blocks import with_type_of_block
from voicecoach.language.step_entries import NAME_KEYS, TYPE_KEYS, find_entry, line_beside, without
from voicecoach.language.synonyms import SYNONYMS, SYNONYMS_BESIDE
from voicecoach.language.values import whole_number
from voicecoach.source import Span
from voicecoach.units import MS_PER_MIN

if TYPE_CHECKING:
    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.scope import Scope

_EVERY: Final = "every"
_REST: Final = "rest"
_COUNT: Final = "count"
_ROUNDS: Final = "rounds"
_SETS: Final = "sets"
_SEVERAL_MINUTES: Final = re.compile(r"e([2-9])mom", re.IGNORECASE)
_SURE_NAMES: Final = frozenset(
    ("name", "title", "label", "titel", "nom", "step", "move", "movement", "pose", "asana")
)
_AMOUNT_OF: Final = {"reps": "count", "hold": "for", "work": "for"}
_LENGTH_KINDS: Final = frozenset(("rest", "lead-in"))


def renamed_block(scope: Scope, node: Mapping) -> Mapping:
    """Return a step whose block is called by another name with the right one, reported: `e2mom: 5`, `rounds: 3` beside `hold`."""
    node = with_repeaters(scope, node)
    node = _of_record(scope, with_type_of_block(scope, node))
    node = _minutes_in_name(scope, node)
    node = with_hang_of_length(scope, with_steps_named(scope, node))
    node = with_exercise_inside(scope, node)
    return _sets_not_rounds(scope, node)


def block_in_order(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Return a block, or repeaters, with what stands in the wrong place of it put where it belongs."""
    if kind.name == BY_THE_MINUTE:
        return _minutes_to_times(scope, node)
    if kind.name == _ROUNDS:
        return _rest_inside(scope, node, kind)
    return node


def _plain(key: Scalar, text: str) -> Scalar:
    return Scalar(text=text, span=key.span, style=ScalarStyle.PLAIN)


# --- records -------------------------------------------------------------------------------------


def _of_record(scope: Scope, node: Mapping) -> Mapping:
    """Read `type: hold` with `name: Plank`, and a name beside a length, as the step that they describe."""
    of_type = next((entry for entry in node.entries if entry.key.text.casefold() in TYPE_KEYS), None)
    kind = _kind_of_type(of_type)
    given = [entry.key.text for entry in node.entries if entry.key.text in STEP_KINDS]
    amount = _amount_beside(node, kind)
    named = next((entry for entry in node.entries if entry.key.text.casefold() in NAME_KEYS), None)
    length = next((entry for entry in node.entries if _means(entry, "for")), None)
    is_exercise = bool(length) if of_type is None else bool(kind) and kind not in _LENGTH_KINDS
    if named is not None and is_exercise and set(given) <= {_REST, kind}:
        given = [key for key in given if key != _REST]  # the rest after it
    if given and (given != [kind] or amount is None):
        return node
    counted = any(_means(entry, "count") for entry in node.entries)
    if of_type is None and named is not None and named.key.text in _SURE_NAMES and (length or counted):
        kind = "reps" if counted else "hold"
    edits: tuple[Edit, ...]
    if kind == "hold" and of_type is None and named is not None and length is not None:
        of_rest = rest_kind(named.value.text) if isinstance(named.value, Scalar) else ""
        kind, of_type = (of_rest, named) if of_rest else (kind, None)
    if kind in _LENGTH_KINDS and of_type is not None and length is not None:
        at = Span(source=of_type.key.span.source, start=of_type.key.span.start, end=of_type.value.span.end)
        edits = (Edit(span=at, text=f"{kind}: {length.value.span.text}"), without(length))
        report, left = of_type, [entry for entry in node.entries if entry not in (of_type, length)]
        said = Entry(key=_plain(of_type.key, kind), value=length.value)
    elif kind and kind not in _LENGTH_KINDS and named is not None:
        edits = (Edit(span=named.key.span, text=kind), *_without_type(node, of_type))
        report, left = of_type or named, [entry for entry in node.entries if entry not in (of_type, named)]
        if given and amount is not None:
            edits = (*edits, Edit(span=amount.key.span, text=_AMOUNT_OF[kind]))
            renamed = replace(amount, key=replace(amount.key, text=_AMOUNT_OF[kind]))
            left = [renamed if entry is amount else entry for entry in left]
        said = Entry(key=_plain(named.key, kind), value=named.value)
    else:
        return node
    scope.report(
        UnknownKey(span=report.key.span, key=report.key.text, where=Part.STEP, suggestion=kind, edits=edits)
    )
    return replace(node, entries=(said, *left))


def _amount_beside(node: Mapping, kind: str) -> Entry | None:
    """Return `reps: 10` beside `kind: reps`, which is a count, and `hold: 30s` beside `kind: hold`, which is a length."""
    one = find_entry(node, kind)
    if kind not in _AMOUNT_OF or one is None or not isinstance(one.value, Scalar):
        return None
    found = (whole_number if kind == "reps" else duration_ms)(one.value.text)
    return one if not isinstance(found, Problem) or found.suggestion else None


def _kind_of_type(of_type: Entry | None) -> str:
    if of_type is None or not isinstance(of_type.value, Scalar):
        return ""
    word = of_type.value.text.casefold().strip()
    kind = word if word in STEP_KINDS else SYNONYMS.get(word, "")
    return kind if kind in STEP_KINDS and not STEP_KINDS[kind].lists_of_steps else ""


def _means(entry: Entry, key: str) -> bool:
    word = entry.key.text.casefold()
    return word == key or (SYNONYMS_BESIDE.get(word) == key and word not in STEP_KINDS)


def _without_type(node: Mapping, of_type: Entry | None) -> tuple[Edit, ...]:
    """Return the edit that takes `type: …` out; where it is a step's first key, the next one takes its place."""
    if of_type is None:
        return ()
    if node.entries[0] is not of_type or len(node.entries) == 1:
        return (without(of_type),)
    following = node.entries[1].key.span.start
    return (Edit(span=replace(of_type.key.span, end=following), text=""),)


# --- every few minutes ---------------------------------------------------------------------------


def _minutes_in_name(scope: Scope, node: Mapping) -> Mapping:
    """Read `e2mom: 5` as five passes with `every: 2m`."""
    one = next((entry for entry in node.entries if _SEVERAL_MINUTES.fullmatch(entry.key.text)), None)
    if (
        one is None
        or not isinstance(one.value, Scalar)
        or find_entry(node, BY_THE_MINUTE)
        or find_entry(node, _EVERY)
    ):
        return node
    match = _SEVERAL_MINUTES.fullmatch(one.key.text)
    assert match is not None, "it was chosen by this pattern"
    every = f"{match[1]}m"
    at = Span(source=one.value.span.source, start=one.value.span.end, end=one.value.span.end)
    edits = (
        Edit(span=one.key.span, text=BY_THE_MINUTE),
        Edit(span=at, text=line_beside(node, f"{_EVERY}: {every}")),
    )
    scope.report(
        UnknownKey(
            span=one.key.span, key=one.key.text, where=Part.STEP, suggestion=BY_THE_MINUTE, edits=edits
        )
    )
    renamed = replace(one, key=replace(one.key, text=BY_THE_MINUTE))
    added = Entry(key=_plain(one.key, _EVERY), value=_plain(one.key, every))
    return replace(node, entries=(*(renamed if entry is one else entry for entry in node.entries), added))


def _minutes_to_times(scope: Scope, node: Mapping) -> Mapping:
    """Read `10 min` of such a block as ten times a minute, or as five times two."""
    one, every = find_entry(node, BY_THE_MINUTE), find_entry(node, _EVERY)
    if (
        one is None
        or not isinstance(one.value, Scalar)
        or not isinstance(whole_number(one.value.text), Problem)
    ):
        return node
    period_ms = _ms(every.value.text) if every and isinstance(every.value, Scalar) else MS_PER_MIN
    total_ms = _ms(one.value.text)
    if not period_ms or not total_ms or total_ms % period_ms or total_ms < MS_PER_MIN:
        return node
    times = str(total_ms // period_ms)
    written = one.value
    edits = (Edit(span=written.span, text=times),) if written.span.text.strip() == written.text else ()
    scope.report(BadCount(span=written.span, written=written.text, suggestion=times, edits=edits))
    read = replace(one, value=replace(written, text=times))
    return replace(node, entries=tuple(read if entry is one else entry for entry in node.entries))


def _ms(text: str) -> int:
    found = duration_ms(text)
    if isinstance(found, Problem):
        found = duration_ms(found.suggestion) if found.suggestion else 0
    return found if isinstance(found, int) else 0


# --- rounds --------------------------------------------------------------------------------------


def _sets_not_rounds(scope: Scope, node: Mapping) -> Mapping:
    """Read `rounds: 3` beside `hold: Plank` as `sets: 3`."""
    rounds = _number_of_reps_beside(node) or next(
        (one for one in node.entries if _ROUNDS in {one.key.text, SYNONYMS.get(one.key.text.casefold())}),
        None,
    )
    others = [
        entry.key
        for entry in node.entries
        if entry is not rounds
        and (meant := _step_kind(entry.key.text))
        and meant not in {_ROUNDS, _REST, "say"}
    ]
    if rounds is None or len(others) != 1 or find_entry(node, STEPS.name) or find_entry(node, _SETS):
        return node
    (kind,) = others
    keys = STEP_KINDS[_step_kind(kind.text)].keys
    if _SETS not in keys or not isinstance(rounds.value, Scalar):
        return node
    is_count = SYNONYMS_BESIDE.get(rounds.key.text.casefold()) == _COUNT
    if (
        is_count
        and _COUNT in keys
        and not any(_means(one, _COUNT) for one in node.entries if one is not rounds)
    ):
        return node  # `times: 10` beside reps
    edits = (Edit(span=rounds.key.span, text=_SETS),)
    scope.report(
        SeveralKinds(
            span=rounds.key.span, key=rounds.key.text, kind=kind.text, kind_span=kind.span, edits=edits
        )
    )
    renamed = replace(rounds, key=replace(rounds.key, text=_SETS))
    return replace(node, entries=tuple(renamed if entry is rounds else entry for entry in node.entries))


def _number_of_reps_beside(node: Mapping) -> Entry | None:
    """Return `reps: 6` beside a hold, which is how often it is held."""
    reps = find_entry(node, "reps")
    if (
        reps is None
        or not isinstance(reps.value, Scalar)
        or not (find_entry(node, "hold") or find_entry(node, "work"))
    ):
        return None
    return reps if isinstance(whole_number(reps.value.text), int) else None


def _step_kind(key: str) -> str:
    """Return the kind that a key says, in other words or another language, too."""
    word = key.casefold()
    meant = word if word in STEP_KINDS else SYNONYMS.get(word, "")
    return meant if meant in STEP_KINDS else ""


def _rest_inside(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Put a `rest` beside `steps` at the end of the steps."""
    keys = {_REST, *(word for word, meant in SYNONYMS.items() if meant == _REST)}
    rest = next(
        (entry for entry in node.entries if entry.key.text.casefold().replace(" ", "-") in keys), None
    )
    steps = find_entry(node, STEPS.name)
    if (
        rest is None
        or steps is None
        or not isinstance(steps.value, Sequence)
        or not isinstance(rest.value, Scalar)
    ):
        return node
    listed = steps.value
    edits: tuple[Edit, ...] = ()
    text = rest.key.span.source.text
    if not listed.flow and not node.flow and listed.items:
        end = listed.span.start + len(listed.span.text.rstrip())
        end = next((at for at in range(end, len(text)) if text[at] in "\r\n"), len(text))
        column = listed.items[0].span.column - 1 - len("- ")
        at = Span(source=rest.key.span.source, start=end, end=end)
        added = f"\n{' ' * column}- {_REST}: {rest.value.span.text}"
        edits = (without(rest), Edit(span=at, text=added))
    scope.report(MisplacedKey(span=rest.key.span, key=rest.key.text, where=kind.place, edits=edits))
    return replace(node, entries=tuple(entry for entry in node.entries if entry is not rest))
