"""Session to schedule: when each tone and each cue is due, and in which window it has to fit.

What the texts will sound like, and how long, is not known here: `place` fits them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.diagnostics import Code, Diagnostic, error
from voicecoach.language.intervals import EXERCISE_KINDS, CallKind, Interval, IntervalKind, Item, Session
from voicecoach.language.model import DEFAULT_TIME_LEFT_MS, Priority, Text
from voicecoach.language.suggest import closest
from voicecoach.timeline.author import author_cues
from voicecoach.timeline.draft import Draft, start_gap_ms
from voicecoach.timeline.model import MAX_EVENTS, Schedule, ScheduledCue, ScheduledTone
from voicecoach.timeline.moment import Narrator
from voicecoach.timeline.patterns import capitalise
from voicecoach.timeline.tones import ToneRank, merge_tones
from voicecoach.units import MS_PER_MIN, MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from voicecoach.timeline.phrases import Phrases

AUTOMATIC_TIMES_FROM_MS = 20 * MS_PER_S  # halfway and time left come by themselves from this length on
SPOKEN_COUNTDOWN_FROM_MS = 6 * MS_PER_S  # ticks in anything shorter
REPLACES_WITHIN_MS = 2 * MS_PER_S  # an author's cue this near an automatic one takes its place
AMRAP_CALL_MS = 5 * MS_PER_MIN

_HOSTS = frozenset({IntervalKind.LEAD_IN, IntervalKind.REST})
_TIMED_EXERCISES = frozenset({IntervalKind.HOLD, IntervalKind.WORK})
_WITH_COUNTDOWN = _TIMED_EXERCISES | _HOSTS | {IntervalKind.SWITCH}


def schedule(
    session: Session, phrases: Phrases, tone_ms: Mapping[str, int]
) -> tuple[Schedule, tuple[Diagnostic, ...]]:
    """Return everything that is due, cues in the order of their intervals.

    `tone_ms` has the length of each tone of the pack. A tone that the pack lacks, and more than 100,000 events, are diagnostics.
    """
    scheduler = _Scheduler(
        session=session, narrator=Narrator(session=session, phrases=phrases), tone_ms=tone_ms
    )
    tones: list[tuple[ToneRank, ScheduledTone]] = []
    cues: list[ScheduledCue] = []
    found: dict[Diagnostic, None] = {}
    for index, interval in enumerate(session.intervals):
        draft = Draft(interval=interval, index=index, start_gap_ms=start_gap_ms(session, index, tone_ms))
        scheduler.fill(draft)
        cues.extend(draft.cues)
        tones.extend(draft.tones)
        found.update(dict.fromkeys(draft.found))
        if len(cues) + len(tones) > MAX_EVENTS:
            return Schedule(total_ms=session.total_ms, tones=(), cues=()), (
                error(Code.TOO_MANY_EVENTS, interval.leaf.span, limit=MAX_EVENTS),
            )
    known, unknown = [], {}
    for rank, tone in tones:
        if tone.tone in tone_ms:
            known.append((rank, tone))
        else:
            unknown[(tone.span.start, tone.tone)] = tone
    for tone in unknown.values():
        suggestion = closest(tone.tone, tone_ms)
        wrong = error(
            Code.UNKNOWN_TONE,
            tone.span,
            tone=tone.tone,
            suggestion=suggestion,
            known=", ".join(sorted(tone_ms)),
        )
        found[wrong] = None
    return Schedule(total_ms=session.total_ms, tones=merge_tones(known), cues=tuple(cues)), tuple(found)


class _Scheduler(Struct, frozen=True, kw_only=True):
    session: Session
    narrator: Narrator
    tone_ms: Mapping[str, int]

    @property
    def phrases(self) -> Phrases:
        return self.narrator.phrases

    def fill(self, draft: Draft) -> None:
        kind = draft.interval.leaf.kind
        self._tones(draft)
        if kind is IntervalKind.SAY:
            self._say(draft)
        elif kind in _HOSTS:
            self._host(draft)
        elif kind is IntervalKind.SWITCH:
            self._switch(draft)
        else:
            self._exercise(draft)
        author_onsets_ms = author_cues(draft, self.narrator)
        if kind in _TIMED_EXERCISES:
            self._time_calls(draft, author_onsets_ms)
        if kind in _WITH_COUNTDOWN:
            self._countdown(draft)

    # --- tones ----------------------------------------------------------------------------------

    def _tones(self, draft: Draft) -> None:
        interval, leaf = draft.interval, draft.interval.leaf
        tones = leaf.options.tones
        if leaf.kind in EXERCISE_KINDS:
            if tones.start:
                draft.tone(interval.start_ms, tones.start, ToneRank.START, tones.start_span)
            if tones.end:
                draft.tone(self._end_onset_ms(interval, tones.end), tones.end, ToneRank.END, tones.end_span)
        elif leaf.kind in _WITH_COUNTDOWN and leaf.options.countdown and tones.end:
            draft.tone(self._end_onset_ms(interval, "zero"), "zero", ToneRank.ZERO)
        if leaf.kind is IntervalKind.REPS:
            for rep in range(leaf.reps):
                beat_ms = interval.start_ms + rep * sum(leaf.beats_ms)
                for length_ms in leaf.beats_ms[:-1]:
                    beat_ms += length_ms
                    if tones.start or tones.end:
                        draft.tone(beat_ms, "tick", ToneRank.TICK)

    def _end_onset_ms(self, interval: Interval, tone: str) -> int:
        """At the end; where the session ends there the tone finishes exactly there."""
        if interval.end_ms < self.session.total_ms:
            return interval.end_ms
        return max(interval.start_ms, interval.end_ms - self.tone_ms.get(tone, 0))

    # --- what each kind says --------------------------------------------------------------------

    def _say(self, draft: Draft) -> None:
        leaf = draft.interval.leaf
        onset_ms = draft.interval.start_ms + draft.start_gap_ms
        wordings = self.narrator.wordings(leaf.words, draft.index, onset_ms)
        priority = Priority.SAFETY if leaf.is_caution else Priority.ANNOUNCEMENT
        draft.speak(wordings, onset_ms, priority=priority, automatic=False, span=leaf.words[0].span)

    def _host(self, draft: Draft) -> None:
        """Fill a lead-in or rest: its own words, the round call, then what comes next."""
        leaf = draft.interval.leaf
        if leaf.words:
            wordings = self.narrator.wordings(leaf.words, draft.index, draft.interval.start_ms)
            draft.flow(wordings, priority=Priority.FORM, automatic=False, span=leaf.words[0].span)
        elif leaf.is_quiet or leaf.options.announce is False:
            pass
        elif leaf.kind is IntervalKind.LEAD_IN:
            draft.flow(self.phrases.get_ready(), priority=Priority.PRAISE)
        else:
            draft.flow(self.phrases.rest(), priority=Priority.PRAISE)
        self._call(draft, draft.index)
        following = draft.index + 1
        if following < len(self.session.intervals) and self._is_announced(following):
            self._call(draft, following)
            self._announce(draft, following, is_next=leaf.kind is IntervalKind.REST)

    def _switch(self, draft: Draft) -> None:
        side = draft.interval.leaf.place.side
        assert side is not None, "a switch without a side"
        draft.flow(self.phrases.switch(side), priority=Priority.GO)

    def _exercise(self, draft: Draft) -> None:
        leaf = draft.interval.leaf
        before = self.session.intervals[draft.index - 1].leaf.kind if draft.index else None
        if before not in _HOSTS and before is not IntervalKind.SWITCH:
            self._call(draft, draft.index)
            if leaf.is_second_side and leaf.place.side is not None:
                draft.flow(self.phrases.switch(leaf.place.side), priority=Priority.GO)
            else:
                self._announce(draft, draft.index, is_next=False)
        for rep in range(leaf.reps if leaf.beats_ms else 0):
            onset_ms = draft.interval.start_ms + rep * sum(leaf.beats_ms)
            draft.speak(
                (self._number(rep + 1),),
                onset_ms,
                priority=Priority.COUNT,
                automatic=True,
                fallback_tone="tick",
            )

    def _is_announced(self, index: int) -> bool:
        leaf = self.session.intervals[index].leaf
        return leaf.kind in EXERCISE_KINDS and not leaf.is_second_side

    def _call(self, draft: Draft, index: int) -> None:
        call = self.session.intervals[index].leaf.call
        if call is None:
            return
        say = self.phrases.round_call if call.kind is CallKind.ROUND else self.phrases.set_call
        draft.flow(say(call.number, call.total), priority=Priority.ANNOUNCEMENT)

    def _announce(self, draft: Draft, index: int, *, is_next: bool) -> None:
        interval = self.session.intervals[index]
        leaf = interval.leaf
        match leaf.options.announce:
            case Text() as text:
                own_words = self.narrator.render(text, index, draft.interval.start_ms)
                draft.flow((own_words,), priority=Priority.ANNOUNCEMENT, automatic=False, span=text.span)
            case True:
                wordings = self._announcement(index, is_next=is_next)
                draft.flow(wordings, priority=Priority.ANNOUNCEMENT, span=leaf.span)
            case False:
                pass

    def _announcement(self, index: int, *, is_next: bool) -> tuple[str, ...]:
        interval = self.session.intervals[index]
        leaf = interval.leaf
        name = self.narrator.name(index)
        if leaf.items:
            items = [self._item(item, index) for item in leaf.items]
            return self.phrases.amrap(interval.duration_ms, items)
        if leaf.repeater:
            if leaf.repeater.hang > 1:
                return self.phrases.repeater_number(leaf.repeater.hang, leaf.repeater.hangs)
            return self.phrases.repeaters(name, leaf.repeater.hangs, interval.duration_ms)
        length = self.phrases.reps(leaf.reps) if leaf.reps else self.phrases.duration(interval.duration_ms)
        return self.phrases.exercise(name, length, side=leaf.place.side, is_next=is_next)

    def _item(self, item: Item, index: int) -> str:
        name = self.narrator.render(item.name, index, self.session.intervals[index].start_ms)
        return self.phrases.item(name, count=item.count, duration_ms=item.duration_ms)

    # --- time -----------------------------------------------------------------------------------

    def _time_calls(self, draft: Draft, author_onsets_ms: list[int]) -> None:
        interval, options = draft.interval, draft.interval.leaf.options
        calls: dict[int, tuple[tuple[str, ...], str]] = {}
        is_long = interval.duration_ms >= AUTOMATIC_TIMES_FROM_MS
        for left_ms in self._times_left_ms(interval):
            if 0 < left_ms < interval.duration_ms:
                calls[interval.end_ms - left_ms] = (self.phrases.time_left(left_ms), "")
        if options.halfway or (options.halfway is None and is_long):
            calls.setdefault(
                interval.start_ms + interval.duration_ms // 2, (self.phrases.halfway(), "halfway")
            )
        for onset_ms, (wordings, fallback_tone) in sorted(calls.items()):
            if any(abs(onset_ms - author_ms) <= REPLACES_WITHIN_MS for author_ms in author_onsets_ms):
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
        elif interval.duration_ms >= AUTOMATIC_TIMES_FROM_MS:
            yield from DEFAULT_TIME_LEFT_MS
        if interval.leaf.items:
            yield MS_PER_MIN
            yield from range(AMRAP_CALL_MS, interval.duration_ms, AMRAP_CALL_MS)

    def _countdown(self, draft: Draft) -> None:
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
