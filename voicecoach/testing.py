"""For authors of engines: the contract of engines, as tests for pytest.

    from voicecoach.testing import EngineContract

    class TestMine(EngineContract):
        engine = "mine"

The engine is asked through a worker process, with an empty cache, as the program does.
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from voicecoach.errors import SpeechError
from voicecoach.timeline.audible import Utterance

if TYPE_CHECKING:
    from voicecoach.speech.model import Speech

_TEXTS: Final = ("Bar hang.", "Walk your feet forward, tuck the pelvis.", "Three.")
_HIGHEST_SAMPLE: Final = 0.8913  # -1 dB
_QUIETEST_LUFS, _LOUDEST_LUFS = -17.0, -15.0
_SHORTEST_MS, _LONGEST_MS = 100, 15_000
_RATE_SHARE: Final = 0.35  # how far an engine may be from the requested rate
_FRAMES_PER_MS: Final = 48
_NO_VOICE: Final = "no-such-voice-anywhere"


class EngineContract:
    """Derive a class that begins with `Test` and names its engine. `language` is one that it speaks, `texts` what it is asked to say."""

    engine: ClassVar[str] = ""
    language: ClassVar[str] = "en"
    texts: ClassVar[tuple[str, ...]] = _TEXTS

    _stack: ClassVar[ExitStack]
    _speech: ClassVar[Speech]

    @classmethod
    def setup_class(cls) -> None:
        cls._stack = ExitStack()
        cls._speech = cls._open(cls._stack)

    @classmethod
    def teardown_class(cls) -> None:
        cls._stack.close()

    @classmethod
    def _open(cls, stack: ExitStack, **options: Any) -> Speech:
        from voicecoach.speech.cache import ClipCache
        from voicecoach.speech.engines import choose
        from voicecoach.speech.session import open_speech

        folder = stack.enter_context(tempfile.TemporaryDirectory())
        choice = choose(cls.engine, cls.language)
        return stack.enter_context(open_speech(choice, cache=ClipCache(Path(folder)), workers=1, **options))

    def _samples(self, text: str, speech: Speech | None = None) -> Any:
        speech = speech or self._speech
        utterance = Utterance(text=text)
        speech.lengths([utterance])
        return speech.clip(utterance).samples

    def test_it_is_found_by_its_name(self) -> None:
        from voicecoach.speech.engines import engine_named

        spec = engine_named(self.engine)
        assert spec is not None, f"no entry point of the group `voicecoach.engines` is called `{self.engine}`"
        assert not spec.problem, spec.problem
        assert spec.installed(), f"one of {spec.imports} cannot be imported"
        assert spec.remedy, "the spec's `remedy` says how to install it"

    def test_its_module_brings_an_engine_of_that_name_with_a_version(self) -> None:
        import importlib

        from voicecoach.speech.engines import engine_named

        spec = engine_named(self.engine)
        assert spec is not None
        engine = importlib.import_module(spec.module).create()
        assert engine.name == self.engine, f"`create()` returns an engine that is called `{engine.name}`"
        if hasattr(engine, "load"):
            engine.load()
        version = engine.version()
        assert isinstance(version, str), f"`version()` returns {type(version).__name__}, and not a text"
        assert version, "without a version, an old sound comes from the cache when the engine changes"

    def test_it_lists_voices(self) -> None:
        from voicecoach.speech.engines import engine_named
        from voicecoach.speech.listing import voices_of

        spec = engine_named(self.engine)
        assert spec is not None
        listed = voices_of(spec)
        assert listed.voices, f"`voices()` lists none, so nobody can choose one: {listed.problem}"
        assert voices_of(spec, self.language).voices, f"none of `voices()` speaks `{self.language}`"

    def test_every_text_is_spoken_loud_enough_and_not_too_loud(self) -> None:
        from voicecoach.sound.loudness import loudness_lufs

        for text in self.texts:
            samples = self._samples(text)
            length_ms = len(samples) // _FRAMES_PER_MS
            assert _SHORTEST_MS <= length_ms <= _LONGEST_MS, f"`{text}` takes {length_ms} ms"
            assert abs(samples).max() <= _HIGHEST_SAMPLE, f"`{text}` clips"
            loudness = loudness_lufs(samples[:, 0].astype(float))
            assert _QUIETEST_LUFS <= loudness <= _LOUDEST_LUFS, f"`{text}` has {loudness:.1f} LUFS"

    def test_a_text_sounds_the_same_every_time_in_any_order_from_any_process(self) -> None:
        import numpy as np

        first = {text: self._samples(text) for text in self.texts}
        with ExitStack() as stack:
            speech = self._open(stack)
            for text in (*self.texts[1:], self.texts[0]):  # each after others, and at another place
                assert np.array_equal(self._samples(text, speech), first[text]), f"`{text}` differs"

    def test_the_rate_is_words_a_minute(self) -> None:
        words = sum(len(text.split()) for text in self.texts)
        minutes = {}
        for rate_wpm in (120, 180):
            with ExitStack() as stack:
                speech = self._open(stack, rate_wpm=rate_wpm)
                said = [Utterance(text=text) for text in self.texts]
                minutes[rate_wpm] = sum(speech.lengths(said).values()) / 60_000
        assert minutes[180] < minutes[120], "a higher rate is not faster"
        for rate_wpm, lasted in minutes.items():
            spoken_wpm = words / lasted
            assert abs(spoken_wpm / rate_wpm - 1) <= _RATE_SHARE, (
                f"{spoken_wpm:.0f} words instead of {rate_wpm}"
            )

    def test_an_unknown_voice_is_refused_with_a_speech_error(self) -> None:
        refusal = None
        try:
            self._speech.lengths([Utterance(text=self.texts[0], voice=_NO_VOICE)])
        except SpeechError as refused:
            refusal = refused.message
        assert refusal is not None, "`synthesize` takes a voice that `voices()` does not list"
        bugs = ("AttributeError", "KeyError", "TypeError")
        assert not any(bug in refusal for bug in bugs), f"raise SpeechError: {refusal}"
