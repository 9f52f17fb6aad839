"""What a text is cut into: typed pieces, each with the value that is written and nothing of how it is said."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct


class Join(StrEnum):
    """What stands between the numbers of an amount."""

    NONE = ""
    TO = "to"  # 8-12
    OR = "or"  # 16/24 kg
    LIST = "list"  # 21-15-9, 90/90
    OVER = "over"  # BP 120/80


class Whole(Struct, frozen=True, kw_only=True):
    value: int


class Decimal(Struct, frozen=True, kw_only=True):
    whole: int
    digits: str  # behind the decimal sign, as written


class Mixed(Struct, frozen=True, kw_only=True):
    """A fraction, `whole` is 0 where it stands alone."""

    whole: int
    numerator: int
    denominator: int


class Digits(Struct, frozen=True, kw_only=True):
    """Digits that name something instead of counting it: `007`, a phone number, a tempo."""

    text: str


Number: TypeAlias = Whole | Decimal | Mixed | Digits


class Quantity(Struct, frozen=True, kw_only=True):
    number: Number
    sign: str = ""  # `+`, `-` or `±`


class Amount(Struct, frozen=True, kw_only=True):
    """Numbers that share a unit (its key in the table), or stand before a noun."""

    numbers: tuple[Quantity, ...]
    join: Join = Join.NONE
    unit: str = ""
    describes: bool = False  # stands before what it describes: `24" box`, `30-second plank`
    noun: str = ""  # the word that follows where there is no unit
    summed: bool = False  # ends a sum: `3+1 reps`
    dative: bool = False  # behind a word that asks for it, where a language has it: German `mit 1 Hand`
    article: str = ""  # that stands before a half: `eine 1/2 Stunde`


class Duration(Struct, frozen=True, kw_only=True):
    """`1:30`, `1h30`, `1'30"`; of `given` parts, those that were written."""

    hours: int = 0
    minutes: int = 0
    seconds: int = 0
    decimals: str = ""  # of the seconds
    dative: bool = False  # as of an amount


class Height(Struct, frozen=True, kw_only=True):
    feet: int
    inches: int


class ClockTime(Struct, frozen=True, kw_only=True):
    hour: int
    minute: int
    half: str = ""  # `am` or `pm`
    bare: bool = False  # the first of two, whose half of the day stands behind the second
    marked: bool = False  # a word that says it is a time of day follows and is said here: `Uhr`, `heures`


SingleAmount: TypeAlias = Amount | Duration | Height | ClockTime


class Series(Struct, frozen=True, kw_only=True):
    """Items with units of their own: `20kg/44lb`, `30s-1min`."""

    items: tuple[SingleAmount, ...]
    join: Join


class Product(Struct, frozen=True, kw_only=True):
    """`3x10`: the factors in the order in which they stand."""

    factors: tuple[SingleAmount | Series, ...]


class Repeat(Struct, frozen=True, kw_only=True):
    """`5x`, `x5`: how many times."""

    amount: SingleAmount | Series


class Rate(Struct, frozen=True, kw_only=True):
    """`5:30/km`, `8/leg`: what, and per what; `per` is a word or, with a unit, an amount."""

    of: SingleAmount | Series | Product | Repeat | Rate  # a rate's own: `2 g/kg/day`
    per: Amount | str
    every: bool = False  # `1x/2 days`


class Rating(Struct, frozen=True, kw_only=True):
    """`Part 1/3`, or with `rated`, `RPE 6/10`."""

    value: Quantity
    most: Quantity | None = None  # `RPE 3-4/10`
    total: Quantity
    rated: bool = False
    unit: str = ""  # of the value: French `7j/7`
    half: str = ""  # `+` or `-` behind the value: `4+/5`


class Ratio(Struct, frozen=True, kw_only=True):
    parts: tuple[int, ...]
    decimals: str = ""  # of the last part: `1:1.5`


class Ordinal(Struct, frozen=True, kw_only=True):
    n: int
    ending: str = ""  # as written: `st`, `re`, `.ª`
    article: str = ""  # German: what stands before it decides its ending
    noun: str = ""


class Joined(Struct, frozen=True, kw_only=True):
    """A number and what makes one word with it: `2-beinig`, `6er`."""

    number: int
    ending: str


class PaceOf(Struct, frozen=True, kw_only=True):
    """Minutes and seconds that make one word with an ending: `5:30er`."""

    minutes: int
    seconds: int
    ending: str


class Plural(Struct, frozen=True, kw_only=True):
    """Several of what a number names: `V3s`, `400s`, `4x4s`."""

    number: int
    by: int = 0


class Decade(Struct, frozen=True, kw_only=True):
    year: int


class Year(Struct, frozen=True, kw_only=True):
    year: int


class Date(Struct, frozen=True, kw_only=True):
    day: int
    month: int
    year: int = 0
    article: str = ""


class Grade(Struct, frozen=True, kw_only=True):
    """`5.10a`, how hard a climb is in the scale of Yosemite; `number` is what follows the five and the point."""

    number: int
    letters: tuple[str, ...]


class RepMax(Struct, frozen=True, kw_only=True):
    reps: int
    of: bool = False  # `70% 1RM`
    many: bool = False  # `1RMs`


class ReplacedText(Struct, frozen=True, kw_only=True):
    """What the table says in place of what is written: an abbreviation, a sign."""

    text: str


class Letters(Struct, frozen=True, kw_only=True):
    """Letters that are said one by one."""

    text: str


class Plain(Struct, frozen=True, kw_only=True):
    """Words and punctuation that are said as they are written."""

    text: str


ReadPiece: TypeAlias = (
    SingleAmount
    | Series
    | Product
    | Repeat
    | Rate
    | Rating
    | Ratio
    | Ordinal
    | Joined
    | PaceOf
    | Plural
    | Decade
    | Year
    | Date
    | Grade
    | RepMax
    | ReplacedText
    | Letters
    | Plain
)


def one(number: Number, *, sign: str = "") -> Quantity:
    return Quantity(number=number, sign=sign)


def amount_of(value: int, unit: str = "") -> Amount:
    return Amount(numbers=(one(Whole(value=value)),), unit=unit)
