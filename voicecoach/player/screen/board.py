"""What a screen shows at one instant of a session, as data."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.escaping import plain
from voicecoach.language.leaves import (
    CountedExercise,
    IntervalKind,
    RepeatedHold,
    SelfPacedExercise,
    SpokenPassage,
    details_of,
    is_until_done,
    items_of,
)
from voicecoach.player.now_playing import NowPlaying
from voicecoach.player.playback import PlayerState
from voicecoach.timeline.audible import Utterance
from voicecoach.timeline.detail_words import shown_details, shown_items
from voicecoach.timeline.events import EventKind
from voicecoach.timeline.moment import Narrator
from voicecoach.units import MS_PER_S, format_clock_ms, format_whole_seconds_ms

if TYPE_CHECKING:
    from voicecoach.language.intervals import Interval, SessionIntervals
    from voicecoach.language.leaves import Leaf
    from voicecoach.player.playback import Remark
    from voicecoach.timeline.events import Timeline
    from voicecoach.timeline.phrases import Phrases

WHOLE: Final = 1000
"""A bar that is full."""

_CUE_STAYS_MS: Final = 2 * MS_PER_S  # after it has been said, so that it can be read to the end
# "99", but "1:40": two large digits are read from further away than three and a colon.
_MINUTES_FROM_S: Final = 100

_BETWEEN: Final = frozenset({IntervalKind.LEAD_IN, IntervalKind.REST, IntervalKind.SWITCH})


class Board(Struct, frozen=True, kw_only=True):
    """All that a screen shows. Texts are as the author wrote them, not yet escaped for a terminal."""

    phrases: Phrases  # for what the screen itself says
    kind: IntervalKind
    number: str  # seconds left of the step, or those that have passed, or the rep; drawn large
    step: str  # its name
    place: str = ""  # "left side, round 2 of 3"
    cue: str = ""  # what is being said
    following: str = ""  # what comes next
    title: str = ""
    clock: str = ""  # "3:20 / 12:37"
    step_done: int = 0  # 0 to `WHOLE`
    session_done: int = 0
    state: PlayerState = PlayerState.PLAYING
    remark: str = ""  # what the listener should know, in words
    volume_percent: int = 100
    has_keys: bool = True
    ends_when_done: bool = False  # the step goes on until the listener says done
    shows_keys: bool = False  # the listener asked what each key does


class BoardStep(Struct, frozen=True, kw_only=True):
    """What stays the same for the whole of an interval."""

    name: str
    details: tuple[str, ...]  # what an exercise is done with; part of its place, too
    place: tuple[str, ...]
    following: str
    items: str


class Boards:
    """Makes the board of any position in a session, and of the time before it goes on."""

    def __init__(
        self, session: SessionIntervals, timeline: Timeline, phrases: Phrases, *, title: str
    ) -> None:
        self._session = session
        self._title = title
        self._phrases = phrases
        self._narrator = Narrator(session=session, phrases=phrases)
        self._starts_ms = [interval.start_ms for interval in session.intervals]
        self._spoken = [
            (event.onset_ms, event.onset_ms + event.duration_ms, event.audible.text)
            for event in timeline.events
            if event.kind is EventKind.SPEECH and isinstance(event.audible, Utterance)
        ]
        self._spoken_starts_ms = [start_ms for start_ms, _, _ in self._spoken]
        self._steps: dict[int, BoardStep] = {}

    @property
    def has_any(self) -> bool:
        """Whether there is anything to show; a session can have a length of zero."""
        return bool(self._starts_ms)

    def at(
        self,
        position_ms: int,
        *,
        state: PlayerState = PlayerState.PLAYING,
        remark: Remark | None = None,
        volume_percent: int = 100,
        has_keys: bool = True,
        shows_keys: bool = False,
        wait_ms: int = 0,
    ) -> Board:
        """Return what is to be seen at this time of the session; `wait_ms` is how long it is until it goes on there."""
        total_ms = self._session.total_ms
        now_ms = max(min(position_ms, total_ms), 0)
        index = max(bisect_right(self._starts_ms, now_ms) - 1, 0)
        interval = self._session.intervals[index]
        step = self.step(index)
        number, place = self._number(interval, now_ms, step.place)
        board = Board(
            phrases=self._phrases,
            kind=interval.leaf.kind,
            number=number,
            step=step.name,
            place=", ".join(place),
            cue="" if state is PlayerState.WAITING else self._cue(position_ms) or step.items,
            following=step.following,
            title=self._title,
            clock=f"{format_whole_seconds_ms(now_ms)} / {format_whole_seconds_ms(total_ms)}",
            step_done=WHOLE * (now_ms - interval.start_ms) // interval.duration_ms,
            session_done=WHOLE * now_ms // total_ms,
            state=state,
            remark=self._phrases.on_screen(f"remark_{remark.kind}", why=remark.why) if remark else "",
            volume_percent=volume_percent,
            has_keys=has_keys,
            ends_when_done=is_until_done(interval.leaf) and not wait_ms,
            shows_keys=shows_keys,
        )
        if not wait_ms:
            return board
        if interval.leaf.kind is IntervalKind.REST:  # it is longer by the wait
            return replace(board, number=_seconds(interval.end_ms - now_ms + wait_ms))
        return replace(
            board,
            kind=IntervalKind.LEAD_IN,
            number=_seconds(wait_ms),
            step=self._narrator.phrases.name_of_lead_in(),
            place="",
            cue="",
            following=self._with_length(index),
        )

    def now_playing(self, position_ms: int, *, state: PlayerState, volume_percent: int) -> NowPlaying:
        """Return what a desktop shows at this time of the session."""
        now_ms = max(position_ms, 0)
        index = max(bisect_right(self._starts_ms, now_ms) - 1, 0)
        interval = self._session.intervals[index]
        return NowPlaying(
            index=index,
            name=plain(self.step(index).name),
            session=plain(self._title),
            length_ms=interval.duration_ms,
            position_ms=min(now_ms - interval.start_ms, interval.duration_ms),
            state=state,
            volume_percent=volume_percent,
        )

    # --- the parts --------------------------------------------------------------------------------

    def _number(self, interval: Interval, now_ms: int, place: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """Return the large number: the rep that is being done, the seconds left as the countdown says them, or those that have passed."""
        leaf = interval.leaf
        if isinstance(leaf, CountedExercise):
            rep = leaf.rep_at(now_ms - interval.start_ms)
            return str(rep), (*place, self._phrases.on_screen("rep", n=rep, total=leaf.reps))
        if is_until_done(leaf):
            return _shown_seconds((now_ms - interval.start_ms) // MS_PER_S), place
        return _seconds(interval.end_ms - now_ms), place

    def _cue(self, now_ms: int) -> str:
        at = bisect_right(self._spoken_starts_ms, now_ms) - 1
        if at < 0:
            return ""
        _, end_ms, text = self._spoken[at]
        return text if now_ms < end_ms + _CUE_STAYS_MS else ""

    def step(self, index: int) -> BoardStep:
        """Return what is the same for the whole of a step, by its index."""
        if index not in self._steps:
            self._steps[index] = BoardStep(
                name=self._name(index),
                details=self.details(index),
                place=(*self.details(index), *self._place(index)),
                following=self._following(index),
                items=self._items(index),
            )
        return self._steps[index]

    def _name(self, index: int) -> str:
        return self._narrator.name(index) or self._title

    def _items(self, index: int) -> str:
        """Return the list of a circuit or a minute, to be read while it goes on."""
        items = items_of(self._session.intervals[index].leaf)
        return shown_items(items, self._narrator, index)

    def _following(self, index: int) -> str:
        """Return what comes next; after a rest or a switch, what it leads to as well."""
        intervals = self._session.intervals
        if index + 1 >= len(intervals):
            return self._phrases.on_screen("end")
        first = self._with_length(index + 1)
        is_between = intervals[index + 1].leaf.kind in _BETWEEN
        if not is_between or index + 2 >= len(intervals):
            return first
        return self._phrases.on_screen("then", first=first, second=self._with_length(index + 2))

    def details(self, index: int) -> tuple[str, ...]:
        """Return what an exercise is done with: "20mm", "+10kg"."""
        return shown_details(details_of(self._session.intervals[index].leaf), self._narrator, index)

    def side(self, leaf: Leaf) -> str:
        """Return "left side", or an empty text."""
        return self._phrases.side_on_screen(leaf.place.side) if leaf.place.side else ""

    def _place(self, index: int) -> tuple[str, ...]:
        leaf, phrases = self._session.intervals[index].leaf, self._phrases
        place = leaf.place
        parts = (
            phrases.reps_on_screen(leaf.reps, leaf.reps_from)
            if isinstance(leaf, SelfPacedExercise) and not leaf.also
            else "",
            self.side(leaf),
            phrases.on_screen("hang", n=leaf.number, total=leaf.total)
            if isinstance(leaf, RepeatedHold)
            else "",
            phrases.on_screen("set", n=place.set, total=place.sets) if place.set else "",
            self._round(index),
        )
        return tuple(part for part in parts if part)

    def _round(self, index: int) -> str:
        """Return "round 2 of 3", with the author's word where the block has one: "Climb 2 of 3"."""
        place = self._session.intervals[index].leaf.place
        if not place.round:
            return ""
        name = self._narrator.block(index)
        key, values = ("named", {"name": name}) if name else ("round", {})
        return self._phrases.on_screen(key, n=place.round, total=place.rounds, **values)

    def _with_length(self, index: int) -> str:
        interval = self._session.intervals[index]
        leaf = interval.leaf
        if isinstance(leaf, SpokenPassage):
            return self._phrases.on_screen("spoken")
        if isinstance(leaf, SelfPacedExercise) and leaf.also:
            return self._items(index)
        if isinstance(leaf, CountedExercise | SelfPacedExercise):
            length = self._phrases.reps_on_screen(leaf.reps, leaf.reps_from)
        else:
            length = self._phrases.length_on_screen(interval.duration_ms, is_limit=is_until_done(leaf))
        side = f", {self.side(leaf)}" if leaf.place.side else ""
        return ", ".join((f"{self._name(index)}{side}", *self.details(index), length))


def _seconds(left_ms: int) -> str:
    """Return the whole seconds left: 3 from three seconds on, when "three" is said."""
    return _shown_seconds(-(-left_ms // MS_PER_S))


def _shown_seconds(seconds: int) -> str:
    return str(seconds) if seconds < _MINUTES_FROM_S else format_clock_ms(seconds * MS_PER_S)
