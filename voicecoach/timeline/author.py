"""The author's cues of one interval: each key at its time, each text with the words of that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from voicecoach.language.leaves import CountedExercise, RepeatedHold, count_of, cues_of
from voicecoach.language.model import (
    TIMES_OF_THE_MOMENT,
    AtEnd,
    AtRandom,
    AtRep,
    AtStart,
    BeforeEnd,
    Cue,
    Every,
    FromStart,
    InRound,
    LastReps,
    OnSide,
    Priority,
    Share,
    Sound,
    Spoken,
    TextTemplate,
    is_side,
)
from voicecoach.timeline.audible import Audible, Recording, Utterance
from voicecoach.timeline.chance import random_times_ms
from voicecoach.timeline.events import MAX_EVENTS, NEVER_TOO_LATE_MS, Anchor
from voicecoach.timeline.tones import ToneRank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.language.leaves import Leaf
    from voicecoach.timeline.draft import IntervalDraft
    from voicecoach.timeline.moment import Narrator

_PARTS_PER_UNIT = 1_000_000
FLOW_SLACK_MS = 1_000  # how late a cue that says the time left may follow what is being said


def author_cues(draft: IntervalDraft, narrator: Narrator) -> list[int]:
    """Add the author's cues to the draft and return their onsets, before any of them is moved.

    A cue at the end has no onset before its length is known and is not among them.
    """
    onsets_ms = []
    for cue, of in cues_of(draft.interval.leaf):
        for at_ms, anchor, flows in _times(cue, draft, narrator):
            _add(cue, of, at_ms, anchor, draft, narrator, flows=flows)
            if anchor is Anchor.START:
                onsets_ms.append(at_ms)
    return onsets_ms


def _times(cue: Cue, draft: IntervalDraft, narrator: Narrator) -> Iterator[tuple[int, Anchor, bool]]:  # noqa: C901, PLR0912 - one case a kind of key
    """Yield (at_ms, anchor, flows) for each time that this key means in this interval."""
    interval, when = draft.interval, cue.when
    leaf, start_ms, end_ms = interval.leaf, interval.start_ms, interval.end_ms
    at_start_ms = start_ms + draft.start_gap_ms
    match when:
        case FromStart():
            yield start_ms + when.offset_ms, Anchor.START, False
        case BeforeEnd():
            yield end_ms - when.offset_ms, Anchor.START, False
        case Share():
            yield (
                start_ms + interval.duration_ms * when.parts_per_million // _PARTS_PER_UNIT,
                Anchor.START,
                False,
            )
        case AtStart():
            # The first rep is counted on its beat; a start cue follows the count.
            yield at_start_ms, Anchor.START, isinstance(leaf, CountedExercise)
        case AtEnd():
            yield end_ms, Anchor.END, False
        case Every():
            left_ms = (interval.duration_ms - 1) // when.period_ms * when.period_ms
            times_ms = range(end_ms - left_ms, end_ms, when.period_ms)
            # No more than the scheduler needs to see that there are too many.
            yield from ((at_ms, Anchor.START, False) for at_ms in times_ms[: MAX_EVENTS + 1])
        case AtRandom():
            times = random_times_ms(when, cue, interval, narrator.name(draft.index))
            yield from ((at_ms, Anchor.START, False) for at_ms in times)
        case AtRep():
            yield from _at_rep(when.rep, draft)
        case LastReps():
            yield from _at_rep(max(count_of(leaf) - when.reps + 1, 1), draft)
        case InRound():
            if leaf.place.round == when.round:
                yield at_start_ms, Anchor.START, True
        case OnSide():
            if leaf.place.side is not None and is_side(when.side, (leaf.place.side,)):
                yield at_start_ms, Anchor.START, True
        case _:
            assert_never(when)


def _at_rep(rep: int, draft: IntervalDraft) -> Iterator[tuple[int, Anchor, bool]]:
    """Yield the time of a rep, or of a hold of repeaters, if this interval has it."""
    interval = draft.interval
    leaf = interval.leaf
    match leaf:
        case CountedExercise():
            if rep <= leaf.reps:
                yield interval.start_ms + (rep - 1) * leaf.rep_ms, Anchor.START, True
        case RepeatedHold():
            if rep == leaf.number:
                yield interval.start_ms + draft.start_gap_ms, Anchor.START, True
        case _:
            pass


def _add(
    cue: Cue, of: Leaf, at_ms: int, anchor: Anchor, draft: IntervalDraft, narrator: Narrator, *, flows: bool
) -> None:
    latest_onset_ms = NEVER_TOO_LATE_MS
    said_at_ms = at_ms
    if flows and _names_a_time(cue):
        # Rendered for the middle of the second in which it has to begin, so that its whole seconds are right.
        said_at_ms, latest_onset_ms = at_ms + FLOW_SLACK_MS // 2, at_ms + FLOW_SLACK_MS
    match cue.content:
        case Sound() if not cue.content.is_file:
            length_ms = draft.tone_ms.get(cue.content.name, 0) if anchor is Anchor.END else 0
            onset_ms = max(draft.interval.start_ms, at_ms - length_ms)
            draft.tone(onset_ms, cue.content.name, ToneRank.AUTHOR, cue.content.span)
            return
        case Sound():
            wordings: tuple[Audible, ...] = (
                Recording(path=cue.content.name, beside=cue.content.span.source.name),
            )
            priority = Priority.FORM
            span = cue.content.span
        case Spoken():
            texts = cue.content.wordings
            wordings = tuple(
                Utterance(text=words, voice=cue.content.voice)
                for words in narrator.wordings(texts, draft.index, said_at_ms, of=of)
            )
            priority = cue.content.priority
            span = texts[0].span
        case _:
            assert_never(cue.content)
    draft.cue(
        wordings,
        at_ms,
        priority=priority,
        automatic=False,
        anchor=anchor,
        may_move=not flows and not isinstance(cue.when, AtStart | AtEnd) and not _names_a_time(cue),
        flows=flows,
        latest_onset_ms=latest_onset_ms,
        span=span,
    )


def _names_a_time(cue: Cue) -> bool:
    """Return whether a text says a time, which would be wrong at another moment."""
    texts: tuple[TextTemplate, ...] = cue.content.wordings if isinstance(cue.content, Spoken) else ()
    return any(text.uses(*TIMES_OF_THE_MOMENT) for text in texts)
