"""An on-disk cache: one file per entry, named by a digest of what determines it. Several processes may use it at once.

A file is the store's magic word, the header's length, the SHA-256 of the entry's name, of both and of the header, the header as JSON (its own fields, and the length and
SHA-256 of the content), and the content. It is written to a temporary file first and moved into place unless another process was faster, so that it is complete or absent. What is
read is untrusted: only a regular file of a sensible size is opened, everything is checked, and what is odd in any way counts as not there.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import stat
import struct
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Protocol

import msgspec
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
LARGEST_BYTES: Final = 1 << 27  # of an entry: twenty minutes of speech, two hours of an MP3
_LENGTH: Final = struct.Struct(">I")
_DIGEST_BYTES: Final = 32
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_KIND_BYTES: Final = 6  # of the magic word; the rest is the version
_OPEN: Final = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe in an entry's place is not waited for
)


def cache_folder(name: str) -> Path:
    """Return a folder for what can be made again: in `VOICECOACH_CACHE_DIR`, else in the platform's cache folder."""
    own = os.environ.get("VOICECOACH_CACHE_DIR", "")
    if own:
        return Path(own) / name
    import platformdirs

    return platformdirs.user_cache_path("voicecoach", appauthor=False) / name


def data_folder() -> Path:
    """Return the folder for what is the user's: `VOICECOACH_DATA_DIR`, else the platform's data folder."""
    own = os.environ.get("VOICECOACH_DATA_DIR", "")
    if own:
        return Path(own).absolute()
    import platformdirs

    return platformdirs.user_data_path("voicecoach", appauthor=False)


class StoreSummary(Struct, frozen=True, kw_only=True):
    folder: Path
    entries: int
    size_bytes: int
    limit_bytes: int


class StoredEntry(Struct, frozen=True, kw_only=True):
    """A header and the content that it belongs to."""

    header: Mapping[str, Any]
    content: bytes


class Remote(Protocol):
    """Where machines share entries, behind the folder of each. Neither method raises: what fails counts as not there."""

    is_open: bool  # while it is not, nothing is asked and nothing given

    def get(self, name: str) -> bytes | None:
        """Return an entry's file, or None where there is none."""
        ...

    def put(self, name: str, content: bytes) -> bool:
        """Give an entry's file if nobody has given one of this name; return False where somebody has."""
        ...


class Store:
    """A folder of entries. Reading never raises; `write` raises OSError where the folder cannot be written."""

    def __init__(
        self, folder: Path, *, magic: bytes, suffix: str, limit_bytes: int, remote: Remote | None = None
    ) -> None:
        self.folder = folder
        self._remote = remote
        self.limit_bytes = limit_bytes
        self._magic = magic
        self._suffix = suffix
        self._written = False

    def header(self, digest: str) -> Mapping[str, Any]:
        """Return an entry's header; empty where there is none or it is visibly damaged."""
        return self._header_here(digest) or (self._header_here(digest) if self._fetched(digest) else {})

    def _header_here(self, digest: str) -> Mapping[str, Any]:
        try:
            with _opened(self.path(digest)) as file:
                return self._read_header(file, digest)
        except OSError:
            return {}

    def read(self, digest: str) -> StoredEntry | None:
        """Return an entry, or None where there is none or it is damaged."""
        return self._read_here(digest) or (self._read_here(digest) if self._fetched(digest) else None)

    def _read_here(self, digest: str) -> StoredEntry | None:
        path = self.path(digest)
        try:
            with _opened(path) as file:
                header = self._read_header(file, digest)
                content = file.read(header.get(CONTENT_BYTES, 0))
                used = os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        if not header or hashlib.sha256(content).hexdigest() != header[CHECKSUM]:
            return None
        if (
            abs(time.time() - used) > USED_AGAIN_AFTER_S
        ):  # a clock that was wrong may have put it in the future
            with contextlib.suppress(OSError):
                os.utime(path)
        return StoredEntry(header=header, content=content)

    def write(self, digest: str, content: bytes, fields: Mapping[str, Any]) -> StoredEntry:
        """Write an entry with these fields in its header; return what is there now: this, or what another process has put there. Raises OSError."""
        checksum = hashlib.sha256(content).hexdigest()
        header = {CONTENT_BYTES: len(content), CHECKSUM: checksum, **fields}
        encoded = msgspec.json.encode(header)
        start = self._magic + _LENGTH.pack(len(encoded))
        whole = start + _header_checksum(digest, start, encoded) + encoded + content
        if self._remote is not None and not self._remote.put(digest + self._suffix, whole):
            theirs = self.read(digest)  # another machine was faster: its entry counts for all
            if theirs is not None:
                return theirs
        there = self._put_here(digest, whole)
        return there if there is not None else StoredEntry(header=header, content=content)

    def _fetched(self, digest: str) -> bool:
        """Put what other machines have of this digest into the folder. Return whether there was anything that is whole."""
        whole = self._remote.get(digest + self._suffix) if self._remote is not None else None
        if whole is None or not whole.startswith(self._magic) or len(whole) > LARGEST_BYTES:
            return False
        with contextlib.suppress(OSError):
            self._put_here(digest, whole)
            return True
        return False

    def _put_here(self, digest: str, whole: bytes) -> StoredEntry | None:
        """Write an entry's file; return the entry that is there already, if there is a sound one. Raises OSError."""
        path = self.path(digest)
        folder = os.path.dirname(path)  # noqa: PTH120  # strings, for speed
        if not os.path.isdir(folder):  # noqa: PTH112
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        # `close` sweeps: for each entry it would be a tenth of the time.
        with unfinished_file(Path(folder), mode=PRIVATE, sweeps=False) as (unfinished, file):
            file.write(whole)
            file.close()
            if not _put(unfinished, path):
                there = self._read_here(digest)
                if there is not None:
                    return there
                _make_way(path)
                os.replace(unfinished, path)  # noqa: PTH105
        self._written = True
        return None

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
                self._delete(path)  # another process may be reading it: it keeps what it has open
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
                self._delete(path)
        return before

    def path(self, digest: str) -> str:
        return os.path.join(self.folder, digest[:FOLDER_DIGITS], digest + self._suffix)  # noqa: PTH118  # for speed

    def _read_header(self, file: BinaryIO, digest: str) -> Mapping[str, Any]:
        """Return the header of a file that is as long as it says; empty where it is none of ours, or another entry's. Raises OSError."""
        size = os.fstat(file.fileno()).st_size
        start = file.read(len(self._magic) + _LENGTH.size)
        if len(start) < len(self._magic) + _LENGTH.size or not start.startswith(self._magic):
            return {}
        (length,) = _LENGTH.unpack(start[len(self._magic) :])
        if length > LONGEST_HEADER or size > LARGEST_BYTES:
            return {}
        checksum_of_it, encoded = file.read(_DIGEST_BYTES), file.read(length)
        if _header_checksum(digest, start, encoded) != checksum_of_it:
            return {}
        header: dict[str, Any] = {}
        with contextlib.suppress(msgspec.MsgspecError, RecursionError, ValueError):
            header = msgspec.json.decode(encoded, type=dict[str, Any])
        content_bytes, checksum = header.get(CONTENT_BYTES), header.get(CHECKSUM)
        if type(content_bytes) is not int or not isinstance(checksum, str):
            return {}
        return header if content_bytes == size - file.tell() and self._is_usable(content_bytes) else {}

    def _is_usable(self, content_bytes: int) -> bool:
        """Return whether an entry can have so many bytes. What cannot be counts as not there, whoever wrote it."""
        return content_bytes >= 0

    def _delete(self, path: str) -> None:
        """Delete an entry, of any version; what is none of ours stays. Raises OSError."""
        with _opened(path) as file:
            kind = file.read(_KIND_BYTES)
        if kind in {b"", self._magic[:_KIND_BYTES]}:  # an empty one is what a power cut leaves
            os.unlink(path)  # noqa: PTH108

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
                        name = file.name
                        if not _DIGEST.fullmatch(name.removesuffix(self._suffix)) or not name.endswith(
                            self._suffix
                        ):
                            continue
                        with contextlib.suppress(OSError):
                            status = file.stat(follow_symlinks=False)
                            if stat.S_ISREG(status.st_mode):
                                found.append((file.path, status.st_size, status.st_mtime))
        return found


def _header_checksum(name: str, start: bytes, encoded: bytes) -> bytes:
    """Return the checksum of a header. The entry's name is under it: an entry in another's place counts as damaged."""
    return hashlib.sha256(name.encode() + start + encoded).digest()


def _opened(path: str) -> BinaryIO:
    """Open a regular file for reading, never waiting and following no link. Raises OSError."""
    descriptor = os.open(path, _OPEN)
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    raise OSError(errno.EINVAL, "no regular file", path)


def _put(unfinished: Path, path: str) -> bool:
    """Give a file its name if the name is free, and return whether it was. Raises OSError."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        return False
    except OSError:  # no hard links here
        if os.path.lexists(path):
            return False
        os.replace(unfinished, path)  # noqa: PTH105
    return True


def _make_way(path: str) -> None:
    """Move aside what cannot be one of our entries: a folder, a link, a pipe. Raises OSError."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        os.rename(path, f"{path}.not-ours-{os.urandom(4).hex()}")  # noqa: PTH104
