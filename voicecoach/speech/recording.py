"""A sound file of the user's, made a clip: mono at 48 kHz, its edges trimmed, as loud as the speech.

WAV, FLAC, Ogg, AIFF and MP3 are read by libsndfile, which needs no other program and knows every sample format; all
else (M4A, AAC, WMA, WebM, …) by pydub, which needs ffmpeg. No scipy: this happens in the program itself.

The level is that of BS.1770 (K-weighting in the frequency domain, gated blocks of 400 ms), -16 LUFS, but never so
loud that a sample exceeds -1 dBFS: a recording is not limited, so one with a high peak stays softer.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final

import numpy as np

from voicecoach.errors import InputError
from voicecoach.sound.clip import Clip
from voicecoach.speech.process import (
    SHORTEST_TO_MEASURE_FRAMES,
    SILENCE,
    TARGET_LUFS,
    Mono,
    fade,
    resample,
    trim,
)
from voicecoach.units import FRAMES_PER_MS

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_BYTES: Final = 100 << 20
LONGEST_S: Final = 600
CEILING_DBFS: Final = -1.0
LOWEST_RATE: Final = 4_000
HIGHEST_RATE: Final = 768_000

BLOCK_FRAMES: Final = 400 * FRAMES_PER_MS
BLOCK_HOP_FRAMES: Final = 100 * FRAMES_PER_MS
ABSOLUTE_GATE_LUFS: Final = -70.0
RELATIVE_GATE_LU: Final = -10.0
LOUDNESS_OFFSET_LU: Final = -0.691
# ITU-R BS.1770-4, tables 1 and 2: the two filters of the K-weighting at 48 kHz, (b, a)
SHELF: Final = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (1.0, -1.69065929318241, 0.73248077421585),
)
HIGH_PASS: Final = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


def load_recording(path: Path) -> Clip:
    """Return the file as a clip. Raises InputError that says what is wrong with it."""
    samples, sample_rate = _read(path)
    if not np.isfinite(samples).all():
        raise InputError(
            f"the sound file {path} holds values that are not sound", hint="export it again as WAV"
        )
    if samples.size == 0 or float(np.abs(samples).max()) < SILENCE:
        raise InputError(f"the sound file {path} is silent", hint="record it again, nearer to the microphone")
    sound = trim(resample(samples, sample_rate))
    sound = fade(sound * _gain(sound))
    frames = -(-sound.size // FRAMES_PER_MS) * FRAMES_PER_MS
    whole = np.zeros((frames, 1), dtype=np.float32)
    whole[: sound.size, 0] = sound
    return Clip(samples=whole)


def _gain(samples: Mono) -> float:
    wanted_db = TARGET_LUFS - gated_loudness_lufs(samples)
    loudest: float = 10 ** (CEILING_DBFS / 20) / float(np.abs(samples).max())
    return float(min(10 ** (wanted_db / 20), loudest))


def gated_loudness_lufs(samples: Mono) -> float:
    """Return the integrated loudness by ITU-R BS.1770-4; less than 3 s is repeated to be long enough to measure."""
    if samples.size < SHORTEST_TO_MEASURE_FRAMES:
        samples = np.tile(samples, -(-SHORTEST_TO_MEASURE_FRAMES // samples.size))
    weights = k_weights()
    starts = range(0, samples.size - BLOCK_FRAMES + 1, BLOCK_HOP_FRAMES)
    powers = np.array([weighted_power(samples[start : start + BLOCK_FRAMES], weights) for start in starts])
    loud = powers[power_lufs(powers) > ABSOLUTE_GATE_LUFS]
    if loud.size == 0:
        return ABSOLUTE_GATE_LUFS
    gated = loud[power_lufs(loud) > float(power_lufs(loud.mean())) + RELATIVE_GATE_LU]
    return float(power_lufs(gated.mean()))


def weighted_power(block: Mono, weights: Mono) -> float:
    """Return the mean square of a block after the filter (Parseval's theorem)."""
    return float(2 * (np.abs(np.fft.rfft(block)) ** 2 * weights).sum() / block.size**2)


def k_weights() -> Mono:
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(BLOCK_FRAMES))
    response = np.ones_like(z)
    for b, a in (SHELF, HIGH_PASS):
        response *= (b[0] + b[1] * z + b[2] * z**2) / (a[0] + a[1] * z + a[2] * z**2)
    weights: Mono = np.abs(response) ** 2
    return weights


def power_lufs(power: Mono) -> Mono:
    return LOUDNESS_OFFSET_LU + 10 * np.log10(np.maximum(power, 1e-12))


def _read(path: Path) -> tuple[Mono, int]:
    try:
        if not path.is_file():
            raise InputError(
                f"there is no sound file {path}", hint="the path is relative to the routine's folder"
            )
        size = path.stat().st_size
    except (OSError, ValueError) as failure:
        raise InputError(f"the sound file {path} cannot be read: {failure}") from failure
    if size > LARGEST_BYTES:
        raise InputError(
            f"the sound file {path} is too large: {size / 2**20:.0f} MiB, {LARGEST_BYTES >> 20} MiB at most",
            hint="cut it to what is to be heard",
        )
    import soundfile

    try:
        with soundfile.SoundFile(str(path)) as file:
            _check_extent(path, file.frames / max(1, file.samplerate), file.samplerate)
            samples = file.read(dtype="float64", always_2d=True, frames=LONGEST_S * file.samplerate)
            return samples.mean(axis=1), int(file.samplerate)
    except TypeError as failure:  # a `.raw` file
        raise InputError(
            f"the sound file {path} cannot be read: it does not say what it is",
            hint="save it as WAV, FLAC, Ogg or MP3",
        ) from failure
    except (soundfile.LibsndfileError, OSError):
        return _read_with_pydub(path)


def _read_with_pydub(path: Path) -> tuple[Mono, int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub's own, of a missing ffmpeg: we say so below
        import pydub
        from pydub.exceptions import CouldntDecodeError
        from pydub.utils import which

        if which("ffmpeg") is None or which("ffprobe") is None:
            raise InputError(
                f"the sound file {path} cannot be read: it is of a kind that needs ffmpeg, or no sound",
                hint="install ffmpeg, or save the file as WAV, FLAC, Ogg or MP3",
            )
        try:
            # an absolute path is neither an option nor a protocol of ffmpeg's; pydub calls it without a shell
            segment = pydub.AudioSegment.from_file(str(path.resolve()), duration=LONGEST_S + 1)
        except (CouldntDecodeError, OSError, ValueError, KeyError, IndexError) as failure:
            raise InputError(
                f"the sound file {path} is no sound that can be read", hint="save it as WAV, FLAC, Ogg or MP3"
            ) from failure
    _check_extent(path, segment.duration_seconds, segment.frame_rate)
    samples = np.array(segment.get_array_of_samples(), dtype=np.float64).reshape(-1, segment.channels)
    return samples.mean(axis=1) / float(1 << (8 * segment.sample_width - 1)), int(segment.frame_rate)


def _check_extent(path: Path, length_s: float, sample_rate: int) -> None:
    if length_s > LONGEST_S:
        raise InputError(
            f"the sound file {path} is too long: {length_s / 60:.0f} minutes, {LONGEST_S // 60} at most",
            hint="cut it to what is to be heard",
        )
    if not LOWEST_RATE <= sample_rate <= HIGHEST_RATE:
        raise InputError(
            f"the sound file {path} has a sample rate of {sample_rate} Hz", hint="save it with 48,000 Hz"
        )
