"""Writes a page: the document, and within it the sound as base64."""

from __future__ import annotations

import tempfile
from base64 import b64encode
from typing import TYPE_CHECKING, BinaryIO, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.errors import UsageError
from voicecoach.output.page.document import after_sound, before_sound

if TYPE_CHECKING:
    from voicecoach.output.shown import ShownSession
    from voicecoach.output.sound_file import Progress, SoundWriter, Tags
    from voicecoach.sound.source import MixedSource

LARGE_BYTES: Final = 25_000_000  # phones take long to open larger pages
MOST_BYTES: Final = 100_000_000  # and a phone's browser may refuse larger ones
_BLOCK_BYTES: Final = 3 << 18  # base64 makes four letters of three bytes


class PageWriter(Struct, frozen=True, kw_only=True):
    """Writes a page like a sound file: block by block, with the same bytes for the same session. Its sound is an MP3."""

    shown: ShownSession
    sound: SoundWriter

    @property
    def seeks(self) -> bool:
        return False  # the sound is made in a temporary file of its own, which can be rewound

    def size_bytes(self, source: MixedSource) -> int:
        return self.sound.size_bytes(source) * 4 // 3

    def check_size(self, source: MixedSource, name: str) -> str:
        """Return a warning if the page is large for a phone. Raises UsageError if it is too large."""
        size_bytes = self.size_bytes(source)
        size = f"{size_bytes / 1e6:.0f} MB"
        if size_bytes > MOST_BYTES:
            raise UsageError(
                f"`{name}` would have {size}; a phone opens no page of more than {MOST_BYTES / 1e6:.0f} MB",
                hint="export an MP3 instead (`-o FILE.mp3`), or a shorter session",
            )
        if size_bytes > LARGE_BYTES:
            return f"`{name}` has {size}: some phones will be slow to open it, and mail will refuse it"
        return ""

    def write(self, stream: BinaryIO, source: MixedSource, tags: Tags, progress: Progress) -> None:
        stream.write(before_sound(self.shown).encode())
        with tempfile.TemporaryFile() as spool:
            self.sound.write(spool, source, replace(tags, cover=None), progress)
            spool.seek(0)
            while block := spool.read(_BLOCK_BYTES):
                stream.write(b64encode(block))
        stream.write(after_sound().encode())
