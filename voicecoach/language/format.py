"""Formats a routine's text in the canonical layout.

Comments, order, texts and the author's line breaks in long texts stay; indentation, blanks, quotes and brackets become
uniform. What the layout is, is described in `docs/editors.md`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from voicecoach.findings.reading import FileTooFull, FileTooLarge, UncertainFinding
from voicecoach.language.comments import find_comments
from voicecoach.language.document_writer import DocumentWriter
from voicecoach.language.nodes import Mapping, Scalar, Sequence
from voicecoach.language.parse import parse
from voicecoach.language.read_nodes import read_nodes
from voicecoach.source import SourceText

if TYPE_CHECKING:
    from voicecoach.findings import Finding
    from voicecoach.language.nodes import Node

# Some readers take it for a line end, others do not: such a text stays as it is.
_RARE_LINE_END = re.compile("[\x85\u2028\u2029]")


def format_source(source: SourceText) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text in canonical layout, or None and the reasons if the YAML is ambiguous.

    A routine with other errors is formatted, too.
    """
    routine, found = parse(source, hunches=False)  # what a line may be meant to be is no doubt about its YAML
    # Where the text itself, or YAML, is in doubt, a new layout could change what the author meant.
    in_doubt = tuple(one for one in found if isinstance(one, UncertainFinding))
    text = source.text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n").replace("\r", "\n")
    text += "" if text.endswith("\n") else "\n"
    tree = None if in_doubt else _tree(text)
    if not isinstance(tree, Mapping):
        assert routine is None, "a routine is a mapping"
        if any(isinstance(one, FileTooFull | FileTooLarge) for one in in_doubt):
            return None, in_doubt  # reading it again would take as long as the first time
        meant = tuple(one for one in parse(source)[1] if isinstance(one, UncertainFinding))
        return None, meant or in_doubt or found
    formatted = _laid_out(text, tree)
    if formatted == text:
        return text, ()
    after = _tree(formatted)
    assert after is not None, "the formatted text cannot be read"
    assert _content(after) == _content(tree), "formatting changed the content"
    assert _comments(formatted, after) == _comments(text, tree), "formatting changed the comments"
    return formatted, ()


def layout_of(text: str) -> str:
    """Return a text in canonical layout whose YAML the program has written itself, and which leaves no doubt."""
    tree = _tree(text)
    assert isinstance(tree, Mapping), "a routine is a mapping"
    return _laid_out(text, tree)


def _laid_out(text: str, tree: Mapping) -> str:
    return text if _RARE_LINE_END.search(text) else DocumentWriter(text, tree).document()


def _tree(text: str) -> Node | None:
    return read_nodes(SourceText(name="", text=text)).root


def _comments(text: str, tree: Node) -> list[str]:
    return [comment.text for comment in find_comments(text, tree, 0)]


def _content(node: Node) -> object:
    """Return the content of a tree regardless of its layout; trailing blanks of texts do not count."""
    match node:
        case Scalar():
            return None if node.absent else node.text.rstrip()
        case Sequence():
            return [_content(item) for item in node.items]
        case Mapping():
            return [(entry.key.text, _content(entry.value)) for entry in node.entries]
