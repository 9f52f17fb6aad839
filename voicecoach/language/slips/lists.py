"""Lists where pairs belong, as people write them who know the things and not yet the language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit, instead
from voicecoach.findings.structure import MisplacedKey, MissingValue, WrongType
from voicecoach.findings.terms import Part, Takes, Written
from voicecoach.language.keys import TAGS
from voicecoach.language.nodes import Entry, Mapping, Node, Scalar, ScalarStyle, Sequence
from voicecoach.language.slips.keys import NOTHING
from voicecoach.language.slips.shapes import deeper, without_dashes
from voicecoach.language.step_entries import without
from voicecoach.language.typed import first_line
from voicecoach.source import Span

if TYPE_CHECKING:
    from voicecoach.language.scope import Field, Scope

_LONGEST: Final = 500  # characters of parameters in one text
_BETWEEN: Final = re.compile(r"\s*[,;]\s*")
_NAME_AND_VALUE: Final = re.compile(
    r"\$?(?P<name>[A-Za-z_]\w*)\s*[=:]?\s*(?P<value>[0-9]\S*(?:\s[^\W\d_]+)?)"
)
_FOCUS: Final = "focus"
_TAGS_MEANT: Final = {
    **dict.fromkeys((_FOCUS, "target", "area", "body-part", "bodypart", "muscles", "fokus"), _FOCUS),
    **dict.fromkeys(("equipment", "gear", "equipment-needed", "needs", "ger\u00e4te"), "equipment"),
    **dict.fromkeys(("level", "difficulty", "niveau", "nivel", "schwierigkeit"), "level"),
}


def parameters_of_list(scope: Scope, field: Field) -> Mapping | None:
    """Return parameters that are written as a list of pairs, reported; None where they are none."""
    return _pairs_of_list(scope, field, Takes.PARAMETERS)


def report_parameters_in_text(scope: Scope, field: Field) -> bool:
    """Report parameters that stand in one text: `parameters: hold = 30s, rest = 10s`; False for any other."""
    node = field.node
    if not isinstance(node, Scalar) or node.absent or node.repaired or len(node.text) > _LONGEST:
        return False
    pairs = [_NAME_AND_VALUE.fullmatch(part) for part in _BETWEEN.split(node.text.strip())]
    if not all(pairs):
        return False
    text = ", ".join(f"{pair['name']}: {pair['value']}" for pair in pairs if pair)
    _report_list(scope, field, Takes.PARAMETERS, instead(node.span, f"{{{text}}}"))
    return True


def defaults_of_list(scope: Scope, field: Field) -> Mapping | None:
    """Return defaults that are written as a list of pairs, reported; None where they are none."""
    return _pairs_of_list(scope, field, Takes.DEFAULTS)


def _pairs_of_list(scope: Scope, field: Field, takes: Takes) -> Mapping | None:
    node = field.node
    if not isinstance(node, Sequence) or node.flow or not node.items:
        return None
    items = [item for item in node.items if isinstance(item, Mapping) and item.entries and not item.flow]
    if len(items) < len(node.items):
        return None
    if all(len(item.entries) == 1 for item in items):
        entries = tuple(item.entries[0] for item in items)
        edits = without_dashes(items)
    elif takes is Takes.PARAMETERS:
        entries, edits = _by_name(items)
    else:
        return None
    if not edits or len({entry.key.text for entry in entries}) < len(entries):
        return None
    _report_list(scope, field, takes, edits)
    return Mapping(entries=entries, span=node.span)


def _by_name(items: list[Mapping]) -> tuple[tuple[Entry, ...], tuple[Edit, ...]]:
    """`- name: hold` with `default: 30s` below it is `hold:`, with that below it."""
    entries: list[Entry] = []
    edits: list[Edit] = []
    for item in items:
        first, *others = item.entries
        if first.key.text != "name" or not isinstance(first.value, Scalar) or not others:
            return (), ()
        dash = first.key.span.source.text.rfind("-", 0, first.key.span.start)
        head = Span(source=item.span.source, start=dash, end=first.value.span.end)
        edits.append(Edit(span=head, text=f"  {first.value.text}:"))
        below = replace(item.span, start=others[0].key.span.start, end=others[-1].value.span.end)
        edits += deeper(below)
        entries.append(Entry(key=first.value, value=Mapping(entries=tuple(others), span=below)))
    return tuple(entries), tuple(edits)


def tags_of_list(scope: Scope, field: Field) -> Mapping | None:
    """Return tags without their names as what the routine is for (`focus`), reported; None where they are no texts."""
    node = field.node
    if (pairs := _pairs_of_list(scope, field, Takes.TAGS)) is not None:
        return pairs
    items = node.items if isinstance(node, Sequence) else ()
    if isinstance(node, Scalar) and not node.absent and "\n" not in node.span.text:
        items, edits = (node,), instead(node.span, f"{{{_FOCUS}: [{node.span.text}]}}")
    elif isinstance(node, Sequence) and node.flow:
        edits = instead(node.span, f"{{{_FOCUS}: {node.span.text}}}")
    else:
        start = node.span.start
        end = start + len(node.span.text.rstrip())
        column = node.span.column - 1
        first = Edit(span=replace(node.span, end=start), text=f"{_FOCUS}:\n{' ' * (column + 2)}")
        edits = (first, *deeper(replace(node.span, end=end))[1:])
    if not items or not all(isinstance(item, Scalar) for item in items):
        return None
    _report_list(scope, field, Takes.TAGS, edits)
    key = replace(field.key, text=_FOCUS)
    return Mapping(entries=(Entry(key=key, value=node),), span=node.span)


def _report_list(scope: Scope, field: Field, takes: Takes, edits: tuple[Edit, ...]) -> None:
    written = Written.LIST if isinstance(field.node, Sequence) else Written.TEXT
    scope.report(
        WrongType(span=first_line(field.node.span), key=field.name, takes=takes, written=written, edits=edits)
    )


def with_tags(scope: Scope, root: Mapping) -> Mapping:
    """Put `focus`, `equipment` and `level` into `tags` that stand beside the routine's title."""
    above = next((entry for entry in root.entries if entry.key.text == TAGS.name), None)
    if above is not None and _is_nothing(above.value):
        scope.report(
            MissingValue(
                span=above.value.span,
                key=TAGS.name,
                takes=Takes.TAGS,
                edits=() if root.flow else (without(above),),
            )
        )
        root = replace(root, entries=tuple(one for one in root.entries if one is not above))
        above = None
    loose = [entry for entry in root.entries if _tag_meant(entry)]
    if not loose or root.flow:
        return root
    is_empty = above is not None and isinstance(above.value, Scalar) and above.value.absent
    if above is not None and not is_empty:  # where between its values is for the author to say
        for entry in loose:
            scope.report(MisplacedKey(span=entry.key.span, key=entry.key.text, where=Part.ROUTINE))
        return replace(root, entries=tuple(one for one in root.entries if one not in loose))
    text = root.span.source.text
    begin, end = loose[0].key.span.start, loose[-1].value.span.end
    between = [one for one in root.entries if begin <= one.key.span.start < end]
    edits: tuple[Edit, ...] = ()
    follows = above is None or root.entries.index(above) + 1 == root.entries.index(loose[0])
    if between == loose and follows:
        span = Span(source=root.span.source, start=begin, end=begin + len(text[begin:end].rstrip()))
        first = Edit(span=replace(span, end=begin), text="  " if above else f"{TAGS.name}:\n  ")
        renamed = [
            Edit(span=entry.key.span, text=_tag_meant(entry))
            for entry in loose
            if entry.key.text != _tag_meant(entry)
        ]
        if renamed and renamed[0].span.start == first.span.end:  # two edits of one place
            first = replace(renamed[0], text=first.text + renamed[0].text)
            renamed = renamed[1:]
        edits = (first, *deeper(span)[1:], *renamed)
    key = loose[0].key
    scope.report(MisplacedKey(span=key.span, key=key.text, where=Part.ROUTINE, edits=edits))
    meant = tuple(
        replace(entry, key=replace(entry.key, text=_tag_meant(entry)))
        if entry.key.text not in _TAGS_MEANT.values()
        else entry
        for entry in loose
    )
    whole = Mapping(entries=meant, span=Span(source=root.span.source, start=begin, end=end))
    tags = Entry(key=replace(key, text=TAGS.name), value=whole)
    others = tuple(entry for entry in root.entries if entry not in loose and entry is not above)
    return replace(root, entries=(*others, tags))


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.style is ScalarStyle.PLAIN and node.text.casefold() in NOTHING


def _tag_meant(entry: Entry) -> str:
    """Return the tag that a key of the routine is meant to be, or an empty text."""
    return _TAGS_MEANT.get(entry.key.text.casefold().replace("_", "-").replace(" ", "-"), "")
