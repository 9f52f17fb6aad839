"""What an exercise is done with: the keys that all exercises share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.language.details import Details, details_written
from voicecoach.language.keys import EDGE, EFFORT, GRIP, LOAD
from voicecoach.language.model import TextTemplate

if TYPE_CHECKING:
    from voicecoach.language.kinds.kind import Values


def details_of(values: Values) -> Details:
    grip, edge, load = values.get(GRIP), values.get(EDGE), values.get(LOAD)
    return Details(
        grip=None if _is_off(grip) else grip,
        edge=None if _is_off(edge) else edge,
        load=None if _is_off(load) else load,
        effort=values.get(EFFORT) or 0,
    )


def _is_off(value: object) -> bool:
    return isinstance(value, TextTemplate) and not value.parts


def outline_of_details(details: Details) -> str:
    return "".join(f", {detail}" for detail in details_written(details))
