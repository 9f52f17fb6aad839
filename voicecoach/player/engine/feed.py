"""What is written next: leading silence, an insert, the session up to its next gate, trailing silence."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, assert_never

import numpy as np

from voicecoach.player.engine.tape import Inserted, Passage, Silence, TapePart
from voicecoach.player.playable import NoSound
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from voicecoach.player.playable import Playable
    from voicecoach.sound.clip import Samples
    from voicecoach.sound.source import FrameSource

SILENCE_BEFORE_FRAMES: Final = SAMPLE_RATE // 4
"""Covers the start of the stream, and headphones that wake up."""


def silence_after_frames(latency_frames: int) -> int:
    """Return how much silence must follow the last frame so that it is heard: on ALSA, PortAudio drops its last buffer."""
    return latency_frames * 13 // 10 + SAMPLE_RATE // 5


class Feed:
    """Reads a session in the order in which it is heard.

    Gives silence at a gate until it may pass, and while the session is not ready yet.
    """

    def __init__(self, playable: Playable, *, start_frame: int = 0, gates_are_open: bool = False) -> None:
        self._playable = playable
        self._source = playable.source
        self._gates = () if gates_are_open else playable.landmarks.gate_frames
        self._frame = min(max(start_frame, 0), self._source.total_frames)
        self._armed_from = self._frame  # gates before it were passed
        self._inserted: tuple[FrameSource, int] | None = None
        self._lead_frames = 0
        self._behind_frames = 0  # trailing silence that was read
        self._after_frames = silence_after_frames(0)
        self._owed: dict[int, tuple[int, int]] = {}  # by a step's start: where to wait, and how long
        self._waited_at = -1

    @property
    def here(self) -> Passage | Inserted:
        """The point from which to go on: what is written next."""
        if self._inserted is not None:
            source, start_frame = self._inserted
            return Inserted(source=source, start_frame=start_frame, then_frame=self._frame)
        return Passage(start_frame=self._frame)

    @property
    def is_done(self) -> bool:
        """Whether all trailing silence was read; then there is no more."""
        return self._behind_frames >= self._after_frames

    def lead(self, *, latency_frames: int) -> None:
        """Insert silence before what comes next, and as much after the end as a stream of this latency needs."""
        self._lead_frames = SILENCE_BEFORE_FRAMES
        self._after_frames = silence_after_frames(latency_frames)

    def insert(self, source: FrameSource) -> None:
        """Insert something before the session goes on, in place of an earlier insert."""
        self._inserted = (source, 0) if source.total_frames else None

    def owe(self, start_frame: int, at_frame: int, frames: int) -> None:
        """Wait at a frame, for as long as the step that begins at `start_frame` was shorter than planned."""
        self._owed[start_frame] = (at_frame, frames)

    def go_to(self, piece: TapePart) -> None:
        """Go on from something that was read before."""
        self._lead_frames = self._behind_frames = 0
        self._inserted = None
        match piece:
            case Passage():
                self._frame = piece.start_frame
                if self._frame < self._waited_at:
                    self._waited_at = -1
            case Silence():
                self.go_to(piece.then)
            case Inserted():
                self._frame = piece.then_frame
                self._inserted = (piece.source, piece.start_frame)
            case _:
                assert_never(piece)

    def seek(self, frame: int, *, is_jump: bool) -> None:
        """Go on at a frame. After a jump, the gates from there on are closed again; otherwise passed gates stay open.

        What a step owes to its minute is forgotten where it is done again.
        """
        self.go_to(Passage(start_frame=min(max(frame, 0), self._source.total_frames)))
        if is_jump:
            self._armed_from = self._frame
            self._owed = {start: owed for start, owed in self._owed.items() if start < self._frame}

    def pass_gate(self, gate_frame: int) -> None:
        """Go on beyond a gate."""
        self._armed_from = max(self._armed_from, gate_frame + 1)

    @property
    def gate_frame(self) -> int | None:
        """The gate at which the session waits, or None."""
        gate = self._next_gate()
        return gate if gate == self._frame else None

    @property
    def is_early(self) -> bool:
        """Whether what comes next is still being made."""
        return self._playable.ready_frames <= self._frame < self._source.total_frames

    def read(self, frames: int) -> tuple[TapePart, Samples]:
        """Return what comes next: at most this many frames and, unless it is done, at least one."""
        self._wait()
        piece = self.here
        if self._lead_frames:
            count = min(frames, self._lead_frames)
            self._lead_frames -= count
            return Silence(then=piece), self.silence(count)
        if isinstance(piece, Inserted):
            count = min(frames, piece.source.total_frames - piece.start_frame)
            end = piece.start_frame + count
            self._inserted = (piece.source, end) if end < piece.source.total_frames else None
            return piece, self.widened(piece.source.read(piece.start_frame, count))
        gate = self._next_gate()
        count = min(frames, self._source.total_frames - self._frame)
        for stop in (gate, *(at for at, _ in self._owed.values() if at > self._frame)):
            if stop is not None:
                count = min(count, stop - self._frame)
        if count and self.is_early:
            return Silence(then=piece), self.silence(frames)
        count = min(count, max(self._playable.ready_frames - self._frame, 0))  # there may be another gate
        if count == 0:
            if gate is None:
                frames = min(frames, self._after_frames - self._behind_frames)
                self._behind_frames += frames
            return Silence(then=piece), self.silence(frames)
        self._frame += count
        return piece, self._source.read(self._frame - count, count)

    def _wait(self) -> None:
        """Insert the silence that is owed here."""
        if self._inserted is None and self._waited_at != self._frame:
            frames = sum(frames for at, frames in self._owed.values() if at == self._frame)
            if frames:
                self._inserted = (NoSound(total_frames=frames), 0)
                self._waited_at = self._frame

    def silence(self, frames: int) -> Samples:
        return np.zeros((frames, self._source.channels), np.float32)

    def _next_gate(self) -> int | None:
        at = bisect_left(self._gates, max(self._frame, self._armed_from))
        return self._gates[at] if at < len(self._gates) else None

    def widened(self, samples: Samples) -> Samples:
        """Return an insert with the session's channels."""
        if samples.shape[1] == self._source.channels:
            return samples
        mono: Samples = samples.mean(axis=1, keepdims=True, dtype=np.float32)
        return np.ascontiguousarray(np.broadcast_to(mono, (len(samples), self._source.channels)))
