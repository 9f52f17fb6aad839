"""Beds: music files made tracks at 48 kHz, equally loud, in temporary files, so that memory does not grow with their length.

What libsndfile cannot read is decoded by ffmpeg, where it is installed, in blocks too.
"""

from __future__ import annotations

import tempfile
import warnings
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import numpy as np

from voicecoach.errors import InputError
from voicecoach.sound.bed import CROSSFADE_FRAMES, Loop
from voicecoach.speech.recording import (
    ABSOLUTE_GATE_LUFS,
    BLOCK_FRAMES,
    RELATIVE_GATE_LU,
    k_weights,
    power_lufs,
    weighted_power,
)
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from voicecoach.sound.clip import Samples

BED_LUFS: Final = -28.0  # of each channel; speech has -16
LOUDEST_LUFS: Final = -22.0  # of any 400 ms: with 14 dB of ducking even these are 20 dB below the speech
MOST_GAIN_DB: Final = 30.0
STEREO: Final = 2
_INT16_STEPS: Final = 32_768
_FRAME_OF_INT16_BYTES: Final = 2
_READ_FRAMES: Final = SAMPLE_RATE
_SHORTEST_FRAMES: Final = SAMPLE_RATE // 2
_HINT: Final = "save it as WAV, FLAC, Ogg or MP3"


@contextmanager
def open_bed(paths: Sequence[Path], *, needed_frames: int) -> Iterator[Loop]:
    """Yield the files as one loop, decoded no further than a session of this length needs.

    Raises InputError that says what is wrong with which file.
    """
    with ExitStack() as stack:
        tracks: list[_Track] = []
        left_frames = needed_frames
        for path in paths:
            file = stack.enter_context(tempfile.TemporaryFile())
            track = _decode(path, file, most_frames=left_frames + 2 * CROSSFADE_FRAMES)
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
        self._factor = np.float32(gain / _INT16_STEPS)

    def read(self, start_frame: int, frames: int) -> Samples:
        frame_bytes = self.channels * _FRAME_OF_INT16_BYTES
        self._file.seek(start_frame * frame_bytes)
        samples = np.frombuffer(self._file.read(frames * frame_bytes), dtype=np.int16)
        return samples.reshape(-1, self.channels) * self._factor


def _decode(path: Path, file: BinaryIO, *, most_frames: int) -> _Track:
    """Write a file's sound to a temporary one and measure how loud it is."""
    meter = _Meter()
    frames = channels = 0
    for decoded in _blocks(path):
        block = decoded if decoded.shape[1] <= STEREO else decoded.mean(axis=1, keepdims=True)
        block = np.nan_to_num(block[: most_frames - frames])
        channels = block.shape[1]
        meter.add(block)
        steps = np.rint(block * _INT16_STEPS).clip(-_INT16_STEPS, _INT16_STEPS - 1)
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
        self._weights = k_weights()
        self._rest: Samples = np.zeros((0, 0), dtype=np.float32)
        self._powers: list[float] = []

    def add(self, block: Samples) -> None:
        samples = np.concatenate((self._rest, block)) if self._rest.size else block
        whole = len(samples) // BLOCK_FRAMES * BLOCK_FRAMES
        for start in range(0, whole, BLOCK_FRAMES):
            piece = samples[start : start + BLOCK_FRAMES].astype(np.float64)
            powers = [weighted_power(piece[:, channel], self._weights) for channel in range(piece.shape[1])]
            self._powers.append(sum(powers) / len(powers))
        self._rest = samples[whole:]

    def gain_db(self) -> float | None:
        """Return what brings the whole to its level; None where all is silent."""
        powers = np.array(self._powers)
        loud = powers[power_lufs(powers) > ABSOLUTE_GATE_LUFS]
        if loud.size == 0:
            return None
        gated = loud[power_lufs(loud) > float(power_lufs(loud.mean())) + RELATIVE_GATE_LU]
        whole_db = BED_LUFS - float(power_lufs(gated.mean()))
        loudest_db = LOUDEST_LUFS - float(power_lufs(loud.max()))
        return min(whole_db, loudest_db, MOST_GAIN_DB)


def _blocks(path: Path) -> Iterable[Samples]:
    """Return float32 blocks `(frames, channels)` at 48 kHz."""
    if not path.is_file():
        raise InputError(f"there is no bed `{path}`", hint="name a sound file, or `--bed off`")
    import soundfile

    try:
        file = soundfile.SoundFile(str(path))
    except TypeError as failure:  # a `.raw` file
        raise InputError(f"the bed `{path}` does not say what it is", hint=_HINT) from failure
    except (soundfile.LibsndfileError, OSError):
        return _ffmpeg_blocks(path)
    return _libsndfile_blocks(file, path)


def _libsndfile_blocks(file: Any, path: Path) -> Iterator[Samples]:
    import soundfile
    import soxr

    with file as opened:
        rate, channels = opened.samplerate, opened.channels
        resampler = soxr.ResampleStream(rate, SAMPLE_RATE, channels, dtype="float32")
        try:
            for block in opened.blocks(_READ_FRAMES, dtype="float32", always_2d=True):
                yield block if rate == SAMPLE_RATE else resampler.resample_chunk(block)
        except soundfile.LibsndfileError as failure:
            raise InputError(f"the bed `{path}` is damaged: {failure}", hint=_HINT) from failure
        if rate != SAMPLE_RATE:
            yield resampler.resample_chunk(np.zeros((0, channels), dtype=np.float32), last=True)


def _ffmpeg_blocks(path: Path) -> Iterator[Samples]:
    """Yield what ffmpeg decodes; pydub, which would hold all of it in memory, only looks into the file."""
    import subprocess

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub's own, of a missing ffmpeg: we say so below
        from pydub.utils import mediainfo_json, which
    ffmpeg = which("ffmpeg")
    if ffmpeg is None or which("ffprobe") is None:
        raise InputError(
            f"the bed `{path}` is of a kind that needs ffmpeg, or no sound",
            hint=f"install ffmpeg, or {_HINT}",
        )
    whole_path = str(path.resolve())  # an absolute path is neither an option nor a protocol of ffmpeg's
    streams = mediainfo_json(whole_path).get("streams", ())
    sounds = [stream for stream in streams if stream.get("codec_type") == "audio"]
    if not sounds:
        raise InputError(f"the bed `{path}` is no sound that can be read", hint=_HINT)
    channels = min(STEREO, int(sounds[0].get("channels", 1)))
    command = [ffmpeg, "-nostdin", "-v", "error", "-i", whole_path, "-map", "0:a:0"]
    command += ["-f", "f32le", "-ac", str(channels), "-ar", str(SAMPLE_RATE), "-"]
    with subprocess.Popen(  # noqa: S603 - a fixed command; the program is what `which` finds
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        try:
            while content := process.stdout.read(_READ_FRAMES * channels * 4):
                whole = len(content) // (channels * 4) * (channels * 4)
                yield np.frombuffer(content[:whole], dtype="<f4").reshape(-1, channels)
        finally:
            process.kill()
