"""Collects what is due in one interval."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from voicecoach.findings.content import SilentText, TextTooLong
from voicecoach.language.leaves import CountedExercise, Exercise
from voicecoach.language.model import Priority
from voicecoach.timeline.audible import LONGEST_SPOKEN, Audible, Utterance
from voicecoach.timeline.events import NEVER_TOO_LATE_MS, Anchor, ScheduledCue, ScheduledTone
from voicecoach.timeline.moment import can_be_spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.findings import Finding
    from voicecoach.language.intervals import Interval, SessionIntervals
    from voicecoach.source import Span
    from voicecoach.timeline.announcements import Announcement
    from voicecoach.timeline.tones import ToneRank

AFTER_TONE_MS = 50
LONGEST_GAP_AFTER_END_MS = 450  # a long bell at a step's end rings on under what follows


def start_gap_ms(session: SessionIntervals, index: int, tone_ms: Mapping[str, int]) -> int:
    """Return how long speech at an interval's start waits for the tone that sounds there."""
    leaf = session.intervals[index].leaf
    is_exercise = isinstance(leaf, Exercise)
    if is_exercise and leaf.options.tones.start is not None:
        return tone_ms.get(leaf.options.tones.start, 0) + AFTER_TONE_MS
    before = session.intervals[index - 1].leaf if index else None
    if isinstance(before, Exercise) and before.options.tones.end is not None:
        return min(tone_ms.get(before.options.tones.end, 0) + AFTER_TONE_MS, LONGEST_GAP_AFTER_END_MS)
    return AFTER_TONE_MS if is_exercise else 0


@lru_cache(maxsize=8192)
def _utterances(wordings: tuple[str, ...]) -> tuple[Audible, ...]:
    """Return the same objects for the same words, which are looked up repeatedly."""
    return tuple(Utterance(text=text) for text in wordings)


class IntervalDraft(Struct, kw_only=True):
    """Collects one interval's tones and cues; used once per interval."""

    interval: Interval
    index: int
    start_gap_ms: int
    tone_ms: Mapping[str, int]  # the length of each tone
    cues: list[ScheduledCue] = field(default_factory=list)
    tones: list[tuple[ToneRank, ScheduledTone]] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)

    def tone(self, onset_ms: int, tone: str, rank: ToneRank, span: Span | None = None) -> None:
        self.tones.append(
            (
                rank,
                ScheduledTone(
                    onset_ms=onset_ms, tone=tone, interval=self.index, span=span or self.interval.leaf.span
                ),
            )
        )

    def speak(
        self,
        wordings: Sequence[str],
        onset_ms: int,
        *,
        priority: Priority,
        automatic: bool,
        may_move: bool = False,
        is_countdown: bool = False,
        fallback_tone: str = "",
        announces: int | None = None,
        telling: int = 0,
        naming: int | None = None,
        span: Span | None = None,
    ) -> None:
        """Say one of the wordings from `onset_ms` on."""
        self.cue(
            _utterances(tuple(wordings)),
            onset_ms,
            priority=priority,
            automatic=automatic,
            may_move=may_move,
            is_countdown=is_countdown,
            fallback_tone=fallback_tone,
            announces=announces,
            telling=telling,
            naming=naming,
            span=span,
        )

    def announce(self, told: Announcement, *, if_untold: bool = False, at_ms: int | None = None) -> None:
        """Say which exercise comes, after what is already being said."""
        self.flow(
            told.wordings,
            priority=Priority.ANNOUNCEMENT,
            automatic=not told.is_own_words,
            announces=told.exercise,
            telling=told.telling,
            naming=told.naming,
            if_untold=if_untold,
            at_ms=at_ms,
            span=told.span,
        )

    def flow(
        self,
        wordings: Sequence[str],
        *,
        priority: Priority,
        automatic: bool = True,
        latest_onset_ms: int = NEVER_TOO_LATE_MS,
        announces: int | None = None,
        telling: int = 0,
        naming: int | None = None,
        if_untold: bool = False,
        at_ms: int | None = None,
        span: Span | None = None,
    ) -> None:
        """Say one of the wordings at the interval's start or at another time, after what is already being said there."""
        if at_ms is None:
            is_counted = isinstance(self.interval.leaf, CountedExercise)  # a count always comes first
            at_ms = self.interval.start_ms + (0 if is_counted else self.start_gap_ms)
        self.cue(
            _utterances(tuple(wordings)),
            at_ms,
            priority=priority,
            automatic=automatic,
            flows=True,
            latest_onset_ms=latest_onset_ms,
            announces=announces,
            telling=telling,
            naming=naming,
            if_untold=if_untold,
            span=span,
        )

    def cue(
        self,
        wordings: tuple[Audible, ...],
        at_ms: int,
        *,
        priority: Priority,
        automatic: bool,
        anchor: Anchor = Anchor.START,
        may_move: bool = False,
        flows: bool = False,
        is_countdown: bool = False,
        latest_onset_ms: int = NEVER_TOO_LATE_MS,
        fallback_tone: str = "",
        announces: int | None = None,
        telling: int = 0,
        naming: int | None = None,
        if_untold: bool = False,
        span: Span | None = None,
    ) -> None:
        spoken = tuple(
            wording
            for wording in wordings
            if not isinstance(wording, Utterance) or can_be_spoken(wording.text)
        )
        if not spoken:
            self.found.append(_unspeakable(wordings, span or self.interval.leaf.span))
            return
        self.cues.append(
            ScheduledCue(
                wordings=spoken,
                anchor=anchor,
                at_ms=at_ms,
                earliest_ms=self.interval.start_ms,
                latest_end_ms=self.interval.end_ms,
                latest_onset_ms=latest_onset_ms,
                may_move=may_move,
                flows=flows,
                is_countdown=is_countdown,
                priority=priority,
                automatic=automatic,
                fallback_tone=fallback_tone,
                interval=self.index,
                announces=announces,
                telling=telling,
                naming=naming,
                if_untold=if_untold,
                span=span or self.interval.leaf.span,
            )
        )


def _unspeakable(wordings: Sequence[Audible], span: Span) -> Finding:
    """Return why none of the wordings can be spoken, now that their variables have values."""
    lengths = [len(wording.text) for wording in wordings if isinstance(wording, Utterance)]
    if lengths and min(lengths) > LONGEST_SPOKEN:
        return TextTooLong(span=span, length=min(lengths), limit=LONGEST_SPOKEN)
    return SilentText(span=span)
