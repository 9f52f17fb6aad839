"""Which exercise is announced in which interval, and in which words.

`schedule` makes a cue of each announcement, and `place` an event of each cue that is heard. Both have the index of the exercise,
so that it can be told from a timeline which exercises were announced, and when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace

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
    TimedExercise,
)
from voicecoach.language.lists import blocks_of
from voicecoach.language.model import TextTemplate, Variable
from voicecoach.timeline.detail_words import spoken_details
from voicecoach.timeline.patterns import sentences

if TYPE_CHECKING:
    from voicecoach.language.details import Details
    from voicecoach.language.intervals import SessionIntervals
    from voicecoach.language.lists import CircuitItem
    from voicecoach.source import Span
    from voicecoach.timeline.moment import Narrator

MOST_PASSAGES: Final = 8  # one after the other, before which an exercise is announced

TimeBefore: TypeAlias = LeadInTime | RestTime | OffTime | RemainingRest
"""Time in which the exercise after it is announced."""


class Announcement(Struct, frozen=True, kw_only=True):
    """What is said so that the listener knows which exercise comes."""

    exercise: int  # index of its interval
    told_in: int  # index of the interval in which it is said: the one before, or the exercise's own
    wordings: tuple[str, ...]  # what is tried, in this order: longest first
    telling: int  # so many of them, from the first on, have the name and the length; 0 where the name was said before
    naming: int | None = None  # so many, from the first on, name it, or all of its list; None: every one does
    is_own_words: bool = False  # the author's, in place of the automatic ones
    span: Span


def told_in(session: SessionIntervals, index: int) -> int | None:
    """Return the index of the interval in which the exercise of this index is announced.

    That is the rest or lead-in before it, where only a spoken passage lies between, too; or else the passage, after its own words. It is
    the exercise's own interval where there is no time before it. What follows an exercise at one's own pace is announced while
    that one goes on. A later side is announced by its switch, and what is no exercise is not announced.
    """
    leaf = session.intervals[index].leaf
    if not isinstance(leaf, Exercise) or leaf.place.is_later_side:
        return None
    before = session.intervals[index - 1].leaf if index else None
    if isinstance(before, SelfPacedExercise):
        return index - 1
    host = _host(session, index, leaf)
    return index if host is None else host


def _host(session: SessionIntervals, index: int, exercise: Exercise) -> int | None:
    """Return the index of the time before an exercise in which it is announced."""
    at, passage = index - 1, None
    while at >= max(0, index - MOST_PASSAGES) and isinstance(
        before := session.intervals[at].leaf, SpokenPassage
    ):
        if _names(before, exercise):
            return None  # "Now the plank.": twice in a row would be once too often
        passage = at if passage is None else passage
        if before.duration_ms is not None:
            break
        at -= 1
    return at if at >= 0 and isinstance(session.intervals[at].leaf, TimeBefore) else passage


def _names(passage: SpokenPassage, exercise: Exercise) -> bool:
    """Tell whether the author's words say which exercise comes."""
    names = [name.written().casefold() for name in _own_names(exercise)]
    return any(
        text.uses(Variable.NEXT) or (names and all(name in text.written().casefold() for name in names))
        for text in passage.words
    )


def _own_names(exercise: Exercise) -> tuple[TextTemplate, ...]:
    """Return the names that the author gave."""
    match exercise:
        case SelfPacedExercise():
            return tuple(one.name for one in exercise.all)
        case TimedExercise() | CountedExercise():
            return (exercise.name,)
        case RepeatedHold():
            return () if exercise.name is None else (exercise.name,)
        case Circuit():
            return ()
        case _:
            assert_never(exercise)


def wants_telling(exercise: Exercise) -> bool:
    """Tell whether the author wants an exercise to be announced, or one of several in one time."""
    each = exercise.all if isinstance(exercise, SelfPacedExercise) else (exercise,)
    return any(one.options.announce is not False for one in each)


def announcement(narrator: Narrator, exercise: int, told_in: int, now_ms: int) -> Announcement | None:
    """Return how an exercise is announced at this time, in this interval, or None where the author wants no announcement."""
    leaf, host = narrator.session.intervals[exercise].leaf, narrator.session.intervals[told_in].leaf
    assert isinstance(leaf, Exercise), "only exercises are announced"
    if isinstance(leaf, SelfPacedExercise) and leaf.also:
        return _several(leaf, narrator, exercise, told_in, now_ms)
    match leaf.options.announce:
        case TextTemplate() as text:
            return Announcement(
                exercise=exercise,
                told_in=told_in,
                wordings=(narrator.render(text, exercise, now_ms),),
                telling=1,
                is_own_words=True,
                span=text.span,
            )
        case True:
            is_next = told_in != exercise and not isinstance(host, LeadInTime)
            wordings, length = _with_details(leaf, exercise, narrator, is_next=is_next)
            if isinstance(host, SpokenPassage) and host.duration_ms is None:
                wordings = wordings[-1:]  # it ends half a second after its own words
            if isinstance(leaf, Circuit):
                return _circuit(leaf, wordings, length, exercise, told_in)
            is_named_before = isinstance(leaf, RepeatedHold) and leaf.number > 1
            return Announcement(
                exercise=exercise,
                told_in=told_in,
                wordings=wordings,
                telling=0 if is_named_before else _telling(wordings, length),
                span=leaf.span,
            )
        case False:
            return None


def _circuit(
    leaf: Circuit, wordings: tuple[str, ...], length: str, exercise: int, told_in: int
) -> Announcement:
    """Return how a list that is gone through for a time is announced: only the first wording has the list."""
    return Announcement(
        exercise=exercise,
        told_in=told_in,
        wordings=wordings,
        telling=_telling(wordings, length),
        naming=1,
        span=leaf.span,
    )


def told_in_two(told: Announcement, narrator: Narrator) -> tuple[Announcement, ...]:
    """Return an announcement for the exercise's own start: of a circuit what it is, and then its list, each if unheard."""
    leaf = narrator.session.intervals[told.exercise].leaf
    if not isinstance(leaf, Circuit) or told.is_own_words:
        return (told,)
    items = _items(leaf, told.exercise, narrator)
    names = [narrator.item_name(item, told.exercise) for item in leaf.items if item.is_told]
    if not names:
        return (told,)
    the_list = narrator.phrases.several(items, names, is_next=False)
    return (
        replace(told, wordings=told.wordings[1:], telling=1, naming=0),
        replace(told, wordings=the_list, telling=len(the_list), naming=None),
    )


def _several(
    leaf: SelfPacedExercise, narrator: Narrator, exercise: int, told_in: int, now_ms: int
) -> Announcement | None:
    """Return how exercises in one time are announced: one after the other, the author's words in place of a name and its count."""
    full, said, names = [], [], []
    start_ms = narrator.session.intervals[exercise].start_ms
    for one in leaf.all:
        name = narrator.render(one.name, exercise, start_ms)
        match one.options.announce:
            case TextTemplate() as text:
                said.append(narrator.render(text, exercise, now_ms, of=one))
                full.append(said[-1])
            case True:
                said.append(narrator.phrases.item(name, count=one.reps, least=one.reps_from))
                full.append(_with_what(said[-1], one.details, narrator, exercise))
            case False:
                continue
        names.append(name)
    if not said:
        return None
    is_next = told_in != exercise and not isinstance(narrator.session.intervals[told_in].leaf, LeadInTime)
    wordings = narrator.phrases.several(said, names, is_next=is_next)
    if full != said:
        wordings = (*narrator.phrases.several(full, names, is_next=is_next)[:-1], *wordings)
    return Announcement(
        exercise=exercise,
        told_in=told_in,
        wordings=wordings,
        telling=max(1, len(wordings) - 1),
        span=leaf.span,
    )


def _telling(wordings: tuple[str, ...], length: str) -> int:
    """Return how many of the wordings, from the first on, have the length; at least one."""
    return max(sum(length.casefold() in wording.casefold() for wording in wordings), 1)


def _with_details(
    leaf: Exercise, index: int, narrator: Narrator, *, is_next: bool
) -> tuple[tuple[str, ...], str]:
    """Return the automatic announcement with load and grip after the name, then without them; and the length alone."""
    name = narrator.name(index)
    plain, length = _wordings(leaf, index, narrator, name, is_next=is_next)
    details = spoken_details(leaf.details, narrator, index)
    if not details:
        return plain, length
    full, _ = _wordings(leaf, index, narrator, sentences((name, details)), is_next=is_next)
    return tuple(dict.fromkeys((*full[: _telling(full, length)], *plain))), length


def _wordings(
    leaf: Exercise, index: int, narrator: Narrator, name: str, *, is_next: bool
) -> tuple[tuple[str, ...], str]:
    """Return the automatic announcement: the name and the length, then shorter; and the length alone."""
    phrases = narrator.phrases
    duration_ms = narrator.session.intervals[index].duration_ms
    match leaf:
        case TimedExercise():
            length = phrases.up_to(duration_ms) if leaf.until_done else phrases.duration(duration_ms)
            return phrases.exercise(name, length, side=leaf.place.side, is_next=is_next), length
        case CountedExercise() | SelfPacedExercise():
            length = phrases.reps(leaf.reps, leaf.reps_from)
            return phrases.exercise(name, length, side=leaf.place.side, is_next=is_next), length
        case RepeatedHold():
            length = phrases.duration(duration_ms)
            if leaf.number > 1:
                return phrases.repeater_number(
                    leaf.number, is_last=leaf.place.is_last and leaf.number == leaf.total
                ), length
            return phrases.repeaters(name, leaf.total, duration_ms), length
        case Circuit():
            items = _items(leaf, index, narrator)
            if leaf.until_done:
                return phrases.for_time(duration_ms, items), phrases.up_to(duration_ms)
            return phrases.circuit(duration_ms, items), phrases.duration(duration_ms)
        case _:
            assert_never(leaf)


def _items(leaf: Circuit, index: int, narrator: Narrator) -> list[str]:
    """Return the sentences of a list; a block that is done several times is one."""
    said: list[str] = []
    for block in blocks_of(leaf.items):
        items = [_item(item, index, narrator) for item in block if item.announce is not False]
        rounds = block[0].rounds
        if rounds and items:
            items = [narrator.phrases.with_number("list_rounds", rounds, items=", ".join(items))]
        said += items
    return said


def _item(item: CircuitItem, index: int, narrator: Narrator) -> str:
    phrases = narrator.phrases
    if isinstance(item.announce, TextTemplate):
        return narrator.render(item.announce, index, narrator.session.intervals[index].start_ms)
    if item.is_rest and item.name is None:
        return phrases.item_rest(phrases.duration(item.duration_ms))
    name = narrator.item_name(item, index)
    said = phrases.item(name, count=item.count, least=item.count_from, duration_ms=item.duration_ms)
    sets = phrases.with_number("item_sets", item.sets) if item.sets > 1 else ""
    between = phrases.item_rest(phrases.duration(item.set_rest_ms)) if item.set_rest_ms else ""
    said = ", ".join(filter(None, (said, sets, between, phrases.sides(item.sides))))
    return _with_what(said, item.details, narrator, index)


def _with_what(said: str, details: Details, narrator: Narrator, index: int) -> str:
    return ", ".join(filter(None, (said, spoken_details(details, narrator, index))))
