"""Steps: the key that says the kind, what belongs to it, and blocks of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.diagnostics import Code, Related
from voicecoach.language.cues import Shape
from voicecoach.language.exercises import (
    read_hangs,
    read_lead_in,
    read_reps,
    read_rest,
    read_say,
    read_work,
)
from voicecoach.language.keys import ALL_KEYS, READY, STEP_KINDS, SYNONYMS, WEAK_KINDS, Takes
from voicecoach.language.model import (
    Amrap,
    Emom,
    Include,
    Ladder,
    ParameterKind,
    Rounds,
    Step,
    Variable,
    WorkKind,
)
from voicecoach.language.nodes import Mapping, Node, Scalar, Sequence
from voicecoach.language.options import read_options
from voicecoach.language.scope import Bound, Field, Fields, Scope, bound, read_fields, require
from voicecoach.language.suggest import closest
from voicecoach.language.texts import RUNG
from voicecoach.language.typed import (
    first_line,
    read_count,
    read_duration_ms,
    read_items,
    read_plain,
    read_scalar,
    read_switch,
    read_words,
    report_duration,
    report_missing,
    report_range,
    report_wrong_type,
)
from voicecoach.language.values import Problem, duration_ms, whole_number
from voicecoach.units import MS_PER_MIN

if TYPE_CHECKING:
    from voicecoach.language.options import Defaults
    from voicecoach.source import Span

MAX_BLOCKS: Final = 16
MAX_STEPS: Final = 20_000  # read in all; a ladder reads its steps once for each different rung

IN_AMRAP: Final = frozenset({"hold", "work", "reps", "rest", "say"})
_BLOCKS = frozenset({"rounds", "emom", "amrap", "ladder"})
_SYNONYMS = SYNONYMS | {"name": "hold"}


class Budget:
    """How many steps may still be read."""

    def __init__(self) -> None:
        self.left = MAX_STEPS


class StepScope(Struct, frozen=True, kw_only=True):
    """What a step is read in, beside the names."""

    defaults: Defaults
    budget: Budget
    in_amrap: bool = False


def read_steps(scope: Scope, inner: StepScope, field: Field) -> tuple[Step, ...] | None:
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
        scope.report(Code.EMPTY_LIST, node.span, key=field.name, takes=Takes.STEPS.value)
        return None
    steps: list[Step] = []
    for item in node.items:
        inner.budget.left -= 1
        if inner.budget.left < 0:
            scope.report(Code.TOO_MANY_EVENTS, field.key.span, limit=MAX_STEPS)
            return None
        step = _step(scope, inner, item)
        if step is not None:
            steps.append(step)
    return tuple(steps) or None  # those that could be read: what is wrong with the others is reported


def _step(scope: Scope, inner: StepScope, node: Node) -> Step | None:
    if not isinstance(node, Mapping):
        if not (isinstance(node, Scalar) and node.repaired):
            found = "nothing" if isinstance(node, Scalar) and node.absent else _called(node)
            scope.report(
                Code.WRONG_TYPE,
                first_line(node.span),
                key="a step",
                takes="`key: value` pairs",
                found=found,
                quote=0,
            )
        return None
    name = _kind(scope, node)
    if not name:
        return None
    keys = STEP_KINDS[name].keys()
    said = any(entry.key.text == name for entry in node.entries)
    where = _where(name) if said else "a step"
    if not said:
        node = replace(node, incomplete=True)  # the slip is the finding; what the kind needs besides is not
    node = _without_other_kinds(scope, node, name)
    fields = read_fields(scope, node, keys, where=where, elsewhere=ALL_KEYS, synonyms=_SYNONYMS)
    if name not in fields:
        return None
    if inner.in_amrap and name not in IN_AMRAP:
        scope.report(Code.STEP_NOT_HERE, fields[name].key.span, key=name, block="amrap")
        return None
    if inner.in_amrap and READY in fields:
        scope.report(
            Code.MISPLACED_KEY, fields[READY].key.span, key=READY, where="the list of an `amrap` block"
        )
        return None
    return _of_kind(scope, inner, name, node, fields)


def _called(node: Node) -> str:
    return "a list" if isinstance(node, Sequence) else "a text"


def _where(name: str) -> str:
    article = "an" if name[0] in "aei" else "a"
    return f"{article} `{name}` {'block' if name in _BLOCKS else 'step'}"


def _kind(scope: Scope, node: Mapping) -> str:
    """Return the kind that a step says it is, or that it nearly says; an empty text where there is none."""
    said = [entry.key.text for entry in node.entries if entry.key.text in STEP_KINDS]
    strong = [name for name in said if name not in WEAK_KINDS]
    weak = [name for name in WEAK_KINDS if name in said]
    name = strong[0] if strong else _nearly_said(node, strong=bool(weak)) or (weak[0] if weak else "")
    if not name and not node.incomplete and not any(entry.key.repaired for entry in node.entries):
        _report_no_kind(scope, node)
    return name


def _report_no_kind(scope: Scope, node: Mapping) -> None:
    kinds = ", ".join(f"`{name}`" for name in STEP_KINDS)
    unknown = [entry.key for entry in node.entries if entry.key.text not in ALL_KEYS]
    for key in unknown:
        scope.report(Code.UNKNOWN_KEY, key.span, key=key.text, where="a step", suggestion="", known=kinds)
    if not unknown:
        place = node.entries[0].key.span if node.entries else node.span
        scope.report(Code.MISSING_KIND, place, kinds=kinds, lead_in=_time_to_get_ready(node))


def _time_to_get_ready(node: Mapping) -> str:
    """Return the time of `ready: 10s`, which is how people call a lead-in; the option of this name is on or off."""
    values = (entry.value for entry in node.entries if entry.key.text == READY)
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
        if entry.key.text in STEP_KINDS and entry.key.text not in {*WEAK_KINDS, name}
    ]
    if first is None or not others:
        return node
    for key in others:
        scope.report(
            Code.SEVERAL_KINDS, key.span, Related(span=first.span, role="kind"), key=key.text, other=name
        )
    entries = tuple(entry for entry in node.entries if entry.key not in others)
    return replace(node, entries=entries, incomplete=True)


def _nearly_said(node: Mapping, *, strong: bool = False) -> str:
    """Return the kind that an unknown key is a slip of, or an empty text."""
    kinds = [name for name in STEP_KINDS if not (strong and name in WEAK_KINDS)]
    synonyms = None if strong else _SYNONYMS
    unknown = [entry.key.text for entry in node.entries if entry.key.text not in ALL_KEYS | {"name"}]
    return next((meant for key in unknown if (meant := closest(key, kinds, synonyms))), "")


def _of_kind(scope: Scope, inner: StepScope, name: str, node: Mapping, fields: Fields) -> Step | None:  # noqa: PLR0911 - one case a kind
    match name:
        case "lead-in":
            return read_lead_in(scope, inner.defaults, fields)
        case "hold" | "work":
            return read_work(scope, inner.defaults, node, fields, WorkKind(name))
        case "reps":
            return read_reps(scope, inner.defaults, node, fields, in_amrap=inner.in_amrap)
        case "rest":
            return read_rest(scope, inner.defaults, fields)
        case "say":
            return read_say(scope, inner.defaults, fields)
        case "hangs":
            return read_hangs(scope, inner.defaults, fields)
        case "include":
            return _include(scope, fields)
        case _:
            return _block(scope, replace(inner, in_amrap=False), name, node, fields)


# --- blocks -------------------------------------------------------------------------------------


def _block(scope: Scope, inner: StepScope, name: str, node: Mapping, fields: Fields) -> Step | None:
    key = fields[name].key
    if scope.blocks >= MAX_BLOCKS:
        scope.report(Code.NESTING_TOO_DEEP, key.span, limit=MAX_BLOCKS)
        return None
    within = replace(scope, blocks=scope.blocks + 1)
    steps = require(scope, node, fields, "steps", at=key.span, where=f"`{name}`")
    match name:
        case "rounds":
            return _rounds(within, inner, fields, steps, key.span)
        case "emom":
            return _emom(within, inner, fields, steps, key.span)
        case "amrap":
            return _amrap(within, inner, fields, steps, key.span)
        case _:
            return _ladder(within, inner, fields, steps, key.span)


def _repeated(scope: Scope, count: int | None) -> Scope:
    return replace(scope.with_variables(Variable.ROUND, Variable.ROUNDS), rounds=count)


def _rounds(scope: Scope, inner: StepScope, fields: Fields, steps: Field | None, span: Span) -> Rounds | None:
    count = read_count(scope, fields["rounds"])
    keep: bool | None = False
    if "rest-after-last" in fields:
        keep = read_switch(scope, fields["rest-after-last"])
    read = None if steps is None else read_steps(_repeated(scope, count), inner, steps)
    if count is None or keep is None or read is None:
        return None
    return Rounds(count=count, steps=read, rest_after_last=keep, span=span)


def _emom(scope: Scope, inner: StepScope, fields: Fields, steps: Field | None, span: Span) -> Emom | None:
    count = read_count(scope, fields["emom"])
    every_ms: int | None = MS_PER_MIN
    if "every" in fields:
        every_ms = read_duration_ms(scope, fields["every"])
    read = None if steps is None else read_steps(_repeated(scope, count), inner, steps)
    if count is None or every_ms is None or read is None:
        return None
    return Emom(
        count=count,
        every_ms=every_ms,
        steps=read,
        rest_options=inner.defaults.rest_options,
        span=span,
    )


def _amrap(scope: Scope, inner: StepScope, fields: Fields, steps: Field | None, span: Span) -> Amrap | None:
    length_ms = read_duration_ms(scope, fields["amrap"])
    options = read_options(
        scope, fields, inner.defaults, Shape(kind="amrap", duration_ms=length_ms, rounds=scope.rounds)
    )
    read = None if steps is None else read_steps(scope, replace(inner, in_amrap=True), steps)
    if length_ms is None or options is None or read is None:
        return None
    return Amrap(duration_ms=length_ms, steps=read, options=options, span=span)


def _ladder(scope: Scope, inner: StepScope, fields: Fields, steps: Field | None, span: Span) -> Ladder | None:
    if isinstance(fields["ladder"].node, Scalar):
        if read_scalar(scope, fields["ladder"], Takes.RUNGS) is not None:
            report_wrong_type(scope, fields["ladder"], Takes.RUNGS)
        rungs: list[Bound | None] = [None]
    else:
        items = read_items(scope, fields["ladder"], Takes.RUNGS)
        rungs = [None] if items is None else [_rung(scope, item) for item in items]
    read: dict[Bound | None, tuple[Step, ...] | None] = {}
    for rung in dict.fromkeys(rungs) if steps is not None else ():
        assert steps is not None
        read[rung] = read_steps(_repeated(scope, len(rungs)).with_name(RUNG, rung), inner, steps)
        if inner.budget.left < 0:
            break
    whole = tuple(one for rung in rungs if (one := read.get(rung)) is not None)
    if None in rungs or len(whole) < len(rungs):
        return None
    return Ladder(rungs=whole, span=span)


def _rung(scope: Scope, item: Field) -> Bound | None:
    """Return a rung: a whole number or a duration."""
    read = read_words(scope, item, Takes.RUNGS)
    if read is None:
        return None
    scalar, words = read
    number = whole_number(words)
    length_ms = duration_ms(words)
    if number == 0 or length_ms == 0:
        report_range(scope, scalar.span, item.name, words, minimum="1")
        return None
    if isinstance(number, int):
        return bound(ParameterKind.COUNT, number)
    if isinstance(length_ms, Problem):
        report_duration(scope, scalar.span, length_ms, words)
        return None
    return bound(ParameterKind.DURATION, length_ms)


def _include(scope: Scope, fields: Fields) -> Include | None:
    path = read_plain(scope, fields["include"])
    settings: list[tuple[str, str]] = []
    whole = path is not None
    if "set" in fields:
        node = fields["set"].node
        if not isinstance(node, Mapping):
            report_wrong_type(scope, fields["set"], Takes.SETTINGS)
            return None
        for entry in node.entries:
            one = read_words(scope, Field(key=entry.key, name=entry.key.text, node=entry.value), Takes.VALUE)
            whole = whole and one is not None
            if one is not None:
                settings.append((entry.key.text, one[1]))
    if path is None or not whole:
        return None
    return Include(path=path, settings=tuple(settings), span=fields["include"].key.span)
