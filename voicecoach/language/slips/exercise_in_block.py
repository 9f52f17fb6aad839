"""A block and its one exercise in a single step, as people write them: `rounds: 10` beside `reps: Pull-ups`. Reported, and read as meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.structure import SeveralKinds, UnknownKey
from voicecoach.findings.terms import Part
from voicecoach.language.durations import Problem
from voicecoach.language.keys import STEPS
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.nodes import Entry, Mapping, Scalar, ScalarStyle, Sequence
from voicecoach.language.slips.names_with_amounts import LENGTH_ALONE, length_meant
from voicecoach.language.step_entries import find_entry, line_beside, with_values
from voicecoach.language.values import whole_number
from voicecoach.language.vocabulary import ALL_KEYS

if TYPE_CHECKING:
    from voicecoach.language.scope import Scope
    from voicecoach.source import Span

# Blocks that go by the clock; `rounds: 3` beside an exercise is read as its sets.
_BLOCKS: Final = tuple(
    name for name, kind in STEP_KINDS.items() if kind.is_list or kind.period_ms is not None
)
_EXERCISES: Final = frozenset(("hold", "work", "reps"))
_LISTS: Final = frozenset(name for name, kind in STEP_KINDS.items() if kind.lists_of_steps)
_STRONG: Final = frozenset(name for name, kind in STEP_KINDS.items() if not kind.is_weak)
_TABATA: Final = "tabata"


def with_exercise_inside(scope: Scope, node: Mapping) -> Mapping:
    """Put an exercise that stands beside a block's key into the block's steps; its keys have to be the last ones."""
    block = next((one for key in _BLOCKS if (one := find_entry(node, key))), None)
    own = next((one for one in node.entries if one.key.text in _EXERCISES), None)
    if block is None or own is None or find_entry(node, STEPS.name) or node.flow:
        return node
    kind = STEP_KINDS[block.key.text]
    inside = node.entries[node.entries.index(own) :]
    if block in inside or any(one.key.text in kind.keys for one in inside):
        return node
    if any(len(one.value.span.text.strip().splitlines()) > 1 for one in inside):
        return node
    column = " " * (own.key.span.column - 1)
    edits = [Edit(span=_at(own), text=f"{STEPS.name}:\n{column}  - ")]
    edits += [Edit(span=_at(one), text="    ") for one in inside[1:]]
    scope.report(
        SeveralKinds(
            span=own.key.span,
            key=own.key.text,
            kind=kind.name,
            kind_span=block.key.span,
            edits=tuple(edits),
        )
    )
    span = replace(own.key.span, end=inside[-1].value.span.end)
    step = Mapping(entries=inside, span=span)
    steps = Entry(key=replace(own.key, text=STEPS.name), value=Sequence(items=(step,), span=span))
    before = tuple(one for one in node.entries if one not in inside)
    return replace(node, entries=(*before, steps))


def with_steps_named(scope: Scope, node: Mapping) -> Mapping:
    """Take a list beside `rounds: 3` for its steps, whatever its key is: `superset:`."""
    block = next((one for one in node.entries if one.key.text in _LISTS), None)
    lists = [one for one in node.entries if isinstance(one.value, Sequence) and one.key.text not in ALL_KEYS]
    if block is None or len(lists) != 1 or find_entry(node, STEPS.name):
        return node
    (one,) = lists
    kind = STEP_KINDS[block.key.text]
    edits = (Edit(span=one.key.span, text=STEPS.name),)
    scope.report(
        UnknownKey(span=one.key.span, key=one.key.text, where=kind.place, suggestion=STEPS.name, edits=edits)
    )
    renamed = replace(one, key=replace(one.key, text=STEPS.name))
    return replace(node, entries=tuple(renamed if other is one else other for other in node.entries))


def with_hang_of_length(scope: Scope, node: Mapping) -> Mapping:
    """Read `hang: 10s` as a hold of that name and length; repeaters have two lengths."""
    one = next((one for one in node.entries if one.key.text.casefold() == "hang"), None)
    if one is None or not isinstance(one.value, Scalar) or find_entry(node, "for"):
        return node
    length = length_meant(one.value.text) if LENGTH_ALONE.fullmatch(one.value.text.strip()) else ""
    if not length or any(other.key.text in _STRONG for other in node.entries):
        return node
    place = replace(one.key.span, end=one.value.span.end)
    edits = (Edit(span=place, text=f"hold: Hang{line_beside(node, f'for: {length}')}"),)
    scope.report(
        UnknownKey(span=one.key.span, key=one.key.text, where=Part.STEP, suggestion="hold", edits=edits)
    )
    others = replace(node, entries=tuple(other for other in node.entries if other is not one))
    return with_values(others, one.key, {"hold": "Hang", "for": length})


def _at(entry: Entry) -> Span:
    return replace(entry.key.span, end=entry.key.span.start)


def is_tabata(scope: Scope, node: Mapping) -> bool:
    """Tell whether a step is `tabata: Squats`, which is reported: eight times 20 s of work and 10 s of rest."""
    if len(node.entries) != 1 or node.flow:
        return False
    (one,) = node.entries
    value = one.value
    if one.key.text.casefold() != _TABATA or not isinstance(value, Scalar) or value.absent:
        return False
    number = whole_number(value.text)
    if value.style is not ScalarStyle.PLAIN or not isinstance(number, Problem) or number.suggestion:
        return False
    column = " " * (one.key.span.column - 1)
    lines = ("rounds: 8", "steps:", f"  - work: {value.text}", "    for: 20s", "  - rest: 10s")
    place = replace(one.key.span, end=value.span.end)
    edits = (Edit(span=place, text=f"\n{column}".join(lines)),)
    scope.report(
        UnknownKey(span=one.key.span, key=one.key.text, where=Part.STEP, suggestion=lines[0], edits=edits)
    )
    return True
