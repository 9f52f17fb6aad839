"""XML as the tree that JSON would be: attributes and children by their names, and children of the same name as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from voicecoach.importing.structured.reading import import_tree
from voicecoach.importing.writer import Writer
from voicecoach.importing.xml_events import read_elements
from voicecoach.importing.yaml_tree import Items, Leaf, YamlTable

if TYPE_CHECKING:
    from voicecoach.importing.model import Imported
    from voicecoach.importing.xml_events import Element
    from voicecoach.importing.yaml_tree import Tree
    from voicecoach.source import SourceText

_OF_THE_FORMAT: Final = ("xmlns", "xsi:schemalocation", "xml:")

_TRACKS: Final = frozenset({"trackpoint", "trkpt"})


class _Open(Struct, kw_only=True):
    """An element whose children are still to come."""

    element: Element
    children: list[_Open] = field(default_factory=list)


def import_xml(source: SourceText) -> Imported:
    """Return XML that is no Zwift workout as a routine. Raises InputError where there are no steps in it."""
    writer = Writer(source, kind="a workout as data")
    root: _Open | None = None
    opened: list[_Open] = []
    for element in read_elements(source, writer):
        if element.name in _TRACKS:
            raise writer.failure(
                element.line,
                "this is the record of a session, not a workout",
                hint="export the workout itself",
            )
        one = _Open(element=element)
        del opened[len(element.path) :]
        if opened:
            opened[-1].children.append(one)
        opened.append(one)
        root = root or one
    if root is None:
        raise writer.failure(1, "there is nothing in it", hint="name another file")
    return import_tree(_tree(root), source, writer)


def _tree(one: _Open) -> Tree:
    element = one.element
    attributes = {
        key: value for key, value in element.attributes.items() if not key.startswith(_OF_THE_FORMAT)
    }
    if not one.children and not attributes:
        return Leaf(text=element.text, line=element.line)
    values: dict[str, Tree] = {
        key.rpartition(":")[2]: Leaf(text=value, line=element.line) for key, value in attributes.items()
    }
    if element.text.strip():
        values["value"] = Leaf(text=element.text, line=element.line)
    by_name: dict[str, list[_Open]] = {}
    for child in one.children:
        by_name.setdefault(child.element.written.rpartition(":")[2], []).append(child)
    for name, children in by_name.items():
        trees = tuple(_tree(child) for child in children)
        values[name] = trees[0] if len(trees) == 1 else Items(items=trees, line=trees[0].line)
    return YamlTable(values=values, own=frozenset(values), line=element.line)
