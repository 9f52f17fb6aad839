"""From an author's text to what an engine is given: nothing that it could take for markup, a command or an end."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from voicecoach.errors import SpeechError
from voicecoach.speech.normalise import normalise

LONGEST_TEXT: Final = 2000  # characters; espeak's time grows with the square, hibari's memory with the text
QUOTED_CHARACTERS: Final = 60

_PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',  # noqa: RUF001
        "…": "...", "\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-", "\N{MINUS SIGN}": "-",
        # what an engine could take for markup: SSML, macOS's [[commands]], hibari's [word](/sounds/), Markdown
        "<": " ", ">": " ", "[": " ", "]": " ", "{": " ", "}": " ", "|": " ", "\\": " ", "*": " ",
        "_": " ", "^": " ", "`": " ", "~": " ", "=": " ", "#": " ",
    }
)  # fmt: skip
_SPOKEN_SYMBOLS = frozenset("°©®™№")
_DROPPED = frozenset(
    {"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk"}
)  # controls, zero width, lone surrogates, emoji
_SPOKEN = frozenset({"L", "N"})
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def quoted(text: str) -> str:
    """Return a text as messages show it: on one line, printable, not longer than a line."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f"`{shown}`" if len(shown) <= QUOTED_CHARACTERS else f"`{shown[:QUOTED_CHARACTERS].rstrip()}…`"


def spoken_text(text: str, language: str) -> str:
    """Return what an engine is given. Raises SpeechError when nothing in it can be spoken, or it is too long."""
    if len(text) > LONGEST_TEXT:
        raise SpeechError(
            f"the text {quoted(text)} is too long to be one cue: {len(text):,} characters, {LONGEST_TEXT:,} at most",
            hint="cut it into several cues",
        )
    spoken = _without_controls(unicodedata.normalize("NFC", text))
    spoken = normalise(spoken, language).translate(_PLAIN)
    spoken = re.sub(r"(?<=\w)\s+[-–—]\s+(?=\w)|(?<=\w)[—](?=\w)", ", ", spoken)  # noqa: RUF001
    spoken = "".join(c for c in spoken if c in _SPOKEN_SYMBOLS or unicodedata.category(c) not in _DROPPED)
    spoken = " ".join(spoken.split())
    if not any(unicodedata.category(c)[0] in _SPOKEN for c in spoken):
        raise SpeechError(
            f"nothing in the text {quoted(text)} can be spoken",
            hint="write at least one word or number",
        )
    return spoken


def _without_controls(text: str) -> str:
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category == "Cc":
            kept.append(" ")  # a line break or a NUL parts two words
        elif category not in ("Cf", "Cs", "Co", "Cn") and ord(character) not in _VARIATION_SELECTORS:
            kept.append(character)
    return "".join(kept)
