"""Cues: when they are heard, and what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias, assert_never

from msgspec.structs import replace

from voicecoach.findings.base import instead
from voicecoach.findings.coaching import SoundAsText
from voicecoach.findings.session import (
    BadCueKey,
    CueNotCounted,
    CueOfNoSide,
    CueOutsideCount,
    CueOutsideTime,
)
from voicecoach.findings.structure import ConflictingKeys, MissingKey, WrongType
from voicecoach.findings.terms import CountUnit, Part, Written
from voicecoach.language.cue_times import meant_when, parse_when
from voicecoach.language.durations import Fault, Problem
from voicecoach.language.keys import CUE_KEYS, CUE_PRIORITY, CUE_SAY, CUE_SOUND, CUE_VOICE, Takes
from voicecoach.language.model import (
    AtEnd,
    AtRandom,
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
    is_side,
)
from voicecoach.language.nodes import Mapping, Node, Scalar, ScalarStyle, Sequence
from voicecoach.language.quoting import quote
from voicecoach.language.read_numbers import report_duration
from voicecoach.language.reading import read, reads
from voicecoach.language.scope import Field, Scope, read_fields
from voicecoach.language.slips.shapes import cues_of_list, time_and_text
from voicecoach.language.suggest import closest
from voicecoach.language.synonyms import SYNONYMS_OF_CUES
from voicecoach.language.texts import resolve
from voicecoach.language.typed import (
    first_line,
    read_choice,
    read_plain,
    read_wordings,
    report_missing,
    report_wrong_type,
)
from voicecoach.language.words import SIDE_WORDS
from voicecoach.suffixes import SOUND_SUFFIXES

if TYPE_CHECKING:
    from voicecoach.findings.base import Edit
    from voicecoach.language.kinds.kind import Shape
    from voicecoach.source import Span

_WHOLE_PPM = 1_000_000
_SHARES = frozenset(("25", "50", "75"))  # a number beyond the step's end is meant as one
_AT_TIME = re.compile(
    r"(?P<said>[^,:{}\[\]]+?)\s+(?:(?:at|after|bei|nach|\u00e0|a los)\s+|@\s*)(?P<when>-?[0-9]+(?:\.[0-9]+)?(?:ms|s|m|%))[.!]?"
)
_BETWEEN_CUES = re.compile(r"\s*[,;]\s*(?:(?:and|then)\s+)?")
_LONGEST_CUES = 500  # characters of cues in one text
_SOUND_FILE = re.compile(rf"[/\\]|(?:{'|'.join(map(re.escape, SOUND_SUFFIXES))})$", re.IGNORECASE)
_ONLY_A_SOUND = re.compile(
    rf"[^\s{{}}\[\],:#'\"]+(?:{'|'.join(map(re.escape, SOUND_SUFFIXES))})", re.IGNORECASE
)


Misfit: TypeAlias = CueOutsideTime | CueOutsideCount | CueNotCounted | CueOfNoSide


@reads(Takes.CUES)
def read_cues(scope: Scope, field: Field) -> tuple[Cue, ...] | None:
    """Return the cues in the order of the file, held against the step's shape where there is one."""
    node = field.node
    if not isinstance(node, Mapping):
        node = cues_of_list(scope, field) or node
    if not isinstance(node, Mapping):
        _report_no_cues(scope, field)
        return None
    cues: list[Cue] = []
    for entry in node.entries:
        when = _when(scope, entry.key)
        content = _content(scope, Field(key=entry.key, name=entry.key.text, node=entry.value))
        if when is None:
            continue
        key = entry.key
        misfit = None if scope.shape is None else outside(when, scope.shape, span=key.span, key=key.text)
        if misfit is not None:
            scope.report(misfit)
        elif content is not None:
            cues.append(Cue(when=when, content=content, span=entry.key.span))
    return tuple(cues) if len(cues) == len(node.entries) else None


def _report_no_cues(scope: Scope, field: Field) -> None:
    node = field.node
    if isinstance(node, Scalar) and node.absent:
        if not node.repaired:
            report_missing(scope, field, Takes.CUES)
        return
    edits: tuple[Edit, ...] = ()
    written = Written.TEXT
    if isinstance(node, Sequence):
        edits, written = _only_text(node), Written.LIST
    elif isinstance(node, Scalar) and not node.repaired:
        edits = _said_at_times(node) or _said_then(node) or _at_start(node)
    if edits or (isinstance(node, Scalar) and not node.repaired):
        span = first_line(node.span)
        scope.report(WrongType(span=span, key=field.name, takes=Takes.CUES, written=written, edits=edits))
    else:
        report_wrong_type(scope, field, Takes.CUES)


def _said_at_times(text: Scalar) -> tuple[Edit, ...]:
    """Return the edit that makes cues of `knees up at 15s, breathe at 30s`; none where a part has no time."""
    parts = [_AT_TIME.fullmatch(part) for part in _BETWEEN_CUES.split(text.text.strip()[:_LONGEST_CUES])]
    pairs = [(part["when"], part["said"]) for part in parts if part is not None]
    if (
        len(pairs) < len(parts)
        or len({when for when, _ in pairs}) < len(pairs)
        or text.style is not ScalarStyle.PLAIN
    ):
        return ()
    return instead(text.span, f"{{{', '.join(f'{when}: {said}' for when, said in pairs)}}}")


def _said_then(text: Scalar) -> tuple[Edit, ...]:
    """Return the edit that makes a cue of `5s Squeeze`."""
    pair = time_and_text(text)
    return instead(text.span, f"{{{pair[0].text}: {quote(pair[1].text)}}}") if pair else ()


def _at_start(text: Scalar) -> tuple[Edit, ...]:
    """Return the edit that makes a text the cue at the start; none for one of several lines."""
    source = text.span.source.text
    rest, _, _ = source[text.span.end :].partition("\n")
    if "\n" in text.span.text or rest.lstrip().startswith("#"):
        return ()
    words = text.span.text if text.style is not ScalarStyle.PLAIN else quote(text.text)
    return instead(text.span, f"{{start: {words}}}")


def _only_text(listed: Sequence) -> tuple[Edit, ...]:
    """Return the edit that makes the only text of a list the cue at the start."""
    source, start = listed.span.source.text, listed.span.start
    is_one = len(listed.items) == 1 and isinstance(listed.items[0], Scalar) and not listed.flow
    if not is_one or source[start : start + 2] != "- ":
        return ()
    return instead(replace(listed.span, end=start + 2), "start: ")


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
        is_own_side = scope.shape is not None and is_side(words, scope.shape.sides or ())
        meant = when.suggestion or (f"side {words}" if is_own_side else meant_when(words))
        edits = instead(key.span, meant) if "$" not in key.text else ()
        scope.report(BadCueKey(span=key.span, key=words, suggestion=meant, edits=edits))
    else:
        report_duration(scope, key, when, words)
    return None


def outside(when: When, shape: Shape, *, span: Span, key: str) -> Misfit | None:  # noqa: C901, PLR0911, PLR0912 - one case a key
    """Return why a cue is never heard in a step of this shape, or None where it is."""
    length_ms = shape.duration_ms

    def beyond(*, at_end: bool) -> Misfit:
        edits = instead(span, "end" if at_end else f"{key}%" if key in _SHARES and span.text == key else "")
        return CueOutsideTime(span=span, key=key, length_ms=length_ms, at_end=at_end, edits=edits)

    def counted(number: int, most: int | None, unit: CountUnit) -> Misfit | None:
        if most == 0:
            return CueNotCounted(span=span, key=key, unit=unit)
        if number >= 1 and (most is None or number <= most):
            return None
        return CueOutsideCount(span=span, key=key, unit=unit, most=most)

    match when:
        case AtStart() | AtEnd():
            return None
        case FromStart(offset_ms=offset_ms):
            if length_ms is None or offset_ms < length_ms:
                return None
            return beyond(at_end=offset_ms == length_ms)
        case BeforeEnd(offset_ms=offset_ms):
            if offset_ms and (length_ms is None or offset_ms <= length_ms):
                return None
            return beyond(at_end=not offset_ms)
        case Share(parts_per_million=parts):
            return None if parts < _WHOLE_PPM else beyond(at_end=parts == _WHOLE_PPM)
        case Every(period_ms=period_ms):
            if period_ms and (length_ms is None or period_ms < length_ms):
                return None
            return beyond(at_end=False)
        case AtRandom(least_ms=least_ms):
            return None if length_ms is None or least_ms < length_ms else beyond(at_end=False)
        case AtRep(rep=number) | LastReps(reps=number):
            return counted(number, shape.reps, CountUnit.REP)
        case InRound(round=number):
            return counted(number, shape.rounds, CountUnit.ROUND)
        case OnSide(side=side):
            if shape.sides is None or is_side(side, shape.sides):
                return None
            meant = closest(side, shape.sides, SIDE_WORDS)
            edits = instead(span, f"side {meant}") if meant and "$" not in span.text else ()
            return CueOfNoSide(span=span, key=key, side=side, suggestion=meant, edits=edits)
        case _:
            assert_never(when)


# --- what ---------------------------------------------------------------------------------------


def _content(scope: Scope, field: Field) -> Spoken | Sound | None:
    node = field.node
    if not isinstance(node, Mapping):
        _check_sound(scope, node)
        wordings = read_wordings(scope, field)
        return None if wordings is None else Spoken(wordings=wordings)
    fields = read_fields(scope, node, CUE_KEYS, where=Part.CUE, synonyms=SYNONYMS_OF_CUES)
    if "sound" in fields:
        for name in ("say", "priority", "voice"):
            if name in fields:
                scope.report(
                    ConflictingKeys(
                        span=fields[name].key.span,
                        key=name,
                        where=Part.CUE,
                        other="sound",
                        other_span=fields["sound"].key.span,
                    )
                )
        return read(scope, fields, CUE_SOUND)
    if "say" not in fields:
        if not node.incomplete and len(fields) == len(node.entries):
            scope.report(MissingKey(span=field.key.span, key="say", where=Part.CUE))
        return None
    wordings = read(scope, fields, CUE_SAY)
    priority = read(scope, fields, CUE_PRIORITY)
    voice = read(scope, fields, CUE_VOICE)
    if wordings is None or priority is None or voice is None:
        return None
    return Spoken(wordings=wordings, priority=priority, voice=voice)


def _check_sound(scope: Scope, node: Node) -> None:
    """Warn about a text that is the name of a sound file."""
    if isinstance(node, Scalar) and _ONLY_A_SOUND.fullmatch(node.text.strip()):
        path = node.text.strip()
        scope.report(SoundAsText(span=node.span, path=path, edits=instead(node.span, f"{{sound: {path}}}")))


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
