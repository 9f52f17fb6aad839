"""Ranges of frames, and how near to them a frame is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

Curve: TypeAlias = npt.NDArray[np.float64]


class FrameRange(Struct, frozen=True, kw_only=True):
    """A half-open range of frames."""

    start_frame: int
    end_frame: int


class Slopes:
    """A curve of 1 within spans, of 0 far from them, and smooth slopes between; at a frame it depends on that frame only.

    It begins to rise `before_frames` before a span and has come down `after_frames` after it.
    """

    def __init__(self, spans: Iterable[FrameRange], *, before_frames: int, after_frames: int) -> None:
        self._before_frames = before_frames
        self._after_frames = after_frames
        self._spans = tuple(joined(spans, gap_frames=before_frames + after_frames))
        self._starts = [span.start_frame - before_frames for span in self._spans]
        self._ends = [span.end_frame + after_frames for span in self._spans]

    def at(self, start_frame: int, frames: int) -> Curve:
        """Return float64 `(frames,)`, within 0 and 1."""
        amount = np.zeros(frames, dtype=np.float64)
        first = bisect_right(self._ends, start_frame)
        last = bisect_left(self._starts, start_frame + frames)
        for index in range(first, last):
            low = max(0, self._starts[index] - start_frame)
            high = min(frames, self._ends[index] - start_frame)
            times = np.arange(start_frame + low, start_frame + high, dtype=np.float64)
            rising = (times - self._starts[index]) / self._before_frames
            falling = (self._ends[index] - times) / self._after_frames
            amount[low:high] = smooth(np.minimum(rising, falling))
        return amount


def smooth(amount: Curve) -> Curve:
    """Return a straight ramp, cut to 0 and 1, with a soft beginning and end. Plain products: the same bits everywhere."""
    amount = np.clip(amount, 0.0, 1.0)
    return amount * amount * (3.0 - 2.0 * amount)


def joined(spans: Iterable[FrameRange], *, gap_frames: int) -> Iterable[FrameRange]:
    """Yield the spans in order, those with no more than a gap between them as one."""
    current: FrameRange | None = None
    for span in sorted(spans, key=lambda span: (span.start_frame, span.end_frame)):
        if current is None or span.start_frame - current.end_frame > gap_frames:
            if current is not None:
                yield current
            current = span
        else:
            end_frame = max(current.end_frame, span.end_frame)
            current = FrameRange(start_frame=current.start_frame, end_frame=end_frame)
    if current is not None:
        yield current
