"""Which engines there are, whether they can be used here, and which one a session takes.

Nothing of an engine is imported here: only the worker process does that.
"""

from __future__ import annotations

import difflib
import importlib.metadata
import importlib.util
import platform
import sys
from dataclasses import dataclass
from typing import Final

from voicecoach.errors import SpeechError, UsageError

AUTO: Final = "auto"
NONE: Final = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSpec:
    """An engine as the program knows it without starting it."""

    name: str
    about: str
    module: str  # what the worker imports; its `create()` returns the engine
    imports: tuple[str, ...] = ()  # importable when the engine is installed
    packages: tuple[str, ...] = ()  # whose versions change the sound
    languages: tuple[str, ...] = ()  # empty: many, by the voices of the system
    voice: str = ""  # the one that it takes by itself; empty: one of the session's language
    rate_wpm: int  # calm and clear; words a minute, measured
    remedy: str

    def installed(self) -> bool:
        return all(importlib.util.find_spec(name) is not None for name in self.imports)

    def speaks(self, language: str) -> bool:
        return not self.languages or base_language(language) in self.languages

    def default_voice(self, language: str) -> str:
        """Return the voice for a language; an engine of many languages takes the language's code as a voice."""
        return self.voice or language

    def version(self) -> str:
        """Return what changes when the same text would sound different."""
        versions = [f"{name} {_package_version(name)}" for name in self.packages]
        if sys.platform != "linux" and not self.voice:
            versions.append(platform.platform())  # the system's voices
        return ", ".join(versions)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChoice:
    """The engine of a session, and why it is this one, as a sentence for the user."""

    spec: EngineSpec
    language: str
    why: str
    automatic: bool


HIBARI: Final = EngineSpec(
    name="hibari",
    about="a natural English voice; the model is inside the package",
    module="voicecoach.speech.engines.hibari_engine",
    imports=("hibari", "onnxruntime"),
    packages=("hibari-tts", "onnxruntime"),
    languages=("en",),
    voice="heart",
    rate_wpm=206,
    remedy="pip install 'voicecoach[natural]'",
)
PYTTSX3: Final = EngineSpec(
    name="pyttsx3",
    about="the voices of the system; espeak-ng on Linux, in a hundred languages",
    module="voicecoach.speech.engines.pyttsx3_engine",
    imports=("pyttsx3", "espeakng_loader") if sys.platform == "linux" else ("pyttsx3",),
    packages=("pyttsx3", "espeakng-loader") if sys.platform == "linux" else ("pyttsx3",),
    rate_wpm=191,
    remedy="pip install --force-reinstall voicecoach",
)
SILENT: Final = EngineSpec(
    name=NONE,
    about="no sound: an estimate of how long speech takes, for `check`",
    module="",
    rate_wpm=206,
    remedy="",
)


def engines() -> tuple[EngineSpec, ...]:
    """Return every engine, installed or not, the best first."""
    return (HIBARI, PYTTSX3, SILENT)


def base_language(language: str) -> str:
    return language.replace("_", "-").split("-", maxsplit=1)[0].lower()


def choose(engine: str, language: str) -> EngineChoice:
    """Return the engine of this name for a language; `auto` takes the best that is installed and speaks it.

    Raises UsageError for a name that is none and for a language that the engine lacks, SpeechError where it is
    not installed.
    """
    if engine == AUTO:
        return _automatic(language)
    by_name = {spec.name: spec for spec in engines()}
    spec = by_name.get(engine)
    if spec is None:
        close = difflib.get_close_matches(engine.lower(), [AUTO, *by_name], n=1)
        raise UsageError(
            f"there is no engine `{engine}`",
            hint=f"did you mean `{close[0]}`?" if close else f"one of: {', '.join([AUTO, *by_name])}",
        )
    if not spec.installed():
        raise SpeechError(f"the engine {spec.name} is not installed", hint=spec.remedy)
    if not spec.speaks(language):
        raise UsageError(
            f"the engine {spec.name} does not speak the language `{language}`",
            hint=f"it speaks {', '.join(spec.languages)}; `--engine {PYTTSX3.name}` speaks many",
        )
    return EngineChoice(spec=spec, language=language, why=f"{spec.name}, as asked for", automatic=False)


def _automatic(language: str) -> EngineChoice:
    candidates = [spec for spec in engines() if spec is not SILENT]
    passed: list[str] = []
    for spec in candidates:
        if not spec.speaks(language):
            passed.append(f"{spec.name} does not speak `{language}`")
        elif not spec.installed():
            passed.append(f"{spec.name} is not installed ({spec.remedy})")
        else:
            why = f"{spec.name}: {'; '.join(passed)}" if passed else f"{spec.name}, the best for `{language}`"
            return EngineChoice(spec=spec, language=language, why=why, automatic=True)
    raise SpeechError(f"no engine can speak here: {'; '.join(passed)}", hint=candidates[-1].remedy)


def _package_version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
