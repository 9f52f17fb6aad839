"""The texts of a Zwift workout: which attributes they have, and what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.words import clean
from voicecoach.language.suggest import closest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.importing.writer import Writer
    from voicecoach.importing.xml_events import Element


TEXTS: Final = {"textevent": "message", "textnotification": "text"}
ON_THE_SCREEN: Final = frozenset({"duration", "y", "x", "textscale", "font_size"})
OF_A_TEXT: Final = ON_THE_SCREEN | {"timeoffset", "distoffset"}


def known_attributes(writer: Writer, element: Element) -> dict[str, str]:
    """Return the attributes of a text by their right names; a misspelt one is read as what it is near to, and noted."""
    known = {TEXTS[element.name], *OF_A_TEXT}
    attributes: dict[str, str] = {}
    for attribute, value in element.attributes.items():
        near = attribute if attribute in known else closest(attribute, known - element.attributes.keys())
        if not near:
            writer.note(element.line, f"`{clean(attribute).text[:60]}` of a text is not carried over")
            continue
        if near != attribute:
            writer.note(element.line, f"`{clean(attribute).text[:60]}` is read as `{near}`")
        attributes[near] = value
    return attributes


def shown_text(writer: Writer, element: Element, attributes: Mapping[str, str]) -> str:
    """Return what a text shows: its message, or else what stands in the element."""
    message, body = attributes.get(TEXTS[element.name], ""), element.text
    if message.strip() and body.strip():
        writer.note(element.line, "what stands in a text that has a message is left out")
    if not message.strip() and not body.strip():
        writer.note(element.line, "a text without words is left out")
    return message if message.strip() else body
