"""The workers of one engine: one for each core at most, replaced when they are lost, never left behind."""

from __future__ import annotations

import contextlib
import queue
import tempfile
import threading
from collections import deque
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from voicecoach.errors import SpeechError, VoicecoachError
from voicecoach.memory import TO_SPEAK, check_memory
from voicecoach.speech.processors import usual_workers
from voicecoach.speech.text import quoted
from voicecoach.speech.worker_process import SLOW_MS, Limits, Worker, WorkerLostError
from voicecoach.unfinished import unfinished_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from voicecoach.speech.engine_spec import EngineSpec
    from voicecoach.speech.model import SpokenClip
    from voicecoach.speech.worker_process import SpeechOrder

CUES_PER_WORKER: Final = 8  # for fewer new cues than this, another worker is not worth starting
PATIENCE: Final = 60
"""How much may be lost on a cue (`WorkerLostError.weight`) until it is given up: two time-outs, three crashes, five workers
killed during it, or sixty killed while starting."""

POLL_S: Final = 0.2  # how long Ctrl-C waits at most where a lock cannot be interrupted (Windows)
OTHERWISE: Final = "try another wording, or another `--engine`"

Results: TypeAlias = "queue.SimpleQueue[tuple[int, SpokenClip | Exception] | None]"


class FailedCueError(SpeechError):
    """A text that an engine cannot say, as the engine was given it."""

    def __init__(self, message: str, *, hint: str = "", order: SpeechOrder, option: str = "") -> None:
        super().__init__(message, hint=hint, option=option)
        self.order = order


class WorkerPool:
    """The workers of one engine. They start with the first order and stay until `close`."""

    def __init__(self, spec: EngineSpec, *, limits: Limits | None = None, workers: int = 0) -> None:
        """`workers` is how many at most; 0: one per core."""
        self._spec = spec
        self._limits = limits or Limits().for_speech_of(spec.cpu_ms_per_speech_s)
        self._cues_per_worker = 1 if spec.cpu_ms_per_speech_s >= SLOW_MS else CUES_PER_WORKER
        self._most = workers or usual_workers()
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._folder = ""  # of the workers' own files
        self._folders = ExitStack()

    @property
    def pids(self) -> tuple[int, ...]:
        with self._lock:
            return tuple(worker.pid for worker in self._all)

    def run(self, orders: Sequence[SpeechOrder], done: Callable[[SpeechOrder, SpokenClip], None]) -> None:
        """Say all texts; call `done` in this thread for each, in any order.

        Raises the SpeechError of the first text (in the order given) that cannot be said, once the texts that are being
        said are done. After an interrupt no worker is left. Raises VoicecoachError where there is too little memory.
        """
        check_memory(TO_SPEAK)
        results: Results = queue.SimpleQueue()
        stop = threading.Event()
        todo = deque(enumerate(orders))
        self._closed = False
        wanted = max(1, min(self._most, len(orders) // self._cues_per_worker))
        threads = [
            threading.Thread(target=self._work, args=(todo, results, stop), daemon=True)
            for _ in range(wanted)
        ]
        errors: dict[int, Exception] = {}
        try:
            for thread in threads:
                thread.start()
            for index, result in _until_ended(results, wanted):
                if isinstance(result, Exception):
                    errors[index] = result
                else:
                    done(orders[index], result)
        except BaseException:
            stop.set()
            self.close()
            for thread in threads:
                if thread.ident is not None:
                    thread.join()
            raise
        if errors:
            raise errors[min(errors)]

    def _work(self, todo: deque[tuple[int, SpeechOrder]], results: Results, stop: threading.Event) -> None:
        """Say one text after another until none is left, or one cannot be said. Puts None at the end."""
        try:
            while not stop.is_set():
                try:
                    index, order = todo.popleft()
                except IndexError:
                    return
                try:
                    results.put((index, self._say(order, stop)))
                except Exception as error:  # noqa: BLE001  # a full disk, no room for a thread: `run` raises it
                    stop.set()
                    results.put((index, error))
        finally:
            results.put(None)

    def voices(self) -> list[dict[str, Any]]:
        """Return the engine's voices. Raises SpeechError."""
        try:
            check_memory(TO_SPEAK)
            return self._voices()
        except SpeechError:
            raise
        except VoicecoachError as refused:  # no room for it
            raise SpeechError(refused.message, hint=refused.hint) from refused

    def _voices(self) -> list[dict[str, Any]]:
        self._closed = False
        worker = self._add()
        try:
            return worker.voices()
        except WorkerLostError as lost:
            raise SpeechError(
                f"the engine {self._spec.name} does not start: {lost}", hint=self._spec.remedy
            ) from lost
        finally:
            self._remove(worker)

    def close(self) -> None:
        """End every worker. Afterwards the pool can be used again."""
        with self._lock:
            self._closed = True  # a thread that is about to start a worker must not
            workers, self._all, self._idle = list(self._all), set(), []
            folders, self._folders, self._folder = self._folders, ExitStack(), ""
        for worker in workers:
            worker.close()
        folders.close()

    def _say(self, order: SpeechOrder, stop: threading.Event) -> SpokenClip:
        problem = "stopped"
        spent = 0
        while spent < PATIENCE and not stop.is_set():
            worker: Worker | None = None
            try:
                worker = self._take()
                clip = worker.say(order)
            except WorkerLostError as lost:
                problem = str(lost)
                spent += lost.weight
                if worker is not None:
                    self._remove(worker)
            except SpeechError as refusal:
                if worker is not None:
                    self._give_back(worker)
                raise self._named(
                    order, refusal.message, refusal.hint or OTHERWISE, refusal.option
                ) from refusal
            except VoicecoachError:  # no room for what the engine starts
                if worker is not None:
                    self._remove(worker)
                raise
            else:
                self._give_back(worker)
                return clip
        raise self._named(order, problem, OTHERWISE)

    def _named(self, order: SpeechOrder, problem: str, hint: str, option: str = "") -> FailedCueError:
        message = f"{self._spec.name} cannot say {quoted(order.text)}: {problem}"
        if option:  # it is not about this text
            message = problem
        return FailedCueError(message, hint=hint, order=order, option=option)

    def _take(self) -> Worker:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        worker = self._add()
        try:
            worker.start()
        except (WorkerLostError, VoicecoachError):
            self._remove(worker)
            raise
        return worker

    def _add(self) -> Worker:
        with self._lock:
            if self._closed:
                raise WorkerLostError("stopped")
            if not self._folder:
                folder = self._folders.enter_context(unfinished_folder(Path(tempfile.gettempdir())))
                self._folder = str(folder)
            worker = Worker(self._spec, limits=self._limits, folder=self._folder)
            self._all.add(worker)
            return worker

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            if worker in self._all:
                self._idle.append(worker)

    def _remove(self, worker: Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.close()


def _until_ended(results: Results, threads: int) -> Iterable[tuple[int, SpokenClip | Exception]]:
    """Yield results until this many threads have put their final None."""
    while threads:
        with contextlib.suppress(queue.Empty):
            result = results.get(timeout=POLL_S)
            if result is None:
                threads -= 1
            else:
                yield result
