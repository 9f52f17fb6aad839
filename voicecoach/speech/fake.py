"""A Speech for tests: no engine, no process, no disk; a tone whose length follows from the text."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.sound.clip import Clip, FloatClip
from voicecoach.speech.model import Word
from voicecoach.units import SAMPLE_RATE, ms_to_frames

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from voicecoach.timeline.audible import Utterance

MS_PER_LETTER = 60
PEAK = 0.5


class FakeSpeech:
    """Speaks every character of a text in `ms_per_letter`, scaled by the speed; or what `lengths_ms` says.

    Each text has a pitch of its own, so that a test can tell two clips apart. The first and the last
    frame sound: an onset detector finds the clip where it was placed.
    """

    def __init__(
        self, *, ms_per_letter: int = MS_PER_LETTER, lengths_ms: Mapping[str, int] | None = None
    ) -> None:
        self.ms_per_letter = ms_per_letter
        self.lengths_ms = dict(lengths_ms or {})
        self.asked: list[Utterance] = []  # everything that lengths() was asked for, in order

    def length_ms(self, utterance: Utterance) -> int:
        own = self.lengths_ms.get(utterance.text, len(utterance.text) * self.ms_per_letter)
        return max(1, own * 100 // utterance.speed_percent)

    def lengths(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        wanted = list(utterances)
        self.asked += wanted
        return {utterance: self.length_ms(utterance) for utterance in wanted}

    def words(self, utterance: Utterance) -> tuple[Word, ...]:
        """Every character takes its share: a word's onset is where its first letter stands in the text."""
        length_ms, characters = self.length_ms(utterance), max(1, len(utterance.text))
        return tuple(
            Word(
                text=found[0],
                onset_ms=length_ms * found.start() // characters,
                duration_ms=length_ms * len(found[0]) // characters,
            )
            for found in re.finditer(r"\S+", utterance.text)
        )

    def clip(self, utterance: Utterance) -> Clip:
        frames = ms_to_frames(self.length_ms(utterance))
        pitch_hz = 200 + zlib.crc32(utterance.text.encode("utf-8", "surrogatepass")) % 600
        phase = 2 * np.pi * pitch_hz * np.arange(frames) / SAMPLE_RATE
        return FloatClip(samples=(PEAK * np.cos(phase)).astype(np.float32).reshape(-1, 1))
