"""The name of rounds whose list is on the lines below: `3 rounds of Cindy:`, `10 rounds of 30/20/10 intervals`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.importing.pasted.items import BlockOpening, Exercise, Left, RoundsOf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine

    Found: TypeAlias = list[tuple[PastedLine, tuple[PastedItem, ...]]]


def with_names_of_rounds(found: Found) -> Found:
    """Take a name without an amount, in rounds above a list of what is done, for what the rounds are called."""
    read = list(found)
    for at, (line, items) in enumerate(found[:-1]):
        rounds = _rounds_of_a_name(items)
        below, done = found[at + 1]
        is_above = below.is_listed or (line.ends_in_colon and not below.after_blank)
        if rounds is None or line.is_listed or not is_above or not _is_done(done):
            continue
        name = " ".join(one.name or line.text for one in rounds.body if isinstance(one, Exercise))
        label = Left(line=line.number, text=name, is_label=True)
        read[at] = line, (*items[:-1], label, replace(rounds, body=()))
    return read


def _rounds_of_a_name(items: Sequence[PastedItem]) -> BlockOpening | None:
    last = items[-1] if items else None
    if not (isinstance(last, BlockOpening) and isinstance(last.kind, RoundsOf) and len(last.body) == 1):
        return None
    one = last.body[0]
    is_name = isinstance(one, Exercise) and not one.has_amount and one.sets == 1
    return last if is_name else None


def _is_done(items: Sequence[PastedItem]) -> bool:
    return any(
        isinstance(item, BlockOpening) or (isinstance(item, Exercise) and item.has_amount) for item in items
    )
