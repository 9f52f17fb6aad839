"""What a worker does with a chunk, no matter who started it. One renderer serves all chunks of a run in this process."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from voicecoach.batch.crew import ChunkResult
from voicecoach.batch.key import forget_files, versions
from voicecoach.batch.outcomes import Reason, failed
from voicecoach.batch.render import Renderer
from voicecoach.batch.shared import open_shared
from voicecoach.errors import ExitCode
from voicecoach.memory import lacking

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from voicecoach.batch.crew import Chunk, Setup
    from voicecoach.batch.orders import Order
    from voicecoach.batch.outcomes import Outcome
    from voicecoach.batch.shared import Shared


class Bench:
    """The renderer of this process, for the run that it was opened for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # a renderer is for one thread; Dask may have several
        self._setup: Setup | None = None
        self._renderer: Renderer | None = None
        self._shared: Shared | None = None

    def carry_out(self, chunk: Chunk, go_on: Callable[[], bool] = lambda: True) -> ChunkResult:
        """Make the rows of a chunk, as long as `go_on` says so. Never raises: a bug becomes a failure of its row."""
        with self._lock:
            if difference := _difference(chunk.setup.versions):
                return ChunkResult(number=chunk.number, refused=difference)
            renderer = self._renderer_for(chunk.setup)
            outcomes = []
            for order, key in chunk.rows:
                if not go_on():
                    break
                outcomes.append(_made(renderer, order, key, chunk.new))
            notes = self._shared.notes() if self._shared is not None else ()
            return ChunkResult(number=chunk.number, outcomes=tuple(outcomes), notes=notes)

    def close(self) -> None:
        with self._lock:
            if self._renderer is not None:
                self._renderer.close()
            self._renderer = self._setup = None

    def _renderer_for(self, setup: Setup) -> Renderer:
        if self._renderer is None or setup != self._setup:
            if self._renderer is not None:
                self._renderer.close()
            forget_files()
            self._shared = open_shared(setup.shared) if setup.shared else None
            clips, islands = (self._shared.clips, self._shared.islands) if self._shared else (None, None)
            self._renderer, self._setup = Renderer(clips, islands), setup
        return self._renderer


def _made(renderer: Renderer, order: Order, key: str, new: AbstractSet[str]) -> Outcome:
    try:
        return renderer.render(order, key, new)
    except Exception as bug:  # noqa: BLE001 - the other rows are still made; its text may have values in it
        if thing := lacking(bug):
            return failed(order, Reason.ROOM, f"there is no room for {thing}", ExitCode.ENVIRONMENT)
        where = bug.__traceback__
        while where is not None and where.tb_next is not None:
            where = where.tb_next
        place = (
            f"{where.tb_frame.f_globals.get('__name__', '')}:{where.tb_lineno}" if where is not None else ""
        )
        message = f"voicecoach has a bug: {type(bug).__name__} at {place}"
        return failed(order, Reason.BUG, message, ExitCode.BUG)


def _difference(wanted: tuple[str, ...]) -> str:
    """Return which versions differ here from those where the run was started."""
    others = sorted(set(versions()) - set(wanted))
    return (
        f"{', '.join(others)} here, {', '.join(sorted(set(wanted) - set(versions())))} where it was started"
        if others
        else ""
    )


BENCH = Bench()
