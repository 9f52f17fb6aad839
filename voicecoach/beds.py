"""Beds: music files decoded to 48 kHz at equal loudness, in temporary files, so that memory does not grow with their length.

What libsndfile cannot read is converted to WAV by ffmpeg, if it is installed.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

import numpy as np

from voicecoach.decoding import UnknownSoundError, converted, decoded
from voicecoach.errors import InputError
from voicecoach.opening import OutsideError, open_file
from voicecoach.sound.bed import CROSSFADE_FRAMES, Loop
from voicecoach.sound.clip import INT16_STEPS
from voicecoach.sound.loudness import Blocks, gated_lufs, power_lufs
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from voicecoach.decoding import Decoded
    from voicecoach.opening import Folder
    from voicecoach.sound.clip import Samples

BED_LUFS: Final = -28.0  # of each channel; speech has -16
LOUDEST_LUFS: Final = -22.0  # of any 400 ms: with 14 dB of ducking even these are 20 dB below the speech
MOST_GAIN_DB: Final = 30.0
STEREO: Final = 2
LARGEST_BYTES: Final = 1 << 30
LONGEST_FRAMES: Final = (
    4 * 3600 * SAMPLE_RATE
)  # of one file: it then goes on with the next, or from its beginning
_FRAME_OF_INT16_BYTES: Final = 2
_SHORTEST_FRAMES: Final = SAMPLE_RATE // 2


@contextmanager
def open_bed(paths: Sequence[Path], *, needed_frames: int, below: Folder | None = None) -> Iterator[Loop]:
    """Yield the files as one loop, decoded no further than a session of this length needs.

    With `below`, only files in that folder or further down are opened, links resolved. Raises InputError that says what is wrong with which file.
    """
    with ExitStack() as stack:
        tracks: list[_Track] = []
        left_frames = needed_frames
        for path in paths:
            file = stack.enter_context(tempfile.TemporaryFile())
            most_frames = min(left_frames + 2 * CROSSFADE_FRAMES, LONGEST_FRAMES)
            track = _decode(path, file, most_frames=most_frames, below=below)
            tracks.append(track)
            left_frames -= track.total_frames - CROSSFADE_FRAMES
            if left_frames <= 0:
                break
        yield Loop(tracks)


class _Track:
    """Frames of 16 bits in a temporary file, multiplied by a gain."""

    def __init__(self, file: BinaryIO, *, total_frames: int, channels: int, gain: float) -> None:
        self.total_frames = total_frames
        self.channels = channels
        self._file = file
        self._factor = np.float32(gain / INT16_STEPS)

    def read(self, start_frame: int, frames: int) -> Samples:
        frame_bytes = self.channels * _FRAME_OF_INT16_BYTES
        self._file.seek(start_frame * frame_bytes)
        samples = np.frombuffer(self._file.read(frames * frame_bytes), dtype=np.int16)
        return samples.reshape(-1, self.channels) * self._factor


def _decode(path: Path, file: BinaryIO, *, most_frames: int, below: Folder | None) -> _Track:
    """Decode a file into a temporary one and measure its loudness."""
    meter = _Meter()
    frames = channels = 0
    with _sound(path, most_s=most_frames / SAMPLE_RATE, below=below) as sound:
        for sampled in _at_48_khz(sound):
            block = sampled if sampled.shape[1] <= STEREO else sampled.mean(axis=1, keepdims=True)
            block = np.nan_to_num(block[: most_frames - frames])
            channels = block.shape[1]
            meter.add(block)
            steps = np.rint(block * INT16_STEPS).clip(-INT16_STEPS, INT16_STEPS - 1)
            file.write(steps.astype(np.int16).tobytes())
            frames += len(block)
            if frames >= most_frames:
                break
    if frames < _SHORTEST_FRAMES:
        raise InputError(f"the bed `{path}` is too short", hint="it needs half a second at least")
    gain_db = meter.gain_db()
    if gain_db is None:
        raise InputError(f"the bed `{path}` is silent", hint="choose another file")
    return _Track(file, total_frames=frames, channels=channels, gain=10 ** (gain_db / 20))


class _Meter:
    """Measures loudness by ITU-R BS.1770, as the mean of the channels: a mono file is as loud as its two halves."""

    def __init__(self) -> None:
        self._channels: list[Blocks] = []

    def add(self, block: Samples) -> None:
        self._channels = self._channels or [Blocks() for _ in range(block.shape[1])]
        for channel, blocks in enumerate(self._channels):
            blocks.add(block[:, channel].astype(np.float64))

    def gain_db(self) -> float | None:
        """Return the gain that brings the track to its level; None if it is silent."""
        powers = np.mean([blocks.powers() for blocks in self._channels], axis=0)
        loudness_lufs = gated_lufs(powers)
        if loudness_lufs is None:
            return None
        loudest_db = LOUDEST_LUFS - float(power_lufs(powers.max()))
        return min(BED_LUFS - loudness_lufs, loudest_db, MOST_GAIN_DB)


@contextmanager
def _sound(path: Path, *, most_s: float, below: Folder | None) -> Iterator[Decoded]:
    name = f"the bed `{path}`"
    with ExitStack() as stack:
        file = stack.enter_context(_opened(path, name, below))
        try:
            sound = stack.enter_context(decoded(file, name, most_s=most_s))
        except UnknownSoundError:
            wav = stack.enter_context(converted(file, name, most_s=most_s))
            made = stack.enter_context(wav.open("rb"))
            sound = stack.enter_context(decoded(made, name, most_s=most_s))
        yield sound


def _opened(path: Path, name: str, below: Folder | None) -> BinaryIO:
    try:
        file = open_file(path, below=below)
    except FileNotFoundError as missing:
        raise InputError(
            f"there is no bed `{path}`", hint="name a sound file, or `--bed off`", option="bed"
        ) from missing
    except OutsideError as elsewhere:
        raise InputError(
            f"{name} lies outside the routine's folder", hint="put it beside the routine"
        ) from elsewhere
    except OSError as refused:
        raise InputError(
            f"{name} cannot be read: {refused.strerror}", hint="make it readable, or `--bed off`"
        ) from refused
    size = os.fstat(file.fileno()).st_size
    if size > LARGEST_BYTES:
        file.close()
        raise InputError(
            f"{name} is too large: {size >> 20} MiB, {LARGEST_BYTES >> 20} MiB at most",
            hint="save it as MP3 or Ogg",
        )
    return file


def _at_48_khz(sound: Decoded) -> Iterator[Samples]:
    if sound.sample_rate == SAMPLE_RATE:
        yield from sound.blocks
        return
    import soxr

    resampler = soxr.ResampleStream(sound.sample_rate, SAMPLE_RATE, sound.channels, dtype="float32")
    for block in sound.blocks:
        yield resampler.resample_chunk(block)
    yield resampler.resample_chunk(np.zeros((0, sound.channels), dtype=np.float32), last=True)
