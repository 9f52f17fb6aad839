"""How a scalar is written in the canonical layout: plain where that is safe, else in quotes; its text never changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.language.nodes import ScalarStyle

if TYPE_CHECKING:
    from voicecoach.language.nodes import Scalar

INDENT: Final = 2
_UNUSUAL = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_NEEDS_QUOTES = re.compile(r"""[,\[\]{}#&*!|>'"%@`?:\s]|-(?![\w$])|\.\.\.|.*[:#\t\n]|.*\s$""")
_ONLY_BLOCK = re.compile(r"[,\[\]{}]")
_ONLY_IN_BRACKETS = re.compile(r"^-$|:[ \t]*$", re.MULTILINE)  # a text; elsewhere that is an item or a key
_WORD = re.compile(r"[-$]?\w(?:[\w.-]*\w)?%?")
# What YAML 1.1 or 1.2 takes for something else than a text; we do not, but other readers of the file do.
_NO_TEXT_ELSEWHERE = re.compile(
    r"""~|=|<<|null|true|false|yes|no|on|off|y|n
    |[-+]?(?:[0-9][0-9_]*)?\.?[0-9_]*(?:e[-+]?[0-9]+)?
    |[-+]?0[box][0-9a-f_]+|[-+]?\.(?:inf|nan)
    |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*""",
    re.IGNORECASE | re.VERBOSE,
)
_ODD_BLANK = re.compile(r"(?<![ \t\n])[ \t\n]*[^\S \t\n]")  # begins where blanks begin: each is read once
_RARE_ESCAPE = re.compile(r"\\[^\"]")
_LIKE_ESCAPE = re.compile(r"\\[uU]")  # only in double quotes is it certain what it means
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def plain_is_safe(text: str, *, flow: bool) -> bool:
    """Tell whether a text can lose its quotes, for us and for every other reader of YAML."""
    return not (
        not text
        or _UNUSUAL.search(text)
        or _NEEDS_QUOTES.match(text)
        or _NO_TEXT_ELSEWHERE.fullmatch(text)
        or _LIKE_ESCAPE.search(text)
        or (flow and _ONLY_BLOCK.search(text))
    )


def quoted(text: str) -> str:
    """Return a text in double quotes; in single ones where that saves escapes."""
    saves_escapes = ('"' in text or "\\" in text) and "'" not in text and "\n" not in text
    if saves_escapes and not _UNUSUAL.search(text) and not _LIKE_ESCAPE.search(text):
        return f"'{text}'"
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not _UNUSUAL.match(character):
        return character
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004 - two digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - four digits


def one_line(scalar: Scalar, *, flow: bool, keep_quotes: bool = False) -> str:
    """Return a scalar on one line. In brackets, a text of several words keeps its quotes: a comma would end it there."""
    written = scalar.span.text
    is_other = not flow and _ONLY_IN_BRACKETS.search(written)
    if (
        scalar.style is ScalarStyle.PLAIN
        and not is_other
        and "\n" not in written
        and not _UNUSUAL.search(written)
    ):
        return written
    droppable = scalar.style is ScalarStyle.PLAIN or not flow or _WORD.fullmatch(scalar.text)
    if droppable and not keep_quotes and plain_is_safe(scalar.text, flow=flow):
        return scalar.text
    if written.startswith('"') and scalar.style is ScalarStyle.QUOTED and _keeps_escapes(written):
        return written
    return quoted(scalar.text)


def _keeps_escapes(written: str) -> bool:
    return _has_rare_escape(written) and "\n" not in written and not _UNUSUAL.search(written)


def _has_rare_escape(written: str) -> bool:
    return bool(_RARE_ESCAPE.search(written.replace("\\\\", "")))


def key_text(key: Scalar, *, flow: bool) -> str:
    if key.style is ScalarStyle.QUOTED and plain_is_safe(key.text, flow=flow):
        return key.text
    return one_line(key, flow=flow)


def lines(scalar: Scalar, indent: str, *, header: str, keep_quotes: bool = False) -> list[str]:
    """Return a scalar in block layout, in the lines that its author made; all but the first are indented.

    `header` is what a block scalar begins with, such as `>-`.
    """
    written = scalar.span.text
    if (
        scalar.style is ScalarStyle.BLOCK
        and not _UNUSUAL.search(written)
        and not _ODD_BLANK.match(scalar.text)
    ):
        return _block(scalar, indent, header)
    is_hard = _UNUSUAL.search(written) or scalar.style is ScalarStyle.BLOCK
    is_other = scalar.style is ScalarStyle.PLAIN and _ONLY_IN_BRACKETS.search(written)
    if is_hard or is_other or "\n" not in written or (written.startswith('"') and _has_rare_escape(written)):
        return [one_line(scalar, flow=False, keep_quotes=keep_quotes)]
    if scalar.style is ScalarStyle.PLAIN:
        pieces = [line.strip(" \t") for line in written.split("\n")]
    else:
        inner = written[1:-1]
        if written.startswith("'"):
            inner = inner.replace("''", "'").replace("\\", "\\\\").replace('"', '\\"')
        first, *rest = inner.split("\n")
        *middle, last = (line.lstrip(" \t") for line in rest)
        pieces = [f'"{first}'.rstrip(" \t"), *(line.rstrip(" \t") for line in middle), f'{last}"']
    return [pieces[0], *(indent + piece if piece else "" for piece in pieces[1:])]


def _block(scalar: Scalar, indent: str, header: str) -> list[str]:
    body = scalar.text.rstrip(" \t\n")
    chomping = "+" if "+" in header else "-" if "-" in header else ""
    content = _unindented(scalar, body) if header.startswith(">") else body.split("\n")
    if not body:
        content = []
    filled = next((line for line in content if line.strip(" ")), "")
    indicator = str(INDENT) if filled.startswith(" ") else ""
    kept = scalar.text[len(body) :].count("\n") if chomping == "+" else 0
    blank = [""] * (kept - 1 if body else kept)
    return [f"{header[0]}{indicator}{chomping}", *(indent + line if line else "" for line in content), *blank]


def _unindented(scalar: Scalar, body: str) -> list[str]:
    """Return the lines of a folded scalar as they are written, without the indentation that they share."""
    source = scalar.span.source
    start = scalar.span.start
    first = source.text.rfind("\n", 0, start) + 1
    end = source.text.find("\n", scalar.span.end)
    written = source.text[first:end].split("\n")
    filled = body.lstrip("\n")
    shared = _blanks_before(written[0]) - _blanks_before(filled)
    leading = [""] * (len(body) - len(filled))
    return leading + [line[shared:] for line in written]


def _blanks_before(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
