"""What a record says of its step in numbers: lengths, counts, distances; and what comes before and after it."""

from __future__ import annotations

from decimal import Decimal
from math import prod
from typing import TYPE_CHECKING, Final

from voicecoach.importing.model import Certainty
from voicecoach.importing.steps import ImportedRest, ImportedTimed
from voicecoach.importing.structured.amounts import (
    Count,
    Length,
    count_of,
    length_of,
    named_length_of,
    number_of,
)
from voicecoach.importing.structured.keys import UNITS_MS, Role, role_of, words_of
from voicecoach.importing.structured.said import SaidValues
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from voicecoach.importing.steps import ImportedStep
    from voicecoach.importing.structured.records import Entry
    from voicecoach.importing.writer import Writer

MOST_TIMES: Final = 5_000
_TIMED: Final = frozenset({"time", "duration", "seconds", "sec", "second", "timed"})
_COUNTED: Final = frozenset({"reps", "repetitions", "rep"})
_METRES: Final = {"km": 1_000, "kilometers": 1_000, "mi": 1_609, "miles": 1_609, "mile": 1_609}
_PRESSED: Final = frozenset({"lap", "button", "open", "manual"})
_FAR: Final = frozenset({"distance", "meters", "metres", "km", "meter", "metre", "kilometer", "mile", "m"})


class Values(SaidValues):
    """All the values of one record, by their roles."""

    def count(self, role: Role) -> Count | None:
        entry = self._record.entries.get(role)
        found = count_of(entry.text) if entry else None
        if found:
            self._read.add(role)
        return found

    def times(self, *roles: Role) -> int:
        """Return how often in all: the product of what the roles have."""
        counts = [count for role in roles if (count := self.count(role)) and count.most]
        times = prod(count.most for count in counts)
        if any(count.least != count.most for count in counts):
            self._writer.note(
                self._record.line, "of a range of rounds, the larger end is taken", Certainty.DOUBTED
            )
        if times > MOST_TIMES:
            raise self._writer.failure(
                self._record.line, f"{times} rounds are too many", hint="import a part of it"
            )
        return times

    def ms(self, *roles: Role) -> int:
        """Return the first length that one of the roles has, or 0."""
        for role in roles:
            entry = self._record.entries.get(role)
            if entry and (found := self._length(entry)) is not None:
                self._read.add(role)
                if found.length_ms:
                    return found.length_ms
        return 0

    def around(self, steps: list[ImportedStep]) -> list[ImportedStep]:
        """Return steps with what comes before and after them all: warm-up and cool-down, rests, a time to get ready."""
        if not steps:
            return steps
        before_ms, after_ms = self.ms(Role.REST_BEFORE, Role.START), self.ms(Role.REST_AFTER)
        return [
            *([ImportedRest(length_ms=before_ms)] if before_ms else ()),
            *self._end(Role.WARM_UP, "Warm-up"),
            *steps,
            *([ImportedRest(length_ms=after_ms)] if after_ms else ()),
            *self._end(Role.COOL_DOWN, "Cool-down"),
        ]

    def _end(self, role: Role, usual: str) -> list[ImportedStep]:
        """Return a warm-up or cool-down: `300`, or `5 min brisk walk`."""
        if length_ms := self.ms(role):
            return [ImportedTimed(name=usual, length_ms=length_ms)]
        entry = self._record.entries.get(role)
        name, length_ms = named_length_of(entry.text) if entry else ("", 0)
        if entry is None or not length_ms:
            return []
        self._read.add(role)
        name = self._writer.words(name, entry.line, "a name") or usual
        return [ImportedTimed(name=name, length_ms=length_ms)]

    def breath(self) -> list[ImportedStep]:
        """Return the parts of a breath, in the order in which they stand: `"inhale": 4, "hold": 7, "exhale": 8`."""
        names = {Role.INHALE: "Inhale", Role.EXHALE: "Exhale", Role.WORK: "Hold"}
        if not self.has(Role.INHALE) or not self.has(Role.EXHALE):
            return []
        parts = [(names[role], self.ms(role)) for role in self._record.entries if role in names]
        return [ImportedTimed(name=name, length_ms=length_ms) for name, length_ms in parts if length_ms]

    def length_ms(self) -> int:
        """Return how long the step is: as it is named, from its begin to its end, or as the condition that ends it."""
        if found := self.ms(Role.WORK, Role.LENGTH):
            return found
        reps = length_of(self.text(Role.REPS))
        if reps and not reps.is_bare and reps.length_ms:  # `"reps": "30 sec"`
            return self.ms(Role.REPS)
        begin, end = (number_of(self._record.text(role)) for role in (Role.BEGIN, Role.END))
        if begin is not None and end is not None and end > begin:
            self._read |= {Role.BEGIN, Role.END}
            return int((end - begin) * MS_PER_S)
        return self.ms(Role.CONDITION_VALUE) if self._condition() & _TIMED else 0

    def ended_by(self) -> tuple[str, int]:
        """Return what else ends the step: (`reps`, how many), (`distance`, metres), (`lap`, 0) or nothing."""
        number = number_of(self._record.text(Role.CONDITION_VALUE)) or Decimal(0)
        words = self._condition()
        for what, said in (("reps", _COUNTED), ("distance", _FAR)):
            if number and words & said:
                self._read |= {Role.CONDITION, Role.CONDITION_VALUE}
                return what, int(number)
        return ("lap" if words & _PRESSED else ""), 0

    def distance(self) -> tuple[str, int]:
        """Return a distance in words and in metres, or nothing and 0."""
        entry = self._record.entries.get(Role.DISTANCE)
        number = number_of(entry.text) if entry else None
        if entry is None or not number:
            return "", 0
        self._read.add(Role.DISTANCE)
        unit = (
            next((word for word in ("km", "miles", "yards") if word in entry.words), "")
            or self._unit()
            or "m"
        )
        return f"{number.normalize():f} {unit}", int(number * _METRES.get(unit, 1))

    def _condition(self) -> frozenset[str]:
        self._read.add(Role.CONDITION)
        return words_of(self._record.text(Role.CONDITION))

    def _unit(self) -> str:
        return self.words(Role.UNIT, "a unit").casefold()

    def _length(self, entry: Entry) -> Length | None:
        is_timed = role_of(entry.words) is Role.CONDITION_VALUE  # always in seconds
        unit_ms = (
            entry.unit_ms or is_timed * MS_PER_S or UNITS_MS.get(self._record.text(Role.UNIT).casefold(), 0)
        )
        found = length_of(entry.text, unit_ms)
        if found:
            tell_doubts(self._writer, found, entry.line)
        return found


def tell_doubts(writer: Writer, length: Length, line: int) -> None:
    if length.is_range:
        writer.note(line, "of a range of times, the longer is taken", Certainty.DOUBTED)
    if length.is_bare and length.length_ms:
        writer.note(line, "a time without a unit is read as seconds", Certainty.DOUBTED)
