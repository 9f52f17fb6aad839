"""Hunches about steps without dashes, and about keys that are given twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.findings.reading import DuplicateKey, YamlIndentation
from voicecoach.language.hunches.common import LEVEL, at_column, below_of, edit, meant_key, words_of
from voicecoach.language.keys import FOR, ROUTINE_KEYS
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.slips.amounts_in_words import amounts_in
from voicecoach.language.slips.names_with_amounts import LENGTH_ALONE, length_meant
from voicecoach.language.slips.texts import step_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.findings.base import Edit
    from voicecoach.findings.reading import ReadingFinding
    from voicecoach.language.text_lines import TextLine
    from voicecoach.source import SourceText

_STEP_BESIDE: Final = re.compile(r"(?P<key>steps:)[ \t]+(?:-[ \t]+)?(?=[\w-]+[ \t]*:)")
_NOTHING_BESIDE: Final = re.compile(r"(?P<key>steps:)[ \t]*(?:[-,;:.=]+|\[ *\]|\{ *\}|null|~)")
_MARK: Final = re.compile(r"[^\w$]|[0-9]{1,2}[.):]\s")
_PARAMETER: Final = re.compile(r"\$[A-Za-z_]\w*")
_CUES: Final = "cues"
_SETS: Final = "sets"
_STEPS: Final = "steps"
_WEAK: Final = frozenset(name for name, kind in STEP_KINDS.items() if kind.is_weak)


def flat_steps(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Give steps their dashes where none has one: all of them as far left as `steps:`, or a kind of step several times."""
    for at, line in enumerate(lines):
        if meant_key(line.key) != _STEPS or not line.opens or line.is_item:
            continue
        own = _without_dashes(lines[at + 1 :], line)
        groups = _groups(own)
        if not groups or (own[0].indent > line.indent and len({key for _, key in groups}) == len(groups)):
            continue  # of pairs below `steps:` the reader of steps makes steps itself
        begins = {id(first) for first, _ in groups}
        column = line.indent + LEVEL
        edits: list[Edit] = []
        for one in own:
            moved = column + one.indent - own[0].indent
            if id(one) in begins:
                edits.append(edit(source, one.start, one.start + one.indent, f"{' ' * moved}- "))
            else:
                edits.append(at_column(source, one, moved + LEVEL))
        yield YamlIndentation(span=words_of(source, own[0]), edits=tuple(edits))


def _without_dashes(lines: Sequence[TextLine], head: TextLine) -> list[TextLine]:
    """Return the lines of steps below `steps:`; none where one of them has a dash, or none says a kind."""
    own: list[TextLine] = []
    for line in lines:
        indent = own[0].indent if own else line.indent
        if line.indent < max(indent, head.indent):
            break
        if line.indent == head.indent and (line.key in ROUTINE_KEYS or meant_key(line.key) in ROUTINE_KEYS):
            break
        if line.indent == indent and (line.is_item or not (line.key or line.is_comment)):
            return []
        own.append(line)
    return own if own and meant_key(own[0].key) in STEP_KINDS else []


def _groups(lines: Sequence[TextLine]) -> list[tuple[TextLine, str]]:
    """Return the lines that steps begin at, with their kinds."""
    groups: list[tuple[TextLine, str]] = []
    seen: set[str] = set()
    for line in lines:
        if line.indent != lines[0].indent or line.is_comment:
            continue
        key = meant_key(line.key)
        kind = STEP_KINDS.get(key)
        within = STEP_KINDS[groups[-1][1]] if groups else None
        begins = kind is not None and (
            within is None or key not in within.keys or key in seen or (key in _WEAK and _SETS not in seen)
        )
        if begins:
            groups.append((line, key))
            seen = set()
        seen.add(key)
    return groups


def steps_without_key(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Give a list of steps at the end of a file the key that it stands below."""
    if any(meant_key(line.key) in {_STEPS, "programme"} and not line.indent for line in lines):
        return
    first = next((line for line in lines if line.is_item), None)
    if first is None or first is lines[0] or first.indent or meant_key(first.key) not in STEP_KINDS:
        return
    text = f"{_STEPS}:\n"
    yield YamlIndentation(span=words_of(source, first), edits=(edit(source, first.start, first.start, text),))


def step_beside_key(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Put the first step on a line of its own, `steps: - hold: Plank`, and take out what says nothing: `steps: []` before steps."""
    for at, line in enumerate(lines):
        if (nothing := _NOTHING_BESIDE.fullmatch(line.words)) and any(
            one.is_item for one in lines[at + 1 : at + 2]
        ):
            begin = line.start + line.column + nothing.end("key")
            yield YamlIndentation(span=words_of(source, line), edits=(edit(source, begin, line.end, ""),))
        match = _STEP_BESIDE.match(line.words)
        if match is None:
            continue
        begin = line.start + line.column
        text = f"\n{' ' * (line.column + LEVEL)}- "
        yield YamlIndentation(
            span=words_of(source, line),
            edits=(edit(source, begin + match.end("key"), begin + match.end(), text),),
        )


def text_steps(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Give steps their dashes that stand below `steps:` as lines of text: `Plank 30s`."""
    for at, line in enumerate(lines):
        if meant_key(line.key) != _STEPS or not line.opens:
            continue
        below = [one for one in _own_lines(lines, at) if not one.is_comment]
        if not below or not all(map(_is_text_of_step, below)):
            continue
        indent = " " * max(below[0].indent, line.indent + LEVEL)
        edits = tuple(edit(source, one.start, one.start + one.indent, f"{indent}- ") for one in below)
        yield YamlIndentation(span=words_of(source, below[0]), edits=edits)


def lone_amounts(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Give amounts that stand alone below an exercise their keys: `30s` or `3 sets of 10` below `- hold: Plank`."""
    item: TextLine | None = None
    for line in lines:
        if line.is_item:
            item = line
        if line.key or line.is_item or line.is_comment or item is None or line.indent < item.column:
            continue
        kind = STEP_KINDS.get(meant_key(item.key))
        if kind is None or not item.value:
            continue
        name, values = amounts_in(line.words)
        is_length = LENGTH_ALONE.fullmatch(line.words) and length_meant(line.words)
        if is_length or _PARAMETER.fullmatch(line.words):
            name, values = "", {FOR.name: line.words}
        if not name and values and values.keys() <= kind.keys.keys():
            column = " " * item.column
            text = "\n".join(f"{column}{key}: {value}" for key, value in values.items())
            yield YamlIndentation(
                span=words_of(source, line), edits=(edit(source, line.start, line.end, text),)
            )


def _is_text_of_step(line: TextLine) -> bool:
    is_marked = line.key or line.is_item or _MARK.match(line.words)  # another hunch has an eye on it
    return not is_marked and bool(step_of(line.words))


def _own_lines(lines: Sequence[TextLine], at: int) -> Sequence[TextLine]:
    """Return the lines below a key, also those that are no deeper than it and no keys."""
    found: list[TextLine] = []
    for line in lines[at + 1 :]:
        if line.indent < lines[at].indent or (line.indent == lines[at].indent and line.key):
            break
        found.append(line)
    return found


def repeated_cues(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Put the cues of one step together that stand below two keys."""
    for at, line in enumerate(lines):
        if line.key != _CUES or line.is_comment:
            continue
        first = _cues_before(lines, at)
        if first is None:
            continue
        below, more = below_of(lines, lines.index(first)), below_of(lines, at)
        edits: tuple[Edit, ...] = ()
        if first.value.startswith("{") and first.value.endswith("}") and line.value.startswith("{"):
            inner = line.value.strip("{} ")
            end = first.start + source.text[first.start : first.end].rindex("}")
            edits = (edit(source, end, end, f", {inner}"), edit(source, line.start, line.next, ""))
        elif first.opens and line.opens and below and more and lines[at - 1] is below[-1]:
            moved = tuple(
                at_column(source, one, one.indent + below[0].indent - more[0].indent) for one in more
            )
            edits = (edit(source, line.start, line.next, ""), *moved)
        if edits:
            begin = first.start + first.column
            yield DuplicateKey(
                span=edit(source, line.start + line.column, line.start + line.column + len(_CUES), "").span,
                key=line.key,
                first=edit(source, begin, begin + len(_CUES), "").span,
                edits=edits,
            )


def _cues_before(lines: Sequence[TextLine], at: int) -> TextLine | None:
    """Return the other `cues` of the step that this line stands in."""
    column = lines[at].column
    for line in reversed(lines[:at]):
        if line.column == column and line.key == _CUES:
            return line
        if line.column < column or (line.column == column and line.is_item):
            return None
    return None
