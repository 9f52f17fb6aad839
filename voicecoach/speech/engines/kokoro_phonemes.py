"""Text to the sounds of Kokoro's alphabet: by espeak-ng, and for English by hibari's dictionaries where they are installed.

Kokoro has learnt from the phonemes of the package misaki. For other languages than English these are espeak-ng's, with
a single letter for each diphthong and affricate (misaki's `EspeakG2P`); for English they are those of a dictionary, which
hibari has too (misaki's `EspeakFallback` stands in for it).
"""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from voicecoach.speech.engines import espeak_library as library
from voicecoach.speech.engines.espeak_data import short_data_path
from voicecoach.speech.engines.kokoro_data import load_data
from voicecoach.speech.respelling import spelled_and_sounds
from voicecoach.speech.tags import base_language

if TYPE_CHECKING:
    from collections.abc import Iterable

ENGLISH: Final = "en"
AMERICAN: Final = "en-us"
BRITISH: Final = "en-gb"
DICTIONARY: Final = "hibari"
ESPEAK_VOICE: Final = {"en-gb": "en"}  # as its files are called; else the language's tag
_MARKS: Final = re.compile(r"(\s*[;:,.!?¡¿—…\"“”()]+\s*)")
_BEFORE_MARKS: Final = re.compile(r" (?=[;:,.!?…)])")
_SYLLABIC: Final = re.compile("(\\S)\u0329")  # a consonant that is a syllable
_SWITCH: Final = re.compile(r"\([a-z^-]+\)")  # espeak-ng's note that a word is of another language


def phonemes_of(text: str, language: str) -> str:
    """Return the sounds of a text; what stands in it as sounds already stays. Raises EspeakError."""
    is_english = base_language(language) == ENGLISH
    said = [
        as_letters(part, language)
        if is_sound
        else (_english(part, language) if is_english else _by_espeak(part, language))
        for part, is_sound in spelled_and_sounds(text)
        if part.strip()
    ]
    return _BEFORE_MARKS.sub("", " ".join(" ".join(said).split()))


def as_letters(sounds: str, language: str) -> str:
    """Return phonemes as a person writes them in the letters of Kokoro's alphabet."""
    letters = load_data().letters
    said = _replaced(sounds, letters["typed"])
    if base_language(language) != ENGLISH:
        return said
    said = _replaced(said, letters["typed_english"])
    return _replaced(said, letters["british" if language == BRITISH else "american"])


def _english(text: str, language: str) -> str:
    is_british = language == BRITISH
    if importlib.util.find_spec(DICTIONARY) is not None:
        return str(_dictionary(is_british=is_british)(text))
    letters = load_data().letters
    said = _replaced(_by_espeak_alone(text, ESPEAK_VOICE.get(language, language)), letters["english"])
    said = _SYLLABIC.sub(r"ᵊ\1", said)
    return _replaced(said, letters["british" if is_british else "american"])


@cache
def _dictionary(*, is_british: bool) -> Any:
    from hibari.g2p import G2P

    return G2P(british=is_british)


def _by_espeak(text: str, language: str) -> str:
    return _replaced(
        _by_espeak_alone(text, ESPEAK_VOICE.get(language, language)), load_data().letters["others"]
    )


def _by_espeak_alone(text: str, voice: str) -> str:
    """Return espeak-ng's phonemes of what stands between the punctuation, and the punctuation."""
    pieces = _MARKS.split(text)  # words at even places, punctuation at odd ones
    words = [piece for piece in pieces[::2] if piece.strip()]
    said = iter(library.phonemes(*_paths(), texts=words, voice=voice)) if words else iter(())
    return "".join(
        piece if index % 2 else (_SWITCH.sub("", next(said)) if piece.strip() else piece)
        for index, piece in enumerate(pieces)
    )


@cache
def _paths() -> tuple[str, str]:
    import espeakng_loader

    return espeakng_loader.get_library_path(), short_data_path(espeakng_loader.get_data_path())


def _replaced(said: str, letters: Iterable[tuple[str, str]]) -> str:
    for old, new in letters:
        said = said.replace(old, new)
    return said
