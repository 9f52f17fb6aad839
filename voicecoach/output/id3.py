"""ID3v2.3 tags, which every player and headset reads."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from voicecoach.output.writer import Tags

# ID3 wants codes of ISO 639-2; these are the languages that routines are likely to be written in
# fmt: off
_LANGUAGES: Final = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "cze", "da": "dan", "de": "ger", "el": "gre", "en": "eng",
    "es": "spa", "et": "est", "eu": "baq", "fa": "per", "fi": "fin", "fr": "fre", "ga": "gle", "gl": "glg",
    "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "is": "ice", "it": "ita", "ja": "jpn",
    "ko": "kor", "lt": "lit", "lv": "lav", "nb": "nob", "nl": "dut", "nn": "nno", "no": "nor", "pl": "pol",
    "pt": "por", "ro": "rum", "ru": "rus", "sk": "slo", "sl": "slv", "sr": "srp", "sv": "swe", "th": "tha",
    "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "chi",
}
# fmt: on
_UNKNOWN_LANGUAGE: Final = "und"


def id3_tag(tags: Tags) -> bytes:
    """Return what goes before the first MP3 frame; nothing when there are no tags."""
    from importlib import import_module

    id3: Any = import_module("mutagen.id3")  # half typed: its constructors are not
    language = _LANGUAGES.get(tags.language.partition("-")[0].lower(), _UNKNOWN_LANGUAGE)

    def encoding(text: str) -> int:
        """Return the encoding that old players read, where it is enough."""
        return int(id3.Encoding.LATIN1 if text.isascii() else id3.Encoding.UTF16)

    tag = id3.ID3()
    for frame, text in ((id3.TIT2, tags.title), (id3.TPE1, tags.artist), (id3.TALB, tags.album)):
        if text:
            tag.add(frame(encoding=encoding(text), text=text))
    if tags.language:
        tag.add(id3.TLAN(encoding=id3.Encoding.LATIN1, text=language))
    if tags.comment:
        tag.add(id3.COMM(encoding=encoding(tags.comment), lang=language, desc="", text=tags.comment))
    file = io.BytesIO()
    if len(tag):
        tag.save(file, v1=0, v2_version=3, padding=lambda _info: 0)
    return file.getvalue()
