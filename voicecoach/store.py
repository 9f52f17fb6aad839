"""A folder of made things: one file per entry, named by a digest of what decides it. Several processes may use it at once.

A file is the store's magic word, the header's length, the header as JSON (its own fields, and the SHA-256 of the
content), and the content. It is written beside its place and renamed, so that it is whole or not there; it is
checked when it is read, and a damaged one counts as not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import struct
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from msgspec import Struct

from voicecoach.unfinished import sweep, unfinished_file

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_HEADER: Final = 1 << 16
KEPT_SHARE: Final = 0.9  # what a clean-up leaves of the limit, so that it is rare
USED_AGAIN_AFTER_S: Final = 3600.0  # a use is noted at most this often
# So many digits of a digest name the entry's folder: sixteen, as the making of many takes half as long as that of the entries.
FOLDER_DIGITS: Final = 1
PRIVATE: Final = 0o600  # an entry says what is in somebody's routine
CHECKSUM: Final = "sha256"
CONTENT_BYTES: Final = "bytes"
_LENGTH: Final = struct.Struct(">I")


def cache_folder(name: str) -> Path:
    """Return a folder for what can be made again: in `VOICECOACH_CACHE_DIR`, else in the platform's cache folder."""
    own = os.environ.get("VOICECOACH_CACHE_DIR", "")
    if own:
        return Path(own) / name
    import platformdirs

    return platformdirs.user_cache_path("voicecoach", appauthor=False) / name


class StoreSummary(Struct, frozen=True, kw_only=True):
    folder: Path
    entries: int
    size_bytes: int
    limit_bytes: int


class Entry(Struct, frozen=True, kw_only=True):
    """A header and the content that it belongs to."""

    header: Mapping[str, Any]
    content: bytes


class Store:
    """A folder of entries. Reading never raises; `write` raises OSError where the folder cannot be written."""

    def __init__(self, folder: Path, *, magic: bytes, suffix: str, limit_bytes: int) -> None:
        self.folder = folder
        self.limit_bytes = limit_bytes
        self._magic = magic
        self._suffix = suffix
        self._written = False

    def header(self, digest: str) -> Mapping[str, Any]:
        """Return an entry's header; empty where there is none or it is visibly damaged."""
        try:
            with open(self.path(digest), "rb") as file:  # noqa: PTH123  # a third of the time of Path.open
                header = self._read_header(file)
                whole = os.fstat(file.fileno()).st_size == file.tell() + header.get(CONTENT_BYTES, -1)
                return header if whole else {}
        except OSError:
            return {}

    def read(self, digest: str) -> Entry | None:
        """Return an entry, or None where there is none or it is damaged."""
        path = self.path(digest)
        try:
            with open(path, "rb") as file:  # noqa: PTH123  # as above
                header = self._read_header(file)
                content = file.read(header.get(CONTENT_BYTES, -1) + 1)
                used = os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        if (
            len(content) != header.get(CONTENT_BYTES, -1)
            or hashlib.sha256(content).hexdigest() != header[CHECKSUM]
        ):
            return None
        if (
            abs(time.time() - used) > USED_AGAIN_AFTER_S
        ):  # a clock that was wrong may have put it in the future
            with contextlib.suppress(OSError):
                os.utime(path)
        return Entry(header=header, content=content)

    def write(self, digest: str, content: bytes, fields: Mapping[str, Any]) -> Mapping[str, Any]:
        """Write an entry with these fields in its header, and return the whole header. Raises OSError."""
        checksum = hashlib.sha256(content).hexdigest()
        header = {CONTENT_BYTES: len(content), CHECKSUM: checksum, **fields}
        encoded = json.dumps(header).encode()
        path = self.path(digest)
        folder = os.path.dirname(path)  # noqa: PTH120  # strings, for speed
        if not os.path.isdir(folder):  # noqa: PTH112
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        # `close` sweeps: for each entry it would be a tenth of the time.
        with unfinished_file(Path(folder), mode=PRIVATE, sweeps=False) as (unfinished, file):
            file.write(self._magic + _LENGTH.pack(len(encoded)) + encoded + content)
            file.close()
            try:
                os.replace(unfinished, path)  # noqa: PTH105
            except OSError:
                if not os.path.isdir(path):  # noqa: PTH112
                    raise
                _delete(path)  # nobody but a person or a broken disk puts a folder there
                os.replace(unfinished, path)  # noqa: PTH105
        self._written = True
        return header

    def close(self) -> None:
        """Delete the least recently used entries over the limit, if anything was written since."""
        if self._written:
            self._written = False
            self.shrink()

    def shrink(self) -> None:
        """Delete unfinished files of killed processes and, over the limit, what was not used for longest."""
        now = time.time()
        entries = sorted((min(used, now), size, path) for path, size, used in self._files())
        total = sum(size for _, size, _ in entries)
        if total <= self.limit_bytes:
            return
        for _, size, path in entries:
            if total <= self.limit_bytes * KEPT_SHARE:
                return
            with contextlib.suppress(OSError):
                _delete(path)  # another process may be reading it: it keeps what it has open
            total -= size

    def summary(self) -> StoreSummary:
        sizes = [size for _, size, _ in self._files()]
        return StoreSummary(
            folder=self.folder, entries=len(sizes), size_bytes=sum(sizes), limit_bytes=self.limit_bytes
        )

    def clear(self) -> StoreSummary:
        """Delete every entry; return what there was. Raises OSError."""
        before = self.summary()
        for path, _, _ in self._files():
            with contextlib.suppress(FileNotFoundError):
                _delete(path)
        return before

    def path(self, digest: str) -> str:
        return os.path.join(self.folder, digest[:FOLDER_DIGITS], digest + self._suffix)  # noqa: PTH118  # for speed

    def _read_header(self, file: BinaryIO) -> Mapping[str, Any]:
        """Return the header that a file states; empty where it is none of ours."""
        start = file.read(len(self._magic) + _LENGTH.size)
        if len(start) < len(self._magic) + _LENGTH.size or not start.startswith(self._magic):
            return {}
        (length,) = _LENGTH.unpack(start[len(self._magic) :])
        if length > LONGEST_HEADER:
            return {}
        try:
            header = json.loads(file.read(length))
            whole = isinstance(header[CONTENT_BYTES], int) and isinstance(header[CHECKSUM], str)
        except (ValueError, KeyError, TypeError):
            return {}
        return header if whole and header[CONTENT_BYTES] >= 0 else {}

    def _files(self) -> list[tuple[str, int, float]]:
        """Return the entries' files (path, bytes, time of last use), and sweep those that are left unfinished.

        What else lies in the folder is left alone.
        """
        found: list[tuple[str, int, float]] = []
        with contextlib.suppress(OSError), os.scandir(self.folder) as folders:
            for folder in folders:
                if len(folder.name) != FOLDER_DIGITS or not folder.is_dir(follow_symlinks=False):
                    continue
                sweep(Path(folder.path))
                with contextlib.suppress(OSError), os.scandir(folder.path) as files:
                    for file in files:
                        if file.name.endswith(self._suffix):
                            with contextlib.suppress(OSError):
                                status = file.stat(follow_symlinks=False)
                                found.append((file.path, status.st_size, status.st_mtime))
        return found


def _delete(path: str) -> None:
    """Delete an entry. Raises OSError."""
    if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114
        import shutil

        shutil.rmtree(path)
    else:
        os.unlink(path)  # noqa: PTH108
