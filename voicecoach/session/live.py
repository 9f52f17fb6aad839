"""A session that is played while it is still being made: the first part is there from the start, the others follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.mixdown import settled_frames
from voicecoach.session.growing import Grower, GrowingSession
from voicecoach.session.playable import playable_of
from voicecoach.units import ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from voicecoach.pipeline import Compiled, Rejected
    from voicecoach.session.playable import PlayableSession
    from voicecoach.sound.source import FrameSource


class LiveSound(Struct, frozen=True, kw_only=True):
    """How a session sounds."""

    mix: Callable[[Compiled], FrameSource]  # mixes the part of the session that is compiled
    voice_gain_db: float = 0.0
    tone_gain_db: float = 0.0
    wake_ms: int = 0  # length of the faint sound that wakes a headset; 0 for none


class LiveSession:
    """What is played, from `start_ms` on."""

    def __init__(self, first: Compiled, sound: LiveSound, *, start_ms: int) -> None:
        self._sound = sound
        self.start_frame = ms_to_frames(start_ms)
        self.playable = GrowingSession(self._playable_of(first), settled_frames(first, wake_ms=sound.wake_ms))

    def opening(self, *, start_in_ms: int, greeting: str = "") -> FrameSource:
        """Return what is heard before it begins."""
        return self.playable.now.opening(
            self.start_frame, start_in_ms=start_in_ms, wake_ms=self._sound.wake_ms, greeting=greeting
        )

    def grower(
        self, parts: Iterator[Compiled | Rejected], take: Callable[[Compiled | Rejected], None]
    ) -> Grower:
        """Return what makes the other parts during playback, and passes each to `take`."""
        return Grower(parts, self.playable, self._playable_of, wake_ms=self._sound.wake_ms, take=take)

    def _playable_of(self, part: Compiled) -> PlayableSession:
        sound = self._sound
        return playable_of(
            part, sound.mix(part), voice_gain_db=sound.voice_gain_db, tone_gain_db=sound.tone_gain_db
        )
