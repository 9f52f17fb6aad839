"""Heads whose names stand below them: `Circuit (40s on / 20s off, 4 rounds)`; and minutes that are named without `EMOM` above them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.fact_reader import read_facts
from voicecoach.importing.pasted.facts import (
    Break,
    Cross,
    Keyword,
    NumberPair,
    OnOff,
    PlainNumber,
    PlainWord,
    Time,
)
from voicecoach.importing.pasted.heads import fact_at, means, whole_number_of
from voicecoach.importing.pasted.items import Again, BlockOpening, EmomOf, MinuteOf, RoundsOf, TabataOf
from voicecoach.importing.pasted.names_beside import names_of
from voicecoach.importing.pasted.vocabulary import CIRCUITS, Meaning, plain
from voicecoach.units import MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from voicecoach.importing.pasted.facts import Fact
    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.lines import PastedLine

    Found: TypeAlias = list[tuple[PastedLine, tuple[PastedItem, ...]]]

_LEAST_MS: Final = 5 * MS_PER_S  # of a time on or off that has no unit
_SAYS: Final = frozenset({Meaning.ROUNDS, Meaning.CIRCUIT, Meaning.FILLER, Meaning.AND, Meaning.EACH_SIDE})


def with_circuits(found: Found) -> Found:
    """Open rounds of a time on and off above names alone."""
    read = list(found)
    for at, (line, _) in enumerate(found[:-1]):
        below, items = found[at + 1]
        circuit = _circuit(line) if names_of(items) and not below.after_blank else None
        if circuit is not None:
            read[at] = line, (circuit,)
    return read


def _circuit(line: PastedLine) -> BlockOpening | None:
    """Return the rounds of a line that says only how long on and off, and how many rounds: `HIIT 30:15 x 5 rounds`."""
    facts = read_facts(line.text)
    pairs = [pair for fact in facts if (pair := _pair(fact, line.text)) is not None]
    counts = [fact for fact in facts if isinstance(fact, PlainNumber)]
    each = any(means(fact, Meaning.EACH_SIDE) for fact in facts)
    if each and not pairs:
        pairs = [(fact.high_ms, 0) for fact in facts if isinstance(fact, Time)]  # `3 rounds, 45 s each`
    if len(pairs) != 1 or len(counts) != 1 or not whole_number_of(counts[0]):
        return None
    if not means(fact_at(facts, facts.index(counts[0]) + 1), Meaning.ROUNDS):
        return None  # `Round 2: 45 s each`
    others = (fact for fact in facts if not isinstance(fact, PlainNumber | OnOff | NumberPair | Time))
    if not all(map(_says_no_more, others)):
        return None
    on_ms, off_ms = pairs[0]
    on_off = BlockOpening(line=line.number, kind=TabataOf(count=1, on_ms=on_ms, off_ms=off_ms))
    return BlockOpening(line=line.number, kind=RoundsOf(count=whole_number_of(counts[0])), body=(on_off,))


def _pair(fact: Fact, text: str) -> tuple[int, int] | None:
    """Return the time on and off in ms: `40s on / 20s off`, `40/20`, `30:15`."""
    match fact:
        case OnOff():
            return fact.on_ms, fact.off_ms
        case NumberPair() if min(fact.first, fact.second) >= _LEAST_MS:
            return fact.first, fact.second
        case Time(is_clock=True):
            parts = [
                MS_PER_S * int(part) for part in text[fact.start : fact.end].split(":") if part.isdigit()
            ]
            return (parts[0], parts[1]) if len(parts) == 2 and min(parts) >= _LEAST_MS else None  # noqa: PLR2004
        case _:
            return None


def _says_no_more(fact: Fact) -> bool:
    if isinstance(fact, PlainWord):
        return plain(fact.text) in CIRCUITS
    return isinstance(fact, Break | Cross) or (isinstance(fact, Keyword) and fact.meaning in _SAYS)


def with_minutes_repeated(found: Found) -> Found:
    """Do minutes that are named in turn so often as the line below them says: `Minute 1: 15 cal row`, `Minute 2: rest`, `x 5`."""
    read: Found = []
    at = 0
    while at < len(found):
        minutes = _minutes(found[at:])
        end = at + len(minutes)
        again = found[end][1] if end < len(found) else ()
        last = again[0] if len(again) == 1 else None
        count = _count(last)
        if len(minutes) > 1 and last is not None and count and not _opens_minutes(read):
            kind = EmomOf(count=len(minutes) * count, every_ms=MS_PER_MIN)
            opening = BlockOpening(line=last.line, kind=kind, body=tuple(minutes), doubts=last.doubts)
            read += [(found[at][0], (opening,)), *((line, ()) for line, _ in found[at + 1 : end + 1])]
            at = end + 1
        else:
            read.append(found[at])
            at += 1
    return read


def _count(item: PastedItem | None) -> int:
    """Return how often, where an item says only that: `x 5`, `5 rounds`."""
    if isinstance(item, BlockOpening) and isinstance(item.kind, RoundsOf) and not item.body:
        return item.kind.count
    return item.count if isinstance(item, Again) else 0


def _minutes(found: Sequence[tuple[PastedLine, tuple[PastedItem, ...]]]) -> list[BlockOpening]:
    """Return the minutes that the first lines are, from the first to the last."""
    minutes: list[BlockOpening] = []
    for _, items in found:
        one = items[0] if len(items) == 1 else None
        if not (
            isinstance(one, BlockOpening)
            and isinstance(one.kind, MinuteOf)
            and one.kind.index == len(minutes)
        ):
            break
        minutes.append(one)
    return minutes


def _opens_minutes(read: Found) -> bool:
    last = read[-1][1][-1] if read and read[-1][1] else None
    return isinstance(last, BlockOpening) and isinstance(last.kind, EmomOf)
