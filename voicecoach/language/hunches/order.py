"""Hunches about what comes after what: `then rest: 10s`, and a number of rounds with its steps behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.findings.reading import YamlIndentation, YamlNotIndented
from voicecoach.language.hunches.common import LEVEL, at_column, below_of, edit, meant_key, words_of
from voicecoach.language.keys import ROUTINE_KEYS
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.slips.names_with_amounts import LENGTH_ALONE
from voicecoach.language.slips.texts import rest_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.findings.reading import ReadingFinding
    from voicecoach.language.text_lines import TextLine
    from voicecoach.source import SourceText

_FILLER: Final = re.compile(
    r"(?P<filler>(?:(?:and|then|next|now|afterwards|finally|und|dann|danach|puis|ensuite|luego|despu\u00e9s)[ ,]+)+)(?P<key>[\w-]+)(?=[ ]*:|[ ]+[0-9])",
    re.IGNORECASE,
)
_BLOCKS: Final = frozenset(name for name, kind in STEP_KINDS.items() if kind.lists_of_steps)
_LISTS: Final = frozenset(key.name for kind in STEP_KINDS.values() for key in kind.lists_of_steps)
_STEPS: Final = "steps"


def fillers(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take `then` away from a key, and give a step its dash that begins so: `then rest: 10s`."""
    item: TextLine | None = None
    for line in lines:
        match = _FILLER.match(line.words)
        key = meant_key(match["key"]) if match else ""
        if line.is_item and not match:
            item = line
        if match is None or not key:
            continue
        begin = line.start + line.column
        head, start = "", begin
        if key in STEP_KINDS and not line.is_item and item is not None and line.indent > item.indent:
            head, start = f"{' ' * item.indent}- ", line.start
        yield YamlIndentation(
            span=words_of(source, line), edits=(edit(source, start, begin + match.end("filler"), head),)
        )


def rounds_before_steps(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Put what follows `- rounds: 3` at the same level into the block: it has no steps of its own. The last words stay outside."""
    for at, line in enumerate(lines):
        if not line.is_item or meant_key(line.key) not in _BLOCKS or not line.value:
            continue
        if any(one.key in _LISTS for one in below_of(lines, at)):
            continue
        own = _inside(lines, at)
        if not own or not any(meant_key(one.key) in STEP_KINDS for one in own):
            continue
        head = edit(source, own[0].start, own[0].start, f"{' ' * line.column}{_STEPS}:\n")
        moved = [at_column(source, one, one.indent + LEVEL + LEVEL) for one in own]
        first = edit(source, own[0].start, moved[0].span.end, f"{head.text}{moved[0].text}")
        yield YamlNotIndented(span=words_of(source, own[0]), key=line.key, edits=(first, *moved[1:]))


def _inside(lines: Sequence[TextLine], at: int) -> list[TextLine]:
    """Return the lines after a block's head up to the next head, and without the words at the end."""
    own: list[TextLine] = []
    for line in lines[at + 1 :]:
        is_head = line.is_item and line.indent == lines[at].indent and meant_key(line.key) in _BLOCKS
        if line.indent < lines[at].indent or is_head:
            break
        own.append(line)
    while own and own[-1].is_item and own[-1].indent == lines[at].indent and meant_key(own[-1].key) == "say":
        own.pop()
    return own


def flat_pairs(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Give names with a length behind them their dashes: `Plank: 30s` below `steps:`, line by line."""
    for at, line in enumerate(lines):
        if meant_key(line.key) != _STEPS or not line.opens or line.is_item:
            continue
        own = [one for one in _below(lines, at) if not one.is_comment]
        if not own or not all(_is_pair(one) and one.indent == own[0].indent >= line.indent for one in own):
            continue
        if not any(not meant_key(one.key) for one in own):
            continue
        indent = " " * max(own[0].indent, line.indent + LEVEL)
        edits = tuple(edit(source, one.start, one.start + one.indent, f"{indent}- ") for one in own)
        yield YamlIndentation(span=words_of(source, own[0]), edits=edits)


def _below(lines: Sequence[TextLine], at: int) -> Iterator[TextLine]:
    """Yield the lines below `steps:`, also those that are no deeper than it and belong to nothing else."""
    for line in lines[at + 1 :]:
        is_beside = line.indent == lines[at].indent and (line.is_item or line.key in ROUTINE_KEYS)
        if line.indent < lines[at].indent or is_beside:
            return
        yield line


def _is_pair(line: TextLine) -> bool:
    if line.is_item or not line.value:
        return False
    is_step = meant_key(line.key) in STEP_KINDS or bool(rest_kind(line.key)) or not meant_key(line.key)
    is_amount = line.value.isdecimal() or bool(LENGTH_ALONE.fullmatch(line.value))
    return is_step and (is_amount or meant_key(line.key) == "say")
