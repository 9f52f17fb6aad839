"""Loads that stand before the reps: `135 x 5`, `185 x 5` below the name of a lift."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.items import Exercise, Guess, Heading, Left

if TYPE_CHECKING:
    from typing import TypeAlias

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine

    Found: TypeAlias = list[tuple[PastedLine, tuple[PastedItem, ...]]]

_MOST_SETS: Final = 20  # nobody does more of them
_MOST_REPS: Final = 50


def with_loads(found: Found) -> Found:
    """Read what would be far too many sets, on lines without a name below a heading, as a load and reps."""
    read = list(found)
    at = 0
    while at < len(found):
        end = at + 1
        heading = _heading(found[at][1])
        while heading is not None and end < len(found) and _is_of_lift(found[end][1]):
            end += 1
        pairs = {index: pair for index in range(at + 1, end) if (pair := _pair(found[index][1])) is not None}
        if heading is not None and any(pair.sets > _MOST_SETS for pair in pairs.values()):
            if heading not in found[at][1]:
                read[at] = found[at][0], (heading,)
            for index, pair in pairs.items():
                line, (_, *others) = found[index]
                read[index] = line, (_with_load(pair, heading.text), *others)
        at = end
    return read


def _heading(items: tuple[PastedItem, ...]) -> Heading | None:
    """Return the heading of a line, which may be the name of an exercise alone."""
    heading = next((item for item in items if isinstance(item, Heading)), None)
    one = items[0] if len(items) == 1 else None
    if heading is None and isinstance(one, Exercise) and one.name and not one.has_amount and one.sets == 1:
        return Heading(line=one.line, text=one.name)
    return heading


def _is_of_lift(items: tuple[PastedItem, ...]) -> bool:
    """Tell whether a line says a load and reps, or nothing that is done."""
    return _pair(items) is not None or all(
        isinstance(item, Left) or (isinstance(item, Exercise) and not item.has_amount and item.sets == 1)
        for item in items
    )


def _pair(items: tuple[PastedItem, ...]) -> Exercise | None:
    """Return sets and reps that a line without a name says first."""
    one = items[0] if items else None
    if not isinstance(one, Exercise) or one.name or one.time_ms or one.metres or one.off_ms is not None:
        return None
    return one if one.sets > 1 and 0 < one.reps <= _MOST_REPS else None


def _with_load(one: Exercise, name: str) -> Exercise:
    doubts = (*one.doubts, Guess(f"{one.reps} reps with a load of {one.sets}"))
    return replace(one, name=name, sets=1, doubts=doubts)
