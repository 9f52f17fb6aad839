"""Cues: when they are heard, and what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias, assert_never

from msgspec import Struct

from voicecoach.diagnostics import Code
from voicecoach.language.keys import CUE_KEYS, Takes
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
    Side,
    Sound,
    Spoken,
    When,
)
from voicecoach.language.nodes import Mapping, Scalar
from voicecoach.language.scope import Field, Scope, read_fields
from voicecoach.language.suggest import closest
from voicecoach.language.texts import resolve
from voicecoach.language.typed import (
    read_choice,
    read_plain,
    read_wordings,
    report_duration,
    report_missing,
    report_wrong_type,
)
from voicecoach.language.values import Fault, Problem, duration_ms, share_ppm, whole_number
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Callable

_WHOLE_PPM = 1_000_000
_SOUND_FILE = re.compile(r"[/\\]|\.(?:wav|mp3|ogg|oga|opus|flac|m4a|aac|aif|aiff)$", re.IGNORECASE)
_COUNTED = re.compile(r"(rep|round|last|every|side)\s*[- ]?\s*(.*?)", re.IGNORECASE | re.DOTALL)
_LAST = re.compile(r"([0-9]*)\s*reps?")
_KEY_WORDS = ("start", "end", "rep", "last", "every", "round", "side")
_KEY_SYNONYMS = {
    "halfway": "50%",
    "half": "50%",
    "middle": "50%",
    "begin": "start",
    "beginning": "start",
    "onset": "start",
    "finish": "end",
    "stop": "end",
}


class Shape(Struct, frozen=True, kw_only=True):
    """What a cue of a step can refer to. `None` is unknown; no cue is outside of what is unknown.

    `reps` is 0 where nothing is counted, `rounds` is 0 where there is no block around.
    """

    kind: str
    duration_ms: int | None = None
    reps: int | None = 0
    rounds: int | None = 0
    sides: tuple[Side, ...] | None = ()


class Misfit(Struct, frozen=True):
    """Why a cue is never heard in a step: it is beyond what there is, or the step has no such thing."""

    code: Code
    has: str
    at_end: bool = False


Found: TypeAlias = "When | Problem | None"


def read_cues(scope: Scope, field: Field, shape: Shape | None) -> tuple[Cue, ...] | None:
    """Return the cues in the order of the file. Without a shape they are not held against a step."""
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
        misfit = None if shape is None else outside(when, shape)
        if misfit is not None and shape is not None:
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
        scope.report(Code.BAD_CUE_KEY, key.span, key=words, suggestion=when.suggestion or _meant(words))
    else:
        report_duration(scope, key.span, when, words)
    return None


def parse_when(words: str) -> When | Problem:
    """Return when a cue with this key is heard."""
    if words == "start":
        return AtStart()
    if words == "end":
        return AtEnd()
    if words.endswith("%"):
        parts = share_ppm(words)
        return parts if isinstance(parts, Problem) else Share(parts_per_million=parts)
    first, _, rest = words.partition(" ")
    if first in _COUNTED_KINDS:
        return _COUNTED_KINDS[first](rest.strip())
    if words.startswith("-"):
        return _timed(words[1:], lambda offset_ms: BeforeEnd(offset_ms=offset_ms), "-")
    return _timed(words, lambda offset_ms: FromStart(offset_ms=offset_ms))


def _timed(words: str, make: Callable[[int], When], before: str = "") -> When | Problem:
    offset_ms = duration_ms(words)
    if isinstance(offset_ms, Problem):
        meant = f"{before}{offset_ms.suggestion}" if offset_ms.suggestion else ""
        return Problem(offset_ms.fault, meant)
    return make(offset_ms)


def _number(words: str, before: str, make: Callable[[int], When]) -> When | Problem:
    number = whole_number(words)
    if isinstance(number, Problem):
        return Problem(Fault.SHAPE, f"{before} {number.suggestion}" if number.suggestion else "")
    return make(number)


def _last(words: str) -> When | Problem:
    match = _LAST.fullmatch(words)
    if match is None:
        number = whole_number(words)
        return Problem(Fault.SHAPE, f"last {number} reps" if isinstance(number, int) else "")
    number = whole_number(match[1] or "1")
    return number if isinstance(number, Problem) else LastReps(reps=number)


def _side(words: str) -> When | Problem:
    if words in {"left", "right"}:
        return OnSide(side=Side(words))
    meant = closest(words, ("left", "right"))
    return Problem(Fault.SHAPE, f"side {meant}" if meant else "")


_COUNTED_KINDS: dict[str, Callable[[str], When | Problem]] = {
    "every": lambda words: _timed(words, lambda period_ms: Every(period_ms=period_ms), "every "),
    "rep": lambda words: _number(words, "rep", lambda rep: AtRep(rep=rep)),
    "round": lambda words: _number(words, "round", lambda number: InRound(round=number)),
    "last": _last,
    "side": _side,
}


def _meant(words: str) -> str:
    """Return the key that `rep3`, `Rep 3`, `halfway` or `strat` stands for, or an empty text."""
    plain = " ".join(words.casefold().split())
    if plain in {"left", "right"}:
        return f"side {plain}"
    tries = [plain]
    if match := _COUNTED.fullmatch(plain):
        tries.append(f"{match[1]} {match[2]}")
    head, _, rest = plain.partition(" ")
    tries.append(f"{closest(head, _KEY_WORDS, _KEY_SYNONYMS if not rest else None)} {rest}".strip())
    tries.append(_KEY_SYNONYMS.get(plain, ""))
    return next((one for one in tries if one and not isinstance(parse_when(one), Problem)), "")


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
        return read_sound(scope, fields["sound"])
    if "say" not in fields:
        if not node.incomplete and len(fields) == len(node.entries):
            scope.report(Code.MISSING_KEY, field.key.span, key="say", where="a cue")
        return None
    wordings = read_wordings(scope, fields["say"])
    priority: Priority | None = Priority.FORM
    if "priority" in fields:
        names = tuple(one.name.lower() for one in Priority)
        name_read = read_choice(scope, fields["priority"], names, Takes.PRIORITY)
        priority = None if name_read is None else Priority[name_read.upper()]
    voice = read_plain(scope, fields["voice"]) if "voice" in fields else ""
    if wordings is None or priority is None or voice is None:
        return None
    return Spoken(wordings=wordings, priority=priority, voice=voice)


def read_sound(scope: Scope, field: Field) -> Sound | None:
    """Return a sound: a file by its suffix or a slash, else a name of the tone pack."""
    name = read_plain(scope, field, Takes.SOUND)
    if name is None:
        return None
    return Sound(name=name, is_file=_SOUND_FILE.search(name) is not None, span=field.node.span)
