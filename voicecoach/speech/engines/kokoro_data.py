"""What is known of Kokoro's voices and alphabet: `kokoro.toml`. Imports nothing heavy."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from voicecoach.speech.tags import base_language

STYLE_SUFFIX: Final = ".bin"
STYLE_BYTES: Final = 510 * 256 * 4  # a row of 32-bit numbers for each length of a text
LANGUAGE_OF_LETTER: Final = {
    "a": "en-us", "b": "en-gb", "e": "es", "f": "fr", "h": "hi", "i": "it", "j": "ja", "p": "pt-br", "z": "zh",
}  # fmt: skip
SPEAKER_OF_LETTER: Final = {"f": "woman", "m": "man"}


class VoiceStyle(Struct, frozen=True, kw_only=True):
    """One of the publisher's voices. `rate_wpm` is its own pace: words a minute of coaching cues, silence at the edges cut off."""

    sha256: str
    rate_wpm: float
    licence: str = "Apache-2.0"


class KokoroData(Struct, frozen=True, kw_only=True):
    """The styles stand in the order in which they are taken for their language."""

    vocabulary: dict[str, int]
    styles: dict[str, VoiceStyle]
    letters: dict[
        str, tuple[tuple[str, str], ...]
    ]  # espeak-ng's sounds and Kokoro's, in the order of replacing
    measured: dict[str, tuple[str, ...]]  # what a voice that is not known says once, by language


@cache
def load_data() -> KokoroData:
    text = Path(__file__).with_name("kokoro.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), KokoroData)


def language_of(name: str) -> str:
    """Return the language of a style by its name, as the publisher names them: `ef_dora` is Spanish; empty for others."""
    return LANGUAGE_OF_LETTER.get(name[:1], "") if name[1:3] in ("f_", "m_") else ""


def languages_of(name: str) -> tuple[str, ...]:
    """Return the language tags of a style, its own first; none where its name tells none."""
    tag = language_of(name)
    return tuple(dict.fromkeys((tag, base_language(tag)))) if tag else ()
