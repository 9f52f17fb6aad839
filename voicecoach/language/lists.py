"""Lists of exercises that the listener goes through at their own pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.language.leaves import CircuitItem


def blocks_of(items: tuple[CircuitItem, ...]) -> Iterator[tuple[CircuitItem, ...]]:
    """Yield those that are done as a block, in several rounds, together; the others alone."""
    block: list[CircuitItem] = []
    for item in items:
        if block and (item.opens or not item.rounds or not block[0].rounds):
            yield tuple(block)
            block = []
        block.append(item)
    if block:
        yield tuple(block)
