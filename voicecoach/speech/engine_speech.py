"""Speech by one engine: texts in, clips out. The cache is asked first; the engine runs only in its workers."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from voicecoach.errors import SpeechError
from voicecoach.language.pauses import without_pauses
from voicecoach.sound.clip import PcmClip
from voicecoach.speech.cache import BYTES_PER_FRAME, ClipCache, ClipKey
from voicecoach.speech.estimate import EstimatedSpeech
from voicecoach.speech.parts import words_of
from voicecoach.speech.processors import usual_workers
from voicecoach.speech.respelling import NO_PRONUNCIATIONS
from voicecoach.speech.text import given_text
from voicecoach.speech.versions import PROCESSING_VERSION
from voicecoach.speech.words import as_written, timed_words
from voicecoach.unfinished import unfinished_folder
from voicecoach.units import MS_PER_S, frames_to_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType

    from voicecoach.speech.engines import EngineChoice
    from voicecoach.speech.model import SpokenClip, Word
    from voicecoach.speech.pool import WorkerPool
    from voicecoach.speech.respelling import Pronunciations
    from voicecoach.speech.worker_process import Limits, SpeechOrder
    from voicecoach.timeline.audible import Utterance

MEMORY_BYTES: Final = 8 << 20
WORTH_TELLING_MS: Final = 5_000


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
        limits: Limits | None,
        workers: int,
        pronounce: Pronunciations = NO_PRONUNCIATIONS,
        noisy: bool = False,
    ) -> None:
        self._choice = choice
        self._pronounce = pronounce
        self._noisy = noisy
        self._voice = voice or choice.spec.default_voice(choice.language)
        self._rate_wpm = rate_wpm
        self._cache = cache
        self._progress = progress
        self._note = note
        self._limits, self._workers = limits, workers
        self._pool: WorkerPool | None = None  # none before a clip is missing
        self._private: contextlib.ExitStack | None = None  # used if the cache cannot be written
        self._keys: dict[Utterance, ClipKey] = {}
        self._frames: dict[ClipKey, int] = {}
        self._words: dict[ClipKey, tuple[Word, ...]] = {}  # of the clips made in this session
        self._version = ""
        self._has_told = False
        self._memory: OrderedDict[ClipKey, PcmClip] = OrderedDict()
        self._memory_bytes = 0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def engine(self) -> str:
        return self._choice.spec.name

    @property
    def worker_pids(self) -> tuple[int, ...]:
        return self._pool.pids if self._pool is not None else ()

    def lengths(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        """Return lengths in ms. Missing clips are made by as many workers as are worth starting."""
        asked = list(dict.fromkeys(utterances))
        keys = {utterance: self._key(utterance) for utterance in asked}
        missing: dict[ClipKey, Utterance] = {}
        for utterance, key in keys.items():
            if key not in self._frames:
                frames = self._cache.frames(key)
                if frames:
                    self._frames[key] = frames
                else:
                    missing.setdefault(key, utterance)
        if missing:
            self._make(missing)
        return {utterance: frames_to_ms(self._frames[key]) for utterance, key in keys.items()}

    def making_ms(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        """Return about how long each clip takes that the cache lacks, with all workers busy; empty for a quick engine."""
        cpu_ms_per_speech_s = self._choice.spec.cpu_ms_per_speech_s
        if not cpu_ms_per_speech_s:
            return {}
        new: dict[ClipKey, Utterance] = {}
        for utterance in utterances:
            key = self._key(utterance)
            if key not in self._frames and not self._cache.frames(key):
                new.setdefault(key, utterance)
        estimate = EstimatedSpeech(
            language=self._choice.language, rate_wpm=self._rate_wpm, pronounce=self._pronounce
        )
        workers = self._workers or usual_workers()
        lengths_ms = estimate.lengths(new.values())
        return {
            utterance: length_ms * cpu_ms_per_speech_s // MS_PER_S // workers
            for utterance, length_ms in lengths_ms.items()
        }

    def clip(self, utterance: Utterance) -> PcmClip:
        key = self._key(utterance)
        with self._lock:
            clip = self._memory.get(key)
            if clip is not None:
                self._memory.move_to_end(key)
                return clip
        samples = self._cache.load(key)
        promised = self._frames.get(key, 0)
        if not samples or (promised and promised * BYTES_PER_FRAME != len(samples)):
            # damaged, or deleted since its length was asked for, or replaced by another machine's
            samples = self._make({key: utterance})[key]
            if promised and promised * BYTES_PER_FRAME != len(samples):
                raise SpeechError(
                    f"{self._choice.spec.name} says `{utterance.text}` otherwise than before",
                    hint="run it again; `voicecoach cache --clear` empties the cache",
                    text=utterance.text,
                )
        return self._remember(key, samples)

    def words(self, utterance: Utterance) -> tuple[Word, ...]:
        key = self._key(utterance)
        spoken = self._words.get(key)
        if spoken is None:
            spoken = self._cache.words(key)
        if spoken is None:  # an estimate would differ from the engine's own times of the same clip
            self._make({key: utterance})
            spoken = self._words[key]
        if not spoken:
            spoken = timed_words(words_of(key.text), self.lengths([utterance])[utterance])
        return as_written(without_pauses(utterance.text), spoken)

    def close(self) -> None:
        """End the workers and tidy the cache. Afterwards it can still be used, from the cache or with new workers."""
        if self._pool is not None:
            self._pool.close()
        if self._private is None:
            with contextlib.suppress(OSError):
                self._cache.close()
        else:
            self._private.close()

    def _key(self, utterance: Utterance) -> ClipKey:
        key = self._keys.get(utterance)
        if key is None:
            self._version = self._version or self._choice.spec.version()
            key = self._keys[utterance] = ClipKey(
                engine=self._choice.spec.name,
                engine_version=self._version,
                voice=self._choice.spec.voice_identity(utterance.voice or self._voice),
                rate_wpm=self._rate_wpm * utterance.speed_percent // 100,
                text=given_text(self._choice.spec, utterance.text, self._choice.language, self._pronounce),
                processing=PROCESSING_VERSION,
                noisy=self._noisy,
            )
        return key

    def _make(self, missing: Mapping[ClipKey, Utterance]) -> dict[ClipKey, bytes]:
        """Synthesise and store. Returns the samples only if there are few clips."""
        from voicecoach.speech.pool import FailedCueError, WorkerPool  # late: a warm session needs none
        from voicecoach.speech.worker_process import SpeechOrder

        if self._pool is None:
            self._pool = WorkerPool(self._choice.spec, limits=self._limits, workers=self._workers)
        orders = {
            SpeechOrder(
                text=key.text,
                voice=utterance.voice or self._voice,
                rate_wpm=key.rate_wpm,
                noisy=key.noisy,
            ): key
            for key, utterance in missing.items()
        }
        kept: dict[ClipKey, bytes] = {}
        count = 0

        def done(order: SpeechOrder, clip: SpokenClip) -> None:
            nonlocal count
            key = orders[order]
            stored, self._words[key] = self._store(key, clip)
            frames = self._frames.setdefault(key, len(stored) // BYTES_PER_FRAME)
            if len(missing) == 1:
                kept[key] = clip.samples if len(clip.samples) == frames * BYTES_PER_FRAME else stored
            count += 1
            self._progress(count, len(orders))

        self._tell_how_long(missing)
        self._progress(0, len(orders))
        try:
            self._pool.run(list(orders), done)
        except FailedCueError as failure:
            text = missing[orders[failure.order]].text
            raise SpeechError(
                failure.message, hint=failure.hint, option=failure.option, text=text
            ) from failure
        return kept

    def _tell_how_long(self, missing: Mapping[ClipKey, Utterance]) -> None:
        """Say once, before speaking begins, that it will take a while."""
        waiting_ms = 0 if self._has_told else sum(self.making_ms(missing.values()).values())
        if waiting_ms >= WORTH_TELLING_MS:
            self._has_told = True
            sentences = "a new sentence" if len(missing) == 1 else f"{len(missing)} new sentences"
            self._note(
                f"{self._choice.spec.name} takes about {round(waiting_ms / MS_PER_S)} s for {sentences}; then they are in the cache"
            )

    def _store(self, key: ClipKey, clip: SpokenClip) -> tuple[bytes, tuple[Word, ...]]:
        """Store a clip, and return the samples and words that count from now on: those of another process, if it was faster."""
        try:
            return self._cache.store(key, clip.samples, clip.words)
        except OSError as failure:
            if self._private is None:
                reason = failure.strerror or str(failure)
                self._note(
                    f"the clip cache {self._cache.folder} cannot be written ({reason}); going on without it"
                )
                try:
                    self._private = contextlib.ExitStack()
                    folder = self._private.enter_context(unfinished_folder(Path(tempfile.gettempdir())))
                    self._cache = ClipCache(folder)
                    return self._cache.store(key, clip.samples, clip.words)
                except OSError:
                    self._note("nor can a temporary folder; clips are made when they are needed")
        return clip.samples, clip.words  # what cannot be stored is made again when needed

    def _remember(self, key: ClipKey, samples: bytes) -> PcmClip:
        clip = PcmClip(pcm=samples)
        with self._lock:
            if key not in self._memory:
                self._memory[key] = clip
                self._memory_bytes += len(samples)
            while self._memory_bytes > MEMORY_BYTES and len(self._memory) > 1:
                _, oldest = self._memory.popitem(last=False)
                self._memory_bytes -= len(oldest.pcm)
        return clip
