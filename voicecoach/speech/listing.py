"""Lists the voices of this machine for `voices`, and checks speech for `doctor`, with a remedy for what is missing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

from voicecoach.errors import SpeechError
from voicecoach.speech.cache import default_folder
from voicecoach.speech.engines import AUTO, choose, engines
from voicecoach.speech.estimate import SILENT
from voicecoach.speech.model import Voice
from voicecoach.speech.pool import WorkerPool
from voicecoach.speech.tags import base_language
from voicecoach.speech.worker_process import Limits

if TYPE_CHECKING:
    from pathlib import Path

    from voicecoach.speech.engine_spec import EngineSpec

LISTING_LIMITS = Limits(start_s=30.0)


class EngineVoices(Struct, frozen=True, kw_only=True):
    """An engine and its voices; `problem` and `remedy` if it cannot speak here."""

    engine: str
    about: str
    voices: tuple[Voice, ...] = ()
    problem: str = ""
    remedy: str = ""


class Check(Struct, frozen=True, kw_only=True):
    """A line of `doctor`."""

    name: str
    good: bool
    found: str
    remedy: str = ""


def list_voices(*, language: str = "") -> tuple[EngineVoices, ...]:
    """Return every engine with its voices, of one language where one is asked for. Starts each engine's worker."""
    return tuple(voices_of(spec, language) for spec in engines() if spec is not SILENT)


def voices_of(spec: EngineSpec, language: str = "") -> EngineVoices:
    """Return an engine's voices, as `list_voices` does."""
    if not spec.installed():
        problem = spec.problem or "not installed"
        return EngineVoices(engine=spec.name, about=spec.about, problem=problem, remedy=spec.remedy)
    pool = WorkerPool(spec, limits=LISTING_LIMITS)
    try:
        listed = pool.voices()
    except SpeechError as error:
        return EngineVoices(engine=spec.name, about=spec.about, problem=error.message, remedy=error.hint)
    finally:
        pool.close()
    voices = tuple(
        Voice(engine=spec.name, name=voice["name"], languages=tuple(voice["languages"]), about=voice["about"])
        for voice in listed
        if not language or base_language(language) in map(base_language, voice["languages"])
    )
    if not voices:
        problem = f"no voice for `{language}`" if language else "no voices"
        return EngineVoices(
            engine=spec.name,
            about=spec.about,
            problem=problem,
            remedy=spec.voices_from or "`voicecoach voices` lists all",
        )
    return EngineVoices(engine=spec.name, about=spec.about, voices=voices)


def checks(language: str) -> tuple[Check, ...]:
    """Return what `doctor` says of speech; nothing is synthesised."""
    found: list[Check] = []
    for engine in list_voices(language=language):
        of = f"{len(engine.voices)} for `{language}`"
        found.append(
            Check(
                name=f"engine {engine.engine}",
                good=not engine.problem,
                found=engine.problem or f"voices: {of}",
                remedy=engine.remedy,
            )
        )
    try:
        found.append(Check(name="engine auto", good=True, found=choose(AUTO, language).why))
    except SpeechError as error:
        found.append(Check(name="engine auto", good=False, found=error.message, remedy=error.hint))
    folder = default_folder()
    writable = os.access(_nearest(folder), os.W_OK)
    found.append(
        Check(
            name="clip cache",
            good=writable,
            found=str(folder) if writable else f"{folder} cannot be written",
            remedy="" if writable else "make the folder writable, or set VOICECOACH_CACHE_DIR to one that is",
        )
    )
    return tuple(found)


def _nearest(folder: Path) -> Path:
    """Return the folder, or the nearest one above that exists."""
    return next((path for path in (folder, *folder.parents) if path.exists()), folder)
