"""The interface of speech: two Protocols and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from voicecoach.sound.clip import Clip
    from voicecoach.timeline.audible import Utterance


class Voice(Struct, frozen=True, kw_only=True):
    """A named speaker of an engine. `languages` are codes such as `en` or `en-gb`."""

    engine: str
    name: str
    languages: tuple[str, ...]
    about: str = ""


class Mark(Struct, frozen=True, kw_only=True):
    """The start of a word according to the engine: its position in the text (code points), and in the samples."""

    position: int
    frame: int  # at the engine's own rate


class RawSpeech(Struct, frozen=True, kw_only=True):
    """What an engine returns: mono float32 samples of shape `(frames,)` at the engine's own rate.

    `marks` are for the engines that know where their words begin, in the order of the text.
    """

    samples: npt.NDArray[np.float32]
    sample_rate: int
    marks: tuple[Mark, ...] = ()


class Word(Struct, frozen=True, kw_only=True):
    """A word of a clip; times count from the clip's first frame."""

    text: str
    onset_ms: int
    duration_ms: int


class SpokenClip(Struct, frozen=True, kw_only=True):
    """A text as the cache keeps it: 16-bit mono samples at 48 kHz, little-endian, a whole number of ms long, and its words."""

    samples: bytes
    words: tuple[Word, ...]


class Engine(Protocol):
    """A synthesiser inside a worker process. It does not play, cache, trim or level.

    If it has a method `load()`, that is called once before the others: for what takes long.
    """

    name: str

    def version(self) -> str:
        """Return a version that changes whenever the same text would sound different: of package and model."""
        ...

    def voices(self) -> Sequence[Voice]: ...

    def synthesize(self, text: str, *, voice: str, rate_wpm: int) -> RawSpeech:
        """Return the text spoken once, at about this many words a minute. Raises SpeechError."""
        ...


class Speech(Protocol):
    """A session's voice: one engine, one voice and one rate, chosen before; clips come ready to be mixed."""

    def lengths(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        """Return each clip's length in whole ms, synthesising what the cache lacks.

        Raises SpeechError that names the text.
        """
        ...

    def words(self, utterance: Utterance) -> tuple[Word, ...]:
        """Return the words of the text as it is written, with their times within the clip.

        They come from the engine where it knows them, else they are estimated by their letters. The first begins
        at 0, none begins before the one before it ends, and the last ends within the clip.
        """
        ...

    def clip(self, utterance: Utterance) -> Clip:
        """Return a clip whose length was asked for before: trimmed, levelled, 48 kHz mono, whole ms long."""
        ...


@runtime_checkable
class SlowSpeech(Protocol):
    """A Speech that knows how long it takes to make what it has not made before."""

    def making_ms(self, utterances: Iterable[Utterance]) -> Mapping[Utterance, int]:
        """Return about how long each new clip takes, with all cores at work; empty where that is too little to matter."""
        ...
