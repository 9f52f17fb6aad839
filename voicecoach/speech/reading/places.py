"""What stands at a place of a line of tokens, and which words of a list stand near it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.tokens import END, Kind, Token, tokens_of

if TYPE_CHECKING:
    from voicecoach.speech.reading.table import Table

NEAR: Final = 7  # words to each side
_PARTS: Final = frozenset(",+|→•()[]")  # signs between parts of a line
_SENTENCE_ENDS: Final = frozenset(".!?;")


class Places:
    """Looks at tokens; an index outside is the end, so that no rule has to ask for it."""

    def __init__(self, text: str, table: Table) -> None:
        self.table = table
        self.tokens = tokens_of(text)

    def at(self, index: int) -> Token:
        return self.tokens[index] if 0 <= index < len(self.tokens) else END

    def kind(self, index: int) -> Kind:
        return self.at(index).kind

    def text(self, index: int) -> str:
        return self.at(index).text

    def folded(self, index: int) -> str:
        return self.at(index).text.casefold()

    def is_word(self, index: int) -> bool:
        return self.kind(index) is Kind.WORD

    def is_digits(self, index: int, length: int = 0) -> bool:
        token = self.at(index)
        return token.kind is Kind.DIGITS and (not length or len(token.text) == length)

    def is_space(self, index: int) -> bool:
        return self.kind(index) is Kind.SPACE

    def is_sign(self, index: int, signs: str) -> bool:
        token = self.at(index)
        return token.kind is Kind.SIGN and token.text in signs

    def skip(self, index: int) -> int:
        """Return the index behind a space, where there is one."""
        return index + 1 if self.is_space(index) else index

    def back(self, index: int) -> int:
        """Return the index of what stands before a place, a space left out."""
        return index - 2 if self.is_space(index - 1) else index - 1

    def ends_word(self, index: int) -> bool:
        """Tell whether a space, punctuation or the end is here."""
        return self.kind(index) in (Kind.SPACE, Kind.END) or self.is_sign(index, ",;!?)/")

    def is_near(self, name: str, start: int, end: int, *, words: int = NEAR) -> bool:
        return self.nearest((name,), start, end, words=words) == name

    def is_beside(self, name: str, start: int, end: int) -> bool:
        """Tell whether a word of a list is near in the same part of a line."""
        return self._nearest((name,), start, end, NEAR, is_part=True) == name

    def nearest(self, names: tuple[str, ...], start: int, end: int, *, words: int = NEAR) -> str:
        """Return the list of which a word stands nearest to these tokens, in the same sentence; empty for none.

        What stands between the same commas is nearer than all that does not.
        """
        in_part = self._nearest(names, start, end, words, is_part=True) if self._has_parts else ""
        return in_part or self._nearest(names, start, end, words)

    @cached_property
    def _has_parts(self) -> bool:
        return any(token.text in _PARTS for token in self.tokens)

    def _nearest(
        self, names: tuple[str, ...], start: int, end: int, words: int, *, is_part: bool = False
    ) -> str:
        before, after = start - 1, end
        for _ in range(words):
            before = self._word(before, -1, is_part=is_part)
            found = self._list_of(names, before)
            if found:
                return found
            after = self._word(after, 1, is_part=is_part)
            found = self._list_of(names, after)
            if found:
                return found
            before, after = before - 1, after + 1
        return ""

    def _list_of(self, names: tuple[str, ...], index: int) -> str:
        if not self.is_word(index):
            return ""
        words = self.meant(index)
        return next((name for name in names if any(self.table.has(name, word) for word in words)), "")

    def meant(self, index: int) -> tuple[str, ...]:
        """Return the word that stands here, and the words of what it is short for: `w/u`, `DBs`."""
        entry = self.table.abbreviations.at(self.tokens, index)
        short = entry.means.replace("-", " ").split() if entry and entry.tokens[0].kind is Kind.WORD else ()
        return (self.text(index), *short)

    def _word(self, index: int, step: int, *, is_part: bool = False) -> int:
        """Return the next word's index in a direction; outside where the sentence ends before it."""
        for _ in range(2 * NEAR):
            token = self.at(index)
            if token.kind in (Kind.WORD, Kind.END):
                return -NEAR - len(self.tokens) if token.folded in self.table.boundaries else index
            if is_part and token.text in _PARTS and not (token.text == "," and self.is_digits(index + 1)):
                break
            if (
                token.text in _SENTENCE_ENDS
                and self.kind(index + 1) is not Kind.DIGITS
                and not self._is_cut_short(index - 1)
            ):
                break
            index += step
        return -NEAR - len(self.tokens)  # nothing there, nor beside it

    def _is_cut_short(self, index: int) -> bool:
        """Tell whether the full stop behind a word is that of an abbreviation: `Recup. 2m`."""
        if not self.is_word(index):
            return False
        entry = self.table.abbreviations.at(self.tokens, index)
        return bool(entry and entry.tokens[-1].text == ".") or bool(self.table.lengthened(self.text(index)))
