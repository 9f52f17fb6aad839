"""What is heard in a language now, how well it is understood, and what would be better."""

from __future__ import annotations

import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from voicecoach.errors import SpeechError
from voicecoach.speech.added import added_voices
from voicecoach.speech.engines import AUTO, OURS, choose, engine_named
from voicecoach.speech.engines.espeak_engine import ESPEAK
from voicecoach.speech.engines.pyttsx3_engine import PYTTSX3
from voicecoach.speech.tags import base_language

if TYPE_CHECKING:
    from voicecoach.speech.engine_spec import EngineSpec

ADD: Final = "voicecoach voices add"


class Measured(Struct, frozen=True, kw_only=True):
    language: str
    engine: str
    voice: str = ""  # empty: every voice of the language
    clean: float  # percent of the words that are not understood
    in_noise: float


class HeardTable(Struct, frozen=True, kw_only=True):
    measured: tuple[Measured, ...]
    better: dict[str, str]  # an engine for each language
    files: dict[str, str]  # of the voice that is to be added, for engines that have none of the language


class Heard(Struct, frozen=True, kw_only=True):
    """What a language is said by. `better` are the commands that bring a better voice, in their order; none where there is none."""

    language: str
    engine: str
    voice: str
    missed_percent: float | None  # None: not measured
    better: tuple[str, ...] = ()


@cache
def load_table() -> HeardTable:
    text = Path(__file__).with_name("understood.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), HeardTable)


def heard(language: str = "") -> tuple[Heard, ...]:
    """Return that for one language, or for all of which something is known. An engine is chosen as `auto` does; none is started."""
    table = load_table()
    added = (one.languages[0] for spec in OURS if spec.voice_suffix for one in added_voices(spec.name))
    languages = (language,) if language else tuple(dict.fromkeys((*table.better, *map(base_language, added))))
    return tuple(filter(None, map(_heard, languages)))


def _heard(language: str) -> Heard | None:
    try:
        spec = choose(AUTO, language).spec
    except SpeechError:
        return None
    voice = spec.default_voice(language)
    family = ESPEAK.name if is_robot(spec) else spec.name
    measured = next(
        (
            one
            for one in load_table().measured
            if (one.language, one.engine) == (base_language(language), family) and one.voice in ("", voice)
        ),
        None,
    )
    return Heard(
        language=language,
        engine=spec.name,
        voice=voice,
        missed_percent=None if measured is None else measured.clean,
        better=better_than(spec, language),
    )


def is_robot(spec: EngineSpec) -> bool:
    """Tell whether an engine's voices are espeak-ng's: those of macOS and Windows are not."""
    return spec == ESPEAK or (spec == PYTTSX3 and sys.platform == "linux")


def better_than(spec: EngineSpec, language: str) -> tuple[str, ...]:
    """Return the commands that bring a better voice than this engine's for a language, in their order."""
    base = base_language(language)
    better = engine_named(load_table().better.get(base, ""))
    if better is None or not is_robot(spec):
        return ()
    install = () if better.installed() else (better.remedy,)
    file = load_table().files.get(base, "")
    if better.voice_suffix and not better.added_voice(language):
        return (*install, f"{ADD} {file}" if file else better.voices_from)
    return install
