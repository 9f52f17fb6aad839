"""Voices, and the studio that a routine is compiled in."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Self

from msgspec import Struct

from voicecoach.assets import DEFAULT_PACK
from voicecoach.files import RoutineFiles
from voicecoach.studio.defaults import DEFAULT_ENGINE
from voicecoach.studio.progress import UNTOLD
from voicecoach.studio_setup import StudioSetup, has_all, says_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from voicecoach.language.model import Routine
    from voicecoach.sound.tones import TonePack
    from voicecoach.speech.cache import ClipCache
    from voicecoach.speech.model import Speech
    from voicecoach.speech.respelling import Pronunciations
    from voicecoach.studio.progress import ProgressListener
    from voicecoach.timeline.audible import Utterance


class VoiceChoice(Struct, frozen=True, kw_only=True):
    """With which voice."""

    engine: str = DEFAULT_ENGINE
    voice: str = ""  # empty: the engine's own for the language
    rate_wpm: int = 0  # 0: the engine's own pace
    language: str = ""  # empty: the routine's
    noisy: bool = False
    pronounce: Pronunciations = ()  # how names are said; what a routine says of one beats it


class Studios:
    """Opens the studio for one routine after another. A voice is opened once and serves all routines of its language."""

    def __init__(
        self,
        voice: VoiceChoice,
        *,
        tones: str = DEFAULT_PACK,
        with_caution: bool = True,
        names_voice: bool = True,
        progress: ProgressListener = UNTOLD,
        clips: ClipCache | None = None,
        workers: int = 0,
    ) -> None:
        """Prepare. `names_voice` says which voice `auto` has taken, for what will be heard. `clips` is a cache of the caller's, 0 `workers` as many as it is worth."""
        self._clips = clips
        self._workers = workers
        self._choice = voice
        self._tones = tones
        self._with_caution = with_caution
        self._names_voice = names_voice
        self._progress = progress
        self._stack = ExitStack()
        self._pack: TonePack | None = None
        self._voices: dict[tuple[str, Pronunciations], Speech] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._voices.clear()
        self._stack.close()

    def open_for(self, routine: Routine) -> StudioSetup:
        """Return the studio for a routine. Raises UsageError for an unknown engine, voice or tone pack."""
        from voicecoach.assets import load_tones
        from voicecoach.phrases import load_phrases
        from voicecoach.speech.recorded import is_folder_of_recordings

        language = self._choice.language or routine.language
        files = RoutineFiles()
        pack = self._pack = self._pack or load_tones(self._tones)
        names = files.names(routine)
        return StudioSetup(
            speech=self._voice(language, names),
            phrases=load_phrases(language),
            tones=pack,
            files=files,
            with_caution=self._with_caution,
            unsaid=self._unsaid(language, names),
            spoken_length=self._spoken_length(language, names),
            recordings=self._choice.voice if is_folder_of_recordings(self._choice.voice) else "",
            is_recorded=self._is_recorded(language),
        )

    def _is_recorded(self, language: str) -> Callable[[Utterance], bool]:
        """Return what tells whether a text is heard from a recording; always, where the voice is no folder of them."""
        from voicecoach.speech.recorded import RecordedTexts, folder_of, is_folder_of_recordings

        folder = self._choice.voice
        if not is_folder_of_recordings(folder):
            return has_all
        recorded = RecordedTexts(folder_of(folder), language)
        return lambda utterance: bool(utterance.voice) or recorded.find(utterance.text) is not None

    def _spoken_length(self, language: str, pronounce: Pronunciations) -> Callable[[Utterance], int]:
        from voicecoach.speech.text import spoken_length

        names = (*self._choice.pronounce, *pronounce)
        return lambda utterance: spoken_length(utterance.text, language, names)

    def _unsaid(self, language: str, pronounce: Pronunciations) -> Callable[[Utterance], tuple[str, ...]]:
        """Return a function that finds the parts of a text that its voice cannot say. Recordings say whatever they are named after."""
        from voicecoach.speech.engines import choose
        from voicecoach.speech.estimate import SILENT
        from voicecoach.speech.recorded import is_folder_of_recordings
        from voicecoach.speech.respelling import phonemes_in
        from voicecoach.speech.scripts import language_that_says, scripts_of, unsaid_of

        if is_folder_of_recordings(self._choice.voice):
            return says_all
        engine = choose(self._choice.engine, language, voice=self._choice.voice)
        hands_on = engine.automatic and not self._choice.voice
        own = frozenset(engine.spec.scripts) or scripts_of(language) | scripts_of(self._choice.voice)
        names = (*self._choice.pronounce, *pronounce)
        takes_phonemes = engine.spec.takes_phonemes or engine.spec == SILENT  # which may be any

        def unsaid(utterance: Utterance) -> tuple[str, ...]:
            scripts = own | scripts_of(utterance.voice) if utterance.voice else own
            parts = unsaid_of(utterance.text, language, scripts, names)
            is_said = hands_on and not utterance.voice and language_that_says(parts)
            letters = () if is_said else parts
            return letters if takes_phonemes else (*letters, *phonemes_in(utterance.text, names))

        return unsaid

    def _voice(self, language: str, pronounce: Pronunciations) -> Speech:
        from voicecoach.phrases import has_phrases
        from voicecoach.speech.unsaid import UnsaidAsSilence

        wanted = language, pronounce
        if wanted not in self._voices:
            if not has_phrases(language):
                self._progress.note(_no_phrases(language))
            voice = open_voice(
                self._choice,
                language,
                pronounce,
                names_voice=self._names_voice,
                progress=self._progress,
                clips=self._clips,
                workers=self._workers,
            )
            speech = self._stack.enter_context(voice)
            self._voices[wanted] = UnsaidAsSilence(speech, self._unsaid(language, pronounce))
        return self._voices[wanted]


def _no_phrases(language: str) -> str:
    from voicecoach.phrases import phrase_languages

    return (
        f"language: voicecoach has no words of its own in `{language}`, so announcements, calls and numbers are in English; "
        f"it has {', '.join(phrase_languages())} (`--language` overrides the routine's)"
    )


@contextmanager
def open_voice(
    choice: VoiceChoice,
    language: str,
    pronounce: Pronunciations = (),
    *,
    names_voice: bool = True,
    progress: ProgressListener = UNTOLD,
    clips: ClipCache | None = None,
    workers: int = 0,
) -> Iterator[Speech]:
    """Yield a voice for a language. `pronounce` is how a routine says names. Raises UsageError."""
    from voicecoach.speech.engines import choose
    from voicecoach.speech.session import open_speech
    from voicecoach.studio.robot import hint_of_better_voice, is_new_voice

    engine = choose(choice.engine, language, voice=choice.voice)
    if engine.automatic and names_voice:
        if is_new_voice(engine.why, language):
            progress.note(f"voice: {engine.why}")
        hint = "" if choice.voice else hint_of_better_voice(engine.spec, language)
        if hint:
            progress.note(hint)
    with (
        progress.speaking() as speaking,
        open_speech(
            engine,
            voice=choice.voice,
            rate_wpm=choice.rate_wpm,
            noisy=choice.noisy,
            pronounce=(*choice.pronounce, *pronounce),
            progress=speaking,
            note=progress.note,
            cache=clips,
            workers=workers,
        ) as speech,
    ):
        yield speech
