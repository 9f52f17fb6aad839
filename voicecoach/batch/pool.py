"""A crew of local processes. If one dies, only its chunk is lost, and another process replaces it."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final, Self

from voicecoach.batch.crew import LostChunk
from voicecoach.errors import VoicecoachError
from voicecoach.memory import LOOK_AT_LIMITS, lacking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from types import TracebackType

    from voicecoach.batch.crew import Answer, Chunk

_ENDS_WITHIN_S: Final = 20.0
_MOST_STILLBORN: Final = 6  # processes in a row that end without having done anything


class _Member:
    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs,), daemon=True)
        try:
            with _without_ctrl_c():
                self.process.start()
        except OSError as refused:
            if thing := lacking(refused):
                raise VoicecoachError(f"there is no room for {thing}", hint=LOOK_AT_LIMITS) from refused
            raise
        theirs.close()
        self.chunk: Chunk | None = None

    def end(self) -> None:
        self.connection.close()
        self.process.join(_ENDS_WITHIN_S)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


class Pool:
    """A crew of so many processes, started when there is work for them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._members: list[_Member] = []
        self._waiting: deque[Chunk] = deque()
        self._lost: deque[LostChunk] = deque()
        self._stillborn = 0

    @property
    def size(self) -> int:
        return self._size

    @property
    def pids(self) -> tuple[int, ...]:
        return tuple(member.process.pid for member in self._members if member.process.pid is not None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for member in self._members:
            if kind is not None and member.chunk is not None:
                member.process.terminate()  # what it was writing is swept
        for member in self._members:
            member.end()
        self._members.clear()

    def give(self, chunk: Chunk) -> None:
        self._waiting.append(chunk)
        self._hand_out()

    def take(self) -> Answer:
        while True:
            if self._lost:
                return self._lost.popleft()
            busy = {member.connection: member for member in self._members if member.chunk is not None}
            assert busy, "nothing was given"
            for ready in wait(list(busy)):
                answer = self._answer(busy[ready])  # type: ignore[index]  # we asked for connections only
                self._hand_out()
                return answer

    def _answer(self, member: _Member) -> Answer:
        chunk = member.chunk
        assert chunk is not None, "only those with a chunk are waited for"
        member.chunk = None
        try:
            answer: Answer = member.connection.recv()
        except (EOFError, OSError):
            self._replace(member)
            return LostChunk(number=chunk.number)
        self._stillborn = 0
        return answer

    def _hand_out(self) -> None:
        while self._waiting:
            member = next((each for each in self._members if each.chunk is None), None)
            if member is None:
                if len(self._members) >= self._size:
                    return
                member = _Member()
                self._members.append(member)
            chunk = self._waiting.popleft()
            member.chunk = chunk
            try:
                member.connection.send(chunk)
            except OSError:  # it died while it had nothing to do
                self._replace(member)
                self._waiting.appendleft(chunk)

    def _replace(self, member: _Member) -> None:
        self._members.remove(member)
        member.end()
        self._stillborn += 1
        if self._stillborn > _MOST_STILLBORN * self._size:
            raise VoicecoachError(
                "the processes that make rows end as soon as they are started",
                hint="look whether there is memory enough, and try `--jobs 1`",
            )


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Start processes that Ctrl-C leaves alone from their first moment on: the coordinator ends them.

    They inherit a blocked SIGINT. One for the coordinator, which may come to any of its threads, waits until they have
    been started.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "pthread_sigmask"):
        yield  # only the main thread hears of it; and on Windows processes inherit nothing of the kind
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # the first process would start it, which unblocks SIGINT
    waiting: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: waiting.append(number))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, handler)
        if waiting:
            signal.raise_signal(signal.SIGINT)


def _serve(connection: Connection[object, object]) -> None:
    """Carry out chunks until the coordinator is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from voicecoach.batch.work import BENCH

    with suppress(EOFError, OSError):
        while True:
            chunk = connection.recv()
            connection.send(BENCH.carry_out(chunk, lambda: not connection.poll()))  # type: ignore[arg-type]
    BENCH.close()
