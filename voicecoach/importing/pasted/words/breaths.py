"""Breaths that are written as numbers: `4-7-8 breathing, 4 cycles` is four rounds of in, hold and out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.words.vocabulary import BREATHING, PHASES

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER: Final = r"[1-9][0-9]?"
_NAME: Final = "|".join(sorted(map(re.escape, BREATHING), key=len, reverse=True))
_PHASES: Final = (
    rf"(?P<before>[^0-9]{{0,30}})(?P<phases>{_NUMBER}(?:-{_NUMBER}){{2,3}})(?:[ -](?P<name>{_NAME}))?(?!\w)"
)
_ARE_BREATHS: Final = re.compile(r"4-7-8|([3-6])(?:-\1){3}")  # what nobody counts otherwise
_CYCLES: Final = re.compile(
    rf"{_PHASES}[,:(]* ?(?:(?:for |x ?)?(?P<count>{_NUMBER}) "
    r"(?:cycles?|rounds?|runden|zyklen|durchgänge|tours|ciclos|rondas|vueltas|breaths|atemzüge|respirations|respiraciones)"
    rf"|x ?(?P<times>{_NUMBER}))\)?",
    re.IGNORECASE,
)
_TIMED: Final = re.compile(rf"{_PHASES}[,:]? ?(?:for )?(?P<time>{_NUMBER} ?min\w*)", re.IGNORECASE)


def with_phases_said(text: str) -> str:
    """Return a line whose breaths in numbers have their words; for a time, one without the numbers' colons."""
    found = _CYCLES.fullmatch(text) or _TIMED.fullmatch(text)
    said = f"{found['before']} {found['name'] or ''}".casefold() if found else ""
    is_alone = found is not None and not said.strip(" :,") and _ARE_BREATHS.fullmatch(found["phases"])
    if found is None or not (is_alone or any(name in said for name in BREATHING)):
        return text
    if "time" in found.groupdict():
        names = (found["before"].strip(" :,"), found["phases"], found["name"])
        return f"{' '.join(filter(None, names))} for {found['time']}"
    words = _words_for(said)
    seconds = found["phases"].split("-")
    phases = ", ".join(f"{word} {number} s" for word, number in zip(words, seconds, strict=False))
    return f"{found['count'] or found['times']} rounds: {phases}"


def _words_for(said: str) -> Sequence[str]:
    """Return in, hold, out and hold in the language of a line."""
    return next((words for name, words in PHASES.items() if name in said), PHASES["breath"])
