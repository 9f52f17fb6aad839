"""A text's tokens with a language's table: what all of them together tell of one, and where clauses end."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from voicecoach.speech.reading.places import Places
from voicecoach.speech.reading.tokens import Kind

ENGLISH: Final = "en"
GERMAN: Final = "de"
FRENCH: Final = "fr"
LATIN: Final = ("es", "fr")  # where adjectives stand behind their noun, and `one` has a gender
_PRIMES: Final = ("'", '"', ":")
_QUOTES: Final = {'"': '"', "“": '"', "”": '"', "„": '"', "'": "'"}
_LONGEST_LETTER: Final = 2  # of a day: `Th`
POOL: Final = 25  # metres or yards
_STROKES: Final = 3


class TokenLine(Places):
    """Knows what a whole line of tokens tells of its parts: its quotations, days, miles, grades and lengths."""

    @cached_property
    def primes(self) -> frozenset[int]:
        """The indices of `"` and `'` behind a number that end no quotation: inches or seconds, feet or minutes."""
        found, is_open = set(), {'"': False, "'": False}
        for index, token in enumerate(self.tokens):
            mark = _QUOTES.get(token.text)
            if token.kind is not Kind.SIGN or mark is None:
                continue
            before = self.text(index - 1)
            if token.text == "'" and self.folded(index + 1) in ("s", "er", "ern"):
                continue  # `20's`, German `35'er`
            after_number = self.kind(index - 1) is Kind.DIGITS or before.isnumeric() or before == token.text
            if after_number and not is_open[mark]:
                found.add(index)
            else:
                is_open[mark] = not is_open[mark] and not self.is_word(index - 1)
        return frozenset(found)

    @cached_property
    def is_in_capitals(self) -> bool:
        """Tell whether capitals tell nothing here, because all long words have them: `100 LB. SANDBAG CARRY`."""
        words = [token.text for token in self.tokens if token.kind is Kind.WORD]
        long = [word for word in words if len(word) > _LONGEST_LETTER]
        return bool(long) and all(word.isupper() for word in long) and len(words) > 1

    @cached_property
    def day_labels(self) -> int:
        """How many names of days have a colon behind them: `Mo: legs, Mi: arms`."""
        days = self.table.days
        return sum(
            token.folded in days and token.text[0].isupper() and self.is_label(index)
            for index, token in enumerate(self.tokens)
            if token.kind is Kind.WORD
        )

    @cached_property
    def dotted_days(self) -> int:
        """How many short names of days have a full stop: `Sáb. 10 km, Dom. descanso`."""
        may_be_small = self.table.has("days_small", self.table.language)
        return sum(
            token.folded in self.table.days
            and (may_be_small or token.text[0].isupper())
            and self.is_sign(index + 1, ".")
            for index, token in enumerate(self.tokens)
        )

    @cached_property
    def has_miles(self) -> bool:
        """Tell whether `M` is miles here, as runners write them: `2M warm-up, then 3 x 1M`."""
        return any(
            token.text == "M"
            and self.is_digits(index - 1 - self.is_sign(index - 1, "+"))
            and (self._is_run(self.skip(index + 1)) or self._is_or_minutes(self.skip(index + 1)))
            for index, token in enumerate(self.tokens)
        )

    def _is_or_minutes(self, index: int) -> bool:
        """Tell whether `or 6-8 mins` is here: what stands before it is something else than minutes."""
        end = index + 2
        while self.kind(end) in (Kind.DIGITS, Kind.SIGN):
            end += 1
        is_open = self.is_sign(index, "(") and self.folded(index + 1).startswith(
            "approx"
        )  # `(approx 35 mins)`
        end += 2 * is_open
        is_counted = (is_open or self.folded(index) == self.table.say["or"]) and self.is_digits(end - 1)
        return is_counted and self.folded(self.skip(end)) in (
            "min",
            "mins",
            "minutes",
            *(("hr", "hrs") if is_open else ()),
        )

    def _is_run(self, index: int) -> bool:
        if not self.is_word(index):
            return False
        entry = self.table.abbreviations.at(self.tokens, index)
        word = entry.means.split("-")[0] if entry else self.text(index)
        return self.table.has("miles", word)

    @cached_property
    def has_signed_grades(self) -> bool:
        """Tell whether numbers with a plus and others with a minus stand here: `7, 7+, 8-`, as climbers grade in German."""
        numbers = [index for index, token in enumerate(self.tokens) if token.kind is Kind.DIGITS]
        plus = any(self.is_sign(index + 1, "+") and self.ends_word(index + 2) for index in numbers)
        minus = any(
            self.is_sign(index + 1, "-") and (self.ends_word(index + 2) or self.is_sign(index + 2, "."))
            for index in numbers
        )
        return plus and minus and self.table.language == GERMAN

    @cached_property
    def has_labels_of_days(self) -> bool:
        """Tell whether the letters that are labels are days, in their order; `M: 20 kg, F: 14 kg` are men and women."""
        letters = list(self.table.data.day_letters)
        labels = [
            index
            for index, token in enumerate(self.tokens)
            if len(token.text) <= _LONGEST_LETTER and self.begins_label(index)
        ]
        places = [letters.index(self.text(at)) if self.text(at) in letters else -1 for at in labels]
        have_words = all(self.is_word(self.skip(self.skip(index + 1) + 1)) for index in labels)
        are_in_order = -1 not in places and places == sorted(set(places))
        has_many = len(labels) > 2  # noqa: PLR2004  # `M: 20 kg, F: 14 kg` are two
        return (have_words or has_many) and are_in_order and (len(labels) > 1 or labels == places == [0])

    @cached_property
    def strokes(self) -> frozenset[int]:
        """The indices of letters that are strokes of swimmers: three at least behind lengths, `25 S/25 R/25 B`."""
        letters = self.table.data.strokes
        found = [
            index
            for index, token in enumerate(self.tokens)
            if token.text in letters
            and self.is_digits(self.back(index))
            and int(self.text(self.back(index))[:4]) % POOL == 0
            and not self.is_sign(index + 1, "'")
        ]
        return frozenset(found if len({self.text(at) for at in found}) >= _STROKES else ())

    @cached_property
    def lengths(self) -> frozenset[str]:
        """The lengths of a pool or a track that stand here without a unit: the `25` of `4 x 25, rest between 25s`."""
        return frozenset(
            token.text
            for index, token in enumerate(self.tokens)
            if token.kind is Kind.DIGITS
            and int(token.text[:4]) % POOL == 0
            and not self.is_word(index + 1)
            and self.text(index + 1) not in _PRIMES
        )

    def begins_label(self, index: int) -> bool:
        """Tell whether a label stands at the beginning of a text or a part of it."""
        return self.is_label(index) and self.kind(self.back(index)) in (Kind.END, Kind.SIGN)

    def is_label(self, index: int) -> bool:
        """Tell whether a colon stands behind a word: `Mo:`, `Mo.:`, French `Lun :`."""
        end = index + 1 + self.is_sign(index + 1, ".")
        return self.is_sign(self.skip(end), ":")

    def is_behind_day(self, index: int) -> bool:
        """Tell whether the name of a day stands just before a place: `Sat., 9:30`, `lun. 1/12`."""
        before = self.back(index)
        before -= self.is_sign(before, ",")
        before -= self.is_sign(before, ".")
        day = self.folded(before)
        return self.is_word(before) and (day in self.table.days or day in self.table.day_names)

    def is_behind_date(self, index: int) -> bool:
        """Tell whether a day and its month stand just before a place: `Oct. 3rd, 9:30`, `14.09., 18:30`."""
        before = self.back(index)
        before -= self.is_sign(before, ",")
        if self.is_digits(before, 4):
            before = self.back(before)
            before -= self.is_sign(before, ",")
        if self.is_sign(before, ".") and self.is_digits(before - 1) and self.is_sign(before - 2, "."):
            return self.is_digits(before - 3)
        before -= self.is_sign(before, ".")
        if self.folded(before) in self.table.months:
            day = self.back(before)
            day -= self.is_sign(day, ".") or self.folded(day) in ("de", "of")
            return self.is_digits(day) or self.is_digits(self.back(day + 1))
        before -= self.folded(before) in ("st", "nd", "rd", "th")
        month = self.back(before)
        month -= self.is_sign(month, ".")
        return self.is_digits(before) and self.folded(month) in self.table.months

    def ends_clause(self, index: int) -> bool:
        """Tell whether nothing but punctuation or the end follows."""
        index = self.skip(index)
        return self.kind(index) is Kind.END or self.is_sign(index, ".,;:!?)]/…")

    def ends_sentence(self, index: int) -> bool:
        """Tell whether a sentence is over here: at the end, or before a word with a capital."""
        after = self.skip(index)
        if self.kind(after) is Kind.END:
            return True
        begins = after > index and self.is_word(after) and self.text(after)[0].isupper()
        begins = begins and self.text(after) not in self.table.data.sides  # `lat. G 30 s`
        begins = begins and not self.is_in_capitals
        return begins and self.table.language != GERMAN  # where any noun has a capital
