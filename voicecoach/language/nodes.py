"""The tree of a routine's text: YAML's layout without YAML's types, every scalar a text, each node with its span."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from voicecoach.source import Span

MAX_BLOCKS = 16


class ScalarStyle(Enum):
    """How a scalar is written. `ABSENT`: nothing is written where a value could be."""

    ABSENT = "absent"
    PLAIN = "plain"
    QUOTED = "quoted"
    BLOCK = "block"


class Scalar(Struct, frozen=True, kw_only=True):
    """A text. `repaired`: it had an error that is reported; its text is a good guess."""

    text: str
    span: Span
    style: ScalarStyle
    repaired: bool = False

    @property
    def absent(self) -> bool:
        return self.style is ScalarStyle.ABSENT


class Sequence(Struct, frozen=True, kw_only=True):
    """`flow`: written in brackets."""

    items: tuple[Node, ...]
    span: Span
    flow: bool = False


class Entry(Struct, frozen=True, kw_only=True):
    """A key and its value; an absent one where nothing is written."""

    key: Scalar
    value: Node


class Mapping(Struct, frozen=True, kw_only=True):
    """`incomplete`: some of it could not be read, so what it lacks may be there."""

    entries: tuple[Entry, ...]
    span: Span
    flow: bool = False
    incomplete: bool = False


Node: TypeAlias = Scalar | Sequence | Mapping
