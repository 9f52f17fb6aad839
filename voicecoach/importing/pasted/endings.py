"""What ends a block, and what is done in it only once: a cool-down, a swimmer's set that is whole in its line, a warm-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.importing.pasted.items import EmomOf, Exercise
from voicecoach.importing.pasted.vocabulary import COOL_DOWNS, STRETCHES, WARM_UPS, plain
from voicecoach.units import MS_PER_MIN

if TYPE_CHECKING:
    from voicecoach.importing.pasted.items import BlockOpening, PastedItem
    from voicecoach.importing.pasted.lines import PastedLine


def ends_all(line: PastedLine, item: PastedItem | None) -> bool:
    """Tell whether a line is what is done once behind all rounds: `Cool down 5 min`, `Stretching 3 min`."""
    if plain(line.text).startswith(COOL_DOWNS):
        return True
    return isinstance(item, Exercise) and plain(item.name) in STRETCHES and item.time_ms >= MS_PER_MIN


def is_sent_off(opening: BlockOpening | None) -> bool:
    """Tell whether a block is a distance that swimmers begin anew by the clock, which its line says whole: `10x50 on 1:10`."""
    if opening is None or not isinstance(opening.kind, EmomOf) or len(opening.body) != 1:
        return False
    one = opening.body[0]
    return isinstance(one, Exercise) and bool(one.metres) and " meters" in one.name


def warms_up(node: object) -> bool:
    return isinstance(node, Exercise) and plain(node.name).startswith(WARM_UPS)
