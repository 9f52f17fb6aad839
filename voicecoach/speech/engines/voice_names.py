"""Finding a voice by what people call it: its id, its name, or a language."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, Final

from voicecoach.errors import SpeechError
from voicecoach.speech.tags import base_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAME_LANGUAGE: Final = {"zh": "cmn", "no": "nb", "iw": "he", "in": "id"}  # as systems and espeak-ng call them


def find_voice(wanted: str, listed: Sequence[Mapping[str, Any]], default: str, *, engine: str) -> str:
    """Return the id of the voice of this id, name or language. Raises SpeechError.

    Of several voices of a language: the system's own choice, else one that is exactly of it, else the first.
    """
    name = wanted.casefold()
    for voice in listed:
        if name in (voice["id"].casefold(), short_id(voice["id"]).casefold(), voice["name"].casefold()):
            return str(voice["id"])
    tag = SAME_LANGUAGE.get(language_tag(wanted), language_tag(wanted))
    of_tag = [voice for voice in listed if tag in [language_tag(own) for own in voice["languages"]]]
    of_base = [
        voice for voice in listed if base_language(tag) in [base_language(own) for own in voice["languages"]]
    ]
    matching = of_tag if "-" in tag and of_tag else of_tag + of_base
    for voice in matching:
        if voice["id"] == default:
            return str(voice["id"])
    if matching:
        return str(matching[0]["id"])
    known = sorted({short_id(voice["id"]) for voice in listed} | {voice["name"] for voice in listed})
    close = difflib.get_close_matches(wanted, known, n=1)
    raise SpeechError(
        f"the engine {engine} has no voice `{wanted}`",
        hint=f"did you mean `{close[0]}`?" if close else "`voicecoach voices` lists what there is",
        option="voice",
    )


def short_id(voice_id: str) -> str:
    """Return the last part of `gmw/en-us`, `com.apple.voice.compact.en-US.Samantha` or a registry path."""
    return voice_id.replace("\\", "/").rsplit("/", maxsplit=1)[-1]


def language_tag(language: str) -> str:
    return language.strip("\x00 ").replace("_", "-").lower()
