"""The details of an exercise: load, edge, grip, effort, and its tempo. Numbers are exact, never floats."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from msgspec import Struct

from voicecoach.language.durations import Fault, Problem
from voicecoach.language.grammar import DETAIL_NUMBER
from voicecoach.language.model import TextTemplate

DetailNumber: TypeAlias = int | Decimal

MAX_EFFORT: Final = 10
_LONGEST: Final = 100  # characters of what is said in the author's words


class LoadUnit(StrEnum):
    KILO = "kg"
    POUND = "lb"


class LoadOf(StrEnum):
    """What a percentage of a load refers to."""

    BODYWEIGHT = "BW"
    MAX = "max"


class Weight(Struct, frozen=True, kw_only=True):
    """`+10kg`, `2x12kg`, `-5kg`: the last is help, such as a pulley."""

    amount: DetailNumber
    unit: LoadUnit
    sign: str = ""  # `+`, `-` or empty
    times: int = 1


class PartOf(Struct, frozen=True, kw_only=True):
    """`80%`, `+20% BW`, `85% max`."""

    percent: DetailNumber
    sign: str = ""
    of: LoadOf | None = None


class Bodyweight(Struct, frozen=True, kw_only=True):
    """`BW`, `BW+10kg`."""

    more: Weight | None = None


Load: TypeAlias = Weight | PartOf | Bodyweight | TextTemplate


class EdgeUnit(StrEnum):
    MILLIMETER = "mm"
    CENTIMETER = "cm"
    INCH = "in"


class EdgeDepth(Struct, frozen=True, kw_only=True):
    amount: DetailNumber
    unit: EdgeUnit


Edge: TypeAlias = EdgeDepth | TextTemplate


class Details(Struct, frozen=True, kw_only=True):
    """In the order in which they are said; the tempo is only read. What is not given is None, empty, or an effort of 0."""

    grip: TextTemplate | None = None
    edge: Edge | None = None
    load: Load | None = None
    effort: int = 0  # 1 to 10
    tempo: str = ""  # `3-0-X-1`


NO_DETAILS: Final = Details()


# --- as it is written ---------------------------------------------------------------------------


def details_written(details: Details) -> tuple[str, ...]:
    """Return each of them as it is written, in the order in which they are said."""
    parts = (
        details.grip.written() if details.grip else "",
        edge_written(details.edge) if details.edge else "",
        load_written(details.load) if details.load else "",
        f"effort {details.effort}" if details.effort else "",
        f"tempo {details.tempo}" if details.tempo else "",
    )
    return tuple(part for part in parts if part)


def load_written(load: Load) -> str:
    match load:
        case Weight():
            times = f"{load.times}x" if load.times > 1 else ""
            return f"{load.sign}{times}{_digits(load.amount)}{load.unit}"
        case PartOf():
            return f"{load.sign}{_digits(load.percent)}%" + (f" {load.of}" if load.of else "")
        case Bodyweight():
            return f"{LoadOf.BODYWEIGHT}{load_written(load.more) if load.more else ''}"
        case TextTemplate():
            return load.written()


def edge_written(edge: Edge) -> str:
    return edge.written() if isinstance(edge, TextTemplate) else f"{_digits(edge.amount)}{edge.unit}"


def _digits(number: DetailNumber) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


# --- texts to values ----------------------------------------------------------------------------

_UNITS: Final = {
    **dict.fromkeys(
        ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramm", "kilogrammes", "kilogramos"),
        LoadUnit.KILO,
    ),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds", "pfund", "livres", "libras"), LoadUnit.POUND),
}
_EDGE_UNITS: Final = {
    **dict.fromkeys(
        ("mm", "millimeter", "millimeters", "millimetre", "millimetres", "millim\u00e8tres", "mil\u00edmetros"),
        EdgeUnit.MILLIMETER,
    ),
    **dict.fromkeys(
        ("cm", "centimeter", "centimeters", "centimetre", "centimetres", "zentimeter", "centim\u00e8tres",
         "cent\u00edmetros"),
        EdgeUnit.CENTIMETER,
    ),
    **dict.fromkeys(("in", "inch", "inches", '"', "\N{DOUBLE PRIME}", "zoll", "pouces", "pulgadas"), EdgeUnit.INCH),
}  # fmt: skip
_OF: Final = {
    **dict.fromkeys(
        ("bw", "bodyweight", "body weight", "k\u00f6rpergewicht", "poids du corps", "pdc", "peso corporal"),
        LoadOf.BODYWEIGHT,
    ),
    **dict.fromkeys(("max", "maximum", "1rm", "rm", "mvc", "maximal", "m\u00e1ximo"), LoadOf.MAX),
}  # fmt: skip

_AMOUNT: Final = rf"([+-]?)\s*(?:([1-9][0-9]?)\s*x\s*)?({DETAIL_NUMBER})\s*"


def _either(words: dict[str, LoadUnit] | dict[str, LoadOf] | dict[str, EdgeUnit]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_WEIGHT: Final = re.compile(rf"{_AMOUNT}({_either(_UNITS)})\.?(\s+assisted)?")
_PART: Final = re.compile(
    rf"([+-]?)\s*({DETAIL_NUMBER})\s*%\s*(?:of\s+|vom\s+|des\s+|du\s+|del\s+)?(?:the\s+|my\s+|your\s+)?({_either(_OF)})?"
)
_BODY: Final = re.compile(rf"({_either(_OF)})\s*(?:([+-].*))?")
_DEPTH: Final = re.compile(rf"({DETAIL_NUMBER})\s*({_either(_EDGE_UNITS)})\.?")
_BARE: Final = re.compile(rf"([+-]?)\s*({DETAIL_NUMBER})")
_BEHIND: Final = re.compile(rf"({DETAIL_NUMBER})\s*({_either(_UNITS)})\s*x\s*([1-9][0-9]?)")
_ONE_AMOUNT: Final = re.compile(r"[-+]?\s*[0-9]+(?:\.[0-9]*)?\s*\S*")
_EFFORT: Final = re.compile(r"(?:rpe|@)\s*([0-9]+)|([0-9]+)\s*/\s*10|(?:rpe\s*)?([0-9]+)\.0")


def load_of(text: str) -> Load | Problem | str:  # noqa: PLR0911 - one case a way to write it
    """Return a load; the text itself if it is the author's own words; a problem if it is neither."""
    plain = _plain(text)
    if len(plain) > _LONGEST:
        return Problem(Fault.SHAPE)
    if found := _WEIGHT.fullmatch(plain):
        return _weight(found)
    if found := _PART.fullmatch(plain):
        return PartOf(sign=found[1], percent=_number(found[2]), of=_OF.get(found[3] or ""))
    if (found := _BODY.fullmatch(plain)) and _OF[found[1]] is LoadOf.BODYWEIGHT:
        more = _WEIGHT.fullmatch(found[2]) if found[2] else None
        if more is not None or not found[2]:
            return Bodyweight(more=None if more is None else _weight(more))
    if found := _BEHIND.fullmatch(plain):
        return Problem(Fault.SHAPE, f"{found[3]}x{found[1]}{_UNITS[found[2]]}")
    if found := _BARE.fullmatch(plain):
        return Problem(Fault.SHAPE, f"{found[1]}{found[2]}{LoadUnit.KILO}")
    return _own_words(text, plain)


def edge_of(text: str) -> Edge | Problem | str:
    """Return the depth of an edge; the text itself if it is the author's own words; a problem if it is neither."""
    plain = _plain(text)
    if len(plain) > _LONGEST:
        return Problem(Fault.SHAPE)
    if found := _DEPTH.fullmatch(plain):
        amount = _number(found[1])
        return EdgeDepth(amount=amount, unit=_EDGE_UNITS[found[2]]) if amount else Problem(Fault.SHAPE)
    if (found := _BARE.fullmatch(plain)) and not found[1] and _number(found[2]):
        return Problem(Fault.SHAPE, f"{found[2]}{EdgeUnit.MILLIMETER}")
    return _own_words(text, plain)


def meant_effort(text: str) -> str:
    """Return the number that `RPE 8`, `8/10` or `8.0` stands for, or an empty text."""
    found = _EFFORT.fullmatch(_plain(text))
    return next((number for number in found.groups() if number), "") if found else ""


def _own_words(text: str, plain: str) -> str | Problem:
    """Return the author's own words; a number with an unknown unit is probably a slip."""
    is_said = any(map(str.isalpha, plain)) and not _ONE_AMOUNT.fullmatch(plain)
    return text.strip() if is_said else Problem(Fault.SHAPE)


def _weight(found: re.Match[str]) -> Weight:
    sign, times, amount, unit, assisted = found.groups()
    return Weight(
        sign="-" if assisted else sign, times=int(times or 1), amount=_number(amount), unit=_UNITS[unit]
    )


def _number(text: str) -> DetailNumber:
    number = Decimal(text)
    return int(number) if number == int(number) else Decimal(text.rstrip("0"))


def _plain(text: str) -> str:
    """Normalise a text: lower case, a decimal point, an ASCII minus."""
    plain = " ".join(text.casefold().split())
    plain = re.sub("[\N{MINUS SIGN}\N{HYPHEN}-\N{EM DASH}]", "-", plain).replace(
        "\N{MULTIPLICATION SIGN}", "x"
    )
    return re.sub(r"(?<=[0-9]),(?=[0-9])", ".", plain)
