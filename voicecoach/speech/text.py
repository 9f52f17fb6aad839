"""Turns an author's text into what an engine is given, without anything that it could take for markup or commands."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from voicecoach.errors import ExitCode, SpeechError
from voicecoach.language.pauses import LONGEST_PAUSE_MS, PauseProblem, pause_marks
from voicecoach.speech.parts import joined_parts, written_parts
from voicecoach.speech.reading.aloud import read_aloud
from voicecoach.speech.reading.characters import plain_characters, without_markup
from voicecoach.speech.respelling import (
    NO_PRONUNCIATIONS,
    Pronunciations,
    replaced,
    respelled,
    without_phonemes,
)
from voicecoach.speech.tags import base_language
from voicecoach.timeline.audible import LONGEST_READ, LONGEST_SPOKEN

if TYPE_CHECKING:
    from voicecoach.speech.engine_spec import EngineSpec

QUOTED_CHARACTERS: Final = 60
# Digits; hibari fails at longer numbers, and people do not name them: they are said digit by digit.
LONGEST_NUMBER: Final = 15

_LONG_NUMBER: Final = re.compile(rf"\d{{{LONGEST_NUMBER + 1},}}")
_PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',  # noqa: RUF001
        "…": "...", "\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-", "\N{MINUS SIGN}": "-",
        # what an engine could mistake for markup: SSML, macOS's [[commands]], hibari's [word](/sounds/), Markdown
        "<": " ", ">": " ", "[": " ", "]": " ", "{": " ", "}": " ", "|": " ", "\\": " ", "*": " ",
        "_": " ", "^": " ", "`": " ", "~": " ", "=": " ", "#": " ", "•": ", ", "·": ", ", "®": "", "™": "", "©": "",
    }
)  # fmt: skip
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk"})  # controls, emoji, lone accents
_SPOKEN = frozenset({"L", "N"})
_MOST_KEPT: Final = 1 << 15  # texts, as many as a session has events; each is needed several times
# Words of Ogham letters, which are read as words and said by nobody; as many as a text of the longest kind can hold.
_PLACES: Final = tuple(
    "".join(map(chr, (0x1681 + number // 400, 0x1681 + number // 20 % 20, 0x1681 + number % 20)))
    for number in range(LONGEST_SPOKEN)
)
_NO_BRACES: Final = str.maketrans("{}[]", "    ")
_BEFORE_MARKS = re.compile(r" (?=[,;:.!?)](?:\s|$))")
_DOUBLED_COMMA = re.compile(r"[,;:](?: ?,)+")


class UnspeakableError(SpeechError):
    """A text that must not reach an engine."""

    exit_code = ExitCode.WRONG_USE  # nothing is wrong with the computer


def quoted(text: str) -> str:
    """Return a text as messages show it: on one line, printable, not longer than a line."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f"`{shown}`" if len(shown) <= QUOTED_CHARACTERS else f"`{shown[:QUOTED_CHARACTERS].rstrip()}…`"


def given_text(
    spec: EngineSpec, text: str, language: str, pronounce: Pronunciations = NO_PRONUNCIATIONS
) -> str:
    """Return what this engine is given: as `spoken_text`, with the words that its voices get wrong respelled.

    Phonemes stand in braces, where the engine takes them; elsewhere these words are said as they are written.
    """
    known = pronounce if spec.takes_phonemes else without_phonemes(pronounce)
    return respelled(spoken_text(text, language, known), spec.family(), base_language(language))


def spoken_text(text: str, language: str, pronounce: Pronunciations = NO_PRONUNCIATIONS) -> str:
    """Return what an engine is given, with pauses as `[pause 2s]`.

    Raises UnspeakableError where nothing in it can be spoken, where it is too long, as it is written or as it is said,
    and for a pause that is none.
    """
    spoken = _read(text, language, pronounce)
    if len(spoken) > LONGEST_READ:
        raise UnspeakableError(
            f"the text {quoted(text)} is too long to be one cue: {len(spoken):,} characters with its numbers as words, {LONGEST_READ:,} at most",
            hint="cut it into several cues",
            text=text,
        )
    return spoken


def spoken_length(text: str, language: str, pronounce: Pronunciations = NO_PRONUNCIATIONS) -> int:
    """Return how many characters a text has as it is said, 0 where it cannot be: `spoken_text` says why."""
    try:
        return len(_read(text, language, pronounce))
    except UnspeakableError:
        return 0


@lru_cache(maxsize=_MOST_KEPT)
def _read(text: str, language: str, pronounce: Pronunciations) -> str:
    if len(text) > LONGEST_SPOKEN:
        raise UnspeakableError(
            f"the text {quoted(text)} is too long to be one cue: {len(text):,} characters, {LONGEST_SPOKEN:,} at most",
            hint="cut it into several cues",
            text=text,
        )
    for mark in pause_marks(text):
        if mark.problem in (PauseProblem.TOO_LONG, PauseProblem.MALFORMED):
            raise UnspeakableError(
                f"{quoted(text[mark.start : mark.end])} is no pause of at most {LONGEST_PAUSE_MS // 1000} s",
                hint=f"write `{mark.remedy}`",
                text=text,
            )
    parts = [
        part if isinstance(part, int) else _spoken_part(part, language, pronounce)
        for part in written_parts(text)
    ]
    spoken = joined_parts(part for part in parts if part)
    if not any(
        unicodedata.category(c)[0] in _SPOKEN for part in parts if isinstance(part, str) for c in part
    ):
        raise UnspeakableError(
            f"nothing in the text {quoted(text)} can be spoken",
            hint="write at least one word or number",
            text=text,
        )
    return spoken


def _spoken_part(text: str, language: str, pronounce: Pronunciations) -> str:
    characters = plain_characters(text)
    spoken = without_markup(characters)
    if not any(map(str.isalnum, spoken)):
        spoken = characters  # nothing but what looks like markup: better to say it than to lose it
    sounds: list[str] = []
    spoken = replaced(spoken, pronounce, lambda say: _place_of(say, sounds))
    spoken = read_aloud(spoken, language).translate(_PLAIN)
    spoken = "".join(c for c in spoken if unicodedata.category(c) not in _DROPPED)
    spoken = _LONG_NUMBER.sub(lambda digits: " ".join(digits[0]), spoken)
    spoken = _BEFORE_MARKS.sub("", " ".join(spoken.split()))
    spoken = _DOUBLED_COMMA.sub(lambda marks: marks[0][0], spoken).strip(" ,;")
    for number, say in enumerate(sounds):
        spoken = spoken.replace(_PLACES[number], f"{{{say}}}")
    return spoken


def _place_of(say: str, sounds: list[str]) -> str:
    """Return a word that stands for phonemes while a text is read."""
    sounds.append(" ".join(say[1:-1].translate(_NO_BRACES).split()))
    return _PLACES[len(sounds) - 1]
