"""Lists whose numbers have a dash behind them: `1 - 15 squats`, `2 - 12 burpees`, which are no ranges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERED: Final = re.compile(r"(?P<indent>\s*)(?P<mark>[0-9]{1,2}|[A-H]) [-\N{EN DASH}] (?=\S)")
_BY_THE_MINUTE: Final = re.compile(
    r"(?<!\w)e(?:[0-9]{0,2}m|[0-9]{2,3}s)om(?!\w)|every min|jede minute", re.IGNORECASE
)
_LEAST: Final = 2


def with_dots(lines: Sequence[str]) -> list[str]:
    """Return the lines with a stop in place of the dash; letters count only below `EMOM`, where they are minutes."""
    read = list(lines)
    at = 0
    while at < len(read):
        end = at
        while end < len(read) and _mark(read[end]) in {
            str(end - at + 1),
            "ABCDEFGH"[end - at : end - at + 1],
        }:
            end += 1
        by_letter = _mark(read[at]) == "A"
        if end - at >= _LEAST and (not by_letter or (at and _BY_THE_MINUTE.search(read[at - 1]))):
            for index in range(at, end):
                read[index] = _NUMBERED.sub(rf"\g<indent>{index - at + 1}. ", read[index], count=1)
        at = max(end, at + 1)
    return read


def _mark(line: str) -> str:
    found = _NUMBERED.match(line)
    return found["mark"] if found else ""
