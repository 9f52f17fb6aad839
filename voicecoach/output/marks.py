"""What a file tells of its session besides the sound: chapters and spoken lines, with their times."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch with a title. A session's chapters have no gaps; `title` is one plain line."""

    start_ms: int
    duration_ms: int
    title: str

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.duration_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is said, and when. `text` is one plain line."""

    onset_ms: int
    duration_ms: int
    text: str

    @property
    def end_ms(self) -> int:
        return self.onset_ms + self.duration_ms
