"""The first line of a block in other words: `3 rounds:`, `repeat 3x:`, `AMRAP 12 min:`, `5 Runden:`."""

from __future__ import annotations

import re
from typing import Final

from voicecoach.language.durations import Problem, duration_ms
from voicecoach.language.values import whole_number
from voicecoach.language.words import number_of

BY_THE_MINUTE: Final = "emom"
_ROUNDS: Final = (
    r"rounds?|sets?|times|x|\N{MULTIPLICATION SIGN}|runden?|durchg\u00e4nge?|durchgaenge?|mal|s\u00e4tze?|saetze?|tours?|fois|"
    r"s\u00e9ries?|series|rondas?|vueltas?|veces|circuits?|laps?"
)
_BEFORE: Final = (
    r"(?:repeat|do|loop|wiederhole|wiederholen|r\u00e9p\u00e9ter|r\u00e9p\u00e9tez|repetir|repite)"
)
_OF: Final = r"(?:\s+(?:of|von|de|for|f\u00fcr|the following))?"
_NUMBER: Final = r"(?P<number>[0-9]{1,3}|[^\W\d_]+)"
_HEADS: Final = (
    re.compile(rf"(?:(?:{_BEFORE}|for|f\u00fcr|pour|por)\s+)?{_NUMBER}\s*(?:{_ROUNDS}){_OF}", re.IGNORECASE),
    re.compile(rf"(?:{_BEFORE}|{_ROUNDS}){_OF}\s*[x(]?\s*{_NUMBER}\s*[x)]?", re.IGNORECASE),
    re.compile(rf"{_BEFORE}\s+{_NUMBER}", re.IGNORECASE),
)
_TIMED: Final = (
    re.compile(
        r"(?P<kind>amrap|emom|for[- ]time)\s*(?:for|of|in|\u00fcber)?\s*\(?(?P<length>[0-9][^()]*?)\)?",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<length>[0-9].*?)(?<![\s-])[\s-]++(?P<kind>amrap|emom|for[- ]time)", re.IGNORECASE),
)
_NUMBERED: Final = re.compile(
    r"(?:round|set|circuit|runde|durchgang|satz|tour|ronda|vuelta)\s+#?[0-9]{1,2}", re.IGNORECASE
)
_MS_PER_MIN: Final = 60_000


def block_head(text: str) -> str:
    """Return the key and the value that a block's first line stands for, such as `rounds: 3`; an empty text where it is none."""
    words = " ".join(text.split())
    if is_numbered_round(words):
        return ""
    for pattern in _HEADS:
        if match := pattern.fullmatch(words):
            number = match["number"] if match["number"].isdigit() else number_of(match["number"])
            return f"rounds: {number}" if number and int(number) else ""
    for pattern in _TIMED:
        if match := pattern.fullmatch(words):
            return _timed(match["kind"].casefold().replace(" ", "-"), match["length"].strip())
    return ""


def is_numbered_round(text: str) -> bool:
    """Tell whether a heading names one of several rounds: `Round 2`."""
    return bool(_NUMBERED.fullmatch(text.strip()))


def _timed(kind: str, length: str) -> str:
    """Return the pair of a block that goes by the minute. A number without a unit is minutes, as everybody says it."""
    if not isinstance(whole_number(length), Problem):
        return f"{kind}: {length}" if kind == BY_THE_MINUTE else f"{kind}: {length}m"
    found = duration_ms(length)
    written = found.suggestion if isinstance(found, Problem) else length
    length_ms = duration_ms(written) if written else found
    if isinstance(length_ms, Problem):
        return ""
    if kind != BY_THE_MINUTE:
        return f"{kind}: {written}"
    return f"{kind}: {length_ms // _MS_PER_MIN}" if length_ms and length_ms % _MS_PER_MIN == 0 else ""
