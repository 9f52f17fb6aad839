"""Loads and edges whose unit stands in their key, as in other programs: `load_kg: 5`. Reported, and read as meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.findings.base import Edit
from voicecoach.findings.structure import UnknownKey
from voicecoach.findings.terms import Part
from voicecoach.language.grammar import DETAIL_NUMBER
from voicecoach.language.nodes import Entry, Scalar
from voicecoach.language.synonyms import SYNONYMS

if TYPE_CHECKING:
    from voicecoach.language.scope import Scope

_SIGNED: Final = re.compile(rf"[+-]?{DETAIL_NUMBER}")
_MEASURES: Final = {"kg": "kg", "kgs": "kg", "kilos": "kg", "lb": "lb", "lbs": "lb", "mm": "mm", "cm": "cm"}
_MEASURE: Final = re.compile(rf"(?P<what>[a-z]+(?:[-_ ][a-z]+)?)[-_ ]\(?(?P<unit>{'|'.join(_MEASURES)})\)?")


def with_measure(scope: Scope, entry: Entry, given: frozenset[str]) -> Entry | None:
    """Put the unit of `load_kg: 5` and `edge_mm: 20` to the number, reported; None for any other key."""
    key, value = entry.key, entry.value
    measure = _MEASURE.fullmatch(key.text.casefold())
    if measure is None:
        return None
    meant = SYNONYMS.get(measure["what"], measure["what"])
    if not isinstance(value, Scalar) or not _SIGNED.fullmatch(value.span.text) or meant in given:
        return None
    unit = _MEASURES[measure["unit"]]
    if meant != ("edge" if unit in {"mm", "cm"} else "load"):
        return None
    text = f"{value.span.text}{unit}"
    edits = (Edit(span=key.span, text=meant), Edit(span=value.span, text=text))
    scope.report(
        UnknownKey(span=key.span, key=key.text, where=Part.STEP, suggestion=f"{meant}: {text}", edits=edits)
    )
    return Entry(key=replace(key, text=meant), value=replace(value, text=text))
