"""The built-in routines and programmes as tables, as `list` shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.units import MS_PER_MIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.library.shelf import ProgrammeCard, RoutineCard


def routine_rows(cards: Sequence[RoutineCard]) -> list[tuple[str, ...]]:
    """Return a heading and a row a routine: name, time, level, equipment, focus and title."""
    rows: list[tuple[str, ...]] = [("name", "time", "level", "equipment", "focus", "title")]
    rows += [
        (
            card.name,
            f"{max(1, round(card.total_ms / MS_PER_MIN))} min",
            ", ".join(card.values("level")),
            ", ".join(card.values("equipment")),
            ", ".join(card.values("focus")),
            card.title,
        )
        for card in cards
    ]
    return rows


def programme_rows(programmes: Sequence[ProgrammeCard]) -> list[tuple[str, ...]]:
    """Return a heading and a row a programme, as `list` shows them."""
    return [
        ("programme", "weeks", "sessions", "title"),
        *((one.name, str(one.weeks), str(one.sessions), one.title) for one in programmes),
    ]
