"""What can be heard besides tones: a text that a voice says, and a sound file of the author's."""

from __future__ import annotations

from typing import Final, TypeAlias

from msgspec import Struct

# Characters: espeak-ng's time grows with the square, hibari's memory with the text.
LONGEST_SPOKEN: Final = 2000
LONGEST_READ: Final = 5000  # characters, once numbers and units are words: about five minutes of speech


class Utterance(Struct, frozen=True, kw_only=True):
    """A text as one voice says it. `voice` is empty for the session's own; `speed_percent` is 100 to 115."""

    text: str
    voice: str = ""
    speed_percent: int = 100


class Recording(Struct, frozen=True, kw_only=True):
    """A sound file of the user's, by its path as the routine writes it."""

    path: str
    beside: str  # name of the source that names it; the path is relative to that file's folder


Audible: TypeAlias = Utterance | Recording
