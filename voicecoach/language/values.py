"""Texts to values: durations, whole numbers, tempos, repeaters, shares. Exact, never a float."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction
from typing import Final

from msgspec import Struct

from voicecoach.language.grammar import CLOCK, DASH, NEARLY_REPEATERS, NUMBER, RANGE, SHARE, TEMPO, UNITS
from voicecoach.language.quoting import without_curly
from voicecoach.language.words import (
    AFTER_LENGTH,
    BEFORE_NUMBER,
    UNIT_WORDS,
    duration_words,
    number_of,
    without_remark,
)
from voicecoach.units import MS_PER_H, MS_PER_MIN, MS_PER_S, format_duration_ms

MAX_DURATION_MS: Final = 24 * MS_PER_H
MAX_COUNT: Final = 999_999_999

FASTEST: Final = "X"  # a count of a tempo: as fast as possible
FASTEST_MS: Final = MS_PER_S  # what is planned for it
_PARTS_PER_PERCENT: Final = 10_000
_LONGEST: Final = 40  # characters of any of these; longer ones are a text in the wrong place

_PLAIN = re.compile(NUMBER)
_CLOCK = re.compile(CLOCK)
_UNITS = re.compile(UNITS)
_UNITS_MS = (MS_PER_H, MS_PER_MIN, MS_PER_S, 1)
_SHARE = re.compile(SHARE)
_TEMPO = re.compile(TEMPO)
_NEARLY_REPEATERS = re.compile(NEARLY_REPEATERS)
_RANGE = re.compile(RANGE)
_NEARLY_RANGE = re.compile(
    rf"([0-9]+)\s*(?:{DASH}|~|\N{{WAVE DASH}}|\.\.+|\N{{HORIZONTAL ELLIPSIS}}|to|or|bis|oder|\u00e0|ou|a|o)\s*([0-9]+)"
)
_MINUTES_AND_MORE = re.compile(r"([0-9]+)\s*(?:h|m|min|mins|minutes?|minuten|minutos?|')\.?\s*([0-9]{1,2})")
_COUNTED = re.compile(
    r"\s*(?:x|mal|times|st\u00fcck|stk|pcs|pieces|each|reps?|sets?|rounds?|runden?|wiederholungen|wdh|s\u00e4tze|durchg\u00e4nge|s\u00e9ries|tours|fois|"
    r"r\u00e9p\u00e9titions|veces|rondas|series|repeticiones)\.?$"
)
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


class Tempo(Struct, frozen=True, kw_only=True):
    """The counts that are not 0. `fastest` has the places of those that are as fast as possible, and planned as a second."""

    beats_ms: tuple[int, ...]
    fastest: frozenset[int] = frozenset()


class RepRange(Struct, frozen=True, kw_only=True):
    """`8-12`; `8` is from 8 to 8."""

    least: int
    most: int

    @property
    def reps_from(self) -> int:
        """Return the smaller number, 0 where there is only one."""
        return self.least if self.least < self.most else 0


class Repeaters(Struct, frozen=True, kw_only=True):
    """`6 x 7s:3s`."""

    count: int
    on_ms: int
    off_ms: int


def duration_ms(text: str) -> int | Problem:
    """Return a duration such as `30s`, `1m30s`, `90`, `1:30`, `2.5s`, `500ms`, `1h`; 0 is one, too."""
    found = _duration_ms(text)
    if isinstance(found, Problem) and found.fault is Fault.SHAPE:
        return Problem(Fault.SHAPE, _meant_duration(text))
    return found


def _duration_ms(text: str) -> int | Problem:
    if len(text) > _LONGEST:
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
        part_ms = _scaled(number, unit_ms)
        if part_ms is None:
            return Problem(Fault.TOO_EXACT, _rounded(parts))
        total_ms += part_ms
    return total_ms if total_ms <= MAX_DURATION_MS else Problem(Fault.TOO_LONG)


def _rounded(parts: tuple[tuple[str, int], ...]) -> str:
    """Return the duration to a millisecond, as the language writes it."""
    total_ms = round(sum(Fraction(number) * unit_ms for number, unit_ms in parts))
    return format_duration_ms(total_ms) if 0 < total_ms <= MAX_DURATION_MS else ""


def _scaled(number: str, factor: int) -> int | None:
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
    if len(text) > _LONGEST:
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
    match = _MINUTES_WITH_POINT.fullmatch(text.strip()) if len(text) <= _LONGEST else None
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


def whole_number(text: str) -> int | Problem:
    """Return a number of digits only, at most `MAX_COUNT`."""
    if text.isascii() and text.isdigit():
        digits = text.lstrip("0") or "0"
        if len(digits) <= len(str(MAX_COUNT)):
            return int(digits)
        return Problem(Fault.TOO_LONG)
    plain = text
    if len(text) <= _LONGEST:
        plain = _COUNTED.sub("", BEFORE_NUMBER.sub("", without_remark(text.strip()).casefold()))
    meant = (
        "".join((number_of(plain.rstrip(".x")) or plain).split())
        .removeprefix("x")
        .removesuffix(".")
        .removesuffix("x")
        .removesuffix("\N{MULTIPLICATION SIGN}")
        .removesuffix(".0")
        .replace(",", "")
        .replace("_", "")
    )
    return Problem(
        Fault.SHAPE, meant if meant.isascii() and meant.isdigit() and len(meant) < _LONGEST else ""
    )


def rep_range(text: str) -> RepRange | Problem:
    """Return how many reps: `8`, or `8-12`, with whatever dash a phone writes.

    A range that does not go up is a problem of its own shape: it has a suggestion with a dash, or with one number.
    """
    match = _RANGE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        number = whole_number(text)
        if isinstance(number, Problem):
            return Problem(number.fault, number.suggestion or _meant_range(text))
        return RepRange(least=number, most=number)
    least, most = whole_number(match[1]), whole_number(match[2])
    if isinstance(least, Problem) or isinstance(most, Problem):
        return Problem(Fault.TOO_LONG)
    if least < most:
        return RepRange(least=least, most=most)
    return Problem(Fault.UPSIDE_DOWN, str(least) if least == most else f"{most}-{least}")


def _meant_range(text: str) -> str:
    """Return the range that `8 to 12`, `8~12` or `8-12 reps` stands for, or an empty text."""
    plain = _COUNTED.sub("", text.casefold().strip()) if len(text) <= _LONGEST else ""
    match = _NEARLY_RANGE.fullmatch(plain)
    found = rep_range(f"{match[1]}-{match[2]}") if match else None
    return f"{found.least}-{found.most}" if isinstance(found, RepRange) else ""


def tempo_ms(text: str) -> tuple[int, ...] | Problem:
    """Return the four counts of `3-1-1-0`; each is a duration in seconds, decimals allowed.

    An X is as fast as possible. With one in it, the dashes are not needed: `30X1`.
    """
    if len(text) > 4 * _LONGEST or not _TEMPO.fullmatch(text.strip()):
        return Problem(Fault.SHAPE, _meant_tempo(text))
    counts = [_count_ms(count) for count in counts_of_tempo(text)]
    wrong = next((count_ms for count_ms in counts if isinstance(count_ms, Problem)), None)
    if wrong is not None:
        return Problem(wrong.fault, _meant_tempo(text))
    return tuple(count_ms for count_ms in counts if isinstance(count_ms, int))


def counts_of_tempo(text: str) -> list[str]:
    """Return the counts of a tempo as they are written; X in capitals."""
    pieces = text.split("-") if "-" in text else text.strip()
    return [piece.strip().upper() for piece in pieces]


def _count_ms(text: str) -> int | Problem:
    return FASTEST_MS if text == FASTEST else _duration_ms(text)


def _meant_tempo(text: str) -> str:
    between = "[^0-9X]*"
    counts = re.fullmatch(
        f"{between}([0-9X]){between}([0-9X]){between}([0-9X]){between}([0-9X]?){between}", text.upper()
    )
    meant = "-".join(count or "0" for count in counts.groups()) if counts else ""
    return meant if meant != text else ""


def repeaters(text: str) -> Repeaters | Problem:
    """Return `6 x 7s:3s`, also written `6x7s:3s` or `6 × 7:3`."""  # noqa: RUF002 - the author's sign
    match = _NEARLY_REPEATERS.fullmatch(text.strip()) if len(text) <= 3 * _LONGEST else None
    if not match:
        return Problem(Fault.SHAPE, _meant_repeaters(text))
    count, on_ms, off_ms = whole_number(match[1]), duration_ms(match[2]), duration_ms(match[3])
    if isinstance(count, Problem):
        return Problem(count.fault)
    for part in (on_ms, off_ms):
        if isinstance(part, Problem) and part.fault is not Fault.SHAPE:
            return Problem(part.fault)
    if isinstance(on_ms, Problem) or isinstance(off_ms, Problem):
        on = match[2] if isinstance(on_ms, int) else on_ms.suggestion
        off = match[3] if isinstance(off_ms, int) else off_ms.suggestion
        return Problem(Fault.SHAPE, f"{match[1]} x {on}:{off}" if on and off else _meant_repeaters(text))
    return Repeaters(count=count, on_ms=on_ms, off_ms=off_ms)


def _meant_repeaters(text: str) -> str:
    """Return the repeaters that `7:3 x 6`, `6 x 7/3` or `6x7s on 3s off` stands for, or an empty text."""
    if len(text) > 3 * _LONGEST:
        return ""
    plain = text.casefold().replace("\N{MULTIPLICATION SIGN}", "x").replace("*", "x")
    plain = plain.replace("\N{EN DASH}", "-").replace("(", " ").replace(")", " ")
    plain = re.sub(
        r"\b(?:reps?|times|hangs|hang(?=\s+(?:of|von))|mal|wdh|fois|veces)(?:\s+(?:of|von|de|à))?\b",
        "x",
        plain,
    )
    part = r"([0-9.,]+\s*[a-z]*?\.?)(?:\s*(?:on|an|work|hang))?"
    between = r"\s*[:/,-]\s*|\s+"
    pair = rf"{part}(?:{between}){part}(?:\s*(?:off|aus|rest))?"
    if match := re.fullmatch(rf"\s*{pair}\s*,?\s*x\s*([0-9]+)\s*", plain) or re.fullmatch(
        rf"\s*{pair}\s*[,;]\s*([0-9]+)\s*x\s*", plain
    ):
        on, off, count = match.groups()
    elif match := re.fullmatch(rf"\s*([0-9]+)\s*x?\s*(?<=[x\s]){pair}\s*", plain):
        count, on, off = match.groups()
    else:
        return ""
    meant = [_exact_or_meant(one.strip()) for one in (on, off)]
    return f"{count} x {meant[0]}:{meant[1]}" if all(meant) else ""


def _exact_or_meant(text: str) -> str:
    """Return a duration as it is written, with its unit; or what it is meant to be."""
    if _PLAIN.fullmatch(text):
        return f"{text}s"
    return text if isinstance(_duration_ms(text), int) else _meant_duration(text)


def share_ppm(text: str) -> int | Problem:
    """Return `50%` or `12.5%` in parts per million; more than 100 % is one, too."""
    match = _SHARE.fullmatch(text) if len(text) <= _LONGEST else None
    if not match:
        return Problem(Fault.SHAPE)
    parts = _scaled(match[1], _PARTS_PER_PERCENT)
    return Problem(Fault.TOO_EXACT) if parts is None else parts
