"""Artificial takes: bursts of a hum in place of words, over the noise of a room."""

import numpy as np

from voicecoach.takes.judging import Capture

COUNT_S = 3.0


def words(rate, *, seconds=1.0, amplitude=0.3):
    """Return something like words: syllables of 150 ms with 50 ms between them, each with a decay."""
    time = np.arange(round(rate * seconds)) / rate
    within = time % 0.2
    shape = np.where(within < 0.15, np.exp(-within * 8), 0)
    hum = sum(np.sin(2 * np.pi * 140 * number * time) / number for number in range(1, 20))
    return amplitude * shape * hum / np.abs(hum).max()


def room(rate, seconds, *, level_db=-75.0):
    noise = np.random.default_rng(7).standard_normal(round(rate * seconds))
    return noise * 10 ** (level_db / 20)


def capture(
    *,
    rate=48_000,
    before_s=0.4,
    after_s=1.2,
    seconds=1.0,
    amplitude=0.3,
    noise_db=-75.0,
    channels=1,
    said=None,
):
    """Return a capture in which the words begin `before_s` after the 3-2-1."""
    said = words(rate, seconds=seconds, amplitude=amplitude) if said is None else said
    lead, trail = np.zeros(round(rate * (COUNT_S + before_s))), np.zeros(round(rate * after_s))
    samples = np.concatenate([lead, said, trail])
    samples = samples + room(rate, samples.size / rate, level_db=noise_db)[: samples.size]
    both = np.repeat(samples[:, None], channels, axis=1).astype(np.float32)
    return Capture(samples=np.clip(both, -1, 1), sample_rate=rate, begin_frame=round(rate * COUNT_S))
