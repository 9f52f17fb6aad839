"""Spanish: how numbers, times and their like are said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.grammar import Grammar
from voicecoach.speech.reading.number_words import in_words
from voicecoach.speech.reading.pieces import Decimal, Join, Mixed, Quantity, Whole
from voicecoach.speech.reading.table import FEMININE

if TYPE_CHECKING:
    from voicecoach.speech.reading.pieces import Amount, ClockTime, Date, Number, Ordinal, RepMax
    from voicecoach.speech.reading.table import UnitWords

_HALF: Final = "5"
_TWO: Final = 2
_TEN: Final = 10
_PARTS: Final = {2: "medio", 3: "tercio", 4: "cuarto", 8: "octavo"}
_MASCULINE: Final = "m"
_ORDINALS: Final = {11: "undécimo", 12: "duodécimo"}


class Spanish(Grammar):
    joins_two_decimals = True  # "coma veinticinco"
    before_cents = "con "

    def cardinal(self, number: int, gender: str = "") -> str:
        said = in_words(number, self.language)
        if gender == FEMININE:
            said = said.replace("cientos", "cientas").replace("quinientos", "quinientas")
            return f"{said[:-1]}a" if said.endswith("uno") else said
        if gender == _MASCULINE and said.endswith("uno"):
            return f"{said.removesuffix('uno')}ún" if said.endswith("veintiuno") else said[:-1]
        return said

    def fraction(self, number: Mixed, *, before_noun: bool) -> str:
        part = _PARTS.get(number.denominator) or in_words(number.denominator, self.language, "ordinal")
        if number.denominator == _TWO:
            return "media" if before_noun else "medio"
        return f"un {part}" if number.numerator == 1 else f"{self.cardinal(number.numerator)} {part}s"

    def number(self, number: Number, gender: str = "", *, before_noun: bool = False) -> str:
        """Say `1/2 giro` as "medio giro"."""
        match number:
            case Mixed(whole=0, denominator=2) if before_noun and gender == _MASCULINE:
                return "medio"
        return super().number(number, gender, before_noun=before_noun)

    def mixed(self, number: Mixed, gender: str) -> str:
        return f"{self.cardinal(number.whole, gender)} y {self._part(number, gender)}"

    def _part(self, number: Mixed, gender: str) -> str:
        if number.denominator == _TWO:
            return "media" if gender == FEMININE else "medio"
        part = Mixed(whole=0, numerator=number.numerator, denominator=number.denominator)
        return self.fraction(part, before_noun=False)

    def amount(self, amount: Amount) -> str:
        """Say `7/8 kg` as "siete u ocho kilos"."""
        said = super().amount(amount)
        return said.replace(" o o", " u o") if amount.join is Join.OR else said

    def first_gender(self, gender: str) -> str:
        """Say `1-3 min` as "uno a tres minutos"."""
        return gender if gender == FEMININE else ""

    def part_of(self, part: Mixed, unit: UnitWords) -> str:
        return self.measure(Quantity(number=part), unit)

    def measure(self, quantity: Quantity, unit: UnitWords, *, describes: bool = False) -> str:
        number = quantity.number
        if isinstance(number, Decimal) and number.digits == _HALF and number.whole and unit.kind == "time":
            number = Mixed(whole=number.whole, numerator=1, denominator=2)
            quantity = Quantity(number=number, sign=quantity.sign)
        match number:
            case Mixed(whole=0, numerator=1, denominator=2):
                return f"{self._part(number, unit.gender)} {unit.one}"
            case Mixed(whole=0):
                return f"{self.fraction(number, before_noun=False)} de {unit.one}"
            case Mixed():  # "un minuto y medio": the half stands behind the noun
                whole = Quantity(number=Whole(value=number.whole), sign=quantity.sign)
                return f"{super().measure(whole, unit)} y {self._part(number, unit.gender)}"
        return super().measure(quantity, unit, describes=describes)

    def gender_of(self, noun: str) -> str:
        if not noun or self.table.has("small", noun):
            return ""
        return FEMININE if self.table.is_feminine(noun) else _MASCULINE

    def clock(self, clock: ClockTime) -> str:
        hour = self.cardinal(clock.hour, FEMININE)
        half = f" {self.words[clock.half]}" if clock.half else ""
        if not clock.minute:
            unit = self.table.unit("hour")
            return f"{hour} {unit.one if clock.hour == 1 else unit.many}" if clock.marked else f"{hour}{half}"
        minute = self.cardinal(clock.minute)
        return f"{hour} {minute}{half}" if clock.minute >= _TEN else f"{hour} y {minute}{half}"

    def date(self, date: Date) -> str:
        return f"{self.cardinal(date.day)} de {self.month(date.month)}" + (
            f" de {self.year(date.year)}" if date.year else ""
        )

    def ordinal(self, ordinal: Ordinal) -> str:
        """Say `1.ª serie` as "primera serie", `3.º paso` as "tercer paso"."""
        said = _ORDINALS.get(ordinal.n) or in_words(ordinal.n, self.language, "ordinal")
        said = said.replace("décimo ", "decimo")  # "decimotercero"
        if ordinal.ending in ("ª", "a"):
            return " ".join(f"{word.removesuffix('o')}a" for word in said.split())
        if (ordinal.noun and not self.table.has("small", ordinal.noun)) or ordinal.ending == "er":
            return said.removesuffix("o") if said.endswith(("primero", "tercero")) else said
        return said

    def rep_max(self, rep_max: RepMax) -> str:
        number = self.cardinal(rep_max.reps, FEMININE)
        said = f"{number} repetición máxima" if rep_max.reps == 1 else f"{number} repeticiones máximas"
        return f"de {said}" if rep_max.of else said
