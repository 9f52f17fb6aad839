"""One segment of a line as a draft of an exercise: its sets, reps, times and rest, wherever they stand in it; the other words are its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.importing.pasted.facts import (
    Break,
    Cross,
    Distance,
    Fact,
    Keyword,
    Measure,
    NumberPair,
    OnOff,
    PlainNumber,
    PlainWord,
    Tempo,
    Time,
    words_between,
)
from voicecoach.importing.pasted.items import Doubt, FirstTaken, Guess, RangeTaken
from voicecoach.importing.pasted.vocabulary import BREATH_MS, BREATHING, BREATHS, HANGING, Meaning, plain
from voicecoach.language.values import MAX_DURATION_MS
from voicecoach.units import MS_PER_S, format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS_THAT_JOIN: Final = frozenset(
    {
        Meaning.FILLER,
        Meaning.AND,
        Meaning.TO,
        Meaning.BETWEEN,
        Meaning.THEN,
        Meaning.FOR_TIME,
        Meaning.REPEAT,
    }
)
_MOST: Final = 1_000_000
_LEAST_DEGREES: Final = 45
_LEAST_BEFORE: Final = 3  # `3x12` in front of what a time ends
_LARGEST_LAST: Final = 500
_MOST_A_SIDE: Final = 12  # `3 x 10/10` is each side, `8 x 30/30` on and off
_EDGES: Final = " -/.,:;'\"@"
_BARE_EACH: Final = frozenset({"each", "ea"})
_OF: Final = frozenset({"of", "von", "de", "à", "a", "x"})


class Draft(Struct, kw_only=True):
    """What one segment says. `crosses` are numbers with a sign of times behind them, `times` those with one before them."""

    name: str = ""
    details: tuple[str, ...] = ()
    sets: int = 0
    reps: int = 0
    least_reps: int = 0
    bare: int = 0  # a number that counts nothing by itself
    time_ms: int = 0
    off_ms: int | None = None
    metres: int = 0
    rest_ms: int | None = None
    is_rest_first: bool = False
    is_between: bool = False
    of_rounds: bool = False
    is_detail: bool = False  # a load, a target or a tempo, and nothing else
    is_only_rest: bool = False  # the word, and no length
    both_sides: bool = False
    is_each: bool = False  # a time each, which may be each side or each set
    tempo: str = ""
    is_hang: bool = False
    is_max: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def has_amount(self) -> bool:
        return bool(self.reps or self.time_ms or self.metres)

    @property
    def is_rest(self) -> bool:
        """Tell whether it is a rest, maybe with how often: `50 s rest x 5`."""
        counted = bool(self.name) and bool(self.reps)
        return (
            self.rest_ms is not None and self.is_rest_first and not (self.time_ms or self.metres or counted)
        )

    @property
    def has_name(self) -> bool:
        return bool(self.name)


def draft_of(line: str, facts: Sequence[Fact]) -> Draft:
    """Return what a segment says."""
    return _DraftReader(line, facts).draft()


class _DraftReader:
    def __init__(self, line: str, facts: Sequence[Fact]) -> None:
        self._line = line
        self._facts = facts
        self._kept = [True] * len(facts)
        self._draft = Draft()
        self._crosses: list[int] = []
        self._times: list[int] = []
        self._rest_at: int | None = None
        self._is_each = False
        self._doubts: list[Doubt] = []
        segment = line[facts[0].start : facts[-1].end] if facts else ""
        words = frozenset(re.findall(r"[^\W\d_]+", segment.casefold()))
        self._hangs = bool(words & HANGING) or "mm" in words
        self._breathes = bool(words & BREATHING)

    def draft(self) -> Draft:
        draft = self._draft
        draft.is_hang = self._hangs
        for index, fact in enumerate(self._facts):
            if self._kept[index]:
                self._take(index, fact)
        self._multiply()
        draft.name = self._name().strip(_EDGES)
        if draft.is_rest and draft.name and self._rest_at is not None:
            self._kept[self._rest_at] = True
            draft.name = self._name().strip(_EDGES)  # `jog recovery 2 min`: its own words
        draft.is_detail = all(isinstance(fact, Measure | Tempo | Break) for fact in self._facts)
        draft.is_only_rest = all(
            isinstance(fact, Break) or (isinstance(fact, Keyword) and fact.meaning is Meaning.REST)
            for fact in self._facts
        )
        draft.doubts = tuple(self._doubts)
        return draft

    def _at(self, index: int) -> Fact | None:
        return self._facts[index] if 0 <= index < len(self._facts) else None

    def _is(self, index: int, *meanings: Meaning) -> bool:
        fact = self._at(index)
        return isinstance(fact, Keyword) and fact.meaning in meanings

    def _said(self, index: int) -> str:
        return plain(self._line[self._facts[index].start : self._facts[index].end])

    def _drop(self, *indices: int) -> None:
        for index in indices:
            if 0 <= index < len(self._kept):
                self._kept[index] = False

    def _take(self, index: int, fact: Fact) -> None:
        match fact:
            case PlainNumber():
                self._number(index, fact)
            case Time():
                self._time(index, fact)
            case OnOff() if not self._draft.time_ms:
                self._draft.time_ms, self._draft.off_ms = fact.on_ms, fact.off_ms
                self._drop(index)
            case NumberPair():
                self._score(index, fact)
            case Distance() if not self._draft.metres:
                self._draft.metres = max(1, fact.metres)
            case Tempo():
                self._draft.tempo = fact.counts
                self._drop(index)
            case Measure():
                self._draft.details += (self._line[fact.start : fact.end],)
            case Cross() | Break():
                self._drop(index) if isinstance(fact, Cross) else None
            case Keyword():
                self._keyword(index, fact)
            case _:
                pass

    def _keyword(self, index: int, fact: Keyword) -> None:
        if (
            fact.meaning is Meaning.EACH_SIDE
            and self._said(index) == "each"
            and isinstance(self._at(index + 1), PlainWord)
        ):
            return  # `each angle`
        if fact.meaning is Meaning.EACH_SIDE and self._said(index) in _BARE_EACH:
            if self._is(index - 1, Meaning.ROUNDS, Meaning.SETS):
                self._drop(index)
                return  # `8 rounds each`
            self._draft.is_each = isinstance(self._at(index - 1), Time)
        if fact.meaning is Meaning.EACH_SIDE:
            self._draft.both_sides = True
            self._drop(index)
        elif fact.meaning is Meaning.MAX:
            self._draft.is_max = True
        elif fact.meaning is Meaning.REST and not any(isinstance(one, Time) for one in self._facts):
            self._draft.is_rest_first = index == 0

    # --- numbers --------------------------------------------------------------------------------

    def _number(self, index: int, number: PlainNumber) -> None:  # noqa: C901, PLR0912 - one for each place of a number
        if number.high % 1000 or not 0 < number.high <= _MOST * 1000:
            return
        value = number.high // 1000
        if self._breaths(index + 1) and not self._draft.time_ms:
            self._draft.time_ms = number.high * BREATH_MS // 1000
            self._doubts.append(Guess(f"{BREATH_MS // MS_PER_S} seconds a breath"))
            self._drop(index, index + 1)
        elif self._is(index + 1, Meaning.REPS):
            self._reps(number)
            self._drop(index, index + 1)
        elif self._is(index + 1, Meaning.SETS, Meaning.ROUNDS):
            self._draft.sets = value
            self._range(number)
            self._drop(index, index + 1)
            if self._is(index + 2, Meaning.FILLER) or isinstance(self._at(index + 2), Cross):
                self._drop(index + 2)
        elif self._is(index + 1, Meaning.EACH_SIDE) and self._stands_alone(index):
            self._reps(number)
            self._drop(index)
        elif self._is(index - 1, Meaning.SETS) and index == 1:
            self._draft.sets = value
            self._drop(index, index - 1)
        elif self._is(index - 1, Meaning.REPS):
            self._reps(number)
            self._drop(index, index - 1)
        elif isinstance(self._at(index - 1), Cross) and self._draft.off_ms is not None:
            self._times.append(value)
            self._drop(index)
        elif isinstance(self._at(index + 1), Cross):
            self._crosses.append(value)
            self._range(number)
            self._drop(index, index + 1)
        elif isinstance(self._at(index - 1), Cross) and not self._is_crossed(index - 2):
            self._times.append(value)
            self._range(number)
            self._drop(index)
        elif isinstance(self._at(index - 1), Cross) and not self._draft.reps:
            self._reps(number)
            self._drop(index)
        else:
            self._bare(index, number)

    def _stands_alone(self, index: int) -> bool:
        """Tell whether a number is beside no sign of times, and nothing is counted or timed yet: `bird dog 10/side`."""
        crossed = any(isinstance(self._at(at), Cross) for at in (index - 1, index + 1))
        return not (crossed or self._draft.has_amount or self._crosses or self._times)

    def _breaths(self, index: int) -> bool:
        return isinstance(self._at(index), PlainWord) and self._said(index) in BREATHS

    def _is_crossed(self, index: int) -> bool:
        return isinstance(self._at(index), PlainNumber)

    def _bare(self, index: int, number: PlainNumber) -> None:
        """Take a number that stands alone: before the words it is the reps, behind them only at the end."""
        is_first = not any(isinstance(fact, PlainWord) for fact in self._facts[:index])
        is_last = index == len(self._facts) - 1
        has_sets = bool(self._draft.sets)
        if is_last and not is_first and number.high > _LARGEST_LAST * 1000:
            return  # `Beastmaker 1000`
        if not self._draft.bare and not self._breathes and (is_first or is_last or has_sets):
            self._draft.bare = number.high // 1000
            self._draft.least_reps = number.low // 1000
            self._range(number)
            if is_first or not self._draft.time_ms:
                self._drop(index)

    def _reps(self, number: PlainNumber) -> None:
        self._draft.reps = number.high // 1000
        self._draft.least_reps = number.low // 1000
        self._range(number)

    def _range(self, number: PlainNumber) -> None:
        if number.low != number.high:
            taken = f"{number.high / 1000:g}"
            self._doubts.append(RangeTaken(self._line[number.start : number.end], taken))

    def _score(self, index: int, score: NumberPair) -> None:
        """Take `7/3` or `7:3` as on and off where hangs or a sign of times say so; `10/10` as each side; else the first number."""
        beside = (self._at(index - 1), self._at(index + 1))
        written = self._line[score.start : score.end]
        if max(score.first, score.second) > MAX_DURATION_MS:
            return
        if score.first == score.second >= _LEAST_DEGREES * 1000 and index == 0:
            return  # `90/90 stretch`
        each = score.first == score.second <= _MOST_A_SIDE * 1000 and not score.first % 1000
        if each and "/" in written and not self._hangs and self._is_reps_a_side(index):
            self._draft.reps = self._draft.least_reps = score.first // 1000
            self._draft.both_sides = True
            self._drop(index)
            return
        if (self._hangs or ":" in written or any(isinstance(one, Cross) for one in beside)) and score.first:
            self._draft.time_ms = score.first * MS_PER_S // 1000
            self._draft.off_ms = score.second * MS_PER_S // 1000
            self._drop(index)
        elif index == 0 and not score.first % 1000 and 0 < score.first <= _MOST * 1000:
            self._draft.reps = self._draft.least_reps = score.first // 1000
            self._drop(index)
            if score.first == score.second:
                self._draft.both_sides = True
            else:
                self._doubts.append(FirstTaken(written))

    def _is_reps_a_side(self, index: int) -> bool:
        """Tell whether `10/10` stands behind a sign of times, or is the end of a name: `get-up 5/5`."""
        return isinstance(self._at(index - 1), Cross) or (index > 0 and index == len(self._facts) - 1)

    # --- times ----------------------------------------------------------------------------------

    def _time(self, index: int, time: Time) -> None:  # noqa: C901 - one for each place of a time
        before, after = index - 1, index + 1
        while self._is(before, Meaning.FILLER) or _is_sign(self._at(before)):
            before -= 1
        while self._is(after, Meaning.FILLER) or _is_sign(self._at(after)):
            after += 1
        beside = self._rest_word(index, before, after)
        if beside is None and self._is(index + 1, Meaning.BETWEEN) and self._draft.rest_ms is None:
            self._draft.rest_ms, self._draft.is_rest_first = time.high_ms, not self._draft.has_amount
            self._drop(index)
            self._between(index + 1)
            return
        if beside is None and self._is(index - 1, Meaning.FILLER) and self._is_whole(time):
            self._drop(index)
            return
        slashed = isinstance(self._at(index - 1), Break) and self._line[self._facts[index - 1].start] == "/"
        if slashed and self._draft.off_ms is not None and self._draft.rest_ms is None:
            self._draft.rest_ms = time.high_ms  # `6x7:3x3/2:30`
            self._drop(index, index - 1)
        elif beside is not None and self._draft.rest_ms is None:
            self._draft.rest_ms = time.high_ms
            self._draft.is_rest_first = not (self._draft.time_ms or self._draft.reps or self._draft.is_max)
            self._drop(*range(min(beside, index), max(beside, index) + 1))
            self._rest_at = beside
            self._between(max(beside, index) + 1)
        elif not self._draft.time_ms:
            self._draft.time_ms = time.high_ms
            of = self._is(index - 1, Meaning.FILLER) and self._said(index - 1) in _OF
            crossed = isinstance(self._at(index - 1), Cross) and isinstance(self._at(index - 2), PlainWord)
            self._is_each = of or crossed  # `6 hangs x 10 s`
            self._drop(index)
            if self._is(index + 1, Meaning.ON) and index + 1 == len(self._facts) - 1 and not self._hangs:
                self._drop(index + 1)
        elif self._is(index + 1, Meaning.EACH_SIDE) and 2 * time.high_ms == self._draft.time_ms:
            self._draft.time_ms = time.high_ms  # `2 min warrior (1 min each side)`
            self._drop(index)
        else:
            return
        if time.low_ms != time.high_ms:
            written = self._line[time.start : time.end]
            self._doubts.append(RangeTaken(written, format_duration_ms(time.high_ms)))

    def _rest_word(self, index: int, before: int, after: int) -> int | None:
        """Return where the word stands that makes a rest of a time, if any. In `3 x 30 s rest 1 min` it is that of the other."""
        beside = next((at for at in (after, before) if self._is(at, Meaning.REST, Meaning.OFF)), None)
        crossed = isinstance(self._at(index - 1), Cross)
        return None if beside == after == index + 1 and crossed and self._has_time(after + 1) else beside

    def _is_whole(self, time: Time) -> bool:
        """Take the length of the whole behind a time on and off: `30 s on, 30 s off for 10 min`."""
        draft = self._draft
        once_ms = draft.time_ms + (draft.off_ms or 0)
        if draft.off_ms is None or draft.reps or time.high_ms < once_ms or time.high_ms % once_ms:
            return False
        draft.reps = draft.least_reps = time.high_ms // once_ms
        return True

    def _has_time(self, index: int) -> bool:
        while self._is(index, Meaning.FILLER) or _is_sign(self._at(index)):
            index += 1
        return isinstance(self._at(index), Time)

    def _between(self, index: int) -> None:
        """Take `between rounds` behind a rest."""
        if not self._is(index, Meaning.BETWEEN):
            return
        self._draft.is_between = True
        self._draft.of_rounds = self._is(index + 1, Meaning.ROUNDS)
        self._drop(*range(index, len(self._facts)))

    # --- sums -----------------------------------------------------------------------------------

    def _multiply(self) -> None:  # noqa: C901 - one for each way to count
        """Give the numbers with a sign of times their meaning."""
        draft = self._draft
        if draft.bare and not draft.has_amount:
            draft.reps, draft.bare = draft.bare, 0
        crosses, times = self._crosses, self._times
        self._take_time_as_rest()
        if draft.bare and draft.time_ms and self._is_each:
            draft.sets, draft.bare = draft.bare, 0  # `6 hangs of 10 s`
        if draft.off_ms is not None:
            amounts = [*crosses[::-1], *times]  # the nearest first
            if draft.bare and not draft.reps:
                draft.reps, draft.bare = draft.bare, 0  # `8 hangs 10 s on, 5 s off`
            if amounts and not draft.reps:
                draft.reps, amounts = amounts[0], amounts[1:]
            if amounts and not draft.sets:
                draft.sets, amounts = amounts[0], amounts[1:]
            if not draft.reps and draft.sets:
                draft.reps, draft.sets = draft.sets, 0
            draft.least_reps = draft.reps
            return
        if not draft.has_amount and draft.is_max and (crosses or times):
            draft.sets = max(draft.sets, 1)  # `3 x max pull-ups`
        elif not draft.has_amount and (crosses or times):
            draft.reps = draft.least_reps = (crosses or times).pop()
        product = draft.sets or 1
        for factor in (*crosses, *times):
            product = min(product * factor, _MOST)
        draft.sets = product if draft.sets or crosses or times else 0

    def _take_time_as_rest(self) -> None:
        """Take the time at the end of reps as the rest between their sets: `3x12 leg press 90s`."""
        draft = self._draft
        counted = self._crosses and (self._times or draft.reps)
        if not counted or not draft.time_ms or draft.rest_ms is not None or len(self._facts) <= _LEAST_BEFORE:
            return
        if isinstance(self._facts[-1], Time) and isinstance(self._facts[-2], PlainWord):
            draft.rest_ms, draft.time_ms, draft.is_rest_first = draft.time_ms, 0, False
            self._doubts.append(Guess("a rest between the sets"))

    def _name(self) -> str:
        """Return the words that are left, without signs and small words at their edges."""
        kept = [at for at, keep in enumerate(self._kept) if keep]
        while kept and self._is_edge(kept[0]):
            self._drop(kept.pop(0))
        while kept and self._is_edge(kept[-1]):
            self._drop(kept.pop())
        return words_between(self._line, self._facts, self._kept)

    def _is_edge(self, index: int) -> bool:
        fact = self._facts[index]
        is_letter = index > 0 and self._line[fact.start : fact.end] == "A"  # `Sun salutation A`
        is_on = index > 0 and self._is(index, Meaning.ON) and self._said(index) == "on"  # `max hang on 18 mm`
        return isinstance(fact, Break) or is_on or (self._is(index, *_WORDS_THAT_JOIN) and not is_letter)


def _is_sign(fact: Fact | None) -> bool:
    return isinstance(fact, Break)
