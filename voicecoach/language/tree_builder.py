"""From YAML's events to a tree. Subclasses say what a scalar, an alias, a list or a mapping becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from msgspec import Struct

from voicecoach.language.events import (
    ALIAS,
    DOCUMENT_START,
    MAPPING_END,
    MAPPING_START,
    SCALAR,
    SEQUENCE_END,
    SEQUENCE_START,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
_BEGINNINGS: Final = frozenset({MAPPING_START, SEQUENCE_START})
_ENDS: Final = frozenset({MAPPING_END, SEQUENCE_END})


class OpenNode(Struct, Generic[T], kw_only=True):
    """A list or mapping whose end is still to come. `nodes` of a mapping: keys and values in turn."""

    event: Any
    start: int
    is_mapping: bool
    nodes: list[T]


class TreeBuilder(Generic[T]):
    """Builds the tree of one text: use each builder once. `opened` is outermost first."""

    def __init__(self, *, max_depth: int) -> None:
        self.opened: list[OpenNode[T]] = []
        self._max_depth = max_depth

    # --- what a subclass says -------------------------------------------------------------------

    def scalar(self, event: Any) -> T:
        raise NotImplementedError

    def alias(self, event: Any) -> T:
        raise NotImplementedError

    def start(self, event: Any) -> int:
        """Return where a list or mapping begins, behind its tag and anchor."""
        return int(event.start_mark.index)

    def collection(self, opened: OpenNode[T], end: int) -> T:
        raise NotImplementedError

    def too_deep(self, event: Any) -> T:
        """Return what stands for a list or mapping that is nested too deeply; its content is skipped."""
        raise NotImplementedError

    def deeper(self, levels: int) -> None:
        """Raise if this many levels of skipped content are too many to read on."""

    def another_document(self, event: Any) -> None:
        """Report a second document if that is an error. It is not read."""

    # --- the events -----------------------------------------------------------------------------

    def build(self, events: Iterable[Any]) -> T | None:
        """Return the tree of the first document; None where there is nothing."""
        roots: list[T] = []
        documents = skipped = 0
        for event in events:
            kind = type(event).__name__
            nodes = self.opened[-1].nodes if self.opened else roots
            if kind == DOCUMENT_START:
                documents += 1
                if documents > 1:
                    self.another_document(event)
                    break
            elif skipped:
                skipped += (kind in _BEGINNINGS) - (kind in _ENDS)
                self.deeper(skipped)
            elif kind == SCALAR:
                nodes.append(self.scalar(event))
            elif kind == ALIAS:
                nodes.append(self.alias(event))
            elif kind in _BEGINNINGS and len(self.opened) >= self._max_depth:
                nodes.append(self.too_deep(event))
                skipped = 1
            elif kind in _BEGINNINGS:
                is_mapping = kind == MAPPING_START
                start = self.start(event)
                self.opened.append(OpenNode(event=event, start=start, is_mapping=is_mapping, nodes=[]))
            elif kind in _ENDS:
                closed = self.opened.pop()
                node = self.collection(closed, max(closed.start, event.end_mark.index))
                (self.opened[-1].nodes if self.opened else roots).append(node)
        return roots[0] if roots else None
