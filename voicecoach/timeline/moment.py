"""Fills in a text's variables for one moment of the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from voicecoach.language.leaves import (
    Circuit,
    CountedExercise,
    Exercise,
    LeadInTime,
    OffTime,
    RemainingRest,
    RepeatedHold,
    RestTime,
    SelfPacedExercise,
    SpokenPassage,
    SwitchTime,
    TimedExercise,
    count_of,
    reps_from,
)
from voicecoach.language.model import SpokenDuration, TextTemplate, Variable
from voicecoach.language.pauses import APOSTROPHE, without_pauses
from voicecoach.timeline.audible import LONGEST_SPOKEN
from voicecoach.timeline.patterns import begins_sentence, capitalise
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.language.intervals import Interval, SessionIntervals
    from voicecoach.language.leaves import Leaf
    from voicecoach.language.lists import CircuitItem
    from voicecoach.timeline.phrases import Phrases


def can_be_spoken(words: str) -> bool:
    """Return whether a text has a letter or a digit, and is not too long: its variables decide that, too."""
    return len(words) <= LONGEST_SPOKEN and any(
        character.isalnum() and character != APOSTROPHE for character in without_pauses(words)
    )


class Narrator(Struct, frozen=True, kw_only=True):
    """Renders any text of a session for any moment of it."""

    session: SessionIntervals
    phrases: Phrases

    def wordings(
        self, texts: Sequence[TextTemplate], index: int, now_ms: int, *, of: Leaf | None = None
    ) -> tuple[str, ...]:
        return tuple(self.render(text, index, now_ms, of=of) for text in texts)

    def render(self, text: TextTemplate, index: int, now_ms: int, *, of: Leaf | None = None) -> str:
        """Return the text as it is right in the interval of this index at this absolute time.

        `of` is the one that it belongs to of several exercises in one time.
        """
        words = ""
        for part in text.parts:
            match part:
                case Variable():
                    words += self._in_place(words, self._value(part, index, now_ms, of))
                case SpokenDuration():
                    words += self._in_place(words, self.phrases.duration(part.duration_ms))
                case str():
                    words += part
                case _:
                    assert_never(part)
        return " ".join(words.split())

    def block(self, index: int) -> str:
        """Return what a pass through the innermost block is called, if the author says it: "Climb"; else an empty text."""
        interval = self.session.intervals[index]
        block = interval.leaf.place.block
        return self.render(block, index, interval.start_ms) if block is not None else ""

    def name(self, index: int) -> str:
        """Return what an interval is called: an exercise by its name, others as "Rest". A spoken passage has no name."""
        return ", ".join(self.names(index))

    def names(self, index: int) -> tuple[str, ...]:
        """Return the name of an interval, or of each exercise that is done in it."""
        leaf = self.session.intervals[index].leaf
        if isinstance(leaf, SelfPacedExercise):
            return tuple(self._own_name(one.name, index) for one in leaf.all)
        return (self._name(index),)

    def _name(self, index: int) -> str:  # noqa: PLR0911 - one case a kind of leaf
        interval = self.session.intervals[index]
        leaf = interval.leaf
        match leaf:
            case LeadInTime():
                return self.phrases.name_of_lead_in()
            case RestTime() | OffTime() | RemainingRest():
                return self.phrases.name_of_rest()
            case SwitchTime():
                return self.phrases.name_of_switch(leaf.to)
            case SpokenPassage():
                return ""
            case TimedExercise() | CountedExercise() | SelfPacedExercise():
                return self._own_name(leaf.name, index)
            case RepeatedHold():
                return self._own_name(leaf.name, index) if leaf.name else self.phrases.unnamed_hold()
            case Circuit():
                return self.phrases.unnamed_circuit(for_time=leaf.until_done)
            case _:
                assert_never(leaf)

    def item_name(self, item: CircuitItem, index: int) -> str:
        """Return the name of an entry of a list; of a rest, where it has no words of its own, "Rest"."""
        if item.name is None:
            return self.phrases.name_of_rest()
        return self.render(item.name, index, self.session.intervals[index].start_ms)

    def exercise_name(self, index: int) -> str:
        """Return the name where an exercise is done, else an empty text."""
        return self.name(index) if isinstance(self.session.intervals[index].leaf, Exercise) else ""

    def next_name(self, index: int) -> str:
        """Return the name of the first exercise after this interval, or an empty text."""
        intervals = self.session.intervals
        following = range(index + 1, min(index + 1 + _LOOK_AHEAD, len(intervals)))
        return next(
            (self.name(later) for later in following if isinstance(intervals[later].leaf, Exercise)), ""
        )

    def _own_name(self, name: TextTemplate, index: int) -> str:
        if name.uses(Variable.NAME, Variable.NEXT):
            return ""  # a name that refers to itself; the parser reports it
        return self.render(name, index, self.session.intervals[index].start_ms)

    @staticmethod
    def _in_place(before: str, words: str) -> str:
        """Begin with a capital where a sentence begins."""
        return capitalise(words) if begins_sentence(before) else words

    def _value(self, variable: Variable, index: int, now_ms: int, of: Leaf | None) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a variable
        interval = self.session.intervals[index]
        place, leaf = interval.leaf.place, of or interval.leaf
        match variable:
            case Variable.ROUND:
                return self.phrases.number(place.round or 1)
            case Variable.ROUNDS:
                return self.phrases.number(place.rounds or 1)
            case Variable.SET:
                return self.phrases.number(place.set or 1)
            case Variable.SETS:
                return self.phrases.number(place.sets or 1)
            case Variable.SIDE:
                return self.phrases.side(place.side) if place.side else ""
            case Variable.NAME:
                return (
                    self._own_name(of.name, index)
                    if isinstance(of, SelfPacedExercise)
                    else self.exercise_name(index)
                )
            case Variable.NEXT:
                return self.next_name(index)
            case Variable.DURATION:
                return self.phrases.duration(interval.duration_ms)
            case Variable.REMAINING:
                return self._seconds(interval.end_ms - now_ms)
            case Variable.TOTAL_REMAINING:
                return self._seconds(self.session.total_ms - now_ms)
            case Variable.ELAPSED:
                return self._seconds(now_ms - interval.start_ms)
            case Variable.TOTAL_ELAPSED:
                return self._seconds(now_ms)
            case Variable.COUNT:
                return self.phrases.number(count_of(leaf), least=reps_from(leaf))
            case Variable.REP:
                return self.phrases.number(_rep(interval, now_ms))
            case _:
                assert_never(variable)

    def _seconds(self, time_ms: int) -> str:
        """Return a time in whole seconds: nobody wants to hear milliseconds."""
        return self.phrases.duration((time_ms + MS_PER_S // 2) // MS_PER_S * MS_PER_S)


_LOOK_AHEAD = 64  # leaves; a routine that talks longer than that between two exercises has no "next"


def _rep(interval: Interval, now_ms: int) -> int:
    """Return which of them is being done at this absolute time."""
    leaf = interval.leaf
    match leaf:
        case CountedExercise():
            return leaf.rep_at(now_ms - interval.start_ms)
        case RepeatedHold():
            return leaf.number
        case _:
            return 1
