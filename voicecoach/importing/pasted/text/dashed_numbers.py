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
_LETTERS: Final = "ABCDEFGH"
_NUMBERS: Final = tuple(map(str, range(1, 100)))
_LEAST: Final = 3  # `1 - 2 min easy` above `2 - 3 min hard` are spans
_LEAST_MINUTES: Final = 2


def with_dots(lines: Sequence[str]) -> list[str]:
    """Return the lines with a stop in place of the dash; letters count only below `EMOM`, where they are minutes."""
    read = list(lines)
    at = 0
    while at < len(read):
        marks = _LETTERS if _mark(read[at]) == _LETTERS[0] else _NUMBERS
        end = at
        while end < len(read) and end - at < len(marks) and _mark(read[end]) == marks[end - at]:
            end += 1
        is_by_minute = at > 0 and _BY_THE_MINUTE.search(read[at - 1]) is not None
        is_list = end - at >= _LEAST and marks is _NUMBERS
        if is_list or (is_by_minute and end - at >= _LEAST_MINUTES):
            for index in range(at, end):
                read[index] = _NUMBERED.sub(rf"\g<indent>{index - at + 1}. ", read[index], count=1)
        at = max(end, at + 1)
    return read


def _mark(line: str) -> str:
    found = _NUMBERED.match(line)
    return found["mark"] if found else ""
