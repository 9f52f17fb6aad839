"""A faint sound that keeps headsets awake: some switch off on digital silence and cut off the first syllables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from msgspec import Struct

from voicecoach.sound.clip import FloatClip
from voicecoach.sound.spans import FrameRange
from voicecoach.units import SAMPLE_RATE, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Iterable

    from voicecoach.sound.clip import Clip

LEVEL_DBFS: Final = -60.0  # RMS: barely audible in a quiet room, far above digital silence
ASLEEP_AFTER_FRAMES: Final = 20 * SAMPLE_RATE
_FADE_FRAMES: Final = ms_to_frames(20)


class Wake(Struct, frozen=True, kw_only=True):
    """The faint sound of this length; the key of its clip."""

    frames: int


def wake_spans(
    sounds: Iterable[FrameRange], *, wake_frames: int, total_frames: int
) -> tuple[FrameRange, ...]:
    """Return where the faint sound plays: at the start, and at the end of each silence of more than 20 s.

    `sounds` are sorted by start. Nothing is moved for it: if the first sound comes at once, both begin together.
    """
    first = FrameRange(start_frame=0, end_frame=min(wake_frames, total_frames))
    spans = [first] if first.end_frame else []
    silent_from = first.end_frame
    for sound in sounds:
        if sound.start_frame - silent_from > ASLEEP_AFTER_FRAMES:
            start_frame = max(silent_from, sound.start_frame - wake_frames)
            spans.append(FrameRange(start_frame=start_frame, end_frame=sound.start_frame))
        silent_from = max(silent_from, sound.end_frame)
    return tuple(spans)


def wake_clip(wake: Wake) -> Clip:
    """Return noise, the same on every run, that begins and ends softly."""
    # A hash of the frame number (the finaliser of MurmurHash3) instead of a generator, whose output a new version might change.
    state = np.arange(1, wake.frames + 1, dtype=np.uint32)
    for shift, factor in ((16, 0x85EB_CA6B), (13, 0xC2B2_AE35)):
        state = (state ^ (state >> np.uint32(shift))) * np.uint32(factor)
    state ^= state >> np.uint32(16)
    noise = state.astype(np.float64) / 2**31 - 1.0  # uniform in ±1, so its RMS is 1/√3
    edge = np.minimum(np.arange(wake.frames) + 1, wake.frames - np.arange(wake.frames)) / _FADE_FRAMES
    samples = noise * np.minimum(edge, 1.0) * (3**0.5 * 10 ** (LEVEL_DBFS / 20))
    return FloatClip(samples=samples.astype(np.float32).reshape(-1, 1))
