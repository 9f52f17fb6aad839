"""A time and, in brackets behind it, the parts that it has: `12 min row (6 min easy, 6 min hard)`."""

from __future__ import annotations

import re
from typing import Final

from voicecoach.importing.pasted.words.fact_reader import read_facts
from voicecoach.importing.pasted.words.facts import Cross, OnOff, PlainNumber, Time
from voicecoach.importing.pasted.words.rewriting import UNIT

_PARTED: Final = re.compile(
    rf"(?P<times>(?<!\w)[0-9]{{1,2}} ?x ?)?(?<![\w.:])(?P<time>[0-9:.]+ ?{UNIT}(?!\w))(?P<name>[^()\[\];]{{0,40}}?) ?"
    r"(?P<parts>\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\])",
    re.IGNORECASE,
)
_LEAST: Final = 2


def without_parts(text: str) -> tuple[str, str]:
    """Return a line without what it says twice, and the brackets that were left out.

    The parts of what is done several times stay, for they say more: `4 x 10 min (5 x 1 min on / 1 min off)`.
    """
    found = _PARTED.search(text)
    if found is None:
        return text, ""
    whole = [fact for fact in read_facts(found["time"]) if isinstance(fact, Time)]
    if any(isinstance(fact, Time | OnOff | Cross) for fact in read_facts(found["name"].strip())):
        return text, ""  # of another
    if len(whole) != 1 or whole[0].high_ms != _length_of(found["round"] or found["square"] or ""):
        return text, ""
    if found["times"] and not found["name"].strip():
        return f"{text[: found.start('time')]}{text[found.start('parts') :]}", ""
    return f"{text[: found.start('parts')].rstrip()}{text[found.end() :]}", found["parts"]


def _length_of(parts: str) -> int:
    """Return the length of several times in ms, or 0 where there are not several."""
    facts = read_facts(parts.strip())
    times = [
        fact.high_ms if isinstance(fact, Time) else fact.on_ms + fact.off_ms
        for fact in facts
        if isinstance(fact, Time | OnOff)
    ]
    match facts:
        case [PlainNumber(high=count), Cross(), *_] if count % 1000 == 0:
            return count // 1000 * sum(times)
        case _:
            return sum(times) if len(times) >= _LEAST else 0
