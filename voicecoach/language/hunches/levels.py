"""Hunches about where a line belongs: its level, and the key above it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from voicecoach.findings.reading import (
    YamlHeading,
    YamlIndentation,
)
from voicecoach.language.cue_times import meant_when, parse_when
from voicecoach.language.durations import Problem
from voicecoach.language.hunches.common import LEVEL, at_column, below_of, edit, meant_key, words_of
from voicecoach.language.keys import ROUTINE_KEYS
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.vocabulary import STEP_KEYS
from voicecoach.source import SourceText, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.findings.base import Edit
    from voicecoach.findings.reading import ReadingFinding
    from voicecoach.language.text_lines import TextLine


_GLUED: Final = re.compile(r"[\w%-]+(?: [\w-]+){0,2}:\S")  # a key without a blank after its colon
_BLOCK_TEXT: Final = re.compile(r"[|>][-+]?")
_SIGNATURE: Final = "--"  # the line before a name at the end of a mail
_CUES: Final = "cues"
_STEPS: Final = "steps"


def wrong_levels(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:  # noqa: C901, PLR0912 - one case a level
    """Put keys at their level: those of a step that stand beside it or in its cues, those of the file that are indented."""
    seen_steps = False
    item: TextLine | None = None
    cues: TextLine | None = None
    opened: TextLine | None = None  # the cues that only times have followed
    is_top = bool(lines) and any(line.indent == 0 and line.key for line in lines)
    for at, line in enumerate(lines):
        if line.is_comment or not line.key:
            continue
        if cues is not None and line.indent <= cues.indent and line.column <= cues.column:
            cues = None
        key = meant_key(line.key)
        edits: tuple[Edit, ...] = ()
        if (
            not seen_steps
            and is_top
            and line.key in ROUTINE_KEYS
            and line.indent
            and not line.is_item
            and not _is_inside(lines, at)
        ):
            edits = (at_column(source, line, 0),)
        elif (
            item is not None
            and line.indent <= item.indent
            and not line.is_item
            and line.key not in ROUTINE_KEYS
        ):
            if key in STEP_KEYS and key not in STEP_KINDS:
                edits = _moved(source, lines, at, item.column)
            elif opened is not None and not _is_no_time(line.key):
                edits = _moved(source, lines, at, opened.column + LEVEL)
        elif (
            cues is not None
            and line.column > cues.column
            and not line.is_item
            and _is_no_time(line.key)
            and key in STEP_KEYS
        ):
            edits = _out_of_cues(source, lines, at, cues, item)
        elif (
            opened is not None
            and line.indent <= opened.column
            and not line.is_item
            and not _is_no_time(line.key)
        ):
            edits = _moved(source, lines, at, opened.column + LEVEL)
        if edits:
            yield YamlIndentation(span=words_of(source, line), edits=edits)
        seen_steps = seen_steps or line.key == _STEPS
        if line.is_item and (key in STEP_KINDS) and cues is None:
            item = line
        if key == _CUES and line.opens:
            cues = opened = line
        elif key:
            opened = None


def _is_inside(lines: Sequence[TextLine], at: int) -> bool:
    """Tell whether a line can belong to a key above it."""
    before = next((one for one in reversed(lines[:at]) if not one.is_comment), None)
    return before is not None and (before.indent == lines[at].indent or before.opens)


def _is_no_time(key: str) -> bool:
    return isinstance(parse_when(key), Problem) and not meant_when(key)


def _moved(source: SourceText, lines: Sequence[TextLine], at: int, column: int) -> tuple[Edit, ...]:
    more = column - lines[at].indent
    return tuple(at_column(source, one, one.indent + more) for one in (lines[at], *below_of(lines, at)))


def _out_of_cues(
    source: SourceText, lines: Sequence[TextLine], at: int, cues: TextLine, item: TextLine | None
) -> tuple[Edit, ...]:
    """Put a step's key where `cues` stands; steps that are listed there come after the step."""
    below = below_of(lines, at)
    if lines[at].key != _STEPS:
        return _moved(source, lines, at, cues.column)
    if item is None or not below:
        return ()
    depth = below[0].indent
    moved = tuple(at_column(source, one, item.indent + one.indent - depth) for one in below)
    return (edit(source, lines[at].start, lines[at].next, ""), *moved)


def continued_lines(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Indent a text that goes on below its key, and give an item its dash."""
    items, texts = [], []
    head: TextLine | None = None
    for last, line in pairwise(lines):
        if head is None or last.key or last.is_item or last.is_comment:
            head = last
        before = head
        if line.is_item or line.key or line.is_comment or before.is_comment or not line.words[:1].isalnum():
            continue
        if _GLUED.match(line.words):
            continue
        if before.is_item and not before.key and before.indent == line.indent:
            items.append(edit(source, line.start + line.indent, line.start + line.indent, "- "))
        elif (
            before.value
            and not _is_measure(before)
            and line.indent <= before.column
            and (before.value[0] not in "[{|>&*\"'" or _BLOCK_TEXT.fullmatch(before.value))
        ):
            texts.append(at_column(source, line, before.column + LEVEL))
    for edits in (items, texts):
        if edits:
            place = Span(source=source, start=edits[0].span.end, end=edits[0].span.end)
            yield YamlIndentation(span=place, edits=tuple(edits))


def _is_measure(line: TextLine) -> bool:
    return line.value[:1].isdigit() or line.value[:1] == "$"


def wrapped_file(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take away a key that all of the file stands below, such as `routine:`."""
    own = [line for line in lines if not line.is_comment]
    if own and own[0].is_item and own[0].key in ROUTINE_KEYS and all(one.indent for one in own[1:]):
        edits = [
            edit(source, line.start, line.start + min(line.column, own[0].column), "")
            for line in lines
            if line.start >= own[0].start
        ]
        yield YamlIndentation(span=words_of(source, own[0]), edits=tuple(edits))
        return
    if len(own) < 3 or not own[0].opens or own[0].key in ROUTINE_KEYS or own[0].indent:  # noqa: PLR2004 - a title and steps
        return
    depth = own[1].indent
    if all(line.indent >= depth for line in own[1:]) and any(
        line.key in ROUTINE_KEYS and line.indent == depth for line in own
    ):
        edits = [edit(source, own[0].start, own[0].next, "")]
        edits += [
            at_column(source, line, max(0, line.indent - depth))
            for line in lines
            if line.start > own[0].start
        ]
        yield YamlIndentation(span=words_of(source, own[0]), edits=tuple(edits))


def second_steps(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take out a second `steps:`, where the first one goes on."""
    heads = [line for line in lines if line.key == _STEPS and line.opens and not line.indent][1:]
    item: TextLine | None = None
    for line, following in pairwise(lines):
        is_head = line.key == _STEPS and line.opens and not line.is_item and line.indent > 0
        if (
            is_head
            and item is not None
            and item.indent == line.indent == following.indent
            and following.is_item
        ):
            heads.append(line)
        item = line if line.is_item else item
    edits = tuple(edit(source, line.start, line.next, "") for line in heads)
    if edits:
        yield YamlHeading(span=edits[0].span, edits=edits)


def steps_as_text(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take the sign away that makes one text of all steps: `steps: |`."""
    for line in lines:
        if meant_key(line.key) == _STEPS and _BLOCK_TEXT.fullmatch(line.value):
            begin = line.start + line.column + line.words.index(":") + 1
            edits = (edit(source, begin, line.end, ""),)
            yield YamlHeading(span=words_of(source, line), edits=edits)


def items_at_the_top(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Take the dashes from the keys of the routine: `- title: Knee`, `- steps:`."""
    top = [line for line in lines if not line.indent and not line.is_comment]
    if len(top) < 2 or not all(line.is_item and line.key in ROUTINE_KEYS for line in top):  # noqa: PLR2004
        return
    edits = tuple(edit(source, line.start, line.start + line.column, "") for line in top)
    yield YamlIndentation(span=words_of(source, top[0]), edits=edits)


def sections_without_steps(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Put lists of steps together that stand below headings of their own: `warm-up:`, `main:`, and no `steps:`."""
    if any(meant_key(line.key) == _STEPS and not line.indent for line in lines):
        return
    heads = [
        line
        for at, line in enumerate(lines)
        if line.opens and not line.indent and not line.is_item and _begins_with_step(lines, at)
    ]
    if not heads or any(line.key in ROUTINE_KEYS for line in heads):
        return
    first, *others = heads
    edits = [edit(source, first.start, first.end, f"{_STEPS}:  # {first.key}")]
    edits += [edit(source, line.start, line.start, "  # ") for line in others]
    yield YamlHeading(span=words_of(source, first), edits=tuple(edits))


def _begins_with_step(lines: Sequence[TextLine], at: int) -> bool:
    following = next((line for line in lines[at + 1 :] if not line.is_comment), None)
    return following is not None and following.is_item and meant_key(following.key) in STEP_KINDS


def letters(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Make comments of what a mail says before and after a routine."""
    keys = [at for at, line in enumerate(lines) if line.key in ROUTINE_KEYS and not line.indent]
    steps = next((at for at, line in enumerate(lines) if line.key == _STEPS and not line.indent), None)
    if not keys or steps is None:
        return
    before = [line for line in lines[: keys[0]] if not line.is_comment]
    after: list[TextLine] = []
    for line in reversed(lines[steps + 1 :]):
        if line.indent or line.is_item or line.key:
            break
        after.append(line)
    around = [line for line in (*before, *reversed(after)) if not line.is_comment]
    if around and not any(line.indent or line.is_item or meant_key(line.key) for line in around):
        if not all(line.words[:1].isalpha() or line.words == _SIGNATURE for line in around):
            return
        edits = tuple(edit(source, line.start, line.start, "# ") for line in around)
        yield YamlHeading(span=words_of(source, around[0]), edits=edits)
