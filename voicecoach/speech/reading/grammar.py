"""How pieces are said, as far as languages agree. Each language's grammar is a class beside this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, assert_never

from msgspec.structs import replace

from voicecoach.speech.reading.number_words import in_words
from voicecoach.speech.reading.pieces import (
    Amount,
    ClockTime,
    Date,
    Decade,
    Decimal,
    Digits,
    Duration,
    Grade,
    Height,
    Join,
    Joined,
    Letters,
    Mixed,
    Ordinal,
    PaceOf,
    Plain,
    Plural,
    Product,
    Quantity,
    Rate,
    Rating,
    Ratio,
    Repeat,
    ReplacedText,
    RepMax,
    Series,
    Whole,
    Year,
    amount_of,
)
from voicecoach.speech.reading.table import FEMININE, MASCULINE

if TYPE_CHECKING:
    from voicecoach.speech.reading.pieces import Number, ReadPiece
    from voicecoach.speech.reading.table import Table, UnitWords

_TWO = 2
_OF_BLOCKS = ("set", "round")
_NAMED_YEARS = range(1900, 2000)  # "neunzehnhundertneunziger"


class Grammar:
    """Says pieces by the rules of a language and with the words of its table."""

    joins_two_decimals: ClassVar[bool] = False  # "point two five"; True: as one number
    before_cents: ClassVar[str] = ""  # `9,50 €`: "neun Euro fünfzig", Spanish "nueve euros con cincuenta"

    def __init__(self, table: Table) -> None:
        self.table = table
        self.words = table.say
        self.language = table.language

    def say(self, piece: ReadPiece) -> str:  # noqa: C901, PLR0911, PLR0912  # one line for each kind of piece
        match piece:
            case Plain(text=text) | ReplacedText(text=text):
                return text
            case Amount():
                return self.amount(piece)
            case Duration():
                return self.duration(piece)
            case Height():
                return self.height(piece)
            case ClockTime():
                return self.clock(piece)
            case Series(items=items, join=join):
                return self._between(join).join(map(self.say, items))
            case Product():
                return self.product(piece)
            case Repeat():
                return self.repeat(piece)
            case Rate(per=Amount() as per, every=True):
                return f"{self.say(piece.of)} {self.every(self.table.unit(per.unit))} {self.amount(per)}"
            case Rate():
                return f"{self.say(piece.of)} {self.words['per']} {self.per(piece.per)}"
            case Rating(value=value, most=most, total=total, rated=rated):
                of = self.words["out_of" if rated else "of"]
                numbers = self._between(Join.TO).join(map(self.quantity, (value, most) if most else (value,)))
                if piece.half:
                    numbers += f" {self.words['plus' if piece.half == '+' else 'minus']}"
                if piece.unit:
                    numbers = self.measure(value, self.table.unit(piece.unit))
                return f"{numbers} {of} {self.quantity(total)}"
            case Ratio(parts=parts, decimals=decimals):
                numbers = f" {self.words['ratio']} ".join(map(self.cardinal, parts))
                return f"{numbers} {self.words['point']} {self.decimals(decimals)}" if decimals else numbers
            case Ordinal():
                return self.ordinal(piece)
            case Joined(number=number, ending=ending):
                is_year = number in _NAMED_YEARS and ending in ("er", "ern")
                return f"{self.year(number) if is_year else self.cardinal(number, MASCULINE)}{ending}"
            case PaceOf(minutes=minutes, seconds=seconds, ending=ending):
                return f"{self.cardinal(minutes)} {self.cardinal(seconds)}{ending}"
            case Plural(number=number, by=by):
                return f"{self.cardinal(by)} by {self.plural(number)}" if by else self.plural(number)
            case Decade():
                return self.decade(piece.year)
            case Year(year=year):
                return self.year(year)
            case Date():
                return self.date(piece)
            case Grade(number=number, letters=letters):
                return f"{self.cardinal(5)} {self.cardinal(number)} {', '.join(letters)}".rstrip()
            case RepMax():
                return self.rep_max(piece)
            case Letters(text=text):
                return " ".join(text.upper())
            case _:
                assert_never(piece)

    def cardinal(self, number: int, gender: str = "") -> str:
        """Return a whole number in words; with a gender, as it stands before such a noun."""
        del gender
        return in_words(number, self.language)

    def decimals(self, digits: str) -> str:
        """Say each digit by itself; two as one number where the language does so."""
        if self.joins_two_decimals and len(digits) == _TWO and digits[0] != "0":
            return self.cardinal(int(digits))
        return " ".join(self.cardinal(int(digit)) for digit in digits)

    def fraction(self, number: Mixed, *, before_noun: bool) -> str:
        raise NotImplementedError

    def mixed(self, number: Mixed, gender: str) -> str:
        raise NotImplementedError

    def number(self, number: Number, gender: str = "", *, before_noun: bool = False) -> str:
        match number:
            case Whole(value=value):
                return self.cardinal(value, gender)
            case Decimal(whole=whole, digits=digits):
                return f"{self.cardinal(whole)} {self.words['point']} {self.decimals(digits)}"
            case Mixed(whole=0):
                return self.fraction(number, before_noun=before_noun)
            case Mixed():
                return self.mixed(number, gender)
            case Digits(text=text):
                return " ".join(self.cardinal(int(one)) if one.isdecimal() else one for one in text)
            case _:
                assert_never(number)

    def quantity(self, quantity: Quantity, gender: str = "", *, before_noun: bool = False) -> str:
        said = self.number(quantity.number, gender, before_noun=before_noun)
        sign = {"+": "plus", "-": "minus", "±": "plus_minus"}.get(quantity.sign, "")
        return f"{self.words[sign]} {said}" if sign else said

    def word_before(self, before: str, said: str) -> str:  # noqa: ARG002  # French has forms of them
        """Return the words before a piece in the form that they have before what is said there."""
        return before

    def amount(self, amount: Amount) -> str:
        if not amount.unit:
            gender = self.gender_of(amount.noun)
            last = len(amount.numbers) - 1
            return self._between(amount.join).join(
                self.quantity(
                    number,
                    gender if at == last else self.gender_in_list(gender),
                    before_noun=bool(amount.noun),
                )
                for at, number in enumerate(amount.numbers)
            )
        unit = self.table.unit(amount.unit)
        part = amount.numbers[0].number
        if amount.article and isinstance(part, Mixed) and not part.whole:
            return self.part_of(part, unit)
        if amount.summed and self.is_one(amount.numbers[0].number):
            return f"{self.quantity(amount.numbers[0], unit.gender)} {unit.many}"
        if len(amount.numbers) == 1:
            return self.measure(amount.numbers[0], unit, describes=amount.describes)
        numbers = self._between(amount.join).join(
            self.quantity(
                number, unit.gender if number is amount.numbers[-1] else self.first_gender(unit.gender)
            )
            for number in amount.numbers
        )
        if amount.join is Join.LIST and not amount.describes:
            return f"{numbers} {unit.many}"  # `3-2-1 reps`
        return f"{numbers} {self.unit_form(amount.numbers[-1], unit, describes=amount.describes)}"

    def part_of(self, part: Mixed, unit: UnitWords) -> str:
        """Say a part of a unit behind its article, which is written: `a 1/2 hour`, `une 1/2 heure`."""
        return f"{self.fraction(part, before_noun=True)} {unit.one}"

    def gender_in_list(self, gender: str) -> str:
        """Return the gender of a number that others follow before they come to their noun."""
        return gender if gender == FEMININE else ""

    def first_gender(self, gender: str) -> str:
        """Return the gender of the first number of several before a noun of this one."""
        return gender

    def measure(self, quantity: Quantity, unit: UnitWords, *, describes: bool = False) -> str:
        match quantity.number:
            case Decimal(whole=whole, digits=cents) if unit.kind == "money" and len(cents) == _TWO:
                price = self.measure(Quantity(number=Whole(value=whole), sign=quantity.sign), unit)
                return f"{price} {self.before_cents}{self.cardinal(int(cents))}" if int(cents) else price
        return f"{self.quantity(quantity, unit.gender)} {self.unit_form(quantity, unit, describes=describes)}"

    def unit_form(self, quantity: Quantity, unit: UnitWords, *, describes: bool) -> str:
        return unit.one if describes or self.is_one(quantity.number) else unit.many

    def is_one(self, number: Number) -> bool:
        """Tell whether a noun behind this number is in the singular."""
        return number == Whole(value=1)

    def gender_of(self, noun: str) -> str:
        """Return the gender of the noun that a number counts; empty where it does not matter, or there is none."""
        del noun
        return ""

    def _between(self, join: Join) -> str:
        match join:
            case Join.TO:
                return f" {self.words['to']} "
            case Join.OR:
                return f" {self.words['or']} "
            case Join.OVER:
                return f" {self.words['over']} "
            case Join.LIST | Join.NONE:
                return ", "
            case _:
                assert_never(join)

    def duration(self, duration: Duration) -> str:
        counted = ((duration.hours, "hour"), (duration.minutes, "minute"))
        parts = [
            self.amount(replace(amount_of(value, unit), dative=duration.dative))
            for value, unit in counted
            if value
        ]
        if duration.seconds or duration.decimals or not parts:
            seconds = Decimal(whole=duration.seconds, digits=duration.decimals) if duration.decimals else None
            number = Quantity(number=seconds or Whole(value=duration.seconds))
            parts.append(self.amount(Amount(numbers=(number,), unit="second")))
        return " ".join(parts)

    def clock(self, clock: ClockTime) -> str:
        raise NotImplementedError

    def height(self, height: Height) -> str:
        feet = self.amount(amount_of(height.feet, "foot"))
        return f"{feet} {self.cardinal(height.inches)}" if height.inches else feet

    def plural(self, number: int) -> str:
        return self.cardinal(number)

    def decade(self, year: int) -> str:
        return self.cardinal(year)

    def year(self, year: int) -> str:
        return in_words(year, self.language, "year")

    def month(self, month: int) -> str:
        from babel.dates import get_month_names

        return str(get_month_names("wide", locale=self.language)[month])

    def date(self, date: Date) -> str:
        raise NotImplementedError

    def product(self, product: Product) -> str:
        first, *others = product.factors
        is_block = isinstance(first, Amount) and first.unit in _OF_BLOCKS
        said = self.factor(first)
        for other in others:
            said += f" {self.words['sets_of' if is_block else 'times']} {self.say(other)}"
            is_block = False
        return said

    def factor(self, factor: Amount | Duration | Height | ClockTime | Series) -> str:
        return self.say(factor)

    def repeat(self, repeat: Repeat) -> str:
        amount = repeat.amount
        if isinstance(amount, Amount) and not amount.unit:
            return self.amount(Amount(numbers=amount.numbers, join=amount.join, unit="time"))
        return self.say(amount)

    def per(self, per: Amount | str) -> str:
        if isinstance(per, str):
            return per
        if not per.numbers:
            return self.table.unit(per.unit).one
        return self.amount(per)

    def every(self, unit: UnitWords) -> str:  # noqa: ARG002  # in French it agrees with the unit
        return self.words["every"]

    def ordinal(self, ordinal: Ordinal) -> str:
        return in_words(ordinal.n, self.language, "ordinal")

    def rep_max(self, rep_max: RepMax) -> str:
        raise NotImplementedError
