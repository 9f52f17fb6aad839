"""Cues: when they are heard, and what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from voicecoach.diagnostics import Code
from voicecoach.language.cue_times import meant_when, parse_when
from voicecoach.language.keys import CUE_KEYS, CUE_PRIORITY, CUE_SAY, CUE_SOUND, CUE_VOICE, Takes
from voicecoach.language.model import (
    AtEnd,
    AtRep,
    AtStart,
    BeforeEnd,
    Cue,
    Every,
    FromStart,
    InRound,
    LastReps,
    OnSide,
    Priority,
    Share,
    Sound,
    Spoken,
    When,
)
from voicecoach.language.nodes import Mapping, Scalar
from voicecoach.language.reading import read, reads
from voicecoach.language.scope import Field, Scope, read_fields
from voicecoach.language.texts import resolve
from voicecoach.language.typed import (
    read_choice,
    read_plain,
    read_wordings,
    report_duration,
    report_missing,
    report_wrong_type,
)
from voicecoach.language.values import Fault, Problem
from voicecoach.suffixes import SOUND_SUFFIXES
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.language.kinds.kind import Shape

_WHOLE_PPM = 1_000_000
_SOUND_FILE = re.compile(rf"[/\\]|(?:{'|'.join(map(re.escape, SOUND_SUFFIXES))})$", re.IGNORECASE)


class Misfit(Struct, frozen=True):
    """Why a cue is never heard in a step: it is beyond what there is, or the step has no such thing."""

    code: Code
    has: str
    at_end: bool = False


@reads(Takes.CUES)
def read_cues(scope: Scope, field: Field) -> tuple[Cue, ...] | None:
    """Return the cues in the order of the file, held against the step's shape where there is one."""
    node = field.node
    if not isinstance(node, Mapping):
        if isinstance(node, Scalar) and node.absent:
            if not node.repaired:
                report_missing(scope, field, Takes.CUES)
        else:
            report_wrong_type(scope, field, Takes.CUES)
        return None
    cues: list[Cue] = []
    for entry in node.entries:
        when = _when(scope, entry.key)
        content = _content(scope, Field(key=entry.key, name=entry.key.text, node=entry.value))
        if when is None:
            continue
        misfit = None if scope.shape is None else outside(when, scope.shape)
        if misfit is not None:
            scope.report(
                misfit.code,
                entry.key.span,
                key=entry.key.text,
                has=misfit.has,
                at_end=int(misfit.at_end),
            )
        elif content is not None:
            cues.append(Cue(when=when, content=content, span=entry.key.span))
    return tuple(cues) if len(cues) == len(node.entries) else None


# --- when ---------------------------------------------------------------------------------------


def _when(scope: Scope, key: Scalar) -> When | None:
    if key.repaired:
        return None
    written = resolve(scope, key)
    if written is None:
        return None
    words = written.strip()
    when = parse_when(words)
    if not isinstance(when, Problem):
        return when
    if when.fault is Fault.SHAPE:
        scope.report(Code.BAD_CUE_KEY, key.span, key=words, suggestion=when.suggestion or meant_when(words))
    else:
        report_duration(scope, key.span, when, words)
    return None


def outside(when: When, shape: Shape) -> Misfit | None:  # noqa: C901, PLR0911 - one case a key
    """Return why a cue is never heard in a step of this shape, or None where it is."""
    length_ms = shape.duration_ms
    match when:
        case AtStart() | AtEnd():
            return None
        case FromStart(offset_ms=offset_ms):
            return _beyond(
                length_ms,
                outside=length_ms is not None and offset_ms >= length_ms,
                at_end=offset_ms == length_ms,
            )
        case BeforeEnd(offset_ms=offset_ms):
            return _beyond(
                length_ms,
                outside=(length_ms is not None and offset_ms > length_ms) or not offset_ms,
                at_end=not offset_ms,
            )
        case Share(parts_per_million=parts):
            return _beyond(length_ms, outside=parts >= _WHOLE_PPM, at_end=parts == _WHOLE_PPM)
        case Every(period_ms=period_ms):
            return _beyond(
                length_ms, outside=(length_ms is not None and period_ms >= length_ms) or not period_ms
            )
        case AtRep(rep=number) | LastReps(reps=number):
            if shape.reps == 0:
                return Misfit(Code.CUE_NOT_HERE, "reps")
            return _past(number, shape.reps, "rep")
        case InRound(round=number):
            if shape.rounds == 0:
                return Misfit(Code.CUE_NOT_HERE, "rounds around it")
            return _past(number, shape.rounds, "round")
        case OnSide(side=side):
            if shape.sides is None or side in shape.sides:
                return None
            return Misfit(Code.CUE_NOT_HERE, f"{side.value} side")
        case _:
            assert_never(when)


def _beyond(length_ms: int | None, *, outside: bool, at_end: bool = False) -> Misfit | None:
    if not outside:
        return None
    has = "" if length_ms is None else f"is {format_duration_ms(length_ms)} long"
    return Misfit(Code.CUE_OUTSIDE, has, at_end)


def _past(number: int, most: int | None, unit: str) -> Misfit | None:
    if number >= 1 and (most is None or number <= most):
        return None
    plural = "" if most == 1 else "s"
    return Misfit(Code.CUE_OUTSIDE, "" if most is None else f"has {most} {unit}{plural}")


# --- what ---------------------------------------------------------------------------------------


def _content(scope: Scope, field: Field) -> Spoken | Sound | None:
    node = field.node
    if not isinstance(node, Mapping):
        wordings = read_wordings(scope, field)
        return None if wordings is None else Spoken(wordings=wordings)
    fields = read_fields(scope, node, CUE_KEYS, where="a cue")
    if "sound" in fields:
        for name in ("say", "priority", "voice"):
            if name in fields:
                scope.report(
                    Code.CONFLICTING_KEYS, fields[name].key.span, key=name, other="sound", where="a cue"
                )
        return read(scope, fields, CUE_SOUND)
    if "say" not in fields:
        if not node.incomplete and len(fields) == len(node.entries):
            scope.report(Code.MISSING_KEY, field.key.span, key="say", where="a cue")
        return None
    wordings = read(scope, fields, CUE_SAY)
    priority = read(scope, fields, CUE_PRIORITY)
    voice = read(scope, fields, CUE_VOICE)
    if wordings is None or priority is None or voice is None:
        return None
    return Spoken(wordings=wordings, priority=priority, voice=voice)


@reads(Takes.PRIORITY)
def _priority(scope: Scope, field: Field) -> Priority | None:
    names = tuple(one.name.lower() for one in Priority)
    name = read_choice(scope, field, names, Takes.PRIORITY)
    return None if name is None else Priority[name.upper()]


@reads(Takes.SOUND)
def read_sound(scope: Scope, field: Field) -> Sound | None:
    """Return a sound: a file by its suffix or a slash, else a name of the tone pack."""
    name = read_plain(scope, field, Takes.SOUND)
    if name is None:
        return None
    return Sound(name=name, is_file=_SOUND_FILE.search(name) is not None, span=field.node.span)
