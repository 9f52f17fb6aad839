"""Pauses inside a text: `[pause 2s]`, and what other programs write for one."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from msgspec import Struct

APOSTROPHE: Final = "\N{MODIFIER LETTER APOSTROPHE}"  # a letter to Unicode, and nothing to say
LONGEST_PAUSE_MS: Final = 10_000
_USUAL_MS: Final = 2_000  # in a remedy, if the author gave no length
_MARK: Final = re.compile(
    r"\[ ?pause\b(?P<length>[^\[\]]{0,40})\]"  # ours
    r"|<break\b(?P<ssml>[^<>]{0,80})>(?:</break>)?"
    r"|\[\[ ?slnc (?P<slnc>\d{1,6}) ?\]\]"
    r"|(?:…|\.\.\.) ?/ ?(?P<slash>\d{1,4}(?:\.\d{1,3})? ?s)\b",
    re.IGNORECASE,
)
_LENGTH: Final = re.compile(r" ?(\d{1,6}(?:[.,]\d{1,3})?) ?(ms|s)")
_LENGTH_WITHIN: Final = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?) ?(m?s)?", re.IGNORECASE)


class PauseProblem(Enum):
    NONE = auto()
    TOO_LONG = auto()
    MALFORMED = auto()
    FOREIGN = auto()  # another program's markup


class PauseMark(Struct, frozen=True, kw_only=True):
    """A pause as it is written at `start` to `end` of a text; `remedy` is what to write where there is a problem."""

    start: int
    end: int
    duration_ms: int
    problem: PauseProblem
    remedy: str = ""


def pause_marks(text: str) -> tuple[PauseMark, ...]:
    """Return the pauses that are written in a text, in order."""
    if not ("[" in text or "<" in text or "/" in text):
        return ()
    return tuple(_mark(found) for found in _MARK.finditer(text))


def pause_text(duration_ms: int) -> str:
    """Return a pause as we write it."""
    return f"[pause {Decimal(duration_ms) / 1000:f}s]"


def without_pauses(text: str) -> str:
    """Return the text without its pauses."""
    at, kept = 0, []
    for mark in pause_marks(text):
        kept.append(text[at : mark.start])
        at = mark.end
    return " ".join([*kept, text[at:]]) if kept else text


def _mark(found: re.Match[str]) -> PauseMark:
    start, end = found.span()
    foreign = found["length"] is None
    own = _LENGTH.fullmatch(found["length"].rstrip()) if not foreign else None
    length = own or _LENGTH_WITHIN.search(found["length"] or found["ssml"] or found["slash"] or "")
    duration_ms = int(found["slnc"] or 0) or (_duration_ms(length) if length else 0)
    fits = 0 < duration_ms <= LONGEST_PAUSE_MS
    remedy = pause_text(duration_ms if fits else LONGEST_PAUSE_MS if duration_ms else _USUAL_MS)
    if foreign:
        problem = PauseProblem.FOREIGN
    elif own is None or not duration_ms:
        problem = PauseProblem.MALFORMED
    elif not fits:
        problem = PauseProblem.TOO_LONG
    else:
        problem, remedy = PauseProblem.NONE, ""
    return PauseMark(start=start, end=end, duration_ms=duration_ms, problem=problem, remedy=remedy)


def _duration_ms(length: re.Match[str]) -> int:
    value = Decimal(length[1].replace(",", "."))
    return int(value if (length[2] or "s").casefold() == "ms" else value * 1000)
