"""French: how numbers, times and their like are said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.grammar import Grammar
from voicecoach.speech.reading.number_words import in_words
from voicecoach.speech.reading.pieces import Amount, Decimal, Mixed, Quantity, Whole, amount_of
from voicecoach.speech.reading.table import FEMININE

if TYPE_CHECKING:
    from voicecoach.speech.reading.pieces import (
        ClockTime,
        Date,
        Duration,
        Number,
        Ordinal,
        RepMax,
        Series,
        SingleAmount,
    )
    from voicecoach.speech.reading.table import UnitWords

_HALF: Final = "5"
_PARTS: Final = {3: "tiers", 4: "quart", 8: "huitième"}
_TWO: Final = 2
_VOWELS: Final = "aeiouyhéèêàâîôù"


class French(Grammar):
    joins_two_decimals = True  # "virgule vingt-cinq"

    def cardinal(self, number: int, gender: str = "") -> str:
        said = in_words(number, self.language)
        is_one = gender == FEMININE and (said == "un" or said.endswith((" un", "-un")))
        return f"{said}e" if is_one else said

    def fraction(self, number: Mixed, *, before_noun: bool) -> str:
        if number.denominator == _TWO:
            return "demi" if before_noun else "un demi"
        part = _PARTS.get(number.denominator) or in_words(number.denominator, self.language, "ordinal")
        many = part if part.endswith("s") else f"{part}s"
        return f"un {part}" if number.numerator == 1 else f"{self.cardinal(number.numerator)} {many}"

    def mixed(self, number: Mixed, gender: str) -> str:
        whole = self.cardinal(number.whole, gender)
        if number.denominator == _TWO:
            return f"{whole} et {'demie' if gender == FEMININE else 'demi'}"
        return f"{whole} {self._and_part(number)}"

    def _and_part(self, number: Mixed) -> str:
        part = self.fraction(
            Mixed(whole=0, numerator=number.numerator, denominator=number.denominator), before_noun=False
        )
        return f"et {part}" if number.numerator == 1 else part

    def every(self, unit: UnitWords) -> str:
        return "toutes les" if unit.gender == FEMININE else self.words["every"]

    def measure(self, quantity: Quantity, unit: UnitWords, *, describes: bool = False) -> str:
        number = quantity.number
        if isinstance(number, Decimal) and number.digits == _HALF and number.whole and unit.kind == "time":
            number = Mixed(whole=number.whole, numerator=1, denominator=2)
            quantity = Quantity(number=number, sign=quantity.sign)
        match number:
            case Mixed(whole=0, numerator=1, denominator=2):
                return f"{'une' if unit.gender == FEMININE else 'un'} demi-{unit.one}"
            case Mixed(whole=0):
                de = "d'" if unit.one[0] in _VOWELS else "de "
                return f"{self.fraction(number, before_noun=False)} {de}{unit.one}"
            case Mixed(denominator=2):
                half = "demie" if unit.gender == FEMININE else "demi"
                whole = Quantity(number=Whole(value=number.whole), sign=quantity.sign)
                return f"{super().measure(whole, unit)} et {half}"
            case Mixed():
                whole = Quantity(number=Whole(value=number.whole), sign=quantity.sign)
                return f"{super().measure(whole, unit)} {self._and_part(number)}"
        return super().measure(quantity, unit, describes=describes)

    def amount(self, amount: Amount) -> str:
        """Say `1/4 squat` as "un quart de squat"; `3/4 d'heure` has its "de"."""
        said, noun = super().amount(amount), amount.noun.casefold()
        part = amount.numbers[0].number
        is_part = isinstance(part, Mixed) and not part.whole and part.denominator != _TWO
        if amount.unit or not is_part or not noun or noun in ("d", "de") or noun.startswith("d'"):
            return said
        return f"{said} d'" if noun[0] in _VOWELS else f"{said} de"

    def part_of(self, part: Mixed, unit: UnitWords) -> str:
        return self.measure(Quantity(number=part), unit).removeprefix("une ").removeprefix("un ")

    def is_one(self, number: Number) -> bool:
        """Return whether the number is less than two: French has the singular for all of these."""
        match number:
            case Whole(value=value) | Decimal(whole=value):
                return value < _TWO
        return False

    def gender_of(self, noun: str) -> str:
        return FEMININE if self.table.is_feminine(noun) else ""

    def clock(self, clock: ClockTime) -> str:
        hours = self.amount(amount_of(clock.hour, "hour"))
        return f"{hours} {self.cardinal(clock.minute)}" if clock.minute else hours

    def duration(self, duration: Duration) -> str:
        if duration.hours and duration.minutes and not duration.seconds:
            return f"{self.amount(amount_of(duration.hours, 'hour'))} {self.cardinal(duration.minutes)}"
        return super().duration(duration)

    def date(self, date: Date) -> str:
        day = "premier" if date.day == 1 else self.cardinal(date.day)
        return f"{day} {self.month(date.month)}" + (f" {self.year(date.year)}" if date.year else "")

    def factor(self, factor: SingleAmount | Series) -> str:
        """`fois` is feminine: "une fois dix"."""
        if isinstance(factor, Amount) and not factor.unit:
            return self._between(factor.join).join(self.quantity(one, FEMININE) for one in factor.numbers)
        return super().factor(factor)

    def word_before(self, before: str, said: str) -> str:
        """Say `de 1 min` as "d'une minute"; "de un à dix" is usual."""
        is_article = said.startswith(("un ", "une ")) and " à " not in said
        is_elided = is_article and before.endswith(("de ", "De ")) and not before[-4:-3].isalpha()
        return f"{before[:-2]}'" if is_elided else before

    def ordinal(self, ordinal: Ordinal) -> str:
        said = in_words(ordinal.n, self.language, "ordinal")
        plural = "s" if ordinal.ending.endswith("s") and ordinal.n == 1 else ""
        if ordinal.n == 1 and ordinal.ending in ("re", "ère", "res", "ères"):
            return f"première{plural}"
        if ordinal.n == _TWO and ordinal.ending in ("nd", "nde", "de"):
            return "second" if ordinal.ending == "nd" else "seconde"
        return f"{said}{plural}"

    def rep_max(self, rep_max: RepMax) -> str:
        number = self.cardinal(rep_max.reps, FEMININE)
        said = f"{number} répétition maximale" if rep_max.reps == 1 else f"{number} répétitions maximales"
        if not rep_max.of:
            return said
        return f"d'{said}" if rep_max.reps == 1 else f"de {said}"
