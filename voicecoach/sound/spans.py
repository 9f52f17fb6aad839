"""Ranges of frames, and smooth curves around them."""

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
    """A curve that is 1 within spans and 0 far from them, with smooth slopes; its value depends on the frame only.

    It starts to rise `before_frames` before a span and is 0 again `after_frames` after it.
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
    """Return smoothstep of a linear ramp, clipped to 0 and 1. Only products and sums, for the same bits everywhere."""
    amount = np.clip(amount, 0.0, 1.0)
    return amount * amount * (3.0 - 2.0 * amount)


def joined(spans: Iterable[FrameRange], *, gap_frames: int) -> Iterable[FrameRange]:
    """Yield the spans in order; those with at most this gap between them become one."""
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
