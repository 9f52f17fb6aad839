"""`list`: the built-in routines and programmes, as their cards say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from voicecoach.cli.filters import filters_of
from voicecoach.cli.terminal import show, show_json, show_table, tell_text
from voicecoach.library.choosing import nearest
from voicecoach.library.shelf import shelf
from voicecoach.report.shelf import programme_rows, routine_rows

if TYPE_CHECKING:
    from voicecoach.cli.options import Wishes
    from voicecoach.library.shelf import Card


def list_routines(wishes: Wishes, *, only_programmes: bool, as_json: bool) -> None:
    """Show the built-in routines, and below them the programmes. As data, programmes have a list of their own."""
    filters = filters_of(wishes)
    programmes = [card for card in shelf().programmes if not filters.lacks_tags(card)]
    if only_programmes:
        if as_json:
            show_json([_json(card) for card in programmes])
        elif programmes:
            show_table(programme_rows(programmes))
        else:
            show("no built-in programme matches all filters")
        return
    routines = [card for card in shelf().routines if not filters.lacks(card)]
    if as_json:
        show_json([_json(card) for card in routines])
        return
    if routines:
        show_table(routine_rows(routines))
    else:
        show("no built-in routine matches all filters")
        tell_text(nearest(filters, shelf().routines), indent=4)
    if programmes:
        show("")
        show_table(programme_rows(programmes))


def _json(card: Card) -> dict[str, Any]:
    data: dict[str, Any] = to_builtins(card)
    data.pop("parameters", None)  # `show --json` has them, with their kinds and limits
    return data
