"""The playlist of a split session. Its checksums tell which files the program wrote, itself included.

Players ignore the lines that begin with `#VOICECOACH`. If the last line does not match the lines before it, the playlist is not ours, or somebody has
edited it; and a file is ours only if its content matches the playlist.
"""

from __future__ import annotations

import hashlib
import os
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import msgspec

from voicecoach.escaping import plain
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from voicecoach.output.marks import Chapter

_PART: Final = "#VOICECOACH-PART:"  # the SHA-256 of the file that the next line names
_BEFORE: Final = (
    "#VOICECOACH-BEFORE:"  # the SHA-256 of a file that is about to be replaced or removed, and its name
)
_HERE: Final = "./"  # a name that begins with `#` would be a comment to players
_LIST: Final = "#VOICECOACH-LIST:"  # the SHA-256 of all lines before this one
_LONGEST_BYTES: Final = 1 << 22
_BLOCK_BYTES: Final = 1 << 20


class PlaylistFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the folder, and the SHA-256 of its content in hexadecimal digits."""

    name: str
    sha256: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """The files that a playlist claims as ours. One name can have two contents: the old one, and its replacement."""

    content: bytes  # of the playlist
    parts: tuple[PlaylistFile, ...]

    def owns(self, path: Path) -> bool:
        """Return whether a file in the folder is as we wrote it. Raises OSError."""
        name = path.name.casefold()
        known = {part.sha256 for part in self.parts if part.name.casefold() == name}
        return bool(known) and path.is_file() and not path.is_symlink() and file_sha256(path) in known


def playlist(
    folder: str,
    parts: Sequence[PlaylistFile],
    chapters: Sequence[Chapter],
    before: Sequence[PlaylistFile] = (),
) -> bytes:
    """Return the playlist's content: an entry per chapter, and the files from `before` as long as they may still be there."""
    rows = ["#EXTM3U", "#EXTENC:UTF-8"]
    rows += [f"{_BEFORE}{part.sha256} {part.name}" for part in before]
    for part, chapter in zip(parts, chapters, strict=True):
        seconds = (chapter.duration_ms + MS_PER_S // 2) // MS_PER_S
        rows += [
            f"#EXTINF:{seconds},{plain(chapter.title)}",
            f"{_PART}{part.sha256}",
            f"{_HERE}{folder}/{part.name}",
        ]
    content = _encoded("".join(f"{row}\n" for row in rows))
    return content + f"{_LIST}{hashlib.sha256(content).hexdigest()}\n".encode()


def claim_of(path: Path, folder: str) -> Claim | None:
    """Return what a playlist claims in the folder of this name; None if the playlist is not ours. Raises OSError."""
    with path.open("rb") as file:
        content = file.read(_LONGEST_BYTES)
    listed, mark, checksum = content.rpartition(_LIST.encode())
    if not mark or checksum != f"{hashlib.sha256(listed).hexdigest()}\n".encode():
        return None
    rows = os.fsdecode(listed).split("\n")
    parts = tuple(_parts(rows, folder))
    return Claim(content=content, parts=parts) if parts else None


def _parts(rows: Sequence[str], folder: str) -> Iterator[PlaylistFile]:
    prefix = f"{_HERE}{folder}/"
    for row, entry in pairwise(rows):
        if row.startswith(_PART) and entry.startswith(prefix):
            sha256, name = row.removeprefix(_PART), entry.removeprefix(prefix)
        elif row.startswith(_BEFORE):
            sha256, _, name = row.removeprefix(_BEFORE).partition(" ")
        else:
            continue
        if name not in {"", ".", ".."} and not {"/", "\\"} & set(name):
            yield PlaylistFile(name=name, sha256=sha256)


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's content in hexadecimal digits. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")  # a folder's name need not be text
