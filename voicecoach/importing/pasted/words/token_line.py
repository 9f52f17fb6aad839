"""The tokens of a line, and what can be asked of them: phrases, numbers and ranges."""

from __future__ import annotations

from typing import Final

from voicecoach.importing.pasted.words.facts import (
    Keyword,
    PlainNumber,
)
from voicecoach.importing.pasted.words.tokens import Sort, read_tokens, same_signs, thousandths
from voicecoach.importing.pasted.words.vocabulary import (
    FINGERS,
    LENGTHS_M,
    LIMBS,
    LOADS,
    LONGEST_PHRASE,
    MOVING,
    NUMBERED,
    OTHER_UNITS,
    OWN_WEIGHT,
    SWIMMING,
    WHOLES,
    phrases,
    plain,
)
from voicecoach.language.words import UNIT_WORDS as SPOKEN_UNITS
from voicecoach.language.words import number_of

UNIT_WORDS: Final = OTHER_UNITS | SPOKEN_UNITS
_FEW: Final = ({"1", "2"}, {"1", "2", "3", "4"})  # limbs, fingers
_LEAST_SHARE: Final = 20_000  # of `5x5 à 80 %`, the 5 is no percentage


class TokenLine:
    """A line with one sign for each meaning (`same_signs`), token by token."""

    def __init__(self, line: str) -> None:
        assert line == same_signs(line), "the signs of a line are made the same before it is read"
        self.line = line
        self.tokens = read_tokens(line)
        self.words = [token.text if token.sort is Sort.SIGN else plain(token.text) for token in self.tokens]
        said = {word for words in self.words for word in words.split()}
        self.swims = bool(said & SWIMMING)
        self.moves = any(word in MOVING for words in self.words for word in words.split())

    def word(self, at: int) -> str:
        return self.words[at] if at < len(self.words) else ""

    def phrase(self, at: int) -> tuple[Keyword, int] | None:
        """Return the longest phrase that begins here, and the token after it."""
        words: list[str] = []
        longest: tuple[Keyword, int] | None = None
        for index in range(at, min(at + LONGEST_PHRASE, len(self.tokens))):
            words += self.words[index].split()
            if len(words) > LONGEST_PHRASE:
                break
            meaning = phrases().get(tuple(words))
            if meaning is not None:
                place = {"start": self.tokens[at].start, "end": self.tokens[index].end}
                longest = Keyword(**place, meaning=meaning), index + 1
        return longest

    def after(self, place: int) -> int:
        return next(
            (index for index, token in enumerate(self.tokens) if token.start >= place), len(self.tokens)
        )

    def ends_part(self, at: int) -> bool:
        return at >= len(self.tokens) or self.word(at) in {",", ";", "-", "/"}

    def number(self, at: int) -> tuple[PlainNumber, int] | None:
        """Return a number or a range such as `8-12` or `8 to 12`."""
        if at >= len(self.tokens):
            return None
        low, after = self.simple(at)
        if low is None:
            return None
        high, end = low, after
        if (
            not self._is_label(at, after)
            and not self.signed_load(after)
            and self.word(after) in {"-", "~", "to", "bis", "à", "hasta", "a"}
            and self.sort(after + 1) is Sort.NUMBER
        ):
            second, past = self.simple(after + 1)
            is_share = self.word(after) in {"à", "a"} and self.word(past) == "%" and low < _LEAST_SHARE
            if second is not None and second > low and not is_share:
                high, end = second, past
        place = {"start": self.tokens[at].start, "end": self.tokens[end - 1].end}
        return PlainNumber(**place, low=low, high=high), end

    def signed_load(self, at: int) -> int:
        """Return the token after a load whose sign stands against the number and apart from what is before: ` -10 kg`. Else 0."""
        if self.word(at) not in {"+", "-"} or self.tokens[at].glued or not self._is_glued(at + 1):
            return 0
        return self._load_behind(at)

    def own_weight_load(self, at: int) -> int:
        """Return the token after `BW+10 kg` or `BW -10kg`, or 0."""
        signed = self.word(at) in OWN_WEIGHT and self.word(at + 1) in {"+", "-"}
        return self._load_behind(at + 1) if signed else 0

    def _load_behind(self, sign: int) -> int:
        end = sign + 1
        if self.sort(end + 1) is Sort.SIGN and self.word(end + 1) == "-":
            end += 2  # a range
        is_load = self.sort(sign + 1) is self.sort(end) is Sort.NUMBER and self.word(end + 1) in LOADS
        return end + 2 if is_load else 0

    def whole_of_share(self, sign: int) -> int:
        """Return the token after what a share is of, where that is said: `75% 1RM`, `80% of max`, `90% FTP`."""
        end = sign + 1 + (self.word(sign + 1) in {"of", "vom", "von", "de", "del", "du"})
        if self.word(end) == "1" and self.word(end + 1) in {"rm", "rep"} and self._is_glued(end + 1):
            return end + 2
        return end + 1 if self.word(end) in WHOLES else sign + 1

    def _is_glued(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].glued

    def limb(self, at: int) -> int:
        """Return the token after the `1 arm` of `1 arm hang` or the `2-finger` of `2-finger pocket`, which are no numbers of reps. Else 0."""
        noun = at + 1 + (self.word(at + 1) == "-" and self._is_glued(at + 1) and self._is_glued(at + 2))
        limbs, fingers = _FEW
        few = fingers if self.word(noun) in FINGERS else limbs if self.word(noun) in LIMBS else frozenset()
        return noun + 1 if self.word(at) in few else 0

    def _is_label(self, at: int, after: int) -> bool:
        """Tell whether a number is that of a part, with a dash behind it: `Min 1 - 15 burpees`."""
        is_first = at == 1 and self.sort(0) is Sort.WORD and bool({*self.words[0].split()} & NUMBERED)
        return is_first and self.word(after) == "-" and not self.tokens[after].glued

    def sort(self, at: int) -> Sort | None:
        return self.tokens[at].sort if at < len(self.tokens) else None

    def simple(self, at: int) -> tuple[int | None, int]:
        """Return one number in thousandths: `2`, `2.5`, `2 1/2`, `1/2`, `two`."""
        token = self.tokens[at]
        if token.sort is Sort.WORD:
            digits = number_of(token.text)
            return (thousandths(digits) if digits else None), at + 1
        if token.sort is not Sort.NUMBER:
            return None, at
        value = thousandths(token.text)
        if value is None:
            return None, at
        half = self.fraction(at + 1)
        if half and not value % 1000:
            return value + half, at + (2 if self.tokens[at + 1].text in "½¼¾⅓⅔" else 4)
        own = self.fraction(at)
        if own:
            return own, at + (1 if token.text in "½¼¾⅓⅔" else 3)
        return value, at + 1

    def fraction(self, at: int) -> int:
        """Return a fraction that stands here, in thousandths, or 0. `1/2` only beside a unit of time, since `10/8` is a score."""
        token = self.tokens[at] if at < len(self.tokens) else None
        if token is None or token.sort is not Sort.NUMBER:
            return 0
        if token.text in "½¼¾⅓⅔":
            return thousandths(token.text) or 0
        written = (token.text, self.word(at + 1), self.word(at + 2))
        halves = {("1", "/", "2"): 500, ("1", "/", "4"): 250, ("3", "/", "4"): 750}
        return (
            halves.get(written, 0) if self.word(at + 3) in UNIT_WORDS or self.word(at + 3) in LENGTHS_M else 0
        )
