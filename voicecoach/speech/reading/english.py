"""English: how numbers, times and their like are said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.speech.reading.grammar import Grammar
from voicecoach.speech.reading.number_words import in_words
from voicecoach.speech.reading.pieces import Decimal, Mixed, amount_of

if TYPE_CHECKING:
    from voicecoach.speech.reading.pieces import ClockTime, Date, Quantity, Repeat, RepMax
    from voicecoach.speech.reading.table import UnitWords

_TEN: Final = 10
_HUNDRED: Final = 100
_NOON: Final = 12
_HALF: Final = "5"
_UNDIVIDED: Final = ("rep", "repetition", "set", "round")  # `1/2 rep` is a kind of rep
_OF_TURNS: Final = (2, 4, 8)  # `1/4 turn`; a "third turn" would be the one behind the second
_PARTS: Final = {
    2: ("half", "halves"),
    3: ("third", "thirds"),
    4: ("quarter", "quarters"),
    8: ("eighth", "eighths"),
}


class English(Grammar):
    def cardinal(self, number: int, gender: str = "") -> str:
        del gender
        return in_words(number, self.language).replace(" and ", " ").replace(",", "")

    def fraction(self, number: Mixed, *, before_noun: bool) -> str:
        one, many = _part(number.denominator)
        if number.numerator > 1:
            return f"{self.cardinal(number.numerator)} {many}"
        is_kind = one == "half" or (before_noun and number.denominator in _OF_TURNS)
        return one if is_kind else f"one {one}"

    def mixed(self, number: Mixed, gender: str) -> str:
        one, many = _part(number.denominator)
        article = "an" if one == "eighth" else "a"
        part = f"{article} {one}" if number.numerator == 1 else f"{self.cardinal(number.numerator)} {many}"
        return f"{self.cardinal(number.whole, gender)} and {part}"

    def measure(self, quantity: Quantity, unit: UnitWords, *, describes: bool = False) -> str:
        number = quantity.number
        if isinstance(number, Decimal) and number.digits == _HALF and unit.kind == "time":
            number = Mixed(whole=number.whole, numerator=1, denominator=2)
            quantity = type(quantity)(number=number, sign=quantity.sign)
        if isinstance(number, Mixed) and not number.whole and not describes and unit.one in _UNDIVIDED:
            return f"{self.fraction(number, before_noun=True)} {unit.one}"
        if isinstance(number, Mixed) and not number.whole and not describes and unit.kind != "share":
            said = self.fraction(number, before_noun=False)
            article = "an" if unit.one[0] in "aeio" or unit.one.startswith("hour") else "a"
            return f"{said} {article} {unit.one}" if said == "half" else f"{said} of {article} {unit.one}"
        return super().measure(quantity, unit, describes=describes)

    def clock(self, clock: ClockTime) -> str:
        hour = self.cardinal(clock.hour)
        half = f" {self.words[clock.half]}" if clock.half else ""
        if not clock.minute:
            return (
                f"{hour}{half}"
                if half or clock.bare
                else f"{hour} o'clock"
                if 0 < clock.hour <= _NOON
                else f"{hour} hundred"
            )
        minute = self.cardinal(clock.minute) if clock.minute >= _TEN else f"oh {self.cardinal(clock.minute)}"
        return f"{hour} {minute}{half}"

    def plural(self, number: int) -> str:
        said = self.cardinal(number)
        return f"{said[:-1]}ies" if said.endswith("y") else f"{said}es" if said.endswith("x") else f"{said}s"

    def decade(self, year: int) -> str:
        tens = year % _HUNDRED
        if not tens:
            return f"{self.cardinal(year)}s"
        many = self.plural(tens)
        return f"{self.cardinal(year // _HUNDRED)} {many}" if year > _HUNDRED else many

    def year(self, year: int) -> str:
        return super().year(year).replace(" and ", " ")

    def date(self, date: Date) -> str:
        day = in_words(date.day, self.language, "ordinal")
        return f"{self.month(date.month)} {day}" + (f", {self.year(date.year)}" if date.year else "")

    def repeat(self, repeat: Repeat) -> str:
        return "once" if repeat.amount == amount_of(1) else super().repeat(repeat)

    def rep_max(self, rep_max: RepMax) -> str:
        said = f"{self.cardinal(rep_max.reps)} rep {'maxes' if rep_max.many else 'max'}"
        return f"of {said}" if rep_max.of else said


def _part(denominator: int) -> tuple[str, str]:
    if denominator in _PARTS:
        return _PARTS[denominator]
    one = in_words(denominator, "en", "ordinal")
    return one, f"{one}s"
