"""Hunches about the kind of a step: said twice, or without its colon."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from voicecoach.findings.reading import YamlIndentation, YamlNoKey
from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.hunches.common import edit, meant_key, words_of
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.values import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.findings.reading import ReadingFinding
    from voicecoach.language.kinds.kind import StepKind
    from voicecoach.language.text_lines import TextLine
    from voicecoach.source import SourceText

_OF_REPS: Final = frozenset(("count", "tempo"))
_STRONG: Final = frozenset(name for name, kind in STEP_KINDS.items() if not kind.is_weak)


def second_kinds(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Give a step its dash that stands among the keys of another one."""
    item: TextLine | None = None
    for line in lines:
        if line.is_comment:
            continue
        kind = STEP_KINDS.get(item.key) if item is not None else None
        if line.is_item or item is None or kind is None or line.indent < item.column:
            item = line if line.is_item else None
        elif (
            line.indent == item.column
            and line.key in _STRONG
            and (line.key not in kind.keys or line.key == item.key)
        ):
            amount = _amount_key(kind, line) if line.key == item.key else ""
            edits = (edit(source, line.start, line.start + line.indent, f"{' ' * item.indent}- "),)
            if amount:
                begin = line.start + line.column
                edits = (edit(source, begin, begin + len(line.key), amount),)
            yield YamlIndentation(span=words_of(source, line), edits=edits)


def _amount_key(kind: StepKind[Any], line: TextLine) -> str:
    """Return what says how many or how long where a kind stands a second time: `reps: 12` below `reps: Squats`."""
    if "count" in kind.keys and not isinstance(whole_number(line.value), Problem):
        return "count"
    return "for" if "for" in kind.keys and not isinstance(duration_ms(line.value), Problem) else ""


def kinds_without_colon(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Give a kind its colon that stands alone before its keys, and a name its kind: `- rest` or `- Plank` with `for: 1m` below it."""
    for line, below in pairwise(lines):
        if not line.is_item or line.key or below.is_item or below.indent != line.column:
            continue
        key = meant_key(below.key)
        if below.key and meant_key(line.words) in STEP_KINDS:
            yield YamlNoKey(
                span=words_of(source, line), key=line.words, edits=(edit(source, line.end, line.end, ":"),)
            )
        elif kind := "reps" if key in _OF_REPS else "hold" if key == "for" else "":
            begin = line.start + line.column
            yield YamlIndentation(
                span=words_of(source, line), edits=(edit(source, begin, begin, f"{kind}: "),)
            )
