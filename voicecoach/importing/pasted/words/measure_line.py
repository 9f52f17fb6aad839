"""A line of which each load, height, share and effort is known: `80 kg`, `75% of max`, `RPE 8`, `2 RIR`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.words.facts import Measure
from voicecoach.importing.pasted.words.tokens import Sort
from voicecoach.importing.pasted.words.unit_line import UnitLine
from voicecoach.importing.pasted.words.vocabulary import (
    BOXES,
    EFFORTS,
    LOAD_LABELS,
    LOADS,
    MEASURES,
    OWN_WEIGHT,
    PEOPLE,
    Meaning,
)

if TYPE_CHECKING:
    from voicecoach.importing.pasted.words.facts import Keyword, PlainNumber

_MOST_EFFORT: Final = 10_000  # thousandths


_IN_EACH_HAND: Final = re.compile(r"2 ?x ?[0-9.]+(?:/[0-9.]+)? ?(?:kg|lbs?)(?!\w)", re.IGNORECASE)


class MeasureLine(UnitLine):
    def measure(self, number: PlainNumber, after: int) -> tuple[Measure, int] | None:
        unit = self.word(after)
        if unit in {'"', "''"} and (self.word(after + 1) in BOXES or self.is_height(after)):
            return Measure(start=number.start, end=self.tokens[after].end), after + 1
        if unit not in MEASURES or (unit in {"in", "#"} and not self.tokens[after].glued):
            return None
        if unit in OWN_WEIGHT and (self.own_weight_load(after) or self.sort(after - 2) is Sort.TIMES):
            return None  # `3 x 8 BW`
        if unit == "w" and self.word(after + 1) == "/":
            return None  # `x 6 w/ 2 min rest`
        end = self.whole_of_share(after) if unit == "%" else after + 1
        return Measure(start=number.start, end=self.tokens[end - 1].end), end

    def effort(self, at: int, keyword: tuple[Keyword, int] | None) -> tuple[Measure, int] | None:
        """Return `RPE 8`, `RIR: 2`, `effort 8/10`."""
        is_sure = keyword is not None and keyword[0].meaning is Meaning.EFFORT
        after = keyword[1] if keyword is not None and is_sure else at + 1
        if not (is_sure or self.word(at) in EFFORTS):
            return None
        number = self.number(after + (self.word(after) == ":"))
        if number is None:
            return None
        end = number[1]
        if self.word(end) == "/" and self.word(end + 1) == "10":
            end += 2
        if not is_sure and (number[0].high > _MOST_EFFORT or not self.ends_part(end)):
            return None  # `effort 20 min`
        return Measure(start=self.tokens[at].start, end=self.tokens[end - 1].end), end

    def of_people(self, at: int) -> tuple[Measure, int] | None:
        """Return a load with whose it is: `Men 185`."""
        number = self.number(at + 1 + (self.word(at + 1) == ":")) if self.word(at) in PEOPLE else None
        if number is None:
            return None
        end = number[1] + (self.word(number[1]) in LOADS)
        return Measure(start=self.tokens[at].start, end=self.tokens[end - 1].end), end

    def load_in_each_hand(self, at: int) -> tuple[Measure, int] | None:
        """Return the `2x50/35 lb` of `deadlifts (2x50/35 lb)`, and of `@ 2x24 kg`."""
        token, before = self.tokens[at], self.word(at - 1)
        is_beside = before == "@" or (before == "(" and token.glued)
        found = _IN_EACH_HAND.match(self.line, token.start) if is_beside else None
        return (Measure(start=token.start, end=found.end()), self.after(found.end())) if found else None

    def with_dash(self, number: PlainNumber, after: int) -> tuple[Measure, int] | None:
        """Return the `20-lb` of `20-lb dumbbells`."""
        glued = self.word(after) == "-" and self.tokens[after].glued
        return self.measure(number, after + 1) if glued and self.word(after + 1) in LOADS else None

    def in_reserve(self, number: PlainNumber, after: int) -> tuple[Measure, int] | None:
        """Return `2 RIR`; in `3x8 RIR 2` the number is behind it."""
        found = self.phrase(after)
        if found is None or found[0].meaning is not Meaning.EFFORT or self.number(found[1]) is not None:
            return None
        return Measure(start=number.start, end=found[0].end), found[1]

    def labelled_load(self, at: int) -> tuple[Measure, int] | None:
        """Return a load without the word that says it is one: `load: 80 kg`, `intensity 75%`."""
        if self.word(at) not in LOAD_LABELS:
            return None
        number = self.number(at + 1 + (self.word(at + 1) in {":", "="}))
        return self.measure(*number) if number is not None else None
