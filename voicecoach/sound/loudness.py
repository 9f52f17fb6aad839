"""Loudness by ITU-R BS.1770: the K-weighting, and the gated mean over blocks of 400 ms."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from voicecoach.sound.filters import MEMORY_FRAMES, response
from voicecoach.units import ms_to_frames

if TYPE_CHECKING:
    import numpy.typing as npt

    from voicecoach.sound.filters import Biquad, Mono

SHORTEST_TO_MEASURE_FRAMES: Final = ms_to_frames(3000)
HOP_FRAMES: Final = ms_to_frames(100)
HOPS_PER_BLOCK: Final = 4
STRETCH_FRAMES: Final = 10 * HOP_FRAMES  # are filtered at once
ABSOLUTE_GATE_LUFS: Final = -70.0
RELATIVE_GATE_LU: Final = -10.0
OFFSET_LU: Final = -0.691
# ITU-R BS.1770-5, tables 1 and 2: the two filters of the K-weighting at 48 kHz
SHELF: Final[Biquad] = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (1.0, -1.69065929318241, 0.73248077421585),
)
HIGH_PASS: Final[Biquad] = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


def loudness_lufs(samples: Mono) -> float:
    """Return the integrated loudness of mono samples at 48 kHz; sounds shorter than 3 s are repeated to be long enough.

    Silence is reported as the absolute gate.
    """
    if samples.size < SHORTEST_TO_MEASURE_FRAMES:
        samples = np.tile(samples, -(-SHORTEST_TO_MEASURE_FRAMES // samples.size))
    blocks = Blocks()
    blocks.add(samples)
    gated = gated_lufs(blocks.powers())
    return ABSOLUTE_GATE_LUFS if gated is None else gated


class Blocks:
    """The overlapping 400 ms blocks of one channel, one every 100 ms. Samples are added in any portions."""

    def __init__(self) -> None:
        self._energies: list[Mono] = []  # of each complete 100 ms so far, K-weighted
        # The frames that the filters still need, and those that were not filtered yet.
        self._waiting = np.zeros(MEMORY_FRAMES)

    def add(self, samples: Mono) -> None:
        waiting = np.concatenate((self._waiting, samples))
        while waiting.size >= MEMORY_FRAMES + STRETCH_FRAMES:
            self._energies.append(_hop_energies(waiting[: MEMORY_FRAMES + STRETCH_FRAMES]))
            waiting = waiting[STRETCH_FRAMES:]
        self._waiting = waiting.copy()

    def powers(self) -> Mono:
        """Return the K-weighted mean square of each complete block."""
        whole = (self._waiting.size - MEMORY_FRAMES) // HOP_FRAMES
        last = np.zeros(MEMORY_FRAMES + STRETCH_FRAMES)
        last[: self._waiting.size] = self._waiting
        energies = np.concatenate((*self._energies, _hop_energies(last)[:whole]))
        if energies.size < HOPS_PER_BLOCK:
            return np.zeros(0)
        return np.convolve(energies, np.ones(HOPS_PER_BLOCK), "valid") / (HOPS_PER_BLOCK * HOP_FRAMES)


def gated_lufs(powers: Mono) -> float | None:
    """Return the loudness of blocks from their powers, gated twice; None if no block passes."""
    loud = powers[power_lufs(powers) > ABSOLUTE_GATE_LUFS]
    if loud.size == 0:
        return None
    gated = loud[power_lufs(loud) > float(power_lufs(loud.mean())) + RELATIVE_GATE_LU]
    return float(power_lufs(gated.mean()))


def power_lufs(power: Mono) -> Mono:
    """Return mean squares as loudness."""
    return OFFSET_LU + 10 * np.log10(np.maximum(power, 1e-12))


def _hop_energies(stretch: Mono) -> Mono:
    """Return the K-weighted energy of each 100 ms; `before` is what the filters need from before."""
    weighted = np.fft.irfft(np.fft.rfft(stretch) * _k_weighting(stretch.size), stretch.size)
    energies: Mono = np.square(weighted[MEMORY_FRAMES:]).reshape(-1, HOP_FRAMES).sum(axis=1)
    return energies


@cache
def _k_weighting(frames: int) -> npt.NDArray[np.complex128]:
    return response(frames, SHELF, HIGH_PASS)
