"""The items of all lines as a tree: a block takes the lines below it, until a blank line, a heading or the next block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.importing.pasted.items import (
    Again,
    AmrapOf,
    BlockOpening,
    DeathByItem,
    EmomOf,
    Exercise,
    Flattened,
    Heading,
    Left,
    Manner,
    MinuteOf,
    PastedItem,
    RestBetween,
    RestItem,
    RoundsOf,
    Stated,
    TabataOf,
)
from voicecoach.importing.pasted.tree.endings import (
    comes_after,
    ends_all,
    is_sent_off,
    replaces_rest,
    warms_up,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.text.lines import PastedLine

MAX_DEPTH: Final = 5  # the language nests deeper, but no workout does


class Group(Struct, frozen=True, kw_only=True):
    """A block and what is in it."""

    opening: BlockOpening
    nodes: tuple[OutlineNode, ...]


OutlineNode: TypeAlias = Exercise | RestItem | DeathByItem | Heading | Stated | Left | Group


def first_line(node: OutlineNode) -> int:
    return node.opening.line if isinstance(node, Group) else node.line


class _Open(Struct, kw_only=True):
    """A block that still takes lines. `indent` is -1 for the whole."""

    opening: BlockOpening | None
    indent: int
    nodes: list[OutlineNode]
    from_lines: int = 0
    is_braced: bool = False
    takes_indented_only: bool = False
    between: RestBetween | None = None  # what its head says of the rests in it
    is_indented: bool = False  # its first line is
    section_at: int = 0  # where the part since the last heading begins
    paragraph_at: int = 0  # where the part since the last blank line begins
    paragraph_before_at: int = 0  # where the one before it does


def outline_of(lines: Sequence[tuple[PastedLine, tuple[PastedItem, ...]]]) -> tuple[OutlineNode, ...]:
    """Return the tree of a paste."""
    builder = _OutlineBuilder()
    for line, items in lines:
        builder.take(line, items)
    return builder.whole()


class _OutlineBuilder:
    def __init__(self) -> None:
        self._open = [_Open(opening=None, indent=-1, nodes=[])]

    def whole(self) -> tuple[OutlineNode, ...]:
        while len(self._open) > 1:
            self._close()
        return tuple(self._open[0].nodes)

    def take(self, line: PastedLine, items: tuple[PastedItem, ...]) -> None:
        for _ in range(line.closes):
            self._close_braced()
        self._close_before(line, items)
        if line.after_blank:
            top = self._open[-1]
            top.paragraph_before_at, top.paragraph_at = top.paragraph_at, len(top.nodes)
        for at, item in enumerate(items, start=1):
            if isinstance(item, BlockOpening) and at < len(items):
                self._put(_grouped(item))  # `8 x (…), 5 min walk`
            else:
                self._add(item, line)

    # --- closing --------------------------------------------------------------------------------

    def _close(self) -> None:
        between = self._open[-1].between
        if between is not None:
            self._rest_between(between)
        done = self._open.pop()
        assert done.opening is not None, "what is not opened is never closed"
        behind: list[OutlineNode] = []
        while done.nodes and comes_after(done.nodes, done.opening.kind):
            behind.append(done.nodes.pop())
        self._put(_closed(done.opening, done.nodes))
        self._open[-1].nodes += behind[::-1]

    def _close_braced(self) -> None:
        if not any(block.is_braced for block in self._open):
            return
        while not self._open[-1].is_braced:
            self._close()
        self._close()

    def _close_before(self, line: PastedLine, items: tuple[PastedItem, ...]) -> None:
        """Close the blocks that this line is no part of."""
        first = items[0] if items else None
        while len(self._open) > 1 and not self._open[-1].is_braced:
            block = self._open[-1]
            deeper = line.indent > block.indent
            if is_sent_off(block.opening) and not deeper:
                self._close()
                continue
            if block.takes_indented_only or (block.is_indented and not isinstance(first, RestBetween)):
                ends = not deeper
            elif isinstance(first, Heading) and (line.level or block.from_lines):
                ends = True
            elif isinstance(first, BlockOpening):
                ends = bool(block.from_lines) and not deeper and not _is_minute_of(first, block)
            elif isinstance(first, Stated | Again) or ends_all(line, first):
                ends = bool(block.from_lines) and not deeper
            elif isinstance(first, RestBetween):
                ends = False
            else:
                ends = bool(block.from_lines or _is_other(first, block)) and line.after_blank and not deeper
            if not ends:
                return
            self._close()

    # --- adding ---------------------------------------------------------------------------------

    def _put(self, node: OutlineNode) -> None:
        self._open[-1].nodes.append(node)

    def _add(self, item: PastedItem, line: PastedLine) -> None:
        top = self._open[-1]
        if top.opening is not None and not top.from_lines and top.opening.line != item.line:
            top.is_indented = line.indent > top.indent
        top.from_lines += not isinstance(item, Left)
        match item:
            case BlockOpening():
                self._begin(item, line)
            case RestBetween():
                self._rest_below(item)
            case Again():
                begin = _begin_of_repeated(top, item)
                while begin < len(top.nodes) and warms_up(top.nodes[begin]):
                    begin += 1  # nobody does it again
                nodes = tuple(node for node in top.nodes[begin:] if not isinstance(node, Stated | Left))
                others = [node for node in top.nodes[begin:] if isinstance(node, Stated | Left)]
                if nodes:
                    opening = BlockOpening(
                        line=item.line, kind=RoundsOf(count=item.count), doubts=item.doubts
                    )
                    top.nodes[begin:] = [*others, Group(opening=opening, nodes=nodes)]
            case Heading():
                top.nodes.append(item)
                top.section_at = len(top.nodes)
            case Manner():
                raise AssertionError("it is put to an exercise, or left, before there is a tree")
            case _:
                if isinstance(item, Exercise | RestItem) and replaces_rest(top.nodes, item):
                    top.nodes.pop()
                top.nodes.append(item)

    def _begin(self, opening: BlockOpening, line: PastedLine) -> None:
        body = [_grouped(item) for item in opening.body if not isinstance(item, RestBetween)]
        between = next((item for item in opening.body if isinstance(item, RestBetween)), None)
        if len(self._open) > MAX_DEPTH:
            opening = replace(opening, doubts=(*opening.doubts, Flattened()))
            self._open[-1].nodes += body
            return
        inner = body
        kind = opening.kind
        if len(body) == 1 and isinstance(body[0], Group) and not body[0].nodes:
            # `4 rounds, 40 s on, 20 s off:` with the names below
            opening, inner = replace(opening, body=(body[0].opening,)), []
        block = _Open(opening=opening, indent=line.indent, nodes=[*inner], is_braced=line.opens)
        block.takes_indented_only = bool(inner) and not line.ends_in_colon and not isinstance(kind, EmomOf)
        if inner and isinstance(kind, EmomOf):
            block.from_lines = 1
        self._open.append(block)
        block.between = between

    def _rest_below(self, item: RestBetween) -> None:
        """Put a rest of its own line where it belongs; there is none in a list for as many rounds as possible."""
        opening = self._open[-1].opening
        if opening is not None and isinstance(opening.kind, AmrapOf):
            self._close()
        self._rest_between(item)

    def _rest_between(self, item: RestBetween) -> None:
        """Put a rest between the rounds of the block, or between its exercises, or between the sets of those before."""
        rest = RestItem(line=item.line, length_ms=item.length_ms, doubts=item.doubts)
        top = self._open[-1]
        if item.of_rounds and top.opening is None and top.nodes and isinstance(top.nodes[-1], Group):
            last = top.nodes[-1]
            top.nodes[-1] = replace(last, nodes=(*last.nodes, rest))
            return
        if item.of_rounds:
            top.nodes.append(rest)
            return
        of_sets = (
            top.opening is not None and isinstance(top.opening.kind, RoundsOf) and top.opening.kind.is_sets
        )
        if of_sets and not any(isinstance(node, Exercise) and node.sets > 1 for node in top.nodes):
            top.nodes.append(rest)
            return
        in_sets = [
            at
            for at, node in enumerate(top.nodes)
            if isinstance(node, Exercise) and node.sets > 1 and node.rest_ms is None
        ]
        if in_sets:
            for at in in_sets:
                node = top.nodes[at]
                assert isinstance(node, Exercise), "only exercises were chosen"
                top.nodes[at] = replace(node, rest_ms=item.length_ms, rests_only_between=at == in_sets[-1])
            return
        if sum(isinstance(node, Exercise) for node in top.nodes) <= 1:
            top.nodes.append(rest)
            return
        between: list[OutlineNode] = []
        for node in top.nodes:
            if isinstance(node, Exercise) and between and _is_done(between[-1]):
                between.append(rest)
            between.append(node)
        top.nodes[:] = between


def _begin_of_repeated(top: _Open, item: Again) -> int:
    """Return where that begins which is done again: the lines since the last blank one, where they are several; else since the heading."""
    if item.of_paragraph:
        return max(top.section_at, top.paragraph_at)
    begin = top.paragraph_at if top.paragraph_at < len(top.nodes) else top.paragraph_before_at
    several = sum(isinstance(node, Exercise | RestItem | Group) for node in top.nodes[begin:]) > 1
    return max(top.section_at, begin if several else 0)


def _is_done(node: OutlineNode) -> bool:
    return isinstance(node, Exercise) and (node.has_amount or node.sets > 1)


def _is_minute_of(opening: BlockOpening, block: _Open) -> bool:
    return (
        isinstance(opening.kind, MinuteOf)
        and block.opening is not None
        and isinstance(block.opening.kind, EmomOf)
    )


def _is_other(item: PastedItem | None, block: _Open) -> bool:
    """Tell whether an item has an amount of its own, below a time on and off that would be that of a name."""
    is_pair = block.opening is not None and isinstance(block.opening.kind, TabataOf)
    return is_pair and isinstance(item, Exercise) and item.has_amount


def _grouped(item: PastedItem) -> OutlineNode:
    if isinstance(item, BlockOpening):
        return Group(opening=item, nodes=tuple(_grouped(one) for one in item.body))
    if isinstance(item, RestBetween):
        return RestItem(line=item.line, length_ms=item.length_ms, doubts=item.doubts)
    assert not isinstance(item, Again | Manner), "a repeat and a manner have lines of their own"
    return item


def _closed(opening: BlockOpening, nodes: list[OutlineNode]) -> Group:
    """Return a block that takes no more; what `4 rounds, 40 s on, 20 s off:` says of its exercises is put around them."""
    inner = opening.body[0] if len(opening.body) == 1 else None
    if isinstance(inner, BlockOpening) and isinstance(inner.kind, AmrapOf) and not inner.body:
        work = tuple(node for node in nodes if not isinstance(node, RestItem))
        rests = tuple(node for node in nodes if isinstance(node, RestItem))
        return Group(opening=opening, nodes=(Group(opening=inner, nodes=work), *rests))
    if isinstance(inner, BlockOpening) and isinstance(inner.kind, TabataOf) and not inner.body:
        exercises = tuple(node for node in nodes if isinstance(node, Exercise))
        whole_ms = inner.kind.on_ms + inner.kind.off_ms
        others = tuple(
            replace(node, length_ms=whole_ms) if isinstance(node, RestItem) and not node.length_ms else node
            for node in nodes
            if not isinstance(node, Exercise)
        )
        return Group(opening=opening, nodes=(Group(opening=inner, nodes=exercises), *others))
    return Group(opening=opening, nodes=tuple(nodes))
