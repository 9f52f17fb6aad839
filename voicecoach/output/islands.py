"""Encodes islands: each distinct one once, on all cores. Encoded ones are kept in memory and on disk."""

from __future__ import annotations

import contextlib
import hashlib
from collections import OrderedDict, deque
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec import Struct

from voicecoach.cores import usable_cores
from voicecoach.output.lame import LameSettings, encode
from voicecoach.sound.crc16 import crc16
from voicecoach.sound.mix import to_pcm
from voicecoach.sound.mp3_frames import MP3_FRAME_FRAMES, Mp3FrameHeader
from voicecoach.store import Store, cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future, ThreadPoolExecutor
    from pathlib import Path
    from typing import Self

    from voicecoach.sound.islands import Island, PlacedIsland
    from voicecoach.sound.source import MixedSource
    from voicecoach.store import Remote

    Encode: TypeAlias = Callable[[LameSettings, Iterable[bytes], int], Iterator[bytes]]

MAGIC: Final = b"VCMP3I02"
SUFFIX: Final = ".island"
LIMIT_BYTES: Final = 200_000_000  # seven hours of sound
_LARGEST_CRC: Final = 0xFFFF
LONGEST_MP3_FRAMES: Final = 2_500  # a minute; longer islands are encoded block by block and not kept
AHEAD_MP3_FRAMES: Final = 5_000  # of islands that are read and encoded ahead: 11 MB of samples
KEPT_BYTES: Final = 1 << 20  # what is evicted comes back from the disk cache
BLOCK_MP3_FRAMES: Final = 200
MOST_THREADS: Final = 8


class Mp3Piece(Struct, frozen=True, kw_only=True):
    """Consecutive MP3 frames that use no bits of earlier ones."""

    mp3_frames: int
    content: bytes
    crc: int


class IslandCache(Store):
    """The islands of earlier runs. Neither reading nor `keep` raises: a lost piece is simply made again."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        limit_bytes: int = LIMIT_BYTES,
        remote: Remote | None = None,
    ) -> None:
        folder = folder or cache_folder("mp3")
        super().__init__(folder, magic=MAGIC, suffix=SUFFIX, limit_bytes=limit_bytes, remote=remote)

    def piece(self, digest: str, mp3_frames: int, *, header: Mp3FrameHeader) -> Mp3Piece | None:
        """Return a piece of so many MP3 frames with this header, or None if there is none, or one that would not be made here."""
        entry = self.read(digest)  # which has checked that header and content are as they were written
        if entry is None or entry.header.get("mp3_frames") != mp3_frames:
            return None
        crc = entry.header.get("crc")
        if type(crc) is not int or not 0 <= crc <= _LARGEST_CRC:
            return None
        if len(entry.content) != mp3_frames * header.size_bytes:
            return None
        starts = {entry.content[at : at + 3] for at in range(0, len(entry.content), header.size_bytes)}
        if starts != {header.to_bytes()[:3]}:  # the fourth byte is about the channels, and differs
            return None
        return Mp3Piece(mp3_frames=mp3_frames, content=entry.content, crc=crc)

    def keep(self, digest: str, piece: Mp3Piece) -> None:
        with contextlib.suppress(OSError):
            self.write(digest, piece.content, {"mp3_frames": piece.mp3_frames, "crc": piece.crc})


class KeptPieces:
    """Encoded islands in memory, up to a limit in bytes. Sources whose equal islands are the same samples may share one."""

    def __init__(self, limit_bytes: int = KEPT_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._pieces: OrderedDict[Island, Mp3Piece] = OrderedDict()
        self._bytes = 0

    def __contains__(self, island: object) -> bool:
        return island in self._pieces

    def use(self, island: Island) -> Mp3Piece:
        self._pieces.move_to_end(island)
        return self._pieces[island]

    def keep(self, island: Island, piece: Mp3Piece) -> None:
        """Keep a new piece; the least recently used ones are evicted for it."""
        self._pieces[island] = piece
        self._bytes += len(piece.content)
        while self._bytes > self._limit_bytes and len(self._pieces) > 1:
            self._bytes -= len(self._pieces.popitem(last=False)[1].content)


class IslandEncoder:
    """Encodes the islands of one source. A context manager: leaving it ends its threads and tidies the cache.

    The source is read in the caller's thread only.
    """

    def __init__(
        self,
        source: MixedSource,
        settings: LameSettings,
        *,
        cache: IslandCache | None = None,
        threads: int = 0,
        encode: Encode = encode,
        kept: KeptPieces | None = None,
    ) -> None:
        self._source = source
        self._settings = settings
        self._cache = cache
        self._threads = threads or min(usable_cores(), MOST_THREADS)
        self._encode = encode
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: deque[PlacedIsland] = deque()
        self._begun: dict[Island, Future[Mp3Piece]] = {}
        self._kept = kept if kept is not None else KeptPieces()
        self._name = settings.name()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        if self._cache is not None:
            with contextlib.suppress(OSError):
                self._cache.close()

    def pieces(self, islands: Iterable[PlacedIsland]) -> Iterator[Iterable[Mp3Piece]]:
        """Yield the pieces of each island in turn. Use them up before asking for the next island."""
        waiting = self._waiting
        ahead_mp3_frames = 0
        for placed in islands:
            while waiting and ahead_mp3_frames + placed.island.mp3_frames > AHEAD_MP3_FRAMES:
                ahead_mp3_frames -= waiting[0].island.mp3_frames
                yield self._pieces_of(waiting.popleft())
            waiting.append(placed)
            ahead_mp3_frames += placed.island.mp3_frames
            self._begin(placed)
        while waiting:
            yield self._pieces_of(waiting.popleft())

    def _begin(self, placed: PlacedIsland) -> None:
        """Load or start encoding an island, unless it is so long that it is encoded block by block."""
        island = placed.island
        if island.mp3_frames > LONGEST_MP3_FRAMES or island in self._kept or island in self._begun:
            return
        samples = b"".join(self._blocks(placed))
        digest = hashlib.sha256(f"{self._name} {island.mp3_frames} ".encode() + samples).hexdigest()
        piece = None
        if self._cache is not None:
            piece = self._cache.piece(digest, island.mp3_frames, header=self._settings.header)
        if piece is not None:
            self._kept.keep(island, piece)
        else:
            self._begun[island] = self._executor().submit(self._make, samples, island.mp3_frames, digest)

    def _pieces_of(self, placed: PlacedIsland) -> Iterable[Mp3Piece]:
        island = placed.island
        if island.mp3_frames > LONGEST_MP3_FRAMES:
            return self._streamed(placed)
        begun = self._begun.pop(island, None)
        if begun is not None:
            self._kept.keep(island, begun.result())
        if island not in self._kept:  # evicted since
            self._begin(placed)
            for other in self._waiting:
                self._begin(other)
            return self._pieces_of(placed)
        return (self._kept.use(island),)

    def _make(self, samples: bytes, mp3_frames: int, digest: str) -> Mp3Piece:
        """Encode in a thread of the pool: LAME releases the interpreter lock."""
        content = b"".join(self._encode(self._settings, (samples,), mp3_frames))
        piece = Mp3Piece(mp3_frames=mp3_frames, content=content, crc=crc16(content))
        if self._cache is not None:
            self._cache.keep(digest, piece)
        return piece

    def _streamed(self, placed: PlacedIsland) -> Iterator[Mp3Piece]:
        size_bytes = self._settings.header.size_bytes
        for content in self._encode(self._settings, self._blocks(placed), placed.island.mp3_frames):
            yield Mp3Piece(mp3_frames=len(content) // size_bytes, content=content, crc=crc16(content))

    def _blocks(self, placed: PlacedIsland) -> Iterator[bytes]:
        for first in range(placed.first_mp3_frame, placed.end_mp3_frame, BLOCK_MP3_FRAMES):
            mp3_frames = min(BLOCK_MP3_FRAMES, placed.end_mp3_frame - first)
            yield to_pcm(self._source, first * MP3_FRAME_FRAMES, mp3_frames * MP3_FRAME_FRAMES)

    def _executor(self) -> Any:
        from concurrent.futures import ThreadPoolExecutor

        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="mp3")
        return self._pool
