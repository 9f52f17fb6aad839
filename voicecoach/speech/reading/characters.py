"""Characters and markup made plain before a text is read: compatibility forms, quotation marks, tags, time stamps."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_CONTROLS: Final = frozenset({"Cf", "Cs", "Co", "Cn"})
_VARIATION_SELECTORS: Final = range(0xFE00, 0xFE10)
_KEYCAP: Final = "\N{COMBINING ENCLOSING KEYCAP}"
_KEPT: Final = frozenset(
    "ªº²³¹™®©µ№\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FRACTION SLASH}"
)
_SMALL_CAPITALS: Final = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_SUBSCRIPTS: Final = "₀₁₂₃₄₅₆₇₈₉"
_FRACTION_SLASH: Final = "\N{FRACTION SLASH}"
_MARKS: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "′": "'", "″": '"', "‛": "'"})  # noqa: RUF001
_TIMES: Final = re.compile("(?<=[\\d])(\\s?)[×✕✖]|(?<![A-Za-z])[×✕✖](?=\\s?[\\d½¼¾])")  # noqa: RUF001
_PLUS_MINUS: Final = re.compile(r"\+ ?/ ?[-\N{MINUS SIGN}\N{EN DASH}]")
# Possessive, so that no text makes them go back: `<a<a<a…` takes linear time.
_TAG: Final = re.compile(r"</?([A-Za-z][\w:-]*+)([^<>]*+)>")
_TIME_STAMP: Final = re.compile(r"\[\d{1,3}:\d{2}(?:[.:]\d{1,3})?\]|<\d{1,3}:\d{2}(?:[.:]\d{1,3})?>")
_NUMBERED: Final = re.compile(f"^(\\s*\\d)\N{VARIATION SELECTOR-16}?{_KEYCAP}")
_TAGS: Final = frozenset(
    {
        "speak",
        "break",
        "p",
        "s",
        "sub",
        "voice",
        "prosody",
        "emphasis",
        "say-as",
        "phoneme",
        "audio",
        "mark",
        "w",
        "desc",
        "lang",
    }
    | {
        "b",
        "i",
        "u",
        "em",
        "strong",
        "small",
        "big",
        "br",
        "hr",
        "span",
        "div",
        "font",
        "a",
        "li",
        "ul",
        "ol",
        "code",
        "pre",
    }
    | {
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "tr",
        "td",
        "th",
        "img",
        "blockquote",
        "del",
        "ins",
        "sup",
        "center",
    }
)


def plain_characters(text: str) -> str:
    """Return a text composed (NFC), without controls, with one character for each thing that it means."""
    text = _NUMBERED.sub(r"\1.", text)  # a list's number in a key
    composed = _PLUS_MINUS.sub("±", unicodedata.normalize("NFC", text).translate(_MARKS))
    composed = _TIMES.sub(
        lambda times: f"{times[1] or ''}x", composed
    )  # as the letter that most people write
    return "".join(
        character if character.isascii() else _plain(character) for character in composed
    ).translate(_ASCII_CONTROLS)


def without_markup(text: str) -> str:
    """Return a text without tags of markup that we know and time stamps of captions; what they enclose stays."""
    if "<" not in text and "[" not in text:
        return text
    kept = _TAG.sub(lambda tag: " " if tag[1].casefold().split(":")[0] in _TAGS else tag[0], text)
    return _TIME_STAMP.sub(" ", kept)


_ASCII_CONTROLS: Final = dict.fromkeys((*range(0x20), 0x7F), " ")  # a line break parts two words


def _plain(character: str) -> str:  # noqa: PLR0911  # one for each kind of character
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    if category in _CONTROLS or ord(character) in _VARIATION_SELECTORS or character == _KEYCAP:
        return ""
    if character in _KEPT:
        return character
    if character in _SMALL_CAPITALS:
        return _SMALL_CAPITALS[character]
    if character in _SUBSCRIPTS:
        return unicodedata.normalize("NFKC", character)  # `VO₂`
    if category == "Nl":  # a Roman numeral of one character
        value = unicodedata.numeric(character, 0.0)
        return f" {int(value)} " if value.is_integer() and value > 0 else character
    form = unicodedata.normalize("NFKC", character)
    if form == character or _FRACTION_SLASH in form:
        return character
    return f" {form.strip('().')} " if category == "No" else form
