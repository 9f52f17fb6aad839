"""A block as other programs write it: `type: for-time` with `duration: 10m` and its steps. Reported, and read as meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.structure import UnknownKey
from voicecoach.findings.terms import Part
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.nodes import Mapping, Scalar, ScalarStyle
from voicecoach.language.slips.block_heads import block_head
from voicecoach.language.step_entries import TYPE_KEYS, without
from voicecoach.language.synonyms import SYNONYMS

if TYPE_CHECKING:
    from voicecoach.language.scope import Scope


def with_type_of_block(scope: Scope, node: Mapping) -> Mapping:
    """Put the number of a block to its kind, where a key of its own says which one it is."""
    of_type = next((one for one in node.entries if one.key.text.casefold() in TYPE_KEYS), None)
    if of_type is None or not isinstance(of_type.value, Scalar):
        return node
    word = of_type.value.text.casefold().strip()
    said = STEP_KINDS.get(SYNONYMS.get(word, word))
    if said is None or not said.lists_of_steps:
        return node
    others = [one for one in node.entries if one is not of_type and one.key.text not in said.keys]
    if said.name in {one.key.text for one in node.entries} or len(others) != 1:
        return node
    (amount,) = others
    number = amount.value.text if isinstance(amount.value, Scalar) else ""
    key, _, value = block_head(f"{said.name} {number}").partition(": ")
    if key != said.name:
        return node
    place = replace(of_type.key.span, end=of_type.value.span.end)
    edits = (Edit(span=place, text=f"{key}: {value}"), without(amount))
    scope.report(
        UnknownKey(
            span=of_type.key.span,
            key=of_type.key.text,
            where=Part.STEP,
            suggestion=f"{key}: {value}",
            edits=edits,
        )
    )
    read = replace(
        of_type,
        key=replace(of_type.key, text=key),
        value=Scalar(text=value, span=of_type.value.span, style=ScalarStyle.PLAIN),
    )
    return replace(
        node, entries=tuple(read if one is of_type else one for one in node.entries if one is not amount)
    )
