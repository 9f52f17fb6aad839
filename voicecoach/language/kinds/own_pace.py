"""Reps at one's own pace: those that follow each other directly are done in one time, which nobody divides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.language.leaves import SelfPacedExercise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.language.leaves import Leaf


def in_one_time(leaves: Iterator[Leaf]) -> Iterator[Leaf]:
    """Put exercises at one's own pace together that have no time of their own and nothing between them."""
    first: SelfPacedExercise | None = None
    for leaf in leaves:
        if isinstance(leaf, SelfPacedExercise) and leaf.duration_ms is None:
            if first is not None and _joins(first, leaf):
                first = replace(first, also=(*first.also, leaf))
                continue
            if first is not None:
                yield first
            first = leaf
            continue
        if first is not None:
            yield first
            first = None
        yield leaf
    if first is not None:
        yield first


def _joins(first: SelfPacedExercise, leaf: SelfPacedExercise) -> bool:
    """Tell whether nothing has to be said or waited for between the two: no other side, set or round."""
    return leaf.place == first.place and leaf.place.side is None and leaf.call is None and not leaf.is_gate
