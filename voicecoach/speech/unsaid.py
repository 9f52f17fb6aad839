"""Silence in place of a text of which the voice can say nothing; `check` names it as `not-spoken`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from voicecoach.sound.clip import FloatClip
from voicecoach.speech.scripts import says_nothing_of
from voicecoach.units import ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from voicecoach.sound.clip import Clip
    from voicecoach.speech.model import Speech, Word
    from voicecoach.timeline.audible import Utterance

SILENCE_MS: Final = 100


class UnsaidAsSilence:
    """A Speech that is asked only for what it can say, so that one sign that it lacks does not end the session."""

    def __init__(self, speech: Speech, unsaid: Callable[[Utterance], tuple[str, ...]]) -> None:
        self._speech = speech
        self._unsaid = unsaid

    def lengths(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        asked = list(dict.fromkeys(utterances))
        lengths_ms = dict(self._speech.lengths([one for one in asked if not self._is_silent(one)]))
        return {one: lengths_ms.get(one, SILENCE_MS) for one in asked}

    def clip(self, utterance: Utterance) -> Clip:
        if self._is_silent(utterance):
            return FloatClip(samples=np.zeros((ms_to_frames(SILENCE_MS), 1), dtype=np.float32))
        return self._speech.clip(utterance)

    def words(self, utterance: Utterance) -> tuple[Word, ...]:
        return () if self._is_silent(utterance) else self._speech.words(utterance)

    def _is_silent(self, utterance: Utterance) -> bool:
        return says_nothing_of(utterance.text, self._unsaid(utterance))
