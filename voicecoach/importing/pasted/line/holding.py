"""What is held: `child's pose - hold 30 s`, `10 reps, hold 5 s`, `3x5, 3 s lowering`."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from voicecoach.importing.pasted.items import Exercise, PastedItem, RestItem
from voicecoach.units import MS_PER_S

_LONGEST_HOLD_MS: Final = 14 * MS_PER_S  # within a rep; what is held for longer is done so often
_HOLD: Final = re.compile(
    r"(?:je |each |then |and )?(?:hold|holding|halten|gehalten|mantener|mantén|manten|aguantar|tenir|tenez|maintenir)"
    r"(?: (?:for|each|it|je|jeweils|durante|pendant))*",
    re.IGNORECASE,
)
_IN_REP: Final = re.compile(
    r"(?:slow )?(?:lowering|eccentric|negative|down|descent|at (?:the )?(?:top|bottom)|ablassen|absenken|exzentrisch|oben|unten|bajada|"
    r"excéntric[ao]|arriba|abajo|descente|excentrique|en haut|en bas)(?!\w).{0,40}",
    re.IGNORECASE,
)
_HELD: Final = re.compile(r".{0,40}(?<!\w)(?:hold|halten|mantener|tenir)(?!\w)", re.IGNORECASE)


def with_holds(items: tuple[PastedItem, ...]) -> tuple[PastedItem, ...]:
    """Return the items of a line, with a hold put to what is held: a name before it, or each of the reps."""
    found: list[PastedItem] = []
    was_held = False
    for item in items:
        before = found[-1] if found else None
        joined = _counted(before, item) if was_held else None
        if joined is None and isinstance(before, Exercise):
            joined = _joined(before, item)
            was_held = joined is not None and not before.has_amount
        else:
            was_held = False
        if joined is not None:
            found[-1] = joined
        else:
            found.append(_with_own_hold(item))
    return tuple(found)


def _counted(before: PastedItem | None, item: PastedItem) -> Exercise | None:
    """Return a short hold with the reps behind it that it is a part of: `bird dog: hold 5 s, 10 reps`."""
    if (
        not (isinstance(before, Exercise) and isinstance(item, Exercise))
        or item.name
        or item.time_ms
        or item.metres
    ):
        return None
    if not item.reps or before.time_ms > _LONGEST_HOLD_MS or before.sets > 1 or before.off_ms is not None:
        return None
    return replace(
        item,
        name=before.name,
        both_sides=before.both_sides or item.both_sides,
        hold_ms=before.time_ms,
        doubts=(*before.doubts, *item.doubts),
    )


def _joined(  # noqa: PLR0911 - one for each way to hold
    before: Exercise, item: PastedItem
) -> Exercise | None:
    """Return an exercise with what stands behind it, where that is a part of it."""
    if isinstance(item, RestItem):
        is_its_own = before.hold_ms and before.sets > 1 and before.rest_ms is None and not item.words
        return replace(before, rest_ms=item.length_ms) if is_its_own else None
    if not isinstance(item, Exercise) or not item.time_ms:
        return None
    held = _HOLD.match(item.name)
    if held and held.end() == len(item.name) and not before.has_amount and before.sets == 1:
        sets = item.reps or item.sets
        sides = before.both_sides or item.both_sides
        if item.reps and item.off_ms is None and item.time_ms <= _LONGEST_HOLD_MS:
            return replace(
                item, name=before.name, both_sides=sides, time_ms=0, hold_ms=item.time_ms
            )  # `hold 5 s, 10 reps`
        return replace(item, name=before.name, both_sides=sides, sets=sets, reps=0, is_hang=before.is_hang)
    is_part = held or _IN_REP.fullmatch(item.name)
    if not is_part or not before.reps or before.time_ms or 1 not in {item.sets, before.sets}:
        return None
    one = replace(
        before,
        sets=max(before.sets, item.sets),
        rest_ms=item.rest_ms if before.rest_ms is None else before.rest_ms,
        both_sides=before.both_sides or item.both_sides,
        doubts=(*before.doubts, *item.doubts),
    )
    if item.time_ms <= _LONGEST_HOLD_MS:
        return replace(one, hold_ms=item.time_ms)
    return replace(one, time_ms=item.time_ms, sets=one.reps, reps=0) if held and one.sets == 1 else None


def _with_own_hold(item: PastedItem) -> PastedItem:
    """Read `10 reps x 5 s hold`."""
    if not isinstance(item, Exercise) or not (item.time_ms and item.reps):
        return item
    if item.sets > 1 and item.time_ms > _LONGEST_HOLD_MS:
        return item
    if item.off_ms is not None or not _HELD.fullmatch(item.name):
        return item
    return with_hold(item)


def with_hold(one: Exercise) -> Exercise:
    """Return reps with a time as reps that are held; long ones as so many holds."""
    if one.time_ms <= _LONGEST_HOLD_MS:
        return replace(one, time_ms=0, hold_ms=one.time_ms)
    return replace(one, sets=one.sets * one.reps, reps=0, least_reps=0)
