"""The steps that are no blocks: lead-in, hold, work, reps, rest, say, hangs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from voicecoach.diagnostics import Code, Related
from voicecoach.language.cues import Shape
from voicecoach.language.model import (
    Hangs,
    LeadIn,
    Options,
    Reps,
    Rest,
    Say,
    Side,
    Text,
    Variable,
    Work,
    WorkKind,
)
from voicecoach.language.options import Defaults, read_options, read_sides
from voicecoach.language.scope import Fields, Scope, require
from voicecoach.language.typed import (
    read_count,
    read_duration_ms,
    read_name,
    read_repeaters,
    read_tempo_ms,
    read_wordings,
)

if TYPE_CHECKING:
    from voicecoach.language.nodes import Mapping
    from voicecoach.source import Span

_COUNTED = (Variable.COUNT, Variable.REP)


def read_lead_in(scope: Scope, defaults: Defaults, fields: Fields) -> LeadIn | None:
    read = _timed(scope, defaults, fields, "lead-in")
    if read is None:
        return None
    duration_ms, say, options, span = read
    return LeadIn(duration_ms=duration_ms, say=say, options=options, span=span)


def read_rest(scope: Scope, defaults: Defaults, fields: Fields) -> Rest | None:
    read = _timed(scope, defaults, fields, "rest")
    if read is None:
        return None
    duration_ms, say, options, span = read
    return Rest(duration_ms=duration_ms, say=say, options=options, span=span)


_Timed: TypeAlias = "tuple[int, tuple[Text, ...], Options, Span]"


def _timed(scope: Scope, defaults: Defaults, fields: Fields, kind: str) -> _Timed | None:
    duration_ms = read_duration_ms(scope, fields[kind], minimum_ms=0)
    say = read_wordings(scope, fields["say"]) if "say" in fields else ()
    shape = Shape(kind=kind, duration_ms=duration_ms, rounds=scope.rounds)
    options = read_options(scope, fields, defaults, shape)
    if duration_ms is None or say is None or options is None:
        return None
    return duration_ms, say, options, fields[kind].key.span


def read_say(scope: Scope, defaults: Defaults, fields: Fields) -> Say | None:
    wordings = read_wordings(scope, fields["say"])
    duration_ms = read_duration_ms(scope, fields["for"]) if "for" in fields else None
    shape = Shape(kind="say", duration_ms=duration_ms, rounds=scope.rounds)
    options = read_options(scope, fields, defaults, shape)
    if wordings is None or options is None or (duration_ms is None and "for" in fields):
        return None
    return Say(wordings=wordings, duration_ms=duration_ms, options=options, span=fields["say"].key.span)


def read_work(scope: Scope, defaults: Defaults, node: Mapping, fields: Fields, kind: WorkKind) -> Work | None:
    span = fields[kind.value].key.span
    if "for" in fields:
        duration_ms = read_duration_ms(scope, fields["for"])
    else:
        duration_ms = defaults.for_ms
        if duration_ms is None:
            require(scope, node, fields, "for", at=span, where=f"`{kind.value}`")
    repeats = _repeats(scope, defaults, fields)
    within = repeats.scope(scope, fields)
    name = read_name(within, fields[kind.value])
    shape = Shape(kind=kind.value, duration_ms=duration_ms, rounds=scope.rounds, sides=repeats.sides)
    options = read_options(within, fields, defaults, shape)
    if name is None or duration_ms is None or options is None or not repeats.whole:
        return None
    return Work(
        kind=kind,
        name=name,
        duration_ms=duration_ms,
        sides=repeats.sides or (),
        switch_ms=repeats.switch_ms or 0,
        sets=repeats.sets or 1,
        set_rest=repeats.rest,
        options=options,
        span=span,
    )


def read_reps(
    scope: Scope, defaults: Defaults, node: Mapping, fields: Fields, *, in_amrap: bool
) -> Reps | None:
    span = fields["reps"].key.span
    count_field = require(scope, node, fields, "count", at=span, where="`reps`")
    count = None if count_field is None else read_count(scope, count_field)
    beats_ms = _beats_ms(scope, node, fields, in_amrap=in_amrap)
    repeats = _repeats(scope, defaults, fields)
    within = repeats.scope(scope, fields).with_variables(*_COUNTED)
    name = read_name(within, fields["reps"])
    length_ms = count * sum(beats_ms) if count is not None and beats_ms else None
    shape = Shape(kind="reps", duration_ms=length_ms, reps=count, rounds=scope.rounds, sides=repeats.sides)
    options = read_options(within, fields, defaults, shape)
    if name is None or count is None or beats_ms is None or options is None or not repeats.whole:
        return None
    return Reps(
        name=name,
        count=count,
        beats_ms=beats_ms,
        sides=repeats.sides or (),
        switch_ms=repeats.switch_ms or 0,
        sets=repeats.sets or 1,
        set_rest=repeats.rest,
        options=options,
        span=span,
    )


def _beats_ms(scope: Scope, node: Mapping, fields: Fields, *, in_amrap: bool) -> tuple[int, ...] | None:
    if "tempo" in fields and "every" in fields:
        other = Related(span=fields["tempo"].key.span, role="other")
        span = fields["every"].key.span
        scope.report(Code.CONFLICTING_KEYS, span, other, key="every", other="tempo", where="`reps`")
        return None
    if "tempo" in fields:
        return read_tempo_ms(scope, fields["tempo"])
    if "every" in fields:
        every_ms = read_duration_ms(scope, fields["every"])
        return None if every_ms is None else (every_ms,)
    if in_amrap:
        return ()
    require(scope, node, fields, "tempo", at=fields["reps"].key.span, where="`reps`")
    return None


def read_hangs(scope: Scope, defaults: Defaults, fields: Fields) -> Hangs | None:
    """Return repeaters. Their cues are held against one hang; `rep 3` is the third one."""
    found = read_repeaters(scope, fields["hangs"])
    repeats = _repeats(scope, defaults, fields)
    within = repeats.scope(scope, fields).with_variables(*_COUNTED)
    name = read_name(within, fields["name"]) if "name" in fields else None
    shape = Shape(
        kind="hangs",
        duration_ms=None if found is None else found.on_ms,
        reps=None if found is None else found.count,
        rounds=scope.rounds,
    )
    options = read_options(within, fields, defaults, shape)
    if found is None or options is None or not repeats.whole or (name is None and "name" in fields):
        return None
    return Hangs(
        name=name,
        count=found.count,
        on_ms=found.on_ms,
        off_ms=found.off_ms,
        sets=repeats.sets or 1,
        set_rest=repeats.rest,
        options=options,
        span=fields["hangs"].key.span,
    )


class _Repeats(Struct, frozen=True, kw_only=True):
    """Sets and sides of a step; `whole` is False where one of them could not be read."""

    sets: int | None
    rest: Rest | None
    sides: tuple[Side, ...] | None
    switch_ms: int | None
    whole: bool

    def scope(self, scope: Scope, fields: Fields) -> Scope:
        """Return the scope of the step's texts, with what sets and sides give them."""
        if "sets" in fields:
            scope = scope.with_variables(Variable.SET, Variable.SETS)
        if self.sides is None or self.sides:
            scope = scope.with_variables(Variable.SIDE)
        return scope


def _repeats(scope: Scope, defaults: Defaults, fields: Fields) -> _Repeats:
    sets = read_count(scope, fields["sets"]) if "sets" in fields else 1
    sides = read_sides(scope, fields["sides"]) if "sides" in fields else defaults.sides
    switch_ms: int | None = defaults.switch_ms
    if "switch" in fields:
        switch_ms = read_duration_ms(scope, fields["switch"], minimum_ms=0)
        if sides == ():
            scope.report(Code.NEEDS_KEY, fields["switch"].key.span, key="switch", needs="sides")
    rest: Rest | None = None
    rest_read = True
    if "rest" in fields:
        rest_ms = read_duration_ms(scope, fields["rest"], minimum_ms=0)
        if "sets" not in fields:
            scope.report(Code.NEEDS_KEY, fields["rest"].key.span, key="rest", needs="sets")
        if rest_ms is None:
            rest_read = False
        else:
            rest = Rest(duration_ms=rest_ms, options=defaults.rest_options, span=fields["rest"].key.span)
    whole = sets is not None and sides is not None and switch_ms is not None and rest_read
    return _Repeats(sets=sets, rest=rest, sides=sides, switch_ms=switch_ms if sides else 0, whole=whole)
