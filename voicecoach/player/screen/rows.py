"""What the layouts of the screen are made of: rows of inked texts, what a terminal can draw, and texts that fit into columns."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeAlias

from msgspec import Struct

from voicecoach.escaping import columns as columns_of
from voicecoach.player.screen.digits import FULL_BLOCK


class Ink(StrEnum):
    """What a text is, so that it can have a colour; without colours it says the same."""

    WORK = "work"  # the number in an exercise
    BETWEEN = "between"  # the number in a rest, lead-in or switch
    SPOKEN = "spoken"  # the number in a spoken passage
    IDLE = "idle"  # the number while nothing goes on
    NAME = "name"
    PLAIN = "plain"
    CUE = "cue"
    FAINT = "faint"
    LEFT = "left"  # of a bar; what is done has the colour of the number
    ALERT = "alert"


class Signs(Struct, frozen=True, kw_only=True):
    """What a terminal can draw."""

    block: str
    done: str
    left: str
    ellipsis: str
    arrows: tuple[str, str, str]  # back, next, volume


FULL_SIGNS: Final = Signs(block=FULL_BLOCK, done="━", left="─", ellipsis="…", arrows=("←", "→", "↑↓"))
ASCII_SIGNS: Final = Signs(block="#", done="=", left="-", ellipsis="...", arrows=("b", "n", "+-"))

columns = lru_cache(maxsize=2048)(columns_of)  # the same texts are measured twenty times a second

InkedText: TypeAlias = tuple[str, Ink]
Row: TypeAlias = tuple[InkedText, ...]


def cut(text: str, width: int, ellipsis: str) -> str:
    """Return what fits, with an ellipsis if something is cut off: between words, where that leaves most of the room in use."""
    if columns(text) <= width:
        return text
    if width < columns(ellipsis):
        return ""
    head = _start(text, width - columns(ellipsis))
    words = head if text[len(head)] == " " else head.rpartition(" ")[0]
    return (words if 2 * columns(words) >= width else head).rstrip(" ,;") + ellipsis


def wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines, broken between words, or within one that is too long."""
    lines, rest = _lines(" ".join(text.split()), width)
    return [*lines, rest] if rest else lines


def wrapped_in(text: str, width: int, most: int, ellipsis: str) -> list[str]:
    """Return a text in at most so many lines; what does not fit into the last one is cut off there."""
    lines, rest = _lines(text, width, most - 1)
    last = cut(rest, width, ellipsis)
    return [*lines, last] if last else lines


def _lines(text: str, width: int, most: int | None = None) -> tuple[list[str], str]:
    """Return full lines of a text, and the rest of it; the rest fits into one line if there may be any number of lines."""
    lines: list[str] = []
    rest = text
    while columns(rest) > width and (most is None or len(lines) < most):
        at = _start(rest, width + 1).rfind(" ")
        if at <= 0:
            at = len(_start(rest, width)) or 1
        lines.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return lines, rest


def _start(text: str, width: int) -> str:
    """Return the longest beginning that takes no more than so many columns; marks stay with their letter."""
    used = 0
    for at, character in enumerate(text):
        used += columns(character)
        if used > width:
            return text[:at]
    return text
