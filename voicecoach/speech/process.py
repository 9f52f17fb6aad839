"""Turns what an engine returns into a clip: with the same loudness and the same edges for every engine.

The chain: check (there is sound, its length is plausible) → 48 kHz (soxr, VHQ) → cut both edges at the first and last
audible sound → with `noisy`, an equaliser and a compressor for a noisy room → lift a weak first consonant → the target loudness with a
look-ahead true-peak limiter → fades → whole ms → int16.

Runs only in the worker. A pure function of its arguments.
Change `versions.PROCESSING_VERSION` with anything that changes a sample: it is part of every cache key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from voicecoach.sound.clip import INT16_STEPS
from voicecoach.sound.limiter import sliding_minimum
from voicecoach.sound.loudness import loudness_lufs
from voicecoach.speech.envelope import HOP_FRAMES, WINDOW_FRAMES, envelope
from voicecoach.speech.model import SpokenClip
from voicecoach.speech.noisy_rooms import for_noisy_rooms
from voicecoach.speech.words import timed_words
from voicecoach.units import FRAMES_PER_MS, MS_PER_S, SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from voicecoach.sound.filters import Mono
    from voicecoach.speech.model import RawSpeech

# -16 is promised, and LAME takes 0.4 to 0.8 dB off: a WAV and an MP3 are both within 0.5 of it.
TARGET_LUFS: Final = -15.65
# What is promised is -1 in a decoded MP3. LAME lifts single peaks, by up to 1.7 dB as measured on every built-in sentence, and by up
# to 3.4 dB with `noisy`, as it has too few bits for so much of the highs. `scripts/levels` measures both.
CEILING_DBTP: Final = -2.8
NOISY_CEILING_DBTP: Final = -4.6  # if it were lower, espeak would no longer be loud enough
TOLERANCE_LU: Final = 0.05
MOST_GAIN_STEPS: Final = 8
MAKE_UP: Final = 1.4  # a louder signal is limited more: aim a little higher than what is missing

# edges, in dB under the loudest 5 ms
ONSET_DB: Final = -40.0
DECAY_DB: Final = -50.0
FADE_FRAMES: Final = 3 * FRAMES_PER_MS
# a weak first consonant (the `th` of three, the `f` of five) is lifted to this, so that the word begins where it begins
CONSONANT_DB: Final = -22.0
LARGEST_LIFT_DB: Final = 15.0
LONGEST_CONSONANT_MS: Final = 150
RAMP_MS: Final = 5

SILENCE: Final = 0.001  # -60 dBFS
LARGEST_SAMPLE: Final = 8.0  # 1 is asked for; Kokoro overshoots to 2.2; integers as floats have thousands
LOOK_AHEAD_FRAMES: Final = 3 * FRAMES_PER_MS
OVERSAMPLING: Final = 4

# how long a text may plausibly be: spoken letters at the engine's rate, with generous bounds
MS_PER_LETTER_AT_180_WPM: Final = 65
LEAST_OF_EXPECTED: Final = 0.15
MOST_OF_EXPECTED: Final = 8.0
MS_ALWAYS_PLAUSIBLE: Final = 3000
LETTERS_PER_DIGIT: Final = 6


class UnusableSpeechError(Exception):
    """The engine did not return the text: nothing, silence, or an impossible length."""


def process(
    parts: Sequence[tuple[RawSpeech, str] | int], *, rate_wpm: int, noisy: bool = False
) -> SpokenClip:
    """Return the clip of an engine's speech, `noisy` for a noisy room, and when each word is said. Raises UnusableSpeechError.

    `parts` are the pieces that were said, each with its text, and the pauses in ms between, before and after them. Each
    piece is cut to what is audible, so that a pause is as long as it is written. A clip is equally long with `noisy` and without.
    """
    pieces: list[Mono] = []
    marks: list[tuple[int, int]] = []  # positions in the whole text, and ms
    text, frames_before = "", 0
    for part in parts:
        if isinstance(part, int):
            pieces.append(np.zeros(part * FRAMES_PER_MS))
        else:
            raw, said = part
            _check_form(np.asarray(raw.samples), raw.sample_rate)
            samples = np.asarray(raw.samples, dtype=np.float64)
            _check(samples, raw.sample_rate, text=said, rate_wpm=rate_wpm)
            speech = resample(samples, raw.sample_rate)
            audible = audible_part(speech)
            pieces.append(speech[audible])
            position, onset_ms = len(text) + bool(text), frames_before // FRAMES_PER_MS
            cut_ms = audible.start // FRAMES_PER_MS
            if position:
                marks.append((position, onset_ms))
            marks += [
                (position + mark.position, onset_ms + mark.frame * MS_PER_S // raw.sample_rate - cut_ms)
                for mark in raw.marks
            ]
            text = f"{text} {said}" if text else said
        frames_before += pieces[-1].size
    speech = np.concatenate(pieces) if len(pieces) > 1 else pieces[0]
    if noisy:
        speech = for_noisy_rooms(speech)
    speech = fade(level(lift_onset(speech), NOISY_CEILING_DBTP if noisy else CEILING_DBTP))
    frames = -(-speech.size // FRAMES_PER_MS) * FRAMES_PER_MS
    padded = np.zeros(frames)
    padded[: speech.size] = speech
    return SpokenClip(
        samples=np.round(padded * INT16_STEPS).astype("<i2").tobytes(),
        words=timed_words(text, frames // FRAMES_PER_MS, marks),
    )


def warm_up() -> None:
    """Import the heavy libraries, and run the chain once."""
    loudness_lufs(level(resample(np.sin(np.arange(SAMPLE_RATE // 10) / 20), SAMPLE_RATE // 2)))


def _check_form(samples: npt.NDArray[Any], sample_rate: int) -> None:
    if sample_rate <= 0:
        raise UnusableSpeechError(f"a sample rate of {sample_rate} came back")
    if samples.ndim != 1:
        raise UnusableSpeechError(f"samples of {samples.ndim} dimensions came back, and speech is mono")
    if samples.dtype.kind != "f":
        raise UnusableSpeechError(f"samples of the type {samples.dtype} came back, and they are float32")
    if samples.size and np.abs(samples).max() > LARGEST_SAMPLE:
        raise UnusableSpeechError("the samples that came back are far beyond 1, which is as loud as it gets")


def _check(samples: Mono, sample_rate: int, *, text: str, rate_wpm: int) -> None:
    if samples.size == 0:
        raise UnusableSpeechError("no sound came back")
    if not np.isfinite(samples).all():
        raise UnusableSpeechError("what came back is not sound")
    loud = np.flatnonzero(np.abs(samples) > SILENCE)
    if loud.size == 0:
        raise UnusableSpeechError("silence came back")
    spoken_ms = float(loud[-1] - loud[0]) * 1000 / sample_rate
    letters = sum(character.isalpha() for character in text)
    digits = sum(character.isnumeric() for character in text)
    pace = 180 / rate_wpm
    least_ms = LEAST_OF_EXPECTED * pace * MS_PER_LETTER_AT_180_WPM * (letters + digits)
    most_letters = letters + LETTERS_PER_DIGIT * digits + len(text)
    most_ms = MS_ALWAYS_PLAUSIBLE + MOST_OF_EXPECTED * pace * MS_PER_LETTER_AT_180_WPM * most_letters
    if not least_ms <= spoken_ms <= most_ms:
        raise UnusableSpeechError(f"{spoken_ms / 1000:.1f} s of sound came back, which cannot be this text")


def resample(samples: Mono, sample_rate: int) -> Mono:
    if sample_rate == SAMPLE_RATE:
        return samples
    import soxr  # heavy imports stay out of the main process

    resampled: Mono = soxr.resample(samples, sample_rate, SAMPLE_RATE, quality="VHQ")
    return resampled


def trim(samples: Mono) -> Mono:
    """Cut to the first and the last audible sound."""
    return samples[audible_part(samples)]


def audible_part(samples: Mono) -> slice:
    """Return the frames from the first audible sound to the last: -40 dB before it, -50 dB after it."""
    levels = envelope(samples)
    loudest = levels.max()
    onset = int(np.flatnonzero(levels > loudest * _ratio(ONSET_DB))[0])
    end = int(np.flatnonzero(levels > loudest * _ratio(DECAY_DB))[-1])
    # a window that begins before the sound contains its first ms at its end
    first = onset * HOP_FRAMES + (WINDOW_FRAMES - HOP_FRAMES if onset else 0)
    return slice(
        max(0, first - FADE_FRAMES), min(samples.size, end * HOP_FRAMES + WINDOW_FRAMES + FADE_FRAMES)
    )


def lift_onset(samples: Mono) -> Mono:
    """Raise a weak first consonant towards -22 dB, so that the word is heard from its first sound.

    Synthetic voices say the `th` of "three" 35 dB under its vowel, which comes 85 ms later: in a gym the word would
    begin late. The gain follows the weakness, falls towards the vowel and never rises again.
    """
    levels = envelope(samples)
    loudest = levels.max()
    vowel_ms = int(np.flatnonzero(levels >= loudest * _ratio(CONSONANT_DB))[0])
    if vowel_ms <= FADE_FRAMES // FRAMES_PER_MS or vowel_ms > LONGEST_CONSONANT_MS:
        return samples
    weakness_db = CONSONANT_DB - 20 * np.log10(np.maximum(levels[:vowel_ms], 1e-9) / loudest)
    lift_db = np.clip(weakness_db, 0.0, LARGEST_LIFT_DB)
    lift_db = np.maximum.accumulate(lift_db[::-1])[::-1]  # falls towards the vowel, never pumps
    at_frame = (np.arange(vowel_ms) + 0.5) * HOP_FRAMES + WINDOW_FRAMES / 2
    after = at_frame[-1] + RAMP_MS * FRAMES_PER_MS
    frames = np.arange(min(samples.size, int(after) + 1))
    lifted = samples.copy()
    lifted[: frames.size] *= 10 ** (np.interp(frames, [*at_frame, after], [*lift_db, 0.0]) / 20)
    return lifted


def level(samples: Mono, ceiling_dbtp: float = CEILING_DBTP) -> Mono:
    """Bring to the target loudness with no true peak above the ceiling; repeat to make up for what the limiter takes."""
    peaks, ceiling = true_peaks(samples), _ratio(ceiling_dbtp)
    gain_db = TARGET_LUFS - loudness_lufs(samples)
    for _ in range(MOST_GAIN_STEPS):
        gain = _ratio(gain_db)
        limited = samples * gain * limiter_gain(peaks * gain, ceiling)
        # the gain moves within the oversampling filter's length, so a peak can exceed the ceiling by a hair
        limited *= min(1.0, ceiling / float(true_peaks(limited).max()))
        if float(peaks.max()) * gain <= ceiling:
            break  # nothing was limited: the loudness is exact
        missing_db = TARGET_LUFS - loudness_lufs(limited)
        if abs(missing_db) <= TOLERANCE_LU:
            break
        gain_db += missing_db * MAKE_UP
    return limited


def true_peaks(samples: Mono) -> Mono:
    """Return each frame's largest absolute value at four times the rate (BS.1770-4, annex 2)."""
    import soxr

    up = soxr.resample(samples, SAMPLE_RATE, OVERSAMPLING * SAMPLE_RATE, quality="HQ")
    between: Mono = np.abs(up).reshape(samples.size, OVERSAMPLING).max(axis=1)
    peaks: Mono = np.maximum(between, np.abs(samples))  # its filter attenuates the highest treble a little
    return peaks


def limiter_gain(peaks: Mono, ceiling: float) -> Mono:
    """Return the gain that keeps these peaks under the ceiling, moving over 3 ms before and after each."""
    wanted = ceiling / np.maximum(peaks, ceiling)
    # the least gain of the frames around, then two boxes of half that width: never above what is wanted
    held = sliding_minimum(np.pad(wanted, LOOK_AHEAD_FRAMES, mode="edge"), 2 * LOOK_AHEAD_FRAMES + 1)
    return _smooth(_smooth(held))


def _smooth(gain: Mono) -> Mono:
    """Return the mean of the 3 ms around each frame."""
    sums = np.cumsum(np.pad(gain, (LOOK_AHEAD_FRAMES // 2 + 1, LOOK_AHEAD_FRAMES // 2), mode="edge"))
    width = LOOK_AHEAD_FRAMES + 1
    mean: Mono = (sums[width:] - sums[:-width]) / width
    return mean


def fade(samples: Mono) -> Mono:
    """Fade both edges to avoid clicks; the sound begins after the fade, for which `trim` leaves room."""
    frames = min(FADE_FRAMES, samples.size // 2)
    ramp = 0.5 - 0.5 * np.cos(np.pi * (np.arange(frames) + 0.5) / frames)
    faded = samples.copy()
    faded[:frames] *= ramp
    faded[samples.size - frames :] *= ramp[::-1]
    return faded


def _ratio(level_db: float) -> float:
    return float(10 ** (level_db / 20))
