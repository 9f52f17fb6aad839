"""Decodes a terminal's bytes into keys, and keys into commands."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Final

from voicecoach.player.playback import Command

if TYPE_CHECKING:
    from collections.abc import Mapping

UP: Final = "up"
DOWN: Final = "down"
RIGHT: Final = "right"
LEFT: Final = "left"
PAGE_UP: Final = "page-up"
PAGE_DOWN: Final = "page-down"
ENTER: Final = "enter"
SPACE: Final = " "

BINDINGS: Final[Mapping[str, Command]] = {
    SPACE: Command.TOGGLE_PAUSE,
    ENTER: Command.PLAY,
    RIGHT: Command.NEXT,
    "n": Command.NEXT,
    PAGE_DOWN: Command.NEXT,  # a foot pedal is a keyboard with these two keys
    LEFT: Command.BACK,
    "b": Command.BACK,
    PAGE_UP: Command.BACK,
    "r": Command.REPEAT,
    UP: Command.LOUDER,
    "+": Command.LOUDER,
    "=": Command.LOUDER,  # the plus key without shift on many keyboards
    DOWN: Command.SOFTER,
    "-": Command.SOFTER,
    "q": Command.STOP,
}

HELP_KEYS: Final = frozenset({"?", "h"})  # show or hide what each key does; no command for the player

_ARROWS: Final = {"A": UP, "B": DOWN, "C": RIGHT, "D": LEFT}
_SEQUENCE_KEYS: Final = {**_ARROWS, **{letter.lower(): key for letter, key in _ARROWS.items()}, "M": ENTER}
_NUMBERED_KEYS: Final = {"5": PAGE_UP, "6": PAGE_DOWN}
_NUMBERED_ENDS: Final = "~^@$"  # rxvt writes a modifier as the last one of these
_LINE_ENDS: Final = "\r\n"

# Everything that begins with Esc, ECMA-48: CSI, SS3, a string up to its terminator, or a key with Alt.
_SEQUENCE: Final = re.compile(
    r"\x1b+(?:"
    r"\[\[.|"  # a function key of Linux' own console
    r"\[200~(?s:.*?)\x1b\[201~|"  # text that is pasted, where the terminal says so
    r"\[(?P<digits>\d+)\$|"
    r"\[(?!\[|200~)(?P<csi>[0-?]*)[ -/]*(?P<final>[@-~])|"
    r"O(?P<ss3>[0-9;]*)(?P<letter>[@-~])|"
    r"[\]PX^_](?s:.*?)(?:\x07|\x1b\\)|"
    r"(?P<alt>[^\x1b\[O\]PX^_])"
    r")"
)
_LONGEST: Final = 4096  # a sequence that never ends is no sequence


class KeyDecoder:
    """Turns what a terminal sends into keys: printed characters in lower case, and the names above.

    A sequence may come in pieces. `is_waiting` says that one has begun; if nothing follows within a moment, `give_up`
    forgets its beginning. Esc alone does nothing, and a modifier changes nothing.
    """

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("ignore").decode
        self._text = ""

    @property
    def is_waiting(self) -> bool:
        return bool(self._text)

    def feed(self, data: bytes) -> tuple[str, ...]:
        """Feed bytes, and return the keys that they complete."""
        self._text += self._decode(data)
        keys: list[str] = []
        while self._text:
            if self._text[0] != "\x1b":
                keys.append(_printed(self._text[0]))
                self._text = self._text[1:]
            elif sequence := _SEQUENCE.match(self._text):
                keys.append(_meant(sequence))
                self._text = self._text[sequence.end() :]
            else:
                self._text = self._text if len(self._text) <= _LONGEST else ""
                break
        return tuple(key for key in keys if key)

    def give_up(self) -> None:
        self._text = ""


def _printed(character: str) -> str:
    if character in _LINE_ENDS:
        return ENTER
    return character.casefold() if character.isprintable() else ""


def _meant(sequence: re.Match[str]) -> str:
    """Return the key of a complete sequence, or nothing if we do not use that key."""
    found = sequence.groupdict()
    if found["alt"] is not None:
        return _printed(found["alt"])
    if found["digits"] is not None:
        return _NUMBERED_KEYS.get(found["digits"], "")
    if found["final"] is not None:
        number = found["csi"].partition(";")[0]
        if found["final"] in _NUMBERED_ENDS:
            return _NUMBERED_KEYS.get(number, "")
        return _ARROWS.get(found["final"].upper(), "") if number in {"", "1"} else ""
    return _SEQUENCE_KEYS.get(found["letter"] or "", "")


# --- Windows --------------------------------------------------------------------------------------

WINDOWS_PREFIXES: Final = "\x00\xe0"
_WINDOWS_CODES: Final = {
    "H": UP,
    "P": DOWN,
    "M": RIGHT,
    "K": LEFT,
    "I": PAGE_UP,
    "Q": PAGE_DOWN,
}


def windows_key(character: str, code: str = "") -> str:
    """Return the key for the result of `msvcrt.getwch`: a character, or a prefix and the code from the next call."""
    if character in WINDOWS_PREFIXES:
        return _WINDOWS_CODES.get(code, "")
    return "" if character == "\x1b" else _printed(character)
