"""Hunches about what is a step: marks, headings, names and dashes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from voicecoach.findings.reading import (
    YamlBlockHead,
    YamlHeading,
    YamlIndentation,
    YamlMark,
    YamlNoItem,
)
from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.hunches.common import LEVEL, at_column, below_of, edit, meant_key, parent, words_of
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.slips.block_heads import block_head, is_numbered_round
from voicecoach.language.suggest import closest
from voicecoach.language.vocabulary import STEP_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.findings.reading import ReadingFinding
    from voicecoach.language.text_lines import TextLine
    from voicecoach.source import SourceText


_TEXTS: Final = frozenset(("say", "title", "about", "caution", "announce", "hold", "work", "reps"))
_STEP_MARK: Final = re.compile(
    r"(?P<mark>(?:step|exercise|schritt|\u00fcbung|uebung|\u00e9tape|etape|exercice|paso|ejercicio|item)\s*+(?:#|no\.?|nr\.?)?\s*+[0-9]{0,3}\s*+[:.)])"
    r"(?:[ \t]+(?=[\w-]+[ \t]*:)|$)",
    re.IGNORECASE,
)
_NUMBER_MARK: Final = re.compile(
    r"(?P<mark>[0-9]{1,2}[ \t]*[:.)]|[*\u2022\u00b7\u2023\u2013\u2014])(?:[ \t]+(?=\S)|$)"
)
_LISTS_OF_STEPS: Final = frozenset(
    ("steps", *(name for name, kind in STEP_KINDS.items() if kind.lists_of_steps))
)
_HOLD_LISTS: Final = _LISTS_OF_STEPS | {
    "cues",
    "sides",
    "minutes",
    "odd",
    "even",
    "parameters",
    "defaults",
    "time-left",
}
_HOLD_PAIRS: Final = frozenset(("cues", "parameters", "defaults", "tags"))
_SECTIONS: Final = frozenset(
    (
        "section",
        "part",
        "block",
        "phase",
        "group",
        "heading",
        "header",
        "chapter",
        "abschnitt",
        "teil",
        "partie",
        "parte",
    )
)
_STRONG: Final = frozenset(name for name, kind in STEP_KINDS.items() if not kind.is_weak)
_STEPS: Final = "steps"


def step_marks(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Put a dash in place of `step 1:`, with the step behind it or below it."""
    edits = []
    mark = ""
    for at, line in enumerate(lines):
        match = _STEP_MARK.match(line.words)
        if match is None and not line.is_item and parent(lines, at) in _LISTS_OF_STEPS:
            match = _NUMBER_MARK.match(line.words)
        below = below_of(lines, at)
        alone = match is not None and match.end() == len(line.words)
        if match is None or (alone and (not below or below[0].is_item)):
            continue
        mark = mark or match["mark"]
        begin = line.start + line.indent
        if alone:
            edits.append(edit(source, begin, line.end, "-"))
            continue
        edits.append(edit(source, begin, line.start + line.column + match.end(), "- "))
        depth = min((one.indent for one in below), default=0)
        edits += [
            at_column(source, one, line.indent + LEVEL + one.indent - depth)
            for one in below
            if depth != line.indent + LEVEL
        ]
    if edits:
        yield YamlMark(span=edits[0].span, mark=mark, edits=tuple(edits))


def block_heads(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    for at, line in enumerate(lines):
        head = block_head(line.key) if line.opens and meant_key(line.key) not in STEP_KINDS else ""
        below = [one for one in below_of(lines, at) if not one.is_comment]
        if not head or not below or not (below[0].is_item or below[0].key == _STEPS):
            continue
        column = line.indent + LEVEL
        steps = "" if below[0].key == _STEPS else f"\n{' ' * column}{_STEPS}:"
        edits = [edit(source, line.start + line.indent, line.end, f"- {head}{steps}")]
        if below[0].indent < column:
            edits += [at_column(source, one, one.indent + column - below[0].indent) for one in below]
        yield YamlBlockHead(span=words_of(source, line), written=head, edits=tuple(edits))


def named_steps(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Make a step of a name that its keys stand below: `Plank:` with `for: 30s`."""
    for at, line in enumerate(lines):
        below = [one for one in below_of(lines, at) if not one.is_comment]
        if not line.opens or not line.indent or meant_key(line.key) or not below or below[0].is_item:
            continue
        keys = [meant_key(one.key) for one in below if one.indent == below[0].indent]
        if not all(key in STEP_KEYS for key in keys) or any(key in STEP_KINDS for key in keys[1:]):
            continue
        is_counted = keys[0] == "reps" or "count" in keys
        column = line.indent + LEVEL
        name = f"- {'reps' if is_counted else 'hold'}: {line.key}"
        edits = [edit(source, line.start + line.indent, line.end, name)]
        for one in below:
            dash = source.text[one.start + one.indent : one.start + one.column]
            kinds = {"hold": "for", "work": "for", "reps": "count"}
            renamed = kinds.get(meant_key(one.key), "") if one is below[0] else ""
            end = one.start + one.column + (len(one.key) if renamed else 0)
            moved = " " * (column + one.indent - below[0].indent)
            edits.append(edit(source, one.start, end, f"{moved}{dash}{renamed}"))
        yield YamlHeading(span=words_of(source, line), edits=tuple(edits))


def _sentences(lines: Sequence[TextLine], indent: int) -> list[TextLine]:
    """Return the items at the beginning that are no pairs."""
    items = []
    for line in lines:
        if not line.is_item or line.key or line.indent < indent:
            break
        items.append(line)
    return items


def text_lists(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Make one text of a list of sentences: `caution:` with dashes below it."""
    for at, line in enumerate(lines):
        items = _sentences(lines[at + 1 :], line.indent)
        if not line.opens or meant_key(line.key) not in {"about", "caution"} or not items:
            continue
        edits = [edit(source, line.end, line.end, " >-")]
        edits += [
            edit(source, one.start, one.start + one.column, " " * (line.indent + LEVEL)) for one in items
        ]
        yield YamlHeading(span=words_of(source, items[0]), edits=tuple(edits))


def headings(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Make comments of headings such as `Warm-up:` with steps below them."""
    edits = []
    column = -1
    for at, line in enumerate(lines):
        below = [one for one in below_of(lines, at) if not one.is_comment]
        is_known = meant_key(line.key) in _HOLD_LISTS or line.key.casefold() in {
            "programme",
            "program",
            "phases",
        }
        if line.is_item and line.key.casefold() in _SECTIONS and _is_lone_item(lines, at):
            edits.append(
                edit(source, line.start + line.indent, line.start + line.column + len(line.key) + 1, "#")
            )
        elif _is_heading(lines, at):
            edits.append(edit(source, line.start + line.indent, line.start + line.column, "# "))
        elif (
            line.opens
            and line.indent
            and not is_known
            and not _is_slip(line.key)
            and below
            and below[0].is_item
            and below[0].key
            and not any(one.indent == line.column and not one.is_item for one in below)
        ):
            column = below[0].indent if column < 0 else column
            edits.append(edit(source, line.start + line.indent, line.start + line.column, "# "))
            edits += [
                at_column(source, one, one.indent + column - below[0].indent)
                for one in below
                if below[0].indent != column
            ]
    if edits:
        yield YamlHeading(span=edits[0].span, edits=tuple(edits))


def _is_lone_item(lines: Sequence[TextLine], at: int) -> bool:
    """Tell whether an item is one line with a value, and no more of it follows."""
    return bool(lines[at].value) and not below_of(lines, at)


def _is_slip(key: str) -> bool:
    """Tell whether a key may be more than a heading: it has a number in it, or is nearly one of the language."""
    has_number = any(map(str.isdigit, key)) and not is_numbered_round(key)
    return has_number or bool(closest(key, _HOLD_LISTS))


def _is_heading(lines: Sequence[TextLine], at: int) -> bool:
    """Tell whether a line is no text of the key before it, and a step follows it at its own level."""
    line = lines[at]
    if line.key or line.is_item or line.is_comment or not line.indent or at + 1 == len(lines):
        return False
    before = lines[at - 1] if at else None
    is_text = before is not None and (
        meant_key(before.key) in _TEXTS or bool(before.words and not before.key)
    )
    return lines[at + 1].is_item and lines[at + 1].indent == line.indent and not is_text


def keys_with_dashes(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take the dash from what belongs to the step above: `- for: 30s`."""
    edits = []
    key = ""
    for before, line in pairwise(line for line in lines if not line.is_comment):
        one = meant_key(line.key)
        if (
            line.is_item
            and line.key
            and one in STEP_KEYS
            and one not in STEP_KINDS
            and before.indent >= line.indent
            and (one != "switch" or _has_sides(lines, line))
        ):
            dash = line.start + line.indent
            edits.append(edit(source, dash, dash + 1, " "))
            key = key or line.key
    for at, line in enumerate(lines):
        if line.is_item and line.key and parent(lines, at) in _HOLD_PAIRS and _is_alone(lines, at):
            sign = "-" if not lines[at - 1].is_item and _goes_back(lines[at - 1].key, line.key) else ""
            edits.append(edit(source, line.start + line.indent, line.start + line.column, sign))
            key = key or line.key
    if edits:
        yield YamlNoItem(span=edits[0].span, key=key, edits=tuple(edits))


def _goes_back(before: str, key: str) -> bool:
    """Tell whether a cue's time comes too early to be one from the start: `- 5s` after `20s` or `50%` is before the end."""
    first, second = duration_ms(before), duration_ms(key)
    if isinstance(second, Problem):
        return False
    return before.endswith("%") or (not isinstance(first, Problem) and first >= second)


def _has_sides(lines: Sequence[TextLine], item: TextLine) -> bool:
    """Tell whether the step before an item has sides."""
    for line in reversed(lines[: lines.index(item)]):
        if meant_key(line.key) == "sides":
            return True
        if meant_key(line.key) in STEP_KINDS:
            return False
    return False


def _is_alone(lines: Sequence[TextLine], at: int) -> bool:
    """Tell whether an item stands among pairs that are none."""
    indent = lines[at].indent
    beside = [
        line for line in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]) if line.indent == indent
    ]
    return any(line.key and not line.is_item for line in beside)


def missing_dashes(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Give a step its dash whose neighbours have theirs."""
    for at, line in enumerate(lines):
        if line.is_item or line.key not in _STRONG or parent(lines, at) not in _LISTS_OF_STEPS:
            continue
        siblings = [one for one in lines if one.is_item and one.indent == line.indent]
        if not siblings:
            continue
        own = []
        for one in lines[at + 1 :]:
            if one.indent < line.indent or (one.is_item and one.indent == line.indent):
                break
            own.append(one)
        more = LEVEL if any(one.indent == line.indent for one in own) else 0
        begin = line.start + line.indent
        edits = (
            edit(source, begin, begin, "- "),
            *(at_column(source, one, one.indent + more) for one in own if more),
        )
        yield YamlIndentation(span=words_of(source, line), edits=edits)
