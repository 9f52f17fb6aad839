"""What `play` shows: a line for each interval and each sentence, when it is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.report.plan import event_line, interval_line
from voicecoach.timeline.model import EventKind
from voicecoach.units import FRAMES_PER_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.pipeline import Compiled
    from voicecoach.player.model import Snapshot


class Follower:
    """Follows the playhead through the plan and shows each line once, in time with the sound."""

    def __init__(self, compiled: Compiled, *, start_ms: int, show: Callable[[str], None]) -> None:
        due = [
            (interval.start_ms, 0, interval_line(index, compiled))
            for index, interval in enumerate(compiled.session.intervals)
        ]
        due += [
            (event.onset_ms, 1, event_line(event))
            for event in compiled.timeline.events
            if event.kind is not EventKind.TONE
        ]
        self._due = sorted(due)
        self._next = 0
        self._start_ms = start_ms
        self._show = show
        self._remark = ""

    def update(self, snapshot: Snapshot) -> None:
        """Show what is due up to the audible frame, and what the listener should know."""
        if snapshot.remark != self._remark:
            self._remark = snapshot.remark
            if snapshot.remark:
                self._show(snapshot.remark)
        now_ms = snapshot.position_frame // FRAMES_PER_MS - self._start_ms
        while self._next < len(self._due) and self._due[self._next][0] <= now_ms:
            self._show(self._due[self._next][2])
            self._next += 1
