"""A studio whose speech is an estimate: it needs no engine."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from voicecoach.assets import load_tones
from voicecoach.files import RoutineFiles
from voicecoach.phrases import load_phrases
from voicecoach.speech.estimate import EstimatedSpeech
from voicecoach.studio_setup import StudioSetup

if TYPE_CHECKING:
    from voicecoach.language.model import Routine
    from voicecoach.sound.tones import TonePack


def silent_studio(routine: Routine) -> StudioSetup:
    return StudioSetup(
        speech=EstimatedSpeech(language=routine.language),
        phrases=load_phrases(routine.language),
        tones=_tones(),
        files=RoutineFiles(),
    )


@cache
def _tones() -> TonePack:
    return load_tones()
