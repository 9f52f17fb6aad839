"""Addresses of the web and of mail: their dots and slashes are said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.pieces import ReplacedText
from voicecoach.speech.reading.tokens import Kind

if TYPE_CHECKING:
    from voicecoach.speech.reading.line import TokenLine
    from voicecoach.speech.reading.pieces import ReadPiece

_NOTHING: Final = (None, 0)
_ENDINGS: Final = frozenset(
    {"com", "org", "net", "de", "fr", "es", "io", "app", "info", "eu", "uk", "ch", "at"}
)


def address(line: TokenLine, index: int) -> tuple[ReadPiece | None, int]:
    """Read an address of the web or of mail: its dots and slashes are said."""
    if line.kind(index - 1) not in (Kind.SPACE, Kind.END) and not line.is_sign(index - 1, "(\"'"):
        return _NOTHING
    has_scheme = line.text(index + 1) == ":" and line.text(index + 2) == "/" and line.text(index + 3) == "/"
    start = index + 4 if has_scheme else index
    if not (
        has_scheme
        or (line.is_sign(index + 1, "._-@") and (line.is_word(index + 2) or line.is_digits(index + 2)))
    ):
        return _NOTHING
    end = start
    while line.kind(end) not in (Kind.SPACE, Kind.END) and not line.is_sign(end, "()\"',;!"):
        end += 1
    while end > start and line.is_sign(end - 1, ".?:"):
        end -= 1
    parts = line.tokens[start:end]
    dots = [at for at in range(start + 1, end - 1) if line.text(at) == "."]
    is_site = has_scheme or line.folded(start) == "www" or any(line.folded(at + 1) in _ENDINGS for at in dots)
    if not (is_site and dots):
        return _NOTHING
    names = {sign: line.table.say[name] for sign, name in _ADDRESS_SIGNS.items()}
    return ReplacedText(text=" ".join(_part(names, part.text) for part in parts)), end


_ADDRESS_SIGNS: Final = {
    ".": "dot",
    "/": "slash",
    "@": "at_sign",
    "-": "dash",
    "_": "underscore",
    ":": "colon",
}


def _part(names: dict[str, str], text: str) -> str:
    if text == "www" or text.isdecimal():
        return " ".join(text)
    return names.get(text, text if text.isalnum() else "")
