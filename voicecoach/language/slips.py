"""Steps as people write them who know the things and not yet the language: reported, and read as they are meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.content import BadCount, BadDuration, BadRepeaters
from voicecoach.findings.reading import YamlNotIndented
from voicecoach.findings.structure import MisplacedKey, MissingKey, NoPairs, UnknownKey, WrongType
from voicecoach.findings.terms import Part, Takes, Written
from voicecoach.language.block_slips import without
from voicecoach.language.cue_times import parse_when
from voicecoach.language.grammar import DASH
from voicecoach.language.keys import CUES, FOR, SIDES, SYNONYMS
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.lines import lines_from
from voicecoach.language.nodes import Entry, Mapping, Scalar, Sequence, Style
from voicecoach.language.quoting import quote
from voicecoach.language.typed import first_line
from voicecoach.language.values import Problem, Repeaters, duration_ms, repeaters, whole_number
from voicecoach.language.vocabulary import ALL_KEYS
from voicecoach.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence as Values

    from voicecoach.findings import Finding
    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.nodes import Node
    from voicecoach.language.scope import Field, Scope

_LONGEST_NAME: Final = 200  # characters; a longer one is no name with a length behind it
_COUNT: Final = "count"
_SETS: Final = "sets"
_BY: Final = r"\s*(?:[xX*\N{MULTIPLICATION SIGN}]|sets? of|mal)\s*"
_SETS_OF: Final = re.compile(rf"([0-9]+){_BY}([0-9]+(?:\s*{DASH}\s*[0-9]+)?)(?:\s*reps)?")
_LENGTH: Final = r"[0-9][0-9.,:]*\s*(?:[^\W\d_]+\.?|['\"\u2032\u2033\u2019\u201d]+)"
_SETS_OF_LENGTH: Final = re.compile(rf"([0-9]+){_BY}({_LENGTH})|({_LENGTH}){_BY}([0-9]+)")
_EACH_SIDE: Final = re.compile(
    r"\s*(?:/|\b(?:per|each|every|both|on (?:each|both)|je|pro|jede[rs]?|beide|par|chaque|por|cada)\s+)"
    r"(?:sides?|legs?|arms?|feet|foot|hands?|hips?|knees?|ways?|seiten?|beine?|arme?|c\u00f4t\u00e9s?|jambes?|bras|lados?|piernas?|brazos?)$"
    r"|\s+(?:each|je|(?:left|l|links)\s*(?:\+|/|&|and|und)\s*(?:right|r|rechts))$",
    re.IGNORECASE,
)
_SETS_BEHIND: Final = re.compile(
    r"(.*[^\sxX\N{MULTIPLICATION SIGN}])\s*[xX\N{MULTIPLICATION SIGN}]\s*([0-9]+)(?:\s*sets?)?"
)
_NAME_KEYS: Final = frozenset(
    (
        "name",
        "exercise",
        "title",
        "what",
        "movement",
        "activity",
        "\u00fcbung",
        "uebung",
        "exercice",
        "ejercicio",
    )
)
_AT_KEYS: Final = frozenset(("at", "time", "when", "after", "bei", "zeit"))
_SAY_KEYS: Final = frozenset(("say", "text", "speak"))
_REST_WORDS: Final = frozenset(
    ("rest", "pause", "break", "recovery", "recover", "erholung", "repos", "descanso", "pausa")
)
_REST_KINDS: Final = {word: kind for word, kind in SYNONYMS.items() if kind in {"rest", "lead-in"}} | {
    **dict.fromkeys(_REST_WORDS, "rest"),
    **dict.fromkeys(("lead-in", "ready", "get-ready"), "lead-in"),
}
_NO_REPS: Final = r"(?!(?:deg\w*|grad|kg|lbs?|[cm]m|m|inch\w*|hand\w*|arm\w*|leg\w*|finger\w*|point|way|count|step|position)\b)"
_NEEDS_QUOTES: Final = re.compile(r"^[^\w$]|:\s|:$|\s#")
_LARGEST_COUNT: Final = 100
_LENGTH_ALONE: Final = re.compile(_LENGTH)
_FOR: Final = re.compile(r"\s+(?:for|f\u00fcr|pendant|durante|\u00e0|je)$", re.IGNORECASE)
_NAME_AND_SETS: Final = re.compile(r"(.*?\S)[\s,:(\N{EN DASH}-]+" + _SETS_OF.pattern + r"\)?")
_NAME_AND_REPS: Final = re.compile(
    r"(.*?[^\W\d_])\s*[,:(\N{EN DASH}-]?\s*(?:[xX\N{MULTIPLICATION SIGN}]\s*([0-9]+)|\(?([0-9]+)\s*[xX\N{MULTIPLICATION SIGN}])\)?"
)
_SETS_AND_NAME: Final = re.compile(rf"{_SETS_OF.pattern}\s+(.*[^\W\d_].*)")
_REPS_AND_NAME: Final = re.compile(
    rf"([0-9]+)\s*(?:[xX\N{{MULTIPLICATION SIGN}}]\s*|\s){_NO_REPS}([^\W\d_].*)"
)
_NAME_AND_LENGTH: Final = re.compile(r"(.*?[^\W\d_])[\s,;:@(\N{EN DASH}-]+([0-9][0-9.,:]*\s*[^\W\d_]+\.?)\)?")
_NAME_AND_LENGTHS: Final = re.compile(rf"(.*?[^\W\d_])[\s,;:@(\N{{EN DASH}}-]+([0-9]+){_BY}({_LENGTH})\)?")
_NAME_AND_SECONDS: Final = re.compile(r"(.*?[^\W\d_])[\s,;:@(\N{EN DASH}-]+([1-9][0-9]{1,2})\)?")
_TIMES_AND_NAME: Final = re.compile(r"([1-9])\s*[xX\N{MULTIPLICATION SIGN}]\s*([^\W\d_].*)")
_LENGTH_AND_NAME: Final = re.compile(rf"({_LENGTH})\s+(?:of\s+)?([^\W\d_].*)")


def in_order(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Return a step with what stands in the wrong place of it put where it belongs."""
    node = _with_cues_below(scope, node)
    node = _with_said_at_start(scope, node, kind)
    node = _with_name(scope, node, kind)
    node = _with_rest(scope, node, kind)
    node = _with_sets_of_hangs(scope, node, kind)
    node = _with_count_of_sets(scope, node, kind)
    for key in (_COUNT, FOR.name):
        node = _with_sides(scope, node, kind, key)
        node = _with_sets(scope, node, kind, key)
    return _with_length(scope, node, kind)


def _find(node: Mapping, key: str) -> Entry | None:
    return next((entry for entry in node.entries if entry.key.text == key), None)


# --- cues that are not indented -----------------------------------------------------------------


def _with_cues_below(scope: Scope, node: Mapping) -> Mapping:
    """Put the times below `cues:` into it that stand beside it."""
    at = next((at for at, entry in enumerate(node.entries) if entry.key.text == CUES.name), None)
    if at is None or node.flow:
        return node
    cues = node.entries[at]
    below: list[Entry] = []
    for entry in node.entries[at + 1 :]:
        if entry.key.text in ALL_KEYS or isinstance(parse_when(entry.key.text.strip()), Problem):
            break
        below.append(entry)
    if not below or not isinstance(cues.value, Scalar) or not cues.value.absent or cues.value.repaired:
        return node
    span = replace(below[0].key.span, end=max(below[-1].value.span.end, below[-1].key.span.end))
    edits = deeper(span)
    scope.report(YamlNotIndented(span=below[0].key.span, key=CUES.name, edits=edits))
    moved = Entry(key=cues.key, value=Mapping(entries=tuple(below), span=span))
    return replace(node, entries=(*node.entries[:at], moved, *node.entries[at + 1 + len(below) :]))


def deeper(span: Span) -> tuple[Edit, ...]:
    """Return the edits that indent every line of a span by one more level."""
    text = span.source.text
    first = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    starts = [start for start, line in lines_from(text, first) if start < span.end and line.strip()]
    return tuple(Edit(span=Span(source=span.source, start=start, end=start), text="  ") for start in starts)


# --- sets and lengths in the wrong place --------------------------------------------------------


def _with_sets(scope: Scope, node: Mapping, kind: StepKind[Any], key: str) -> Mapping:
    """Take `count: 3x10` and `for: 3 x 30s` apart: sets of so many, or of such a length."""
    one = _find(node, key)
    takes_both = key in kind.keys and _SETS in kind.keys
    if not takes_both or one is None or _find(node, _SETS) or not isinstance(one.value, Scalar):
        return node
    written = one.value
    match = (_SETS_OF if key == _COUNT else _SETS_OF_LENGTH).fullmatch(written.text.strip()[:_LONGEST_NAME])
    if match is None or written.style is not Style.PLAIN:
        return node
    sets, each, *_ = match.groups() if match[1] else (match[4], match[3])
    each = each if key == _COUNT else _length(each)
    if not each:
        return node
    edits = (Edit(span=written.span, text=each + _beside(node, f"{_SETS}: {sets}")),)
    if key == _COUNT:
        found: Finding = BadCount(
            span=written.span, written=written.text, suggestion=each, sets=sets, edits=edits
        )
    else:
        found = BadDuration(span=written.span, written=written.text, suggestion=each, sets=sets, edits=edits)
    scope.report(found)
    return _with_values(node, one.key, {key: each, _SETS: sets})


def _with_count_of_sets(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take `sets: 3x8` apart: sets of so many reps."""
    one = _find(node, _SETS)
    if _COUNT not in kind.keys or one is None or _find(node, _COUNT) or not isinstance(one.value, Scalar):
        return node
    written = one.value
    match = _SETS_OF.fullmatch(written.text.strip()[:_LONGEST_NAME])
    if match is None or written.style is not Style.PLAIN:
        return node
    edits = (Edit(span=written.span, text=match[1] + _beside(node, f"{_COUNT}: {match[2]}")),)
    scope.report(
        BadCount(span=written.span, written=written.text, suggestion=match[2], sets=match[1], edits=edits)
    )
    return _with_values(node, one.key, {_COUNT: match[2], _SETS: match[1]})


def _with_sides(scope: Scope, node: Mapping, kind: StepKind[Any], key: str) -> Mapping:
    """Take `count: 10 per side` apart."""
    one = _find(node, key)
    if (
        one is None
        or not isinstance(one.value, Scalar)
        or SIDES not in kind.beside
        or _find(node, SIDES.name)
    ):
        return node
    written = one.value
    each = _EACH_SIDE.sub("", written.text[:_LONGEST_NAME])
    if each == written.text or written.style is not Style.PLAIN or written.span.text != written.text:
        return node
    edit = Edit(span=written.span, text=each + _beside(node, f"{SIDES.name}: [left, right]"))
    scope.report(
        MissingKey(
            span=written.span,
            key=SIDES.name,
            where=kind.place,
            written=(f"{key}: {each}", f"{SIDES.name}: [left, right]"),
            edits=(edit,),
        )
    )
    read = replace(written, text=each)
    entries = tuple(replace(entry, value=read) if entry is one else entry for entry in node.entries)
    return replace(node, entries=entries)


def _with_name(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Exchange what stands for the name and what stands for the length: `hold: 30s` with `name: Plank`."""
    said, named = (
        _find(node, kind.name),
        next((one for one in node.entries if one.key.text in _NAME_KEYS), None),
    )
    if said is None or named is None or not isinstance(said.value, Scalar) or named.key.text in kind.keys:
        return node
    takes = FOR.name if FOR in kind.beside else _COUNT if _COUNT in kind.keys else ""
    if not takes or _find(node, takes):
        return node
    number = whole_number(said.value.text) if takes == _COUNT else duration_ms(said.value.text)
    if (
        isinstance(number, Problem)
        and not number.suggestion
        and not _SETS_OF.fullmatch(said.value.text.strip())
    ):
        return node
    edits = (Edit(span=said.key.span, text=takes), Edit(span=named.key.span, text=kind.name))
    scope.report(
        UnknownKey(
            span=named.key.span, key=named.key.text, where=kind.place, suggestion=kind.name, edits=edits
        )
    )
    renamed = {
        id(said): replace(said, key=replace(said.key, text=takes)),
        id(named): replace(named, key=replace(named.key, text=kind.name)),
    }
    return replace(node, entries=tuple(renamed.get(id(one), one) for one in node.entries))


def _with_rest(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take the length of a rest from where an exercise has it: `rest: Pause` with `for: 20s`, `rest: {for: 20s}`."""
    said, length = _find(node, kind.name), _find(node, FOR.name)
    if kind.key.takes is not Takes.PAUSE or said is None:
        return node
    if isinstance(said.value, Mapping) and len(said.value.entries) == 1 and length is None:
        (inner,) = said.value.entries
        if inner.key.text not in {FOR.name, "time", "duration", "seconds"} or not isinstance(
            inner.value, Scalar
        ):
            return node
        inner_edit = (Edit(span=said.value.span, text=inner.value.span.text),)
        scope.report(
            WrongType(
                span=first_line(said.value.span),
                key=kind.name,
                takes=Takes.PAUSE,
                written=Written.PAIRS,
                edits=inner_edit,
            )
        )
        return _with_values(node, said.key, {kind.name: inner.value.text})
    if length is None or not isinstance(said.value, Scalar) or not isinstance(length.value, Scalar):
        return node
    if isinstance(duration_ms(said.value.text), int) or isinstance(duration_ms(length.value.text), Problem):
        return node
    words = said.value.span.text
    other = (
        (without(length),)
        if said.value.absent or words.casefold().strip("\"'.!") in _REST_WORDS
        else (Edit(span=length.key.span, text="say"), Edit(span=length.value.span, text=words))
    )
    edits = (Edit(span=said.value.span, text=length.value.span.text), *other)
    if said.value.absent:  # nothing stands there that could be replaced: only the `for` goes
        between = replace(said.key.span, start=said.key.span.end, end=length.value.span.start)
        edits = (Edit(span=between, text=": "),) if between.text.split() == [":", f"{FOR.name}:"] else ()
    scope.report(
        BadDuration(span=said.value.span, written=words, suggestion=length.value.span.text, edits=edits)
    )
    entries = tuple(one for one in node.entries if one is not length)
    return _with_values(replace(node, entries=entries), said.key, {kind.name: length.value.text})


def _with_sets_of_hangs(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take `6 x 7s:3s x 3` apart."""
    said = _find(node, kind.name)
    if kind.key.takes is not Takes.REPEATERS or said is None or not isinstance(said.value, Scalar):
        return node
    match = _SETS_BEHIND.fullmatch(said.value.text.strip()[:_LONGEST_NAME])
    if match is None or said.value.style is not Style.PLAIN or _find(node, _SETS):
        return node
    found = repeaters(match[1])
    each = found.suggestion if isinstance(found, Problem) else match[1]
    if not each or not isinstance(repeaters(each), Repeaters):
        return node
    edits = (Edit(span=said.value.span, text=each + _beside(node, f"{_SETS}: {match[2]}")),)
    scope.report(BadRepeaters(span=said.value.span, written=said.value.text, suggestion=each, edits=edits))
    return _with_values(node, said.key, {kind.name: each, _SETS: match[2]})


def _with_said_at_start(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Make a cue of `say: …` in a step that has no such key: the rest is for it what the start is here."""
    said = next((one for one in node.entries if one.key.text in _SAY_KEYS), None)
    if said is None or not isinstance(said.value, Scalar) or said.value.absent or said.value.repaired:
        return node
    if (
        CUES not in kind.beside
        or "say" in kind.keys
        or _find(node, CUES.name)
        or "\n" in said.value.span.text
    ):
        return node
    cue = f"{{start: {said.value.span.text}}}"
    if said.value.style is Style.PLAIN and set(",[]{}") & set(said.value.text):
        cue = f"{{start: {quote(said.value.text)}}}"
    edits = (Edit(span=said.key.span, text=CUES.name), Edit(span=said.value.span, text=cue))
    scope.report(MisplacedKey(span=said.key.span, key=said.key.text, where=kind.place, edits=edits))
    start = Entry(key=replace(said.key, text="start"), value=said.value)
    moved = Entry(
        key=replace(said.key, text=CUES.name),
        value=Mapping(entries=(start,), span=said.value.span, flow=True),
    )
    return replace(node, entries=tuple(moved if one is said else one for one in node.entries))


def _with_length(scope: Scope, node: Mapping, kind: StepKind[Any]) -> Mapping:
    """Take a length or a count out of the name: `hold: Plank 30s`, `reps: Squats 3x10`."""
    named = _find(node, kind.name)
    if named is None or not isinstance(named.value, Scalar) or named.value.style is not Style.PLAIN:
        return node
    name = named.value
    if len(name.text) > _LONGEST_NAME:
        return node
    said, values = "", dict[str, str]()
    if FOR in kind.beside and not _find(node, FOR.name) and FOR.name not in scope.defaults.values:
        said, values = _name_and_length(name.text, has_sets=_SETS in kind.keys and not _find(node, _SETS))
    elif _COUNT in kind.keys and not _find(node, _COUNT) and not _find(node, _SETS):
        said, values = _name_and_count(name.text)
    if not said or not all(values.values()) or name.span.text != name.text:
        return node
    lines = [f"{key}: {value}" for key, value in values.items()]
    edit = Edit(span=name.span, text=said + "".join(_beside(node, line) for line in lines))
    missing = next(iter(values))
    scope.report(
        MissingKey(span=name.span, key=missing, where=kind.place, written=tuple(lines), edits=(edit,))
    )
    named = replace(named, value=replace(name, text=said))
    entries = tuple(named if entry.key is named.key else entry for entry in node.entries)
    return _with_values(replace(node, entries=entries), named.key, values)


def _name_and_length(text: str, *, has_sets: bool) -> tuple[str, dict[str, str]]:
    """Return a name without the length in it, and what the length says; an empty name where there is none."""
    if match := _NAME_AND_LENGTHS.fullmatch(text):
        values = {FOR.name: _length(match[3]), _SETS: match[2]}
        return (match[1], values) if has_sets else ("", {})
    if (match := _TIMES_AND_NAME.fullmatch(text)) and has_sets:
        name, values = _name_and_length(match[2], has_sets=False)
        return (name, values | {_SETS: match[1]}) if name else ("", {})
    if match := _NAME_AND_LENGTH.fullmatch(text):
        return _FOR.sub("", match[1]), {FOR.name: _length(match[2])}
    if (match := _LENGTH_AND_NAME.fullmatch(text)) and (length := _length(match[1])):
        return match[2], {FOR.name: length}
    if match := _NAME_AND_SECONDS.fullmatch(text):
        return match[1], {FOR.name: f"{match[2]}s"}
    return "", {}


def _name_and_count(text: str) -> tuple[str, dict[str, str]]:
    """Return a name without the reps in it, and what they are; an empty name where there is none."""
    if match := _NAME_AND_SETS.fullmatch(text):
        return _FOR.sub("", match[1]), {_COUNT: match[3], _SETS: match[2]}
    if match := _SETS_AND_NAME.fullmatch(text):
        return match[3], {_COUNT: match[2], _SETS: match[1]}
    if match := _NAME_AND_REPS.fullmatch(text):
        return match[1], {_COUNT: match[2] or match[3]}
    if (match := _REPS_AND_NAME.fullmatch(text)) and 1 < int(match[1][:9]) <= _LARGEST_COUNT:
        return match[2], {_COUNT: match[1]}
    return "", {}


def _length(text: str) -> str:
    found = duration_ms(text)
    return found.suggestion if isinstance(found, Problem) else text


def _with_values(node: Mapping, key: Scalar, values: dict[str, str]) -> Mapping:
    """Return a step with these values in place of those that it has; they are reported already."""
    others = tuple(entry for entry in node.entries if entry.key.text not in values)
    new = tuple(
        Entry(
            key=Scalar(text=name, span=key.span, style=Style.PLAIN),
            value=Scalar(text=text, span=key.span, style=Style.PLAIN),
        )
        for name, text in values.items()
    )
    return replace(node, entries=others + new)


def _beside(node: Mapping, line: str) -> str:
    """Return what is to be written after a value so that a key follows it."""
    return f", {line}" if node.flow else "\n" + " " * (node.entries[0].key.span.column - 1) + line


# --- lists and pairs ----------------------------------------------------------------------------


def cues_of_list(scope: Scope, field: Field) -> Mapping | None:
    """Return cues that are written as a list of single pairs, reported; None where they are none."""
    node = field.node
    if not isinstance(node, Sequence) or not node.items:
        return None
    if (timed := _timed_cues(node)) is not None:
        entries, edits = timed
        span = first_line(node.span)
        scope.report(
            WrongType(span=span, key=field.name, takes=Takes.CUES, written=Written.LIST, edits=edits)
        )
        return Mapping(entries=entries, span=node.span)
    items = [item for item in node.items if isinstance(item, Mapping) and item.entries]
    entries = tuple(entry for item in items for entry in item.entries)
    if len(items) < len(node.items) or len({entry.key.text for entry in entries}) < len(entries):
        return None
    if any(isinstance(parse_when(entry.key.text.strip()), Problem) for entry in entries):
        return None
    edits = _in_braces(node) if node.flow else without_dashes(items)
    if not edits:
        return None
    scope.report(
        WrongType(
            span=first_line(node.span), key=field.name, takes=Takes.CUES, written=Written.LIST, edits=edits
        )
    )
    return Mapping(entries=entries, span=node.span, flow=node.flow)


def _timed_cues(node: Sequence) -> tuple[tuple[Entry, ...], tuple[Edit, ...]] | None:
    """Return the cues of `- at: 5s` with `say: Breathe out.` below it, and the edits that write them as pairs."""
    entries: list[Entry] = []
    edits: list[Edit] = []
    for item in node.items:
        if not isinstance(item, Mapping) or len(item.entries) != len(("at", "say")) or node.flow or item.flow:
            return None
        at, said = sorted(item.entries, key=lambda entry: entry.key.text not in _AT_KEYS)
        if at.key.text not in _AT_KEYS or said.key.text not in _SAY_KEYS | {"cue"}:
            return None
        if not isinstance(at.value, Scalar) or not isinstance(said.value, Scalar):
            return None
        dash = item.span.source.text.rfind("-", 0, item.span.start)
        whole = Span(source=item.span.source, start=dash, end=max(at.value.span.end, said.value.span.end))
        edits.append(Edit(span=whole, text=f"  {at.value.span.text}: {said.value.span.text}"))
        entries.append(Entry(key=at.value, value=said.value))
    return tuple(entries), tuple(edits)


def _in_braces(node: Sequence) -> tuple[Edit, ...]:
    source, start, end = node.span.source, node.span.start, node.span.end
    if any(item.span.text.startswith("{") for item in node.items):
        return ()
    return (
        Edit(span=Span(source=source, start=start, end=start + 1), text="{"),
        Edit(span=Span(source=source, start=end - 1, end=end), text="}"),
    )


def without_dashes(items: Values[Mapping]) -> tuple[Edit, ...]:
    edits = []
    for item in items:
        source, start = item.span.source, item.span.start
        dash = source.text.rfind("-", 0, start)
        if item.flow or dash < 0 or source.text[dash + 1 : start].strip(" "):
            return ()
        edits.append(Edit(span=Span(source=source, start=dash, end=dash + 1), text=" "))
    return tuple(edits)


def steps_of_pairs(scope: Scope, field: Field) -> Sequence | None:
    """Return steps that are written without dashes, reported; None where that cannot be told."""
    node = field.node
    if not isinstance(node, Mapping) or node.flow or node.incomplete or not node.entries:
        return None
    groups: list[list[Entry]] = []
    for entry in node.entries:
        if not groups or _begins_a_step(entry, groups[-1]):
            groups.append([])
        groups[-1].append(entry)
    first_keys = [group[0].key.span.start for group in groups]
    if not all(group[0].key.text in STEP_KINDS for group in groups):
        return None
    text = node.span.source.text
    first = max(text.rfind("\n", 0, node.span.start), text.rfind("\r", 0, node.span.start)) + 1
    indent = node.span.start - first
    edits: list[Edit] = []
    keys = 0
    for start, line in lines_from(text, first):
        own = len(line) - len(line.lstrip(" "))
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if start >= node.span.end or own < indent:
            break
        keys += own == indent
        dash = "- " if start + own in first_keys else "  "
        place = start + own if dash == "- " else start
        edits.append(Edit(span=Span(source=node.span.source, start=place, end=place), text=dash))
    if keys != len(node.entries):
        return None  # a key stands there twice: only one of them could be read
    scope.report(
        WrongType(
            span=first_line(node.span),
            key=field.name,
            takes=Takes.STEPS,
            written=Written.PAIRS,
            edits=tuple(edits),
        )
    )
    items = tuple(Mapping(entries=tuple(group), span=node.span) for group in groups)
    return Sequence(items=items, span=node.span)


def step_alone(scope: Scope, field: Field, node: Node) -> Sequence | None:
    """Return a step as the list that it should stand in, reported; None where it is no step."""
    if not isinstance(node, Mapping) or not any(entry.key.text in STEP_KINDS for entry in node.entries):
        return None
    source, start = node.span.source, node.span.start
    end = start + len(node.span.text.rstrip())  # a block ends where the next one begins
    first = Edit(span=Span(source=source, start=start, end=start), text="- ")
    edits = (first, *deeper(replace(node.span, end=end))[1:])
    if node.flow:
        edits = (
            Edit(span=Span(source=source, start=start, end=start), text="["),
            Edit(span=Span(source=source, start=end, end=end), text="]"),
        )
    span = first_line(node.span)
    scope.report(WrongType(span=span, key=field.name, takes=Takes.STEPS, written=Written.PAIRS, edits=edits))
    return Sequence(items=(node,), span=node.span)


def _begins_a_step(entry: Entry, before: list[Entry]) -> bool:
    kind = STEP_KINDS.get(entry.key.text)
    if kind is None:
        return False
    first = STEP_KINDS.get(before[0].key.text)
    needs_sets = kind.name == "rest" and not any(one.key.text == _SETS for one in before)
    return first is None or kind.name not in first.keys or needs_sets


# --- steps in one text --------------------------------------------------------------------------


def report_text(scope: Scope, node: Scalar) -> None:
    """Report a step that is a text and no pairs, with what it is meant to be: `rest 20s`, `Plank 30s`, `Well done.`."""
    meant = _step_of(node.text) if node.style is Style.PLAIN and "\n" not in node.text else ""
    edits = (Edit(span=node.span, text=meant),) if meant else ()
    written = Written.NOTHING if node.absent else Written.TEXT
    scope.report(
        NoPairs(span=first_line(node.span), part=Part.STEP, written=written, suggestion=meant, edits=edits)
    )


def _quoted(text: str) -> str:
    """Return a text in quotes where YAML would read it otherwise."""
    return quote(text) if _NEEDS_QUOTES.search(text) else text


def _step_of(text: str) -> str:
    if len(text) > _LONGEST_NAME:
        return ""
    head, _, tail = text.partition(" ")
    word = head.casefold().rstrip(":;=")
    kind = word if word in STEP_KINDS else SYNONYMS.get(word, "")
    if kind in STEP_KINDS and tail.strip(" -=:;"):
        return f"{kind}: {_quoted(tail.strip(' -=:;'))}"
    name, values = _name_and_length(text, has_sets=True)
    kind = _REST_KINDS.get(name.casefold().replace(" ", "-"), "")
    if kind and values.keys() == {FOR.name}:
        return f"{kind}: {values[FOR.name]}"
    if name:
        return f"hold: {text}"
    if _name_and_count(text)[0]:
        return f"reps: {text}"
    return f"say: {_quoted(text)}" if text.endswith((".", "!", "?")) else ""


def name_with_length(node: Mapping) -> tuple[Edit, ...]:
    """Return the edits that make an exercise of `Plank: 30s`; none for what is no name with a length."""
    (only,) = node.entries
    name, length = only.key.span.text, only.value
    if isinstance(length, Scalar) and (seconds := _length(name)) and _LENGTH_ALONE.fullmatch(name):
        text = f"hold: {length.span.text}{_beside(node, f'{FOR.name}: {seconds}')}"
        return (Edit(span=replace(only.key.span, end=length.span.end), text=text),)
    said = (
        re.sub(r"^(?:hold|halten|tenir|mantener)\s+", "", length.text) if isinstance(length, Scalar) else ""
    )
    if not _LENGTH_ALONE.fullmatch(said) or not _length(said):
        return ()
    text = f"hold: {name}{_beside(node, f'{FOR.name}: {_length(said)}')}"
    return (Edit(span=replace(only.key.span, end=length.span.end), text=text),)
