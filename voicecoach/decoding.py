"""Decodes untrusted sound files block by block: by libsndfile, or after a conversion to WAV by ffmpeg.

ffmpeg is given a copy under a name of ours, may open nothing but files, may take it for nothing but a container of sound (a
playlist would name other files and addresses), and is stopped when it takes too long. Its command has no part of the file's name.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from msgspec import Struct

from voicecoach.ending import end_with_the_program
from voicecoach.errors import InputError
from voicecoach.programs import find_program
from voicecoach.unfinished import unfinished_folder
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.sound.clip import Samples

LOWEST_RATE: Final = 4_000
HIGHEST_RATE: Final = 768_000
MOST_CHANNELS: Final = 16
MOST_CONVERTING_S: Final = 300
BLOCK_FRAMES: Final = SAMPLE_RATE
HINT: Final = "save it as WAV, FLAC, Ogg or MP3"
_CONTAINERS: Final = (
    "mov,matroska,asf,aac,latm,loas,caf,amr,aiff,wav,w64,mp3,flac,ogg,ape,wv,tta,tak,dsf,"
    "ac3,eac3,dts,mpeg,mpegts,avi,au,voc,oma,mpc,mpc8"
)
_FRAME_BYTES: Final = 4  # two channels of 16 bits
_HEADER_BYTES: Final = 1 << 12
_LARGEST_ALLOCATION: Final = str(1 << 28)


class UnknownSoundError(Exception):
    """libsndfile does not know the format."""


class Decoded(Struct, frozen=True, kw_only=True):
    """The sound of a file. `blocks` can be read once: float32 `(frames, channels)`."""

    sample_rate: int
    channels: int
    total_frames: int  # as the file claims
    blocks: Iterator[Samples]


@contextmanager
def decoded(file: BinaryIO, name: str, *, most_s: float) -> Iterator[Decoded]:
    """Yield the sound of an open file, no more than `most_s` of it.

    Raises UnknownSoundError, and InputError that begins with `name`.
    """
    import soundfile

    source = _Nameless(file)
    try:
        opened = soundfile.SoundFile(source)
    except (soundfile.LibsndfileError, OSError, TypeError) as unknown:
        raise UnknownSoundError from unknown
    with opened:
        _check(name, opened.samplerate, opened.channels)
        yield Decoded(
            sample_rate=opened.samplerate,
            channels=opened.channels,
            total_frames=opened.frames,
            blocks=_blocks(opened, source, name, most_frames=int(most_s * opened.samplerate)),
        )


class _Nameless:
    """A file whose name soundfile does not see: what is called `.raw` is no sound without a header.

    libsndfile calls these and takes no exceptions. What the system refuses to read is the end for it, and `refused` here.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.refused: OSError | None = None
        self._file = file
        self.read = file.read
        self.tell = file.tell

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return self._file.seek(offset, whence)
        except (OSError, ValueError, OverflowError):  # where a header that lies leads
            return self._file.tell()

    def readinto(self, buffer: Any) -> int:
        try:
            return int(self._file.readinto(buffer))  # type: ignore[attr-defined]
        except OSError as refused:
            self.refused = refused
            return 0


def _check(name: str, sample_rate: int, channels: int) -> None:
    if not LOWEST_RATE <= sample_rate <= HIGHEST_RATE:
        raise InputError(f"{name} has a sample rate of {sample_rate} Hz", hint="save it with 48,000 Hz")
    if not 1 <= channels <= MOST_CHANNELS:
        raise InputError(f"{name} has {channels} channels", hint="save it as mono or stereo")


def _blocks(opened: Any, source: _Nameless, name: str, *, most_frames: int) -> Iterator[Samples]:
    import soundfile

    left_frames = most_frames
    while left_frames > 0:
        try:
            block = opened.read(min(BLOCK_FRAMES, left_frames), dtype="float32", always_2d=True)
        except (soundfile.LibsndfileError, OSError) as failure:
            raise InputError(f"{name} is damaged: {failure}", hint="export it again") from failure
        if source.refused is not None:
            raise InputError(f"{name} cannot be read: {source.refused.strerror}", hint="look at its disk")
        if not len(block):
            return
        left_frames -= len(block)
        yield block


# --- ffmpeg -------------------------------------------------------------------------------------


@contextmanager
def converted(file: BinaryIO, name: str, *, most_s: float) -> Iterator[Path]:
    """Yield a WAV of the sound at 48 kHz and 16 bits, no more than `most_s` of it. Raises InputError that begins with `name`."""
    ffmpeg = find_program("ffmpeg")
    if ffmpeg is None:
        raise InputError(
            f"{name} cannot be read: it is of a kind that needs ffmpeg, or no sound",
            hint=f"install ffmpeg, or {HINT}",
        )
    with unfinished_folder(Path(tempfile.gettempdir())) as folder:
        file.seek(0)
        with (folder / "sound").open("wb") as copy:
            shutil.copyfileobj(file, copy)
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command; the program is one of PATH's; what runs before it is one call
                ffmpeg_command(ffmpeg, most_s=most_s),
                preexec_fn=end_with_the_program(),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=MOST_CONVERTING_S,
                check=False,
            )
        except subprocess.TimeoutExpired as slow:
            raise InputError(f"{name} takes too long to decode", hint=HINT) from slow
        made = folder / "made.wav"
        if done.returncode or not made.is_file():
            raise InputError(f"{name} is no sound that can be read", hint=HINT)
        yield made


def ffmpeg_command(ffmpeg: str, *, most_s: float) -> list[str]:
    """Return the command that makes `made.wav` of the file `sound`, both in the current folder."""
    before = [
        ffmpeg,
        "-nostdin",
        "-hide_banner",
        "-v",
        "quiet",
        "-max_alloc",
        _LARGEST_ALLOCATION,
        "-threads",
        "1",
    ]
    source = ["-protocol_whitelist", "file", "-format_whitelist", _CONTAINERS]
    source += ["-t", f"{most_s:.3f}", "-i", "file:sound"]
    # A lying header cannot make it large: mono or stereo, and no more bytes than that takes.
    most_bytes = int(most_s * SAMPLE_RATE) * _FRAME_BYTES + _HEADER_BYTES
    kept = ["-af", "aformat=channel_layouts=mono|stereo", "-fs", str(most_bytes)]
    kept += ["-map", "0:a:0", "-map_metadata", "-1", "-map_chapters", "-1"]
    return [
        *before,
        *source,
        *kept,
        "-c:a",
        "pcm_s16le",
        "-ar",
        str(SAMPLE_RATE),
        "-rf64",
        "auto",
        "-f",
        "wav",
        "file:made.wav",
    ]
