"""Reads YAML of other programs into a tree with line numbers: every scalar a text, aliases followed, no tags, no types, nothing built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec import Struct

from voicecoach.language.events import patient_events
from voicecoach.language.tree_builder import OpenNode, TreeBuilder
from voicecoach.language.yaml_failures import PatientFailureError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from voicecoach.importing.writer import Writer
    from voicecoach.source import SourceText

MAX_DEPTH: Final = 32
MAX_VALUES: Final = 30_000  # six for each interval that may be imported; reading more takes seconds
MAX_CHARACTERS: Final = 500_000  # a library in Python goes over each
_MERGE: Final = "<<"


class Leaf(Struct, frozen=True, kw_only=True):
    text: str
    line: int


class Items(Struct, frozen=True, kw_only=True):
    items: tuple[Tree, ...]
    line: int


class YamlTable(Struct, frozen=True, kw_only=True):
    """A mapping: `own` are the keys of its own, and `values` has also what its `<<` merges in."""

    values: Mapping[str, Tree]
    own: frozenset[str]
    line: int

    def get(self, key: str) -> Tree | None:
        return self.values.get(key)


Tree: TypeAlias = Leaf | Items | YamlTable


def read_tree(source: SourceText, writer: Writer) -> Tree:
    """Return the tree of the first document. Raises InputError where the text is no YAML.

    An alias is the same object as its anchor, and an anchor exists only when it is complete: there are no loops.
    """
    if len(source.text) > MAX_CHARACTERS:
        raise writer.failure(1, f"it has more than {MAX_CHARACTERS:,} characters", hint="import a part of it")
    builder = _YamlBuilder(writer)
    try:
        root = builder.build(builder.counted(patient_events(source.text)))
    except PatientFailureError as failure:
        line, _ = source.line_column(failure.at)
        problem = failure.problem or "malformed"
        raise writer.failure(
            line, f"this is no YAML: {problem}", hint="repair it, then import it"
        ) from failure
    except (
        ValueError,
        OverflowError,
        LookupError,
        NotImplementedError,
        TypeError,
        AssertionError,
    ) as failure:
        # Invalid escapes and directives make the library fail so.
        raise writer.failure(builder.line, "this is no YAML", hint="repair it, then import it") from failure
    if root is None:
        raise writer.failure(1, "there is nothing in it", hint="name another file")
    return root


class _YamlBuilder(TreeBuilder["Tree"]):
    """`line`: how far it has read."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(max_depth=MAX_DEPTH)
        self.line = 1
        self._writer = writer
        self._anchors: dict[str, Tree] = {}
        self._values = 0

    def counted(self, events: Iterable[Any]) -> Iterator[Any]:
        for event in events:
            self.line = event.start_mark.line + 1
            self._count(1)
            yield event

    def _count(self, values: int) -> None:
        self._values += values
        if self._values > MAX_VALUES:
            raise self._writer.failure(
                self.line, f"it has more than {MAX_VALUES:,} values", hint="import a part of it"
            )

    def scalar(self, event: Any) -> Tree:
        return self._anchored(event, Leaf(text=event.value, line=self.line))

    def alias(self, event: Any) -> Tree:
        if event.anchor not in self._anchors:
            raise self._writer.failure(
                self.line, f"`*{event.anchor}` is defined nowhere before it", hint="repair it, then import it"
            )
        return self._anchors[event.anchor]

    def collection(self, opened: OpenNode[Tree], end: int) -> Tree:  # noqa: ARG002 - lines are enough here
        line = opened.event.start_mark.line + 1
        is_table = opened.is_mapping
        tree = self._table(opened.nodes, line) if is_table else Items(items=tuple(opened.nodes), line=line)
        return self._anchored(opened.event, tree)

    def too_deep(self, event: Any) -> Tree:  # noqa: ARG002 - the line is enough here
        raise self._writer.failure(self.line, f"it is nested more than {MAX_DEPTH} deep", hint="flatten it")

    def _table(self, trees: list[Tree], line: int) -> YamlTable:
        """Return a mapping with what is merged into it. That counts as values, too: chains of merges grow."""
        values: dict[str, Tree] = {}
        merged: list[Tree] = []
        for key, value in _pairs(trees):
            if isinstance(key, Leaf) and key.text == _MERGE:
                merged += value.items if isinstance(value, Items) else (value,)
            elif isinstance(key, Leaf):
                values.setdefault(key.text, value)
        own = frozenset(values)
        for table in merged:
            if isinstance(table, YamlTable):
                self._count(len(table.values))
                for key_text, tree in table.values.items():
                    values.setdefault(key_text, tree)
        return YamlTable(values=values, own=own, line=line)

    def _anchored(self, event: Any, tree: Tree) -> Tree:
        if event.anchor:
            self._anchors[event.anchor] = tree
        return tree


def _pairs(trees: list[Tree]) -> Iterator[tuple[Tree, Tree]]:
    return zip(trees[::2], trees[1::2], strict=True)
