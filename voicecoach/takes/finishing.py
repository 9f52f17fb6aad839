"""Turns a take into what is kept of it: the clip, and the raw take with a little silence around the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from voicecoach.sound.clip import FloatClip
from voicecoach.speech.process import fade, level
from voicecoach.takes.judging import loudest_channel
from voicecoach.units import FRAMES_PER_MS, MS_PER_S, SAMPLE_RATE

if TYPE_CHECKING:
    from voicecoach.sound.clip import Samples
    from voicecoach.takes.judging import Capture, Verdict

KEPT_MS: Final = 300  # of silence around the words of a raw take


def finished(capture: Capture, verdict: Verdict) -> FloatClip:
    """Return the words alone, as loud as every clip, at 48 kHz, whole ms long. The take must have words."""
    assert verdict.has_words, "a take without words is not finished"
    words = loudest_channel(capture)[verdict.words.start_frame : verdict.words.end_frame]
    words = fade(level(words))
    frames = -(-words.size // FRAMES_PER_MS) * FRAMES_PER_MS
    whole = np.zeros((frames, 1), dtype=np.float32)
    whole[: words.size, 0] = words
    return FloatClip(samples=whole)


def raw_take(capture: Capture, verdict: Verdict) -> Samples:
    """Return what the microphone gave, at its rate and with its channels, from 0.3 s before the words to 0.3 s after them."""
    kept = KEPT_MS * capture.sample_rate // MS_PER_S
    start = verdict.words.start_frame * capture.sample_rate // SAMPLE_RATE - kept
    end = -(-verdict.words.end_frame * capture.sample_rate // SAMPLE_RATE) + kept
    return capture.samples[max(0, start) : end]
