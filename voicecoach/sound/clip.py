"""Clips, and where they lie in the mix."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Samples: TypeAlias = npt.NDArray[np.float32]
INT16_STEPS: Final = 32_768  # of 1.0
PCM_BYTES: Final = 2


class Clip(Protocol):
    """Rendered audio at 48,000 Hz."""

    @property
    def frames(self) -> int: ...

    @property
    def channels(self) -> int: ...

    @property
    def samples(self) -> Samples:
        """Float32 of shape `(frames, channels)` within ±1.0; read-only."""
        ...


class FloatClip(Struct, frozen=True, kw_only=True, eq=False):
    """A clip that owns its samples: pass an array that nobody else writes to."""

    samples: Samples

    def __post_init__(self) -> None:
        assert self.samples.ndim == 2, self.samples.shape  # noqa: PLR2004
        assert self.samples.dtype == "float32", self.samples.dtype
        self.samples.setflags(write=False)

    @property
    def frames(self) -> int:
        return int(self.samples.shape[0])

    @property
    def channels(self) -> int:
        return int(self.samples.shape[1])


class PcmClip(Struct, frozen=True, kw_only=True, eq=False):
    """A mono clip as 16-bit samples, little-endian: a quarter of the memory, with the same samples as floats."""

    pcm: bytes

    @property
    def frames(self) -> int:
        return len(self.pcm) // PCM_BYTES

    @property
    def channels(self) -> int:
        return 1

    @property
    def samples(self) -> Samples:
        samples = np.frombuffer(self.pcm, dtype="<i2").astype(np.float32)
        samples *= np.float32(1 / INT16_STEPS)
        samples.setflags(write=False)
        return samples.reshape(-1, 1)


class PlacedClip(Struct, frozen=True, kw_only=True):
    """A clip on the frame grid. `key` finds the audio; equal keys are the same audio."""

    onset_frame: int
    frames: int
    key: Hashable
    gain_db: float = 0.0


LoadClip: TypeAlias = Callable[[Hashable], Clip]
