"""Texts to durations, in milliseconds: exact, never a float. What nearly is one says which one is meant."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction
from typing import Final

from msgspec import Struct

from voicecoach.language.grammar import CLOCK, DASH, NUMBER, UNITS
from voicecoach.language.quoting import without_curly
from voicecoach.language.words import AFTER_LENGTH, BEFORE_NUMBER, UNIT_WORDS, duration_words, without_remark
from voicecoach.units import MS_PER_H, MS_PER_MIN, MS_PER_S, format_duration_ms

MAX_DURATION_MS: Final = 24 * MS_PER_H
LONGEST: Final = 40  # characters of any of these; longer ones are a text in the wrong place
_PLAIN = re.compile(NUMBER)
_CLOCK = re.compile(CLOCK)
_UNITS = re.compile(UNITS)
_UNITS_MS = (MS_PER_H, MS_PER_MIN, MS_PER_S, 1)
_MINUTES_AND_MORE = re.compile(r"([0-9]+)\s*(?:h|m|min|mins|minutes?|minuten|minutos?|')\.?\s*([0-9]{1,2})")
_IN_BRACKETS = re.compile(r"[(\[<]\s*([^()\[\]<>]*?)\s*[)\]>]")
_GROUPS = re.compile(r"(?<=[0-9])_(?=[0-9]{3})")
_ISO = re.compile(r"PT((?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9.]+S)?)", re.IGNORECASE)
_AFTER_VALUE: Final = ";,.!\N{HORIZONTAL ELLIPSIS} "
LENGTHS: Final = re.compile(
    rf"(?P<least>[0-9][0-9.,:]*(?:\s*+(?!(?:to|or|bis|oder|\u00e0|ou|a|o)\b)[^\W\d_]+\.?)?)\s*+(?:{DASH}|to|or|bis|oder|\u00e0|ou|a|o)\s*(?P<most>[0-9].*)"
)
_DASH_BEFORE_UNIT = re.compile(rf"([0-9]){DASH}([^\W\d_])")
BEHIND_LENGTH: Final = re.compile(
    r"(?<=[^\s(#])\s*(?:\(.*\)|#.*|(?<=\s)(?:<--?|//|--|/\*|\u2190)\s.*)$"
)  # what is said of a length, and is none
_MINUTES_WITH_POINT = re.compile(
    r"([0-9]+)[.,]((?!25|50)[0-5][0-9])\s*(?:m|min|mins|minutes?|minuten|minutos?)\.?", re.IGNORECASE
)
_CLOCK_AND_UNIT = re.compile(r"([0-9:.]+:[0-9.]+)\s*(?:m|min|mins|minutes?|minuten|minutos?)\.?")


class Fault(Enum):
    """Why a text is not the value that it should be."""

    SHAPE = "shape"
    TOO_EXACT = "too-exact"  # a duration with more than milliseconds
    TOO_LONG = "too-long"  # a duration of more than a day
    UPSIDE_DOWN = "upside-down"  # a range that does not go up


class Problem(Struct, frozen=True):
    """`suggestion` is a text that would be right and is probably meant, or empty."""

    fault: Fault
    suggestion: str = ""


def duration_ms(text: str) -> int | Problem:
    """Return a duration such as `30s`, `1m30s`, `90`, `1:30`, `2.5s`, `500ms`, `1h`; 0 is one, too."""
    found = _duration_ms(text)
    if isinstance(found, Problem) and found.fault is Fault.SHAPE:
        return Problem(Fault.SHAPE, _meant_duration(text))
    return found


def _duration_ms(text: str) -> int | Problem:
    if len(text) > LONGEST:
        return Problem(Fault.SHAPE)
    if _PLAIN.fullmatch(text):
        parts: tuple[tuple[str, int], ...] = ((text, MS_PER_S),)
    elif match := _CLOCK.fullmatch(text):
        hours, minutes, seconds = match.groups("0")
        parts = ((hours, MS_PER_H), (minutes, MS_PER_MIN), (seconds, MS_PER_S))
    elif match := _UNITS.fullmatch(text):
        parts = tuple(
            (number or "0", unit_ms) for number, unit_ms in zip(match.groups(), _UNITS_MS, strict=True)
        )
    else:
        return Problem(Fault.SHAPE)
    total_ms = 0
    for number, unit_ms in parts:
        part_ms = scaled(number, unit_ms)
        if part_ms is None:
            return Problem(Fault.TOO_EXACT, _rounded(parts))
        total_ms += part_ms
    return total_ms if total_ms <= MAX_DURATION_MS else Problem(Fault.TOO_LONG)


def _rounded(parts: tuple[tuple[str, int], ...]) -> str:
    """Return the duration to a millisecond, as the language writes it."""
    total_ms = round(sum(Fraction(number) * unit_ms for number, unit_ms in parts))
    return format_duration_ms(total_ms) if 0 < total_ms <= MAX_DURATION_MS else ""


def scaled(number: str, factor: int) -> int | None:
    """Return a decimal number times a whole one, or None where that is no whole number."""
    whole, _, fraction = number.partition(".")
    scaled = int(whole) * factor
    if fraction:
        more, rest = divmod(int(fraction) * factor, 10 ** len(fraction))
        if rest:
            return None
        scaled += more
    return scaled


def _meant_duration(text: str) -> str:
    """Return the duration that `30sec`, `30 s`, `1,5s`, `1:5`, `ca. 30s` or `eine halbe Minute` stands for, or an empty text."""
    if len(text) > LONGEST:
        return ""
    written, text = text, _without_marks(text)
    if either_length(text):
        return ""
    if match := LENGTHS.fullmatch(text.casefold()):
        text = _longest(match["least"], match["most"])
    text = _DASH_BEFORE_UNIT.sub(r"\1\2", text)
    if match := _MINUTES_AND_MORE.fullmatch(text.casefold()):
        text = f"{match[1]}h{match[2]}m" if match[0].find("h") > 0 else f"{match[1]}m{match[2]}s"
    if match := _CLOCK_AND_UNIT.fullmatch(text.casefold().strip()):
        text = match[1]  # `1:30 min`
    plain = "".join(text.casefold().split()).replace(",", ".").removesuffix(".").removeprefix("+")
    if match := re.fullmatch(r"([0-9]+):([0-9])", plain):
        plain = f"{match[1]}:0{match[2]}"
    pieces = re.findall(r"[0-9.:]+|[^0-9.:]+", plain)
    meant = "".join(piece if piece[0] in "0123456789.:" else UNIT_WORDS.get(piece, "?") for piece in pieces)
    if meant.startswith((".", ":")):
        meant = f"0{meant}"
    for one in (meant, duration_words(text)):
        length_ms = _duration_ms(one) if one else None
        if isinstance(length_ms, int) and (one != written or text != written):
            return one if "0." not in one else format_duration_ms(length_ms)
    return ""


def _without_marks(text: str) -> str:
    """Return a length without what stands around it: brackets, quotes, remarks, words that say no more than it does."""
    text = without_curly(text)
    text = text if set(text) & set("([{") else text.rstrip(")]} ")
    text = _GROUPS.sub("", _in_brackets(text.strip()))
    if match := _ISO.fullmatch(text):
        text = match[1].casefold()  # `PT30S`
    text = without_remark(BEHIND_LENGTH.sub("", text))
    return AFTER_LENGTH.sub("", BEFORE_NUMBER.sub("", text.rstrip(_AFTER_VALUE)))


def either_length(text: str) -> tuple[str, str] | tuple[()]:
    """Return the two lengths that `1.30 min` may be, minutes with seconds or a share of minutes; nothing for others."""
    match = _MINUTES_WITH_POINT.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if match is None:
        return ()
    of_share_ms = round(Fraction(f"{match[1]}.{match[2]}") * MS_PER_MIN)
    return f"{match[1]}m{int(match[2])}s", format_duration_ms(of_share_ms)


def _in_brackets(text: str) -> str:
    """Return what stands in the brackets around all of a text, or the text."""
    match = _IN_BRACKETS.fullmatch(text)
    return match[1] if match else text


def _longest(least: str, most: str) -> str:
    """Return the longer one of two lengths that are in order, as it is written; else an empty text."""
    unit = most.lstrip("0123456789.,: ") if least[-1].isdigit() else ""
    from_ms, to_ms = (_ms_of(one) for one in (f"{least}{unit}", most))
    return most if 0 < from_ms < to_ms else ""


def _ms_of(text: str) -> int:
    found = duration_ms(text)
    if isinstance(found, Problem):
        found = _duration_ms(found.suggestion)
    return found if isinstance(found, int) else 0
