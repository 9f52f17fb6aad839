"""What an import gives."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Certainty(StrEnum):
    """How sure an import is of a line."""

    UNDERSTOOD = "understood"
    DOUBTED = "doubted"
    LEFT = "left"


class Note(Struct, frozen=True, kw_only=True):
    """What is said of lines of the original; their numbers are 1-based, and the first is the place to show."""

    message: str
    lines: tuple[int, ...]
    certainty: Certainty = Certainty.LEFT


class Imported(Struct, frozen=True, kw_only=True):
    """A routine's text, which compiles, and what it lacks of the original, by place."""

    text: str
    notes: tuple[Note, ...]
