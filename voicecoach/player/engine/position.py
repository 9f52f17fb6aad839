"""Where a session is: what of it was written to the open output, what of that is audible, and how much has been heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.player.engine.playhead import Playhead
from voicecoach.player.engine.tape import Tape, session_frame

if TYPE_CHECKING:
    from voicecoach.player.engine.tape import TapePart


class Position:
    """Follows what is audible across outputs and jumps. Frames `of the tape` count from the last `begin` on."""

    def __init__(self, here: TapePart) -> None:
        self._tape = Tape(here)
        self._playhead = Playhead(latency_frames=0)
        self._gone_frames = 0  # of the tape, at the last `forget_gone`
        self._heard_before_frames = 0  # until the last jump
        self.spot = here
        """What is audible: the point from which to go on."""
        self.origin_frame = session_frame(here)
        """Where in the session the last jump led, or the beginning."""

    @property
    def frame(self) -> int:
        """The audible frame of the session, or where it goes on."""
        return session_frame(self.spot)

    @property
    def heard_frames(self) -> int:
        """How much of the session has been heard; what was heard twice counts twice."""
        return self._heard_before_frames + max(self.frame - self.origin_frame, 0)

    @property
    def written_frames(self) -> int:
        """The length of the tape."""
        return self._tape.written_frames

    @property
    def gone_frame(self) -> int:
        """The frame of the session up to which everything has certainly left the device's queue."""
        return session_frame(self._tape.at(self._playhead.gone_frames))

    def begin(self, here: TapePart, *, latency_frames: int) -> None:
        """Begin a new tape: the output was opened, or its queue dropped."""
        self._tape = Tape(here)
        self._playhead = Playhead(latency_frames=latency_frames)
        self._gone_frames = 0
        self.spot = here

    def jump(self, here: TapePart) -> None:
        """Count what was heard so far; from now on the session is heard from another frame on."""
        self._heard_before_frames = self.heard_frames
        self.origin_frame = session_frame(here)

    def write(self, part: TapePart, frames: int) -> None:
        self._tape.add(part, frames)

    def move(self, *, now_s: float, room_frames: int) -> int:
        """Update what is audible, from the room in the device's queue; return which frame of the tape it is."""
        heard = self._playhead.move(
            now_s=now_s, written_frames=self._tape.written_frames, room_frames=room_frames
        )
        self.spot = self._tape.at(heard)
        return heard

    def forget_gone(self) -> bool:
        """Forget what has left the device's queue; return whether anything has since the last time."""
        gone_before, self._gone_frames = self._gone_frames, self._playhead.gone_frames
        self._tape.forget(self._gone_frames)
        return self._gone_frames > gone_before
