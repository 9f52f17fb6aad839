"""hibari-tts: one natural English voice, from the model inside its wheel. It never downloads.

The same text gives the same samples in every process and order: the noise has a fixed seed, and one thread
is used, as the bits differ with the number of threads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from voicecoach.errors import SpeechError
from voicecoach.speech.engines import HIBARI
from voicecoach.speech.model import RawSpeech, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED: Final = 0
WPM_AT_SPEED_1: Final = 206  # measured: 40 coaching cues of 1 to 12 words, silence at the edges cut off
SLOWEST: Final = 0.5
FASTEST: Final = 2.0


class HibariEngine:
    name = HIBARI.name

    def __init__(self) -> None:
        self._hibari: Any = None

    def version(self) -> str:
        return HIBARI.version()

    def voices(self) -> Sequence[Voice]:
        return (
            Voice(
                engine=self.name,
                name=HIBARI.voice,
                languages=("en", "en-us"),
                about="woman, American English",
            ),
        )

    def load(self) -> None:
        from hibari import Hibari  # a third of a second
        from hibari.voices import voice_path

        model = voice_path(HIBARI.voice, download_missing=False)
        self._hibari = Hibari(voice=HIBARI.voice, model=model, threads=1)

    def synthesize(self, text: str, *, voice: str, rate_wpm: int) -> RawSpeech:
        if voice != HIBARI.voice:
            raise SpeechError(
                f"the engine {self.name} has no voice `{voice}`", hint=f"it has one voice: {HIBARI.voice}"
            )
        if self._hibari is None:
            self.load()
        speed = min(FASTEST, max(SLOWEST, rate_wpm / WPM_AT_SPEED_1))
        samples = self._hibari(text, speed=speed, seed=SEED)
        return RawSpeech(samples=np.asarray(samples, dtype=np.float32), sample_rate=self._hibari.sample_rate)


def create() -> HibariEngine:
    return HibariEngine()
