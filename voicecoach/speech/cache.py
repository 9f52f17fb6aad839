"""The clip cache: one entry per clip, named by what decides its sound.

The content is the samples: int16, mono, 48 kHz, little-endian. The header says what is said, by whom, and when
each word is.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from voicecoach.speech.model import Word
from voicecoach.store import CONTENT_BYTES, Store, cache_folder
from voicecoach.units import FRAMES_PER_MS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from voicecoach.store import Remote

MAGIC: Final = b"VCCLIP03"
SCHEMA: Final = 2
BYTES_PER_FRAME: Final = 2
BYTES_PER_MS: Final = BYTES_PER_FRAME * FRAMES_PER_MS  # a clip is a whole number of ms long
LIMIT_BYTES: Final = 500_000_000
SUFFIX: Final = ".clip"


class ClipKey(Struct, frozen=True, kw_only=True):
    """Everything that a clip's samples depend on."""

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

    def __init__(self, folder: Path, *, limit_bytes: int = LIMIT_BYTES, remote: Remote | None = None) -> None:
        super().__init__(folder, magic=MAGIC, suffix=SUFFIX, limit_bytes=limit_bytes, remote=remote)

    def frames(self, key: ClipKey) -> int:
        """Return how long a clip is, without reading its samples; 0 where there is none."""
        return int(self.header(key.digest()).get(CONTENT_BYTES, 0)) // BYTES_PER_FRAME

    def _is_usable(self, content_bytes: int) -> bool:
        return content_bytes > 0 and content_bytes % BYTES_PER_MS == 0

    def load(self, key: ClipKey) -> bytes:
        """Return a clip's samples; empty where it is not there or damaged."""
        entry = self.read(key.digest())
        return entry.content if entry is not None else b""

    def words(self, key: ClipKey) -> tuple[Word, ...] | None:
        """Return the words that were stored with a clip, none if its engine names none; None where it is not there or visibly damaged."""
        header = self.header(key.digest())
        return _words(header) if header else None

    def store(
        self, key: ClipKey, samples: bytes, words: Iterable[Word] = ()
    ) -> tuple[bytes, tuple[Word, ...]]:
        """Write a clip, and return the samples and words that are there now: another process may have been faster. Raises OSError."""
        timed = [(word.text, word.onset_ms, word.duration_ms) for word in words]
        described = {"text": key.text, "engine": key.engine, "voice": key.voice, "words": timed}
        entry = self.write(key.digest(), samples, described)
        return entry.content, _words(entry.header)


def _words(header: Mapping[str, Any]) -> tuple[Word, ...]:
    """Return the words of a header; none where one of them is not within the clip."""
    length_ms = header.get(CONTENT_BYTES, 0) // BYTES_PER_FRAME // FRAMES_PER_MS
    try:
        timed = msgspec.convert(header.get("words", ()), tuple[tuple[str, int, int], ...])
    except msgspec.ValidationError:
        return ()
    if any(
        onset_ms < 0 or duration_ms < 0 or onset_ms + duration_ms > length_ms
        for _, onset_ms, duration_ms in timed
    ):
        return ()
    return tuple(
        Word(text=text, onset_ms=onset_ms, duration_ms=duration_ms) for text, onset_ms, duration_ms in timed
    )


def default_folder() -> Path:
    return cache_folder("clips")
