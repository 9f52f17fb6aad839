"""Lines that begin with when they begin: `00:00 warm up`, `05:00 row`; or with from when to when: `0-5 min: walk`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.importing.pasted.items import (
    Doubt,
    Exercise,
    NoLength,
    Overlaps,
    PastedItem,
    RestItem,
    Stated,
)
from voicecoach.importing.pasted.words.fact_reader import read_facts
from voicecoach.importing.pasted.words.facts import Keyword, Time
from voicecoach.importing.pasted.words.vocabulary import Meaning
from voicecoach.units import MS_PER_H, MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.text.lines import PastedLine

_CLOCK: Final = r"(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-9]{2}"
_FROM_TO: Final = re.compile(
    rf"(?P<start>{_CLOCK}) ?(?:-|to|bis|à|a) ?(?P<end>{_CLOCK})\)?(?: ?[-:=|>.]+ ?(?=\w)| ?(?=[^\W\d_]|[0-9]{{1,2}}(?:st|nd|rd|th) ))(?P<what>.+)",
    re.IGNORECASE,
)
_MINUTES: Final = re.compile(
    r"(?P<lead>(?:min(?:ute)?s?\.?|minuten?|minutos?) )?(?P<start>[0-9]{1,3}) ?(?:-|to|bis|à) ?(?P<end>[0-9]{1,3})"
    r"(?P<unit> ?(?:min(?:ute)?n?s?|')?\.?)(?: ?[-:=|>]+ ?| )(?P<what>[^\W\d_].*)",
    re.IGNORECASE,
)
_START: Final = re.compile(rf"(?P<start>{_CLOCK})\)? ?[-:=|>.]* ?(?P<what>[^\W\d_].*)")
_WITHOUT_LENGTH_MS: Final = MS_PER_MIN
_LEAST: Final = 2


class _Mark(Struct, frozen=True, kw_only=True):
    line: int
    start_ms: int
    end_ms: int | None
    what: str


def read_clocks(lines: Sequence[PastedLine]) -> dict[int, tuple[PastedItem, ...]]:
    """Return the items of lines that begin with a clock time, by their numbers; none where the times do not run on from 0."""
    marks = [mark for line in lines for mark in [_mark(line)] if mark is not None]
    starts = [mark.start_ms for mark in marks]
    ranged = sum(mark.end_ms is not None for mark in marks)
    runs_on = starts == sorted(starts) and (len(set(starts)) == len(starts))
    if len(marks) < _LEAST or not runs_on or (starts[0] and ranged < len(marks)):
        return {}
    if ranged == len(marks) and marks[0].end_ms and starts[1] < marks[0].end_ms:
        return {}  # `8-12 reps`
    total_ms = next((ms for line in lines for ms in [_total_ms(line)] if ms), 0)
    found: dict[int, tuple[PastedItem, ...]] = {}
    for index, mark in enumerate(marks):
        follows = marks[index + 1] if index + 1 < len(marks) else None
        found[mark.line] = _items(mark, follows, total_ms)
    return found


def _mark(line: PastedLine) -> _Mark | None:
    found = _FROM_TO.fullmatch(line.text)
    if found:
        return _Mark(
            line=line.number, start_ms=_ms(found["start"]), end_ms=_ms(found["end"]), what=found["what"]
        )
    found = _MINUTES.fullmatch(line.text)
    if found and (found["lead"] or found["unit"].strip()):
        start_ms, end_ms = int(found["start"]) * MS_PER_MIN, int(found["end"]) * MS_PER_MIN
        return _Mark(line=line.number, start_ms=start_ms, end_ms=end_ms, what=found["what"])
    found = _START.fullmatch(line.text)
    return (
        _Mark(line=line.number, start_ms=_ms(found["start"]), end_ms=None, what=found["what"])
        if found
        else None
    )


def _ms(clock: str) -> int:
    parts = [int(part) for part in clock.split(":")]
    if len(parts) == 3:  # noqa: PLR2004 - with hours
        return parts[0] * MS_PER_H + parts[1] * MS_PER_MIN + parts[2] * MS_PER_S
    return parts[0] * MS_PER_MIN + parts[1] * MS_PER_S


def _total_ms(line: PastedLine) -> int:
    facts = read_facts(line.text)
    says = any(isinstance(fact, Keyword) and fact.meaning is Meaning.TOTAL for fact in facts)
    times = [fact.high_ms for fact in facts if isinstance(fact, Time)]
    return times[0] if says and len(times) == 1 else 0


def _items(mark: _Mark, follows: _Mark | None, total_ms: int) -> tuple[PastedItem, ...]:
    facts = read_facts(mark.what)
    words = [fact for fact in facts if isinstance(fact, Keyword)]
    doubts: list[Doubt] = []
    end_ms = mark.end_ms if mark.end_ms is not None else follows.start_ms if follows else total_ms
    if mark.end_ms is not None and follows is not None and follows.start_ms != mark.end_ms:
        doubts.append(Overlaps(follows.start_ms - mark.end_ms))
    length_ms = end_ms - mark.start_ms
    if follows is None and mark.end_ms is None and any(word.meaning is Meaning.END for word in words[:1]):
        return (Stated(line=mark.line, length_ms=mark.start_ms),)
    if length_ms <= 0:
        length_ms = _WITHOUT_LENGTH_MS
        doubts.append(NoLength(length_ms))
    if facts and isinstance(facts[0], Keyword) and facts[0].meaning is Meaning.REST:
        rest_words = mark.what if len(facts) > 1 else ""
        return (RestItem(line=mark.line, length_ms=length_ms, words=rest_words, doubts=tuple(doubts)),)
    return (Exercise(line=mark.line, name=mark.what, time_ms=length_ms, doubts=tuple(doubts)),)
