"""Steps: lists of them, each read as what its kind makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from voicecoach.findings.session import TooManyEvents
from voicecoach.findings.structure import EmptyList, MisplacedKey, StepNotHere
from voicecoach.findings.terms import ListOf
from voicecoach.language.keys import READY, Takes
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.model import Turn
from voicecoach.language.nodes import Node, Scalar, Sequence
from voicecoach.language.reading import reads
from voicecoach.language.scope import MAX_STEPS, Field, Fields, Scope
from voicecoach.language.slips.shapes import step_alone, steps_of_flow_pairs, steps_of_pairs
from voicecoach.language.slips.texts import report_steps_in_text
from voicecoach.language.step_of_kind import read_step
from voicecoach.language.typed import first_line, report_missing, report_wrong_type
from voicecoach.language.written_step import WrittenStep, written_step

if TYPE_CHECKING:
    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.model import Step

# What can stand in a list; what has the most to say comes first.
_LISTED: Final = tuple(
    kind.name
    for kind in sorted(STEP_KINDS.values(), key=lambda kind: -len(kind.beside))
    if kind.item is not None
)
_BLOCKS: Final = tuple(kind.name for kind in STEP_KINDS.values() if kind.block_items is not None)


@reads(Takes.STEPS)
def read_steps(scope: Scope, field: Field) -> tuple[Step, ...] | None:
    """Return the steps that could be read, or None where there are none."""
    node = field.node
    if isinstance(node, Scalar) and node.absent:
        if not node.repaired:
            report_missing(scope, field, Takes.STEPS)
        return None
    if not isinstance(node, Sequence):
        pairs = steps_of_pairs(scope, field)
        if pairs is None and isinstance(node, Scalar) and report_steps_in_text(scope, field, node):
            return None
        if pairs is None:
            report_wrong_type(scope, field, Takes.STEPS)
            return None
        node = pairs
    node = steps_of_flow_pairs(scope, field) or node
    if not node.items:
        scope.report(EmptyList(span=node.span, key=field.name, takes=Takes.STEPS))
        return None
    steps: list[Step] = []
    for item in node.items:
        scope.findings.steps_read += 1
        if scope.findings.steps_read > MAX_STEPS:
            scope.report(TooManyEvents(span=field.key.span, limit=MAX_STEPS))
            return None
        step = _step(scope, item)
        if step is not None:
            steps.append(step)
    return tuple(steps) or None  # those that could be read: what is wrong with the others is reported


@reads(Takes.MINUTES)
def read_minutes(scope: Scope, field: Field) -> tuple[Turn, ...] | None:
    """Return the lists of steps, or None where one of them could not be read."""
    node = field.node
    if isinstance(node, Scalar) and node.absent:
        if not node.repaired:
            report_missing(scope, field, Takes.MINUTES)
        return None
    if not isinstance(node, Sequence):
        report_wrong_type(scope, field, Takes.MINUTES)
        return None
    if not node.items:
        scope.report(EmptyList(span=node.span, key=field.name, takes=Takes.MINUTES))
        return None
    turns: list[Turn] = []
    for item in node.items:
        one = step_alone(scope, field, item) or item
        steps = read_steps(scope, field.item(one))
        if steps is not None:
            turns.append(Turn(steps=steps, span=first_line(item.span)))
    return tuple(turns) if len(turns) == len(node.items) else None


def _step(scope: Scope, node: Node) -> Step | None:
    if id(node) not in scope.written_steps:
        scope.written_steps[id(node)] = node, written_step(scope, node)
    written: WrittenStep | None = scope.written_steps[id(node)][1]
    if written is None or not _may_stand_here(scope, written.kind, written.fields):
        return None
    return read_step(scope, written.kind, written.node, written.fields)


def _may_stand_here(scope: Scope, kind: StepKind[Any], fields: Fields) -> bool:
    if not scope.in_list_of:
        return True
    if scope.may_have_blocks and kind.block_items is not None:
        return True
    if kind.item is None:
        at = fields[kind.name].key.span
        kinds = (*_LISTED, *_BLOCKS) if scope.may_have_blocks else _LISTED
        scope.report(StepNotHere(span=at, kind=kind.name, block=scope.in_list_of, kinds=kinds))
        return False
    if READY.name in fields:
        at = fields[READY.name].key.span
        scope.report(MisplacedKey(span=at, key=READY.name, where=ListOf(kind=scope.in_list_of)))
        return False
    return True
