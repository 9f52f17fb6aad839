"""Opens a session's speech from its options: an engine, its replacements, recordings, or an estimate."""

from __future__ import annotations

import contextlib
import functools
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.errors import SpeechError, UsageError
from voicecoach.speech.cache import ClipCache, default_folder
from voicecoach.speech.engine_speech import EngineSpeech
from voicecoach.speech.engines import AUTO, choose
from voicecoach.speech.estimate import SILENT, EstimatedSpeech
from voicecoach.speech.other_scripts import OtherScriptSpeech
from voicecoach.speech.recorded import RecordedSpeech, is_folder_of_recordings
from voicecoach.speech.respelling import NO_PRONUNCIATIONS
from voicecoach.speech.scripts import scripts_of, unsaid_of
from voicecoach.speech.takeover import TakeoverSpeech

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.speech.engine_spec import EngineSpec
    from voicecoach.speech.engines import EngineChoice
    from voicecoach.speech.model import Speech
    from voicecoach.speech.respelling import Pronunciations
    from voicecoach.speech.worker_process import Limits

SLOWEST_WPM: Final = 80
FASTEST_WPM: Final = 400


def _quiet(*_: object) -> None:
    """Report to nobody."""


def check_rate(rate_wpm: int, spec: EngineSpec | None = None) -> None:
    """Raise UsageError for an invalid rate; 0 means the engine's own."""
    if rate_wpm and not SLOWEST_WPM <= rate_wpm <= FASTEST_WPM:
        own = f"; {spec.name} takes {spec.rate_wpm} by itself" if spec is not None else ""
        raise UsageError(
            f"a rate of {rate_wpm} words a minute is not possible",
            hint=f"from {SLOWEST_WPM} to {FASTEST_WPM}{own}",
        )


def check_voice(choice: EngineChoice, voice: str) -> None:
    """Raise SpeechError where an engine without voices of its own has none for the language, and none is named."""
    spec = choice.spec
    if spec.voices_from and not voice and not spec.added_voice(choice.language):
        raise SpeechError(
            f"the engine {spec.name} has no voice for `{choice.language}` yet",
            hint=spec.voices_from,
            option="engine",
        )


def open_speech(
    choice: EngineChoice,
    *,
    voice: str = "",
    rate_wpm: int = 0,
    noisy: bool = False,
    pronounce: Pronunciations = NO_PRONUNCIATIONS,
    cache: ClipCache | None = None,
    progress: Callable[[int, int], None] = _quiet,
    note: Callable[[str], None] = _quiet,
    limits: Limits | None = None,
    workers: int = 0,
) -> contextlib.AbstractContextManager[Speech]:
    """Return a session's Speech as a context manager. Nothing starts before a clip is missing.

    `rate_wpm` 0 is the engine's own calm rate; `voice` empty is the engine's own for the language, and a folder is one
    of recordings, beside that. `noisy` is for noisy rooms. `progress` is called with how many of how many new clips
    are made, `note` with a sentence for the user. Raises UsageError, and SpeechError where there is no voice.
    """
    check_rate(rate_wpm, choice.spec)
    recorded = is_folder_of_recordings(voice)
    check_voice(choice, "" if recorded else voice)

    def speech_of(spec: EngineSpec, language: str = choice.language) -> EngineSpeech:
        return EngineSpeech(
            replace(choice, spec=spec, language=language),
            voice="" if recorded else voice,
            rate_wpm=rate_wpm or spec.rate_wpm,
            noisy=noisy,
            pronounce=pronounce,
            cache=cache or ClipCache(default_folder()),
            progress=progress,
            note=note,
            limits=limits,
            workers=workers,
        )

    def in_language(language: str) -> EngineSpeech:
        return speech_of(choose(AUTO, language).spec, language)

    speech: contextlib.AbstractContextManager[Speech]
    if choice.spec.name == SILENT.name:
        estimated = EstimatedSpeech(
            language=choice.language, rate_wpm=rate_wpm or SILENT.rate_wpm, pronounce=pronounce
        )
        speech = contextlib.nullcontext(estimated)
    elif choice.others and (recorded or not voice):
        others = [functools.partial(speech_of, spec) for spec in choice.others]
        speech = TakeoverSpeech(speech_of(choice.spec), others, note=note)
    else:
        speech = speech_of(choice.spec)
    if choice.automatic and (recorded or not voice):
        scripts = frozenset(choice.spec.scripts) or scripts_of(choice.language)
        speech = OtherScriptSpeech(
            speech,
            unsaid=lambda text: unsaid_of(text, choice.language, scripts, pronounce),
            open_for=in_language,
            note=note,
        )
    return RecordedSpeech(voice, speech, language=choice.language, note=note) if recorded else speech
