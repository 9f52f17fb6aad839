"""Lines copied from a chat: `[18:02, 1.2.2026] Ann: 10 burpees` is `10 burpees`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_TIME: Final = r"[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\s?[ap]\.?m\.?)?"
_DATE: Final = r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4}"
_STAMP: Final = re.compile(
    rf"\s*\[?(?:{_TIME},? {_DATE}|{_DATE},? {_TIME})\]?(?: ?[-\N{{EN DASH}}])? (?P<who>[^:\n]{{1,40}}): ?",
    re.IGNORECASE,
)


def without_stamps(lines: Sequence[str]) -> list[str]:
    """Return the lines without when and by whom they were sent."""
    return [line[found.end() :] if (found := _STAMP.match(line)) else line for line in lines]
