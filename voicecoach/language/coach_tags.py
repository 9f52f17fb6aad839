"""What a coach would ask about the tags, by which a routine or a programme is found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit, instead
from voicecoach.findings.coaching import CautionMissing, TagsInOneText
from voicecoach.language.keys import TAGS
from voicecoach.language.nodes import Mapping, Scalar, Sequence
from voicecoach.language.read_nodes import read_nodes
from voicecoach.language.step_entries import find_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.findings import Finding
    from voicecoach.language.model import Routine
    from voicecoach.language.nodes import Entry
    from voicecoach.source import SourceText

_ABOVE_THE_HEAD: Final = frozenset(
    ("bar", "pull-up-bar", "pullup-bar", "hangboard", "fingerboard", "rings", "campus-board", "overhead")
)
_WEIGHT: Final = frozenset(
    ("weight", "weights", "kettlebell", "kettlebells", "dumbbell", "dumbbells", "barbell", "sandbag")
)
_USUAL_CAUTION: Final = "Stop if you feel sharp pain, numbness or tingling."
_LONGEST: Final = 200  # characters of several tags in one text
# A tag is one to three words: `a wall, if there is one` is no list of tags.
_TAG: Final = r"[^\W\d_][\w'-]*(?: [\w'-]+){0,2}"
_TAGS: Final = re.compile(rf"{_TAG}(?: ?[,;|] ?{_TAG}| / {_TAG})+[,;]?")
_BETWEEN: Final = re.compile(r" ?[,;|] ?| / ")


def coach_tags(source: SourceText) -> Iterator[Finding]:
    """Yield the texts that are one tag as they are written, and several as they are meant: `focus: fingers, grip`."""
    tags = _tags_of(source)
    if tags is None or not isinstance(tags.value, Mapping):
        return
    for entry in tags.value.entries:
        for item in _items(entry):
            text = item.text.strip()
            if len(text) > _LONGEST or not _TAGS.fullmatch(text):
                continue
            meant = tuple(part for part in _BETWEEN.split(text) if part)
            edits = instead(item.span, _written(meant, item, within=entry.value))
            yield TagsInOneText(
                span=item.span, key=entry.key.text, written=text, suggestion=", ".join(meant), edits=edits
            )


def missing_caution(routine: Routine) -> Iterator[Finding]:
    """Find that nobody is told when to stop, where the tags say that it is needed."""
    if routine.caution is not None:
        return
    tags = [value for name in ("equipment", "focus") for value in routine.tag_values(name)]
    risky = next((tag for tag in tags if tag.casefold() in _ABOVE_THE_HEAD | _WEIGHT), None)
    entry = _tags_of(routine.source)
    if risky is None or entry is None:
        return
    at = entry.key.span
    is_flow = at.column > 1  # in braces, a line of its own cannot be put before it
    edit = Edit(span=replace(at, end=at.start), text=f"caution: {_USUAL_CAUTION}\n")
    yield CautionMissing(span=at, tag=risky, edits=() if is_flow else (edit,))


def _tags_of(source: SourceText) -> Entry | None:
    root = read_nodes(source).root
    return find_entry(root, TAGS.name) if isinstance(root, Mapping) else None


def _items(entry: Entry) -> tuple[Scalar, ...]:
    node = entry.value
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(one for one in items if isinstance(one, Scalar) and "\n" not in one.span.text)


def _written(meant: tuple[str, ...], item: Scalar, *, within: Scalar | Mapping | Sequence) -> str:
    """Return what is written in place of the item: more items of its list, or a list where there is none."""
    if not isinstance(within, Sequence):
        return f"[{', '.join(meant)}]"
    if within.flow:
        return ", ".join(meant)
    text, start = item.span.source.text, item.span.start
    head = text[start - item.span.column + 1 : start]
    return f"\n{head}".join(meant) if head.strip() == "-" else ""
