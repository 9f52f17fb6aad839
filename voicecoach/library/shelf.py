"""What is on the shelf: a card for each built-in routine and programme, so that none has to be read for a list.

The cards are in `shelf.json`, which `scripts/render_shelf` writes; a test compares it with the files.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

SHELF_FILE: Final = Path(__file__).with_name("shelf.json")


class Card(Struct, frozen=True, kw_only=True):
    """What a routine and a programme have in common."""

    name: str
    title: str
    about: str
    language: str
    tags: dict[str, tuple[str, ...]]

    def values(self, tag: str) -> tuple[str, ...]:
        return self.tags.get(tag, ())


class RoutineCard(Card, frozen=True, kw_only=True):
    """A built-in routine with its default parameters. The total is exact except for spoken steps, whose length is estimated."""

    total_ms: int
    parameters: dict[str, str]  # name and default, as they are written


class PhaseCard(Struct, frozen=True, kw_only=True):
    """A phase of a programme, or a test between two."""

    phase: str
    weeks: int  # 0 for a test
    sessions: int
    routines: tuple[str, ...]


class ProgrammeCard(Card, frozen=True, kw_only=True):
    weeks: int
    sessions: int
    phases: tuple[PhaseCard, ...]


class Shelf(Struct, frozen=True, kw_only=True):
    """Both sorted by name."""

    routines: tuple[RoutineCard, ...]
    programmes: tuple[ProgrammeCard, ...]


@cache
def shelf() -> Shelf:
    return msgspec.json.decode(SHELF_FILE.read_bytes(), type=Shelf)
