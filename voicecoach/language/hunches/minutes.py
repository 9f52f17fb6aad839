"""A hunch about an interval workout whose minutes have keys of their own: `minute 1:`, `minute 2:`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.findings.reading import YamlIndentation
from voicecoach.language.hunches.common import LEVEL, below_of, edit, meant_key, words_of
from voicecoach.language.kinds import STEP_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.findings.base import Edit
    from voicecoach.findings.reading import ReadingFinding
    from voicecoach.language.text_lines import TextLine
    from voicecoach.source import SourceText

_MINUTE: Final = re.compile(
    r"(?:(?:minutes?|minuten?|minutos?|min\.?|m)[ _-]?)?(?P<number>[1-9][0-9]?)", re.IGNORECASE
)
_MINUTES: Final = "minutes"
_BLOCKS: Final = frozenset(name for name, kind in STEP_KINDS.items() if _MINUTES in kind.keys)
_STEPS: Final = "steps"


def minute_keys(source: SourceText, lines: Sequence[TextLine]) -> Iterator[ReadingFinding]:
    """Write the keys of minutes as a list of lists."""
    for at, line in enumerate(lines):
        if not line.is_item or meant_key(line.key) not in _BLOCKS:
            continue
        below = below_of(lines, at)
        head = next((one for one in below if one.key in {_MINUTES, _STEPS} and one.opens), None)
        minutes = [one for one in below if one.key and _MINUTE.fullmatch(one.key) and not one.key.isdecimal()]
        if head is not None and head.key == _MINUTES:
            minutes = [one for one in below if one.key and _MINUTE.fullmatch(one.key)]
        numbers = [int(match["number"]) for one in minutes if (match := _MINUTE.fullmatch(one.key))]
        if len(minutes) < 2 or numbers != list(range(1, len(numbers) + 1)):  # noqa: PLR2004 - one is no turn
            continue
        if len({one.column for one in minutes}) > 1 or (head is not None and head.start > minutes[0].start):
            continue
        yield YamlIndentation(
            span=words_of(source, minutes[0]), edits=tuple(_edits(source, lines, line, head, minutes))
        )


def _edits(
    source: SourceText,
    lines: Sequence[TextLine],
    block: TextLine,
    head: TextLine | None,
    minutes: Sequence[TextLine],
) -> Iterator[Edit]:
    column = block.column + LEVEL
    key = f"{' ' * block.column}{_MINUTES}:\n"
    if head is not None:
        yield edit(source, head.start, head.next, key)
    for minute in minutes:
        above = key if head is None and minute is minutes[0] else ""
        said = f" - {minute.value}" if minute.value else ""
        yield edit(source, minute.start, minute.end, f"{above}{' ' * column}-{said}")
        below = below_of(lines, lines.index(minute))
        more = column + LEVEL - below[0].indent if below else 0
        for one in below:
            yield edit(source, one.start, one.start + one.indent, " " * (one.indent + more))
