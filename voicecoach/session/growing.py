"""A session that begins to play while the rest of it is still being made."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final, Self

from voicecoach.mixdown import settled_frames
from voicecoach.pipeline import Compiled
from voicecoach.player.playback import PlayerState
from voicecoach.sound.growing import Growing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from voicecoach.pipeline import Rejected
    from voicecoach.player.playable import Landmarks
    from voicecoach.player.playback import Notice, Snapshot
    from voicecoach.session.playable import PlayableSession
    from voicecoach.sound.source import FrameSource

LEAVE_LIMIT_S: Final = 2.0


class GrowingSession:
    """A Playable of a session whose end is still being made. One thread lets it grow, others use it meanwhile."""

    def __init__(self, first: PlayableSession, ready_frames: int) -> None:
        self.source = Growing(first.source, ready_frames)
        self.now = first

    @property
    def ready_frames(self) -> int:
        return self.source.ready_frames

    @property
    def landmarks(self) -> Landmarks:
        return self.now.landmarks

    def announcement(self, frame: int) -> FrameSource:
        return self.now.announcement(frame)

    def reminder(self, gate_frame: int) -> FrameSource:
        return self.now.reminder(gate_frame)

    def notice(self, notice: Notice) -> FrameSource:
        return self.now.notice(notice)

    def grow(self, playable: PlayableSession, ready_frames: int) -> None:
        """Replace the session by a longer one; what was ready is the same in it."""
        self.now = playable
        self.source.grow(playable.source, ready_frames)


class Grower:
    """Makes the rest of a session in a thread of its own; speech is made in the workers as usual. An observer of the player.

    `update` passes each part on in the caller's thread, and raises what went wrong. It does so at once, so that a session that cannot be
    completed ends before anyone hangs on a bar without a voice.
    """

    def __init__(
        self,
        parts: Iterator[Compiled | Rejected],
        playable: GrowingSession,
        playable_of: Callable[[Compiled], PlayableSession],
        *,
        wake_ms: int,
        take: Callable[[Compiled | Rejected], None],
    ) -> None:
        self._parts = parts
        self._playable = playable
        self._playable_of = playable_of
        self._wake_ms = wake_ms
        self._take = take
        self._is_unwanted = threading.Event()
        self._arrived: list[Compiled | Rejected] = []
        self._errors: list[Exception] = []
        self._thread = threading.Thread(target=self._grow, name="rest of the session", daemon=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._is_unwanted.set()

    def join(self) -> None:
        """Wait for the thread, once nothing more is wanted and the voices are closed."""
        if self._thread.ident is not None:
            self._thread.join(LEAVE_LIMIT_S)

    def update(self, snapshot: Snapshot) -> None:
        """Take the parts that are ready. The thread starts once there is a device: before that it would only slow things down."""
        if self._thread.ident is None and snapshot.state is not PlayerState.OPENING:
            self._thread.start()
        while self._arrived:
            self._take(self._arrived.pop(0))
        if self._errors:
            raise self._errors.pop()

    def _grow(self) -> None:
        try:
            for part in self._parts:
                if self._is_unwanted.is_set():
                    return
                if isinstance(part, Compiled):
                    ready_frames = settled_frames(part, wake_ms=self._wake_ms)
                    self._playable.grow(self._playable_of(part), ready_frames)
                self._arrived.append(part)
        except Exception as error:  # noqa: BLE001 - raised again in the main thread
            if not self._is_unwanted.is_set():
                self._errors.append(error)
