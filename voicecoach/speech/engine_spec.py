"""An engine as the program knows it without starting it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from msgspec import Struct

from voicecoach.packages import package_version
from voicecoach.speech.added import added_named, best_added
from voicecoach.speech.respelling import table_version
from voicecoach.speech.tags import base_language


class EngineSpec(Struct, frozen=True, kw_only=True):
    """What an engine is called, what it needs, what it speaks, and the module that the worker imports."""

    name: str
    about: str
    module: str  # what the worker imports; its `create()` returns the engine
    imports: tuple[str, ...] = ()  # importable when the engine is installed; submodules are not asked for
    packages: tuple[str, ...] = ()  # whose versions change the sound
    languages: tuple[str, ...] = ()  # empty: many, by the voices of the system
    # That it can say, as Unicode names them; empty: those of the voice's language.
    scripts: tuple[str, ...] = ()
    voice: str = ""  # the one that it takes by itself; empty: one of the session's language
    # Of the voice files that it takes, by their path or from `voices add`: such as `.onnx`.
    voice_suffix: str = ""
    voices_from: str = ""  # how voices are had, for an engine that has none of its own
    speller: str = ""  # whose words of `respellings.toml` its voices get wrong, but those of the system's own
    takes_phonemes: bool = False  # in braces, within the text: `Do ten {bɜpiz}.`
    cpu_ms_per_speech_s: int = 0  # how long a core needs for a second of speech, where that is worth telling
    of_the_system: bool = False  # its voices come with the operating system, but on Linux
    rate_wpm: int  # calm and clear; words a minute, measured
    remedy: str
    problem: str = ""  # why it cannot be used, where that is known without asking

    def installed(self) -> bool:
        return not self.problem and all(importlib.util.find_spec(name) is not None for name in self.imports)

    def speaks(self, language: str) -> bool:
        return not self.languages or base_language(language) in self.languages

    def added_voice(self, language: str) -> str:
        """Return the voice of a language that `voices add` has brought to this engine; empty where there is none."""
        found = best_added(self.name, language) if self.voice_suffix else None
        return found.name if found is not None else ""

    def has_file_of(self, voice: str) -> bool:
        """Tell whether a voice is a file for this engine, or the name of one that was added to it."""
        return bool(self.voice_suffix) and (
            voice.endswith(self.voice_suffix) or added_named(self.name, voice) is not None
        )

    def default_voice(self, language: str) -> str:
        """Return the voice for a language; an engine of many languages takes the language's code as a voice."""
        return self.voice or self.added_voice(language) or language

    def family(self) -> str:
        """Return whose spelling its voices follow here; empty for voices of a system other than Linux."""
        return "" if self.of_the_system and sys.platform != "linux" else self.speller

    def version(self) -> str:
        """Return what changes when the same text would sound different."""
        versions = [f"{name} {package_version(name)}" for name in self.packages]
        if self.family():
            versions.append(f"words {table_version()}")
        if self.of_the_system and sys.platform != "linux":
            import platform

            versions.append(platform.platform())
        return ", ".join(versions)

    def voice_identity(self, voice: str) -> str:
        """Return what tells a voice from every other; a voice file's contents change with its size and its date."""
        if not self.voice_suffix:
            return voice
        if not voice.endswith(self.voice_suffix):
            added = added_named(self.name, voice)
            return f"{voice} {added.sha256}" if added is not None else voice
        try:
            status = Path(voice).stat()
        except (OSError, ValueError):
            return voice
        return f"{Path(voice).name} {status.st_size} {status.st_mtime_ns}"
