"""Turns an author's text into what an engine is given, without anything that it could take for markup or commands."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, TypeAlias

from voicecoach.errors import ExitCode, SpeechError
from voicecoach.language.pauses import LONGEST_PAUSE_MS, PauseProblem, pause_marks
from voicecoach.speech.parts import joined_parts, written_parts
from voicecoach.speech.reading.aloud import read_aloud
from voicecoach.speech.reading.characters import plain_characters, without_markup
from voicecoach.timeline.audible import LONGEST_SPOKEN

QUOTED_CHARACTERS: Final = 60
LONGEST_NUMBER: Final = (
    15  # digits; hibari fails at longer numbers, and people do not name them: they are said digit by digit
)

Pronunciations: TypeAlias = tuple[tuple[str, str], ...]  # a name, and how it is said
NO_PRONUNCIATIONS: Final[Pronunciations] = ()

_LONG_NUMBER: Final = re.compile(rf"\d{{{LONGEST_NUMBER + 1},}}")
_PLAIN = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',  # noqa: RUF001
        "…": "...", "\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-", "\N{MINUS SIGN}": "-",
        # what an engine could take for markup: SSML, macOS's [[commands]], hibari's [word](/sounds/), Markdown
        "<": " ", ">": " ", "[": " ", "]": " ", "{": " ", "}": " ", "|": " ", "\\": " ", "*": " ",
        "_": " ", "^": " ", "`": " ", "~": " ", "=": " ", "#": " ", "•": ", ", "·": ", ", "®": "", "™": "", "©": "",
    }
)  # fmt: skip
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk"})  # controls, emoji, lone accents
_SPOKEN = frozenset({"L", "N"})
_MOST_KEPT: Final = 1 << 15  # texts, as many as a session has events; each is needed several times
_BEFORE_MARKS = re.compile(r" (?=[,;:.!?)](?:\s|$))")
_DOUBLED_COMMA = re.compile(r"[,;:](?: ?,)+")


class UnspeakableError(SpeechError):
    """A text that must not reach an engine."""

    exit_code = ExitCode.WRONG_USE  # nothing is wrong with the computer


def quoted(text: str) -> str:
    """Return a text as messages show it: on one line, printable, not longer than a line."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f"`{shown}`" if len(shown) <= QUOTED_CHARACTERS else f"`{shown[:QUOTED_CHARACTERS].rstrip()}…`"


def pronounced(text: str, pronounce: Pronunciations) -> str:
    """Return the text with every name said as the table says: whole words in any case, the longest name first."""
    if not pronounce:
        return text
    pattern, sayings = _pronunciations(pronounce)
    return pattern.sub(lambda found: sayings[_plain_name(found[0])], text)


@cache
def _pronunciations(table: Pronunciations) -> tuple[re.Pattern[str], dict[str, str]]:
    sayings = {_plain_name(name): unicodedata.normalize("NFC", say) for name, say in table}
    longest_first = sorted(sayings, key=len, reverse=True)
    names = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first if name)
    return re.compile(rf"(?<!\w)(?:{names or '(?!)'})(?!\w)", re.IGNORECASE), sayings


def _plain_name(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).lower().split())


@lru_cache(maxsize=_MOST_KEPT)
def spoken_text(text: str, language: str, pronounce: Pronunciations = NO_PRONUNCIATIONS) -> str:
    """Return what an engine is given, with pauses as `[pause 2s]`.

    Raises UnspeakableError where nothing in it can be spoken, where it is too long, and for a pause that is none.
    """
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
        spoken = characters  # only things that look like markup: better to say them than to lose them
    spoken = read_aloud(pronounced(spoken, pronounce), language).translate(_PLAIN)
    spoken = "".join(c for c in spoken if unicodedata.category(c) not in _DROPPED)
    spoken = _LONG_NUMBER.sub(lambda digits: " ".join(digits[0]), spoken)
    spoken = _BEFORE_MARKS.sub("", " ".join(spoken.split()))
    return _DOUBLED_COMMA.sub(lambda marks: marks[0][0], spoken).strip(" ,;")
