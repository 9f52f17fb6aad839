"""The mix: placed clips, read block by block in constant memory. Any partition into blocks gives the same bits."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, Final

from voicecoach.sound.clip import INT16_STEPS, PCM_BYTES, PcmClip, pcm_of, peak_of_steps, steps_of, sum_of
from voicecoach.sound.limiter import CEILING, PRESSED_CEILING, REACH_FRAMES, limit_steps

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

    from voicecoach.sound.clip import LoadClip, PlacedClip, Samples
    from voicecoach.sound.source import FrameSource

DEFAULT_CLIPS_BYTES: Final = 4 * 2**20
FEW_FRAMES: Final = 24_000  # are limited sooner than numpy is loaded
MIX_VERSION: Final = (
    2  # change it with anything that changes a sample of the same clips, here or in the limiter
)


class Mix:
    """A FrameSource over clips sorted by onset, every one of them within `total_frames`; mono.

    Clips are loaded when they are first read, and at most `clips_bytes` of them (but always one) are kept. A mix whose clips
    are turned up is `pressed`: there is much to limit, and it is limited lower.
    """

    channels = 1

    def __init__(
        self,
        clips: Sequence[PlacedClip],
        *,
        total_frames: int,
        load: LoadClip,
        pressed: bool = False,
        clips_bytes: int = DEFAULT_CLIPS_BYTES,
    ) -> None:
        self.total_frames = total_frames
        self.clips = tuple(clips)
        self.load = load
        self.pressed = pressed
        self._onsets = [clip.onset_frame for clip in self.clips]
        ends = [clip.onset_frame + clip.frames for clip in self.clips]
        # The latest end so far never decreases, so the first clip that can sound at a frame is found by bisection.
        self._latest_ends = list(accumulate(ends, max))
        assert self._onsets == sorted(self._onsets), "clips are not sorted by onset"
        assert min(self._onsets, default=0) >= 0, "a clip begins before the mix"
        assert max(ends, default=0) <= total_frames, "a clip ends after the mix"
        self._ceiling = PRESSED_CEILING if pressed else CEILING
        self._kept = _KeptClips(load, limit_bytes=clips_bytes)

    @property
    def treatment(self) -> str:
        """Return what decides the samples besides the clips: where two mixes agree in it and in their clips, they sound alike."""
        return f"{MIX_VERSION}{' pressed' if self.pressed else ''}"

    def read(self, start_frame: int, frames: int) -> Samples:
        """Return float32 `(frames, 1)`, a new array, within ±1.0; silence beyond either end."""
        import numpy as np  # late: an export of what is encoded already never reads

        from voicecoach.sound.limiter import limit

        around = self._sum(start_frame - REACH_FRAMES, frames + 2 * REACH_FRAMES)
        if around is None:
            return np.zeros((frames, 1), dtype=np.float32)
        middle = slice(REACH_FRAMES, REACH_FRAMES + frames)
        highest = np.float32(self._ceiling)
        if around.max() <= highest and around.min() >= -highest:
            return around[middle, np.newaxis].copy()
        return limit(around, self._ceiling)[:, np.newaxis]

    def pcm(self, start_frame: int, frames: int) -> bytes:
        """Return what `read` becomes in 16 bits, little-endian, where the clips are 16 bits already, as loud as they are, and little is to be limited.

        Else it is empty. It does without numpy, which takes longer to load than what is read here takes to encode.
        """
        highest = int(self._ceiling * INT16_STEPS)
        low_frame, high_frame = start_frame - REACH_FRAMES, start_frame + frames + REACH_FRAMES
        sounds = self._plain_sounds(low_frame, high_frame, highest)
        if sounds is None:
            return b""
        apart = _apart(sounds, REACH_FRAMES, REACH_FRAMES + frames)
        if apart is not None:
            return apart
        mixed = bytearray((high_frame - low_frame) * PCM_BYTES)
        filled = 0
        loud: list[int] = []  # where there is something to limit begins and ends
        for frame, added in sounds:
            sound, at = added, frame * PCM_BYTES
            both = min(max(0, filled - at), len(sound))
            if both:
                sums = sum_of(sound[:both], bytes(mixed[at : at + both]))
                if peak_of_steps(sums) > highest:
                    beyond = [index for index, step in enumerate(sums) if not -highest <= step <= highest]
                    loud += (frame + beyond[0], frame + beyond[-1] + 1)
                    for index in beyond:
                        sums[index] = 0  # it is worked out below
                sound = pcm_of(sums) + sound[both:]
            mixed[at : at + len(sound)] = sound
            filled = max(filled, at + len(sound))
        if loud:
            begin = max(REACH_FRAMES, min(loud) - REACH_FRAMES)
            end = min(high_frame - low_frame - REACH_FRAMES, max(loud) + REACH_FRAMES)
            if end - begin > FEW_FRAMES:
                return b""
            mixed[begin * PCM_BYTES : end * PCM_BYTES] = self._limited_pcm(sounds, begin, end)
        return bytes(memoryview(mixed)[REACH_FRAMES * PCM_BYTES : -REACH_FRAMES * PCM_BYTES])

    def _plain_sounds(self, low_frame: int, high_frame: int, highest: int) -> list[tuple[int, bytes]] | None:
        """Return what sounds in a stretch, and from which of its frames on; None where that is not what the clips have in 16 bits."""
        sounds = []
        first = bisect_right(self._latest_ends, low_frame)
        for placed in self.clips[first : bisect_left(self._onsets, high_frame)]:
            clip = self.load(placed.key)
            if not isinstance(clip, PcmClip) or placed.gain_db or clip.peak > highest:
                return None
            assert clip.frames == placed.frames, f"{placed.key}: {clip.frames} frames, not {placed.frames}"
            frame = placed.onset_frame - low_frame
            cut = slice(max(0, -frame) * PCM_BYTES, (high_frame - placed.onset_frame) * PCM_BYTES)
            sounds.append((max(0, frame), clip.pcm[cut]))
        return sounds

    def _limited_pcm(self, sounds: Iterable[tuple[int, bytes]], begin: int, end: int) -> bytes:
        """Return these frames of the sounds' sum, limited."""
        first, last = begin - REACH_FRAMES, end + REACH_FRAMES
        sums = array("i", [0]) * (last - first)
        for frame, sound in sounds:
            part = sound[max(0, first - frame) * PCM_BYTES : max(0, last - frame) * PCM_BYTES]
            at = max(0, frame - first)
            where = slice(at, at + len(part) // PCM_BYTES)
            sums[where] = array("i", map(add, sums[where], steps_of(part)))
        return pcm_of(limit_steps(sums, self._ceiling))

    def _sum(self, start_frame: int, frames: int) -> npt.NDArray[np.float32] | None:
        """Return the plain sum of the clips, `(frames,)`, or None where there is nothing but silence."""
        import numpy as np

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
    """The clips that were read last, as mono samples, up to a number of bytes."""

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
        import numpy as np

        clip = self._load(placed.key)
        assert clip.frames == placed.frames, f"{placed.key}: {clip.frames} frames, not {placed.frames}"
        channels = clip.samples
        samples = channels[:, 0] if clip.channels == 1 else channels.mean(axis=1, dtype=np.float32)
        self._samples[placed.key] = samples
        self._bytes += samples.nbytes
        while self._bytes > self._limit_bytes and len(self._samples) > 1:
            self._bytes -= self._samples.popitem(last=False)[1].nbytes
        return samples


def _apart(sounds: Iterable[tuple[int, bytes]], first: int, end: int) -> bytes | None:
    """Return these frames of sounds that begin one after another, with silence between; None where two of them meet."""
    parts: list[bytes] = []
    made = first * PCM_BYTES
    end_at = end * PCM_BYTES
    filled = 0
    for frame, sound in sounds:
        at = frame * PCM_BYTES
        if at < filled:
            return None
        filled = at + len(sound)
        low, high = max(at, made), min(filled, end_at)
        if low < high:
            parts += (bytes(low - made), sound[low - at : high - at])
            made = high
    return b"".join((*parts, bytes(end_at - made)))


def blocks(source: FrameSource, block_frames: int) -> Iterator[Samples]:
    """Read a source from its start to its end; only the last block is shorter."""
    for start_frame in range(0, source.total_frames, block_frames):
        yield source.read(start_frame, min(block_frames, source.total_frames - start_frame))


def to_pcm(source: FrameSource, start_frame: int, frames: int) -> bytes:
    """Return a stretch of a source in 16 bits, little-endian, rounded as `to_int16` does."""
    plain = plain_pcm(source, start_frame, frames)
    return plain or to_int16(source.read(start_frame, frames)).astype("<i2", copy=False).tobytes()


def plain_pcm(source: FrameSource, start_frame: int, frames: int) -> bytes:
    """Return a stretch of a source in 16 bits, where it needs no more than adding them up; else nothing."""
    return source.pcm(start_frame, frames) if isinstance(source, Mix) else b""


def to_int16(samples: Samples) -> npt.NDArray[np.int16]:
    """Return 16-bit samples: rounded half to even, no dither, so that the same mix is always the same bytes.

    Samples that came from 16 bits (`/ 32768`) come back exactly.
    """
    import numpy as np

    steps: Samples = np.rint(samples * np.float32(INT16_STEPS))
    return steps.clip(-INT16_STEPS, INT16_STEPS - 1).astype(np.int16)
