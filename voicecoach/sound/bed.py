"""A bed under the mix: music that loops, fades, and ducks under speech and tones. Any division into blocks gives the same bits."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

import numpy as np

from voicecoach.sound.limiter import BOOSTED_CEILING, CEILING, REACH_FRAMES, limit
from voicecoach.sound.source import sounds_throughout
from voicecoach.sound.spans import Slopes, smooth
from voicecoach.units import SAMPLE_RATE, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from voicecoach.sound.clip import PlacedClip, Samples
    from voicecoach.sound.source import FrameSource
    from voicecoach.sound.spans import Curve, FrameRange

ATTACK_FRAMES: Final = ms_to_frames(150)  # fully ducked when the cue begins …
RELEASE_FRAMES: Final = ms_to_frames(500)  # … and back at full level this long after its end
AHEAD_FRAMES: Final = ATTACK_FRAMES + RELEASE_FRAMES + REACH_FRAMES
"""How long before it begins a cue can change what is heard: the bed makes way, and the limiter looks ahead."""

FADE_IN_FRAMES: Final = 2 * SAMPLE_RATE
FADE_OUT_FRAMES: Final = 4 * SAMPLE_RATE
SILENCING_FRAMES: Final = SAMPLE_RATE  # on either side of a step without a bed
CROSSFADE_FRAMES: Final = 3 * SAMPLE_RATE


class Loop:
    """Tracks in an endless loop, each crossfaded into the next; `channels` of the widest."""

    def __init__(self, tracks: Sequence[FrameSource]) -> None:
        assert tracks, "a bed has at least one track"
        assert min(track.total_frames for track in tracks) > 1, "a track is too short to be faded"
        self.channels = max(track.channels for track in tracks)
        self._tracks = tuple(tracks)
        self._fade_frames = min(CROSSFADE_FRAMES, min(track.total_frames for track in tracks) // 2)
        lengths = [track.total_frames - self._fade_frames for track in tracks]
        *self._onsets, self._period_frames = accumulate(lengths, initial=0)
        angles = (np.arange(self._fade_frames) + 0.5) * (np.pi / 2 / self._fade_frames)
        self._rise = np.sin(angles).astype(np.float32)[
            :, np.newaxis
        ]  # an equal-power crossfade with its mirror image

    def read(self, start_frame: int, frames: int) -> Samples:
        """Return float32 `(frames, channels)` from a frame that is not negative."""
        total = np.zeros((frames, self.channels), dtype=np.float32)
        cycle = max(0, start_frame // self._period_frames - 1)
        while cycle * self._period_frames < start_frame + frames:
            for track, onset in zip(self._tracks, self._onsets, strict=True):
                self._add(total, track, cycle * self._period_frames + onset, start_frame)
            cycle += 1
        return total

    def _add(self, total: Samples, track: FrameSource, onset_frame: int, start_frame: int) -> None:
        """Add the track that begins at `onset_frame` to the block that begins at `start_frame`."""
        low = max(start_frame, onset_frame)
        high = min(start_frame + len(total), onset_frame + track.total_frames)
        if low >= high:
            return
        samples = track.read(low - onset_frame, high - low).copy()
        fade_out_at = onset_frame + track.total_frames - self._fade_frames
        self._fade(samples, self._rise, onset_frame - low)
        self._fade(samples, self._rise[::-1], fade_out_at - low)
        total[low - start_frame : high - start_frame] += samples

    def _fade(self, samples: Samples, curve: Samples, offset: int) -> None:
        """Multiply the samples by the fade curve, which begins at this offset."""
        low, high = max(0, offset), min(len(samples), offset + len(curve))
        if low < high:
            samples[low:high] *= curve[low - offset : high - offset]


class Bedded:
    """A mix over a bed. The mix is unchanged; the bed plays under it, and ducks under the cues."""

    def __init__(
        self,
        mix: FrameSource,
        bed: Loop,
        *,
        cues: Iterable[FrameRange],
        silent: Iterable[FrameRange],
        duck_db: float,
        boosted: bool = False,
    ) -> None:
        self.total_frames = mix.total_frames
        self.channels = max(mix.channels, bed.channels)
        self._mix = mix
        self._bed = bed
        self._ceiling = BOOSTED_CEILING if boosted else CEILING
        self._ducked = 1.0 - 10 ** (-duck_db / 20)
        self._cues = Slopes(cues, before_frames=ATTACK_FRAMES, after_frames=RELEASE_FRAMES)
        self._silent = Slopes(silent, before_frames=SILENCING_FRAMES, after_frames=SILENCING_FRAMES)
        self._fade_in_frames = min(FADE_IN_FRAMES, max(1, self.total_frames // 4))
        self._fade_out_frames = min(FADE_OUT_FRAMES, max(1, self.total_frames // 4))

    def read(self, start_frame: int, frames: int) -> Samples:
        """Return float32 `(frames, channels)` within ±1.0; silence beyond either end."""
        around = self._sum(start_frame - REACH_FRAMES, frames + 2 * REACH_FRAMES)
        if around.size == 0 or float(np.abs(around).max()) <= self._ceiling:
            return around[REACH_FRAMES : REACH_FRAMES + frames].copy()
        return limit(around, self._ceiling)

    def sounds(self) -> Sequence[PlacedClip]:
        return sounds_throughout(self)

    def _sum(self, start_frame: int, frames: int) -> Samples:
        total = np.zeros((frames, self.channels), dtype=np.float32)
        total += self._mix.read(start_frame, frames)
        low, high = max(0, start_frame), min(self.total_frames, start_frame + frames)
        if low < high:
            gain = self._gain(low, high - low)
            if gain.any():
                music = self._bed.read(low, high - low) * gain.astype(np.float32)[:, np.newaxis]
                total[low - start_frame : high - start_frame] += music
        return total

    def _gain(self, start_frame: int, frames: int) -> Curve:
        times = np.arange(start_frame, start_frame + frames, dtype=np.float64)
        edges = np.minimum(times / self._fade_in_frames, (self.total_frames - times) / self._fade_out_frames)
        ducking = 1.0 - self._ducked * self._cues.at(start_frame, frames)
        return smooth(edges) * ducking * (1.0 - self._silent.at(start_frame, frames))
