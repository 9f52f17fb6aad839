"""German: how numbers, times and their like are said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from voicecoach.speech.reading.grammar import Grammar
from voicecoach.speech.reading.number_words import in_words
from voicecoach.speech.reading.pieces import Amount, Decimal, Join, Mixed, Quantity, Whole
from voicecoach.speech.reading.table import FEMININE

if TYPE_CHECKING:
    from voicecoach.speech.reading.pieces import (
        ClockTime,
        Date,
        Height,
        Ordinal,
        Repeat,
        RepMax,
        Series,
        SingleAmount,
    )
    from voicecoach.speech.reading.table import UnitWords

_NEUTER: Final = "n"
_ACCUSATIVE: Final = "a"  # of a masculine noun: `1 tiefen Atemzug`
_ONE: Final = "eins"
_ONE_OF: Final = Quantity(number=Whole(value=1))
_PARTS: Final = {2: "halb", 3: "Drittel", 4: "Viertel", 8: "Achtel"}
_LONGEST_JOINED: Final = 12  # `zweimal`, but `fünfzehn mal` reads better in two words
_BARE: Final = ("ab", "seit")  # prepositions with the dative
_NOMINATIVE: Final = ("d", "der", "die", "das", "jeder", "jede", "jedes", "dieser", "diese", "dieses")


class German(Grammar):
    def cardinal(self, number: int, gender: str = "") -> str:
        said = in_words(number, self.language)
        for whole in ("einhundert", "eintausend"):
            if said.startswith(whole):
                said = said.removeprefix("ein")
        if gender and (said == _ONE):
            return {FEMININE: "eine", _ACCUSATIVE: "einen"}.get(gender, "ein")
        return said

    def fraction(self, number: Mixed, *, before_noun: bool) -> str:
        if number.denominator == 2:  # noqa: PLR2004
            return "halbe" if before_noun else "ein halb"
        part = _part(number.denominator)
        return f"ein {part}" if number.numerator == 1 else f"{self.cardinal(number.numerator)} {part}"

    def mixed(self, number: Mixed, gender: str) -> str:
        del gender
        whole = self.cardinal(number.whole, "m")
        if number.denominator == 2:  # noqa: PLR2004
            return f"{whole}einhalb"
        numerator = self.cardinal(number.numerator, "m")
        return f"{whole}{numerator}{_part(number.denominator).lower()}"

    def amount(self, amount: Amount) -> str:
        """Say `mit 1 Hand` as "mit einer", `nach 1/2 Std.` as "nach einer halben Stunde", `in 3 Tg.` as "in drei Tagen"."""
        unit = self.table.unit(amount.unit) if amount.unit else None
        if unit and unit.kind == "time":
            amount = replace(amount, numbers=tuple(map(_with_half, amount.numbers)))
        gender = unit.gender if unit else self.gender_of(amount.noun)
        number = amount.numbers[-1].number
        if unit and isinstance(number, Mixed) and not number.whole and (amount.dative or amount.article):
            return self._part_in_case(number, unit, amount.article)
        if unit and amount.describes and amount.numbers == (_ONE_OF,):
            return f"{self.cardinal(1, 'm')} {unit.many}"  # `1-Min.-Plank`
        if not amount.dative or amount.describes:
            return super().amount(amount)
        if amount.numbers == (_ONE_OF,) and gender:
            return self._inflected(f"{'einer' if gender == FEMININE else 'einem'}", unit)
        said = super().amount(amount)
        is_several = unit is not None and unit.many != unit.one and said.endswith(f" {unit.many}")
        return f"{said}n" if is_several and said.endswith("e") else said

    def _inflected(self, article: str, unit: UnitWords | None) -> str:
        return f"{article} {unit.one}" if unit else article

    def _part_in_case(self, number: Mixed, unit: UnitWords, article: str) -> str:
        """Say `nach 1/2 Std.` as "nach einer halben Stunde", `eine 1/2 Std.` as "eine halbe Stunde"."""
        own, _, part = self.measure(Quantity(number=number), unit).partition(" ")
        _, _, noun = part.partition(" ")
        if article not in ("ein", "eine") and noun:
            part = f"halben {noun}"
        if article:
            return part
        return f"{'einer' if own == 'eine' else 'einem'} {part}"

    def gender_in_list(self, gender: str) -> str:
        return self.first_gender(gender)

    def first_gender(self, gender: str) -> str:
        """Say `1-3 Min.` as "ein bis drei Minuten"."""
        return "m" if gender else ""

    def measure(self, quantity: Quantity, unit: UnitWords, *, describes: bool = False) -> str:
        match quantity.number:
            case Mixed(whole=0, numerator=1, denominator=2):
                ending = {FEMININE: "eine halbe", _NEUTER: "ein halbes"}.get(unit.gender, "ein halber")
                return f"{ending} {unit.one}"
            case Mixed(whole=0, numerator=numerator, denominator=4) if unit.one == "Stunde":
                return "eine Viertelstunde" if numerator == 1 else "eine Dreiviertelstunde"
            case Mixed(whole=0) as number:
                return f"{self.fraction(number, before_noun=False)} {unit.one}"
        return super().measure(quantity, unit, describes=describes)

    def unit_form(self, quantity: Quantity, unit: UnitWords, *, describes: bool) -> str:
        return unit.many if describes else super().unit_form(quantity, unit, describes=False)

    def gender_of(self, noun: str) -> str:
        """Nouns have capitals; the other words that may follow a number decide nothing."""
        *adjectives, noun = noun.split(" ")
        if not noun or not noun[0].isupper():
            return ""
        if adjectives and adjectives[0][-1] in "ers":
            return FEMININE if adjectives[0][-1] == "e" else "m"
        if self.table.is_feminine(noun):
            return FEMININE
        return _ACCUSATIVE if adjectives and adjectives[0].endswith("en") else "m"

    def clock(self, clock: ClockTime) -> str:
        minute = f" {self.cardinal(clock.minute)}" if clock.minute else ""
        return f"{self.cardinal(clock.hour, 'm')} Uhr{minute}"

    def height(self, height: Height) -> str:
        feet, inches = self.table.unit("foot"), self.table.unit("inch")
        return f"{self.cardinal(height.feet, 'm')} {feet.many} {self.cardinal(height.inches)} {inches.many}"

    def date(self, date: Date) -> str:
        ending = "n" if date.article and date.article not in _NOMINATIVE else ""
        ending = ending or ("" if date.article else "r")
        day = in_words(date.day, self.language, "ordinal")
        return f"{day}{ending} {self.month(date.month)}" + (f" {self.year(date.year)}" if date.year else "")

    def factor(self, factor: SingleAmount | Series) -> str:
        if isinstance(factor, Amount) and factor.numbers[-1].number == Whole(value=1) and not factor.unit:
            return self.cardinal(1, "m")
        return super().factor(factor)

    def repeat(self, repeat: Repeat) -> str:
        amount = repeat.amount
        if not isinstance(amount, Amount) or amount.unit:
            return self.say(amount)
        numbers = [self.quantity(number, "m") for number in amount.numbers]
        last = amount.numbers[-1].number
        is_joined = isinstance(last, Whole) and last.value <= _LONGEST_JOINED
        between = f" {self.words['to']} " if amount.join is Join.TO else ", "
        return f"{between.join(numbers)}{'' if is_joined else ' '}mal"

    def ordinal(self, ordinal: Ordinal) -> str:
        """Say `1. Satz` as "erster Satz", `die 2. Runde` as "die zweite Runde", `im 3. Satz` as "im dritten Satz"."""
        said = in_words(ordinal.n, self.language, "ordinal")
        is_feminine = self.table.has("ordinals_f", ordinal.noun)
        if ordinal.article in _BARE and ordinal.noun:  # `ab 7. Woche`, without an article of its own
            return f"{said}{'r' if is_feminine else 'm'}"
        if ordinal.article:
            return said if ordinal.article in _NOMINATIVE else f"{said}n"
        if is_feminine:
            return said
        return f"{said}s" if self.table.has("ordinals_n", ordinal.noun) else f"{said}r"

    def rep_max(self, rep_max: RepMax) -> str:
        number = self.cardinal(rep_max.reps, "m").capitalize()
        said = f"{number}wiederholungsmaximum"
        return f"vom {said}" if rep_max.of else said


def _with_half(quantity: Quantity) -> Quantity:
    """Return `1,5`, of a unit of time, as one and a half."""
    match quantity.number:
        case Decimal(whole=whole, digits="5") if whole:
            return replace(quantity, number=Mixed(whole=whole, numerator=1, denominator=2))
    return quantity


def _part(denominator: int) -> str:
    return _PARTS.get(denominator) or f"{in_words(denominator, 'de')}tel".capitalize()
