"""Estimates the length of speech without an engine, for `--engine none`. There is no sound."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.errors import UsageError
from voicecoach.language.pauses import without_pauses
from voicecoach.speech.engine_spec import EngineSpec
from voicecoach.speech.pace import (
    MS_ALWAYS,
    MS_PER_COMMA,
    MS_PER_DIGIT,
    MS_PER_LETTER,
    MS_PER_SENTENCE,
)
from voicecoach.speech.parts import pauses_ms, words_of
from voicecoach.speech.respelling import NO_PRONUNCIATIONS
from voicecoach.speech.text import spoken_text
from voicecoach.speech.words import timed_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from voicecoach.sound.clip import Clip
    from voicecoach.speech.model import Word
    from voicecoach.speech.respelling import Pronunciations
    from voicecoach.timeline.audible import Utterance


SILENT: Final = EngineSpec(
    name="none",
    about="no sound: an estimate of how long speech takes, for `check`",
    module="",
    rate_wpm=206,
    remedy="",
)


class EstimatedSpeech:
    """Lengths by counting letters, digits and pauses."""

    def __init__(
        self,
        *,
        language: str,
        rate_wpm: int = SILENT.rate_wpm,
        pronounce: Pronunciations = NO_PRONUNCIATIONS,
    ) -> None:
        self._language = language
        self._pronounce = pronounce
        self._rate_wpm = rate_wpm

    def lengths(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        return {utterance: self._length_ms(utterance) for utterance in utterances}

    def words(self, utterance: Utterance) -> tuple[Word, ...]:
        return timed_words(without_pauses(utterance.text), self._length_ms(utterance))

    def clip(self, utterance: Utterance) -> Clip:
        raise UsageError(
            f"the engine none only estimates; it has no sound for `{utterance.text}`",
            hint="leave out `--engine none`, or see `voicecoach voices`",
        )

    def _length_ms(self, utterance: Utterance) -> int:
        spoken = spoken_text(utterance.text, self._language, self._pronounce)
        text = words_of(spoken).rstrip(".!? ")
        letters = sum(character.isalpha() for character in text)
        digits = sum(character.isnumeric() for character in text)
        commas = len(re.findall(r"[,;:]\s", text))
        sentences = len(re.findall(r"[.!?]\s", text))
        at_its_own_rate = (
            MS_ALWAYS
            + MS_PER_LETTER * letters
            + MS_PER_DIGIT * digits
            + MS_PER_COMMA * commas
            + MS_PER_SENTENCE * sentences
        )
        speech_ms = at_its_own_rate * SILENT.rate_wpm * 100 // (self._rate_wpm * utterance.speed_percent)
        return speech_ms + pauses_ms(spoken)
