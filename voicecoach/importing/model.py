"""What an import gives."""

from __future__ import annotations

from msgspec import Struct


class Note(Struct, frozen=True, kw_only=True):
    """Something that could not be carried over, and the 1-based lines where it was found; the first is the place to show."""

    message: str
    lines: tuple[int, ...]


class Imported(Struct, frozen=True, kw_only=True):
    """A routine's text, which compiles, and what it lacks of the original, by place."""

    text: str
    notes: tuple[Note, ...]
