"""A sound file of the user's, made a clip: mono at 48 kHz, its edges trimmed, as loud as the speech.

WAV, FLAC, Ogg, AIFF and MP3 are read by libsndfile, which needs no other program and knows every sample format; all
else (M4A, AAC, WMA, WebM, …) by pydub, from what ffmpeg makes of it.

The level is -16 LUFS, but never so loud that a sample exceeds -1 dBFS: a recording is not limited, so one with a high peak
stays softer.
"""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, BinaryIO, Final

import numpy as np

from voicecoach.decoding import UnknownSoundError, converted, decoded
from voicecoach.errors import InputError
from voicecoach.opening import Folder, open_file
from voicecoach.sound.clip import Clip, FloatClip
from voicecoach.sound.loudness import loudness_lufs
from voicecoach.speech.process import SILENCE, TARGET_LUFS, fade, resample, trim
from voicecoach.units import FRAMES_PER_MS, SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy.typing as npt

    from voicecoach.decoding import Decoded
    from voicecoach.sound.filters import Mono

LARGEST_BYTES: Final = 100 << 20
LONGEST_S: Final = 300
CEILING_DBFS: Final = -1.0
_HIGHEST_WHOLE_RATE: Final = 96_000


def load_recording(path: Path, *, below: Path | Folder | None = None, name: str | None = None) -> Clip:
    """Return the file as a clip; with `below`, only if it lies in that folder or further down.

    Raises InputError that says what is wrong with it, OutsideError where it is elsewhere. The message begins with `name`, the
    path unless given.
    """
    name = f"the sound file {path}" if name is None else name
    with _opened(path, name, below) as file:
        samples, sample_rate = _read(file, name)
    if not np.isfinite(samples).all():
        raise InputError(f"{name} holds values that are not sound", hint="export it again as WAV")
    if samples.size == 0 or float(np.abs(samples).max()) < SILENCE:
        raise InputError(f"{name} is silent", hint="record it again, nearer to the microphone")
    samples = resample(samples, sample_rate)
    samples = fade(trim(samples))
    samples *= _gain(samples)
    frames = -(-samples.size // FRAMES_PER_MS) * FRAMES_PER_MS
    whole = np.zeros((frames, 1), dtype=np.float32)
    whole[: samples.size, 0] = samples
    return FloatClip(samples=whole)


def _opened(path: Path, name: str, below: Path | Folder | None) -> BinaryIO:
    try:
        file = open_file(path, below=below)
    except FileNotFoundError as missing:
        raise InputError(
            f"there is no sound file {path}", hint="the path is relative to the routine's folder"
        ) from missing
    except (OSError, ValueError) as failure:
        reason = getattr(failure, "strerror", None) or failure
        raise InputError(
            f"{name} cannot be read: {reason}", hint="make it readable, or name another file"
        ) from failure
    size = os.fstat(file.fileno()).st_size
    if size > LARGEST_BYTES:
        file.close()
        raise InputError(
            f"{name} is too large: {size / 2**20:.0f} MiB, {LARGEST_BYTES >> 20} MiB at most",
            hint="cut it to what is to be heard",
        )
    return file


def _gain(samples: Mono) -> float:
    wanted_db = TARGET_LUFS - loudness_lufs(samples)
    loudest: float = 10 ** (CEILING_DBFS / 20) / float(np.abs(samples).max())
    return float(min(10 ** (wanted_db / 20), loudest))


def _read(file: BinaryIO, name: str) -> tuple[Mono, int]:
    """Return one channel, and its sample rate."""
    try:
        with decoded(file, name, most_s=LONGEST_S + 1) as sound:
            _check_length(name, sound.total_frames / sound.sample_rate)
            sample_rate = sound.sample_rate
            if sample_rate > _HIGHEST_WHOLE_RATE:  # at its own rate it could take gigabytes
                blocks = list(_resampled(sound))
                sample_rate = SAMPLE_RATE
            else:
                blocks = [block.mean(axis=1, dtype=np.float32) for block in sound.blocks]
            samples = np.concatenate(blocks, dtype=np.float64) if blocks else np.zeros(0)
    except UnknownSoundError:
        samples, sample_rate = _read_with_pydub(file, name)
    _check_length(name, samples.size / sample_rate)
    return samples, sample_rate


def _resampled(sound: Decoded) -> Iterator[npt.NDArray[np.float32]]:
    """Yield one channel at 48 kHz, block by block."""
    import soxr

    stream = soxr.ResampleStream(sound.sample_rate, SAMPLE_RATE, 1, dtype="float32")
    for block in sound.blocks:
        yield stream.resample_chunk(block.mean(axis=1, dtype=np.float32))
    yield stream.resample_chunk(np.zeros(0, dtype=np.float32), last=True)


def _read_with_pydub(file: BinaryIO, name: str) -> tuple[Mono, int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub's own, of a missing ffmpeg: we say so
        import pydub
    with converted(file, name, most_s=LONGEST_S + 1) as wav, wav.open("rb") as made:
        segment = pydub.AudioSegment.from_file(made, format="wav").set_channels(1)
    samples = np.array(segment.get_array_of_samples(), dtype=np.float64)
    samples /= 1 << (8 * segment.sample_width - 1)
    return samples, int(segment.frame_rate)


def _check_length(name: str, length_s: float) -> None:
    if length_s > LONGEST_S:
        raise InputError(
            f"{name} is too long: {length_s / 60:.0f} minutes, {LONGEST_S // 60} at most",
            hint="cut it to what is to be heard",
        )
