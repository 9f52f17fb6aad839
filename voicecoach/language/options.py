"""The options of a step, and the routine's defaults for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from voicecoach.diagnostics import Code, Related
from voicecoach.language.cues import Shape, outside, read_cues
from voicecoach.language.keys import DEFAULT_KEYS, STEP_KINDS, TONES_KEYS, Takes
from voicecoach.language.model import (
    DEFAULT_COUNTDOWN,
    DEFAULT_TIME_LEFT_MS,
    AtEnd,
    AtStart,
    Cue,
    Options,
    Side,
    Text,
    Tones,
)
from voicecoach.language.nodes import Mapping, Scalar
from voicecoach.language.scope import OFF, ON, Field, Fields, Scope, is_off, read_fields
from voicecoach.language.typed import (
    read_choice,
    read_count,
    read_duration_ms,
    read_items,
    read_plain,
    read_scalar,
    read_spoken,
    read_switch,
    read_words,
    report_wrong_type,
)

if TYPE_CHECKING:
    from voicecoach.language.nodes import Node

DEFAULT_SWITCH_MS = 5_000
MAX_COUNTDOWN = 10
_WAIT_ONLY_THEMSELVES = frozenset(
    {"lead-in", "rest", "say"}
)  # not because `defaults` say that exercises wait


class Defaults(Struct, frozen=True, kw_only=True):
    """What the routine's `defaults:` set for every step. `for_ms` is None where they do not."""

    options: Options = field(default_factory=Options)
    for_ms: int | None = None
    sides: tuple[Side, ...] = ()
    switch_ms: int = DEFAULT_SWITCH_MS

    @property
    def rest_options(self) -> Options:
        """Return the options of a rest that comes by itself: between sets, or at the end of a minute."""
        return replace(self.options, cues=(), ready=False)


def read_defaults(scope: Scope, field: Field | None) -> Defaults | None:
    if field is None or (isinstance(field.node, Scalar) and field.node.absent and not field.node.repaired):
        return Defaults()
    if not isinstance(field.node, Mapping):
        report_wrong_type(scope, field, Takes.DEFAULTS)
        return None
    anywhere = replace(scope, variables=None)  # each step will show what has a value in it
    elsewhere = {name for kind in STEP_KINDS.values() for name in kind.keys()} - set(DEFAULT_KEYS)  # noqa: SIM118 - a method
    fields = read_fields(anywhere, field.node, DEFAULT_KEYS, where="`defaults`", elsewhere=elsewhere)
    for_ms = read_duration_ms(anywhere, fields["for"]) if "for" in fields else None
    sides = read_sides(anywhere, fields["sides"]) if "sides" in fields else ()
    switch_ms: int | None = DEFAULT_SWITCH_MS
    if "switch" in fields:
        switch_ms = read_duration_ms(anywhere, fields["switch"], minimum_ms=0)
    options = read_options(anywhere, fields, Defaults(), None)
    if sides is None or switch_ms is None or options is None or (for_ms is None and "for" in fields):
        return None
    return Defaults(options=options, for_ms=for_ms, sides=sides, switch_ms=switch_ms)


def read_options(scope: Scope, fields: Fields, defaults: Defaults, shape: Shape | None) -> Options | None:
    """Return a step's options, the defaults merged in. Default cues that do not fit the step are left out."""
    own: dict[str, Any] = {}
    for name, (attribute, read) in _READERS.items():
        if name in fields:
            own[attribute] = read(scope, fields[name])
    if "tones" in fields:
        own["tones"] = _tones(scope, fields["tones"], defaults.options.tones)
    if "cues" in fields:
        cues = read_cues(scope, fields["cues"], shape)
        own["cues"] = None if cues is None else (*_others(defaults.options.cues, cues, shape), *cues)
    else:
        own["cues"] = _others(defaults.options.cues, (), shape)
    if any(value is None for value in own.values()):
        return None
    if shape is not None and shape.kind in _WAIT_ONLY_THEMSELVES:
        own.setdefault("ready", False)
    return replace(defaults.options, **own)


def _others(defaults: tuple[Cue, ...], own: tuple[Cue, ...], shape: Shape | None) -> tuple[Cue, ...]:
    """Return the default cues that a step hears beside its own."""
    taken = {cue.when for cue in own}
    return tuple(cue for cue in defaults if cue.when not in taken and shape is not None and _fits(cue, shape))


def _fits(cue: Cue, shape: Shape) -> bool:
    if shape.kind == "say" and shape.duration_ms is None and not isinstance(cue.when, AtStart | AtEnd):
        return False  # nobody knows yet how long it is
    return outside(cue.when, shape) is None


def _announce(scope: Scope, field: Field) -> Text | bool | None:
    if isinstance(field.node, Scalar) and field.node.text.casefold() in ON | OFF:
        return not is_off(field)
    return read_spoken(scope, field)


def _countdown(scope: Scope, field: Field) -> int | None:
    read = read_words(scope, field, Takes.COUNTDOWN)
    if read is None:
        return None
    words = read[1].casefold()
    if words in ON | OFF:
        return DEFAULT_COUNTDOWN if words in ON else 0
    return read_count(scope, field, minimum=0, maximum=MAX_COUNTDOWN)


def _time_left_ms(scope: Scope, field: Field) -> tuple[int, ...] | None:
    if isinstance(field.node, Scalar):
        scalar = read_scalar(scope, field, Takes.DURATIONS)
        if scalar is None:
            return None
        if scalar.text.casefold() in ON | OFF:
            return () if is_off(field) else DEFAULT_TIME_LEFT_MS
    items = read_items(scope, field, Takes.DURATIONS)
    if items is None:
        return None
    read = [read_duration_ms(scope, item) for item in items]
    whole = [time_ms for time_ms in read if time_ms is not None]
    return tuple(sorted(set(whole), reverse=True)) if len(whole) == len(read) else None


def _tones(scope: Scope, field: Field, defaults: Tones) -> Tones | None:
    node: Node = field.node
    if isinstance(node, Scalar):
        switched = read_switch(scope, field)
        if switched is None:
            return None
        return Tones() if switched else Tones(start=None, end=None)
    if not isinstance(node, Mapping):
        report_wrong_type(scope, field, Takes.TONES)
        return None
    fields = read_fields(scope, node, TONES_KEYS, where="`tones`")
    names: dict[str, Any] = {}
    for name in TONES_KEYS:
        if name not in fields:
            continue
        read = read_plain(scope, fields[name], Takes.SOUND)
        if read is None:
            return None
        names[name] = None if is_off(fields[name]) else read
        names[f"{name}_span"] = fields[name].node.span
    return replace(defaults, **names)


_READERS: dict[str, tuple[str, Any]] = {
    "announce": ("announce", _announce),
    "countdown": ("countdown", _countdown),
    "halfway": ("halfway", read_switch),
    "time-left": ("time_left_ms", _time_left_ms),
    "bed": ("bed", read_switch),
    "ready": ("ready", read_switch),
}


def read_sides(scope: Scope, field: Field) -> tuple[Side, ...] | None:
    if is_off(field):
        return ()
    items = read_items(scope, field, Takes.SIDES)
    if items is None:
        return None
    sides: list[Side] = []
    seen: dict[Side, Field] = {}
    for item in items:
        word = read_choice(scope, item, ("left", "right"), Takes.SIDES)
        if word is None:
            continue
        side = Side(word)
        if side in seen:
            first = Related(span=seen[side].node.span, role="first")
            scope.report(Code.DUPLICATE_KEY, item.node.span, first, key=word)
            continue
        seen[side] = item
        sides.append(side)
    return tuple(sides) if len(sides) == len(items) else None
