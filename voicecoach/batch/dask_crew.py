"""A crew of Dask workers: those of a scheduler at an address, or local ones."""

from __future__ import annotations

import logging
import queue
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any, Final, Self

from msgspec.structs import replace

from voicecoach.batch.crew import LostChunk
from voicecoach.errors import UsageError, VoicecoachError

if TYPE_CHECKING:
    from types import TracebackType

    from voicecoach.batch.crew import Answer, Chunk, ChunkResult

LOCAL: Final = "local"
_ANSWERS_WITHIN_S: Final = 20.0
_WORKERS_WITHIN_S: Final = 600
_LOOK_EVERY_S: Final = 2.0
_KILLS: Final = 3  # workers, before Dask gives a chunk back; a scheduler may be configured otherwise
# Dask looks at the stack of each worker a hundred times a second, at its own loops fifty times, and at the machine twice.
# Nobody reads that here, and on a busy machine it takes more than the rows.
_LEAN: Final = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "1h",
    # Dask would have each array given back to the system at once, which doubles what it takes to speak.
    "distributed.nanny.pre-spawn-environ": {"OMP_NUM_THREADS": 1, "OPENBLAS_NUM_THREADS": 1},
}
_LOGGERS: Final = ("distributed", "distributed.client")  # Dask gives each a level of its own
_GONE_AFTER_S: Final = 40.0  # Dask's client itself gives up after 30


class DaskCrew:
    """Dask itself reruns a chunk whose worker died; one that kills three workers comes back as lost."""

    def __init__(self, address: str, *, workers: int) -> None:
        self._address = address
        self._workers = workers
        self._stack = ExitStack()
        self._answers: queue.SimpleQueue[tuple[int, Any]] = queue.SimpleQueue()
        self._futures: dict[int, Any] = {}
        self._client: Any = None

    @property
    def size(self) -> int:
        return max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    def __enter__(self) -> Self:
        try:
            import distributed
        except ModuleNotFoundError as missing:
            raise UsageError(
                "--scheduler needs the extra `dask`", hint="pip install 'voicecoach[dask]'"
            ) from missing
        dask: Any = distributed  # its classes have no types
        # What it logs of a scheduler or a worker that is gone, with its tracebacks, is said in a sentence.
        for name in _LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            target: Any = self._address
            if self._address == LOCAL:
                target = self._stack.enter_context(self._local_cluster(dask))
            self._client = self._stack.enter_context(dask.Client(target, timeout=_ANSWERS_WITHIN_S))
            self._client.wait_for_workers(1, timeout=_WORKERS_WITHIN_S)
        except (TypeError, RuntimeError) as refused:  # of Dask's own settings
            with suppress(Exception):
                self._stack.close()
            raise VoicecoachError(
                f"Dask's settings here allow no connection to `{self._address}`",
                hint="name the certificates for TLS in `distributed.comm.tls`; see `voicecoach guide batch`",
            ) from refused
        except (OSError, ValueError, TimeoutError) as refused:
            with suppress(Exception):
                self._stack.close()
            raise VoicecoachError(
                f"no Dask scheduler with workers answers at `{self._address}`",
                hint="start one: `dask scheduler`, and workers: `dask worker ADDRESS --nthreads 1`",
            ) from refused
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(Exception):
            if kind is not None:
                self._client.cancel(list(self._futures.values()))
            self._client.run(_close)
        with suppress(Exception):
            self._stack.close()

    def _local_cluster(self, distributed: Any) -> Any:
        from dask import config

        self._stack.enter_context(config.set(_LEAN))
        return distributed.LocalCluster(
            n_workers=self._workers,
            threads_per_worker=1,
            memory_limit=0,
            dashboard_address=None,
            # Its HTTP server is there even without a dashboard, and would warn where another Dask has the usual port.
            scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
        )

    def give(self, chunk: Chunk) -> None:
        # Dask logs and shows the key, so it contains nothing of a row.
        name = f"voicecoach-batch-{chunk.setup.run}-{chunk.number}"
        again = replace(
            chunk, new=frozenset()
        )  # a rerun meets the files of the worker that died, and they are ours
        future = self._client.submit(_carry_out, again, key=name, pure=False)
        self._futures[chunk.number] = future
        number = chunk.number
        future.add_done_callback(lambda done: self._answers.put((number, done)))

    def take(self) -> Answer:
        waited_s = 0.0
        while True:
            try:
                number, future = self._answers.get(timeout=_LOOK_EVERY_S)
            except queue.Empty:
                waited_s = 0.0 if self._client.status == "running" else waited_s + _LOOK_EVERY_S
                if waited_s >= _GONE_AFTER_S or self._client.status == "closed":
                    raise _gone() from None
                continue
            self._futures.pop(number, None)
            if future.status == "finished":
                result: ChunkResult = future.result()
                future.release()
                return result
            if future.status == "error" and _is_killed(future):
                return LostChunk(number=number, workers=_KILLS)
            raise _gone()


def _is_killed(future: Any) -> bool:
    from distributed import KilledWorker

    return isinstance(future.exception(), KilledWorker)


def _gone() -> VoicecoachError:
    return VoicecoachError(
        "the Dask scheduler is gone", hint="start it again, and run the same command: what was made is kept"
    )


def _carry_out(chunk: Chunk) -> ChunkResult:
    from voicecoach.batch.work import BENCH

    return BENCH.carry_out(chunk)


def _close() -> None:
    from voicecoach.batch.work import BENCH

    BENCH.close()
