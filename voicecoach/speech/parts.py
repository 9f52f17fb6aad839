"""A text divided into what is said and the pauses between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from voicecoach.language.pauses import pause_marks, pause_text

if TYPE_CHECKING:
    from collections.abc import Iterable

Part: TypeAlias = "str | int"  # a text, or a pause in ms
_PAUSE: Final = re.compile(r"\[pause (?P<seconds>\d+(?:\.\d+)?)s\]")


def written_parts(text: str) -> tuple[Part, ...]:
    """Cut an author's text at its pauses; pause markup of other programs is removed."""
    parts: list[Part] = []
    at = 0
    for mark in pause_marks(text):
        parts.append(text[at : mark.start])
        if not mark.remedy:
            parts.append(mark.duration_ms)
        at = mark.end
    return tuple(part for part in (*parts, text[at:]) if part)


def joined_parts(parts: Iterable[Part]) -> str:
    """Join parts into one text, which `spoken_parts` divides again. Spoken texts have no other brackets."""
    return " ".join(part if isinstance(part, str) else pause_text(part) for part in parts)


def spoken_parts(spoken: str) -> tuple[Part, ...]:
    """Cut what `spoken_text` returns at its pauses."""
    if "[" not in spoken:
        return (spoken,)
    parts: list[Part] = []
    at = 0
    for found in _PAUSE.finditer(spoken):
        parts += [spoken[at : found.start()].strip(), round(float(found["seconds"]) * 1000)]
        at = found.end()
    return tuple(part for part in (*parts, spoken[at:].strip()) if part)


def words_of(spoken: str) -> str:
    """Return the words of a spoken text, without its pauses."""
    return " ".join(part for part in spoken_parts(spoken) if isinstance(part, str))


def pauses_ms(spoken: str) -> int:
    return sum(part for part in spoken_parts(spoken) if isinstance(part, int))
