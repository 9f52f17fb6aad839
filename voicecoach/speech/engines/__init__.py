"""Which engines there are, whether they can be used here, and which one a session takes.

Each engine is declared by its own module, as an `EngineSpec`. Ours are in the list below. Those of other packages are entry points of
the group `voicecoach.engines` that lead to an `EngineSpec`; they come after ours and cannot take the name of one. From here on
nobody can tell them apart. What an engine needs is imported by its worker process alone.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.errors import SpeechError, UsageError
from voicecoach.speech.added import added_named
from voicecoach.speech.engine_spec import EngineSpec
from voicecoach.speech.engines.espeak_engine import ESPEAK
from voicecoach.speech.engines.hibari_engine import HIBARI
from voicecoach.speech.engines.kokoro_engine import KOKORO
from voicecoach.speech.engines.piper_engine import PIPER
from voicecoach.speech.engines.pyttsx3_engine import PYTTSX3
from voicecoach.speech.estimate import SILENT
from voicecoach.speech.tags import base_language

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["AUTO", "GROUP", "OURS", "EngineChoice", "EngineSpec", "choose", "engine_named", "engines"]

AUTO: Final = "auto"
GROUP: Final = "voicecoach.engines"


class EngineChoice(Struct, frozen=True, kw_only=True):
    """The engine of a session, and why it is this one, as a sentence for the user."""

    spec: EngineSpec
    language: str
    why: str
    automatic: bool
    others: tuple[EngineSpec, ...] = ()  # that may take over where it fails


AUTOMATIC: Final = (HIBARI, KOKORO, PIPER, PYTTSX3, ESPEAK)  # the best first
OURS: Final = (*AUTOMATIC, SILENT)
# `auto` takes them for the languages of the voices that were added.
BY_ADDED_VOICES: Final = tuple(spec for spec in AUTOMATIC if spec.voice_suffix)


def engines() -> tuple[EngineSpec, ...]:
    """Return every engine, installed or not, the best first; those of other packages after ours."""
    from importlib.metadata import entry_points

    ours = {spec.name for spec in OURS}
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
    except (Exception, SystemExit) as failure:  # noqa: BLE001  # another package's code: anything can happen in it
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


def choose(engine: str, language: str, *, voice: str = "") -> EngineChoice:
    """Return the engine of this name for a language; `auto` takes the best that is installed and speaks it.

    With the name or the file of an added voice, `auto` takes the engine of that. Raises UsageError for a name that is none and for a
    language that the engine lacks, SpeechError where it is not installed.
    """
    owner = next((spec for spec in BY_ADDED_VOICES if voice and spec.has_file_of(voice)), None)
    if engine == AUTO and owner is None:
        return _automatic(language)
    spec = owner if owner is not None and engine == AUTO else engine_named(engine)
    if spec is None:
        names = [AUTO, *(spec.name for spec in engines())]
        close = difflib.get_close_matches(engine.lower(), names, n=1)
        raise UsageError(
            f"there is no engine `{engine}`",
            hint=f"did you mean `{close[0]}`?" if close else f"one of: {', '.join(names)}",
            option="engine",
        )
    if spec.problem:
        raise SpeechError(
            f"the engine {spec.name} cannot be used: {spec.problem}", hint=spec.remedy, option="engine"
        )
    if not spec.installed():
        raise SpeechError(f"the engine {spec.name} is not installed", hint=spec.remedy, option="engine")
    if not spec.speaks(language):
        raise UsageError(
            f"the engine {spec.name} does not speak the language `{language}`",
            hint=f"it speaks {', '.join(spec.languages)}; `--engine {PYTTSX3.name}` speaks many",
            option="engine",
        )
    if owner is spec:
        _check_language(spec, language, voice)
    return EngineChoice(spec=spec, language=language, why=f"{spec.name}, as asked for", automatic=False)


def _check_language(spec: EngineSpec, language: str, voice: str) -> None:
    """Raise UsageError where an added voice is one of another language."""
    added = added_named(spec.name, voice)
    if added is None or base_language(language) in map(base_language, added.languages):
        return
    own = spec.added_voice(language)
    raise UsageError(
        f"the voice {voice} speaks `{added.languages[0]}`, and the text is in `{language}`",
        hint=f"--voice {own}" if own else f"`voicecoach voices` names the command for voices of `{language}`",
        option="voice",
    )


def _automatic(language: str) -> EngineChoice:
    passed: list[str] = []
    for spec in AUTOMATIC:
        if spec in BY_ADDED_VOICES and not spec.added_voice(language):
            continue
        if not spec.speaks(language):
            passed.append(f"{spec.name} does not speak `{language}`")
        elif not spec.installed():
            passed.append(f"{spec.name} is not installed ({spec.remedy})")
        else:
            break
    else:
        raise SpeechError(f"no engine can speak here: {'; '.join(passed)}", hint=PYTTSX3.remedy)
    why = f"{spec.name}: {'; '.join(passed)}" if passed else spec.name
    after = AUTOMATIC[AUTOMATIC.index(spec) + 1 :]
    others = tuple(
        other
        for other in after
        if other.speaks(language)
        and other.installed()
        and (other not in BY_ADDED_VOICES or other.added_voice(language))
    )
    return EngineChoice(spec=spec, language=language, why=why, automatic=True, others=others)
