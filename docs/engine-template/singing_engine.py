"""The engine itself. It lives in a process of its own, which ends with the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from voicecoach.errors import SpeechError
from voicecoach.speech.model import RawSpeech, Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE_RATE = 16_000
HUM_HZ = 220
GAP_SHARE = 0.2  # of a word


class Singing:
    name = "sing"

    def load(self) -> None:
        """Do here what takes long, such as reading a model. You can leave this method out."""

    def version(self) -> str:
        """Change it whenever the same text would sound different: else the old sound comes from the cache."""
        return "1"

    def voices(self) -> Sequence[Voice]:
        return (Voice(engine=self.name, name="hum", languages=("en",), about="the only one"),)

    def synthesize(self, text: str, *, voice: str, rate_wpm: int) -> RawSpeech:
        if voice != "hum":
            raise SpeechError(f"the engine {self.name} has no voice `{voice}`", hint="it has `hum`")
        word_frames = SAMPLE_RATE * 60 // rate_wpm
        sound = np.arange(word_frames) < word_frames * (1 - GAP_SHARE)
        word = np.sin(2 * np.pi * HUM_HZ * np.arange(word_frames) / SAMPLE_RATE) * sound * 0.3
        words = max(1, len(text.split()))
        return RawSpeech(samples=np.tile(word, words).astype(np.float32), sample_rate=SAMPLE_RATE)


def create() -> Singing:
    return Singing()
