"""A step as it is written: which kind it is, by its keys, and what is slipped in it put where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.findings.base import instead
from voicecoach.findings.structure import MissingKind, NoPairs, SeveralKinds, UnknownKey
from voicecoach.findings.terms import Part, Written
from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.keys import FOR, READY, STEPS, SWITCH
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.nodes import Entry, Mapping, Node, Scalar, Sequence
from voicecoach.language.scope import Fields, Scope, read_fields
from voicecoach.language.slips.blocks import block_in_order, renamed_block
from voicecoach.language.slips.exercise_in_block import is_tabata
from voicecoach.language.slips.keys import (
    step_of_list,
    with_kind_apart,
    with_unit_beside,
    with_units_in_values,
    without_glue,
    without_ids,
    without_nothing,
)
from voicecoach.language.slips.kinds import kind_of_words, with_kind_meant
from voicecoach.language.slips.steps import in_order
from voicecoach.language.slips.texts import braces_of_words, name_with_length, report_text
from voicecoach.language.suggest import closest
from voicecoach.language.synonyms import SYNONYMS, SYNONYMS_BESIDE
from voicecoach.language.typed import first_line
from voicecoach.language.values import whole_number
from voicecoach.language.vocabulary import ALL_KEYS

if TYPE_CHECKING:
    from voicecoach.language.kinds.kind import StepKind

_SYNONYMS: Final = SYNONYMS | {"name": "hold"}
_WITH_A_LENGTH: Final = {"hang": "hold"}  # else a slip of the key that begins like it
LEAD_IN: Final = "lead-in"
_LEAD_INS: Final = frozenset((READY.name, "countdown", "start"))
_SETS: Final = "sets"
_SETS_MEANT: Final = dict.fromkeys(
    ("times", "repeat", "repeats", "repetitions", "number", "x", "mal", "fois", "veces", "loops"), _SETS
)
_NAME: Final = "name"
_BLOCK: Final = "rounds"
_OF_EXERCISES: Final = frozenset(
    name
    for kind in STEP_KINDS.values()
    if kind.name in {"hold", "work", "reps"}
    for name in kind.keys
    if name not in {FOR.name, "count", kind.name}
)
_WEAK: Final = tuple(name for name, kind in STEP_KINDS.items() if kind.is_weak)


class WrittenStep(Struct, frozen=True, kw_only=True):
    """`node` and `fields` are what is meant, where something else is written."""

    kind: StepKind[Any]
    node: Mapping
    fields: Fields


def written_step(scope: Scope, node: Node) -> WrittenStep | None:
    """Return a step with what is slipped in it where it belongs, or None where it is none; what is wrong is reported."""
    if isinstance(node, Scalar):
        if not node.repaired:
            report_text(scope, node)
        return None
    if isinstance(node, Sequence):
        meant = step_of_list(scope, node)
        if meant is None:
            scope.report(NoPairs(span=first_line(node.span), part=Part.STEP, written=Written.LIST))
            return None
        node = meant
    if is_tabata(scope, node) or braces_of_words(scope, node):
        return None
    node = with_unit_beside(scope, without_glue(scope, node))
    node = renamed_block(
        scope,
        with_units_in_values(scope, without_ids(scope, without_nothing(scope, node))),
    )
    node = with_kind_meant(scope, node)
    name = _kind(scope, node)
    if not name:
        return None
    kind = STEP_KINDS[name]
    said = any(entry.key.text == name for entry in node.entries)
    where = kind.place if said else Part.STEP
    if not said:
        node = replace(node, incomplete=True)  # the slip is the finding; what the kind needs besides is not
    node = with_kind_apart(scope, _without_other_kinds(scope, node, name), kind)
    node = block_in_order(scope, node, kind)
    node = in_order(scope, node, kind)
    fields = read_fields(
        scope,
        node,
        kind.keys,
        where=where,
        elsewhere=ALL_KEYS,
        synonyms=_synonyms_beside(kind) if said else _SYNONYMS | _WITH_A_LENGTH,
    )
    return WrittenStep(kind=kind, node=node, fields=fields) if name in fields else None


def _synonyms_beside(kind: StepKind[Any]) -> dict[str, str]:
    """Return what other words mean beside a kind: `times: 3` is how many sets there are of what has no reps."""
    is_of_sets = _SETS in kind.keys and "count" not in kind.keys
    return SYNONYMS_BESIDE | (_SETS_MEANT if is_of_sets else {})


def _kind(scope: Scope, node: Mapping) -> str:
    """Return the kind that a step says it is, or that it nearly says; an empty text where there is none."""
    said = [entry.key.text for entry in node.entries if entry.key.text in STEP_KINDS]
    strong = [name for name in said if name not in _WEAK]
    has_sets = any(entry.key.text == _SETS for entry in node.entries)  # the rest is the one between them
    weak = [] if has_sets and said == ["rest"] else [name for name in _WEAK if name in said]
    name = (strong or [_first_meant(node)])[0] or _nearly_said(node, strong=bool(weak)) or (weak or [""])[0]
    if not name and not node.incomplete and not any(entry.key.repaired for entry in node.entries):
        _report_no_kind(scope, node)
    return name


def _report_no_kind(scope: Scope, node: Mapping) -> None:
    kinds = tuple(STEP_KINDS)
    if (meant := kind_of_words(node)) is not None:
        key = node.entries[0].key
        scope.report(
            UnknownKey(
                span=key.span, key=key.text, where=Part.STEP, suggestion=meant, edits=instead(key.span, meant)
            )
        )
        return
    unknown = [entry.key for entry in node.entries if entry.key.text not in ALL_KEYS]
    is_counted = bool(scope.in_list_of or scope.period_ms)  # reps need no tempo there
    for key in unknown:
        is_first = key is node.entries[0].key
        edits = name_with_length(node, is_counted=is_counted) if is_first and _may_be_name(node) else ()
        scope.report(UnknownKey(span=key.span, key=key.text, where=Part.STEP, known=kinds, edits=edits))
    if not unknown:
        place = node.entries[0].key.span if node.entries else node.span
        ready = _time_to_get_ready(node)
        lead_in = "" if ready is None else ready.value.span.text
        edits = () if ready is None else instead(ready.key.span, LEAD_IN)
        at = {entry.key.text: entry.key.span for entry in node.entries}
        if STEPS.name in at and (times := _times_of_block(node)) is not None:  # a block of several exercises
            edits = instead(times.key.span, _BLOCK)
        elif list(at) == [SWITCH.name]:  # sides have one; between two exercises it is a rest
            edits = instead(at[SWITCH.name], "rest")
        elif _NAME in at and FOR.name in at:
            edits = instead(at[_NAME], _SYNONYMS[_NAME])
        scope.report(MissingKind(span=place, kinds=kinds, lead_in=lead_in, edits=edits))


def _times_of_block(node: Mapping) -> Entry | None:
    """Return the key that says how often a list of steps comes: `sets: 3`, `for: 3`."""
    for one in node.entries:
        if one.key.text in {_SETS, FOR.name, "count"} and isinstance(one.value, Scalar):
            found = whole_number(one.value.text)
            is_parameter = one.value.text.startswith("$") and one.key.text != FOR.name
            if is_parameter or not isinstance(found, Problem):
                return one
    return None


def _may_be_name(node: Mapping) -> bool:
    """Tell whether a step's first key can be the name of an exercise: what else it has, an exercise has."""
    return all(entry.key.text in _OF_EXERCISES for entry in node.entries[1:])


def _time_to_get_ready(node: Mapping) -> Entry | None:
    """Return `ready: 10s`, which is how people call a lead-in, or `countdown: 10s`; the options of these names are others."""
    ready = (entry for entry in node.entries if entry.key.text in _LEAD_INS)
    return next(
        (
            entry
            for entry in ready
            if isinstance(entry.value, Scalar) and isinstance(duration_ms(entry.value.text), int)
        ),
        None,
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


def _first_meant(node: Mapping) -> str:
    """Return the strong kind that the first key says in another word: what else is in the step, such as `rest`, belongs to it."""
    first = node.entries[0].key.text if node.entries else ""
    meant = SYNONYMS.get(first.casefold(), "") if first not in ALL_KEYS else ""
    return meant if meant in STEP_KINDS and meant not in _WEAK else ""


def _nearly_said(node: Mapping, *, strong: bool = False) -> str:
    """Return the kind that an unknown key is a slip of, or an empty text."""
    kinds = [name for name in STEP_KINDS if not (strong and name in _WEAK)]
    is_long = any(
        FOR.name in {entry.key.text, SYNONYMS_BESIDE.get(entry.key.text.casefold())} for entry in node.entries
    )
    synonyms = ({} if strong else _SYNONYMS) | (_WITH_A_LENGTH if is_long else {})
    unknown = [entry.key.text for entry in node.entries if entry.key.text not in ALL_KEYS | {"name"}]
    return next((meant for key in unknown if (meant := closest(key, kinds, synonyms))), "")
