"""Clips, and where they lie in the mix."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # what is only placed and counted does without
    import numpy as np
    import numpy.typing as npt

Samples: TypeAlias = "npt.NDArray[np.float32]"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clip:
    """Rendered audio at 48,000 Hz.

    `samples` is float32 of shape `(frames, channels)` within ±1.0. The clip owns it and it is read-only:
    hand in an array that nobody else writes to.
    """

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
        """Return what names these samples, in this run and in any other."""
        return sha256(self.samples.tobytes()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedClip:
    """A clip on the frame grid. `key` finds the audio; equal keys are the same audio.

    `fingerprint` names the samples from run to run; it is empty where nothing does.
    """

    onset_frame: int
    frames: int
    key: Hashable
    gain_db: float = 0.0
    fingerprint: str = ""


LoadClip: TypeAlias = Callable[[Hashable], Clip]
