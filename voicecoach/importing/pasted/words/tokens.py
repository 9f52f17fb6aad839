"""A line as tokens: numbers, clock times, words and signs, each with its place. The first step of reading what is pasted."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final

from msgspec import Struct

MAX_DIGITS: Final = 7  # a longer number is no number of a workout
_FRACTIONS: Final = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
_SAME: Final = str.maketrans(
    {
        "×": "x",  # noqa: RUF001 - the authors' signs
        "✕": "x",
        "–": "-",  # noqa: RUF001
        "—": "-",
        "−": "-",  # noqa: RUF001
        "‐": "-",  # noqa: RUF001
        "‑": "-",  # noqa: RUF001
        "′": "'",  # noqa: RUF001
        "’": "'",  # noqa: RUF001
        "´": "'",  # noqa: RUF001
        "‘": "'",  # noqa: RUF001
        "″": '"',
        "”": '"',
        "“": '"',
        "•": "*",
        "·": "*",
        "…": "~",
        "→": ">",
        "_": " ",
    }
)


class Sort(Enum):
    NUMBER = auto()
    CLOCK = auto()
    TIMES = auto()
    WORD = auto()
    SIGN = auto()


class PastedToken(Struct, frozen=True, kw_only=True):
    """`glued`: no blank stands before it. `start` and `end` are places in the line."""

    sort: Sort
    text: str
    start: int
    end: int
    glued: bool


_TOKEN: Final = re.compile(
    r"""(?P<clock>(?<![\d:.])(?:[0-9]{1,2}:[0-9]{2}:[0-9]{2}|[0-9]{1,3}:[0-9]{2}|:[0-9]{2})(?!\d|:\d|\(|\.\d))
    |(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![\d,])|(?<=[0-9],)[0-9]+|[0-9]+(?:\.[0-9]+|,[0-9]+(?!,?[0-9]))?|[½¼¾⅓⅔])
    |(?P<times>(?<=[0-9])[ ]?[xX*](?![a-wyz])(?=[\sA-ZÄÖÜÉ(0-9½:,;.)/]|$)|(?<![^\W\d_])[xX*](?=[ ]?[0-9:]))
    |(?P<word>(?<!\w)[^\W\d_]2[^\W\d_]s?(?!\w)|[^\W\d_]+(?:(?:['.-](?=[^\W\d_]))[^\W\d_]+)*)
    |(?P<sign>''|\S)""",
    re.VERBOSE,
)
_SORTS: Final = {
    "clock": Sort.CLOCK,
    "number": Sort.NUMBER,
    "times": Sort.TIMES,
    "word": Sort.WORD,
    "sign": Sort.SIGN,
}


def same_signs(line: str) -> str:
    """Return a line with one sign for each meaning: one dash, one prime, one cross. Its length is the same."""
    return line.translate(_SAME)


def read_tokens(line: str) -> tuple[PastedToken, ...]:
    """Return the tokens of a line whose signs are the same (`same_signs`)."""
    tokens: list[PastedToken] = []
    for found in _TOKEN.finditer(line):
        start = found.end() - len(found[0].lstrip())
        before = tokens[-1].end if tokens else -1
        tokens.append(
            PastedToken(
                sort=_SORTS[found.lastgroup or "sign"],
                text=found[0].strip(),
                start=start,
                end=found.end(),
                glued=before == start,
            )
        )
    return tuple(tokens)


def thousandths(text: str) -> int | None:
    """Return a number times 1,000; None where it is too long or finer than that."""
    if text in _FRACTIONS:
        upper, lower = _FRACTIONS[text].split("/")
        return 1000 * int(upper) // int(lower)
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+", text):
        text = text.replace(",", "")
    whole, _, fraction = text.replace(",", ".").partition(".")
    if len(whole) > MAX_DIGITS or len(fraction) > 3:  # noqa: PLR2004 - thousandths
        return None
    return 1000 * int(whole) + int(fraction.ljust(3, "0"))
