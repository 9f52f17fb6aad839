"""Another voice for texts in a script that the session's voice cannot read, if the engine was chosen automatically."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from typing import TYPE_CHECKING, Self

from voicecoach.speech.model import SlowSpeech
from voicecoach.speech.scripts import language_that_says

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import TracebackType

    from voicecoach.sound.clip import Clip
    from voicecoach.speech.model import Speech, Word
    from voicecoach.timeline.audible import Utterance


class OtherScriptSpeech:
    """The session's own Speech, and beside it one for each language whose letters only another voice can say.

    A cue with a voice of its own keeps it. A context manager: leaving it leaves all of them.
    """

    def __init__(
        self,
        own: AbstractContextManager[Speech],
        *,
        unsaid: Callable[[str], tuple[str, ...]],
        open_for: Callable[[str], AbstractContextManager[Speech]],
        note: Callable[[str], None],
    ) -> None:
        """Prepare. `unsaid` tells the parts of a text that the own voice cannot say, `open_for` opens a Speech of a language."""
        self._stack = ExitStack()
        self._own = self._stack.enter_context(own)
        self._unsaid = unsaid
        self._open_for = open_for
        self._note = note
        self._others: dict[str, Speech] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def lengths(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        asked = list(dict.fromkeys(utterances))
        of_each: dict[str, list[Utterance]] = {}
        for utterance in asked:
            of_each.setdefault(self._language(utterance), []).append(utterance)
        lengths_ms: dict[Utterance, int] = {}
        for language, some in of_each.items():
            lengths_ms.update(self._speech(language, some[0].text).lengths(some))
        return {utterance: lengths_ms[utterance] for utterance in asked}

    def making_ms(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        if not isinstance(self._own, SlowSpeech):
            return {}
        return self._own.making_ms(one for one in utterances if not self._language(one))

    def clip(self, utterance: Utterance) -> Clip:
        return self._speech(self._language(utterance), utterance.text).clip(utterance)

    def words(self, utterance: Utterance) -> tuple[Word, ...]:
        return self._speech(self._language(utterance), utterance.text).words(utterance)

    def _language(self, utterance: Utterance) -> str:
        """Return the other language that a text is said in, or "" for the session's own."""
        if utterance.voice or utterance.text.isascii():
            return ""
        return language_that_says(self._unsaid(utterance.text))

    def _speech(self, language: str, text: str) -> Speech:
        if not language:
            return self._own
        if language not in self._others:
            self._note(
                f"the voice has no letters for “{text}”: another one says it, in the language `{language}`"
            )
            self._others[language] = self._stack.enter_context(self._open_for(language))
        return self._others[language]
