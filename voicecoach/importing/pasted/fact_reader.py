"""From the tokens of a line to its facts: how many, how long, how far, how heavy, and the words that mean something."""

from __future__ import annotations

import re
from typing import Final

from voicecoach.importing.pasted.facts import (
    Break,
    Cross,
    Distance,
    Fact,
    Keyword,
    Measure,
    NumberPair,
    PlainNumber,
    PlainWord,
    Rungs,
    Tempo,
    Time,
)
from voicecoach.importing.pasted.pairs import with_pairs
from voicecoach.importing.pasted.tokens import Sort, read_tokens, same_signs, thousandths
from voicecoach.importing.pasted.vocabulary import (
    BOXES,
    BREATHING,
    CARRYING,
    LENGTHS_M,
    LONGEST_PHRASE,
    MEASURES,
    MOVING,
    OTHER_UNITS,
    SWIMMING,
    Meaning,
    phrases,
    plain,
)
from voicecoach.language.values import MAX_DURATION_MS
from voicecoach.language.words import UNIT_WORDS as SPOKEN_UNITS
from voicecoach.language.words import number_of
from voicecoach.units import MS_PER_H, MS_PER_MIN, MS_PER_S

_UNITS_MS: Final = {"h": MS_PER_H, "m": MS_PER_MIN, "s": MS_PER_S, "ms": 1}
UNIT_WORDS: Final = OTHER_UNITS | SPOKEN_UNITS
_LONGEST_MINUTES: Final = 100  # `200m` is a length
_BREAKS: Final = frozenset(",;:+/|*>-()[]{}=~!?.")
_TEMPO: Final = re.compile(r"[ :=]*([0-9xX]{3,4}(?![0-9a-wyz])|[0-9xX](?:[-/ ][0-9xX]){2,3}(?![0-9]))")
_LEAST_SHARE: Final = 20_000  # of `5x5 à 80 %`, the 5 is no percentage
_POOL: Final = 25_000  # thousandths of a metre: the lengths of pools and tracks are multiples
_MOST_RUNGS: Final = 60
_LEAST_RUNGS: Final = 3


def read_facts(line: str) -> tuple[Fact, ...]:
    """Return what a line says, in its order. The line has one sign for each meaning (`same_signs`)."""
    return tuple(with_pairs(_FactReader(line).facts()))


class _FactReader:
    def __init__(self, line: str) -> None:
        assert line == same_signs(line), "the signs of a line are made the same before it is read"
        self._line = line
        self._tokens = read_tokens(line)
        self._words = [token.text if token.sort is Sort.SIGN else plain(token.text) for token in self._tokens]
        said = {word for words in self._words for word in words.split()}
        self._swims = bool(said & SWIMMING)
        self._moves = any(word in MOVING for words in self._words for word in words.split())

    def facts(self) -> list[Fact]:
        found: list[Fact] = []
        at = 0
        while at < len(self._tokens):
            fact, at = self._next(at)
            found.append(fact)
        return found

    def _next(self, at: int) -> tuple[Fact, int]:  # noqa: C901, PLR0911 - one for each kind of fact
        token = self._tokens[at]
        keyword = self._phrase(at)
        if keyword is not None and keyword[0].meaning is Meaning.TEMPO:
            found = _TEMPO.match(self._line, keyword[0].end)
            if found:
                return Tempo(start=token.start, end=found.end(), counts=found[1]), self._after(found.end())
        if keyword is not None and keyword[0].meaning is Meaning.EFFORT:
            number = self._number(keyword[1] + (self._word(keyword[1]) == ":"))
            if number is not None:
                return Measure(start=token.start, end=number[0].end), number[1]
        if token.text == "@":
            return self._at_sign(at)
        if self._word(at + 1) == "tempo" and re.fullmatch(r"[0-9]{3,4}", token.text):
            end = self._tokens[at + 1].end
            return Tempo(start=token.start, end=end, counts=token.text), at + 2
        amount = self._amount(at)
        if amount is not None:
            return amount
        place = {"start": token.start, "end": token.end}
        if self._word(at) == "in" and self._ends_part(at + 1) and not self._ends_part(at):
            return PlainWord(**place, text=token.text), at + 1  # `4 s in, 4 s out`
        if keyword is not None:
            return keyword
        if token.sort is Sort.TIMES:
            return Cross(**place), at + 1
        if token.sort is Sort.SIGN and token.text in _BREAKS:
            follows = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
            spaced = not token.glued and (follows is None or not follows.glued)
            return Break(**place, sign=token.text, spaced=spaced), at + 1
        return PlainWord(**place, text=token.text), at + 1

    def _ends_part(self, at: int) -> bool:
        return at >= len(self._tokens) or self._word(at) in {",", ";", "-", "/"}

    # --- phrases --------------------------------------------------------------------------------

    def _word(self, at: int) -> str:
        return self._words[at] if at < len(self._words) else ""

    def _phrase(self, at: int) -> tuple[Keyword, int] | None:
        """Return the longest phrase that begins here, and the token after it."""
        words: list[str] = []
        longest: tuple[Keyword, int] | None = None
        for index in range(at, min(at + LONGEST_PHRASE, len(self._tokens))):
            words += self._words[index].split()
            if len(words) > LONGEST_PHRASE:
                break
            meaning = phrases().get(tuple(words))
            if meaning is not None:
                place = {"start": self._tokens[at].start, "end": self._tokens[index].end}
                longest = Keyword(**place, meaning=meaning), index + 1
        return longest

    def _after(self, place: int) -> int:
        return next(
            (index for index, token in enumerate(self._tokens) if token.start >= place), len(self._tokens)
        )

    # --- amounts --------------------------------------------------------------------------------

    def _amount(self, at: int) -> tuple[Fact, int] | None:  # noqa: PLR0911 - one for each kind of amount
        """Return a number with what it counts, and the token after it."""
        token = self._tokens[at]
        if token.sort is Sort.CLOCK:
            return self._clock(at)
        rungs = self._rungs(at)
        if rungs is not None:
            return rungs
        found = self._number(at)
        if found is None:
            return None
        number, after = found
        score = self._score(number, after)
        if score is not None:
            return score
        for read in (self._time, self._distance, self._measure):
            fact = read(number, after)
            if fact is not None:
                return fact
        if token.sort is Sort.WORD and not self._counts(after):
            return None  # `one` and `a` are words, but before what is counted
        return number, after

    def _counts(self, at: int) -> bool:
        found = self._phrase(at)
        return found is not None and found[0].meaning in {Meaning.ROUNDS, Meaning.SETS, Meaning.REPS}

    def _number(self, at: int) -> tuple[PlainNumber, int] | None:
        """Return a number or a range such as `8-12` or `8 to 12`."""
        if at >= len(self._tokens):
            return None
        low, after = self._simple(at)
        if low is None:
            return None
        high, end = low, after
        if (
            self._word(after) in {"-", "~", "to", "bis", "à", "hasta", "a"}
            and self._sort(after + 1) is Sort.NUMBER
        ):
            second, past = self._simple(after + 1)
            is_share = self._word(after) in {"à", "a"} and self._word(past) == "%" and low < _LEAST_SHARE
            if second is not None and second > low and not is_share:
                high, end = second, past
        place = {"start": self._tokens[at].start, "end": self._tokens[end - 1].end}
        return PlainNumber(**place, low=low, high=high), end

    def _sort(self, at: int) -> Sort | None:
        return self._tokens[at].sort if at < len(self._tokens) else None

    def _simple(self, at: int) -> tuple[int | None, int]:
        """Return one number in thousandths: `2`, `2.5`, `2 1/2`, `1/2`, `two`."""
        token = self._tokens[at]
        if token.sort is Sort.WORD:
            digits = number_of(token.text)
            return (thousandths(digits) if digits else None), at + 1
        if token.sort is not Sort.NUMBER:
            return None, at
        value = thousandths(token.text)
        if value is None:
            return None, at
        half = self._fraction(at + 1)
        if half and not value % 1000:
            return value + half, at + (2 if self._tokens[at + 1].text in "½¼¾⅓⅔" else 4)
        own = self._fraction(at)
        if own:
            return own, at + (1 if token.text in "½¼¾⅓⅔" else 3)
        return value, at + 1

    def _fraction(self, at: int) -> int:
        """Return a fraction that stands here, in thousandths, or 0. `1/2` only beside a unit of time, since `10/8` is a score."""
        token = self._tokens[at] if at < len(self._tokens) else None
        if token is None or token.sort is not Sort.NUMBER:
            return 0
        if token.text in "½¼¾⅓⅔":
            return thousandths(token.text) or 0
        written = (token.text, self._word(at + 1), self._word(at + 2))
        halves = {("1", "/", "2"): 500, ("1", "/", "4"): 250, ("3", "/", "4"): 750}
        return halves.get(written, 0) if self._word(at + 3) in UNIT_WORDS else 0

    def _clock(self, at: int) -> tuple[Fact, int]:
        token = self._tokens[at]
        parts = [int(part or "0") for part in token.text.split(":")]
        seconds = 0
        for part in parts:
            seconds = seconds * 60 + part
        place = {"start": token.start, "end": token.end}
        after = at + 1
        unit = UNIT_WORDS.get(self._word(after), "")
        if unit in {"m", "s", "h"} and self._sort(after) is Sort.WORD:
            place["end"], after = self._tokens[after].end, after + 1  # `2:30 min`
        length_ms = seconds * MS_PER_S
        return Time(**place, low_ms=length_ms, high_ms=length_ms, is_clock=True), after

    def _rungs(self, at: int) -> tuple[Fact, int] | None:
        """Return `21-15-9`; the words after a pair of numbers are a range."""
        numbers: list[int] = []
        index = at
        while self._sort(index) is Sort.NUMBER and self._tokens[index].text.isdigit():
            value = thousandths(self._tokens[index].text)
            if value is None or len(numbers) >= _MOST_RUNGS:
                return None
            numbers.append(value // 1000)
            joined = self._word(index + 1) == "-" and self._sort(index + 2) is Sort.NUMBER
            if not joined:
                break
            index += 2
        if len(numbers) < _LEAST_RUNGS or not all(numbers):
            return None
        place = {"start": self._tokens[at].start, "end": self._tokens[index].end}
        if self._word(index + 1) in BREATHING or self._word(at - 1) in BREATHING:
            return PlainWord(**place, text=self._line[place["start"] : place["end"]]), index + 1
        return Rungs(**place, numbers=tuple(numbers)), index + 1

    def _score(self, number: PlainNumber, after: int) -> tuple[Fact, int] | None:
        """Return `20/15` or `7:3`, with a load's unit behind it as a load."""
        sign = self._tokens[after] if after < len(self._tokens) else None
        if sign is None or sign.text not in {"/", ":"} or number.low != number.high:
            return None
        if not sign.glued or self._sort(after + 1) is not Sort.NUMBER or not self._tokens[after + 1].glued:
            return None
        second = thousandths(self._tokens[after + 1].text)
        end = after + 2
        if second is None:
            return None
        if sign.text == "/" and self._word(end) in MEASURES:
            return Measure(start=number.start, end=self._tokens[end].end), end + 1
        if UNIT_WORDS.get(self._word(end), "") or self._word(end) == "/":
            return None  # `7/3s`: the time reader's
        return NumberPair(
            start=number.start, end=self._tokens[end - 1].end, first=number.low, second=second
        ), end

    def _time(self, number: PlainNumber, after: int) -> tuple[Fact, int] | None:
        """Return `30s`, `1 min 30`, `1'30`, `2-3 min`."""
        unit = self._unit(number, after)
        if not unit:
            return None
        low_ms, high_ms = (value * _UNITS_MS[unit] // 1000 for value in (number.low, number.high))
        end = after + 1
        end += self._word(end) == "." and self._tokens[end].glued and end + 1 < len(self._tokens)
        smaller = {"h": "m", "m": "s"}.get(unit, "")
        index = end + (self._word(end) in {"and", "und", "et", "y"})
        if smaller and number.low == number.high and self._sort(index) is Sort.NUMBER:
            more = thousandths(self._tokens[index].text)
            next_unit = UNIT_WORDS.get(self._word(index + 1), "")
            glued = index == end and self._tokens[index].glued and len(self._tokens[index].text) == 2  # noqa: PLR2004 - `1m30`
            if (
                more is not None
                and (next_unit == smaller or glued)
                and self._word(index + 1) not in MEASURES - {'"'}
            ):
                low_ms += more * _UNITS_MS[smaller] // 1000
                high_ms = low_ms
                end = index + 1 + (next_unit == smaller)
        if high_ms > MAX_DURATION_MS:
            return None
        return Time(start=number.start, end=self._tokens[end - 1].end, low_ms=low_ms, high_ms=high_ms), end

    def _unit(self, number: PlainNumber, at: int) -> str:
        """Return the unit of time that stands here: not the `m` of a length, nor the double prime of a box."""
        word = self._word(at)
        unit = UNIT_WORDS.get(word, "")
        if not unit or unit not in _UNITS_MS:
            return ""
        if word == "m":
            return "" if self._is_length(number, at) else "m"
        if word in {'"', "''"} and (self._word(at + 1) in BOXES or self._is_height(at)):
            return ""
        if word in {"'", '"', "''"} and not self._tokens[at].glued:
            return ""
        return unit

    def _is_height(self, at: int) -> bool:
        """Tell whether a prime is inches, in brackets behind a box: `box jumps (24")`."""
        return self._word(at - 2) == "(" and bool(
            {"box", "boxes", "step", "steps"} & set(self._words[max(0, at - 6) : at])
        )

    def _is_length(self, number: PlainNumber, at: int) -> bool:
        """Tell whether an `m` behind a number is metres: `400m`, or a short one beside a way to move."""
        if self._sort(at + 1) is Sort.NUMBER and self._tokens[at + 1].glued:
            return False  # `1m30`
        if number.low >= _LONGEST_MINUTES * 1000:
            return True
        nearby = {self._word(at + 1), self._word(at + 2)}
        if self._moves and bool(nearby & MOVING):
            return True
        words = {word for said in self._words[: at - 1] for word in said.split()}
        if words & CARRYING:
            return True  # `Farmer's walk 40m`
        moved = self._swims or (self._is_crossed(at - 2) and bool(words & MOVING))
        return moved and not number.low % _POOL

    def _is_crossed(self, at: int) -> bool:
        return 0 <= at < len(self._tokens) and self._tokens[at].sort is Sort.TIMES

    def _distance(self, number: PlainNumber, after: int) -> tuple[Fact, int] | None:
        unit = self._word(after)
        if unit not in LENGTHS_M or (unit == "k" and not self._tokens[after].glued):
            return None
        metres = number.high * (LENGTHS_M[unit] or 1) // (1000 if LENGTHS_M[unit] else 3000)
        return Distance(start=number.start, end=self._tokens[after].end, metres=metres), after + 1

    def _measure(self, number: PlainNumber, after: int) -> tuple[Fact, int] | None:
        unit = self._word(after)
        if unit in {'"', "''"} and (self._word(after + 1) in BOXES or self._is_height(after)):
            return Measure(start=number.start, end=self._tokens[after].end), after + 1
        if unit not in MEASURES or (unit in {"in", "#"} and not self._tokens[after].glued):
            return None
        if unit == "w" and self._word(after + 1) == "/":
            return None  # `x 6 w/ 2 min rest`
        end = after + 1
        if unit == "%":
            end += self._word(end) in {"hr", "lthr", "ftp", "pace", "rm", "hrmax"}
        return Measure(start=number.start, end=self._tokens[end - 1].end), end

    def _at_sign(self, at: int) -> tuple[Fact, int]:
        """Return what stands behind an `@`: `@ 80%`, `@20mm`, `@Jug`, `@ RPE 8`; a sign alone where there is nothing."""
        token = self._tokens[at]
        if at + 1 >= len(self._tokens):
            return Break(start=token.start, end=token.end, sign="@", spaced=True), at + 1
        tempo = _TEMPO.match(self._line, token.end)
        if tempo and self._word(self._after(tempo.end())) not in MEASURES:
            return Tempo(start=token.start, end=tempo.end(), counts=tempo[1]), self._after(tempo.end())
        if self._sort(at + 1) is Sort.CLOCK and self._word(at - 1) in LENGTHS_M and self._word(at + 2) != "/":
            return self._clock(at + 1)  # `400m @ 1:45`
        found = self._number(at + 1)
        if found is None:
            word = self._next(at + 1)
            if isinstance(word[0], Measure | Tempo | Distance):
                return word
            return Measure(start=token.start, end=self._tokens[at + 1].end), at + 2
        _, after = found
        if self._word(after) == "/" and self._sort(after + 1) is Sort.NUMBER:
            after += 2
        if self._word(after) in MEASURES | set(LENGTHS_M):
            after += 1
            after += self._word(after) in {"1rm", "rm", "hr", "lthr", "ftp"}
        return Measure(start=token.start, end=self._tokens[max(after, at + 2) - 1].end), max(after, at + 2)
