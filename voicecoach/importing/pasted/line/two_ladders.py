"""Ladders side by side on one line: `1-3-6 wall walks, 10-30-60 double-unders`, a rung of each in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.importing.pasted.words.facts import Fact, Rungs

if TYPE_CHECKING:
    from collections.abc import Sequence


def ladders_beside(rungs: Sequence[int], facts: Sequence[Fact]) -> list[tuple[tuple[int, ...], list[Fact]]]:
    """Return the rungs and the rest of each ladder of a line; nothing unless there are several, all of as many rungs.

    `facts` are those behind the first rungs.
    """
    found: list[tuple[tuple[int, ...], list[Fact]]] = [(tuple(rungs), [])]
    for fact in facts:
        if isinstance(fact, Rungs):
            found.append((fact.numbers, []))
        else:
            found[-1][1].append(fact)
    same = all(len(numbers) == len(rungs) and of for numbers, of in found)
    return found if len(found) > 1 and same else []
