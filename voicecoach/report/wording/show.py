"""Formats values for messages: on one line, escaped for terminals, and never long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voicecoach.escaping import visible
from voicecoach.language.quoting import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHARACTERS = {
    "-": "a hyphen `-`",
    " ": "a space",
    "\N{EN DASH}": "an en dash (U+2013)",
    "\N{EM DASH}": "an em dash (U+2014)",
    "\N{MINUS SIGN}": "a minus sign (U+2212)",
    "\N{BULLET}": "a bullet (U+2022)",
    "\N{NO-BREAK SPACE}": "a no-break space (U+00A0)",
    "*": "an asterisk `*`",
}
_MOST_WORDS = 300  # characters of what is no single word: a list, a system's reason


def ticked(value: str) -> str:
    return f"`{visible(value)}`"


def plain(value: str) -> str:
    return visible(value, most=_MOST_WORDS)


def listed(names: Sequence[str]) -> str:
    return plain(", ".join(f"`{name}`" for name in names))


def joined(names: Sequence[str], last: str) -> str:
    """Return names of the language with a word before the last one: `a`, `b` and `c`."""
    *some, final = [f"`{name}`" for name in names]
    return f"{', '.join(some)} {last} {final}" if some else final


def a(word: str) -> str:
    """Return a name of the language with its article."""
    return f"{'an' if word[:1] in 'aeiou' else 'a'} `{word}`"


def did_you_mean(suggestion: str) -> str:
    return f"did you mean {ticked(suggestion)}?" if suggestion else ""


def quoted(text: str) -> str:
    """Return a text as it would be written in quotes."""
    text = quote(text)
    return f"`{text[0]}{visible(text[1:-1])}{text[0]}`"


def tenths_up(time_ms: int) -> str:
    return _tenths(-(-time_ms // 100))


def tenths_down(time_ms: int) -> str:
    return _tenths(time_ms // 100)


def _tenths(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10} s"


def character(one: str) -> str:
    """Return the name of a character that looks like another one."""
    return _CHARACTERS.get(one) or f"{ticked(one)} (U+{ord(one):04X})"


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
