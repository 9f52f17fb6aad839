"""Lines that are written in capitals throughout: what is a unit only in small letters is written so again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from voicecoach.speech.reading.table import Table

_WORD: Final = re.compile(r"[^\W\d_]+")
_WORD_OR_TEMPO: Final = re.compile(rf"(?<!\d)\d\dX\d(?!\w)|{_WORD.pattern}")


def lowered(text: str, table: Table) -> str:
    """Return a line in capitals with the units of the list `shouted` in small letters: the `S` of `30 S PLANK`, `THE 90S`.

    They are units behind a number or a slash alone: `A MAN`, `D LIST`.
    """
    words = _WORD.findall(text) if text.isupper() else []
    if not words or (len({*words}) > 1 and all(len(word) == 1 for word in words)):
        return text  # `200 S/K/P/S` are strokes
    return _WORD_OR_TEMPO.sub(lambda word: _as_unit(word, text, table), text)


def _as_unit(word: re.Match[str], text: str, table: Table) -> str:
    before = text[: word.start()].removesuffix(" ")[-1:]
    small = word[0].casefold()
    is_behind = before.isdecimal() or (before == "/" and word.start() > 1)
    is_unit = is_behind and table.lists_exactly("shouted", small)
    is_word = text[word.end() + 1 : word.end() + 2].isalpha() and table.lists_exactly("words_first", small)
    return small if is_unit or is_word else word[0]  # French `3/4 DU TEMPS`, but `50 DU`
