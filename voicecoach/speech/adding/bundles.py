"""Voice files out of what a user names: a file, a folder, a .zip, a .tar or a .tgz. All of it is untrusted.

What could be a part of a voice is copied into a folder of ours under names of ours; nothing is written where an archive says.
Links, devices and pipes are passed over. Sizes are counted while bytes arrive, not believed.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
import struct
import tarfile
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO, Final, Protocol, Self, TypeAlias, cast

from msgspec import Struct

from voicecoach.errors import InputError, OutputError
from voicecoach.opening import open_file
from voicecoach.speech.engines.kokoro_data import STYLE_BYTES, STYLE_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable

CARDS: Final = ("MODEL_CARD", "MODEL_CARD.txt")  # what Piper's voices come with
SUFFIXES: Final = (".onnx", ".onnx.json")
GZIPPED: Final = (".tgz", ".tar.gz")
DAMAGED: Final = (
    tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, gzip.BadGzipFile, RuntimeError,
    ValueError, LookupError, OverflowError, struct.error,  # what the libraries let through of odd headers
)  # fmt: skip
LARGEST_FILE: Final = 500_000_000  # bytes; a Piper voice of the highest quality has 130 million
LARGEST_TEXT: Final = 1_000_000  # of a .json or a card
LARGEST_HEADER: Final = 4_096  # of a tar entry, besides its usual 512 bytes: long names and the like
LARGEST_HEADERS: Final = 200_000  # of all entries together: the library takes the square of each
LARGEST_WHOLE: Final = 2_000_000_000  # what an archive may hold, of all kinds
MOST_TIMES: Final = 20  # what its archive weighs: the numbers of a model hardly compress
ALWAYS_ALLOWED: Final = 16_000_000  # bytes, however little the archive weighs
MOST_ENTRIES: Final = 20_000
PIECE: Final = 1 << 20
_ENCRYPTED: Final = 0x1  # of the flags of an entry in a zip
_LONG_HEADERS: Final = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip


class BundleFile(Struct, frozen=True, kw_only=True):
    """A file that was copied, and what it was called: `name` is the last part of that, `folder` what stood before it."""

    name: str
    folder: str
    path: Path
    size_bytes: int
    sha256: str
    md5: str


class _Budget:
    """What may still be read: an archive can claim anything."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._most = LARGEST_WHOLE
        if source.is_file():
            self._most = min(self._most, ALWAYS_ALLOWED + MOST_TIMES * source.stat().st_size)
        self._left = self._most
        self._entries = MOST_ENTRIES

    def entry(self) -> None:
        self._entries -= 1
        if self._entries < 0:
            raise InputError(
                f"{self._source} has more than {MOST_ENTRIES:,} entries",
                hint="name the voice files themselves",
            )

    def take(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise InputError(
                f"{self._source} holds more than {self._most // 1_000_000:,} MB",
                hint="name the voice files themselves",
            )


class _Readable(Protocol):
    def read(self, count: int = -1, /) -> bytes: ...


_Take: TypeAlias = "Callable[[str, _Readable], None]"


class _Counted:
    """A stream whose bytes are counted as they come."""

    def __init__(self, stream: _Readable, budget: _Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, count: int = -1) -> bytes:
        content = self._stream.read(count)
        self._budget.take(len(content))
        return content


def parts_of(source: Path, staging: Path) -> tuple[BundleFile, ...]:
    """Copy what could belong to a voice into `staging`, and return it. Raises InputError, and OutputError where there is no room."""
    found: list[BundleFile] = []

    def take(name: str, stream: _Readable) -> None:
        path = PurePosixPath(name.replace("\\", "/"))
        found.append(_copied(path.name, str(path.parent), stream, staging / f"{len(found)}", source))

    try:
        name, budget = source.name.lower(), _Budget(source)
        if source.is_dir():
            _walk(source, budget, take)
        elif name.endswith(".zip"):
            with open_file(source) as stream:
                _unpack_zip(stream, source, budget, take)
        elif name.endswith(".tar"):
            with open_file(source) as stream:
                _unpack_tar(stream, source, budget, take)
        elif name.endswith(GZIPPED):
            with open_file(source) as stream, gzip.GzipFile(fileobj=stream) as plain:
                _unpack_tar(plain, source, budget, take)
        else:
            _with_companions(source, take)
    except DAMAGED as failure:
        raise InputError(
            f"{source} is damaged or no archive that can be read: {failure}", hint="download it again"
        ) from failure
    except OSError as failure:
        raise InputError(
            f"{source} cannot be read: {failure.strerror or failure}", hint="is the name right?"
        ) from failure
    return tuple(found)


def _is_wanted(name: str, size_bytes: int) -> bool:
    """Tell by name and size whether a file can belong to a voice: many other things are called `.bin`."""
    if name.lower().endswith(STYLE_SUFFIX):
        return size_bytes == STYLE_BYTES
    return name.lower().endswith(SUFFIXES) or name in CARDS


def _with_companions(source: Path, take: _Take) -> None:
    """Take a file, and what has to stand beside a Piper voice."""
    with open_file(source) as stream:
        take(source.name, stream)
    if source.suffix.lower() == ".onnx":
        for name in (f"{source.name}.json", *CARDS):
            with suppress(FileNotFoundError), open_file(source.with_name(name)) as stream:
                take(name, stream)


def _walk(folder: Path, budget: _Budget, take: _Take) -> None:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            budget.entry()
            path = Path(parent, name)
            status = path.lstat()
            if stat.S_ISREG(status.st_mode) and _is_wanted(name, status.st_size):
                budget.take(status.st_size)
                with open_file(path, below=folder) as stream:
                    take(str(path.relative_to(folder)), stream)


def _unpack_zip(stream: IO[bytes], source: Path, budget: _Budget, take: _Take) -> None:
    with zipfile.ZipFile(stream) as archive:
        for entry in archive.infolist():
            budget.entry()
            is_link = stat.S_ISLNK(entry.external_attr >> 16)
            if entry.is_dir() or is_link or not _is_wanted(_base(entry.filename), entry.file_size):
                continue
            if entry.flag_bits & _ENCRYPTED:
                raise InputError(
                    f"{source} is protected by a password",
                    hint="unpack it, and name the voice files themselves",
                )
            with archive.open(entry) as member:
                take(entry.filename, _Counted(member, budget))


class _ShortHeaders:
    """A stream of which only so much can be read before the next entry is there.

    The library keeps in memory what comes before it, also what `_headers_of` does not see: the map of a sparse file.
    """

    def __init__(self, stream: _Readable, source: Path) -> None:
        self._stream = stream
        self._source = source
        self._left = LARGEST_TEXT

    def at_entry(self, size_bytes: int) -> None:
        self._left = size_bytes + LARGEST_TEXT

    def read(self, count: int = -1) -> bytes:
        content = self._stream.read(count)
        self._left -= len(content)
        if self._left < 0:
            raise InputError(
                f"{self._source} has an entry whose header has more than {LARGEST_TEXT // 1_000_000} MB",
                hint="name the voice files themselves",
            )
        return content


def _unpack_tar(stream: _Readable, source: Path, budget: _Budget, take: _Take) -> None:
    counted = _ShortHeaders(_Counted(stream, budget), source)
    kind = _headers_of(source)
    with tarfile.open(fileobj=cast("IO[bytes]", counted), mode="r|", tarinfo=kind) as archive:
        for entry in archive:
            budget.entry()
            # The size of a sparse one is not that of its bytes.
            counted.at_entry(0 if entry.issparse() else entry.size)
            if entry.isreg() and _is_wanted(_base(entry.name), entry.size):
                member = archive.extractfile(entry)
                assert member is not None, "a regular file can be read"
                take(entry.name, member)


def _headers_of(source: Path) -> type[tarfile.TarInfo]:
    """Return the class of an archive's headers, which refuses long ones: the library's patterns go back over them."""
    left = LARGEST_HEADERS

    class Header(tarfile.TarInfo):
        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
            nonlocal left
            header = super().frombuf(buf, encoding, errors)
            if header.type in _LONG_HEADERS:
                left -= header.size
                if header.size > LARGEST_HEADER or left < 0:
                    raise InputError(
                        f"{source} has entries with longer headers than any voice needs",
                        hint="name the voice files themselves",
                    )
            return header

    return Header


def _base(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name


def _copied(name: str, folder: str, stream: _Readable, path: Path, source: Path) -> BundleFile:
    limit = LARGEST_FILE if name.lower().endswith((".onnx", STYLE_SUFFIX)) else LARGEST_TEXT
    sha256, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    size = 0
    with _opened_for_writing(path) as copy:
        while content := stream.read(PIECE):
            size += len(content)
            if size > limit:
                raise InputError(
                    f"`{name}` in {source} has more than {limit // 1_000_000} MB, which no voice has",
                    hint="name another file",
                )
            sha256.update(content)
            md5.update(content)
            _write_piece(copy, content, path)
    return BundleFile(
        name=name, folder=folder, path=path, size_bytes=size, sha256=sha256.hexdigest(), md5=md5.hexdigest()
    )


def _opened_for_writing(path: Path) -> BinaryIO:
    try:
        return path.open("xb", buffering=0)
    except OSError as failure:
        raise no_room(path.parent, failure) from failure


def _write_piece(copy: BinaryIO, content: bytes, path: Path) -> None:
    try:
        _write(copy, content)
    except OSError as failure:
        raise no_room(path.parent, failure) from failure


def _write(copy: BinaryIO, content: bytes) -> None:
    """Write everything: a raw file may accept only a part of it."""
    view = memoryview(content)
    while view:
        view = view[copy.write(view) :]


def no_room(folder: Path, failure: OSError) -> OutputError:
    return OutputError(
        f"the voice cannot be written to {folder}: {failure.strerror or failure}",
        hint="make room there, or set VOICECOACH_DATA_DIR to another folder; nothing was added",
    )
