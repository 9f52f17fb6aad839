"""Whether `3 x 20m` is metres or minutes: the lines around tell, and where they do not, minutes are taken and doubted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.items import Exercise, Guess
from voicecoach.units import MS_PER_MIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.items import PastedItem

_SHORT: Final = re.compile(r"(?<![\w.])([0-9]{1,2} ?[x×*] ?)([1-9][0-9]) ?m(?![\w/'’])", re.IGNORECASE)  # noqa: RUF001 - the sign
_WAYS: Final = re.compile(
    r"(?<![\w.:])(?:[1-9][0-9]{2,3} ?m|[0-9.]+ ?(?:km|meters|metres))(?!\w)", re.IGNORECASE
)
_MINUTES: Final = re.compile(r"(?<![\w.:x ])[0-9]{1,2} ?m(?!\w)|[0-9] ?m ?[0-9]{2} ?s", re.IGNORECASE)
_LEAST_TIMES_LONGER: Final = 10  # than its rest


def with_short_ways(lines: Sequence[str]) -> list[str]:
    """Return the lines with short ways as such, where others are ways in metres and none has an `m` that is minutes."""
    others = [line for line in lines if not _SHORT.search(line)]
    ways = any(_WAYS.search(line) for line in others) and not any(_MINUTES.search(line) for line in others)
    return [_SHORT.sub(r"\1\2 meters", line) if ways else line for line in lines]


def with_doubted_minutes(items: tuple[PastedItem, ...], text: str) -> tuple[PastedItem, ...]:
    """Doubt minutes that are many times as long as the rest between them: they may be metres."""
    found = _SHORT.search(text)
    length_ms = int(found[2]) * MS_PER_MIN if found else 0
    return tuple(
        replace(item, doubts=(*item.doubts, Guess(f"{length_ms // MS_PER_MIN} minutes, not metres")))
        if isinstance(item, Exercise)
        and item.time_ms == length_ms > 0
        and item.rest_ms
        and item.rest_ms * _LEAST_TIMES_LONGER < length_ms
        else item
        for item in items
    )
