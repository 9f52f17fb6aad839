"""A time on and off above how often it is done: `Repeaters 7/3` above `6 reps x 3 sets`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.importing.pasted.items import Exercise

if TYPE_CHECKING:
    from typing import TypeAlias

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine

    Found: TypeAlias = list[tuple[PastedLine, tuple[PastedItem, ...]]]


def with_pairs_above(found: Found) -> Found:
    """Put a time on and off to its reps and sets on the next line."""
    joined: Found = []
    for line, items in found:
        pair = _alone(joined[-1][1]) if joined and not line.after_blank else None
        often = _alone(items)
        if pair is None or often is None or not (pair.off_ms and pair.reps <= 1 and _is_often(often)):
            joined.append((line, items))
            continue
        joined[-1] = joined[-1][0], ()
        one = replace(
            pair,
            line=line.number,
            reps=often.reps,
            sets=often.sets,
            rest_ms=often.rest_ms,
            doubts=(*pair.doubts, *often.doubts),
            also=(pair.line, *often.also),
        )
        joined.append((line, (one,)))
    return joined


def _alone(items: tuple[PastedItem, ...]) -> Exercise | None:
    one = items[0] if len(items) == 1 else None
    return one if isinstance(one, Exercise) else None


def _is_often(one: Exercise) -> bool:
    """Tell whether a line says only how often, and in how many sets."""
    return one.reps > 1 and one.sets > 1 and not (one.name or one.time_ms or one.metres)
