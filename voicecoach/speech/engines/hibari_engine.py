"""hibari-tts: one natural English voice, from the model inside its wheel. It never downloads.

The same text gives the same samples in every process and order: the noise has a fixed seed, and one thread
is used, as the bits differ with the number of threads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from voicecoach.errors import SpeechError
from voicecoach.speech.engine_spec import EngineSpec
from voicecoach.speech.engines.kokoro_phonemes import AMERICAN, as_letters
from voicecoach.speech.model import RawSpeech, Voice
from voicecoach.speech.respelling import spelled_and_sounds

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED: Final = 0
# words a minute -> the model's speed, measured on 40 coaching cues of 1 to 12 words, silence at the edges cut off: its
# lengths are whole frames per sound, so they follow the speed in steps, with a leap from 243 to 300
SPEED_OF_WPM: Final = (
    (94, 0.5), (115, 0.6), (134, 0.7), (161, 0.8), (184, 0.85), (195, 0.9), (206, 1.0), (214, 1.1), (228, 1.2), (237, 1.28),
    (243, 1.32), (300, 1.34), (312, 1.36), (317, 1.4), (330, 1.6), (338, 1.8), (361, 2.0),
)  # fmt: skip

HIBARI: Final = EngineSpec(
    name="hibari",
    about="a natural English voice; the model is inside the package",
    module=__name__,
    imports=("hibari", "onnxruntime"),
    packages=("hibari-tts", "onnxruntime"),
    languages=("en",),
    scripts=("LATIN",),
    voice="heart",
    rate_wpm=206,
    takes_phonemes=True,
    remedy="pip install 'voicecoach[natural]'",
)


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
        self._hibari("Go.", seed=SEED)  # its dictionaries are read for the first text: most of a second

    def synthesize(self, text: str, *, voice: str, rate_wpm: int) -> RawSpeech:
        if voice != HIBARI.voice:
            raise SpeechError(
                f"the engine {self.name} has no voice `{voice}`",
                hint=f"it has one voice: {HIBARI.voice}",
                option="voice",
            )
        import numpy as np  # in the worker only

        if self._hibari is None:
            self.load()
        rates, speeds = zip(*SPEED_OF_WPM, strict=True)
        speed = float(np.interp(rate_wpm, rates, speeds))
        samples = self._hibari(_with_links(text), speed=speed, seed=SEED)
        return RawSpeech(samples=np.asarray(samples, dtype=np.float32), sample_rate=self._hibari.sample_rate)


def _with_links(text: str) -> str:
    """Return a text with phonemes as hibari takes them: `[word](/sounds/)`."""
    return "".join(
        f"[it](/{as_letters(part, AMERICAN)}/)" if is_sound else part
        for part, is_sound in spelled_and_sounds(text)
    )


def create() -> HibariEngine:
    return HibariEngine()
