"""Listens while a take is being recorded: whether there is any sound, and whether the words are over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from voicecoach.sound.clip import Samples

HOP_MS: Final = 10
DEAD_DBFS: Final = -85.0  # softer than any microphone that is switched on
DEAD_AFTER_MS: Final = 1000
OVER_AFTER_MS: Final = 1200  # of silence behind the words
LEAST_WORDS_MS: Final = 120
_WORDS_DBFS: Final = -50.0
_WORDS_OVER_NOISE_DB: Final = 12.0
_NOISE_PERCENTILE: Final = 20
_SOFTEST_DBFS: Final = -120.0


class Listener:
    """Measures the loudness every 10 ms. Pass in everything recorded so far, as often as you like."""

    def __init__(self, sample_rate: int) -> None:
        self._hop_frames = sample_rate * HOP_MS // MS_PER_S
        self._levels_db: list[float] = []
        self._begin_hop = 0
        self._noise_db = _SOFTEST_DBFS

    def listen(self, samples: Samples) -> None:
        """Look at what is new; float32 `(frames, channels)`, from the first frame on."""
        seen = len(self._levels_db) * self._hop_frames
        hops = (len(samples) - seen) // self._hop_frames
        if hops <= 0:
            return
        new = samples[seen : seen + hops * self._hop_frames].reshape(hops, self._hop_frames, -1)
        power = np.square(new, dtype=np.float64).mean(axis=1).max(axis=1)
        self._levels_db += np.maximum(10 * np.log10(np.maximum(power, 1e-12)), _SOFTEST_DBFS).tolist()

    def begin(self) -> None:
        """Expect the words from here on; what was heard before is the room."""
        self._begin_hop = len(self._levels_db)
        if self._levels_db:
            self._noise_db = float(np.percentile(self._levels_db, _NOISE_PERCENTILE))

    @property
    def level_db(self) -> float:
        """How loud it is now."""
        return max(self._levels_db[-10:], default=_SOFTEST_DBFS)

    @property
    def is_dead(self) -> bool:
        """Whether the microphone has given nothing at all for a second, and nothing before that."""
        silent = self._levels_db
        return len(silent) * HOP_MS >= DEAD_AFTER_MS and max(silent) < DEAD_DBFS

    @property
    def hears_nothing(self) -> bool:
        """Whether the words should have begun a second ago."""
        return len(self._levels_db) - self._begin_hop >= DEAD_AFTER_MS // HOP_MS and not self._loud().any()

    def is_over(self, *, longest_pause_ms: int) -> bool:
        """Tell whether there were words, followed by a silence longer than a pause between words."""
        loud = np.flatnonzero(self._loud())
        if loud.size * HOP_MS < LEAST_WORDS_MS:
            return False
        quiet = len(self._levels_db) - self._begin_hop - 1 - int(loud[-1])
        return quiet * HOP_MS >= OVER_AFTER_MS + longest_pause_ms

    def _loud(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        threshold_db = max(_WORDS_DBFS, self._noise_db + _WORDS_OVER_NOISE_DB)
        return np.asarray(self._levels_db[self._begin_hop :]) > threshold_db
