"""From the tokens of a line to its facts: how many, how long, how far, how heavy, and the words that mean something."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from voicecoach.importing.pasted.words.facts import (
    Break,
    Cross,
    Distance,
    Fact,
    Measure,
    PlainNumber,
    PlainWord,
    Tempo,
    Time,
)
from voicecoach.importing.pasted.words.number_line import NumberLine
from voicecoach.importing.pasted.words.pairs import with_pairs
from voicecoach.importing.pasted.words.phases import with_phases
from voicecoach.importing.pasted.words.token_line import UNIT_WORDS
from voicecoach.importing.pasted.words.tokens import PastedToken, Sort, thousandths
from voicecoach.importing.pasted.words.unit_line import UNITS_MS
from voicecoach.importing.pasted.words.vocabulary import (
    LENGTHS_M,
    MEASURES,
    OWN_WEIGHT,
    TIMES,
    Meaning,
)
from voicecoach.language.durations import MAX_DURATION_MS
from voicecoach.units import MS_PER_S

_BREAKS: Final = frozenset(",;:+/|*>-()[]{}=~!?.")
_TEMPO: Final = re.compile(r"[ :=]*([0-9xX]{3,4}(?![0-9a-wyz])|[0-9xX](?:[-/ ][0-9xX]){2,3}(?![0-9]))")
_BARE_TEMPO: Final = re.compile(r"[1-6][0-4][0-4X][0-4]", re.IGNORECASE)
_BARE_LOAD: Final = re.compile(
    r"1[0-9]{2}|[2-9](?:[0-9][4-9]|[02-9]0|[4-9][0-9])"
)  # `@ 225`, not `@ 311`, `@ 310`


@lru_cache(maxsize=2_000)  # a paste is read more than once
def read_facts(line: str) -> tuple[Fact, ...]:
    """Return what a line says, in its order. The line has one sign for each meaning (`same_signs`)."""
    return tuple(with_pairs(with_phases(_FactReader(line).facts(), line)))


class _FactReader(NumberLine):
    def facts(self) -> list[Fact]:
        found: list[Fact] = []
        at = 0
        while at < len(self.tokens):
            times, after = self.times_in_turn(at)
            if times:
                found += times
                at = after
                continue
            fact, at = self._next(at)
            found.append(fact)
        return found

    def _next(self, at: int) -> tuple[Fact, int]:  # noqa: C901, PLR0911 - one for each kind of fact
        token = self.tokens[at]
        keyword = self.phrase(at)
        if keyword is not None and keyword[0].meaning is Meaning.TEMPO:
            found = _TEMPO.match(self.line, keyword[0].end)
            if found:
                return Tempo(start=token.start, end=found.end(), counts=found[1]), self.after(found.end())
        measure = (
            self.effort(at, keyword)
            or self.labelled_load(at)
            or self.of_people(at)
            or self.load_in_each_hand(at)
        )
        if measure is not None:
            return measure
        if token.text == "@":
            return self._at_sign(at)
        if self.word(at + 1) == "tempo" and re.fullmatch(r"[0-9]{3,4}", token.text):
            end = self.tokens[at + 1].end
            return Tempo(start=token.start, end=end, counts=token.text), at + 2
        if self._is_bare_tempo(at):
            return Tempo(start=token.start, end=token.end, counts=token.text), at + 1
        amount = self._signed_or_named(at) or self._amount(at)
        if amount is not None:
            return amount
        place = {"start": token.start, "end": token.end}
        if self.word(at) == "in" and self.ends_part(at + 1) and not self.ends_part(at):
            return PlainWord(**place, text=token.text), at + 1  # `4 s in, 4 s out`
        if keyword is not None:
            return keyword
        if token.sort is Sort.TIMES:
            return Cross(**place), at + 1
        if token.sort is Sort.SIGN and token.text in _BREAKS:
            follows = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
            spaced = not token.glued and (follows is None or not follows.glued)
            return Break(**place, sign=token.text, spaced=spaced), at + 1
        return PlainWord(**place, text=token.text), at + 1

    def _signed_or_named(self, at: int) -> tuple[Fact, int] | None:
        """Return a load with its sign, or a number that is a part of a name: `-10 kg`, `BW+10 kg`, `1 arm`."""
        load = self.signed_load(at) or self.own_weight_load(at)
        after = load or self.limb(at)
        if not after:
            return None
        place = {"start": self.tokens[at].start, "end": self.tokens[after - 1].end}
        word = self.line[place["start"] : place["end"]]
        return (Measure(**place) if load else PlainWord(**place, text=word)), after

    def _is_bare_tempo(self, at: int) -> bool:
        """Tell whether four digits behind sets and reps are a tempo: `4 x 8-10, 2010`, `3x15 3010`."""
        token = self.tokens[at]
        is_last = at > 1 and self.ends_part(at + 1)
        if not is_last or not _BARE_TEMPO.fullmatch(token.text):
            return False
        behind_reps = self.sort(at - 1) is Sort.NUMBER and self.sort(at - 2) is Sort.TIMES
        is_apart = self.word(at - 1) == "," or behind_reps
        return is_apart and any(before.sort is Sort.TIMES for before in self.tokens[:at])

    # --- amounts --------------------------------------------------------------------------------

    def _amount(self, at: int) -> tuple[Fact, int] | None:  # noqa: PLR0911 - one for each kind of amount
        """Return a number with what it counts, and the token after it."""
        token = self.tokens[at]
        if token.sort is Sort.CLOCK:
            return self._clock(at)
        rungs = self.rungs(at)
        if rungs is not None:
            return rungs
        found = self.number(at)
        if found is None:
            return None
        number, after = found
        score = self.score(number, after)
        if score is not None:
            return score
        for read in (self.in_reserve, self.with_dash, self._time, self._distance, self.measure):
            fact = read(number, after)
            if fact is not None:
                return fact
        if token.sort is Sort.WORD and not self._counts(after):
            return None  # `one` and `a` are words, but before what is counted
        return number, after

    def _counts(self, at: int) -> bool:
        found = self.phrase(at)
        counts = found is not None and found[0].meaning in {Meaning.ROUNDS, Meaning.SETS, Meaning.REPS}
        return counts or self.word(at) in TIMES

    def _clock(self, at: int) -> tuple[Fact, int]:
        token = self.tokens[at]
        if self.word(at + 1) == "/" and (
            self.word(at + 2) in LENGTHS_M or self._is_length_with_number(at + 2)
        ):
            end = at + 3 + (self.word(at + 2) not in LENGTHS_M)
            return Measure(start=token.start, end=self.tokens[end - 1].end), end  # `4:30/km`, `1:45/100m`
        parts = [int(part or "0") for part in token.text.split(":")]
        seconds = 0
        for part in parts:
            seconds = seconds * 60 + part
        place = {"start": token.start, "end": token.end}
        after = at + 1
        unit = UNIT_WORDS.get(self.word(after), "")
        if unit in {"m", "s", "h"} and self.sort(after) is Sort.WORD:
            place["end"], after = self.tokens[after].end, after + 1  # `2:30 min`
        low_ms = high_ms = seconds * MS_PER_S
        longer = self.longer_clock(at, seconds)
        if longer:
            high_ms, after = longer * MS_PER_S, at + 3
            place["end"] = self.tokens[at + 2].end
        return Time(**place, low_ms=low_ms, high_ms=high_ms, is_clock=True), after

    def _is_length_with_number(self, at: int) -> bool:
        return self.sort(at) is Sort.NUMBER and self.word(at + 1) in {"m", "y", "yd", "yds"}

    def _time(self, number: PlainNumber, after: int) -> tuple[Fact, int] | None:
        """Return `30s`, `1 min 30`, `1'30`, `2-3 min`."""
        unit = self.unit(number, after)
        if not unit:
            return None
        low_ms, high_ms = (value * UNITS_MS[unit] // 1000 for value in (number.low, number.high))
        end = after + 1
        smaller = {"h": "m", "m": "s"}.get(unit, "")
        is_short = self.word(end) == "." and len(self.word(after)) > 1  # `min.`, not the end of a sentence
        ends_sentence = (
            self.sort(end + 1) is Sort.NUMBER and UNIT_WORDS.get(self.word(end + 2), "") != smaller
        )
        end += is_short and self.tokens[end].glued and end + 1 < len(self.tokens) and not ends_sentence
        index = end + (self.word(end) in {"and", "und", "et", "y"})
        if smaller and number.low == number.high and self.sort(index) is Sort.NUMBER:
            more = thousandths(self.tokens[index].text)
            next_unit = UNIT_WORDS.get(self.word(index + 1), "")
            glued = index == end and self.tokens[index].glued and len(self.tokens[index].text) == 2  # noqa: PLR2004 - `1m30`
            if (
                more is not None
                and (next_unit == smaller or glued)
                and self.word(index + 1) not in MEASURES - {'"'}
            ):
                low_ms += more * UNITS_MS[smaller] // 1000
                high_ms = low_ms
                end = index + 1 + (next_unit == smaller)
        if high_ms > MAX_DURATION_MS:
            return None
        return Time(start=number.start, end=self.tokens[end - 1].end, low_ms=low_ms, high_ms=high_ms), end

    def _distance(self, number: PlainNumber, after: int) -> tuple[Fact, int] | None:
        unit = self.word(after)
        if unit not in LENGTHS_M or (unit == "k" and not self.tokens[after].glued):
            return None
        metres = number.high * (LENGTHS_M[unit] or 1) // (1000 if LENGTHS_M[unit] else 3000)
        return Distance(start=number.start, end=self.tokens[after].end, metres=metres), after + 1

    def _tempo_at(self, sign: PastedToken) -> tuple[Fact, int] | None:
        """Return the tempo of `@ 3010`, `@311`; `@ 225` is a load."""
        tempo = _TEMPO.match(self.line, sign.end)
        if not tempo or _BARE_LOAD.fullmatch(tempo[1]) or self.word(self.after(tempo.end())) in MEASURES:
            return None
        return Tempo(start=sign.start, end=tempo.end(), counts=tempo[1]), self.after(tempo.end())

    def _at_sign(self, at: int) -> tuple[Fact, int]:
        """Return what stands behind an `@`: `@ 80%`, `@20mm`, `@Jug`, `@ RPE 8`; a sign alone where there is nothing."""
        token = self.tokens[at]
        if at + 1 >= len(self.tokens) or self.is_length_behind(at + 1):
            return Break(start=token.start, end=token.end, sign=",", spaced=True), at + 1
        named = self._tempo_at(token) or self.load_in_each_hand(at + 1)
        if named is not None:
            return named
        if self.sort(at + 1) is Sort.CLOCK and self.word(at - 1) in LENGTHS_M and self.word(at + 2) != "/":
            return self._clock(at + 1)  # `400m @ 1:45`
        found = self.number(at + 1)
        if found is None:
            word = self._next(at + 1)
            if isinstance(word[0], Measure | Tempo | Distance):
                return word
            end = at + 2
            if self.sort(end) is Sort.NUMBER and self.tokens[end].glued:
                end += 1  # `@ Z4`
            if (
                self.word(at + 1) in OWN_WEIGHT
                and self.word(end) == "+"
                and self.sort(end + 1) is Sort.NUMBER
            ):
                end += 2 + (self.word(end + 2) in MEASURES)  # `@ BW+10 kg`
            return Measure(start=token.start, end=self.tokens[end - 1].end), end
        _, after = found
        if self.word(after) in {"/", "+"} and self.sort(after + 1) is Sort.NUMBER:
            after += 2  # `@ 70/50`, `@18+16`
        if self.word(after) in MEASURES | set(LENGTHS_M):
            after = self.whole_of_share(after) if self.word(after) == "%" else after + 1
        return Measure(start=token.start, end=self.tokens[max(after, at + 2) - 1].end), max(after, at + 2)
