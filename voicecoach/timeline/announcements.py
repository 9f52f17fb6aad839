"""Which exercise is announced in which interval, and in which words.

`schedule` makes a cue of each announcement, and `place` an event of each cue that is heard. Both have the index of the exercise,
so that it can be told from a timeline which exercises were announced, and when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

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
    TimedExercise,
)
from voicecoach.language.model import Text

if TYPE_CHECKING:
    from voicecoach.language.intervals import Session
    from voicecoach.language.leaves import Item
    from voicecoach.source import Span
    from voicecoach.timeline.moment import Narrator

TimeBefore: TypeAlias = LeadInTime | RestTime | OffTime | RemainingRest
"""Time in which the exercise after it is announced."""


class Announcement(Struct, frozen=True, kw_only=True):
    """What is said so that the listener knows which exercise comes."""

    exercise: int  # index of its interval
    told_in: int  # index of the interval in which it is said: the one before, or the exercise's own
    wordings: tuple[str, ...]  # what is tried, in this order: longest first
    is_own_words: bool = False  # the author's, in place of the automatic ones
    span: Span


def told_in(session: Session, index: int) -> int | None:
    """Return the index of the interval in which the exercise of this index is announced.

    That is the rest or lead-in before it, or its own where there is none. Of two exercises at one's own pace, the second is announced
    while the first goes on. A later side is announced by its switch, and what is no exercise is not announced.
    """
    leaf = session.intervals[index].leaf
    before = session.intervals[index - 1].leaf if index else None
    if isinstance(leaf, SelfPacedExercise) and isinstance(before, SelfPacedExercise):
        return index - 1
    if not isinstance(leaf, Exercise) or leaf.place.is_later_side:
        return None
    return index - 1 if isinstance(before, TimeBefore) else index


def announcement(narrator: Narrator, exercise: int, told_in: int, now_ms: int) -> Announcement | None:
    """Return how an exercise is announced at this time, in this interval, or None where the author wants no announcement."""
    leaf, host = narrator.session.intervals[exercise].leaf, narrator.session.intervals[told_in].leaf
    assert isinstance(leaf, Exercise), "only exercises are announced"
    match leaf.options.announce:
        case Text() as text:
            return Announcement(
                exercise=exercise,
                told_in=told_in,
                wordings=(narrator.render(text, exercise, now_ms),),
                is_own_words=True,
                span=text.span,
            )
        case True:
            is_next = told_in != exercise and not isinstance(host, LeadInTime)
            return Announcement(
                exercise=exercise,
                told_in=told_in,
                wordings=_wordings(leaf, exercise, narrator, is_next=is_next),
                span=leaf.span,
            )
        case False:
            return None


def _wordings(leaf: Exercise, index: int, narrator: Narrator, *, is_next: bool) -> tuple[str, ...]:
    """Return the automatic announcement: the name and the length, then shorter."""
    phrases, name = narrator.phrases, narrator.name(index)
    duration_ms = narrator.session.intervals[index].duration_ms
    match leaf:
        case TimedExercise():
            length = phrases.duration(duration_ms)
            return phrases.exercise(name, length, side=leaf.place.side, is_next=is_next)
        case CountedExercise() | SelfPacedExercise():
            length = phrases.reps(leaf.reps)
            return phrases.exercise(name, length, side=leaf.place.side, is_next=is_next)
        case RepeatedHold():
            if leaf.number > 1:
                return phrases.repeater_number(leaf.number, leaf.total)
            return phrases.repeaters(name, leaf.total, duration_ms)
        case Circuit():
            return phrases.circuit(duration_ms, [_item(item, index, narrator) for item in leaf.items])
        case _:
            assert_never(leaf)


def _item(item: Item, index: int, narrator: Narrator) -> str:
    name = narrator.render(item.name, index, narrator.session.intervals[index].start_ms)
    return narrator.phrases.item(name, count=item.count, duration_ms=item.duration_ms)
