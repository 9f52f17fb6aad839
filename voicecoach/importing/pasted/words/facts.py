"""What the tokens of a line can say: how many, how long, how far, how heavy, and the words that mean something."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.words.vocabulary import (
        Meaning,
    )


class Place(Struct, frozen=True, kw_only=True):
    """Where it stands in the line."""

    start: int
    end: int


class PlainNumber(Place, frozen=True, kw_only=True):
    """A bare number, or a range; in thousandths."""

    low: int
    high: int


class NumberPair(Place, frozen=True, kw_only=True):
    """`20/15`, `7:3`: two numbers that belong together; in thousandths."""

    first: int
    second: int


class Time(Place, frozen=True, kw_only=True):
    low_ms: int
    high_ms: int
    is_clock: bool = False


class Distance(Place, frozen=True, kw_only=True):
    """`metres` is about right: only to estimate a time."""

    metres: int


class Measure(Place, frozen=True, kw_only=True):
    """A load, a target, an edge: said as it is written."""


class Tempo(Place, frozen=True, kw_only=True):
    counts: str


class OnOff(Place, frozen=True, kw_only=True):
    """`7s on, 3s off`."""

    on_ms: int
    off_ms: int


class Rungs(Place, frozen=True, kw_only=True):
    numbers: tuple[int, ...]


class Cross(Place, frozen=True, kw_only=True):
    """The sign of times."""


class Keyword(Place, frozen=True, kw_only=True):
    meaning: Meaning


class PlainWord(Place, frozen=True, kw_only=True):
    text: str


class Break(Place, frozen=True, kw_only=True):
    """A sign between parts; `spaced`: blanks stand on both sides of it."""

    sign: str
    spaced: bool


Fact: TypeAlias = (
    PlainNumber
    | NumberPair
    | Time
    | OnOff
    | Distance
    | Measure
    | Tempo
    | Rungs
    | Cross
    | Keyword
    | PlainWord
    | Break
)


def words_between(line: str, facts: Sequence[Fact], kept: Sequence[bool]) -> str:
    """Return the parts of a line that these facts stand for, with a blank where something is left out."""
    pieces: list[str] = []
    last_end = -1
    for fact, keep in zip(facts, kept, strict=True):
        if keep:
            gap = " " if last_end < 0 or last_end != fact.start else ""
            pieces.append(gap + line[fact.start : fact.end])
            last_end = fact.end
        else:
            last_end = -1
    return " ".join("".join(pieces).split())
