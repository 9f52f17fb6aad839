"""The mix: placed clips, read block by block in constant memory. Any division into blocks gives the same bits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from itertools import accumulate
from typing import TYPE_CHECKING, Final

import numpy as np

from voicecoach.sound.clip import INT16_STEPS
from voicecoach.sound.limiter import BOOSTED_CEILING, CEILING, REACH_FRAMES, limit

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    import numpy.typing as npt

    from voicecoach.sound.clip import LoadClip, PlacedClip, Samples
    from voicecoach.sound.source import FrameSource

DEFAULT_CLIPS_BYTES: Final = 4 * 2**20


class Mix:
    """A FrameSource over clips sorted by onset, every one of them within `total_frames`; mono.

    Clips are loaded when they are first read, and at most `clips_bytes` of them (but always one) are kept. A mix whose clips
    are louder than usual is `boosted`: more of it has to be limited, to a lower ceiling.
    """

    channels = 1

    def __init__(
        self,
        clips: Sequence[PlacedClip],
        *,
        total_frames: int,
        load: LoadClip,
        boosted: bool = False,
        clips_bytes: int = DEFAULT_CLIPS_BYTES,
    ) -> None:
        self.total_frames = total_frames
        self.clips = tuple(clips)
        self.load = load
        self.boosted = boosted
        self._onsets = [clip.onset_frame for clip in self.clips]
        ends = [clip.onset_frame + clip.frames for clip in self.clips]
        # The latest end so far never decreases, so the first clip that can sound at a frame is found by bisection.
        self._latest_ends = list(accumulate(ends, max))
        assert self._onsets == sorted(self._onsets), "clips are not sorted by onset"
        assert min(self._onsets, default=0) >= 0, "a clip begins before the mix"
        assert max(ends, default=0) <= total_frames, "a clip ends after the mix"
        self._ceiling = BOOSTED_CEILING if boosted else CEILING
        self._kept = _KeptClips(load, limit_bytes=clips_bytes)

    def sounds(self) -> Sequence[PlacedClip]:
        """Return the clips."""
        return self.clips

    def read(self, start_frame: int, frames: int) -> Samples:
        """Return float32 `(frames, 1)`, a new array, within ±1.0; silence beyond either end."""
        around = self._sum(start_frame - REACH_FRAMES, frames + 2 * REACH_FRAMES)
        if around is None:
            return np.zeros((frames, 1), dtype=np.float32)
        middle = slice(REACH_FRAMES, REACH_FRAMES + frames)
        highest = np.float32(self._ceiling)
        if around.max() <= highest and around.min() >= -highest:
            return around[middle, np.newaxis].copy()
        return limit(around, self._ceiling)[:, np.newaxis]

    def _sum(self, start_frame: int, frames: int) -> npt.NDArray[np.float32] | None:
        """Return the sum of the clips, `(frames,)`, or None if there is only silence."""
        end_frame = start_frame + frames
        first = bisect_right(self._latest_ends, start_frame)
        last = bisect_left(self._onsets, end_frame)
        if first >= last:
            return None
        total = np.zeros(frames, dtype=np.float32)
        for placed in self.clips[first:last]:
            low = max(start_frame, placed.onset_frame)
            high = min(end_frame, placed.onset_frame + placed.frames)
            if low >= high:
                continue
            samples = self._kept.mono(placed)[low - placed.onset_frame : high - placed.onset_frame]
            if placed.gain_db:
                samples = samples * np.float32(10 ** (placed.gain_db / 20))
            total[low - start_frame : high - start_frame] += samples
        return total


class _KeptClips:
    """The most recently used clips as mono samples, up to a limit in bytes."""

    def __init__(self, load: LoadClip, *, limit_bytes: int) -> None:
        self._load = load
        self._limit_bytes = limit_bytes
        self._bytes = 0
        self._samples: OrderedDict[Hashable, npt.NDArray[np.float32]] = OrderedDict()

    def mono(self, placed: PlacedClip) -> npt.NDArray[np.float32]:
        kept = self._samples.get(placed.key)
        if kept is not None:
            self._samples.move_to_end(placed.key)
            return kept
        clip = self._load(placed.key)
        assert clip.frames == placed.frames, f"{placed.key}: {clip.frames} frames, not {placed.frames}"
        channels = clip.samples
        samples = channels[:, 0] if clip.channels == 1 else channels.mean(axis=1, dtype=np.float32)
        self._samples[placed.key] = samples
        self._bytes += samples.nbytes
        while self._bytes > self._limit_bytes and len(self._samples) > 1:
            self._bytes -= self._samples.popitem(last=False)[1].nbytes
        return samples


def blocks(source: FrameSource, block_frames: int) -> Iterator[Samples]:
    """Read a source from its start to its end; only the last block is shorter."""
    for start_frame in range(0, source.total_frames, block_frames):
        yield source.read(start_frame, min(block_frames, source.total_frames - start_frame))


def to_pcm(source: FrameSource, start_frame: int, frames: int) -> bytes:
    """Return part of a source as 16-bit little-endian samples, rounded as `to_int16` does."""
    return to_int16(source.read(start_frame, frames)).astype("<i2", copy=False).tobytes()


def to_int16(samples: Samples) -> npt.NDArray[np.int16]:
    """Return 16-bit samples: rounded half to even, no dither, so that the same mix is always the same bytes.

    Samples that came from 16 bits (`/ 32768`) come back exactly.
    """
    steps = samples * np.float32(INT16_STEPS)
    np.rint(steps, out=steps)
    np.clip(steps, -INT16_STEPS, INT16_STEPS - 1, out=steps)
    return steps.astype(np.int16)
