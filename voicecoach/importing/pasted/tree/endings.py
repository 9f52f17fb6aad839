"""What ends a block, and what is done in it only once: a cool-down, a swimmer's set that is whole in its line, a warm-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.items import AmrapOf, EmomOf, Exercise, LadderOf, Left, RestItem
from voicecoach.importing.pasted.words.vocabulary import COOL_DOWNS, STRETCHES, WARM_UPS, plain
from voicecoach.units import MS_PER_MIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.items import BlockOpening, Kind, PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine

_LONG_REST_MS: Final = 3 * MS_PER_MIN


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


def comes_after(nodes: Sequence[object], kind: Kind) -> bool:
    """Tell whether the last of them is a rest behind the block: no list for as many rounds as possible has one, and no several rungs so long a one."""
    last = nodes[-1]
    if isinstance(kind, AmrapOf):
        return isinstance(last, RestItem | Left)
    several = sum(isinstance(node, Exercise) for node in nodes) > 1
    is_long = isinstance(last, RestItem) and last.length_ms >= _LONG_REST_MS
    return isinstance(kind, LadderOf) and several and is_long


def replaces_rest(nodes: Sequence[object], item: PastedItem) -> bool:
    """Tell whether a rest that the line before implies gives way to a rest of its own line."""
    last = nodes[-1] if nodes else None
    return isinstance(last, RestItem) and last.is_implied and isinstance(item, RestItem)
