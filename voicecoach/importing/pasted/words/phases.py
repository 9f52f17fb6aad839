"""Seconds of what has phases: the breaths of `inhale 4, hold 7, exhale 8`, and the tempo of `2 sec down, 2 sec up`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.words.facts import (
    Break,
    Cross,
    Fact,
    Keyword,
    PlainNumber,
    PlainWord,
    Tempo,
    Time,
)
from voicecoach.importing.pasted.words.vocabulary import (
    BEATS,
    BREATHED,
    BREATHING,
    DOWN,
    HELD_BETWEEN,
    IN_AND_OUT,
    UP,
    Meaning,
    plain,
)
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_S: Final = 9  # a digit of a tempo
_LONGEST_BREATH: Final = 60_000  # thousandths of a second


def with_phases(facts: Sequence[Fact], line: str) -> list[Fact]:
    """Return the facts with the seconds of each breath as a time, and those down and up as a tempo."""
    words = [plain(line[fact.start : fact.end]) for fact in facts]
    return _with_tempo(_with_breaths(facts, words), line)


# --- breaths ------------------------------------------------------------------------------------


def _with_breaths(facts: Sequence[Fact], words: Sequence[str]) -> list[Fact]:
    found = list(facts)
    said = set(words)
    if not (said & BREATHED or (said & BREATHING and len(said & IN_AND_OUT) > 1)):
        return found
    for at, fact in enumerate(facts):
        before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
        is_named = before in BREATHED or (before == ":" and said & BREATHING)
        if words[at] == "aus" or (words[at] == "in" and is_named):
            found[at] = PlainWord(start=fact.start, end=fact.end, text=words[at])  # a part of the name
        elif isinstance(fact, Keyword) and fact.meaning is Meaning.AND and after in _SAID:
            found[at] = Break(start=fact.start, end=fact.end, sign=",", spaced=True)
    places = [
        at for at, fact in enumerate(facts) if isinstance(fact, PlainNumber) and _is_breath(facts, words, at)
    ]
    if len(places) < 2:  # noqa: PLR2004 - `exhale 10`
        return found
    for at in reversed(places):
        number = facts[at]
        assert isinstance(number, PlainNumber), "the places are those of numbers"
        counted = at + 1 < len(facts) and words[at + 1] in BEATS  # `inhale for 4 counts`
        end = facts[at + counted].end
        time = Time(start=number.start, end=end, low_ms=number.low, high_ms=number.high)
        found[at : at + 1 + counted] = [time]
    return found


def _is_breath(facts: Sequence[Fact], words: Sequence[str], at: int) -> bool:
    """Tell whether a number is how long one breathes or holds: behind its word, or before it."""
    number, after = facts[at], facts[at + 1] if at + 1 < len(facts) else None
    if not isinstance(number, PlainNumber) or not 0 < number.high <= _LONGEST_BREATH:
        return False
    is_more = isinstance(after, Keyword) and not _is_filler(after, words[at + 1])  # `4 for 5 minutes`
    if is_more and (words[at + 1] not in _SAID or getattr(after, "meaning", None) is Meaning.REPS):
        return False  # `inhale 4 times`
    before = at - 1
    while before >= 0 and (words[before] in {":", "("} or _is_filler(facts[before], words[before])):
        before -= 1
    behind = at + 1 + (at + 1 < len(words) and words[at + 1] in BEATS)
    is_behind = before >= 0 and words[before] in _SAID
    return is_behind or (not isinstance(after, Cross) and behind < len(words) and words[behind] in _SAID)


_SAID: Final = BREATHED | HELD_BETWEEN | IN_AND_OUT


def _is_filler(fact: Fact, word: str) -> bool:
    return isinstance(fact, Keyword) and fact.meaning is Meaning.FILLER and word not in IN_AND_OUT


# --- tempo --------------------------------------------------------------------------------------


def _with_tempo(facts: list[Fact], line: str) -> list[Fact]:
    """Put seconds down and up, with those held between, together as a tempo."""
    for at in range(len(facts)):
        counts, end = _tempo(facts, at, line)
        if counts:
            tempo = Tempo(start=facts[at].start, end=facts[end - 1].end, counts=counts)
            return [*facts[:at], tempo, *facts[end:]]
    return facts


def _tempo(facts: Sequence[Fact], at: int, line: str) -> tuple[str, int]:
    """Return the four digits of the tempo that begins here, and the fact after it; empty where there is none."""
    seconds: dict[int, int] = {}
    way, end = -1, at
    while (phase := _phase(facts, at, line)) is not None:
        word, length_s, after = phase
        if word in HELD_BETWEEN and way < 0:
            break
        place = way + 1 if word in HELD_BETWEEN else 0 if word in DOWN else 2
        if place in seconds:
            break
        way = place if place % 2 == 0 else way
        seconds[place], end = length_s, after
        at = after + (after < len(facts) and _joins(facts[after]))
    return (
        ("".join(str(seconds.get(place, 0)) for place in range(4)), end)
        if {0, 2} <= set(seconds)
        else ("", 0)
    )


def _phase(facts: Sequence[Fact], at: int, line: str) -> tuple[str, int, int] | None:
    """Return the word, the seconds and the fact after `2 sec down` or `down for 2 sec`."""
    part = [
        fact
        for fact in facts[at : at + 3]
        if not (isinstance(fact, Keyword) and fact.meaning is Meaning.FILLER)
    ]
    times = [fact for fact in part[:2] if isinstance(fact, Time)]
    if len(part[:2]) < 2 or len(times) != 1:  # noqa: PLR2004 - a time and its word
        return None
    time = times[0]
    word = next(plain(line[fact.start : fact.end]) for fact in part[:2] if fact is not time)
    length_s, left_ms = divmod(time.high_ms, MS_PER_S)
    whole = time.low_ms == time.high_ms and not left_ms and not time.is_clock and length_s <= _MOST_S
    after = next(index for index in range(at, len(facts)) if facts[index] is part[1]) + 1
    return (word, length_s, after) if whole and word in UP | DOWN | HELD_BETWEEN else None


def _joins(fact: Fact) -> bool:
    if isinstance(fact, Keyword):
        return fact.meaning in {Meaning.AND, Meaning.THEN}
    return isinstance(fact, Break) and fact.sign in ",/;+-"
