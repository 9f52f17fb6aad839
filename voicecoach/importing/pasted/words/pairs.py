"""A time on and a time off that belong together: `7s on, 3s off`, `20s/10s`, `40 on 20 off`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.importing.pasted.words.facts import Break, Fact, Keyword, OnOff, PlainNumber, Time
from voicecoach.importing.pasted.words.vocabulary import (
    Meaning,
)
from voicecoach.language.durations import MAX_DURATION_MS

if TYPE_CHECKING:
    from collections.abc import Iterator


def with_pairs(facts: list[Fact]) -> Iterator[Fact]:
    """Put a time on and a time off together: `7s on, 3s off`, `20s/10s`, `40 on 20 off`, `30s work / 30s rest`."""
    at = 0
    while at < len(facts):
        pair, after = _pair(facts, at)
        yield pair or facts[at]
        at = after if pair else at + 1


def _pair(facts: list[Fact], at: int) -> tuple[OnOff | None, int]:
    rest = facts[at : at + 8]
    on = rest.pop(0)
    if isinstance(on, Keyword) and on.meaning in {Meaning.ON, Meaning.OFF} and rest:
        return None, at
    if not isinstance(on, Time | PlainNumber):
        return None, at
    rest = _without_fillers(rest)
    says_on = bool(rest) and isinstance(rest[0], Keyword) and rest[0].meaning is Meaning.ON
    if says_on:
        rest.pop(0)
    sign = rest.pop(0) if rest and isinstance(rest[0], Break) and rest[0].sign in "/:,+-" else None
    if (
        sign is None
        and rest
        and isinstance(rest[0], Keyword)
        and rest[0].meaning in {Meaning.AND, Meaning.THEN}
    ):
        rest.pop(0)
    off = rest.pop(0) if rest else None
    if not isinstance(off, Time | PlainNumber):
        return None, at
    if _is_range(on) or _is_range(off):
        return None, at  # which of the two is taken is to be told
    after = rest[0] if rest else None
    says_off = isinstance(after, Keyword) and (
        after.meaning is Meaning.OFF or (after.meaning is Meaning.REST and says_on)
    )
    glued = (
        isinstance(sign, Break)
        and sign.sign in "/:"
        and on.end == sign.start
        and sign.end == off.start
        and isinstance(off, Time)
        and not off.is_clock
        and (sign.sign == "/" or isinstance(on, Time))
    )
    if not (says_off or (glued and not isinstance(after, Keyword))):
        return None, at
    end = after.end if says_off and after is not None else off.end
    past = next((index for index in range(at, len(facts)) if facts[index].start >= end), len(facts))
    pair = OnOff(start=on.start, end=end, on_ms=_seconds(on), off_ms=_seconds(off))
    fits = pair.on_ms and max(pair.on_ms, pair.off_ms) <= MAX_DURATION_MS
    return (pair, past) if fits else (None, at)


def _without_fillers(facts: list[Fact]) -> list[Fact]:
    return [fact for fact in facts if not (isinstance(fact, Keyword) and fact.meaning is Meaning.FILLER)]


def _is_range(fact: Time | PlainNumber) -> bool:
    return fact.low_ms != fact.high_ms if isinstance(fact, Time) else fact.low != fact.high


def _seconds(fact: Time | PlainNumber) -> int:
    """Return a length in ms; a bare number is seconds."""
    return fact.high_ms if isinstance(fact, Time) else fact.high
