"""What an import gives."""

from __future__ import annotations

from voicecoach.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that could not be carried over, and the 1-based lines where it was found; the first is the place to show."""

    message: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A routine's text, which compiles, and what it lacks of the original, by place."""

    text: str
    notes: tuple[Note, ...]
