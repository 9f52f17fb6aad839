"""What determines the files of a row: its key and its source files. While both are unchanged, the row is kept."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from voicecoach import __version__
from voicecoach.batch.orders import read_row_routine
from voicecoach.errors import VoicecoachError
from voicecoach.opening import open_file
from voicecoach.packages import package_version
from voicecoach.speech.engines import engine_named
from voicecoach.speech.recorded import folder_of, is_folder_of_recordings, sounds_in
from voicecoach.speech.versions import PROCESSING_VERSION

if TYPE_CHECKING:
    from voicecoach.batch.orders import Order
    from voicecoach.studio.studios import VoiceChoice

LAYOUT: Final = 1  # changing it makes every row again
# Packages whose versions change the bytes of a file, besides the engine's.
PACKAGES: Final = (
    "lameenc",
    "soundfile",
    "soxr",
    "mutagen",
    "numpy",
    "babel",
    "num2words",
    "pydub",
    "resvg-py",
)
# Marks the row's routine among the files that it is made of; the others go by their paths.
ROUTINE: Final = "routine:"
_BLOCK_BYTES: Final = 1 << 20


class _Deciding(Struct, frozen=True, array_like=True):
    layout: int
    versions: tuple[str, ...]
    made_by: str
    order: Order


class Keys:
    """Row keys and digests of files for one run: each file is read once."""

    def __init__(self) -> None:
        self._made_by: dict[VoiceChoice, str] = {}
        self._beds: dict[str, str] = {}

    def key(self, order: Order) -> str:
        """Return a digest of everything that determines a row's files, except the contents of files that its routine names."""
        if order.voice not in self._made_by:
            self._made_by[order.voice] = _made_by(order.voice)
        beds = [file_digest(str(path)) for path in order.mix.beds]
        cover = file_digest(str(order.cover)) if order.cover is not None else ""
        anonymous = msgspec.structs.replace(order, id="", line=0, root="", out="", cover=None)
        deciding = (LAYOUT, versions(), self._made_by[order.voice], beds, cover, anonymous)
        return hashlib.sha256(msgspec.json.encode(deciding, enc_hook=str)).hexdigest()

    def are_unchanged(self, root: str, read: tuple[tuple[str, str], ...]) -> bool:
        return all(_digest(root, name) == digest for name, digest in read)


@cache
def versions() -> tuple[str, ...]:
    """Return the versions that have to be the same on all machines of a run."""
    named = [f"{name} {package_version(name)}" for name in PACKAGES]
    return (f"voicecoach {__version__}", f"speech {PROCESSING_VERSION}", *named)


def _made_by(voice: VoiceChoice) -> str:
    """Return the engine and voice that speak, with their versions."""
    spec = engine_named(voice.engine)
    identity = ""
    if is_folder_of_recordings(voice.voice):
        folder = folder_of(voice.voice)
        with suppress(OSError, ValueError):  # said when the row is made
            identity = " ".join(f"{path.name} {file_digest(str(path))}" for path in sounds_in(folder))
    elif spec is not None and spec.voice_suffix and voice.voice.endswith(spec.voice_suffix):
        identity = file_digest(voice.voice)
    elif spec is not None and spec.has_file_of(voice.voice):
        identity = spec.voice_identity(voice.voice)
    return f"{voice.engine} {spec.version() if spec is not None else ''} {identity}"


def _digest(root: str, name: str) -> str:
    if name.startswith(ROUTINE):
        return routine_digest(root, name.removeprefix(ROUTINE))
    return file_digest(str(Path(root) / name))


@cache
def routine_digest(root: str, routine: str) -> str:
    """Return the digest of a routine's text; empty if it no longer exists."""
    try:
        return text_digest(read_row_routine(Path(root), routine).text)
    except VoicecoachError:
        return ""


@cache
def file_digest(path: str) -> str:
    """Return the digest of a file; empty if it cannot be read. Each file is read once per process, until `forget_files`."""
    digest = hashlib.sha256()
    try:
        with open_file(Path(path)) as file:
            while block := file.read(_BLOCK_BYTES):
                digest.update(block)
    except (OSError, VoicecoachError):
        return ""
    return digest.hexdigest()


def forget_files() -> None:
    """Forget the digests of files, because a process may serve more than one run."""
    routine_digest.cache_clear()
    file_digest.cache_clear()


def text_digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
