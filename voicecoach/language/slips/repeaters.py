"""Repeaters as people write them: their parts in keys of their own, or sets and rests behind them. Reported, and read as meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.content import BadRepeaters
from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.nodes import Entry, Mapping, Scalar, ScalarStyle
from voicecoach.language.slips.names_with_amounts import LENGTH, LONGEST_NAME, SETS, length_meant
from voicecoach.language.step_entries import NAME_KEYS, find_entry, line_beside, with_values, without
from voicecoach.language.values import Repeaters, repeaters, whole_number
from voicecoach.source import Span

if TYPE_CHECKING:
    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.scope import Scope

_HANGS: Final = "hangs"
_REST: Final = "rest"
_HEADS: Final = frozenset((_HANGS, "repeaters", "repeater"))
_ON: Final = frozenset(("on", "an", "hang", "work", "for"))
_OFF: Final = frozenset(("off", "aus", "rest", "pause"))
_SURELY_ON: Final = frozenset(("on", "an"))
_SURELY_OFF: Final = frozenset(("off", "aus"))
_COUNTS: Final = frozenset(("reps", "count", "times", "repeats", "repetitions", "number", "wdh"))
_PAIR: Final = re.compile(r"([0-9.,]+\s*[^\W\d_]*)\s*[:/]\s*([0-9.,]+\s*[^\W\d_]*)")
_SETS_BEHIND: Final = re.compile(
    r"(.*[^\sxX\N{MULTIPLICATION SIGN}])\s*[xX\N{MULTIPLICATION SIGN}]\s*([0-9]+)(?:\s*sets?)?"
)
_SETS_BEFORE: Final = re.compile(
    r"([0-9]+)\s*(?:sets?|s\u00e4tze|series|s\u00e9ries)\s*(?:of|von|de|\u00e0|:|x)?\s*([0-9]+\s*[xX\N{MULTIPLICATION SIGN}].*)",
    re.IGNORECASE,
)
_SETS_PART: Final = re.compile(r"(?:x\s*)?([0-9]+)\s*(?:sets?|s\u00e4tze|series|s\u00e9ries)", re.IGNORECASE)
_REST_PART: Final = re.compile(
    rf"(?:rest|pause|repos|descanso)\s+({LENGTH})|({LENGTH})\s+(?:rest|pause|repos|descanso)(?:\s+between(?:\s+sets)?)?",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\s*[,;]\s*|\s+(?:with|mit|avec|con)\s+")


def with_repeaters(scope: Scope, node: Mapping) -> Mapping:
    """Read `on: 7s`, `off: 3s` and `reps: 6`, or `repeaters: 7/3` beside `reps: 6`, as `hangs: 6 x 7s:3s`."""
    said = _one_of(node, _HEADS)
    on = _one_of(node, _ON if said else _SURELY_ON)
    off = _one_of(node, _OFF if said else _SURELY_OFF)
    counted = _one_of(node, _COUNTS)
    whole = None if said is None or not isinstance(said.value, Scalar) else said.value
    if node.flow or (said is None and on is None):
        return node
    pair = _PAIR.fullmatch(whole.text.strip()[:LONGEST_NAME]) if whole is not None else None
    if on is not None and off is not None:
        lengths = [_text(on), _text(off)]
    elif pair is not None and counted is not None:
        lengths, on, off = [pair[1], pair[2]], None, None
    else:
        return node
    name = ""
    if counted is not None:
        count = _number(_text(counted))
        name = whole.text if whole is not None and pair is None else ""
    else:
        count = _number(whole.text) if whole is not None else ""
    meant = f"{count} x {':'.join(map(_with_unit, lengths))}"
    if not count or not isinstance(repeaters(meant), Repeaters) or (name and _one_of(node, NAME_KEYS)):
        return node
    first = said or on
    assert first is not None, "one of them is there"
    gone = [one for one in (on, off, counted) if one is not None and one is not first]
    place = Span(source=first.key.span.source, start=first.key.span.start, end=first.value.span.end)
    text = f"{_HANGS}: {meant}" + (line_beside(node, f"name: {name}") if name else "")
    edits = (Edit(span=place, text=text), *map(without, gone))
    scope.report(BadRepeaters(span=place, written=place.text, suggestion=meant, edits=edits))
    read = with_values(node, first.key, {_HANGS: meant} | ({"name": name} if name else {}))
    return replace(read, entries=tuple(one for one in read.entries if one not in (first, *gone)))


def with_sets_of_repeaters(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take `6 x 7s:3s x 3` and `6 x 7s:3s, 3 sets, 2 min rest` apart."""
    said = find_entry(node, kind.name)
    if kind.name != _HANGS or said is None or not isinstance(said.value, Scalar):
        return node
    each, values = _parts(said.value.text.strip()[:LONGEST_NAME])
    found = repeaters(each)
    each = found.suggestion if isinstance(found, Problem) else each
    if not values or not each or said.value.style is not ScalarStyle.PLAIN:
        return node
    if not isinstance(repeaters(each), Repeaters) or any(find_entry(node, key) for key in values):
        return node
    lines = "".join(line_beside(node, f"{key}: {value}") for key, value in values.items())
    edits = (Edit(span=said.value.span, text=each + lines),)
    scope.report(BadRepeaters(span=said.value.span, written=said.value.text, suggestion=each, edits=edits))
    return with_values(node, said.key, {kind.name: each} | values)


def _parts(text: str) -> tuple[str, dict[str, str]]:
    """Return the repeaters themselves, and the sets and the rest between them that stand behind."""
    if match := _SETS_BEFORE.fullmatch(text):
        return match[2], {SETS: match[1]}
    if match := _SETS_BEHIND.fullmatch(text):
        return match[1], {SETS: match[2]}
    own: list[str] = []
    values: dict[str, str] = {}
    for part in _PARTS.split(text):
        if match := _SETS_PART.fullmatch(part):
            values[SETS] = match[1]
        elif match := _REST_PART.fullmatch(part):
            values[_REST] = length_meant(match[1] or match[2])
        else:
            own.append(part)
    return ", ".join(own), values if all(values.values()) else {}


def _one_of(node: Mapping, keys: frozenset[str]) -> Entry | None:
    return next(
        (one for one in node.entries if one.key.text.casefold() in keys and isinstance(one.value, Scalar)),
        None,
    )


def _text(entry: Entry) -> str:
    return entry.value.text.strip() if isinstance(entry.value, Scalar) else ""


def _number(text: str) -> str:
    found = whole_number(text)
    return found.suggestion if isinstance(found, Problem) else str(found)


def _with_unit(text: str) -> str:
    """Return a length as it is meant, with its unit."""
    found = duration_ms(text)
    meant = found.suggestion if isinstance(found, Problem) else text
    return f"{meant}s" if meant.isdigit() else meant
