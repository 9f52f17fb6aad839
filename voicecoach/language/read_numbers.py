"""Numbers and times to values: durations, counts, reps, tempos, repeaters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings.content import (
    BadCount,
    BadDuration,
    BadRepeaters,
    BadRepRange,
    BadTempo,
    DurationTooExact,
    DurationTooLong,
    OutOfRange,
    RangeNotHere,
    TempoWithoutTime,
)
from voicecoach.findings.reading import DuplicateKey
from voicecoach.findings.terms import AtLeast, Between, MoreThan
from voicecoach.language.durations import (
    BEHIND_LENGTH,
    LENGTHS,
    MAX_DURATION_MS,
    Fault,
    Problem,
    duration_ms,
    either_length,
)
from voicecoach.language.grammar import DASH
from voicecoach.language.keys import Takes
from voicecoach.language.model import SideLength, SideLengths
from voicecoach.language.nodes import Entry, Mapping, Scalar
from voicecoach.language.reading import reads
from voicecoach.language.scope import Field, Scope
from voicecoach.language.texts import resolve
from voicecoach.language.typed import (
    edits_where_written,
    meant_instead,
    meant_parameter,
    read_words,
    value_place,
)
from voicecoach.language.values import (
    MAX_COUNT,
    Repeaters,
    RepRange,
    Tempo,
    counts_of_tempo,
    rep_range,
    repeaters,
    tempo_ms,
    whole_number,
)
from voicecoach.language.words import side_name, without_remark
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from voicecoach.findings.base import Edit
    from voicecoach.findings.terms import Limits
    from voicecoach.language.model import Length
    from voicecoach.source import Span

_VALUE: Final = r"[0-9][0-9.:]*(?:ms|[smh])?"
_LIMITED: Final = re.compile(
    r"(?:default:?\s+)?(?P<default>[0-9][0-9.:]*(?:ms|[smh])?)(?:[\s,;(]+(?:min(?:imum)?|from):?\s*(?P<min>[0-9][0-9.:]*(?:ms|[smh])?))?"
    r"(?:[\s,;]+(?:max(?:imum)?|to):?\s*(?P<max>[0-9][0-9.:]*(?:ms|[smh])?))?\)?"
)
_IN_RANGE: Final = re.compile(
    rf"(?P<default>{_VALUE})\s*[,;]\s*(?P<min>{_VALUE})\s*(?:{DASH}|to|bis|\u00e0|\.\.+)\s*(?P<max>{_VALUE})"
)
_LONGEST_NOTE: Final = 200
_BEFORE_NOTE: Final = " #<-/*\N{LEFTWARDS ARROW}"


@reads(Takes.PAUSE)
def read_pause_ms(scope: Scope, field: Field) -> int | None:
    return read_duration_ms(scope, field, minimum_ms=0)


@reads(Takes.DURATION)
def read_duration_ms(scope: Scope, field: Field, *, minimum_ms: int = 1) -> int | None:
    read = read_words(scope, field, Takes.DURATION)
    if read is None:
        return None
    scalar, words = read
    found_ms = duration_ms(words)
    if isinstance(found_ms, Problem):
        report_duration(scope, scalar, found_ms, words)
        return None
    if found_ms < minimum_ms:
        report_range(scope, scalar.span, field.name, words, MoreThan(limit="0s"))
        return None
    return found_ms


@reads(Takes.LENGTH)
def read_length(scope: Scope, field: Field) -> Length | None:
    """Return a duration, or the duration of each side."""
    node = field.node
    # `{hold}` is how other programs write a parameter: a name without a value.
    if not isinstance(node, Mapping) or not all(map(_has_value, node.entries)) or not node.entries:
        return read_duration_ms(scope, field)
    each: dict[str, SideLength] = {}
    for entry in node.entries:
        name = resolve(scope, entry.key)
        duration_ms = read_duration_ms(scope, Field(key=entry.key, name=entry.key.text, node=entry.value))
        if name is None or duration_ms is None:
            continue
        side = side_name(name)
        if side.casefold() in each:
            scope.report(DuplicateKey(span=entry.key.span, key=side, first=each[side.casefold()].span))
            continue
        each[side.casefold()] = SideLength(side=side, duration_ms=duration_ms, span=entry.key.span)
    return SideLengths(each=tuple(each.values())) if len(each) == len(node.entries) else None


def _has_value(entry: Entry) -> bool:
    return not (isinstance(entry.value, Scalar) and entry.value.absent)


def report_duration(scope: Scope, scalar: Scalar, problem: Problem, words: str) -> None:
    span = value_place(scope, scalar, words)
    if problem.fault is Fault.TOO_EXACT:
        edits = edits_where_written(span, words, problem.suggestion)
        scope.report(DurationTooExact(span=span, written=words, suggestion=problem.suggestion, edits=edits))
    elif problem.fault is Fault.TOO_LONG:
        scope.report(DurationTooLong(span=span, written=words, limit_ms=MAX_DURATION_MS))
    else:
        span, meant, edits = meant_instead(scope, scalar, words, problem.suggestion)
        limited = _with_limits(words) if span != scalar.span else ""
        if limited:
            meant, edits = limited, edits_where_written(span, words, limited)
        else:
            edits = _with_comment(edits, words)
        either = () if meant else either_length(words)
        scope.report(BadDuration(span=span, written=words, suggestion=meant, either=either, edits=edits))


def _with_limits(words: str) -> str:
    """Return what the default of a parameter is meant to be: `30s, min 10s, max 60s`, `30s, 10s-60s`; an empty text for no such thing."""
    match = _LIMITED.fullmatch(words) or _IN_RANGE.fullmatch(words)
    if match is None:
        return ""
    ends = {key: match[key] for key in ("default", "min", "max") if match[key]}
    if len(ends) == 1:
        return match["default"]
    return f"{{{', '.join(f'{key}: {value}' for key, value in ends.items())}}}"


def _with_comment(edits: tuple[Edit, ...], words: str) -> tuple[Edit, ...]:
    """Keep what is said besides an amount as a comment: `30s (or 20)`, `30-45s`; where the line goes on, there is no room for one."""
    if len(words) > _LONGEST_NOTE:
        return edits
    said = BEHIND_LENGTH.search(words) or LENGTHS.fullmatch(words)
    remark = words[len(without_remark(words)) :] if said is None else said[0]
    if not remark or len(edits) != 1:
        return edits
    (edit,) = edits
    rest = edit.span.source.text[edit.span.end :].partition("\n")[0]
    if rest.strip():
        return edits
    note = remark.strip(_BEFORE_NOTE)
    return (replace(edit, text=f"{edit.text}  # {note}"),)


def report_range(scope: Scope, span: Span, key: str, words: str, allowed: Limits) -> None:
    scope.report(OutOfRange(span=span, key=key, written=words, allowed=allowed))


@reads(Takes.COUNT)
def read_count(scope: Scope, field: Field, *, minimum: int = 1, maximum: int | None = None) -> int | None:
    read = read_words(scope, field, Takes.COUNT)
    if read is None:
        return None
    scalar, words = read
    found = whole_number(words)
    if isinstance(found, Problem) and found.fault is Fault.SHAPE:
        span = value_place(scope, scalar, words)
        several = rep_range(words)
        seconds = duration_ms(words) if field.name == "countdown" else 0
        if isinstance(seconds, Problem) and seconds.suggestion:
            seconds = duration_ms(seconds.suggestion)
        # A countdown is a number of seconds by itself.
        if isinstance(seconds, int) and seconds and seconds % MS_PER_S == 0:
            meant = str(seconds // MS_PER_S)
            scope.report(
                BadCount(
                    span=span, written=words, suggestion=meant, edits=edits_where_written(span, words, meant)
                )
            )
            return None
        if isinstance(several, RepRange):
            number = str(several.most)
            edits = edits_where_written(span, words, number)
            scope.report(
                RangeNotHere(span=span, key=field.name, written=words, suggestion=number, edits=edits)
            )
            return None
        span, meant, edits = meant_instead(scope, scalar, words, found.suggestion)
        edits = _with_comment(edits, words)
        scope.report(BadCount(span=span, written=words, suggestion=meant, edits=edits))
        return None
    if isinstance(found, Problem) or found < minimum or (maximum is not None and found > maximum):
        most = MAX_COUNT if maximum is None and isinstance(found, Problem) else maximum
        allowed = AtLeast(least=str(minimum)) if most is None else Between(least=str(minimum), most=str(most))
        report_range(scope, scalar.span, field.name, words, allowed)
        return None
    return found


@reads(Takes.REPS)
def read_reps(scope: Scope, field: Field) -> RepRange | None:
    read = read_words(scope, field, Takes.REPS)
    if read is None:
        return None
    scalar, words = read
    found = rep_range(words)
    if isinstance(found, RepRange) and found.least:
        return found
    if isinstance(found, Problem) and found.fault is not Fault.TOO_LONG:
        span = value_place(scope, scalar, words)
        meant = meant_parameter(scope, words) or found.suggestion
        edits = edits_where_written(span, words, meant)
        if found.suggestion and words != without_remark(words):
            edits = _with_comment(edits, words)
        if found.fault is Fault.UPSIDE_DOWN:
            scope.report(BadRepRange(span=span, written=words, suggestion=meant, edits=edits))
        else:
            scope.report(BadCount(span=span, written=words, suggestion=meant, edits=edits))
        return None
    is_long = isinstance(found, Problem)
    allowed = Between(least="1", most=str(MAX_COUNT)) if is_long else AtLeast(least="1")
    report_range(scope, scalar.span, field.name, words, allowed)
    return None


@reads(Takes.TEMPO)
def read_tempo(scope: Scope, field: Field) -> Tempo | None:
    read = read_words(scope, field, Takes.TEMPO)
    if read is None:
        return None
    scalar, words = read
    counts_ms = tempo_ms(words)
    if isinstance(counts_ms, Problem):
        span = value_place(scope, scalar, words)
        if counts_ms.fault is Fault.TOO_EXACT:
            scope.report(DurationTooExact(span=span, written=words))
        else:
            meant = meant_parameter(scope, words) or counts_ms.suggestion
            edits = edits_where_written(span, words, meant)
            scope.report(BadTempo(span=span, written=words, suggestion=meant, edits=edits))
        return None
    if not any(counts_ms):
        scope.report(TempoWithoutTime(span=scalar.span, key=field.name, written=words))
        return None
    return Tempo(beats_ms=tuple(filter(None, counts_ms)), written="-".join(counts_of_tempo(words)))


@reads(Takes.REPEATERS)
def read_repeaters(scope: Scope, field: Field) -> Repeaters | None:
    read = read_words(scope, field, Takes.REPEATERS)
    if read is None:
        return None
    scalar, words = read
    found = repeaters(words)
    if isinstance(found, Problem):
        if found.fault is Fault.SHAPE:
            span = value_place(scope, scalar, words)
            meant = meant_parameter(scope, words) or found.suggestion
            edits = edits_where_written(span, words, meant)
            scope.report(BadRepeaters(span=span, written=words, suggestion=meant, edits=edits))
        else:
            report_duration(scope, scalar, found, words)
        return None
    if not found.count or not found.on_ms:
        report_range(scope, scalar.span, field.name, words, AtLeast(least="1 x 1s:0s"))
        return None
    return found
