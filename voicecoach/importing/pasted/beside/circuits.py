"""Heads whose names stand below them: `Circuit (40s on / 20s off, 4 rounds)`; and minutes that are named without `EMOM` above them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.importing.pasted.beside.names_above import names_of
from voicecoach.importing.pasted.heads.head import MAX_COUNT, fact_at, means, whole_number_of
from voicecoach.importing.pasted.items import Again, BlockOpening, EmomOf, Guess, MinuteOf, RoundsOf, TabataOf
from voicecoach.importing.pasted.words.fact_reader import read_facts
from voicecoach.importing.pasted.words.facts import (
    Break,
    Cross,
    Keyword,
    NumberPair,
    OnOff,
    PlainNumber,
    PlainWord,
    Time,
)
from voicecoach.importing.pasted.words.vocabulary import CIRCUITS, Meaning, plain
from voicecoach.units import MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from voicecoach.importing.pasted.items import Doubt, PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine
    from voicecoach.importing.pasted.words.facts import Fact

    Found: TypeAlias = list[tuple[PastedLine, tuple[PastedItem, ...]]]

_LEAST_MS: Final = 5 * MS_PER_S  # of a time on or off that has no unit
_SAYS: Final = frozenset({Meaning.ROUNDS, Meaning.CIRCUIT, Meaning.FILLER, Meaning.AND, Meaning.EACH_SIDE})


def with_circuits(found: Found) -> Found:
    """Open rounds of a time on and off above names alone."""
    read = list(found)
    for at, (line, _) in enumerate(found[:-1]):
        below, items = found[at + 1]
        if below.after_blank:
            continue
        circuit = (_circuit(line) or _circuit_of_length(line, found[at + 1 :])) if names_of(items) else None
        if circuit is not None:
            read[at] = line, (circuit,)
        has_names = at + 2 < len(found) and names_of(found[at + 2][1]) and not found[at + 2][0].after_blank
        if has_names and len(items) == 1 and _count(items[0]):
            circuit = _circuit(replace(line, text=f"{line.text}, {below.text}"))
            if circuit is not None:  # `40 s on / 20 s off`, `4 rounds`
                read[at], read[at + 1] = (line, (circuit,)), (below, ())
    return read


def _circuit_of_length(line: PastedLine, below: Found) -> BlockOpening | None:
    """Return as many rounds as go into the length of all: `8 min abs: 40 s on, 20 s off` above four names are two."""
    facts = read_facts(line.text)
    pairs = [fact for fact in facts if isinstance(fact, OnOff)]
    wholes = [fact.high_ms for fact in facts if isinstance(fact, Time)]
    others = (fact for fact in facts if not isinstance(fact, OnOff | Time))
    if len(pairs) != 1 or len(wholes) != 1 or not all(map(_says_no_more, others)):
        return None
    together = takewhile(lambda one: names_of(one[1]) and not one[0].after_blank, below)
    names = sum(len(items) for _, items in together)
    once_ms = names * (pairs[0].on_ms + pairs[0].off_ms)
    count = wholes[0] // once_ms
    if not 0 < count <= MAX_COUNT:
        return None
    doubts = (Guess(f"{count} rounds"),) if wholes[0] % once_ms else ()
    return _rounds(line, count, pairs[0].on_ms, pairs[0].off_ms, doubts)


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
    return _rounds(line, whole_number_of(counts[0]), *pairs[0])


def _rounds(
    line: PastedLine, count: int, on_ms: int, off_ms: int, doubts: tuple[Doubt, ...] = ()
) -> BlockOpening:
    on_off = BlockOpening(line=line.number, kind=TabataOf(count=1, on_ms=on_ms, off_ms=off_ms))
    return BlockOpening(line=line.number, kind=RoundsOf(count=count), body=(on_off,), doubts=doubts)


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
