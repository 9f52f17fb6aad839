"""Reps at one's own pace: consecutive ones share one undivided time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.language.leaves import SelfPacedExercise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.language.leaves import Leaf


def in_one_time(leaves: Iterator[Leaf]) -> Iterator[Leaf]:
    """Combine consecutive self-paced exercises without a time of their own."""
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
    """Tell whether nothing comes between the two: no change of side, set or round."""
    return leaf.place == first.place and leaf.place.side is None and leaf.call is None and not leaf.is_gate
