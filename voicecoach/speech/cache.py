"""The clip cache: one file per clip, named by what decides its sound. Several processes may use it at once.

A file is `VCCLIP01`, the header's length, the header as JSON (frames, SHA-256 of the samples, what is said), and the
samples: int16, mono, 48 kHz, little-endian. It is written beside its place and renamed, so that it is whole or
not there; it is checked when it is read, and a damaged one counts as not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import struct
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Final

import platformdirs

MAGIC: Final = b"VCCLIP01"
SCHEMA: Final = 1
BYTES_PER_FRAME: Final = 2
LONGEST_HEADER: Final = 1 << 16
LIMIT_BYTES: Final = 500_000_000
KEPT_SHARE: Final = 0.9  # what a clean-up leaves of the limit, so that it is rare
USED_AGAIN_AFTER_S: Final = 3600.0  # a use is noted at most this often
LEFT_BEHIND_AFTER_S: Final = 3600.0  # an unfinished file of this age is nobody's
SUFFIX: Final = ".clip"
_LENGTH: Final = struct.Struct(">I")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipKey:
    """All that decides a clip's samples."""

    engine: str
    engine_version: str
    voice: str
    rate_wpm: int
    text: str
    processing: int
    schema: int = SCHEMA

    def digest(self) -> str:
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheSummary:
    folder: Path
    clips: int
    size_bytes: int
    limit_bytes: int


class ClipCache:
    """A folder of clips. Reading never raises; `store` raises OSError where the folder cannot be written."""

    def __init__(self, folder: Path, *, limit_bytes: int = LIMIT_BYTES) -> None:
        self.folder = folder
        self.limit_bytes = limit_bytes
        self._stored = False

    def frames(self, key: ClipKey) -> int:
        """Return a clip's length, from its header alone; 0 where it is not there or visibly damaged."""
        try:
            with self._path(key).open("rb") as file:
                header = _read_header(file)
                if header is None:
                    return 0
                frames, _ = header
                whole = os.fstat(file.fileno()).st_size == file.tell() + frames * BYTES_PER_FRAME
                return frames if whole else 0
        except OSError:
            return 0

    def load(self, key: ClipKey) -> bytes:
        """Return a clip's samples; empty where it is not there or damaged."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                header = _read_header(file)
                if header is None:
                    return b""
                frames, checksum = header
                samples = file.read(frames * BYTES_PER_FRAME + 1)
                used = os.fstat(file.fileno()).st_mtime
        except OSError:
            return b""
        if len(samples) != frames * BYTES_PER_FRAME or hashlib.sha256(samples).hexdigest() != checksum:
            return b""
        if time.time() - used > USED_AGAIN_AFTER_S:
            with contextlib.suppress(OSError):
                os.utime(path)
        return samples

    def store(self, key: ClipKey, samples: bytes) -> None:
        """Write a clip. Raises OSError."""
        header = json.dumps(
            {
                "frames": len(samples) // BYTES_PER_FRAME,
                "sha256": hashlib.sha256(samples).hexdigest(),
                "text": key.text,
                "engine": key.engine,
                "voice": key.voice,
            }
        ).encode()
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(MAGIC + _LENGTH.pack(len(header)) + header + samples)
            os.replace(temporary, path)  # noqa: PTH105  # strings from mkstemp
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
            raise
        self._stored = True

    def close(self) -> None:
        """Delete the least recently used clips over the limit, if anything was written since."""
        if self._stored:
            self._stored = False
            self.shrink()

    def shrink(self) -> None:
        """Delete unfinished files of long ago and, over the limit, what was not used for longest."""
        now = time.time()
        clips: list[tuple[float, int, str]] = []
        for path, size, used in self._files():
            if path.endswith(SUFFIX):
                clips.append((used, size, path))
            elif now - used > LEFT_BEHIND_AFTER_S:
                with contextlib.suppress(OSError):
                    os.unlink(path)  # noqa: PTH108
        total = sum(size for _, size, _ in clips)
        if total <= self.limit_bytes:
            return
        for _, size, path in sorted(clips):
            if total <= self.limit_bytes * KEPT_SHARE:
                return
            with contextlib.suppress(OSError):
                os.unlink(path)  # noqa: PTH108  # another process may be reading it: it keeps what it has open
            total -= size

    def summary(self) -> CacheSummary:
        clips = [size for path, size, _ in self._files() if path.endswith(SUFFIX)]
        return CacheSummary(
            folder=self.folder, clips=len(clips), size_bytes=sum(clips), limit_bytes=self.limit_bytes
        )

    def clear(self) -> CacheSummary:
        """Delete every clip; return what there was. Raises OSError."""
        before = self.summary()
        for path, _, _ in self._files():
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)  # noqa: PTH108
        return before

    def _path(self, key: ClipKey) -> Path:
        digest = key.digest()
        return self.folder / digest[:2] / f"{digest}{SUFFIX}"

    def _files(self) -> list[tuple[str, int, float]]:
        """Return our own files (path, bytes, time of last use); what else lies in the folder is left alone."""
        found: list[tuple[str, int, float]] = []
        with contextlib.suppress(OSError), os.scandir(self.folder) as folders:
            for folder in folders:
                if len(folder.name) != 2 or not folder.is_dir(follow_symlinks=False):  # noqa: PLR2004
                    continue
                with contextlib.suppress(OSError), os.scandir(folder.path) as files:
                    for file in files:
                        if file.name.endswith(SUFFIX) or file.name.startswith(".new-"):
                            with contextlib.suppress(OSError):
                                status = file.stat(follow_symlinks=False)
                                found.append((file.path, status.st_size, status.st_mtime))
        return found


def _read_header(file: BinaryIO) -> tuple[int, str] | None:
    """Return the frames and the checksum that a file states, or None where it is no clip."""
    start = file.read(len(MAGIC) + _LENGTH.size)
    if len(start) < len(MAGIC) + _LENGTH.size or not start.startswith(MAGIC):
        return None
    (length,) = _LENGTH.unpack(start[len(MAGIC) :])
    if length > LONGEST_HEADER:
        return None
    try:
        header = json.loads(file.read(length))
        frames, checksum = header["frames"], header["sha256"]
    except (ValueError, KeyError, TypeError):
        return None
    if not isinstance(frames, int) or frames <= 0 or not isinstance(checksum, str):
        return None
    return frames, checksum


def default_folder() -> Path:
    """Return where the clips are: `VOICECOACH_CACHE_DIR`/clips, else the platform's cache folder."""
    own = os.environ.get("VOICECOACH_CACHE_DIR", "")
    base = Path(own) if own else platformdirs.user_cache_path("voicecoach", appauthor=False)
    return base / "clips"


def summary() -> CacheSummary:
    """Return what the default cache holds."""
    return ClipCache(default_folder()).summary()


def clear() -> CacheSummary:
    """Empty the default cache and return what it held. Raises OSError."""
    return ClipCache(default_folder()).clear()
