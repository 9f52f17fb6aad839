"""The facts of one segment of a line while they are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.line.draft import Draft
from voicecoach.importing.pasted.words.facts import Break, Fact, Keyword
from voicecoach.importing.pasted.words.vocabulary import BREATHING, HANGING, Meaning, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.items import Doubt

MOST: Final = 1_000_000


class SegmentFacts:
    """The facts of a segment, which of them are still part of its name, and what is known so far. It is written to while it is read."""

    def __init__(self, line: str, facts: Sequence[Fact]) -> None:
        self.line = line
        self.facts = facts
        self.kept = [True] * len(facts)
        self.draft = Draft()
        self.crosses: list[int] = []
        self.times: list[int] = []
        self.rest_at: int | None = None
        self.is_each = False
        self.doubts: list[Doubt] = []
        segment = line[facts[0].start : facts[-1].end] if facts else ""
        words = frozenset(re.findall(r"[^\W\d_]+", segment.casefold()))
        self.hangs = bool(words & HANGING) or "mm" in words
        self.breathes = bool(words & BREATHING)

    def at(self, index: int) -> Fact | None:
        return self.facts[index] if 0 <= index < len(self.facts) else None

    def means(self, index: int, *meanings: Meaning) -> bool:
        fact = self.at(index)
        return isinstance(fact, Keyword) and fact.meaning in meanings

    def said(self, index: int) -> str:
        return plain(self.line[self.facts[index].start : self.facts[index].end])

    def drop(self, *indices: int) -> None:
        for index in indices:
            if 0 <= index < len(self.kept):
                self.kept[index] = False


def is_sign(fact: Fact | None) -> bool:
    return isinstance(fact, Break)
