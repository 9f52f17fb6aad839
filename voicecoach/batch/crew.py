"""The Protocol of those who make the rows: processes of this machine, or Dask workers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from types import TracebackType

    from voicecoach.batch.orders import Order
    from voicecoach.batch.outcomes import Outcome


class Setup(Struct, frozen=True, kw_only=True):
    """What a worker has to know besides the rows; the same for a whole run."""

    run: str  # tells one run from another
    versions: tuple[str, ...]
    shared: str = ""  # the place of the shared cache, if there is one


class Chunk(Struct, frozen=True, kw_only=True):
    """Rows that one worker makes in turn, each with its key."""

    number: int
    setup: Setup
    rows: tuple[tuple[Order, str], ...]
    new: frozenset[str] = (
        frozenset()
    )  # names of files that no run has made: what has such a name is somebody else's


class ChunkResult(Struct, frozen=True, kw_only=True):
    """The result of a chunk. With `refused`, nothing was made, because the worker does not match the run."""

    number: int
    outcomes: tuple[Outcome, ...] = ()
    notes: tuple[str, ...] = ()
    refused: str = ""


class LostChunk(Struct, frozen=True, kw_only=True):
    """A chunk that was lost with its worker, or with several workers in turn."""

    number: int
    workers: int = 1


Answer: TypeAlias = ChunkResult | LostChunk


class Crew(Protocol):
    """A context manager: leaving it ends everything that it started. Raises VoicecoachError if it cannot go on."""

    @property
    def size(self) -> int:
        """How many chunks are made at once; it may change."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def give(self, chunk: Chunk) -> None:
        """Submit a chunk. Never waits."""
        ...

    def take(self) -> Answer:
        """Wait for the result of any submitted chunk."""
        ...
