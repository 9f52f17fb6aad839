"""Replaces an engine that fails, if the engine was chosen automatically."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from voicecoach.errors import SpeechError
from voicecoach.speech.text import UnspeakableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType

    from voicecoach.sound.clip import Clip
    from voicecoach.speech.engine_speech import EngineSpeech
    from voicecoach.speech.model import Word
    from voicecoach.timeline.audible import Utterance


class TakeoverSpeech:
    """Speech by the first engine until it fails, and from then on by the next.

    What was measured before stays with the engine that measured it, as its lengths are already in the session. A cue
    with a voice of its own, and a text that cannot be spoken by any engine, are errors as always.
    """

    def __init__(
        self,
        first: EngineSpeech,
        others: Iterable[Callable[[], EngineSpeech]],
        *,
        note: Callable[[str], None],
    ) -> None:
        self._speeches = [first]
        self._others = list(others)
        self._note = note
        self._speaker: dict[Utterance, EngineSpeech] = {}
        self._is_over = False
        self._stack = ExitStack()
        self._stack.enter_context(first)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over = True
        self._stack.close()

    @property
    def worker_pids(self) -> tuple[int, ...]:
        return tuple(pid for speech in self._speeches for pid in speech.worker_pids)

    def lengths(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        asked = list(dict.fromkeys(utterances))
        new = [utterance for utterance in asked if utterance not in self._speaker]
        while new:
            try:
                self._speeches[-1].lengths(new)
            except UnspeakableError:
                raise
            except SpeechError as failure:
                self._take_over(failure, new)
            else:
                self._speaker.update(dict.fromkeys(new, self._speeches[-1]))
                break
        lengths_ms: dict[Utterance, int] = {}
        for speech in self._speeches:
            lengths_ms.update(speech.lengths([one for one in asked if self._speaker[one] is speech]))
        return {utterance: lengths_ms[utterance] for utterance in asked}

    def making_ms(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        return self._speeches[-1].making_ms(one for one in utterances if one not in self._speaker)

    def clip(self, utterance: Utterance) -> Clip:
        return self._speaker_of(utterance).clip(utterance)

    def words(self, utterance: Utterance) -> tuple[Word, ...]:
        return self._speaker_of(utterance).words(utterance)

    def _speaker_of(self, utterance: Utterance) -> EngineSpeech:
        if utterance not in self._speaker:
            self.lengths([utterance])
        return self._speaker[utterance]

    def _take_over(self, failure: SpeechError, wanted: Iterable[Utterance]) -> None:
        own_voice = any(one.voice for one in wanted if one.text == failure.text)
        if (
            self._is_over or not self._others or own_voice
        ):  # over: the engine was stopped in the middle of a cue
            raise failure
        speech = self._others.pop(0)()
        self._note(f"{failure.message}; {speech.engine} takes over")
        self._speeches.append(self._stack.enter_context(speech))
