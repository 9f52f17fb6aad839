"""Sounds within a text that an engine is given: `Do ten {bɜpiz}.` An author's braces never reach an engine, so these are ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOUNDS: Final = re.compile(r"\{([^{}]*)\}")


def spelled_and_sounds(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text in order, and whether each is written in phonemes."""
    for index, part in enumerate(_SOUNDS.split(text)):
        if part.strip():
            yield part, bool(index % 2)
