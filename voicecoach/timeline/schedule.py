"""A session's intervals to its schedule: when each tone and each cue is due, and in which window it has to fit.

What the texts will sound like, and how long, is not known here: `place` fits them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from voicecoach.findings.base import instead
from voicecoach.findings.session import TooManyEvents, UnknownTone
from voicecoach.language.leaves import (
    Circuit,
    CountedExercise,
    LeadInTime,
    OffTime,
    RemainingRest,
    RepeatedHold,
    RestTime,
    SelfPacedExercise,
    SpokenPassage,
    SwitchTime,
    TimedExercise,
)
from voicecoach.language.model import TIMES_OF_THE_MOMENT, Priority
from voicecoach.language.suggest import closest
from voicecoach.timeline.author import FLOW_SLACK_MS, author_cues
from voicecoach.timeline.draft import IntervalDraft, start_gap_ms
from voicecoach.timeline.events import MAX_EVENTS, NEVER_TOO_LATE_MS, Schedule, ScheduledCue, ScheduledTone
from voicecoach.timeline.moment import Narrator
from voicecoach.timeline.time_calls import call_times, count_down, count_reps
from voicecoach.timeline.tones import ToneRank, merge_tones
from voicecoach.timeline.upcoming import (
    call_round,
    is_a_pass_of_its_own,
    tell_ahead,
    tell_at_start,
    tell_next,
)
from voicecoach.timeline.work import WorkCount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.findings import Finding
    from voicecoach.language.intervals import Interval, SessionIntervals
    from voicecoach.language.model import TextTemplate
    from voicecoach.timeline.announcements import TimeBefore
    from voicecoach.timeline.phrases import Phrases


def schedule(
    session: SessionIntervals, phrases: Phrases, tone_ms: Mapping[str, int]
) -> tuple[Schedule, tuple[Finding, ...]]:
    """Return everything that is due, cues in the order of their intervals.

    `tone_ms` has the length of each tone of the pack. A tone that the pack lacks, and more than 30,000 events, are diagnostics.
    """
    scheduler = _Scheduler(
        session=session, narrator=Narrator(session=session, phrases=phrases), tone_ms=tone_ms
    )
    tones: list[tuple[ToneRank, ScheduledTone]] = []
    cues: list[ScheduledCue] = []
    found: dict[Finding, None] = {}
    due = 0
    work = WorkCount()
    for index, interval in enumerate(session.intervals):
        too_many = work.too_many(interval)
        if too_many is not None:
            return Schedule(total_ms=session.total_ms, tones=(), cues=()), (too_many,)
        draft = IntervalDraft(
            interval=interval,
            index=index,
            start_gap_ms=start_gap_ms(session, index, tone_ms),
            tone_ms=tone_ms,
        )
        scheduler.fill(draft)
        cues.extend(draft.cues)
        tones.extend(draft.tones)
        found.update(dict.fromkeys(draft.found))
        due += sum(not cue.if_untold for cue in draft.cues) + len(draft.tones)
        if due > MAX_EVENTS:
            return Schedule(total_ms=session.total_ms, tones=(), cues=()), (
                TooManyEvents(span=interval.leaf.span, limit=MAX_EVENTS),
            )
    known, unknown = [], {}
    for rank, tone in tones:
        if tone.tone in tone_ms:
            known.append((rank, tone))
        else:
            unknown[(tone.span.start, tone.tone)] = tone
    for tone in unknown.values():
        suggestion = closest(tone.tone, tone_ms)
        wrong = UnknownTone(
            span=tone.span,
            tone=tone.tone,
            known=tuple(sorted(tone_ms)),
            suggestion=suggestion,
            edits=instead(tone.span, suggestion) if tone.span.text.strip("\"' ") == tone.tone else (),
        )
        found[wrong] = None
    return Schedule(total_ms=session.total_ms, tones=merge_tones(known), cues=tuple(cues)), tuple(found)


class _Scheduler(Struct, frozen=True, kw_only=True):
    session: SessionIntervals
    narrator: Narrator
    tone_ms: Mapping[str, int]

    @property
    def phrases(self) -> Phrases:
        return self.narrator.phrases

    def fill(self, draft: IntervalDraft) -> None:
        leaf = draft.interval.leaf
        match leaf:
            case SpokenPassage():
                self._say(draft, leaf)
                tell_next(draft, self.narrator)
                author_cues(draft, self.narrator)
            case LeadInTime() | RestTime() | OffTime() | RemainingRest():
                self._zero_tone(draft)
                self._host(draft, leaf)
                author_cues(draft, self.narrator)
                count_down(draft, self.phrases)
            case SwitchTime():
                self._zero_tone(draft)
                draft.flow(self.phrases.switch(leaf.to), priority=Priority.GO)
                author_cues(draft, self.narrator)
                count_down(draft, self.phrases)
            case CountedExercise():
                self._begin_and_end(draft)
                tell_at_start(draft, self.narrator)
                count_reps(draft, self.phrases, leaf)
                author_cues(draft, self.narrator)
            case SelfPacedExercise():
                self._begin_and_end(draft)
                tell_at_start(draft, self.narrator)
                taken_ms = author_cues(draft, self.narrator)
                call_times(draft, self.phrases, [*taken_ms, *tell_ahead(draft, self.narrator)])
                count_down(draft, self.phrases)
            case TimedExercise() | RepeatedHold() | Circuit():
                self._begin_and_end(draft)
                tell_at_start(draft, self.narrator)
                call_times(draft, self.phrases, author_cues(draft, self.narrator))
                if not leaf.until_done:
                    count_down(draft, self.phrases)
            case _:
                assert_never(leaf)

    # --- tones ----------------------------------------------------------------------------------

    def _begin_and_end(self, draft: IntervalDraft) -> None:
        """Sound an exercise's start tone and end tone."""
        interval, tones = draft.interval, draft.interval.leaf.options.tones
        if tones.start:
            draft.tone(interval.start_ms, tones.start, ToneRank.START, tones.start_span)
        if tones.end:
            draft.tone(self._end_onset_ms(interval, tones.end), tones.end, ToneRank.END, tones.end_span)

    def _zero_tone(self, draft: IntervalDraft) -> None:
        """Sound the zero of a countdown at the end of what is between exercises."""
        interval, options = draft.interval, draft.interval.leaf.options
        if options.countdown and options.tones.end:
            draft.tone(self._end_onset_ms(interval, "zero"), "zero", ToneRank.ZERO)

    def _end_onset_ms(self, interval: Interval, tone: str) -> int:
        """Return when a tone at the end begins: at the end, or earlier where the session ends there, too, so that it is heard whole."""
        if interval.end_ms < self.session.total_ms:
            return interval.end_ms
        return max(interval.start_ms, interval.end_ms - self.tone_ms.get(tone, 0))

    # --- words ----------------------------------------------------------------------------------

    def _say(self, draft: IntervalDraft, passage: SpokenPassage) -> None:
        onset_ms = draft.interval.start_ms + draft.start_gap_ms
        wordings = self.narrator.wordings(passage.words, draft.index, onset_ms)
        priority = Priority.SAFETY if passage.is_caution else Priority.ANNOUNCEMENT
        draft.speak(wordings, onset_ms, priority=priority, automatic=False, span=passage.words[0].span)

    def _host(self, draft: IntervalDraft, host: TimeBefore) -> None:
        """Fill the time before an exercise: its own words, the round call, then what comes next."""
        self._own_words(draft, host)
        if not is_a_pass_of_its_own(draft, self.narrator):
            call_round(draft, self.narrator, draft.index)
        tell_next(draft, self.narrator)

    def _own_words(self, draft: IntervalDraft, host: TimeBefore) -> None:
        match host:
            case LeadInTime():
                words, default = host.words, self.phrases.get_ready()
            case RestTime():
                words, default = host.words, self.phrases.rest()
            case RemainingRest():
                words, default = (), self.phrases.rest()
            case OffTime():
                return
            case _:
                assert_never(host)
        if words:
            wordings = self.narrator.wordings(words, draft.index, draft.interval.start_ms)
            draft.flow(
                wordings,
                priority=Priority.FORM,
                automatic=False,
                latest_onset_ms=self._latest_onset_ms(words, draft),
                span=words[0].span,
            )
        elif host.options.announce is not False:
            draft.flow(default, priority=Priority.PRAISE)

    @staticmethod
    def _latest_onset_ms(words: Sequence[TextTemplate], draft: IntervalDraft) -> int:
        """Return until when words may begin: those that say a time would be wrong later."""
        if any(text.uses(*TIMES_OF_THE_MOMENT) for text in words):
            return draft.interval.start_ms + draft.start_gap_ms + FLOW_SLACK_MS
        return NEVER_TOO_LATE_MS
