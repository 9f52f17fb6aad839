"""Clips, and where they lie in the mix."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Hashable, Iterable
from hashlib import sha256
from operator import add
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:  # what is only placed and counted does without
    import numpy as np
    import numpy.typing as npt

Samples: TypeAlias = "npt.NDArray[np.float32]"
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

    def fingerprint(self) -> str:
        """Return what names these samples, in this run and in any other."""
        ...


class FloatClip(Struct, frozen=True, kw_only=True, eq=False):
    """A clip that owns its samples: hand in an array that nobody else writes to."""

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

    def fingerprint(self) -> str:
        return sha256(self.samples.tobytes()).hexdigest()


class PcmClip(Struct, frozen=True, kw_only=True, eq=False):
    """A mono clip as 16-bit samples, little-endian. An encoder takes them as they are; whoever needs floats decodes them.

    `peak` is the greatest magnitude among them.
    """

    pcm: bytes
    peak: int

    @property
    def frames(self) -> int:
        return len(self.pcm) // PCM_BYTES

    @property
    def channels(self) -> int:
        return 1

    @property
    def samples(self) -> Samples:
        import numpy as np

        samples = np.frombuffer(self.pcm, dtype="<i2").astype(np.float32)
        samples *= np.float32(1 / INT16_STEPS)
        samples.setflags(write=False)
        return samples.reshape(-1, 1)

    def fingerprint(self) -> str:
        return sha256(self.pcm).hexdigest()


def peak_of(pcm: bytes) -> int:
    """Return the greatest magnitude of 16-bit samples, little-endian."""
    return peak_of_steps(steps_of(pcm))


def sum_of(one: bytes, other: bytes) -> array[int]:
    """Return the sum of 16-bit samples, little-endian, equally many of each, as numbers."""
    return array("i", map(add, steps_of(one), steps_of(other)))


def steps_of(pcm: bytes) -> array[int]:
    """Return 16-bit samples, little-endian, as numbers."""
    return _swapped(array("h", pcm))


def pcm_of(steps: Iterable[int]) -> bytes:
    """Return numbers as 16-bit samples, little-endian."""
    return _swapped(array("h", steps)).tobytes()


def peak_of_steps(steps: array[int]) -> int:
    """Return the greatest magnitude among these."""
    return max(max(steps, default=0), -min(steps, default=0))


def _swapped(steps: array[int]) -> array[int]:
    if sys.byteorder == "big":
        steps.byteswap()
    return steps


class PlacedClip(Struct, frozen=True, kw_only=True):
    """A clip on the frame grid. `key` finds the audio; equal keys are the same audio.

    `fingerprint` names the samples from run to run; it is empty where nothing does.
    """

    onset_frame: int
    frames: int
    key: Hashable
    gain_db: float = 0.0
    fingerprint: str = ""


LoadClip: TypeAlias = Callable[[Hashable], Clip]
