"""What is due in one interval, as it is being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from voicecoach.language.intervals import EXERCISE_KINDS, Interval, Session
from voicecoach.timeline.model import Anchor, Audible, ScheduledCue, ScheduledTone, Utterance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.language.model import Priority
    from voicecoach.source import Span
    from voicecoach.timeline.tones import ToneRank

AFTER_TONE_MS = 50
LONGEST_START_GAP_MS = 450  # a long bell rings on under the voice


def start_gap_ms(session: Session, index: int, tone_ms: Mapping[str, int]) -> int:
    """Return how long speech at an interval's start waits for the tone that sounds there."""
    leaf = session.intervals[index].leaf
    tone = leaf.options.tones.start if leaf.kind in EXERCISE_KINDS else None
    if tone is None and index:
        before = session.intervals[index - 1].leaf
        if before.kind in EXERCISE_KINDS:
            tone = before.options.tones.end
    if tone is None:
        return 0
    return min(tone_ms.get(tone, 0) + AFTER_TONE_MS, LONGEST_START_GAP_MS)


@lru_cache(maxsize=8192)
def _utterances(wordings: tuple[str, ...]) -> tuple[Audible, ...]:
    """Return the same objects for the same words: they are looked up over and over."""
    return tuple(Utterance(text=text) for text in wordings)


@dataclass(slots=True, kw_only=True)
class Draft:
    """Gathers one interval's tones and cues. It lives no longer than the interval's turn."""

    interval: Interval
    index: int
    start_gap_ms: int
    cues: list[ScheduledCue] = field(default_factory=list)
    tones: list[tuple[ToneRank, ScheduledTone]] = field(default_factory=list)

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
            span=span,
        )

    def flow(
        self, wordings: Sequence[str], *, priority: Priority, automatic: bool = True, span: Span | None = None
    ) -> None:
        """Say one of the wordings at the interval's start, after what is already being said there."""
        self.cue(
            _utterances(tuple(wordings)),
            self.interval.start_ms + self.start_gap_ms,
            priority=priority,
            automatic=automatic,
            flows=True,
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
        fallback_tone: str = "",
        span: Span | None = None,
    ) -> None:
        self.cues.append(
            ScheduledCue(
                wordings=wordings,
                anchor=anchor,
                at_ms=at_ms,
                earliest_ms=self.interval.start_ms,
                latest_end_ms=self.interval.end_ms,
                may_move=may_move,
                flows=flows,
                is_countdown=is_countdown,
                priority=priority,
                automatic=automatic,
                fallback_tone=fallback_tone,
                interval=self.index,
                span=span or self.interval.leaf.span,
            )
        )
