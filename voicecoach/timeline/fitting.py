"""The ladder for a cue that does not fit its slot, one interval at a time.

A shorter wording, up to 15 % more speed, another moment within 2 s (later first); then the cue of lower priority is left out.
"""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict, replace

from voicecoach.findings.session import CueFaster, CueLeftOut, CueMoved, CueShortened, GaveWay
from voicecoach.findings.terms import Obstacle, OtherCue
from voicecoach.language.model import Priority
from voicecoach.timeline.audible import Audible, Utterance
from voicecoach.timeline.events import Anchor, ScheduledCue
from voicecoach.timeline.grid import put_on_grid
from voicecoach.timeline.spacing import GAP_MS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


MAX_MOVE_MS = 2000
MAX_SPEED_PERCENT = 115


class Trial(Struct):
    """A cue on its way to its place."""

    cue: ScheduledCue
    audible: Audible
    length_ms: int
    onset_ms: int  # as wished; a cue that flows takes the first free moment from here on
    moved_ms: int = 0

    @property
    def end_ms(self) -> int:
        return self.onset_ms + self.length_ms

    def take(self, audible: Audible, length_ms: int) -> None:
        self.audible, self.length_ms = audible, length_ms
        if self.cue.anchor is Anchor.END:
            self.onset_ms = self.cue.at_ms - length_ms


class Fitter(Struct, frozen=True, kw_only=True):
    lengths_ms: Mapping[Audible, int]
    wanted: set[Audible]
    found: dict[GaveWay, None]

    def fit(
        self, cues: Sequence[ScheduledCue], previous_end_ms: int, until_ms: int | None
    ) -> Iterator[tuple[ScheduledCue, Audible | str, int]]:
        """Yield (cue, clip or fallback tone, onset) for the cues of one interval, all over 250 ms before `until_ms`."""
        if until_ms is not None and cues[0].latest_end_ms > until_ms - GAP_MS:
            cues = [replace(cue, latest_end_ms=until_ms - GAP_MS) for cue in cues]
        waiting = deque(self._trials(self._without_late_ends(cues)))
        dropped: list[Trial] = []
        free_ms = previous_end_ms + GAP_MS
        placed: list[Trial] = []
        while waiting:
            trial = waiting.popleft()
            if trial.cue.anchor is Anchor.START:
                trial.onset_ms = max(trial.onset_ms, free_ms)
            if self._settle(trial, waiting, placed, dropped, free_ms):
                placed.append(trial)
            else:
                dropped.append(trial)
            free_ms = placed[-1].end_ms + GAP_MS if placed else previous_end_ms + GAP_MS
        put_on_grid(placed, previous_end_ms=previous_end_ms, gap_ms=GAP_MS)
        for trial in placed:
            yield trial.cue, trial.audible, trial.onset_ms
        for trial in dropped:
            if trial.cue.fallback_tone:
                yield trial.cue, trial.cue.fallback_tone, trial.cue.at_ms

    def _without_late_ends(self, cues: Sequence[ScheduledCue]) -> Iterator[ScheduledCue]:
        """Leave out a cue that finishes exactly at an end where the next thing, which is firm, comes too soon after."""
        for cue in cues:
            if cue.anchor is Anchor.END and cue.at_ms > cue.latest_end_ms:
                need_ms = self._length_ms(cue.wordings[0]) or 0
                room_ms = max(0, need_ms - (cue.at_ms - cue.latest_end_ms))
                self._report(
                    CueLeftOut(
                        span=cue.span,
                        text=words(cue.wordings[0]),
                        need_ms=need_ms,
                        room_ms=room_ms,
                        by=Obstacle.REP_COUNT,
                        is_automatic=cue.automatic,
                    )
                )
            else:
                yield cue

    def _trials(self, cues: Iterable[ScheduledCue]) -> list[Trial]:
        trials = []
        for cue in cues:
            length_ms = self._length_ms(cue.wordings[0])
            if length_ms is None:
                continue
            onset_ms = cue.at_ms - length_ms if cue.anchor is Anchor.END else cue.at_ms
            trials.append(Trial(cue=cue, audible=cue.wordings[0], length_ms=length_ms, onset_ms=onset_ms))
        ends = [trial for trial in trials if trial.cue.anchor is Anchor.END]
        trials = [
            trial
            for trial in trials
            if not (trial.cue.is_countdown and any(trial.end_ms + GAP_MS > end.onset_ms for end in ends))
        ]
        trials.sort(key=lambda trial: (trial.cue.anchor is Anchor.END, trial.onset_ms, trial.cue.flows))
        return trials

    # --- one cue against what follows it ---------------------------------------------------------

    def _settle(
        self, trial: Trial, waiting: deque[Trial], placed: list[Trial], dropped: list[Trial], free_ms: int
    ) -> bool:
        """Make the cue fit between `free_ms` and what follows, or report that it is left out."""
        while True:
            after = next((later for later in waiting if not later.cue.flows), None)
            limit_ms = trial.cue.latest_end_ms
            if after is not None:
                limit_ms = min(limit_ms, after.onset_ms - GAP_MS)
            if self._is_in_place(trial, free_ms, limit_ms):
                return True
            room_ms = max(0, limit_ms - max(trial.onset_ms, free_ms))
            need_ms = trial.length_ms
            if trial.onset_ms > trial.cue.latest_onset_ms:
                self._left_out(trial, need_ms=need_ms, room_ms=0, by=placed[-1] if placed else None)
                return False
            in_the_way = self._in_the_way(trial, after, placed, limit_ms)
            if self._shorten(trial, after, free_ms, limit_ms, room_ms, by=in_the_way):
                continue
            if self._move(trial, after, waiting, free_ms, limit_ms, need_ms, room_ms):
                continue
            if self._move_shorter(trial, after, waiting, free_ms, limit_ms, room_ms, by=in_the_way):
                continue
            if limit_ms < trial.cue.latest_end_ms and self._drop_lower(
                trial, after, waiting, dropped, free_ms
            ):
                continue
            if trial.cue.flows and self._drop_chained(trial, placed, limit_ms):
                free_ms = placed[-1].end_ms + GAP_MS if placed else trial.cue.at_ms
                trial.onset_ms = max(trial.cue.at_ms, free_ms)
                continue
            self._left_out(trial, need_ms=need_ms, room_ms=room_ms, by=in_the_way)
            return False

    @staticmethod
    def _in_the_way(trial: Trial, after: Trial | None, placed: list[Trial], limit_ms: int) -> Trial | None:
        """Return the cue that this one collides with, or None where it is the end of the step."""
        if limit_ms < trial.cue.latest_end_ms:
            return after
        return placed[-1] if trial.cue.anchor is Anchor.END and placed else None

    @staticmethod
    def _is_in_place(trial: Trial, free_ms: int, limit_ms: int) -> bool:
        earliest_ms = max(free_ms, trial.cue.earliest_ms)
        return earliest_ms <= trial.onset_ms <= trial.cue.latest_onset_ms and trial.end_ms <= limit_ms

    def _shorten(
        self,
        trial: Trial,
        after: Trial | None,
        free_ms: int,
        limit_ms: int,
        room_ms: int,
        *,
        by: Trial | None,
    ) -> bool:
        """Take a shorter wording, else more speed: of the cue itself, or of the `end` cue that it runs into."""
        both = [trial]
        if after is not None and after.cue.anchor is Anchor.END:
            both.append(after)
        for find in (self._shorter_wording, self._faster):
            for candidate in both:
                if candidate is trial:
                    start_ms = free_ms if trial.cue.anchor is Anchor.END else trial.onset_ms
                    end_ms = trial.cue.at_ms if trial.cue.anchor is Anchor.END else limit_ms
                    fits_ms = end_ms - max(start_ms, trial.cue.earliest_ms)
                else:
                    fits_ms = candidate.cue.at_ms - (trial.end_ms + GAP_MS)
                choice = find(candidate, fits_ms)
                if choice is None:
                    continue
                audible, length_ms = choice
                if length_ms >= candidate.length_ms:
                    continue  # no gain: something else than its length is in the way
                is_trial = candidate is trial
                self._report_change(
                    candidate,
                    audible,
                    candidate.length_ms,
                    room_ms if is_trial else fits_ms,
                    by=by if is_trial else trial,
                )
                candidate.take(audible, length_ms)
                return True
        return False

    def _shorter_wording(self, trial: Trial, fits_ms: int) -> tuple[Audible, int] | None:
        wordings = trial.cue.wordings
        if trial.audible not in wordings:
            return None
        for wording in wordings[wordings.index(trial.audible) + 1 :]:
            length_ms = self._length_ms(wording)
            if length_ms is not None and length_ms <= fits_ms and length_ms < trial.length_ms:
                return wording, length_ms
        return None

    def _faster(self, trial: Trial, fits_ms: int) -> tuple[Audible, int] | None:
        """Return the shortest wording at the least speed that fits: the engine is asked, then measured."""
        shortest = trial.cue.wordings[-1]
        if not isinstance(shortest, Utterance) or fits_ms <= 0:
            return None
        length_ms = self._length_ms(shortest)
        if length_ms is None:
            return None
        percent = max(-(-100 * length_ms // fits_ms), 101)
        while percent <= MAX_SPEED_PERCENT:
            faster = replace(shortest, speed_percent=percent)
            faster_ms = self._length_ms(faster)
            if faster_ms is not None and faster_ms <= fits_ms:
                return faster, faster_ms
            if faster_ms is None:
                return None  # measured first, tried again in the next pass
            percent += max(1, -(-100 * (faster_ms - fits_ms) // fits_ms))
        return None

    def _move(
        self,
        trial: Trial,
        after: Trial | None,
        waiting: deque[Trial],
        free_ms: int,
        limit_ms: int,
        need_ms: int,
        room_ms: int,
    ) -> bool:
        """Move by up to 2 s, later first: the following cue out of the way, this one behind it, or this one earlier."""
        hits_after = after is not None and limit_ms < trial.cue.latest_end_ms and trial.onset_ms >= free_ms
        if after is not None and hits_after and self._move_later(after, trial, waiting):
            return True
        if not trial.cue.may_move or trial.cue.anchor is Anchor.END:
            return False
        if after is not None and hits_after and after.cue.anchor is Anchor.START:
            shift_ms = after.end_ms + GAP_MS - trial.onset_ms
            if trial.moved_ms + shift_ms <= MAX_MOVE_MS and (
                trial.end_ms + shift_ms <= self._room_end_ms(after, waiting)
            ):
                # Let the following cue go first, and come back for this one.
                self._report_move(trial, need_ms=need_ms, room_ms=room_ms, by=after, moved_ms=shift_ms)
                trial.moved_ms += shift_ms
                waiting.remove(after)
                waiting.appendleft(
                    Trial(
                        cue=trial.cue,
                        audible=trial.audible,
                        length_ms=trial.length_ms,
                        onset_ms=trial.onset_ms + shift_ms,
                        moved_ms=trial.moved_ms,
                    ),
                )
                trial.cue, trial.audible, trial.length_ms = after.cue, after.audible, after.length_ms
                trial.onset_ms, trial.moved_ms = after.onset_ms, after.moved_ms
                return True
        shift_ms = trial.end_ms - limit_ms
        earliest_ms = max(free_ms, trial.cue.earliest_ms)
        if 0 < shift_ms <= MAX_MOVE_MS and trial.onset_ms - shift_ms >= earliest_ms:
            trial.onset_ms -= shift_ms
            trial.moved_ms -= shift_ms
            self._report_move(trial, need_ms=need_ms, room_ms=room_ms, by=after if hits_after else None)
            return True
        return False

    def _move_later(self, after: Trial, trial: Trial, waiting: deque[Trial]) -> bool:
        """Move the following cue behind this one, as it is or, where that is too long there, in a shorter wording."""
        shift_ms = trial.end_ms + GAP_MS - after.onset_ms
        if not after.cue.may_move or not 0 < shift_ms <= MAX_MOVE_MS - after.moved_ms:
            return False
        room_ms = self._room_end_ms(after, waiting) - (after.onset_ms + shift_ms)
        full, full_ms = after.audible, after.length_ms
        shorter = (
            after.cue.wordings[after.cue.wordings.index(full) + 1 :] if full in after.cue.wordings else ()
        )
        for audible in (full, *shorter):
            length_ms = self._length_ms(audible)
            if length_ms is None or length_ms > room_ms:
                continue
            if audible is not full:
                self._report_change(after, audible, full_ms, room_ms, by=trial)
            after.take(audible, length_ms)
            after.onset_ms += shift_ms
            after.moved_ms += shift_ms
            self._report_move(after, need_ms=full_ms, room_ms=max(0, full_ms - shift_ms), by=trial)
            return True
        return False

    def _move_shorter(
        self,
        trial: Trial,
        after: Trial | None,
        waiting: deque[Trial],
        free_ms: int,
        limit_ms: int,
        room_ms: int,
        *,
        by: Trial | None,
    ) -> bool:
        """Move with a shorter wording, where neither the one nor the other was enough."""
        full, full_ms = trial.audible, trial.length_ms
        if full not in trial.cue.wordings:
            return False
        for wording in trial.cue.wordings[trial.cue.wordings.index(full) + 1 :]:
            length_ms = self._length_ms(wording)
            if length_ms is None or length_ms >= full_ms:
                continue
            trial.take(wording, length_ms)
            if self._move(trial, after, waiting, free_ms, limit_ms, length_ms, room_ms):
                self._report_change(trial, wording, full_ms, room_ms, by=by, said=full)
                return True
        trial.take(full, full_ms)
        return False

    def _drop_lower(
        self,
        trial: Trial,
        after: Trial | None,
        waiting: deque[Trial],
        dropped: list[Trial],
        free_ms: int,
    ) -> bool:
        """Leave out the following cue where it yields and that makes room."""
        if after is None or not self._yields(after, to=trial):
            return False
        if not self._fits_without_lower(trial, waiting, free_ms):
            return False
        waiting.remove(after)
        dropped.append(after)
        room_ms = max(0, after.end_ms - trial.end_ms - GAP_MS)
        self._left_out(after, need_ms=after.length_ms, room_ms=room_ms, by=trial)
        return True

    def _fits_without_lower(self, trial: Trial, waiting: deque[Trial], free_ms: int) -> bool:
        """Return whether the cue would fit, as it is or shorter, once all that yields to it is out of its way."""
        firm = next(
            (later for later in waiting if not later.cue.flows and not self._yields(later, to=trial)), None
        )
        limit_ms = trial.cue.latest_end_ms
        if firm is not None:
            limit_ms = min(limit_ms, firm.onset_ms - GAP_MS)
        lengths_ms = (self._length_ms(wording) for wording in trial.cue.wordings)
        shortest_ms = min(
            (length_ms for length_ms in lengths_ms if length_ms is not None), default=trial.length_ms
        )
        return max(trial.onset_ms, free_ms) + min(shortest_ms, trial.length_ms) <= limit_ms

    def _room_end_ms(self, trial: Trial, waiting: deque[Trial]) -> int:
        """Return when a moved cue must be over: before the next fixed one, or at the interval's end."""
        position = waiting.index(trial)
        following = next(
            (later for later in islice(waiting, position + 1, None) if not later.cue.flows), None
        )
        if following is None:
            return trial.cue.latest_end_ms
        return min(trial.cue.latest_end_ms, following.onset_ms - GAP_MS)

    @staticmethod
    def _yields(cue: Trial, *, to: Trial) -> bool:
        """Return whether the later cue gives way: lower priority, or as high and automatic against the author's."""
        ours, theirs = cue.cue, to.cue
        if ours.priority != theirs.priority:
            return ours.priority > theirs.priority
        return ours.automatic and not theirs.automatic

    def _drop_chained(self, trial: Trial, placed: list[Trial], limit_ms: int) -> bool:
        """Leave out words before this one in its chain ("Rest.") where that makes room for something more important."""
        if not placed:
            return False
        before = placed[-1]
        shortest_ms = min((self._length_ms(wording) or 0) for wording in trial.cue.wordings)
        gained_onset_ms = max(
            trial.cue.at_ms, placed[-2].end_ms + GAP_MS if len(placed) > 1 else trial.cue.at_ms
        )
        if (
            before.cue.flows
            and before.cue.priority > trial.cue.priority
            and gained_onset_ms + shortest_ms <= limit_ms
        ):
            placed.pop()
            self._left_out(before, need_ms=before.length_ms, room_ms=0, by=trial)
            trial.take(trial.cue.wordings[0], self.lengths_ms[trial.cue.wordings[0]])
            return True
        return False

    def _length_ms(self, audible: Audible) -> int | None:
        length_ms = self.lengths_ms.get(audible)
        if length_ms is None:
            self.wanted.add(audible)
        return length_ms

    # --- findings -------------------------------------------------------------------------------

    def _report_change(
        self,
        trial: Trial,
        audible: Audible,
        need_ms: int,
        room_ms: int,
        *,
        by: Trial | None,
        said: Audible | None = None,
    ) -> None:
        shortened = CueShortened(
            span=trial.cue.span,
            text=words(said or trial.audible),
            need_ms=need_ms,
            room_ms=max(0, room_ms),
            by=_by(by),
            is_automatic=trial.cue.automatic,
            wording=words(audible),
        )
        if isinstance(audible, Utterance) and audible.speed_percent > 100:  # noqa: PLR2004 - percent
            self._report(CueFaster(**asdict(shortened), percent=audible.speed_percent))
        else:
            self._report(shortened)

    def _report_move(
        self, trial: Trial, *, need_ms: int, room_ms: int, by: Trial | None, moved_ms: int | None = None
    ) -> None:
        self._report(
            CueMoved(
                span=trial.cue.span,
                text=words(trial.audible),
                need_ms=need_ms,
                room_ms=room_ms,
                by=_by(by),
                is_automatic=trial.cue.automatic,
                moved_ms=trial.moved_ms if moved_ms is None else moved_ms,
            )
        )

    def _left_out(self, trial: Trial, *, need_ms: int, room_ms: int, by: Trial | None) -> None:
        self._report(
            CueLeftOut(
                span=trial.cue.span,
                text=words(trial.audible),
                need_ms=need_ms,
                room_ms=room_ms,
                by=_by(by),
                is_automatic=trial.cue.automatic,
            )
        )

    def _report(self, found: GaveWay) -> None:
        self.found.setdefault(found)


def words(audible: Audible) -> str:
    return audible.text if isinstance(audible, Utterance) else audible.path


def _by(trial: Trial | None) -> Obstacle | OtherCue:
    if trial is None:
        return Obstacle.STEP_END
    if trial.cue.is_countdown:
        return Obstacle.COUNTDOWN
    if trial.cue.priority is Priority.COUNT:
        return Obstacle.REP_COUNT
    return OtherCue(text=words(trial.audible))
