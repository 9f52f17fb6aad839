"""Works out from the player's snapshots what was really heard: pauses, skips and inserts do not count."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.log.model import HeardStep, Progress
from voicecoach.units import FRAMES_PER_MS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from voicecoach.log.model import StepPlan
    from voicecoach.player.playback import DoneStep, Snapshot

LEFT_OUT_MS: Final = 1000
"""So much may be missing of a step that counts as completed: what a resumed session loses, and the reach of a thumb."""


def is_completed(step: StepPlan, heard: HeardStep) -> bool:
    """Return whether a step was heard from its beginning to its end, or until the listener said done."""
    return heard.done_ms is not None or heard.reached_ms >= step.end_ms - _tolerance_ms(step)


def _tolerance_ms(step: StepPlan) -> int:
    return min(LEFT_OUT_MS, step.duration_ms // 2)


class Hearing:
    """Adds up what is heard of a session, from `start_ms` on; `before` is what was heard of it in earlier runs."""

    def __init__(
        self, steps: Sequence[StepPlan], *, start_ms: int = 0, before: Iterable[HeardStep] = ()
    ) -> None:
        self._steps = steps
        self._starts = [step.start_ms for step in steps]
        self._heard: dict[int, HeardStep] = {}
        self._changed: set[int] = set()
        self._jumps = 0
        self._done: tuple[DoneStep, ...] = ()
        self._position_ms = start_ms
        self._played_ms = self._tension_ms = self._completed_steps = self._completed_work = 0
        for heard in before:
            self._set(heard)
        self._be_in(start_ms)

    def update(self, snapshot: Snapshot) -> None:
        """Take a snapshot of the player."""
        position_ms = snapshot.position_frame // FRAMES_PER_MS
        has_jumped = snapshot.jumps != self._jumps or position_ms < self._position_ms
        from_ms, self._position_ms, self._jumps = self._position_ms, position_ms, snapshot.jumps
        if not has_jumped:
            self._hear(from_ms, position_ms)
        for done in snapshot.done:
            if done not in self._done:  # a step that is repeated counts anew
                self._be_done(done, from_ms)
        self._done = snapshot.done
        self._be_in(position_ms)

    def progress(self, *, is_whole: bool = False) -> Progress:
        """Return how far it has come, with what changed since this was last asked for; or, `is_whole`, with everything."""
        numbers = sorted(self._heard if is_whole else self._changed)
        self._changed.clear()
        return Progress(
            position_ms=self._position_ms,
            played_ms=self._played_ms,
            tension_ms=self._tension_ms,
            completed_steps=self._completed_steps,
            completed_work=self._completed_work,
            changed=tuple(self._heard[number] for number in numbers),
        )

    def _be_in(self, position_ms: int) -> None:
        """Begin the step at this position, before anything of it is heard: a session that is broken off goes on there."""
        number = bisect_right(self._starts, position_ms) - 1
        if number >= 0 and number not in self._heard:
            self._set(HeardStep(number=number, heard_ms=0, reached_ms=self._steps[number].start_ms))

    def _be_done(self, done: DoneStep, from_ms: int) -> None:
        """Hear a step up to where the listener said done, and note how long it went on."""
        start_ms, reached_ms = done.start_frame // FRAMES_PER_MS, done.reached_frame // FRAMES_PER_MS
        number = bisect_right(self._starts, start_ms) - 1
        if start_ms <= from_ms < reached_ms:  # no snapshot since
            self._hear(from_ms, reached_ms)
        known = self._heard.get(number, HeardStep(number=number, heard_ms=0, reached_ms=start_ms))
        self._set(replace(known, done_ms=reached_ms - start_ms))

    def _hear(self, from_ms: int, to_ms: int) -> None:
        number = max(0, bisect_right(self._starts, from_ms) - 1)
        while number < len(self._steps) and self._starts[number] < to_ms:
            step = self._steps[number]
            low_ms, high_ms = max(from_ms, step.start_ms), min(to_ms, step.end_ms)
            if low_ms < high_ms:
                self._add(number, step, low_ms, high_ms)
            number += 1

    def _add(self, number: int, step: StepPlan, low_ms: int, high_ms: int) -> None:
        known = self._heard.get(number, HeardStep(number=number, heard_ms=0, reached_ms=step.start_ms))
        heard_ms, reached_ms, done_ms = known.heard_ms, known.reached_ms, known.done_ms
        if low_ms <= reached_ms + _tolerance_ms(step):
            reached_ms = max(reached_ms, high_ms)
        heard_ms += high_ms - low_ms
        self._set(HeardStep(number=number, heard_ms=heard_ms, reached_ms=reached_ms, done_ms=done_ms))

    def _set(self, heard: HeardStep) -> None:
        step, known = self._steps[heard.number], self._heard.get(heard.number)
        more_ms = heard.heard_ms - (known.heard_ms if known else 0)
        self._played_ms += more_ms
        self._tension_ms += more_ms if step.is_tension else 0
        more_completed = is_completed(step, heard) - bool(known and is_completed(step, known))
        self._completed_steps += more_completed
        self._completed_work += more_completed if step.is_tension else 0
        self._heard[heard.number] = heard
        self._changed.add(heard.number)
