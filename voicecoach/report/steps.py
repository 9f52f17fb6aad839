"""A routine's steps as a short outline, with this run's parameters in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.language.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from voicecoach.language.model import Step

_INDENT = "  "


def outline(steps: Sequence[Step]) -> Iterator[str]:
    """Yield a line for each step, those of a block indented below it."""
    for step in steps:
        kind = kind_of(step)
        yield kind.outline(step)
        for block in kind.blocks(step):
            lines = outline(block.steps)
            if block.title:
                yield _INDENT + block.title
                lines = _indented(lines)
            yield from _indented(lines)


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (_INDENT + line for line in lines)
