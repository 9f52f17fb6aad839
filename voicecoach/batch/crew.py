"""Who makes the rows: a Protocol, with processes of this machine or Dask's workers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from types import TracebackType

    from voicecoach.batch.orders import Order
    from voicecoach.batch.outcomes import Outcome


class Setup(Struct, frozen=True, kw_only=True):
    """What a worker has to know besides the rows. It is the same for a whole run."""

    run: str  # tells one run from another
    versions: tuple[str, ...]
    shared: str = ""  # where the shared cache is, if there is one


class Chunk(Struct, frozen=True, kw_only=True):
    """Rows that a worker makes one after the other, each with its key."""

    number: int
    setup: Setup
    rows: tuple[tuple[Order, str], ...]


class Result(Struct, frozen=True, kw_only=True):
    """What became of a chunk. With `refused`, nothing was made: the worker is not what the run needs."""

    number: int
    outcomes: tuple[Outcome, ...] = ()
    notes: tuple[str, ...] = ()
    refused: str = ""


class Lost(Struct, frozen=True, kw_only=True):
    """A chunk whose worker is gone, or several workers one after the other."""

    number: int
    workers: int = 1


Answer: TypeAlias = Result | Lost


class Crew(Protocol):
    """A context manager: leaving it ends what it has started, whatever that is doing. Raises VoicecoachError where it cannot go on."""

    @property
    def size(self) -> int:
        """How many chunks are made at once; it may change."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def give(self, chunk: Chunk) -> None:
        """Have a chunk made. Never waits."""
        ...

    def take(self) -> Answer:
        """Wait for what becomes of a chunk that was given."""
        ...
