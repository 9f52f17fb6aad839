"""What a file has besides the sound: chapters and spoken lines, with their times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS: Final = re.compile(r"\S+\s*")


class Chapter(Struct, frozen=True, kw_only=True):
    """A stretch with a title. A session's chapters have no gaps; `title` is one plain line."""

    start_ms: int
    duration_ms: int
    title: str

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.duration_ms


class SpokenLine(Struct, frozen=True, kw_only=True):
    """What is said, and when. `text` is one plain line.

    `word_onsets_ms` is where each word of it begins, as far as that is known: one for each part of `text` between spaces
    that has a letter or a digit, none of them before the one before it. Else it is empty. `is_authors`: it was written for this routine, and
    is not one of our own sentences.
    """

    onset_ms: int
    duration_ms: int
    text: str
    word_onsets_ms: tuple[int, ...] = ()
    is_authors: bool = False

    @property
    def end_ms(self) -> int:
        return self.onset_ms + self.duration_ms

    def timed_parts(self) -> Iterator[tuple[int | None, str]]:
        """Yield the text in parts, each with the time at which it is said; None if that follows from the part before.

        The times of the parts after the first rise, from after the line's onset to before its end.
        """
        onsets_ms = iter(self.word_onsets_ms)
        latest_ms = self.onset_ms
        for part in _PARTS.findall(self.text):
            onset_ms = next(onsets_ms, latest_ms) if is_word(part) else latest_ms
            is_later = latest_ms < onset_ms < self.end_ms
            latest_ms = onset_ms if is_later else latest_ms
            yield onset_ms if is_later else None, part


def is_word(part: str) -> bool:
    """Return whether a part of a text between spaces is spoken; a dash or an emoticon is not."""
    return any(map(str.isalnum, part))
