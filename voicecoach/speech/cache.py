"""The clip cache: one entry per clip, named by what decides its sound.

The content is the samples: int16, mono, 48 kHz, little-endian. The header says what is said, by whom, and when
each word is.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import asdict

from voicecoach.speech.model import Word
from voicecoach.store import CONTENT_BYTES, Store, cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAGIC: Final = b"VCCLIP02"
SCHEMA: Final = 2
BYTES_PER_FRAME: Final = 2
LIMIT_BYTES: Final = 500_000_000
SUFFIX: Final = ".clip"


class ClipKey(Struct, frozen=True, kw_only=True):
    """All that decides a clip's samples."""

    engine: str
    engine_version: str
    voice: str
    rate_wpm: int
    text: str
    processing: int
    noisy: bool = False
    schema: int = SCHEMA

    def digest(self) -> str:
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


class ClipCache(Store):
    """A folder of clips. Reading never raises; `store` raises OSError where the folder cannot be written."""

    def __init__(self, folder: Path, *, limit_bytes: int = LIMIT_BYTES) -> None:
        super().__init__(folder, magic=MAGIC, suffix=SUFFIX, limit_bytes=limit_bytes)

    def frames(self, key: ClipKey) -> int:
        """Return how long a clip is, without reading its samples; 0 where there is none."""
        frames, rest = divmod(self.header(key.digest()).get(CONTENT_BYTES, 0), BYTES_PER_FRAME)
        return 0 if rest else frames

    def load(self, key: ClipKey) -> bytes:
        """Return a clip's samples; empty where it is not there or damaged."""
        entry = self.read(key.digest())
        return entry.content if entry is not None else b""

    def words(self, key: ClipKey) -> tuple[Word, ...]:
        """Return the words that were stored with a clip; none where it is not there or visibly damaged."""
        try:
            return tuple(
                Word(text=str(text), onset_ms=int(onset_ms), duration_ms=int(duration_ms))
                for text, onset_ms, duration_ms in self.header(key.digest()).get("words", ())
            )
        except (ValueError, TypeError):
            return ()

    def store(self, key: ClipKey, samples: bytes, words: Iterable[Word] = ()) -> None:
        """Write a clip. Raises OSError."""
        timed = [(word.text, word.onset_ms, word.duration_ms) for word in words]
        described = {"text": key.text, "engine": key.engine, "voice": key.voice, "words": timed}
        self.write(key.digest(), samples, described)


def default_folder() -> Path:
    return cache_folder("clips")
