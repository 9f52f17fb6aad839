"""Sets, sides and lengths in the wrong place of a step, such as `count: 3x10`. Reported, and put where they belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.content import BadCount, BadDuration
from voicecoach.findings.structure import MissingKey, UnknownKey, WrongType
from voicecoach.findings.terms import Takes, Written
from voicecoach.language.keys import FOR, SIDES
from voicecoach.language.model import LEFT, RIGHT
from voicecoach.language.nodes import Entry, Mapping, Scalar, ScalarStyle
from voicecoach.language.nodes import Sequence as SequenceNode
from voicecoach.language.slips.names_with_amounts import (
    BY,
    COUNT,
    LENGTH,
    LONGEST_NAME,
    SETS,
    SETS_OF,
    length_meant,
    name_and_count,
    name_and_length,
)
from voicecoach.language.step_entries import find_entry, line_beside, with_values, without
from voicecoach.language.typed import first_line
from voicecoach.language.words import SIDE_WORDS

if TYPE_CHECKING:
    from voicecoach.findings import Finding
    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.scope import Scope


_SETS_OF_LENGTH: Final = re.compile(rf"([0-9]+){BY}({LENGTH})|({LENGTH}){BY}([0-9]+)")
EACH_SIDE: Final = re.compile(
    r"(?<=\S)[\s,;]*\(?(?:(?:/|\b(?:per|each|every|both|on (?:each|both)|je|pro|jede[rs]?|beide|par|chaque|por|cada)\s+)"
    r"(?:sides?|legs?|arms?|feet|foot|hands?|hips?|knees?|ways?|seiten?|beine?|arme?|c\u00f4t\u00e9s?|jambes?|bras|lados?|piernas?|brazos?)"
    r"|(?<=[\s,;(])(?:each|je|(?:left|l|links)\s*(?:\+|/|&|,|and|und)\s*(?:right|r|rechts)))\)?$",
    re.IGNORECASE,
)
_WORDS_BEFORE: Final = re.compile(r"(?P<words>[^\d]{1,30}?)\s+(?P<amount>[0-9].*)")
_BETWEEN_SIDES: Final = re.compile(
    r"[ ]*[,;/|&][ ]*|[ ]+(?:and|und|et|y)[ ]+|(?<=[0-9sm])[ ]+(?=[^\W\d_]+[ :=]+[0-9])"
)


def with_sets(scope: Scope, node: Mapping, kind: StepKind[Any], key: str) -> Mapping:
    """Take `count: 3x10` and `for: 3 x 30s` apart: sets of so many, or of such a length."""
    one = find_entry(node, key)
    takes_both = key in kind.keys and SETS in kind.keys
    if not takes_both or one is None or find_entry(node, SETS) or not isinstance(one.value, Scalar):
        return node
    written = one.value
    match = (SETS_OF if key == COUNT else _SETS_OF_LENGTH).fullmatch(written.text.strip()[:LONGEST_NAME])
    if match is None or written.style is not ScalarStyle.PLAIN:
        return node
    sets, each, *_ = match.groups() if match[1] else (match[4], match[3])
    each = each if key == COUNT else length_meant(each)
    if not each:
        return node
    edits = (Edit(span=written.span, text=each + line_beside(node, f"{SETS}: {sets}")),)
    if key == COUNT:
        found: Finding = BadCount(
            span=written.span, written=written.text, suggestion=each, sets=sets, edits=edits
        )
    else:
        found = BadDuration(span=written.span, written=written.text, suggestion=each, sets=sets, edits=edits)
    scope.report(found)
    return with_values(node, one.key, {key: each, SETS: sets})


def with_count_of_sets(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take `sets: 3x8` apart: sets of so many reps."""
    one = find_entry(node, SETS)
    if COUNT not in kind.keys or one is None or find_entry(node, COUNT) or not isinstance(one.value, Scalar):
        return node
    written = one.value
    match = SETS_OF.fullmatch(written.text.strip()[:LONGEST_NAME])
    if match is None or written.style is not ScalarStyle.PLAIN:
        return node
    edits = (Edit(span=written.span, text=match[1] + line_beside(node, f"{COUNT}: {match[2]}")),)
    scope.report(
        BadCount(span=written.span, written=written.text, suggestion=match[2], sets=match[1], edits=edits)
    )
    return with_values(node, one.key, {COUNT: match[2], SETS: match[1]})


def with_sides(scope: Scope, node: Mapping, kind: StepKind[Any], key: str) -> Mapping:
    """Take `count: 10 per side` apart."""
    one = find_entry(node, key)
    if one is None or not isinstance(one.value, Scalar) or SIDES not in kind.beside:
        return node
    written = one.value
    each = _without_each_side(written.text[:LONGEST_NAME])
    if each == written.text or written.style is not ScalarStyle.PLAIN or written.span.text != written.text:
        return node
    has_sides = find_entry(node, SIDES.name) is not None  # then they are said twice
    line = "" if has_sides else line_beside(node, f"{SIDES.name}: [left, right]")
    edit = Edit(span=written.span, text=each + line)
    scope.report(
        MissingKey(
            span=written.span,
            key=SIDES.name,
            where=kind.place,
            written=(f"{key}: {each}",) if has_sides else (f"{key}: {each}", f"{SIDES.name}: [left, right]"),
            edits=(edit,),
        )
    )
    read = replace(written, text=each)
    entries = tuple(replace(entry, value=read) if entry is one else entry for entry in node.entries)
    return with_both_sides(replace(node, entries=entries), one.key)


def with_both_sides(node: Mapping, key: Scalar) -> Mapping:
    """Return a step with `sides: [left, right]`, which is reported already."""
    if find_entry(node, SIDES.name):
        return node
    names = tuple(Scalar(text=side, span=key.span, style=ScalarStyle.PLAIN) for side in (LEFT, RIGHT))
    listed = SequenceNode(items=names, span=key.span, flow=True)
    return replace(node, entries=(*node.entries, Entry(key=replace(key, text=SIDES.name), value=listed)))


def _without_each_side(text: str) -> str:
    """Return a length or a count without `each side`, on whichever side of it that stands: `je 20s`."""
    before = _WORDS_BEFORE.fullmatch(text)
    if before is not None and EACH_SIDE.sub("", f"{before['amount']} {before['words']}") == before["amount"]:
        return before["amount"]
    return EACH_SIDE.sub("", text)


def with_length_of_units(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Read `for: {minutes: 1, seconds: 30}` as the length that it says."""
    one = find_entry(node, FOR.name)
    if one is None or FOR not in kind.beside or not isinstance(one.value, Mapping):
        return node
    parts = [(pair.value, pair.key.text) for pair in one.value.entries]
    said = " ".join(f"{value.text} {unit}" for value, unit in parts if isinstance(value, Scalar))
    meant = length_meant(said)
    if not meant or not all(isinstance(value, Scalar) and value.text.isdecimal() for value, _ in parts):
        return node
    end = one.value.span.end if one.value.flow else parts[-1][0].span.end
    edit = Edit(span=replace(one.key.span, end=end), text=f"{FOR.name}: {meant}")
    scope.report(
        WrongType(
            span=first_line(one.value.span),
            key=FOR.name,
            takes=Takes.DURATION,
            written=Written.PAIRS,
            edits=(edit,),
        )
    )
    read = replace(one, value=Scalar(text=meant, span=one.value.span, style=ScalarStyle.PLAIN))
    return replace(node, entries=tuple(read if other is one else other for other in node.entries))


def with_sides_as_keys(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Read `left: 30s` and `right: 40s` beside a hold as the lengths of its sides."""
    sides = {
        side: one
        for one in node.entries
        if (side := SIDE_WORDS.get(one.key.text.casefold(), one.key.text.casefold())) in {LEFT, RIGHT}
    }
    if FOR not in kind.beside or len(sides) != len((LEFT, RIGHT)) or find_entry(node, SIDES.name):
        return node
    lengths = {
        side: length_meant(one.value.text) for side, one in sides.items() if isinstance(one.value, Scalar)
    }
    if len(lengths) < len(sides) or not all(lengths.values()):
        return node
    first, second = sides.values()
    whole = find_entry(node, FOR.name)
    meant = f"{{{', '.join(f'{side}: {length}' for side, length in lengths.items())}}}"
    place = replace(first.key.span, end=first.value.span.end)
    named = f"{SIDES.name}: [{', '.join(lengths)}]"
    text = f"{FOR.name}: {meant}{line_beside(node, named)}"
    gone = [one for one in (second, whole) if one is not None]
    scope.report(
        UnknownKey(
            span=first.key.span,
            key=first.key.text,
            where=kind.place,
            suggestion=f"{FOR.name}: {meant}",
            edits=(Edit(span=place, text=text), *map(without, gone)),
        )
    )
    left = tuple(one for one in node.entries if one not in (first, *gone))
    return with_values(replace(node, entries=left), first.key, {FOR.name: next(iter(lengths.values()))})


def with_side_lengths(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take `for: left 30s, right 40s` apart: another length for each side."""
    one = find_entry(node, FOR.name)
    if one is None or SIDES not in kind.beside or not isinstance(one.value, Scalar):
        return node
    written = one.value
    each = _length_of_each_side(written.text)
    if not each or written.style is not ScalarStyle.PLAIN or written.span.text != written.text:
        return node
    meant = f"{{{', '.join(f'{side}: {length}' for side, length in each.items())}}}"
    sides = "" if find_entry(node, SIDES.name) else f"{SIDES.name}: [{', '.join(each)}]"
    text = meant + (line_beside(node, sides) if sides else "")
    scope.report(
        BadDuration(
            span=written.span,
            written=written.text,
            suggestion=meant,
            edits=(Edit(span=written.span, text=text),),
        )
    )
    lengths = tuple(
        Entry(key=replace(one.key, text=side), value=replace(written, text=length))
        for side, length in each.items()
    )
    read = replace(one, value=Mapping(entries=lengths, span=written.span, flow=True))
    entries = tuple(read if entry is one else entry for entry in node.entries)
    if sides:
        names = tuple(replace(written, text=side) for side in each)
        listed = SequenceNode(items=names, span=written.span, flow=True)
        entries = (*entries, Entry(key=replace(one.key, text=SIDES.name), value=listed))
    return replace(node, entries=entries)


def _length_of_each_side(text: str) -> dict[str, str]:
    """Return the lengths of `left 30s, right 40s` or `30s left / 40s right`, or nothing."""
    each: dict[str, str] = {}
    parts = [part for part in _BETWEEN_SIDES.split(text.strip()) if part] if len(text) <= LONGEST_NAME else []
    for part in parts:
        first, _, rest = part.partition(" ")
        last, _, before = part[::-1].partition(" ")
        for word, length in ((first.rstrip(":="), rest), (last[::-1], before[::-1])):
            side = (
                word.casefold() if word.casefold() in {LEFT, RIGHT} else SIDE_WORDS.get(word.casefold(), "")
            )
            meant = length_meant(length.strip(" :="))
            if side and meant and side not in each:
                each[side] = f"{meant}s" if meant.isdigit() else meant
                break
    return each if len(each) == len(parts) == len((LEFT, RIGHT)) else {}


def with_length(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take a length or a count out of the name: `hold: Plank 30s`, `reps: Squats 3x10`."""
    named = find_entry(node, kind.name)
    if named is None or not isinstance(named.value, Scalar) or named.value.style is not ScalarStyle.PLAIN:
        return node
    name = named.value
    if len(name.text) > LONGEST_NAME:
        return node
    said, values = "", dict[str, str]()
    text, sides = name.text, []
    if SIDES in kind.beside and not find_entry(node, SIDES.name):
        text = EACH_SIDE.sub("", name.text)
        sides = [f"{SIDES.name}: [left, right]"] if text != name.text else []
    if FOR in kind.beside and not find_entry(node, FOR.name) and FOR.name not in scope.defaults.values:
        said, values = name_and_length(text, has_sets=SETS in kind.keys and not find_entry(node, SETS))
        if not said and (length := _length_alone(text)):
            said, values = kind.name.capitalize(), {FOR.name: length}  # `hold: 30s` says no other name
    elif COUNT in kind.keys and not find_entry(node, COUNT):
        said, values = name_and_count(text)
        said = "" if SETS in values and find_entry(node, SETS) else said
    if said and not sides and SIDES in kind.beside and not find_entry(node, SIDES.name):
        both = EACH_SIDE.sub("", said)
        sides = [f"{SIDES.name}: [left, right]"] if both != said else []
        said = both
    if not said or not all(values.values()) or name.span.text != name.text:
        return node
    lines = [f"{key}: {value}" for key, value in values.items()] + sides
    edit = Edit(span=name.span, text=said + "".join(line_beside(node, line) for line in lines))
    missing = next(iter(values))
    scope.report(
        MissingKey(span=name.span, key=missing, where=kind.place, written=tuple(lines), edits=(edit,))
    )
    named = replace(named, value=replace(name, text=said))
    entries = tuple(named if entry.key is named.key else entry for entry in node.entries)
    read = with_values(replace(node, entries=entries), named.key, values)
    return with_both_sides(read, named.key) if sides else read


def _length_alone(text: str) -> str:
    """Return a length with its unit, as it is meant; an empty text for what can be a name."""
    return length_meant(text) if re.fullmatch(LENGTH, text.strip()) else ""
