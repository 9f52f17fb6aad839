"""Several numbers that belong together in a line: `21-15-9`, `20/15`, `7:3`, `70/50 lb`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.words.facts import Measure, NumberPair, PlainWord, Rungs
from voicecoach.importing.pasted.words.measure_line import MeasureLine
from voicecoach.importing.pasted.words.token_line import UNIT_WORDS
from voicecoach.importing.pasted.words.tokens import Sort, thousandths
from voicecoach.importing.pasted.words.vocabulary import BREATHING, CAMPUS, MEASURES

if TYPE_CHECKING:
    from voicecoach.importing.pasted.words.facts import Fact, PlainNumber

_LEAST_LOADS: Final = 65_000  # thousandths
_MOST_RUNGS: Final = 60
_LEAST_RUNGS: Final = 3


class NumberLine(MeasureLine):
    def rungs(self, at: int) -> tuple[Fact, int] | None:
        """Return `21-15-9`; the words after a pair of numbers are a range."""
        numbers: list[int] = []
        index = at
        while self.sort(index) is Sort.NUMBER and self.tokens[index].text.isdigit():
            value = thousandths(self.tokens[index].text)
            if value is None or len(numbers) >= _MOST_RUNGS:
                return None
            numbers.append(value // 1000)
            joined = self.word(index + 1) == "-" and self.sort(index + 2) is Sort.NUMBER
            if not joined:
                break
            index += 2
        if len(numbers) < _LEAST_RUNGS or not all(numbers):
            return None
        place = {"start": self.tokens[at].start, "end": self.tokens[index].end}
        if self.word(index + 1) in BREATHING or self._names_rungs(at):
            return PlainWord(**place, text=self.line[place["start"] : place["end"]]), index + 1
        return Rungs(**place, numbers=tuple(numbers)), index + 1

    def _names_rungs(self, at: int) -> bool:
        """Tell whether what stands before numbers takes them for a name: a breath, or the rungs of a campus board."""
        return self.word(at - 1) in BREATHING or bool(CAMPUS & {self.word(at - 1), self.word(at - 2)})

    def score(  # noqa: PLR0911 - one for each thing that two numbers can be
        self, number: PlainNumber, after: int
    ) -> tuple[Fact, int] | None:
        """Return `20/15` or `7:3`, with a load's unit behind it as a load."""
        sign = self.tokens[after] if after < len(self.tokens) else None
        if sign is None or sign.text not in {"/", ":"} or number.low != number.high:
            return None
        if not sign.glued or self.sort(after + 1) is not Sort.NUMBER or not self.tokens[after + 1].glued:
            return None
        second = thousandths(self.tokens[after + 1].text)
        end = after + 2
        if second is None:
            return None
        if self.word(end) == sign.text == "/" and self.sort(end + 1) is Sort.NUMBER:
            end += 2  # `5/3/1` is a name
            return PlainWord(start=number.start, end=self.tokens[end - 1].end, text="/"), end
        if sign.text == "/" and self.word(end) in MEASURES:
            return Measure(start=number.start, end=self.tokens[end].end), end + 1
        in_three = self.word(end) == "/" and self.tokens[end].glued
        if UNIT_WORDS.get(self.word(end), "") or in_three:
            return None  # `7/3s`: the time reader's
        if sign.text == "/" and end >= len(self.tokens) and _are_loads(number.low, second):
            return Measure(start=number.start, end=self.tokens[end - 1].end), end
        return NumberPair(
            start=number.start, end=self.tokens[end - 1].end, first=number.low, second=second
        ), end


def _are_loads(men: int, women: int) -> bool:
    """Tell whether two numbers at the end of a line are the loads of men and women, in thousandths: `DL: 225/145`, not `90/60`."""
    is_time = not men % 30_000 and not women % 15_000
    return men >= _LEAST_LOADS and men > women >= men // 2 and not is_time
