"""A session's intervals to its schedule: when each tone and each cue is due, and in which window it has to fit.

What the texts will sound like, and how long, is not known here: `place` fits them.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from voicecoach.findings.base import instead
from voicecoach.findings.session import TooManyEvents, UnknownTone
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
    is_until_done,
)
from voicecoach.language.model import DEFAULT_TIME_LEFT_MS, TIMES_OF_THE_MOMENT, Priority
from voicecoach.language.suggest import closest
from voicecoach.timeline.announcements import (
    MOST_PASSAGES,
    TimeBefore,
    announcement,
    told_in,
    told_in_two,
)
from voicecoach.timeline.author import FLOW_SLACK_MS, author_cues
from voicecoach.timeline.draft import IntervalDraft, start_gap_ms
from voicecoach.timeline.events import MAX_EVENTS, NEVER_TOO_LATE_MS, Schedule, ScheduledCue, ScheduledTone
from voicecoach.timeline.moment import Narrator
from voicecoach.timeline.patterns import capitalise
from voicecoach.timeline.tones import ToneRank, merge_tones
from voicecoach.timeline.work import WorkCount
from voicecoach.units import MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from voicecoach.findings import Finding
    from voicecoach.language.intervals import Interval, SessionIntervals
    from voicecoach.language.model import TextTemplate
    from voicecoach.timeline.phrases import Phrases

AUTOMATIC_TIMES_FROM_MS = 20 * MS_PER_S  # halfway and time left come by themselves from this length on
SPOKEN_COUNTDOWN_FROM_MS = 6 * MS_PER_S  # ticks in anything shorter
REPLACES_WITHIN_MS = 2 * MS_PER_S  # an author's cue this near an automatic one takes its place
TOLD_AHEAD_MS = 10 * MS_PER_S  # of the next exercise, where no time lies between two
EACH_MORE_AHEAD_MS = 2 * MS_PER_S  # where several come in one time
CIRCUIT_CALL_MS = 5 * MS_PER_MIN
COUNT_UP_MS = 10 * MS_PER_S


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
                self._tell_next(draft)
                author_cues(draft, self.narrator)
            case LeadInTime() | RestTime() | OffTime() | RemainingRest():
                self._zero_tone(draft)
                self._host(draft, leaf)
                author_cues(draft, self.narrator)
                self._countdown(draft)
            case SwitchTime():
                self._zero_tone(draft)
                draft.flow(self.phrases.switch(leaf.to), priority=Priority.GO)
                author_cues(draft, self.narrator)
                self._countdown(draft)
            case CountedExercise():
                self._begin_and_end(draft)
                self._told_at_start(draft)
                self._count(draft, leaf)
                author_cues(draft, self.narrator)
            case SelfPacedExercise():
                self._begin_and_end(draft)
                self._told_at_start(draft)
                onsets_ms = author_cues(draft, self.narrator)
                self._time_calls(draft, [*onsets_ms, *self._tell_ahead(draft)])
                self._countdown(draft)
            case TimedExercise() | RepeatedHold() | Circuit():
                self._begin_and_end(draft)
                self._told_at_start(draft)
                author_onsets_ms = author_cues(draft, self.narrator)
                self._time_calls(draft, author_onsets_ms)
                if not leaf.until_done:
                    self._countdown(draft)
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
        """At the end; where the session ends there the tone finishes exactly there."""
        if interval.end_ms < self.session.total_ms:
            return interval.end_ms
        return max(interval.start_ms, interval.end_ms - self.tone_ms.get(tone, 0))

    # --- what each kind says --------------------------------------------------------------------

    def _say(self, draft: IntervalDraft, passage: SpokenPassage) -> None:
        onset_ms = draft.interval.start_ms + draft.start_gap_ms
        wordings = self.narrator.wordings(passage.words, draft.index, onset_ms)
        priority = Priority.SAFETY if passage.is_caution else Priority.ANNOUNCEMENT
        draft.speak(wordings, onset_ms, priority=priority, automatic=False, span=passage.words[0].span)

    def _host(self, draft: IntervalDraft, host: TimeBefore) -> None:
        """Fill the time before an exercise: its own words, the round call, then what comes next."""
        self._own_words(draft, host)
        self._call(draft, draft.index)
        self._tell_next(draft)

    def _tell_next(self, draft: IntervalDraft) -> None:
        """Say which round and which exercise comes next, where this is the time for that."""
        exercise = self._next_told_in(draft)
        if exercise is not None:
            self._call(draft, exercise)
            self._announce(draft, exercise)

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

    def _told_at_start(self, draft: IntervalDraft) -> None:
        """Announce an exercise, or another side of it, at its own start where no time before it is there for that."""
        side = draft.interval.leaf.place.side
        told = told_in(self.session, draft.index)
        if told == draft.index:
            self._call(draft, draft.index)
            self._announce(draft, draft.index)
        elif told is not None:
            self._announce(draft, draft.index, if_untold=True)
        elif side is not None and not self._follows_a_switch(draft):
            self._call(draft, draft.index)
            draft.flow(self.phrases.switch(side), priority=Priority.GO)

    def _follows_a_switch(self, draft: IntervalDraft) -> bool:
        return draft.index > 0 and isinstance(self.session.intervals[draft.index - 1].leaf, SwitchTime)

    def _next_told_in(self, draft: IntervalDraft) -> int | None:
        """Return the exercise that is announced here; only spoken passages are between."""
        first = draft.index + 1
        for following, interval in enumerate(
            self.session.intervals[first : first + MOST_PASSAGES], start=first
        ):
            if isinstance(interval.leaf, Exercise):
                return following if told_in(self.session, following) == draft.index else None
            if not isinstance(interval.leaf, SpokenPassage):
                return None
        return None

    def _tell_ahead(self, draft: IntervalDraft) -> Iterator[int]:
        """Announce the exercise that follows without a time between, shortly before the end; yield when no time is called."""
        exercise = self._next_told_in(draft)
        if exercise is None:
            return
        interval, following = draft.interval, self.session.intervals[exercise].leaf
        ahead_ms = TOLD_AHEAD_MS
        if isinstance(following, SelfPacedExercise):
            ahead_ms += len(following.also) * EACH_MORE_AHEAD_MS
        onset_ms = max(interval.start_ms + draft.start_gap_ms, interval.end_ms - ahead_ms)
        is_called = self._call(draft, exercise, at_ms=onset_ms)
        told = announcement(self.narrator, exercise, draft.index, onset_ms)
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

    def _count(self, draft: IntervalDraft, exercise: CountedExercise) -> None:
        """Count each rep on its first beat; its other beats tick."""
        tones = exercise.options.tones
        for rep in range(exercise.reps):
            beat_ms = draft.interval.start_ms + rep * exercise.rep_ms
            draft.speak(
                (self._number(rep + 1),),
                beat_ms,
                priority=Priority.COUNT,
                automatic=True,
                fallback_tone="tick",
            )
            for length_ms in exercise.beats_ms[:-1] if tones.start or tones.end else ():
                beat_ms += length_ms
                draft.tone(beat_ms, "tick", ToneRank.TICK)

    def _call(self, draft: IntervalDraft, index: int, *, at_ms: int | None = None) -> bool:
        """Say which round comes, where one does; return whether one does."""
        call = self.session.intervals[index].leaf.call
        if call is None:
            return False
        name = "" if call.name is None else self.narrator.render(call.name, index, draft.interval.start_ms)
        wordings = self.phrases.call(call.kind, call.number, call.total, name=name, is_last=call.is_last)
        draft.flow(wordings, priority=Priority.ANNOUNCEMENT, at_ms=at_ms)
        return True

    def _announce(self, draft: IntervalDraft, exercise: int, *, if_untold: bool = False) -> None:
        told = announcement(self.narrator, exercise, draft.index, draft.interval.start_ms)
        if told is None or (if_untold and not told.telling):
            return
        for one in told_in_two(told, self.narrator) if if_untold else (told,):
            draft.announce(one, if_untold=if_untold)

    # --- time -----------------------------------------------------------------------------------

    def _time_calls(self, draft: IntervalDraft, author_onsets_ms: list[int]) -> None:
        interval, options = draft.interval, draft.interval.leaf.options
        calls: dict[int, tuple[tuple[str, ...], str]] = {}
        is_long = interval.duration_ms >= AUTOMATIC_TIMES_FROM_MS and not is_until_done(interval.leaf)
        for up_ms in self._times_up_ms(interval):
            calls[interval.start_ms + up_ms] = (self.phrases.time_up(up_ms), "")
        for left_ms in self._times_left_ms(interval):
            if 0 < left_ms < interval.duration_ms:
                calls[interval.end_ms - left_ms] = (self.phrases.time_left(left_ms), "")
        if options.halfway or (options.halfway is None and is_long):
            calls.setdefault(
                interval.start_ms + interval.duration_ms // 2, (self.phrases.halfway(), "halfway")
            )
        taken_ms = sorted(author_onsets_ms)
        for onset_ms, (wordings, fallback_tone) in sorted(calls.items()):
            near = bisect_left(taken_ms, onset_ms - REPLACES_WITHIN_MS)
            if near < len(taken_ms) and taken_ms[near] <= onset_ms + REPLACES_WITHIN_MS:
                continue
            draft.speak(
                wordings,
                onset_ms,
                priority=Priority.TIME,
                automatic=True,
                may_move=bool(fallback_tone),
                fallback_tone=fallback_tone,
            )

    @staticmethod
    def _times_left_ms(interval: Interval) -> Iterator[int]:
        times_left_ms = interval.leaf.options.time_left_ms
        if times_left_ms is not None:
            yield from times_left_ms
        elif interval.duration_ms >= AUTOMATIC_TIMES_FROM_MS and not is_until_done(interval.leaf):
            yield from DEFAULT_TIME_LEFT_MS
        if isinstance(interval.leaf, Circuit):
            yield MS_PER_MIN
            if not interval.leaf.until_done:
                yield from range(CIRCUIT_CALL_MS, interval.duration_ms, CIRCUIT_CALL_MS)

    @staticmethod
    def _times_up_ms(interval: Interval) -> range:
        """Return after which times it is said how long it has gone on, where nobody knows when it ends."""
        leaf = interval.leaf
        if not is_until_done(leaf) or leaf.options.time_left_ms is not None:
            return range(0)
        every_ms = CIRCUIT_CALL_MS if isinstance(leaf, Circuit) else COUNT_UP_MS
        return range(every_ms, interval.duration_ms, every_ms)

    def _countdown(self, draft: IntervalDraft) -> None:
        interval, options = draft.interval, draft.interval.leaf.options
        for number in range(options.countdown, 0, -1):
            onset_ms = interval.end_ms - number * MS_PER_S
            if onset_ms < interval.start_ms:
                continue
            if interval.duration_ms >= SPOKEN_COUNTDOWN_FROM_MS:
                draft.speak(
                    (self._number(number),),
                    onset_ms,
                    priority=Priority.COUNT,
                    automatic=True,
                    is_countdown=True,
                    fallback_tone="tick",
                )
            elif options.tones.start or options.tones.end:
                draft.tone(onset_ms, "tick", ToneRank.TICK)

    def _number(self, number: int) -> str:
        return f"{capitalise(self.phrases.number(number))}."
