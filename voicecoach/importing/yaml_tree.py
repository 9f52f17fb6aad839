"""Somebody else's YAML as a tree with lines: every scalar a text, aliases followed, no tags, no types, nothing built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.importing.writer import Writer
    from voicecoach.source import SourceText

MAX_DEPTH: Final = 32
MAX_VALUES: Final = 50_000  # ten for each interval that may be imported; reading more takes seconds
_MERGE: Final = "<<"


class Leaf(Struct, frozen=True, kw_only=True):
    text: str
    line: int


class Items(Struct, frozen=True, kw_only=True):
    items: tuple[Tree, ...]
    line: int


class Table(Struct, frozen=True, kw_only=True):
    """A mapping. The trees that its `<<` merges in are in `merged`."""

    values: dict[str, Tree]
    merged: tuple[Tree, ...]
    line: int

    def get(self, key: str) -> Tree | None:
        """Return a key's value, from what is merged in where it is not the mapping's own."""
        waiting: list[Tree] = [self]
        seen: set[int] = set()
        while waiting:
            tree = waiting.pop()
            if id(tree) in seen:
                continue
            seen.add(id(tree))
            if isinstance(tree, Table):
                if key in tree.values:
                    return tree.values[key]
                waiting += tree.merged[::-1]
            elif isinstance(tree, Items):
                waiting += tree.items[::-1]
        return None

    def keys(self) -> set[str]:
        return set(self.values)


Tree: TypeAlias = Leaf | Items | Table


def read_tree(source: SourceText, writer: Writer) -> Tree:
    """Return the tree of the first document. Raises InputError where the text is no YAML.

    An alias is the same object as its anchor, and an anchor exists only when it is complete: there are no loops.
    """
    line = 1
    try:
        builder = _Builder(writer)
        for event in YAML(typ="safe", pure=True).parse(source.text):
            line = event.start_mark.line + 1
            if isinstance(event, DocumentEndEvent):
                break
            builder.take(event, line)
    except YAMLError as failure:
        mark = getattr(failure, "problem_mark", None)
        problem = getattr(failure, "problem", None) or "malformed"
        at = mark.line + 1 if mark is not None else line
        raise writer.failure(at, f"this is no YAML: {problem}", hint="repair it, then import it") from failure
    except (
        ValueError,
        OverflowError,
        LookupError,
        NotImplementedError,
        TypeError,
        AssertionError,
    ) as failure:
        # The library stumbles so over escapes and directives that there are not.
        raise writer.failure(line, "this is no YAML", hint="repair it, then import it") from failure
    if builder.root is None:
        raise writer.failure(1, "there is nothing in it", hint="name another file")
    return builder.root


class _Builder:
    def __init__(self, writer: Writer) -> None:
        self.root: Tree | None = None
        self._writer = writer
        self._anchors: dict[str, Tree] = {}
        self._open: list[tuple[Any, int, list[Tree]]] = []
        self._values = 0

    def take(self, event: Any, line: int) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            raise self._writer.failure(
                line, f"it has more than {MAX_VALUES:,} values", hint="import a part of it"
            )
        match event:
            case ScalarEvent():
                self._push(Leaf(text=event.value, line=line), event.anchor)
            case AliasEvent():
                if event.anchor not in self._anchors:
                    raise self._writer.failure(
                        line,
                        f"`*{event.anchor}` is defined nowhere before it",
                        hint="repair it, then import it",
                    )
                self._push(self._anchors[event.anchor], None)
            case MappingStartEvent() | SequenceStartEvent():
                if len(self._open) >= MAX_DEPTH:
                    raise self._writer.failure(
                        line, f"it is nested more than {MAX_DEPTH} deep", hint="flatten it"
                    )
                self._open.append((event, line, []))
            case MappingEndEvent() | SequenceEndEvent():
                start, begun, trees = self._open.pop()
                is_table = isinstance(start, MappingStartEvent)
                tree = _table(trees, begun) if is_table else Items(items=tuple(trees), line=begun)
                self._push(tree, start.anchor)
            case _:
                pass

    def _push(self, tree: Tree, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = tree
        if self._open:
            self._open[-1][2].append(tree)
        else:
            self.root = tree


def _table(trees: list[Tree], line: int) -> Table:
    values: dict[str, Tree] = {}
    merged: list[Tree] = []
    for key, value in _pairs(trees):
        if isinstance(key, Leaf) and key.text == _MERGE:
            merged.append(value)
        elif isinstance(key, Leaf):
            values.setdefault(key.text, value)
    return Table(values=values, merged=tuple(merged), line=line)


def _pairs(trees: list[Tree]) -> Iterator[tuple[Tree, Tree]]:
    return zip(trees[::2], trees[1::2], strict=True)
