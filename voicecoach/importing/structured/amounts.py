"""Lengths, counts and powers as programs write them: a number whose unit the key names, or words with a unit."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from msgspec import Struct

from voicecoach.importing.structured.keys import UNITS_MS
from voicecoach.language.durations import MAX_DURATION_MS, Problem, duration_ms
from voicecoach.units import MS_PER_S

_LONGEST: Final = 40  # characters
_NUMBER: Final = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,9})?")
_WITH_UNIT: Final = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,9})?) ?([^\W\d_]+)\.?")
_RANGE: Final = re.compile(r"([0-9][0-9.:]{0,8}) ?(?:-|\u2013|to) ?([0-9].*)")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2}")
_ISO: Final = re.compile(r"PT(?=[0-9])", re.IGNORECASE)
_COUNT: Final = re.compile(r"([0-9]{1,5})(?:\.0+)?(?: ?(?:x|reps?|times|rounds|sets))?", re.IGNORECASE)
_COUNTS: Final = re.compile(r"([0-9]{1,4}) ?(?:-|\u2013|to) ?([0-9]{1,4})(?: reps?)?", re.IGNORECASE)
_EACH_SIDE: Final = re.compile(
    r" ?(?:(?:per|each|/|a|on each) ?(?:side|leg|arm|hand)s?|e/s|es|ea)\b\.?", re.IGNORECASE
)
_AS_MANY: Final = re.compile(r"(?:amrap|max(?:imum)?|(?:to )?failure)(?: reps?)?", re.IGNORECASE)


_POWER: Final = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,20})?) ?(%|w|watts?)?(?: ?ftp)?")
_MOST_SHARE: Final = 5  # times the threshold; what is more is in percent


_BEGINS: Final = re.compile(r"([0-9][0-9.,:]{0,8} ?(?:[^\W\d_]{1,8}\.?)?) (?:of )?(\D{3,100})")
_ENDS: Final = re.compile(r"(\D{3,100}?)[ ,:(-]+(?:for )?([0-9][0-9.,:]{0,8} ?[^\W\d_]{1,8}\.?)\)?")


class Length(Struct, frozen=True, kw_only=True):
    """`is_bare`: nothing says the unit. `is_range`: the longer end is taken."""

    length_ms: int
    is_bare: bool = False
    is_range: bool = False


class Count(Struct, frozen=True, kw_only=True):
    """`least` is that of a range, else the same. `most` of 0: as many as one can."""

    least: int
    most: int
    each_side: bool = False


def length_of(text: str, unit_ms: int = 0) -> Length | None:
    """Return a length, or None where it is none. A bare number is in seconds."""
    text = text.strip()
    if not text or len(text) > _LONGEST or _DATE.match(text):
        return None
    if found := _RANGE.fullmatch(text):
        longer = length_of(found[2], unit_ms)
        return Length(length_ms=longer.length_ms, is_bare=longer.is_bare, is_range=True) if longer else None
    if _NUMBER.fullmatch(text):
        number = Decimal(text.replace(",", ".")) * (unit_ms or MS_PER_S)
        found_ms = int(number.to_integral_value(ROUND_HALF_UP))
        return Length(length_ms=found_ms, is_bare=not unit_ms) if found_ms <= MAX_DURATION_MS else None
    if text[:2].upper() == "PT":
        text = _ISO.sub("", text).casefold()
    total_ms, end = Decimal(0), 0
    for part in _WITH_UNIT.finditer(text):
        part_ms = UNITS_MS.get(part[2].casefold())
        if part_ms is None or text[end : part.start()].strip(" ,+"):
            break
        total_ms, end = total_ms + Decimal(part[1].replace(",", ".")) * part_ms, part.end()
    if end == len(text) and 0 < total_ms <= MAX_DURATION_MS:
        return Length(length_ms=int(total_ms.to_integral_value(ROUND_HALF_UP)))
    exact = duration_ms(text)
    return None if isinstance(exact, Problem) else Length(length_ms=exact)


def count_of(text: str) -> Count | None:
    """Return how many, or None: `12`, `8-12`, `10 per side`, `AMRAP`."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    text, sides = _EACH_SIDE.subn("", text)
    if (found := _COUNT.fullmatch(text.strip())) and int(found[1]):
        return Count(least=int(found[1]), most=int(found[1]), each_side=bool(sides))
    if (found := _COUNTS.fullmatch(text.strip())) and int(found[1]) and int(found[2]):
        low, high = sorted((int(found[1]), int(found[2])))
        return Count(least=low, most=high, each_side=bool(sides))
    return Count(least=0, most=0, each_side=bool(sides)) if _AS_MANY.fullmatch(text.strip()) else None


def number_of(text: str) -> Decimal | None:
    text = text.strip()
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def power_of(text: str, unit: str) -> str:
    """Return a power in words: `75 %` of `0.75` or `75`, `150 watts`, `zone 2`; empty where it is none. `unit` is what stands beside it."""
    found = _POWER.fullmatch(text.strip().casefold())
    if not found or not (number := Decimal(found[1])):
        return ""
    if "zone" in unit:
        return f"zone {number.normalize():f}"
    unit = found[2] or unit
    is_share = number <= _MOST_SHARE and not unit
    share = number * 100 if is_share else number
    return f"{share.to_integral_value(ROUND_HALF_UP)} {'watts' if unit.startswith('w') else '%'}"


def named_length_of(text: str) -> tuple[str, int]:
    """Return the name and the length of `5 min brisk walk` or `Plank 30s`; no name and 0 where it is none."""
    text = text.strip()
    for shape, length_at in ((_BEGINS, 1), (_ENDS, 2)):
        if (
            (found := shape.fullmatch(text))
            and (length := length_of(found[length_at]))
            and not length.is_bare
        ):
            return found[3 - length_at].strip(" ,:(-"), length.length_ms
    return "", 0
