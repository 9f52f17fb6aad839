"""A record of what was written to an output, to find the place in the session of an audible frame."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, TypeAlias, assert_never

from msgspec import Struct

if TYPE_CHECKING:
    from voicecoach.sound.source import FrameSource


class Passage(Struct, frozen=True, kw_only=True):
    """The session, from a frame on."""

    start_frame: int


class Inserted(Struct, frozen=True, kw_only=True):
    """An insert, from a frame of it on; then the session goes on."""

    source: FrameSource
    start_frame: int
    then_frame: int


class Silence(Struct, frozen=True, kw_only=True):
    """Silence before what comes next."""

    then: Passage | Inserted


TapePart: TypeAlias = Passage | Inserted | Silence


class Tape:
    """The pieces that were written since the output was opened or its queue dropped, in order."""

    def __init__(self, start: TapePart) -> None:
        self._start = start  # where it stands before anything was written
        self._pieces: deque[tuple[int, int, TapePart]] = deque()  # first and end frame on the tape
        self.written_frames = 0

    def add(self, piece: TapePart, frames: int) -> None:
        """Record frames that were written; a continuation of the last piece is merged with it."""
        first, end = self.written_frames, self.written_frames + frames
        self.written_frames = end
        if self._pieces:
            last_first, last_end, last = self._pieces[-1]
            if type(last) is type(piece) and _moved(last, last_end - last_first) == piece:
                self._pieces[-1] = (last_first, end, last)
                return
        self._pieces.append((first, end, piece))

    def at(self, frame: int) -> TapePart:
        """Return what is at exactly this frame of the tape, as the point from which to go on."""
        for first, end, piece in self._pieces:
            if frame < end:
                return _moved(piece, max(frame - first, 0))
        if not self._pieces:
            return self._start
        first, end, piece = self._pieces[-1]
        return _moved(piece, end - first)

    def forget(self, frame: int) -> None:
        """Forget what ends before a frame; nothing before it will be asked for."""
        while len(self._pieces) > 1 and self._pieces[0][1] <= frame:
            self._pieces.popleft()


def session_frame(piece: TapePart) -> int:
    """Return the position in the session, or where it goes on."""
    match piece:
        case Passage():
            return piece.start_frame
        case Inserted():
            return piece.then_frame
        case Silence():
            return session_frame(piece.then)
        case _:
            assert_never(piece)


def _moved(piece: TapePart, frames: int) -> TapePart:
    match piece:
        case Passage():
            return Passage(start_frame=piece.start_frame + frames)
        case Inserted():
            start_frame = piece.start_frame + frames
            if start_frame >= piece.source.total_frames:
                return Passage(start_frame=piece.then_frame)
            return Inserted(source=piece.source, start_frame=start_frame, then_frame=piece.then_frame)
        case Silence():
            return piece
        case _:
            assert_never(piece)
