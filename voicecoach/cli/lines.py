"""What `play` prints without a screen: a line for each interval, each sentence and each change, when it is heard."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.phrases import DEFAULT_LANGUAGE, load_phrases
from voicecoach.player.playback import PlayerState
from voicecoach.report.plan import event_line, interval_line
from voicecoach.timeline.events import EventKind
from voicecoach.units import FRAMES_PER_MS, SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.pipeline import Compiled
    from voicecoach.player.playback import Remark, Snapshot

_JUST_MS: Final = 300  # what has begun since the jump, before we were told of it
_QUIET_STATES: Final = {
    PlayerState.PAUSED: "(paused)",
    PlayerState.WAITING: "(waiting: Enter, the space bar or a pedal says go)",
}


class Lines:
    """Follows the playhead through the plan and shows each line in time with the sound; after a jump, on from there."""

    def __init__(self, compiled: Compiled, *, start_ms: int, show: Callable[[str], None]) -> None:
        """Begin with the step in which `start_ms` is, and with what is heard from then on."""
        self._show = show
        self._before: Snapshot | None = None
        self._is_told = False  # that it goes on soon
        self.grow(compiled)
        self._next = bisect_left(self._due, (start_ms,))
        self._begun = [
            interval_line(index, compiled)
            for index, interval in enumerate(compiled.session.intervals)
            if interval.start_ms < start_ms < interval.end_ms
        ]

    def grow(self, compiled: Compiled) -> None:
        """Go on with more of the same session: what was due so far is the same in it."""
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

    def update(self, snapshot: Snapshot) -> None:
        """Show what is due up to the audible frame."""
        before, self._before = self._before or replace(snapshot, state=PlayerState.OPENING), snapshot
        now_ms = snapshot.position_frame // FRAMES_PER_MS
        if snapshot.state is not before.state:
            if snapshot.state in _QUIET_STATES:
                self._show(_QUIET_STATES[snapshot.state])
            elif snapshot.state is PlayerState.PLAYING and before.state in _QUIET_STATES:
                self._show("(going on)")
        if snapshot.volume_percent != before.volume_percent:
            self._show(f"(volume {snapshot.volume_percent} %)")
        if snapshot.jumps != before.jumps:
            self._next = bisect_left(self._due, (now_ms - _JUST_MS,))
        if snapshot.inserted_left_frames:  # an announcement comes first
            if snapshot.state is PlayerState.PLAYING and not self._is_told:
                self._is_told = True
                left_s = -(-snapshot.inserted_left_frames // SAMPLE_RATE)
                self._show(f"(it goes on in {left_s} s)" if now_ms else f"(it begins in {left_s} s)")
            return
        self._is_told = False
        while self._begun:
            self._show(self._begun.pop())
        while self._next < len(self._due) and self._due[self._next][0] <= now_ms:
            self._show(self._due[self._next][2])
            self._next += 1


class RemarkLines:
    """Shows what the listener should know about the sound, once each time. In English, as all that is printed."""

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show
        self._shown: Remark | None = None
        self._phrases = load_phrases(DEFAULT_LANGUAGE)

    def update(self, snapshot: Snapshot) -> None:
        remark = snapshot.remark
        if remark != self._shown:
            self._shown = remark
            if remark is not None:
                self._show(self._phrases.on_screen(f"remark_{remark.kind}", why=remark.why))
