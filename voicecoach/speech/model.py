"""What the rest of the program knows of speech: two Protocols and their values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt

    from voicecoach.sound.clip import Clip
    from voicecoach.timeline.model import Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A named speaker of an engine. `languages` are codes such as `en` or `en-gb`."""

    engine: str
    name: str
    languages: tuple[str, ...]
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSpeech:
    """What an engine returns: mono float32 samples of shape `(frames,)` at the engine's own rate."""

    samples: npt.NDArray[np.float32]
    sample_rate: int


class Engine(Protocol):
    """A synthesiser, as it lives inside the worker process. It does not play, cache, trim or level."""

    name: str

    def version(self) -> str:
        """Return what changes when the same text would sound different: package and model version."""
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

    def fingerprint(self, utterance: Utterance) -> str:
        """Return what names the samples of a clip whose length was asked for, now and in later runs; empty where nothing does."""
        ...

    def clip(self, utterance: Utterance) -> Clip:
        """Return a clip whose length was asked for before: trimmed, levelled, 48 kHz mono, whole ms long."""
        ...
