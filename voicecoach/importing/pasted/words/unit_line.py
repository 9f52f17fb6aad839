"""A line of which each number's unit of time is known: not the `m` of a length, nor the double prime of a box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.words.facts import Break, PlainNumber, Time
from voicecoach.importing.pasted.words.token_line import UNIT_WORDS, TokenLine
from voicecoach.importing.pasted.words.tokens import Sort
from voicecoach.importing.pasted.words.vocabulary import BOXES, CARRYING, LENGTHS_M, MOVING, Meaning
from voicecoach.units import MS_PER_H, MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from voicecoach.importing.pasted.words.facts import Fact

UNITS_MS: Final = {"h": MS_PER_H, "m": MS_PER_MIN, "s": MS_PER_S, "ms": 1}
_LONGEST_MINUTES: Final = 100  # `200m` is a length
_LEAST_TURNS: Final = 3  # two are a range, or on and off
_MOST_TURNS: Final = 30
_MOST_LONGER: Final = 4  # times as long; more is no range
_MOST_MINUTES: Final = 120  # of all sets
_LEAST_WAY: Final = 20  # metres, or minutes behind which nobody rests for some seconds
_SHORT_REST_S: Final = 60
_POOL: Final = 25_000  # thousandths of a metre: the lengths of pools and tracks are multiples


class UnitLine(TokenLine):
    def times_in_turn(self, at: int) -> tuple[list[Fact], int]:
        """Return the times of `10-20-30 s`, `10s-20s-30s` or `30/45/60 sec` with commas between, and the token after them; none where it is no such list."""
        numbers: list[tuple[PlainNumber, str]] = []
        sign = ""
        while self.sort(at) is Sort.NUMBER and len(numbers) < _MOST_TURNS:
            value, after = self.simple(at)
            if not value:
                return [], at
            place = {"start": self.tokens[at].start, "end": self.tokens[after - 1].end}
            number = PlainNumber(**place, low=value, high=value)
            unit = self.unit(number, after) if self.word(after) != "m" else ""
            numbers.append((number, unit))
            at = after + bool(unit)
            sign = sign or self.word(at)
            if sign not in {"-", "/"} or self.word(at) != sign or self.sort(at + 1) is not Sort.NUMBER:
                break
            at += 1
        units = {unit for _, unit in numbers if unit}
        values = [number.low for number, _ in numbers]
        up = sorted(values)
        if len(numbers) < _LEAST_TURNS or len(units) != 1 or not numbers[-1][1]:
            return [], at
        if sign == "/" and values not in (up, up[::-1]):
            return [], at  # `7s/3s/120s`: on, off and rest
        unit_ms = UNITS_MS[units.pop()]
        found: list[Fact] = []
        for number, _ in numbers:
            length_ms = number.low * unit_ms // 1000
            found += [
                Break(start=number.start, end=number.start, sign=",", spaced=False),
                Time(start=number.start, end=number.end, low_ms=length_ms, high_ms=length_ms),
            ]
        return found[1:], at

    def unit(self, number: PlainNumber, at: int) -> str:
        """Return the unit of time that stands here: not the `m` of a length, nor the double prime of a box."""
        word = self.word(at)
        unit = UNIT_WORDS.get(word, "")
        if not unit or unit not in UNITS_MS:
            return ""
        if word == "m":
            return "" if self._is_length(number, at) else "m"
        if word in {'"', "''"} and (self.word(at + 1) in BOXES or self.is_height(at)):
            return ""
        if word in {"'", '"', "''"} and not self.tokens[at].glued:
            return ""
        return unit

    def is_length_behind(self, at: int) -> bool:
        """Tell whether it is a rest, or how long it is done, that stands behind an `@`: `@rest: 90s`, `3 sets @ 30 s`; of a way it is how fast."""
        rest = self.phrase(at + (self.sort(at) is Sort.CLOCK))
        if rest is not None and rest[0].meaning is Meaning.REST:
            return True
        found = self.number(at)
        return bool(found and self.unit(*found)) and not any(word in LENGTHS_M for word in self.words[:at])

    def longer_clock(self, at: int, seconds: int) -> int:
        """Return the seconds of the longer of two lengths: `3 x 1:00-2:00`; 0 where there is one, or they are when it begins and ends."""
        if (
            at == 0
            or self.word(at + 1) != "-"
            or self.sort(at + 2) is not Sort.CLOCK
            or not self.tokens[at + 2].glued
        ):
            return 0
        minutes, _, rest = self.tokens[at + 2].text.rpartition(":")
        longer = int(minutes or "0") * 60 + int(rest) if ":" not in minutes else 0
        return longer if seconds < longer <= _MOST_LONGER * seconds else 0

    def is_height(self, at: int) -> bool:
        """Tell whether a prime is inches, behind the word or in brackets, behind a comma or another height: `box jumps (24")`, `box jumps 24/20"`."""
        before = self.words[max(0, at - 6) : at]
        is_behind = self.word(at - 2) in {"(", ",", "/"} or self.word(at - 2) in BOXES
        return is_behind and bool({"box", "boxes", "step", "steps"} & set(before))

    def _is_length(self, number: PlainNumber, at: int) -> bool:
        """Tell whether an `m` behind a number is metres: `400m`, or a short one beside a way to move."""
        if self.sort(at + 1) is Sort.NUMBER and self.tokens[at + 1].glued:
            return False  # `1m30`
        if number.low >= _LONGEST_MINUTES * 1000:
            return True
        if self._is_of_rest(at):
            return False
        nearby = {self.word(at + 1), self.word(at + 2)}
        if self.moves and bool(nearby & MOVING):
            return True
        words = {word for said in self.words[: at - 1] for word in said.split()}
        if words & CARRYING:
            return True  # `Farmer's walk 40m`
        is_crossed = self._is_crossed(at - 2)
        moved = self.swims or (is_crossed and bool(words & MOVING))
        return (moved and not number.low % _POOL) or (is_crossed and self._is_too_long(number, at))

    def _is_too_long(self, number: PlainNumber, at: int) -> bool:
        """Tell whether nobody does so many minutes: `8 x 25m`, `3 x 20m (15s between)`."""
        count = self.tokens[at - 3].text if at > 2 else ""  # noqa: PLR2004 - before the sign and the number
        if count.isdecimal() and int(count) * number.low > _MOST_MINUTES * 1000:
            return True
        seconds = (
            int(self.tokens[index].text)
            for index in range(at + 1, len(self.tokens) - 1)
            if UNIT_WORDS.get(self.word(index + 1)) == "s"
            and self.tokens[index].text.isdecimal()
            and self._is_of_rest(index + 1)
        )
        return number.low >= _LEAST_WAY * 1000 and any(one < _SHORT_REST_S for one in seconds)

    def _is_of_rest(self, at: int) -> bool:
        """Tell whether the number before this place is how long a rest is: `lunges 3x10, rest 1m`."""
        beside = (self.phrase(at + 1), self.phrase(at - 2) if at > 1 else None)
        rests = {Meaning.REST, Meaning.OFF, Meaning.BETWEEN}
        return any(said is not None and said[0].meaning in rests for said in beside)

    def _is_crossed(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].sort is Sort.TIMES
