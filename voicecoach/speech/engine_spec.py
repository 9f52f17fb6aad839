"""An engine as the program knows it without starting it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from msgspec import Struct

from voicecoach.packages import package_version


class EngineSpec(Struct, frozen=True, kw_only=True):
    """What an engine is called, what it needs, what it speaks, and the module that the worker imports."""

    name: str
    about: str
    module: str  # what the worker imports; its `create()` returns the engine
    imports: tuple[str, ...] = ()  # importable when the engine is installed; submodules are not asked for
    packages: tuple[str, ...] = ()  # whose versions change the sound
    languages: tuple[str, ...] = ()  # empty: many, by the voices of the system
    scripts: tuple[
        str, ...
    ] = ()  # that it can say, as Unicode names them; empty: those of the voice's language
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


def base_language(language: str) -> str:
    return language.replace("_", "-").split("-", maxsplit=1)[0].lower()
