"""What stands around a node of the tree: what follows it, the cap below it, lines of which nothing is understood."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.importing.pasted.items import (
    DeathByItem,
    Exercise,
    ForTimeOf,
    Heading,
    Left,
    Stated,
)
from voicecoach.importing.pasted.tree.outline import Group, first_line
from voicecoach.importing.steps import (
    ImportedCounted,
    ImportedLadder,
    ImportedRest,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.tree.outline import OutlineNode
    from voicecoach.importing.steps import ImportedStep


def without_last_rest(steps: list[ImportedStep]) -> list[ImportedStep]:
    """Return the steps of a ladder without the rest after its last rung, which nothing follows."""
    last = steps[-1] if steps else None
    if not isinstance(last, ImportedLadder) or not isinstance(last.steps[-1], ImportedRest):
        return steps
    *work, _ = last.steps
    if not work or not all(isinstance(step, ImportedCounted) for step in work):
        return steps
    *rungs, lowest = last.rungs
    behind = [
        replace(step, count=str(lowest) if step.count == "$rung" else step.count, comments=())
        for step in work
        if isinstance(step, ImportedCounted)
    ]
    return [*steps[:-1], replace(last, rungs=tuple(rungs)), *behind]


def left(node: OutlineNode) -> OutlineNode:
    """Return a name alone, outside of any block, as a line that is left."""
    if isinstance(node, Exercise) and not node.has_amount and node.sets == 1:
        return Left(line=node.line, text=node.name)
    return node


def with_caps(nodes: Sequence[OutlineNode]) -> list[OutlineNode]:
    """Put a time cap on a line of its own to the list for time above it."""
    found = list(nodes)
    for at, (node, follows) in enumerate(pairwise(nodes)):
        if not isinstance(node, Group) or not isinstance(follows, Stated) or not follows.is_cap:
            continue
        if isinstance(node.opening.kind, ForTimeOf) and not node.opening.cap_ms:
            found[at] = replace(node, opening=replace(node.opening, cap_ms=follows.length_ms))
    return found


def as_whole_lines(nodes: Sequence[OutlineNode]) -> list[OutlineNode]:
    """Return the nodes with a line of which nothing is understood once, as it is written."""
    understood = {first_line(node) for node in nodes if not isinstance(node, Left)}
    found: list[OutlineNode] = []
    for node in nodes:
        if not isinstance(node, Left) or node.line in understood:
            found.append(node)
        elif not (found and isinstance(found[-1], Left) and found[-1].line == node.line):
            found.append(replace(node, text=""))
    return found


def first_below(nodes: Sequence[OutlineNode]) -> OutlineNode | None:
    """Return what is done first in the part that begins with these nodes; None where it has only rests."""
    for node in nodes:
        if isinstance(node, Heading):
            return None
        if isinstance(node, Exercise | Group | DeathByItem):
            return node
    return None


def followers(nodes: Sequence[OutlineNode]) -> list[OutlineNode | None]:
    """Return for each node the next one that does something."""
    followers: list[OutlineNode | None] = []
    follows: OutlineNode | None = None
    for node in reversed(nodes):
        followers.append(follows)
        if not isinstance(node, Stated | Left):
            follows = node
    return followers[::-1]
