"""A session's speech: texts in, clips out; the cache before the engine, the engine only in its workers."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from voicecoach.errors import SpeechError, UsageError
from voicecoach.sound.clip import Clip
from voicecoach.speech.cache import BYTES_PER_FRAME, ClipCache, ClipKey, default_folder
from voicecoach.speech.engines import SILENT
from voicecoach.speech.estimate import EstimatedSpeech
from voicecoach.speech.pool import Job, Limits, WorkerPool
from voicecoach.speech.text import spoken_text
from voicecoach.speech.versions import FULL_SCALE_INT16, PROCESSING_VERSION
from voicecoach.units import frames_to_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType

    from voicecoach.speech.engines import EngineChoice
    from voicecoach.timeline.model import Utterance

MEMORY_BYTES: Final = 64 << 20
SLOWEST_WPM: Final = 80
FASTEST_WPM: Final = 400


def _quiet(*_: object) -> None:
    """Nobody listens."""


class EngineSpeech:
    """Speech by one engine, one voice and one rate. A context manager: leaving it ends the workers."""

    def __init__(
        self,
        choice: EngineChoice,
        *,
        voice: str,
        rate_wpm: int,
        cache: ClipCache,
        progress: Callable[[int, int], None],
        note: Callable[[str], None],
        limits: Limits,
        workers: int,
    ) -> None:
        self._choice = choice
        self._voice = voice or choice.spec.default_voice(choice.language)
        self._rate_wpm = rate_wpm
        self._cache = cache
        self._progress = progress
        self._note = note
        self._pool = WorkerPool(choice.spec, limits=limits, workers=workers)
        self._private: tempfile.TemporaryDirectory[str] | None = (
            None  # stands in for a cache that cannot be written
        )
        self._keys: dict[Utterance, ClipKey] = {}
        self._frames: dict[ClipKey, int] = {}
        self._checksums: dict[ClipKey, str] = {}
        self._version = ""
        self._memory: OrderedDict[ClipKey, Clip] = OrderedDict()
        self._memory_bytes = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def worker_pids(self) -> tuple[int, ...]:
        return self._pool.pids

    def lengths(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        """Return lengths in ms; what the cache lacks is made, by as many workers as it is worth."""
        asked = list(dict.fromkeys(utterances))
        keys = {utterance: self._key(utterance) for utterance in asked}
        missing: dict[ClipKey, Utterance] = {}
        for utterance, key in keys.items():
            if key not in self._frames:
                stored = self._cache.find(key)
                if stored.frames:
                    self._frames[key] = stored.frames
                    self._checksums[key] = stored.checksum
                else:
                    missing.setdefault(key, utterance)
        if missing:
            self._make(missing)
        return {utterance: frames_to_ms(self._frames[key]) for utterance, key in keys.items()}

    def clip(self, utterance: Utterance) -> Clip:
        key = self._key(utterance)
        with self._lock:
            clip = self._memory.get(key)
            if clip is not None:
                self._memory.move_to_end(key)
                return clip
        samples = self._cache.load(key)
        if not samples:  # damaged, or deleted since its length was asked for
            promised = self._frames.get(key, 0)
            samples = self._make({key: utterance})[key]
            if promised and promised * BYTES_PER_FRAME != len(samples):
                raise SpeechError(
                    f"{self._choice.spec.name} says `{utterance.text}` otherwise than before",
                    hint="run it again; `voicecoach cache --clear` empties the cache",
                )
        return self._remember(key, samples)

    def fingerprint(self, utterance: Utterance) -> str:
        return self._checksums.get(self._key(utterance), "")

    def close(self) -> None:
        """End the workers and tidy the cache. Afterwards it can still be used, from the cache or with new workers."""
        self._pool.close()
        if self._private is None:
            with contextlib.suppress(OSError):
                self._cache.close()
        else:
            self._private.cleanup()

    def _key(self, utterance: Utterance) -> ClipKey:
        key = self._keys.get(utterance)
        if key is None:
            self._version = self._version or self._choice.spec.version()
            key = self._keys[utterance] = ClipKey(
                engine=self._choice.spec.name,
                engine_version=self._version,
                voice=utterance.voice or self._voice,
                rate_wpm=self._rate_wpm * utterance.speed_percent // 100,
                text=spoken_text(utterance.text, self._choice.language),
                processing=PROCESSING_VERSION,
            )
        return key

    def _make(self, missing: Mapping[ClipKey, Utterance]) -> dict[ClipKey, bytes]:
        """Synthesise and store; returns the samples of the last clips only where they are few."""
        jobs = {Job(text=key.text, voice=key.voice, rate_wpm=key.rate_wpm): key for key in missing}
        kept: dict[ClipKey, bytes] = {}
        count = 0

        def done(job: Job, samples: bytes) -> None:
            nonlocal count
            key = jobs[job]
            self._store(key, samples)
            self._frames[key] = len(samples) // BYTES_PER_FRAME
            self._checksums[key] = hashlib.sha256(samples).hexdigest()
            if len(missing) == 1:
                kept[key] = samples
            count += 1
            self._progress(count, len(jobs))

        self._progress(0, len(jobs))
        self._pool.run(list(jobs), done)
        return kept

    def _store(self, key: ClipKey, samples: bytes) -> None:
        try:
            self._cache.store(key, samples)
        except OSError as failure:
            if self._private is None:
                reason = failure.strerror or str(failure)
                self._note(
                    f"the clip cache {self._cache.folder} cannot be written ({reason}); going on without it"
                )
                try:
                    self._private = tempfile.TemporaryDirectory(
                        prefix="voicecoach-clips-", ignore_cleanup_errors=True
                    )
                    self._cache = ClipCache(Path(self._private.name))
                    self._cache.store(key, samples)
                except OSError:
                    self._note("nor can a temporary folder; clips are made when they are needed")
        # what cannot be stored anywhere is made again when it is needed

    def _remember(self, key: ClipKey, samples: bytes) -> Clip:
        floats = np.frombuffer(samples, dtype="<i2").astype(np.float32)
        floats *= 1 / FULL_SCALE_INT16
        clip = Clip(samples=floats.reshape(-1, 1))
        with self._lock:
            if key not in self._memory:
                self._memory[key] = clip
                self._memory_bytes += floats.nbytes
            while self._memory_bytes > MEMORY_BYTES and len(self._memory) > 1:
                _, oldest = self._memory.popitem(last=False)
                self._memory_bytes -= oldest.samples.nbytes
        return clip


def open_speech(
    choice: EngineChoice,
    *,
    voice: str = "",
    rate_wpm: int = 0,
    cache: ClipCache | None = None,
    progress: Callable[[int, int], None] = _quiet,
    note: Callable[[str], None] = _quiet,
    limits: Limits | None = None,
    workers: int = 0,
) -> contextlib.AbstractContextManager[EngineSpeech | EstimatedSpeech]:
    """Return a session's Speech as a context manager. Nothing starts before a clip is missing.

    `rate_wpm` 0 is the engine's own calm rate; `voice` empty is the engine's own for the language. `progress` is
    called with how many of how many new clips are made, `note` with a sentence for the user. Raises UsageError.
    """
    if rate_wpm and not SLOWEST_WPM <= rate_wpm <= FASTEST_WPM:
        raise UsageError(
            f"a rate of {rate_wpm} words a minute is not possible",
            hint=f"from {SLOWEST_WPM} to {FASTEST_WPM}; {choice.spec.name} takes {choice.spec.rate_wpm} by itself",
        )
    rate_wpm = rate_wpm or choice.spec.rate_wpm
    if choice.spec.name == SILENT.name:
        return contextlib.nullcontext(EstimatedSpeech(language=choice.language, rate_wpm=rate_wpm))
    return EngineSpeech(
        choice,
        voice=voice,
        rate_wpm=rate_wpm,
        cache=cache or ClipCache(default_folder()),
        progress=progress,
        note=note,
        limits=limits or Limits(),
        workers=workers,
    )
