"""One worker, seen from the program that starts it: its process, what it is asked, and its answers, each within a limit.

Pipes are read and written by threads, so that it works where pipes cannot be waited on (Windows).
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from typing import IO, TYPE_CHECKING, Any, Final

from msgspec import Struct
from msgspec.structs import asdict, replace

from voicecoach.errors import SpeechError, VoicecoachError
from voicecoach.memory import LOOK_AT_LIMITS, lacking
from voicecoach.speech.messages import FOLDER_VARIABLE, BrokenMessageError, read_message, write_message
from voicecoach.speech.model import SpokenClip, Word

if TYPE_CHECKING:
    from voicecoach.speech.engine_spec import EngineSpec

SLOW_MS: Final = 100
"""From so much of a core for a second of speech on, each cue takes longer than starting a worker."""

# how much each loss of a worker counts towards giving up on a cue
HANG_WEIGHT: Final = 30
CRASH_WEIGHT: Final = 20
KILLED_WEIGHT: Final = 12  # perhaps by the system, short of memory, or by somebody else
KILLED_AT_START_WEIGHT: Final = 1  # not the cue's doing
KILLED: Final = (-9, -15)  # return codes after SIGKILL and SIGTERM; signal has no such names on Windows
GONE_WITHIN_S: Final = 10.0
LOG_CHARACTERS: Final = 2000
LAST_WORDS_WITHIN_S: Final = 0.2  # of a process that has ended
_CHILD: Final = (
    "import sys; sys.path[:] = sys.argv[2:]; from voicecoach.speech.worker import main; main(sys.argv[1])"
)


class Limits(Struct, frozen=True, kw_only=True):
    """How long a worker may take: to start, and for a cue by its length."""

    start_s: float = 120.0
    cue_s: float = 30.0
    per_character_s: float = 0.05

    def of_cue(self, text: str) -> float:
        return self.cue_s + self.per_character_s * len(text)

    def for_speech_of(self, cpu_ms_per_s: int) -> Limits:
        """Return the limits of an engine that needs so much of a core for a second of speech, on a busy machine."""
        times = 1 + cpu_ms_per_s / SLOW_MS
        return replace(self, cue_s=self.cue_s * times, per_character_s=self.per_character_s * times)


class SpeechOrder(Struct, frozen=True, kw_only=True):
    """What a worker is asked to say; equal orders give the same clip."""

    text: str
    voice: str
    rate_wpm: int
    noisy: bool = False


class WorkerLostError(Exception):
    """The worker crashed, answered nonsense, or did not answer. `weight` is how much this counts towards giving up on the cue."""

    def __init__(self, message: str, *, weight: int = CRASH_WEIGHT) -> None:
        super().__init__(message)
        self.weight = weight


class Worker:
    """One worker process. Its methods raise WorkerLostError when it is lost, SpeechError when it refuses."""

    def __init__(self, spec: EngineSpec, *, limits: Limits, folder: str) -> None:
        self._limits = limits
        self._answers: queue.SimpleQueue[tuple[dict[str, Any], bytes] | None] = queue.SimpleQueue()
        self._log: deque[str] = deque(maxlen=20)
        self._process = _spawn(spec, folder)
        assert self._process.stdin is not None, "a pipe was asked for"
        assert self._process.stdout is not None, "a pipe was asked for"
        assert self._process.stderr is not None, "a pipe was asked for"
        self._orders = self._process.stdin
        self._threads = [
            threading.Thread(target=self._read_answers, args=(self._process.stdout,), daemon=True),
            threading.Thread(target=self._read_log, args=(self._process.stderr,), daemon=True),
        ]
        try:
            for thread in self._threads:
                thread.start()
        except RuntimeError:  # no room for another thread
            self.kill()
            raise

    @property
    def pid(self) -> int:
        return self._process.pid

    def start(self) -> None:
        try:
            self._ask({"do": "start"}, self._limits.start_s)
        except WorkerLostError as lost:
            if lost.weight == KILLED_WEIGHT:
                raise WorkerLostError(str(lost), weight=KILLED_AT_START_WEIGHT) from lost
            raise

    def voices(self) -> list[dict[str, Any]]:
        header, _ = self._ask({"do": "voices"}, self._limits.start_s)
        return list(header["voices"])

    def say(self, order: SpeechOrder) -> SpokenClip:
        header, samples = self._ask({"do": "say", **asdict(order)}, self._limits.of_cue(order.text))
        words = tuple(Word(text=text, onset_ms=on, duration_ms=lasts) for text, on, lasts in header["words"])
        return SpokenClip(samples=samples, words=words)

    def kill(self) -> None:
        """End the process and what it started, and wait until it is gone. Safe to call from any thread."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                if self._process.returncode is None:
                    os.killpg(self._process.pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):  # stuck in a system call
            self._process.wait(GONE_WITHIN_S)

    def close(self) -> None:
        self.kill()
        with contextlib.suppress(OSError):
            self._orders.close()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(GONE_WITHIN_S)

    def _ask(self, order: dict[str, Any], limit_s: float) -> tuple[dict[str, Any], bytes]:
        try:
            write_message(self._orders, {**order, "limit_s": limit_s})
            answer = self._answers.get(timeout=limit_s)
        except queue.Empty:
            raise WorkerLostError(f"no answer within {limit_s:.0f} s", weight=HANG_WEIGHT) from None
        except (OSError, ValueError):  # the pipe is broken, or closed by now
            answer = None
        if answer is None:
            last_words = self._last_words()
            killed = self._process.returncode in KILLED
            raise WorkerLostError(last_words, weight=KILLED_WEIGHT if killed else CRASH_WEIGHT)
        header, payload = answer
        if header.get("lacks"):  # which another engine or text would, too
            raise VoicecoachError(str(header["problem"]), hint=str(header["hint"]))
        if "problem" in header:
            words = {name: str(header.get(name, "")) for name in ("hint", "option")}
            raise SpeechError(str(header["problem"]), hint=words["hint"], option=words["option"])
        return header, payload

    def _last_words(self) -> str:
        try:
            self._process.wait(GONE_WITHIN_S)
        except subprocess.TimeoutExpired:
            return "it closed its pipe, and does not end"
        self._threads[1].join(LAST_WORDS_WITHIN_S)
        said = " ".join(self._log).strip()
        code = self._process.returncode
        how = f"ended by signal {-code}" if code < 0 else f"ended with {code}"
        return f"{how}: {said[-200:]}" if said else how

    def _read_answers(self, stream: IO[bytes]) -> None:
        with stream:
            try:
                while (message := read_message(stream)) is not None:
                    self._answers.put(message)
            except (BrokenMessageError, OSError, ValueError):
                self._process.kill()  # its answer is nonsense
        self._answers.put(None)

    def _read_log(self, stream: IO[bytes]) -> None:
        with stream, contextlib.suppress(OSError, ValueError):
            for line in iter(lambda: stream.readline(LOG_CHARACTERS), b""):
                self._log.append(line.decode("utf-8", "replace").strip())


def _spawn(spec: EngineSpec, folder: str) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        FOLDER_VARIABLE: folder,
        "TMPDIR": folder, "TEMP": folder, "TMP": folder,  # what a killed worker leaves is deleted with the pool
        "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",  # a worker per core, and the same bits everywhere
        "PYTHONUTF8": "1",
        "ORT_DISABLE_TELEMETRY": "1", "HF_HUB_OFFLINE": "1",  # nothing is reported, nothing is fetched
    }  # fmt: skip
    where = [os.path.abspath(path) for path in sys.path]  # noqa: PTH100  # what we can import, it can
    try:
        return subprocess.Popen(  # noqa: S603  # our own program, no shell
            [sys.executable, "-P", "-c", _CHILD, spec.module, *where],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,  # Ctrl-C in a terminal is ours to answer
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    except (OSError, ValueError) as failure:
        if thing := lacking(failure):
            raise VoicecoachError(f"there is no room for {thing}", hint=LOOK_AT_LIMITS) from failure
        raise SpeechError(
            f"the process for the engine {spec.name} does not start: {failure}",
            hint=f"{sys.executable or 'the Python that runs this'} must be able to start itself",
        ) from failure
