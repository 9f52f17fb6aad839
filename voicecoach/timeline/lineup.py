"""The cues of one interval while they are being placed: those placed, the next one, and those that wait."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct, field

from voicecoach.timeline.events import Anchor
from voicecoach.timeline.spacing import GAP_MS

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Iterable, Mapping

    from voicecoach.findings.session import GaveWay
    from voicecoach.timeline.audible import Audible
    from voicecoach.timeline.events import ScheduledCue


class Lengths:
    """The measured lengths of speech. Requests for lengths that were not measured are collected in `wanted`."""

    def __init__(self, measured_ms: Mapping[Audible, int]) -> None:
        self._measured_ms = measured_ms
        self.wanted: set[Audible] = set()

    def of(self, audible: Audible) -> int | None:
        length_ms = self._measured_ms.get(audible)
        if length_ms is None:
            self.wanted.add(audible)
        return length_ms


class Trial(Struct, eq=False, kw_only=True):
    """A cue with the wording and the onset that are being tried."""

    cue: ScheduledCue
    audible: Audible
    length_ms: int
    onset_ms: int  # as wished; a cue that flows takes the first free moment from here on
    moved_ms: int = 0

    @property
    def end_ms(self) -> int:
        return self.onset_ms + self.length_ms

    @property
    def shorter_wordings(self) -> tuple[Audible, ...]:
        """The wordings after the one that is tried; none where it is said faster already."""
        wordings = self.cue.wordings
        return wordings[wordings.index(self.audible) + 1 :] if self.audible in wordings else ()

    def take(self, audible: Audible, length_ms: int) -> None:
        self.audible, self.length_ms = audible, length_ms
        if self.cue.anchor is Anchor.END:
            self.onset_ms = self.cue.at_ms - length_ms

    def move(self, shift_ms: int) -> None:
        self.onset_ms += shift_ms
        self.moved_ms += shift_ms

    def yields_to(self, other: Trial) -> bool:
        """Return whether this cue gives way to an earlier one: it has a lower priority, or is the program's and not the author's."""
        if self.cue.priority != other.cue.priority:
            return self.cue.priority > other.cue.priority
        return self.cue.automatic and not other.cue.automatic


class Slot(Struct, frozen=True, kw_only=True):
    """The room for the next cue: from `free_ms`, when what is placed is over, to `limit_ms`."""

    trial: Trial
    before: Trial | None  # what was placed last
    after: Trial | None  # the first of those that wait and have a time of their own
    free_ms: int
    limit_ms: int
    need_ms: int
    room_ms: int
    obstacle: Trial | None  # the cue that it runs into, or None where that is the end of the step

    @property
    def earliest_ms(self) -> int:
        return max(self.free_ms, self.trial.cue.earliest_ms)

    @property
    def fits(self) -> bool:
        trial = self.trial
        in_time = self.earliest_ms <= trial.onset_ms <= trial.cue.latest_onset_ms
        return in_time and trial.end_ms <= self.limit_ms

    @property
    def meets_a_cue(self) -> bool:
        """Whether it is a cue, and not the step's end, that it has to be over before."""
        return self.limit_ms < self.trial.cue.latest_end_ms

    @property
    def in_the_way(self) -> Trial | None:
        """The following cue, where this one has begun in time and runs into it."""
        return self.after if self.meets_a_cue and self.trial.onset_ms >= self.free_ms else None


class Lineup(Struct, eq=False, kw_only=True):
    """All cues of one interval except the one that is being placed: those before it, and those that wait behind it."""

    lengths: Lengths
    begin_ms: int  # when the first cue can begin
    free_ms: int  # when the next cue can begin
    waiting: deque[Trial]
    placed: list[Trial] = field(default_factory=list)
    dropped: list[Trial] = field(default_factory=list)
    found: dict[GaveWay, None] = field(default_factory=dict)

    def slot(self, trial: Trial) -> Slot:
        before = self.placed[-1] if self.placed else None
        after = _first_firm(self.waiting)
        limit_ms = trial.cue.latest_end_ms
        if after is not None:
            limit_ms = min(limit_ms, after.onset_ms - GAP_MS)
        if limit_ms < trial.cue.latest_end_ms:
            obstacle = after
        else:
            obstacle = before if trial.cue.anchor is Anchor.END else None
        return Slot(
            trial=trial,
            before=before,
            after=after,
            free_ms=self.free_ms,
            limit_ms=limit_ms,
            need_ms=trial.length_ms,
            room_ms=max(0, limit_ms - max(trial.onset_ms, self.free_ms)),
            obstacle=obstacle,
        )

    def room_end_ms(self, waiting: Trial) -> int:
        """Return when a moved cue has to be over: before the next one with a time of its own, or at the interval's end."""
        position = self.waiting.index(waiting)
        following = _first_firm(islice(self.waiting, position + 1, None))
        if following is None:
            return waiting.cue.latest_end_ms
        return min(waiting.cue.latest_end_ms, following.onset_ms - GAP_MS)

    def first_that_stays(self, trial: Trial, *, before_ms: int) -> Trial | None:
        """Return the first of those that wait which has a time of its own, before this one, and does not yield to this cue."""
        for later in self.waiting:
            if later.cue.flows:
                continue
            if later.onset_ms >= before_ms:
                return None  # they wait in the order of their times
            if not later.yields_to(trial):
                return later
        return None

    def report(self, found: GaveWay) -> None:
        self.found.setdefault(found)


def _first_firm(trials: Iterable[Trial]) -> Trial | None:
    return next((trial for trial in trials if not trial.cue.flows), None)
