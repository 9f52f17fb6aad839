"""What an interval says of the exercise that comes: its round, and its announcement, where this is the time for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from voicecoach.language.leaves import Exercise, SelfPacedExercise, SpokenPassage, SwitchTime
from voicecoach.language.model import Priority
from voicecoach.timeline.announcements import MOST_PASSAGES, announcement, told_in, told_in_two
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.timeline.draft import IntervalDraft
    from voicecoach.timeline.moment import Narrator

TOLD_AHEAD_MS = 10 * MS_PER_S  # of the next exercise, where no time lies between two
EACH_MORE_AHEAD_MS = 2 * MS_PER_S  # where several come in one time


def tell_next(draft: IntervalDraft, narrator: Narrator) -> None:
    """Say which round and which exercise comes next, where this is the time for that."""
    exercise = _next_told_in(draft, narrator)
    if exercise is not None:
        call_round(draft, narrator, exercise)
        _announce(draft, narrator, exercise)


def is_a_pass_of_its_own(draft: IntervalDraft, narrator: Narrator) -> bool:
    """Tell whether a rest is all of a pass, and the next pass is called in it: "Round three. Round four." would be one too many."""
    own, exercise = draft.interval.leaf.call, _next_told_in(draft, narrator)
    if own is None or exercise is None:
        return False
    following = narrator.session.intervals[exercise].leaf.call
    return following is not None and following == replace(
        own, number=own.number + 1, is_last=following.is_last
    )


def tell_at_start(draft: IntervalDraft, narrator: Narrator) -> None:
    """Announce an exercise, or another side of it, at its own start where no time before it is there for that."""
    side = draft.interval.leaf.place.side
    told = told_in(narrator.session, draft.index)
    if told == draft.index:
        call_round(draft, narrator, draft.index)
        _announce(draft, narrator, draft.index)
    elif told is not None:
        _announce(draft, narrator, draft.index, if_untold=True)
    elif side is not None and not _follows_a_switch(draft, narrator):
        call_round(draft, narrator, draft.index)
        draft.flow(narrator.phrases.switch(side), priority=Priority.GO)


def tell_ahead(draft: IntervalDraft, narrator: Narrator) -> Iterator[int]:
    """Announce the exercise that follows without a time between, shortly before the end; yield when no time is called."""
    exercise = _next_told_in(draft, narrator)
    if exercise is None:
        return
    interval, following = draft.interval, narrator.session.intervals[exercise].leaf
    ahead_ms = TOLD_AHEAD_MS
    if isinstance(following, SelfPacedExercise):
        ahead_ms += len(following.also) * EACH_MORE_AHEAD_MS
    onset_ms = max(interval.start_ms + draft.start_gap_ms, interval.end_ms - ahead_ms)
    is_called = call_round(draft, narrator, exercise, at_ms=onset_ms)
    told = announcement(narrator, exercise, draft.index, onset_ms)
    if told is not None and is_called:
        draft.announce(told, at_ms=onset_ms)
    elif told is not None:
        draft.speak(
            told.wordings,
            onset_ms,
            priority=Priority.ANNOUNCEMENT,
            automatic=not told.is_own_words,
            may_move=True,
            announces=told.exercise,
            telling=told.telling,
            naming=told.naming,
            span=told.span,
        )
    if told is not None or is_called:
        # No time is called in the middle of it.
        yield from range(onset_ms, max(onset_ms, interval.end_ms - TOLD_AHEAD_MS) + 1, MS_PER_S)


def call_round(draft: IntervalDraft, narrator: Narrator, index: int, *, at_ms: int | None = None) -> bool:
    """Say which round comes, where one does; return whether one does."""
    call = narrator.session.intervals[index].leaf.call
    if call is None:
        return False
    name = "" if call.name is None else narrator.render(call.name, index, draft.interval.start_ms)
    wordings = narrator.phrases.call(call.kind, call.number, call.total, name=name, is_last=call.is_last)
    draft.flow(wordings, priority=Priority.ANNOUNCEMENT, at_ms=at_ms)
    return True


def _announce(draft: IntervalDraft, narrator: Narrator, exercise: int, *, if_untold: bool = False) -> None:
    told = announcement(narrator, exercise, draft.index, draft.interval.start_ms)
    if told is None or (if_untold and not told.telling):
        return
    for one in told_in_two(told, narrator) if if_untold else (told,):
        draft.announce(one, if_untold=if_untold)


def _next_told_in(draft: IntervalDraft, narrator: Narrator) -> int | None:
    """Return the exercise that is announced here; only spoken passages are between."""
    first = draft.index + 1
    for following, interval in enumerate(
        narrator.session.intervals[first : first + MOST_PASSAGES], start=first
    ):
        if isinstance(interval.leaf, Exercise):
            return following if told_in(narrator.session, following) == draft.index else None
        if not isinstance(interval.leaf, SpokenPassage):
            return None
    return None


def _follows_a_switch(draft: IntervalDraft, narrator: Narrator) -> bool:
    return draft.index > 0 and isinstance(narrator.session.intervals[draft.index - 1].leaf, SwitchTime)
