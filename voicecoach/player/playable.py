"""What the player plays: frames, and where the steps and cues are.

Frames are counted from the playable's first one, whatever silence the player puts in front.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from voicecoach.player.playback import Notice
    from voicecoach.sound.clip import Samples
    from voicecoach.sound.source import FrameSource
    from voicecoach.sound.spans import FrameRange


class Landmarks(Struct, frozen=True, kw_only=True):
    """Positions in what is played, in frames, sorted."""

    step_frames: tuple[int, ...]  # starts of the intervals: where `next` and `back` go
    cues: tuple[
        FrameRange, ...
    ]  # speech and sounds, no tones; playing resumes at the start of one that was cut off
    gate_frames: tuple[int, ...] = ()  # starts of the steps that are `ready: true`: the player waits there
    open_frames: tuple[int, ...] = ()  # starts of the steps that go on until the listener is done
    waits: tuple[
        tuple[int, int], ...
    ] = ()  # of those in a minute: the start, and where the minute's rest is made up to its full length


class Playable(Protocol):
    """What the player plays: a session, or one sentence. The engine thread reads it: nothing here speaks, compiles or waits."""

    @property
    def source(self) -> FrameSource: ...

    @property
    def ready_frames(self) -> int:
        """How much of the source is ready, in the end all of it. The rest is still being made and must not be read."""
        ...

    @property
    def landmarks(self) -> Landmarks: ...

    def announcement(self, frame: int) -> FrameSource:
        """Return what is heard before the sound goes on at this frame after a break: the step, then 3-2-1; may be empty."""
        ...

    def reminder(self, gate_frame: int) -> FrameSource:
        """Return the soft reminder that is heard now and then while the player waits at a gate; may be empty."""
        ...

    def notice(self, notice: Notice) -> FrameSource:
        """Return what is heard when the listener has paused, or goes on; may be empty."""
        ...


class NoSound:
    """No sound, for some time or at all."""

    channels = 1

    def __init__(self, total_frames: int = 0) -> None:
        self.total_frames = total_frames

    def read(self, start_frame: int, frames: int) -> Samples:  # noqa: ARG002  (silence everywhere)
        return np.zeros((frames, self.channels), np.float32)


_NO_LANDMARKS: Final = Landmarks(step_frames=(), cues=())


class SingleSound(Struct, frozen=True, kw_only=True, eq=False):
    """A source without steps: a cue that is to be heard once."""

    source: FrameSource
    landmarks: Landmarks = _NO_LANDMARKS

    @property
    def ready_frames(self) -> int:
        return self.source.total_frames

    def announcement(self, frame: int) -> FrameSource:  # noqa: ARG002  (there is nothing to say)
        return NoSound()

    def reminder(self, gate_frame: int) -> FrameSource:  # noqa: ARG002  (there is no gate)
        return NoSound()

    def notice(self, notice: Notice) -> FrameSource:  # noqa: ARG002  (one sentence is not paused with words)
        return NoSound()
