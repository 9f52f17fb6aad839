"""Which scripts a voice can read, and which parts of a text it cannot: other scripts, and symbols without a name."""

from __future__ import annotations

import unicodedata
from typing import Final

from voicecoach.speech.respelling import NO_PRONUNCIATIONS, Pronunciations, spelled_and_sounds
from voicecoach.speech.tags import base_language
from voicecoach.speech.text import UnspeakableError, spoken_text

LATIN: Final = "LATIN"
# Languages with other scripts than Latin, given as the first words of Unicode letter names.
SCRIPTS_OF_LANGUAGE: Final[dict[str, tuple[str, ...]]] = {
    "ar": ("ARABIC",), "fa": ("ARABIC",), "ks": ("ARABIC",), "ps": ("ARABIC",), "sd": ("ARABIC",), "ug": ("ARABIC",),
    "ur": ("ARABIC",),
    "ab": ("CYRILLIC",), "ba": ("CYRILLIC",), "be": ("CYRILLIC",), "bg": ("CYRILLIC",), "ce": ("CYRILLIC",),
    "cv": ("CYRILLIC",), "hbs": ("CYRILLIC",), "kk": ("CYRILLIC",), "kv": ("CYRILLIC",), "ky": ("CYRILLIC",),
    "mk": ("CYRILLIC",), "mn": ("CYRILLIC", "MONGOLIAN"), "nog": ("CYRILLIC",), "os": ("CYRILLIC",), "ru": ("CYRILLIC",),
    "sr": ("CYRILLIC",), "tg": ("CYRILLIC",), "tt": ("CYRILLIC",), "uk": ("CYRILLIC",), "uz": ("CYRILLIC",),
    "el": ("GREEK",), "grc": ("GREEK",), "he": ("HEBREW",), "yi": ("HEBREW",), "hy": ("ARMENIAN",),
    "hyw": ("ARMENIAN",), "ka": ("GEORGIAN",), "am": ("ETHIOPIC",), "ti": ("ETHIOPIC",),
    "ja": ("HIRAGANA", "KATAKANA", "CJK", "IDEOGRAPHIC"), "ko": ("HANGUL", "CJK"),
    "zh": ("CJK", "BOPOMOFO", "IDEOGRAPHIC"), "cmn": ("CJK", "BOPOMOFO", "IDEOGRAPHIC"),
    "yue": ("CJK", "IDEOGRAPHIC"), "hak": ("CJK", "IDEOGRAPHIC"),
    "hi": ("DEVANAGARI",), "kok": ("DEVANAGARI",), "mr": ("DEVANAGARI",), "ne": ("DEVANAGARI",), "sa": ("DEVANAGARI",),
    "as": ("BENGALI",), "bn": ("BENGALI",), "bpy": ("BENGALI",), "gu": ("GUJARATI",), "kn": ("KANNADA",),
    "ml": ("MALAYALAM",), "or": ("ORIYA",), "pa": ("GURMUKHI",), "ta": ("TAMIL",), "te": ("TELUGU",),
    "si": ("SINHALA",), "dv": ("THAANA",), "bo": ("TIBETAN",), "dz": ("TIBETAN",),
    "km": ("KHMER",), "lo": ("LAO",), "my": ("MYANMAR",), "shn": ("MYANMAR",), "th": ("THAI",),
    "chr": ("CHEROKEE",), "cr": ("CANADIAN",), "iu": ("CANADIAN",), "oj": ("CANADIAN",),
}  # fmt: skip
# The language for a script that the session's voice cannot read. Han characters belong to several languages.
LANGUAGE_OF_SCRIPT: Final[dict[str, str]] = {
    "CYRILLIC": "ru", "GREEK": "el", "HEBREW": "he", "ARABIC": "ar", "DEVANAGARI": "hi", "HANGUL": "ko", "GEORGIAN": "ka",
    "ARMENIAN": "hy", "ETHIOPIC": "am", "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te", "GUJARATI": "gu", "KANNADA": "kn",
    "MALAYALAM": "ml", "ORIYA": "or", "GURMUKHI": "pa", "SINHALA": "si", "MYANMAR": "my",
    "THAI": "th",
}  # fmt: skip
# The first words of letters' names that are no script's: `MODIFIER LETTER PRIME`, `MICRO SIGN`. They stand beside Latin ones.
_OF_NO_SCRIPT: Final = frozenset(
    {LATIN, "MODIFIER", "FEMININE", "MASCULINE", "MICRO", "CARON", "TURNED", "ROMAN", "VERTICAL"}
)
_HAS_LETTERS: Final = "L"
_SIGNS: Final = frozenset({"Sm", "Sc"})  # of the other symbols, most are emoji and mean nothing to the ear


def scripts_of(language: str) -> frozenset[str]:
    """Return the scripts of a language's voices. Latin letters are said by all of them."""
    return frozenset({LATIN, *SCRIPTS_OF_LANGUAGE.get(base_language(language), ())})


def unsaid_of(
    text: str, language: str, scripts: frozenset[str], pronounce: Pronunciations = NO_PRONUNCIATIONS
) -> tuple[str, ...]:
    """Return the parts of an author's text that a voice with these scripts cannot say."""
    if text.isascii():
        return ()
    try:
        spoken = spoken_text(text, language, pronounce)
        return unsaid_parts(
            "".join(part for part, is_sound in spelled_and_sounds(spoken) if not is_sound), scripts
        )
    except UnspeakableError:
        return ()  # found as such


def says_nothing_of(text: str, unsaid: tuple[str, ...]) -> bool:
    """Tell whether a text has no letter and no digit but those that cannot be said."""
    for part in unsaid:
        text = text.replace(part, " ")
    return bool(unsaid) and not any(character.isalnum() for character in text)


def language_that_says(unsaid: tuple[str, ...]) -> str:
    """Return a language whose voices say all of these parts, or "" where their letters belong to none, or to several."""
    for script, language in LANGUAGE_OF_SCRIPT.items():
        if unsaid and not unsaid_parts(" ".join(unsaid), frozenset({LATIN, script})):
            return language
    return ""


def unsaid_parts(spoken: str, scripts: frozenset[str]) -> tuple[str, ...]:
    parts: list[str] = []
    is_open = False
    for character in spoken:
        goes_on = is_open and unicodedata.category(character)[0] == "M"
        if goes_on or not _is_said(character, scripts):
            if not is_open:
                parts.append("")
            parts[-1] += character
            is_open = True
        else:
            is_open = False
    return tuple(dict.fromkeys(parts))


def _is_said(character: str, scripts: frozenset[str]) -> bool:
    if character.isascii():
        return True
    category = unicodedata.category(character)
    if category[0] == _HAS_LETTERS:
        script = unicodedata.name(character, "").split(" ")[0].split("-")[0]
        return script in scripts or script in _OF_NO_SCRIPT
    return category not in _SIGNS
